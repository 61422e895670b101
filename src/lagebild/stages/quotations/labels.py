"""Names set beside what is said: "Rossi: Der Damm hält", "„Der Damm hält“ – Rossi", "Rebels free two - army"."""

from lagebild.knowledge.quotations_words import SourcePhrases
from lagebild.stages.quotations.chain import Names
from lagebild.stages.quotations.frame import Frame
from lagebild.stages.quotations.view import Range, View

MOST = 9  # tokens of a name with its office: more is a clause that the parser saw no verb in
LEAST = 2  # tokens that can be said
OPENS = frozenset(":–—―-")
SHORT = 4  # tokens of whoever stands beside a dash in a headline
COLON, DASH, BESIDE = "name and colon", "dash and name", "teller and dash"


def find_label(view: View, names: Names, phrases: SourcePhrases) -> Frame | None:
    """A name before the first colon, or behind a dash that follows words in marks."""
    if OPENS.isdisjoint(view.lower):
        return None
    n = len(view.tokens)
    for i, word in enumerate(view.lower):
        if word not in OPENS or view.marked[i]:
            continue
        if word == ":":
            said = view.trimmed(i + 1, n)
            fits = said[1] - said[0] > 1 and _is_name(
                view, (0, i), names, phrases, marked=view.marked[said[0]] is not None
            )
            return Frame(i, (0, i), (said,), COLON) if fits else None
        if i > 1 and view.marked[i - 1]:
            name, before = view.trimmed(i + 1, n), view.trimmed(0, i)
            fits = view.marked[before[0]] == view.marked[i - 1] and _is_name(view, name, names, phrases, marked=True)
            return Frame(i, name, (before,), DASH) if fits else None
        if _is_set_apart(view, i) and view.lower[-1] != ".":
            for name, said in (((0, i), (i + 1, n)), ((i + 1, n), (0, i))):
                if name[1] - name[0] <= SHORT < n - 1 and _is_teller(view, name, phrases):
                    return Frame(i, name, (view.trimmed(*said),), BESIDE)
    return None


def _is_set_apart(view: View, i: int) -> bool:
    """True for a dash between spaces, which joins no words."""
    inside = 0 < i < len(view.tokens) - 1
    return (
        inside
        and view.tokens[i - 1].span[1] < view.tokens[i].span[0]
        and view.tokens[i].span[1] < view.tokens[i + 1].span[0]
    )


def _is_teller(view: View, name: Range, phrases: SourcePhrases) -> bool:
    """True for somebody or something that tells, and nothing else: "Sudans Armee", "Insider", "officials"."""
    start, end = name
    kinds = {view.tokens[i].upos for i in range(start, end)}
    if not kinds <= {"NOUN", "PROPN", "ADJ", "DET"}:
        return False
    head = next((i for i in range(start, end) if not start <= view.tokens[i].head < end), start)
    return view.tokens[head].lemma.lower().endswith((*phrases.tellers, *phrases.spokesmen, *phrases.documents))


def _is_name(view: View, name: Range, names: Names, phrases: SourcePhrases, *, marked: bool) -> bool:
    """True for a person with nothing but their office; an outlet or organisation only beside words in marks.

    In an interview the outlet's name stands before its questions: those are nobody's claim.
    """
    start, end = name
    if not 0 < end - start <= MOST or any(view.tokens[i].upos in ("VERB", "AUX", "ADV") for i in range(start, end)):
        return False
    span = view.span(start, end)
    types = {entity.type for mention, entity in names.inside(span) if mention.form == "name"}
    if names.agencies_inside(span) or "ORG" in types:
        return marked or "PER" in types
    if "PER" in types:
        return True
    if _is_teller(view, name, phrases):
        return marked or view.tokens[-1].upos != "PUNCT"
    return view.tokens[end - 1].lemma.lower().endswith(phrases.spokesmen) and view.tokens[start].upos != "ADP"
