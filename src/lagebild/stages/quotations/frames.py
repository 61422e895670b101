"""Verbs of saying: which words they are, who speaks, and what is said."""

from msgspec.structs import replace

from lagebild.knowledge.quotations_words import QuotationWords, SourcePhrases, SpeechVerb
from lagebild.rules.tree import has
from lagebild.stages.quotations.clauses import find_clause
from lagebild.stages.quotations.frame import ACT, CLAIM, Frame
from lagebild.stages.quotations.inserted import around, beside, find_like, name_and_office, name_before, stands_inside
from lagebild.stages.quotations.objects import find_nearest_marks, find_object, find_raised, find_whole_clause
from lagebild.stages.quotations.speakers import find_paper, find_patient, find_speaker, is_participle
from lagebild.stages.quotations.verbs import VERBAL, read_in_clause, read_verb
from lagebild.stages.quotations.view import Range, View

_GIST = ("obj", "obl", "iobj", "obl:arg", "xcomp", "nsubj:pass")  # what an act of speech is about
MARKS = "verb with marks"
RAISED = "said of its subject"
SHORT = 3  # tokens in marks that are no more than a name


def find_frames(view: View, words: QuotationWords) -> list[Frame]:
    """Every verb of saying outside marks that has something said with it."""
    frames: list[Frame] = []
    lemmas, forms = words.verbs, words.forms
    for i, token in enumerate(view.tokens):
        if token.upos not in VERBAL or not (token.lemma in lemmas or token.text in forms):
            continue
        if view.marked[i] or not (verbs := read_verb(token, words)):
            continue
        if verb := read_in_clause(view, i, verbs):
            frame = _frame(view, i, verb, words)
            if frame and frames and is_participle(view, i):
                frame = replace(frame, speaker=frames[-1].speaker)  # "…, she said, adding that …"
            if frame:
                attitude = verb.attitude and frame.rule != RAISED
                frame = replace(frame, impersonal=verb.impersonal, attitude=attitude)
                frames += [frame, *(replace(frame, content=(r,)) for r in _joined_marks(view, frame))]
    if not frames:
        return []
    frames = [f for f in _without_doubles(frames) if not f.attitude or _is_told(view, f, frames, words)]
    frames = [f for f in frames if not any(_is_name_of(f, other) for other in frames)]
    return [_cut_at_others(view, frame, frames) for frame in frames]


def _is_name_of(frame: Frame, other: Frame) -> bool:
    """True if what this frame takes for speech is the name of another's speaker."""
    if other.speaker is None or not frame.content:
        return False
    return all(other.speaker[0] <= start and end <= other.speaker[1] for start, end in frame.content)


def _is_told(view: View, frame: Frame, frames: list[Frame], words: QuotationWords) -> bool:
    """False for thoughts that are told in turn ("says she hopes …") or are the writer's own ("I think …")."""
    if not has(view.tokens[frame.cue], "VerbForm=Fin") or frame.speaker is None:
        return False
    if any(view.lower[i] in words.phrases.first_person for i in range(*frame.speaker)):
        return False
    return not any(_holds(other, frame.cue) for other in frames if other is not frame)


def _without_doubles(frames: list[Frame]) -> list[Frame]:
    """Keep one of two verbs with the same content: the nearer one, or the first of "wie … bekannt machten"."""
    kept: list[Frame] = []
    for frame in frames:
        twin = next((n for n, other in enumerate(kept) if frame.content and other.content == frame.content), None)
        if twin is None:
            kept.append(frame)
        elif frame.rule == "verb and clause" and frame.cue < frame.content[0][0]:
            kept[twin] = frame
    return kept


def _cut_at_others(view: View, frame: Frame, frames: list[Frame]) -> Frame:
    """End what is said before ", reported Reuters", where that gives the source of this frame as a whole."""
    for other in frames:
        inserted = other.rule in ("inserted verb", "wie-clause")
        if not (inserted and frame.content and _holds(other, frame.cue) and _holds(frame, other.cue)):
            continue
        start = min(view.segments[view.segment_of[other.cue]][0], *(other.speaker or (other.cue,)))
        cut = tuple((r[0], min(r[1], start)) for r in frame.content if r[0] < start)
        frame = replace(frame, content=tuple(view.trimmed(*r) for r in cut))
    return frame


def _holds(frame: Frame, i: int) -> bool:
    return any(start <= i < end for start, end in frame.content)


def _frame(view: View, i: int, verb: SpeechVerb, words: QuotationWords) -> Frame | None:
    speaker, passive = find_speaker(view, i, words.phrases)
    if passive and verb.quoted:
        speaker, passive = find_patient(view, i), False
    if passive and verb.wanted_of:
        speaker = None  # "von Rossi wird erwartet": he is not the one who expects
    if verb.impersonal or (passive and speaker is None):
        speaker = find_paper(view, i, words.phrases)
    if passive and speaker is None and verb.raises and (said := find_raised(view, i)):
        return Frame(i, None, said, RAISED)
    start, end = view.segments[view.segment_of[i]]
    first = view.first_word(start, end)
    nobody = passive and speaker is None and not verb.impersonal and not view.after_marks and not view.marked[start - 1]
    if "clause" in verb.takes and not nobody:
        name = None
        if not words.phrases.comma_before_clause:
            name = name_before(view, i, first, start, words.phrases) or name_and_office(view, i, first)
        if name and not _is_negated(view, i, words.phrases):
            return beside(view, i, name, name[0], end, words)
        if (like := find_like(view, i, first, words.phrases)) is not None:
            return around(view, i, speaker, like, end, "wie-clause")
        if stands_inside(view, i, first, start, speaker, words):
            return beside(view, i, speaker, min(start, speaker[0]) if speaker and speaker[0] > 0 else start, end, words)
    if found := find_clause(view, i, verb, words):
        return Frame(i, speaker, found[:1], found[1])
    marks = _marks_of(view, i, verb, speaker, words)
    if marks and not passive:
        return Frame(i, speaker, (_with_object(view, i, verb, marks, words),), MARKS)
    if "clause" in verb.takes and _ends_with_colon(view):
        return Frame(i, speaker, (), "colon", reaches_on=True)
    if "object" in verb.takes and speaker:
        return _reported(view, i, verb, speaker, words)
    return None


def _is_negated(view: View, i: int, phrases: SourcePhrases) -> bool:
    """ "; Lima did not comment": nobody has said what stands before."""
    return any(view.lower[j] in phrases.negations for j in view.tree.with_relation(i, "advmod"))


def _marks_of(view: View, i: int, verb: SpeechVerb, speaker: Range | None, words: QuotationWords) -> Range | None:
    """The words in marks that the verb quotes; not those of another verb, where it has an object of its own."""
    if "marks" not in verb.takes:
        return None
    if speaker is None:
        after = view.segment_of[i] + 2  # "…, Rossi said, adding, “Never.”"
        follows = is_participle(view, i) and after < len(view.segments) and view.marked[view.segments[after][0]]
        return view.segments[after] if follows and view.is_cut(after - 1) else None
    marks = find_nearest_marks(view, i, terms="term" in verb.takes)
    own = find_object(view, i, verb, words.phrases) if words.phrases.object_alone and "object" in verb.takes else None
    apart = (
        marks is not None
        and own is not None
        and own[1] < marks[0]
        and view.segment_of[marks[0]] > view.segment_of[i] + 1
    )
    return None if apart else marks


def _joined_marks(view: View, frame: Frame) -> list[Range]:
    """Further stretches in marks that "and" or a comma joins to the one that a verb quotes: riefen „Ja“ und „Nein“."""
    if frame.rule != MARKS or not frame.content:
        return []
    joined, n = [], view.segment_of[frame.content[0][1] - 1]
    while n + 2 < len(view.segments):
        between = range(*view.segments[n + 1])
        start, end = view.segments[n + 2]
        links = all(view.tokens[j].upos in ("CCONJ", "PUNCT") for j in between)
        if not links or not view.marked[start] or end - start < SHORT:
            break
        joined.append((start, end))
        n += 2
    return joined


def _with_object(view: View, i: int, verb: SpeechVerb, marks: Range, words: QuotationWords) -> Range:
    """The words in marks, with the object that they are said of where the language counts it in."""
    around = find_object(view, i, verb, words.phrases) if words.phrases.object_alone and marks[0] > i else None
    if around and around[0] <= marks[0] and marks[1] <= around[1] + 1:
        return (around[0], max(around[1], marks[1]))
    return marks


def _reported(view: View, i: int, verb: SpeechVerb, speaker: Range, words: QuotationWords) -> Frame | None:
    """An act of speech with its object: the gist is the object alone, or the clause, as the language has it."""
    rule = CLAIM if verb.claims else ACT
    if words.phrases.object_alone:
        subject = view.tree.with_relation(i, "nsubj") or view.tokens[i].deprel == "conj"
        own = subject and has(view.tokens[i], "VerbForm=Fin")
        beside = is_participle(view, i) and not view.tree.with_relation(i, "mark", "case")  # not "for criticising it"
        tells = own or view.tokens[i].head < 0 or beside
        said = find_object(view, i, verb, words.phrases) if tells else None
        return Frame(i, speaker, (said,), rule) if said else None
    if _tells_alone(view, i, words.phrases):
        return Frame(i, speaker, (find_whole_clause(view, i),), rule)
    return None


def _tells_alone(view: View, i: int, phrases: SourcePhrases) -> bool:
    """True for the verb of a main clause, or of one joined to it, that has something to say its gist of."""
    token, tree = view.tokens[i], view.tree
    finite = has(token, "VerbForm=Fin") or any(
        has(view.tokens[j], "VerbForm=Fin") for j in tree.with_relation(i, "aux", "aux:pass")
    )
    main = token.head < 0 or (token.deprel == "conj" and view.tokens[token.head].head < 0)
    unsaid = any(view.lower[j] in phrases.negations for j in (*tree.children[i], *_articles(view, i)))
    return main and finite and not unsaid and bool(tree.with_relation(i, *_GIST))


def _articles(view: View, i: int) -> list[int]:
    return [j for noun in view.tree.with_relation(i, "obj") for j in view.tree.with_relation(noun, "det")]


def _ends_with_colon(view: View) -> bool:
    return view.lower[-1] == ":"
