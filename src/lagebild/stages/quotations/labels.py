"""Names set beside what is said: "Rossi: Der Damm hält" and "„Der Damm hält“ – Rossi"."""

from lagebild.knowledge.quotations_words import SourcePhrases
from lagebild.stages.quotations.chain import Names
from lagebild.stages.quotations.frame import Frame
from lagebild.stages.quotations.view import Range, View

MOST = 9  # tokens of a name with its office: more is a clause that the parser saw no verb in
LEAST = 2  # tokens that can be said
OPENS = frozenset(":–—―-")


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
            return Frame(i, (0, i), (said,), "name and colon") if fits else None
        if i > 1 and view.marked[i - 1]:
            name, before = view.trimmed(i + 1, n), view.trimmed(0, i)
            fits = view.marked[before[0]] == view.marked[i - 1] and _is_name(view, name, names, phrases, marked=True)
            return Frame(i, name, (before,), "dash and name") if fits else None
    return None


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
    return view.tokens[end - 1].lemma.lower().endswith(phrases.spokesmen) and view.tokens[start].upos != "ADP"
