"""Reported speech that goes on without a cue: the mood of the verb carries it."""

from lagebild.knowledge.quotations_words import SourcePhrases
from lagebild.rules.tree import has
from lagebild.stages.quotations.view import View


def is_reported(view: View, phrases: SourcePhrases, *, goes_on: bool) -> bool:
    """True if a main verb of the sentence stands in the mood of reported speech.

    `goes_on`: the sentence before was reported too, so that weaker forms count.
    """
    if not phrases.subjunctive or not phrases.first_person.isdisjoint(view.lower):
        return False
    reporting = phrases.reporting
    for i, word in enumerate(view.lower) if not reporting.isdisjoint(view.lower) else ():
        if word not in reporting or view.marked[i]:
            continue
        if (
            word in phrases.subjunctive
            and view.tokens[i].upos in ("VERB", "AUX")
            and not _is_dependent(view, i, phrases)
        ):
            return True
        if goes_on and (word in phrases.subjunctive_weak or word in phrases.hearsay) and _is_main_verb(view, i):
            return True
    return bool(set(view.lower[:2]) & phrases.continuing)


def find_answer(view: View, phrases: SourcePhrases) -> int | None:
    """The colon behind which a main verb stands in the mood of reported speech, while none before it does.

    There the weaker forms count, too: "Kampala sieht das anders: Die Rebellen hätten ein Dorf beschossen."
    """
    if not phrases.subjunctive or not phrases.first_person.isdisjoint(view.lower):
        return None
    colon = next((i for i, word in enumerate(view.lower) if word == ":" and not view.marked[i]), None)
    if not colon or any(word in phrases.subjunctive for word in view.lower[:colon]):
        return None
    if not any(view.tokens[i].upos in ("VERB", "AUX") for i in range(colon)):
        return None
    for i in range(colon + 1, len(view.tokens)):
        strong = view.lower[i] in phrases.subjunctive and not _is_dependent(view, i, phrases)
        weak = view.lower[i] in phrases.subjunctive_weak and _is_main_verb(view, i)
        if (strong or weak) and view.tokens[i].upos in ("VERB", "AUX") and not view.marked[i]:
            return colon
    return None


def _is_dependent(view: View, i: int, phrases: SourcePhrases) -> bool:
    """True in a segment that a conjunction or a relative pronoun opens."""
    start, end = view.segments[view.segment_of[i]]
    opens = view.lower[start] in phrases.openings_of_clauses
    return opens or any(has(view.tokens[j], "PronType=Rel") for j in range(start, min(start + 3, end)))


def _is_main_verb(view: View, i: int) -> bool:
    """True for a verb of the main clause: the root, its auxiliary or copula, or one joined to it."""
    token = view.tokens[i]
    if token.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return False
    if token.deprel.startswith(("aux", "cop")) and token.head >= 0:
        token = view.tokens[token.head]
    return token.head < 0 or token.deprel in ("conj", "parataxis", "root")
