"""Verbs of saying: which words they are, who speaks, and what is said."""

from msgspec import Struct
from msgspec.structs import replace

from lagebild.knowledge.quotations_words import QuotationWords, SourcePhrases, SpeechVerb
from lagebild.rules.tree import has
from lagebild.stages.quotations.clauses import find_clause
from lagebild.stages.quotations.objects import find_nearest_marks, find_object, find_raised, find_whole_clause
from lagebild.stages.quotations.speakers import find_paper, find_patient, find_speaker, is_participle
from lagebild.stages.quotations.verbs import read_in_clause, read_verb
from lagebild.stages.quotations.view import Range, View

_PLAIN = ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PUNCT", "ADV", "PART", "AUX", "CCONJ")
_NAMES = ("NOUN", "PROPN")
_AUXILIARIES = ("aux", "aux:pass")
_GIST = ("obj", "obl", "iobj", "obl:arg", "xcomp", "nsubj:pass")  # what an act of speech is about
_CLAUSES = ("ccomp", "xcomp", "parataxis", "csubj")
LONG = 8  # tokens that must hold a clause, even if the parser finds no verb in them
MARKS = "verb with marks"
RAISED = "said of its subject"
SHORT = 4  # tokens before an inserted verb that cannot be all that was said


class Frame(Struct, frozen=True):
    """A cue with its speaker and content, as token ranges of one sentence."""

    cue: int
    speaker: Range | None
    content: tuple[Range, ...]
    rule: str
    reaches_back: bool = False  # what is said ended just before this sentence
    impersonal: bool = False  # "hieß es"
    reaches_on: bool = False  # it begins after this sentence (colon)
    attitude: bool = False  # what somebody thinks or wants, not what they say


def find_frames(view: View, words: QuotationWords) -> list[Frame]:
    """Every verb of saying outside marks that has something said with it."""
    frames: list[Frame] = []
    for i, token in enumerate(view.tokens):
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
            name = _name_before(view, i, first, start, words.phrases) or _name_and_office(view, i, first)
        if name:
            return _beside(view, i, name, name[0], end, words)
        if (like := _like(view, i, first, words.phrases)) is not None:
            return _around(view, i, speaker, like, end, "wie-clause")
        if _stands_inside(view, i, first, start, speaker, words):
            return _beside(
                view, i, speaker, min(start, speaker[0]) if speaker and speaker[0] > 0 else start, end, words
            )
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


def _like(view: View, i: int, first: int, phrases: SourcePhrases) -> int | None:
    """Where "wie die Behörde mitteilte" begins: in the verb's segment, or before an apposition or a name in marks.

    A clause that a verb takes as its object is none: "er verstehe nicht, wie der Sprecher das behaupten konnte".
    """
    if view.tokens[i].deprel.startswith("ccomp") or view.tree.with_relation(i, "obj", *_CLAUSES):
        return None
    if view.lower[first] in phrases.like and i > first:
        return view.segments[view.segment_of[i]][0]
    opens = [j for j in view.tree.with_relation(i, "mark", "advmod", "case") if j < i and view.lower[j] in phrases.like]
    at_head = bool(opens) and view.first_word(0, i) + 1 >= opens[0] and not view.marked[opens[0]]
    return opens[0] if at_head and phrases.comma_before_clause else None


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
        if not links or not view.marked[start] or end - start < SHORT - 1:
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
    if words.phrases.object_alone:
        subject = view.tree.with_relation(i, "nsubj") or view.tokens[i].deprel == "conj"
        own = subject and has(view.tokens[i], "VerbForm=Fin")
        beside = is_participle(view, i) and not view.tree.with_relation(i, "mark", "case")  # not "for criticising it"
        tells = own or view.tokens[i].head < 0 or beside
        said = find_object(view, i, verb, words.phrases) if tells else None
        return Frame(i, speaker, (said,), "reported act of speech") if said else None
    if _tells_alone(view, i, words.phrases):
        return Frame(i, speaker, (find_whole_clause(view, i),), "reported act of speech")
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


def _name_before(view: View, i: int, first: int, start: int, phrases: SourcePhrases) -> Range | None:
    """The words of ", officials in Oslo said": a noun phrase alone between comma and verb, and nothing behind."""
    end = view.segments[view.segment_of[i]][1]
    if start == 0 or first >= i or not (view.is_finite(0, start) or view.marked[start - 1] or start > LONG):
        return None
    if view.lower[first] in ("and", "but") or any(has(view.tokens[j], "VerbForm=Fin") for j in range(i + 1, end)):
        return None
    first = _first_of_list(view, first, i)
    kinds = ["ADJ" if view.tokens[j].deprel == "amod" else view.tokens[j].upos for j in range(first, i)]
    if not set(kinds) <= set(_PLAIN) or not set(kinds) & {"NOUN", "PROPN", "PRON"} or kinds[0] in ("ADP", "SCONJ"):
        return None
    asks = any(view.lower[j] in phrases.that | phrases.subordinators for j in range(first, i))
    return None if asks or _continues_clause(view, i, end) else (first, i)


def _name_and_office(view: View, i: int, first: int) -> Range | None:
    """The words of ", his aide, Jo Fox, said": noun phrases between commas behind a clause, then the verb alone."""
    n = view.segment_of[i] - 1
    start = end = first
    while first == i and n > 1 and view.lower[start - 1] == ",":
        begin, stop = view.segments[n - 1]
        if stop - begin > LONG or any(view.tokens[j].upos not in _PLAIN for j in range(begin, stop)):
            break
        end = stop if end == first else end
        start, n = begin, n - 2
    named = any(view.tokens[j].upos in _NAMES for j in range(start, end))
    whole = view.is_finite(0, start) or (start > 1 and view.marked[start - 2] is not None)
    goes_on = _continues_clause(view, i, view.segments[view.segment_of[i]][1])
    return (start, end) if named and whole and not goes_on else None


def _first_of_list(view: View, first: int, end: int) -> int:
    """Where the list begins that "Germany and Britain" ends: "France, Germany and Britain said"."""
    if all(view.tokens[j].upos != "CCONJ" for j in range(first, end)):
        return first
    n = view.segment_of[first] - 2
    while n > 0 and view.lower[first - 1] == ",":
        start, stop = view.segments[n]
        if stop - start > SHORT or any(view.tokens[j].upos not in ("DET", "ADJ", *_NAMES) for j in range(start, stop)):
            break
        first, n = start, n - 2
    return first


def _continues_clause(view: View, i: int, end: int) -> bool:
    """True if the verb's own clause follows it: "…, the minister urged them to leave"."""
    return any(i < c < end for c in view.tree.with_relation(i, *_CLAUSES))


def _stands_inside(view: View, i: int, first: int, start: int, speaker: Range | None, words: QuotationWords) -> bool:
    """True for ", sagte X" and ", X said": the verb and its speaker make up a segment after what is said."""
    auxiliaries = set(view.tree.with_relation(i, "aux"))
    end = view.segments[view.segment_of[i]][1]
    tells_on = any(has(view.tokens[j], "VerbForm=Fin") and j not in auxiliaries for j in range(i + 1, end))
    if view.first_word(0, start) >= start:
        return start > 0 or (view.after_marks and not tells_on)  # the words said ended with the sentence before
    lead = range(first, i)
    if words.phrases.comma_before_clause:
        opens = i == first or first in auxiliaries or (view.lower[first] in words.phrases.inside and i <= first + 2)
        # "Lee, der Gründer der Partei, sagte": the verb closes an apposition and stands inside nothing
        if not opens or (speaker is not None and speaker[1] <= first):
            return False
        if speaker is None and has(view.tokens[i], "VerbForm=Part") and not view.tree.with_relation(i, *_AUXILIARIES):
            return False  # "…, hervorgegangen aus einer Werkstatt"
        quoted = bool(view.marked[start - 1] or view.marked[start - 2])
        return quoted or _tells(view, start, words.phrases)
    related = speaker is not None and has(view.tokens[speaker[0]], "PronType=Rel")
    if is_participle(view, i) or (related and speaker is not None and speaker[0] >= start):
        return False  # "…, who have insisted on it, …"
    after_marks = bool(view.marked[start - 1]) and speaker is not None and speaker[0] >= start
    if tells_on and not after_marks:
        return False
    if speaker is not None and speaker[0] < start:
        # "…, Jo Fox, founder of the centre, tells us": the speaker's own words stand before the comma
        told = view.is_finite(0, speaker[0]) or any(view.marked[j] for j in range(speaker[0]))
        return told and speaker[0] > 0 and view.is_cut(view.segment_of[speaker[0] - 1])
    named = set(range(*speaker)) if speaker else set()
    if not all(j in named or j in auxiliaries or view.tokens[j].upos in ("ADV", "PUNCT", "AUX") for j in lead):
        return False
    if _tells(view, start, words.phrases) or any(view.marked[j] for j in range(start)):
        return True
    told = i == first and bool(view.tree.with_relation(i, "iobj", "obj"))  # "Lee, its chairman, told the agency"
    return not told and has(view.tokens[i], "VerbForm=Fin") and _continues(view, end)


def _tells(view: View, end: int, phrases: SourcePhrases) -> bool:
    """True if a main clause stands before `end`, or one that "dass" opens: not time, place and clauses about them.

    Behind a subordinate clause the main clause begins with its verb: "Wenn es regnet, | fällt das Fest aus, sagte sie".
    """
    subordinate = _is_subordinate(view, *view.segments[0], phrases)
    for n, (start, stop) in enumerate(view.segments):
        if start >= end:
            return False
        first = view.first_word(start, stop)
        if first == stop or not view.is_finite(start, stop):
            continue
        if n == 0 and view.lower[first] in phrases.that:
            return True
        relative = any(has(view.tokens[j], "PronType=Rel") for j in range(first, min(first + 3, stop)))
        if relative or _is_subordinate(view, start, stop, phrases) or view.lower[first] in phrases.that:
            continue
        if not subordinate or not phrases.comma_before_clause or has(view.tokens[first], "VerbForm=Fin"):
            return True
    return False


def _is_subordinate(view: View, start: int, end: int, phrases: SourcePhrases) -> bool:
    """True if a conjunction opens the segment, or stands behind its first word: "selbst wenn", "erst als"."""
    first = view.first_word(start, end)
    opens = phrases.subordinators | phrases.conditions | phrases.like
    return any(view.lower[j] in opens for j in range(first, min(first + 2, end)))


def _continues(view: View, end: int) -> bool:
    """True if a finite clause follows behind a comma: "The bridge, Smith said, will open"."""
    return end < len(view.tokens) and view.lower[end] == "," and view.is_finite(end, len(view.tokens))


def _around(view: View, i: int, speaker: Range | None, start: int, end: int, rule: str) -> Frame | None:
    content = [view.trimmed(*r) for r in ((_after_colon(view, start), start), (end, len(view.tokens)))]
    joins = [r for r in content if r[1] == r[0] + 1 and view.tokens[r[0]].deprel == "cc"]  # "Denn wie … berichtet"
    said = tuple(r for r in content if r[1] > r[0] and r not in joins)
    return Frame(i, speaker, said, rule) if said else None


def _after_colon(view: View, end: int) -> int:
    """Where the words begin that follow the last colon before `end`."""
    return max((j + 1 for j in range(end) if view.lower[j] == ":" and view.is_cut(view.segment_of[j])), default=0)


def _goes_on(view: View, before: Range, after: Range, words: QuotationWords) -> bool:
    """True if what stands behind an inserted verb belongs to what is said before it.

    It does in marks, behind "and", and where the words before make no clause or only a subordinate one.
    """
    phrases, first = words.phrases, view.tokens[after[0]]
    if view.marked[after[0]]:
        return not view.is_name_in_marks(after[0]) or not view.is_name_in_marks(after[0] + 1)  # “Meet the Press”
    if before[1] <= before[0] or view.marked[before[0]]:
        return False  # what follows words in marks, and is in none, is told: “Go”, he said, and they went
    if first.upos == "CCONJ":
        return True
    complete = view.is_finite(*before) if phrases.comma_before_clause else _tells(view, before[1], phrases)
    return (before[1] - before[0] < SHORT or not complete) and view.is_finite(*after)


def _beside(view: View, i: int, speaker: Range | None, start: int, end: int, words: QuotationWords) -> Frame | None:
    """What stands before an inserted ", sagte X", and what goes on after it."""
    before = view.trimmed(_after_colon(view, start), start)
    if speaker and speaker[1] > end:
        end = speaker[1]
    after = view.trimmed(end, len(view.tokens))
    said = [before] if before[1] > before[0] else []
    if after[1] > after[0] and _goes_on(view, before, after, words):
        frame_only = (
            said and view.marked[after[0]] and not view.marked[before[0]] and not _tells(view, start, words.phrases)
        )
        said = [after] if frame_only else [*said, after]  # "Asked about the dam, Rossi said, “It is safe.”"
    if said == [before] and before[1] == before[0] + 1 and not view.marked[before[0]]:
        return None
    return Frame(i, speaker, tuple(said), "inserted verb", reaches_back=not before[1] > before[0])


def _ends_with_colon(view: View) -> bool:
    return view.lower[-1] == ":"
