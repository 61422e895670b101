"""Sentences that only say who said the one before: "Das teilte die Polizei mit."."""

from lagebild.knowledge.quotations_words import QuotationWords
from lagebild.stages.quotations.speakers import find_paper, find_speaker
from lagebild.stages.quotations.verbs import read_in_clause, read_verb
from lagebild.stages.quotations.view import Range, View

FEW = 16  # tokens: such a sentence is short


def find_pointing(view: View, words: QuotationWords) -> tuple[int, Range] | None:
    """The verb and its speaker in a short sentence that begins with a pronoun for what was said."""
    if len(view.tokens) > FEW or view.lower[0] not in words.phrases.pointing or any(view.marked):
        return None
    for i, token in enumerate(view.tokens):
        verbs = read_verb(token, words)
        if i == 1 and not verbs:  # in so short a sentence the parser takes "Das meldet" for article and adjective
            verbs = words.verbs.get(token.lemma) or words.verbs.get(words.forms.get(view.lower[i], ""), ())
        verb = read_in_clause(view, i, verbs)
        if verb is None or "clause" not in verb.takes or "object" in verb.takes or verb.attitude:
            continue
        speaker = find_paper(view, i, words.phrases) if verb.impersonal else find_speaker(view, i, words.phrases)[0]
        return (i, speaker) if speaker and speaker[0] > 0 else None
    return None
