"""Who speaks: the noun phrase beside a verb of saying."""

from lagebild.knowledge.quotations_words import SourcePhrases
from lagebild.record import Span
from lagebild.rules.tree import has
from lagebild.stages.quotations.view import Range, View

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
MOST_STEPS = 3  # from a verb up to the one that has its subject: "kam, sah und sagte"


def find_speaker(view: View, verb: int, phrases: SourcePhrases) -> tuple[Range | None, bool]:
    """The speaker's words and whether the verb is passive."""
    passive = bool(view.tree.with_relation(verb, "aux:pass", "nsubj:pass"))
    if passive:
        return _by_whom(view, verb, phrases), True
    head = _pronoun_behind(view, verb, phrases)
    if head is None:
        head = _subject(view, verb, phrases)
    if head is None:
        head = _beside(view, verb, phrases)
    if head is None:
        return None, False
    head = _named_instead(view, verb, head, phrases)
    left, right = (0, verb) if head < verb else (verb + 1, len(view.tokens))
    speaker = view.noun_phrase(head, left=left, right=right)
    return (None if view.tokens[speaker[0]].upos == "ADP" else speaker), False


def _pronoun_behind(view: View, verb: int, phrases: SourcePhrases) -> int | None:
    """The pronoun in "der Politik schlug er vor": its case and place leave no doubt, whatever the arcs say."""
    at = verb + 1
    if not phrases.comma_before_clause:
        return None  # "Rossi said she would": the next clause begins without a comma
    if at >= len(view.tokens) or view.tokens[at].upos != "PRON" or view.lower[at] in phrases.mute:
        return None
    return at if has(view.tokens[at], "Case=Nom", "PronType=Prs") and has(view.tokens[verb], "VerbForm=Fin") else None


def _subject(view: View, verb: int, phrases: SourcePhrases) -> int | None:
    """The head of the verb's own subject, or of the verb's that it is joined to."""
    at = verb
    for _ in range(MOST_STEPS):
        own = view.segment_of[verb]
        subjects = sorted(view.tree.with_relation(at, *_SUBJECTS), key=lambda c: view.segment_of[c] != own)
        for child in subjects:  # ", berichtete das Kommuniqué": the one beside the verb first
            if _is_no_subject(view, child):
                continue
            free = view.is_name_in_marks(child) or not view.marked[child]
            if _can_speak(view, child, phrases) and free and _is_bare(view, child, phrases):
                return child if _is_reachable(view, verb, child) else None
        token = view.tokens[at]
        joined = token.deprel in ("conj", "xcomp", "advcl", "aux", "cop") or is_participle(view, at)
        if token.head < 0 or not joined:
            return None
        at = token.head
    return None


def _is_no_subject(view: View, i: int) -> bool:
    """True for "ihren Rivalen forderte sie auf": the article shows another case than the first."""
    return any(
        has(view.tokens[j], "Case=Dat") or has(view.tokens[j], "Case=Acc", "Gender=Masc", "Number=Sing")
        for j in view.tree.with_relation(i, "det", "det:poss")
    )


def is_participle(view: View, verb: int) -> bool:
    """True for "…, adding that": a present participle without a subject of its own."""
    return has(view.tokens[verb], "Tense=Pres", "VerbForm=Part") and not view.tree.with_relation(verb, "aux", "nsubj")


def _is_reachable(view: View, verb: int, subject: int) -> bool:
    """False where a comma lies between a verb and the subject after it: then it is the next clause's."""
    return subject < verb or all(view.lower[j] != "," for j in range(verb, subject))


def _is_bare(view: View, subject: int, phrases: SourcePhrases) -> bool:
    """True without a preposition; a conjunction that the parser took for one is none: "Als die Ministerin sagte"."""
    return all(view.lower[j] in phrases.subordinators for j in view.tree.with_relation(subject, "case"))


def _beside(view: View, verb: int, phrases: SourcePhrases) -> int | None:
    """The noun phrase next to the verb in its segment: after it first, then before it."""
    start, end = view.segments[view.segment_of[verb]]
    inverted = phrases.comma_before_clause or view.first_word(start, end) == verb
    if inverted and (has(view.tokens[verb], "VerbForm=Fin") or view.tokens[verb].upos == "ADV"):
        for j in range(verb + 1, end):
            if view.tokens[j].upos in ("ADP", "VERB", "SCONJ"):
                break
            if _can_speak(view, j, phrases):
                return _top(view, j, verb + 1, end)
    if view.first_word(start, end) == verb and not view.is_finite(0, start):
        start = 0  # "Lee, der Gründer der Partei, sagte"
    for j in range(start, verb):
        if _can_speak(view, j, phrases) and not view.tree.with_relation(j, "case"):
            return _top(view, j, start, verb)
    return None


def _can_speak(view: View, i: int, phrases: SourcePhrases) -> bool:
    token = view.tokens[i]
    name = token.text[:1].isupper() and token.deprel.startswith("nsubj") and token.upos not in ("VERB", "AUX")
    if name and i > 0 and token.upos not in (*_NOMINAL, "DET", "ADJ"):
        return True  # a foreign name that the tagger took for another word
    return (
        token.upos in (*_NOMINAL, "DET", "ADJ")
        and view.lower[i] not in phrases.mute
        and not view.timed[i]
        and not has(token, "Reflex=Yes")
        and (token.upos in _NOMINAL or token.deprel.startswith("nsubj"))
    )


def _top(view: View, i: int, left: int, right: int) -> int:
    """The head of the noun phrase that `i` belongs to, within the range."""
    for above in view.tree.ancestors(i):
        if not left <= above < right or view.tokens[above].upos not in _NOMINAL:
            break
        i = above
    return i


def _named_instead(view: View, verb: int, head: int, phrases: SourcePhrases) -> int:
    """Prefer a name that is told to be a spokesman's over a stray pronoun.

    Machine translation leaves "sagte er Rathaus Eva Roth, Sprecherin der Stadt".
    """
    if view.tokens[head].upos != "PRON" or head < verb:
        return head
    end = view.segments[view.segment_of[verb]][1]
    names = [j for j in range(head + 1, end) if view.tokens[j].text[:1].isupper()]
    after = view.first_word(end, len(view.tokens))
    told = range(after, min(after + 4, len(view.tokens)))
    if (
        names
        and names[-1] == end - 1
        and names == list(range(names[0], end))
        and any(_speaks(view, j, phrases) for j in told)
    ):
        return names[-2] if len(names) > 1 else names[-1]
    return head


def _speaks(view: View, i: int, phrases: SourcePhrases) -> bool:
    return view.tokens[i].upos in ("NOUN", "PROPN") and view.tokens[i].lemma.lower().endswith(phrases.spokesmen)


def find_subject(view: View, end: int, phrases: SourcePhrases) -> int | None:
    """Who the words before `end` are about: their subject, or a first noun in the first case before it."""
    nominal = [i for i in range(end) if view.tokens[i].upos in ("NOUN", "PROPN", "PRON")]
    free = [_top(view, i, 0, end) for i in nominal if not view.tree.with_relation(i, "case")]
    subjects = [i for i in nominal if view.tokens[i].deprel == "nsubj" and view.lower[i] not in phrases.mute]
    if free and subjects and free[0] < subjects[0] and has(view.tokens[free[0]], "Case=Nom"):
        return free[0]
    return next(iter(subjects or free), None)


def find_addressee(
    view: View, verb: int, speaker: Range | None, content: tuple[Range, ...], phrases: SourcePhrases
) -> Span | None:
    """Who was told: "sagte sie Reportern", "gegenüber dem Sender", "told reporters"."""
    taken = {j for r in (*content, *((speaker,) if speaker else ())) for j in range(*r)}
    for child in view.tree.with_relation(verb, "iobj", "obj", "obl"):
        token = view.tokens[child]
        if child in taken or view.marked[child] or token.upos not in ("NOUN", "PROPN", "PRON") or child < verb:
            continue
        cases = view.tree.case_words(child)
        if (cases & phrases.to) or (
            not cases and token.deprel in ("obj", "iobj", "obl:arg") and not has(token, "Reflex=Yes")
        ):
            start, end = view.noun_phrase(child, left=verb + 1)
            return view.span(start + (view.lower[start] in phrases.to), end)
    return None


def find_patient(view: View, verb: int) -> Range | None:
    """Whose words are passed on in "Rossi wird zitiert"."""
    subject = next(iter(view.tree.with_relation(verb, "nsubj:pass", "nsubj")), None)
    return view.noun_phrase(subject) if subject is not None and not view.marked[subject] else None


def find_paper(view: View, verb: int, phrases: SourcePhrases) -> Range | None:
    """Where it is said or comes from: "hieß es in einer Mitteilung des Amtes", "hieß es aus Regierungskreisen"."""
    start, end = view.segments[view.segment_of[verb]]
    beside = view.tree.with_relation(verb, "obl")
    for j in beside:
        if view.tree.case_words(j) & phrases.whence and not view.timed[j]:
            first, last = view.noun_phrase(j, left=start, right=end)
            return (first + (view.lower[first] in phrases.whence), last)
    for j in (*range(start, end), *beside):  # its own obliques may stand before a relative clause
        if view.tokens[j].upos == "NOUN" and view.tokens[j].lemma.lower().endswith(phrases.documents):
            first, last = view.noun_phrase(j)
            return (first + (view.tokens[first].upos == "ADP"), last)
    return None


def _by_whom(view: View, verb: int, phrases: SourcePhrases) -> Range | None:
    for child in view.tree.with_relation(verb, "obl"):
        if view.tree.case_words(child) & phrases.introduced_by:
            start, end = view.noun_phrase(child)
            return (start + 1, end) if view.lower[start] in phrases.introduced_by else (start, end)
    return None
