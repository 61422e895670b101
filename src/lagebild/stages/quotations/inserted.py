"""Verbs of saying beside or inside what is said: ", sagte Rossi", ", officials said", "wie die Behörde mitteilte"."""

from lagebild.knowledge.quotations_words import QuotationWords, SourcePhrases
from lagebild.rules.tree import has
from lagebild.stages.quotations.frame import Frame
from lagebild.stages.quotations.speakers import is_participle
from lagebild.stages.quotations.view import Range, View

_PLAIN = ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PUNCT", "ADV", "PART", "AUX", "CCONJ")
_NAMES = ("NOUN", "PROPN")
_AUXILIARIES = ("aux", "aux:pass")
_CLAUSES = ("ccomp", "xcomp", "parataxis", "csubj")
LONG = 8  # tokens that must hold a clause, even if the parser finds no verb in them
SHORT = 4  # tokens before an inserted verb that cannot be all that was said


def find_like(view: View, i: int, first: int, phrases: SourcePhrases) -> int | None:
    """Where "wie die Behörde mitteilte" begins: in the verb's segment, or before an apposition or a name in marks.

    A clause that a verb takes as its object is none: "er verstehe nicht, wie der Sprecher das behaupten konnte".
    A verb that has one takes no other: "unterzeichnete einen Erlass, wie die Agentur meldete".
    """
    token = view.tokens[i]
    taken = token.deprel.startswith("ccomp") and not (token.head < i and view.tree.with_relation(token.head, "obj"))
    if taken or view.tree.with_relation(i, "obj", *_CLAUSES):
        return None
    if view.lower[first] in phrases.like and i > first:
        return view.segments[view.segment_of[i]][0]
    opens = [j for j in view.tree.with_relation(i, "mark", "advmod", "case") if j < i and view.lower[j] in phrases.like]
    at_head = bool(opens) and view.first_word(0, i) + 1 >= opens[0] and not view.marked[opens[0]]
    return opens[0] if at_head and phrases.comma_before_clause else None


def name_before(view: View, i: int, first: int, start: int, phrases: SourcePhrases) -> Range | None:
    """The words of ", officials in Oslo said": a noun phrase alone between comma and verb, and nothing behind."""
    end = view.segments[view.segment_of[i]][1]
    if start == 0 or first >= i or not (view.is_finite(0, start) or view.marked[start - 1] or start > LONG):
        return None
    if view.lower[first] in ("and", "but") or any(has(view.tokens[j], "VerbForm=Fin") for j in range(i + 1, end)):
        return None
    first = _first_of_list(view, first, i)
    last = _before_relative(view, first, i)
    kinds = ["ADJ" if view.tokens[j].deprel == "amod" else view.tokens[j].upos for j in range(first, last)]
    if not set(kinds) <= set(_PLAIN) or not set(kinds) & {"NOUN", "PROPN", "PRON"} or kinds[0] in ("ADP", "SCONJ"):
        return None
    asks = any(view.lower[j] in phrases.that | phrases.subordinators for j in range(first, last))
    return None if asks or _continues_clause(view, i, end) else (first, last)


def _before_relative(view: View, first: int, end: int) -> int:
    """Where a name ends before a clause about it: "an aide | who asked not to be named said"."""
    for j in range(first + 1, end):
        if has(view.tokens[j], "PronType=Rel") and view.tokens[j - 1].upos in _NAMES and view.is_finite(j, end):
            return j
    return end


def name_and_office(view: View, i: int, first: int) -> Range | None:
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
    subjects = view.tree.with_relation(i, "nsubj")
    turned = view.tokens[start].upos == "ADP" or (bool(subjects) and min(subjects) > i)
    return (start, end) if named and whole and not goes_on and not turned else None


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


def stands_inside(view: View, i: int, first: int, start: int, speaker: Range | None, words: QuotationWords) -> bool:
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
    if (tells_on and not after_marks) or _continues_clause(view, i, end):
        return False  # "…, according to Lima, Quito had threatened to cut off aid"
    if i == first and start > SHORT and speaker is not None and speaker == (i + 1, _last_word(view, end)):
        return True  # "Peru ready to talk to Chile, says Rossi"
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


def _last_word(view: View, end: int) -> int:
    """Where the words of a segment end before its punctuation."""
    while end and view.tokens[end - 1].upos == "PUNCT":
        end -= 1
    return end


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


def around(view: View, i: int, speaker: Range | None, start: int, end: int, rule: str) -> Frame | None:
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


def beside(view: View, i: int, speaker: Range | None, start: int, end: int, words: QuotationWords) -> Frame | None:
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
