"""The clause that a verb of saying takes: where it begins behind the verb, and where it ends."""

from lagebild.knowledge.quotations_words import QuotationWords, SourcePhrases, SpeechVerb
from lagebild.rules.tree import has
from lagebild.stages.quotations.speakers import is_participle
from lagebild.stages.quotations.verbs import read_verb
from lagebild.stages.quotations.view import Range, View

_CLAUSES = ("ccomp", "xcomp", "parataxis", "csubj")
DASHES = ("—", "–", "--")
LONG = 6  # words of who was told
MOST_SEGMENTS = 5  # between the verb and its clause: appositions and one relative clause


def find_clause(view: View, i: int, verb: SpeechVerb, words: QuotationWords) -> tuple[Range, str] | None:
    """What stands after the verb, and the rule: behind a colon, or as a clause of its own."""
    here = view.segment_of[i]
    near = view.segments[here + 1 : here + 1 + MOST_SEGMENTS]
    colon = next((start for start, _ in near if view.lower[start] == ":" and not view.marked[start]), len(view.tokens))
    begins = _clause_by_arc(view, i, verb, words)
    if begins is None or begins >= colon:
        said = view.trimmed(colon + 1, len(view.tokens))
        if said[1] > said[0] and verb.takes & {"clause", "marks"}:
            return said, "colon"
    if begins is None:
        begins = _clause_by_segment(view, i, verb, words)
    if begins is None:
        return None
    end = _end_of_clause(view, i, begins, words)
    said = view.trimmed(begins, min(end, colon) if begins < colon else end)
    return (said, "verb and clause") if said[1] - said[0] > 1 else None


def _clause_by_arc(view: View, i: int, verb: SpeechVerb, words: QuotationWords) -> int | None:
    """Where the clause begins that the parser hangs on the verb; it must stand after the verb."""
    for child in view.tree.with_relation(i, *_CLAUSES):
        if child < i or is_participle(view, child) or not _allowed(view, child, verb):
            continue
        start = min(j for j in view.tree.subtree(child) if j > i)
        segment = view.segment_of[start]
        marks = [j for j in view.tree.with_relation(child, "mark") if view.lower[j] in words.phrases.that and j > start]
        if view.lower[start] in words.phrases.like and _has_cue(view, segment, start, words):
            continue
        if words.phrases.comma_before_clause:
            if segment == view.segment_of[i]:
                continue  # the parser's error: such a clause needs a comma
            if view.is_cut(segment) and segment + 1 < len(view.segments):
                segment += 1
            start = marks[0] if marks else view.segments[segment][0]
            if _is_about_noun(view, start, words.phrases):
                continue
            if _is_bare_condition(view, start, words.phrases):
                continue
            opens = view.lower[start] in words.phrases.that or "infinitive" in verb.takes
            if not opens and not _can_be_told(view, i, start, view.segments[segment][1]):
                continue
        elif marks:
            start = marks[0]
        elif view.lower[start] not in words.phrases.that:
            start = _behind(view, i, start, words.phrases, person="person" in verb.takes)
        return start
    return None


def _behind(view: View, i: int, start: int, phrases: SourcePhrases, *, person: bool) -> int:
    """The first word behind the verb that belongs to what is said, where the parser hung it elsewhere.

    Left out are who was told, when and where: "told voters on Monday | despite the rain the vote would be held".
    """
    own = view.tree.with_relation(i, "nsubj")
    inverted = [c for c in own if c > i] if own and own[0] > i else []  # "said Smith": else what follows is told
    beside = (*view.tree.with_relation(i, "obl", "advmod", "aux"), *inverted)
    skipped = {j for c in beside for j in view.tree.subtree(c)}
    skipped |= {j for c in view.tree.with_relation(i, "iobj") for j in view.tree.subtree(c)}
    if person:
        skipped |= {j for c in view.tree.with_relation(i, "obj") for j in view.tree.subtree(c)}
    first = i + 1
    while (
        first < start
        and view.lower[first] not in phrases.that
        and (first in skipped or view.timed[first] or view.tokens[first].upos in ("PUNCT", "PART"))
    ):
        first += 1
    return _behind_addressee(view, first) if person else first


def _behind_addressee(view: View, first: int) -> int:
    """Where another noun phrase begins without a preposition: "told parliament | his government would resign"."""
    for j in range(first, min(first + LONG, len(view.tokens) - 1)):
        token, after = view.tokens[j], view.tokens[j + 1]
        if token.upos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
            return first
        opens = after.upos == "DET" or (after.upos == "PRON" and has(after, "PronType=Prs"))
        if token.upos in ("NOUN", "PROPN") and opens:
            return j + 1
    return first


def _allowed(view: View, head: int, verb: SpeechVerb) -> bool:
    infinitive = has(view.tokens[head], "VerbForm=Inf") and not view.tree.with_relation(head, "aux", "nsubj")
    if infinitive:
        return "infinitive" in verb.takes
    return "clause" in verb.takes


def _clause_by_segment(view: View, i: int, verb: SpeechVerb, words: QuotationWords) -> int | None:
    """The first segment after the verb that reads like a clause of its own."""
    phrases, here = words.phrases, view.segment_of[i]
    if not phrases.comma_before_clause:
        return _clause_at_once(view, i, verb, phrases) if "clause" in verb.takes else None
    for n in range(here + 1, min(here + 1 + MOST_SEGMENTS, len(view.segments))):
        start, end = view.segments[n]
        if view.is_cut(n):
            if view.lower[start] == ";":
                return None
            continue
        if view.marked[start] or view.lower[start] in phrases.subordinators | phrases.like:
            return None
        if _is_relative(view, start, end) or (view.lower[start] in phrases.inside):
            continue
        if _is_about_noun(view, start, phrases) or _is_bare_condition(view, start, phrases):
            continue
        if view.lower[start] in phrases.that:
            return start if "clause" in verb.takes else None
        infinitive = "infinitive" in verb.takes and _is_infinitive(view, start, end, phrases)
        if view.is_finite(start, end) and not infinitive:
            fits = "clause" in verb.takes and view.tokens[start].upos != "CCONJ" and _can_be_told(view, i, start, end)
            return start if fits else None
        if "infinitive" in verb.takes and any(has(view.tokens[j], "VerbForm=Inf") for j in range(start, end)):
            return start
    return None


def _is_bare_condition(view: View, start: int, phrases: SourcePhrases) -> bool:
    """True for "versprach Hilfe, | sollte es dazu kommen", "…, | falls es regnet": no main clause follows it."""
    n = view.segment_of[start]
    verb_first = has(view.tokens[start], "VerbForm=Fin")
    if not verb_first and view.lower[start] not in phrases.conditions:
        return False
    after = next((begin for begin, _ in view.segments[n + 1 :] if not view.is_cut(view.segment_of[begin])), None)
    return after is None or not has(view.tokens[after], "VerbForm=Fin")


def _is_infinitive(view: View, start: int, end: int, phrases: SourcePhrases) -> bool:
    """True for "…, den Hafen zu schließen": the marker and its infinitive, and nothing behind them."""
    while end > start and view.tokens[end - 1].upos == "PUNCT":
        end -= 1
    return end - start > 1 and view.lower[end - 2] in phrases.infinitive and has(view.tokens[end - 1], "VerbForm=Inf")


def _can_be_told(view: View, i: int, start: int, end: int) -> bool:
    """False for a main clause that follows a subordinate one, and for tenses that tell and do not report.

    "Als der Pilot das bemerkte, | drehte er um": the verb comes first. "Er sah den Fehler, | der Zug fuhr an": a
    clause without a conjunction that is reported stands in the subjunctive, present or perfect.
    """
    verb = next((j for j in range(start, end) if has(view.tokens[j], "VerbForm=Fin")), None)
    if verb is None or has(view.tokens[verb], "Mood=Sub"):
        return True
    impersonal = has(view.tokens[i], "VerbForm=Inf") or bool(view.tree.with_relation(i, "aux:pass"))
    return verb > start and not impersonal and not has(view.tokens[verb], "Tense=Past")


def _clause_at_once(view: View, i: int, verb: SpeechVerb, phrases: SourcePhrases) -> int | None:
    """Where the clause begins in a language that sets no comma before it: "said | (that) the port would close"."""
    first, end = view.segments[view.segment_of[i]]
    if _is_of_a_relative(view, i, first) and i + 1 < end and has(view.tokens[i + 1], "VerbForm=Fin"):
        return i + 1  # "the raid, which the army said | killed two"
    opens = (j for j in range(i + 1, end) if view.lower[j] in phrases.that and not has(view.tokens[j], "PronType=Rel"))
    opening = next(opens, end)
    start = _behind(view, i, opening, phrases, person="person" in verb.takes)
    if start < opening and not verb.attitude and _is_clause(view, start, opening):
        return start
    if opening == end or (_is_object(view, i, opening - 1) and "person" not in verb.takes):
        return None  # "pledged help to those that …": a relative clause
    return opening


def _is_of_a_relative(view: View, i: int, first: int) -> bool:
    """True if a relative pronoun and a subject behind it open the words before the verb."""
    pronoun = view.tokens[first].upos == "PRON" and (
        has(view.tokens[first], "PronType=Rel") or view.tokens[i].deprel == "acl:relcl"
    )
    return pronoun and any(first < j < i for j in view.tree.with_relation(i, "nsubj"))


def _is_object(view: View, i: int, at: int) -> bool:
    return any(at in view.tree.subtree(j) for j in view.tree.with_relation(i, "obj") if j > i)


def _is_clause(view: View, start: int, end: int) -> bool:
    """True if a subject and its finite verb stand in the range, the subject first."""
    for j in range(start, end):
        if view.tokens[j].deprel.startswith("nsubj") and start <= j:
            return view.is_finite(j + 1, end)
    return False


def _is_about_noun(view: View, start: int, phrases: SourcePhrases) -> bool:
    """True for "die Botschaft, welche …": a question word behind a noun and a comma opens a relative clause."""
    return view.lower[start] in phrases.also_relative and view.tokens[start - 2].upos in ("NOUN", "PROPN")


def _is_relative(view: View, start: int, end: int) -> bool:
    return any(has(view.tokens[j], "PronType=Rel") for j in range(start, min(start + 3, end)))


def _end_of_clause(view: View, i: int, start: int, words: QuotationWords) -> int:
    """The end of the sentence, or where the main clause or another verb of saying of the same speaker goes on."""
    last = _main_clause(view, i, start, words.phrases) or _relative_end(view, i, start, words)
    last = last or _embedded_end(view, i, start) or len(view.tokens)
    for j in range(start + 1, last):
        token = view.tokens[j]
        if view.marked[j]:
            continue
        if view.lower[j] == ";":
            return j
        if j > start + 1 and view.lower[j] in words.phrases.like and _has_cue(view, view.segment_of[j], j, words):
            return j  # "…, wie die Agentur meldete" is not part of what was said
        if token.head == i and token.deprel in ("conj", "advcl") and read_verb(token, words):
            left = [k for k in view.tree.subtree(j) if k > start and k < j]
            cut = min([*left, j])
            segment = view.segments[view.segment_of[cut]][0]
            return segment if segment > start else cut
        if not words.phrases.comma_before_clause and (ends := _where_teller_goes_on(view, i, start, j, words)):
            return ends
    return last


def _teller_resumes(view: View, start: int, j: int, words: QuotationWords) -> bool:
    """True before "und warnte vor Regen" behind "dass …" or the subjunctive: the verb stands first, in the indicative.

    In a subordinate clause it would stand last, in reported speech in the subjunctive.
    """
    if not words.phrases.comma_before_clause or view.tokens[j].upos != "CCONJ" or j < start + 2:
        return False
    verb = view.tokens[j + 1] if j + 1 < len(view.tokens) else None
    if verb is None or not has(verb, "VerbForm=Fin") or has(verb, "Mood=Sub"):
        return False
    last = j + 2 >= view.segments[view.segment_of[j]][1] or view.tokens[j + 2].upos == "PUNCT"
    return not last and (view.lower[start] in words.phrases.that or bool(read_verb(verb, words)))


def _where_teller_goes_on(view: View, i: int, start: int, j: int, words: QuotationWords) -> int | None:
    """Where the one who tells goes on: ", adding that …", "and calls it …", a dash that nothing closes."""
    token = view.tokens[j]
    if view.lower[j] in DASHES and view.is_cut(view.segment_of[j]) and view.is_finite(start, j):
        return None if any(word in DASHES for word in view.lower[j + 1 :]) else j
    if token.upos not in ("VERB", "AUX") or not read_verb(token, words):
        return None
    segment = view.segments[view.segment_of[j]][0]
    if is_participle(view, j) and view.first_word(segment, j + 1) == j and segment > start + 1:
        return segment
    joined = j - 1 if view.tokens[j - 1].upos == "CCONJ" else None
    same = has(token, "VerbForm=Fin") and any(f in token.feats for f in view.tokens[i].feats if f.startswith("Tense="))
    own = any(joined is not None and k > joined for k in view.tree.with_relation(j, "nsubj"))
    return joined if joined and joined > start + 1 and same and not own else None


def _embedded_end(view: View, i: int, start: int) -> int | None:
    """Where the words about a noun end, and the sentence goes on: "the letter saying that she is well | lies there"."""
    token = view.tokens[i]
    if not token.deprel.startswith(("acl", "csubj")) or token.head < 0:
        return None
    end = max(view.tree.subtree(i)) + 1
    above = view.tokens[token.head]
    goes_on = any(j >= end for j in (token.head, above.head))
    return end if end > start + 1 and goes_on else None


def _relative_end(view: View, i: int, start: int, words: QuotationWords) -> int | None:
    """The comma behind "Algeria, which the army says shelters them, | has closed …"."""
    first, end = view.segments[view.segment_of[i]]
    inside = not words.phrases.comma_before_clause and first > 0 and start < end
    return end if inside and view.tokens[first].upos == "PRON" and view.lower[first] in words.phrases.that else None


def _main_clause(view: View, i: int, start: int, phrases: SourcePhrases) -> int | None:
    """Where the main clause begins behind a subordinate one: "While Rossi said that …, | his party …"."""
    token = view.tokens[i]
    first = view.first_word(*view.segments[view.segment_of[i]])
    if view.lower[first] in phrases.subordinators and first < i:
        for begin, end in view.segments[view.segment_of[start] + 1 :]:
            turned = has(view.tokens[begin], "VerbForm=Fin", "Mood=Ind")
            if turned or (not phrases.comma_before_clause and _is_clause(view, begin, end)):
                return begin
    if not token.deprel.startswith("advcl") or token.head < start:
        return None
    inside = set(view.tree.subtree(i))
    outside = [j for j in view.tree.subtree(token.head) if j > start and j not in inside]
    segment = view.segments[view.segment_of[outside[0]]][0] if outside else start
    return segment if segment > start else None


def _has_cue(view: View, segment: int, first: int, words: QuotationWords) -> bool:
    start, end = view.segments[segment]
    return first == start and any(read_verb(view.tokens[j], words) for j in range(start + 1, end))
