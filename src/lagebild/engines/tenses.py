"""Tenses better than the model's: forms of strong verbs that can be nothing but a past.

The model has seen few of them and takes "griff … an" for a present, which a weekday beside it then turns into a plan.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from lagebild.knowledge.sentences_words import SentencesWords
from lagebild.record import Token

NO_VERBS = ("NOUN", "PROPN", "ADJ")
PRESENT, PAST = "Tense=Pres", "Tense=Past"


def mend_tenses(tokens: Sequence[Token], words: SentencesWords) -> tuple[Token, ...]:
    """Return the sentence with finite verbs in the past whose form says so."""
    return tuple(_mended(token, words) for token in tokens)


def _mended(token: Token, words: SentencesWords) -> Token:
    if token.text in words.only_verbs and token.upos in NO_VERBS:
        return replace(token, upos="VERB", feats=("Mood=Ind", PAST, "VerbForm=Fin"))
    if token.upos not in ("VERB", "AUX") or "VerbForm=Fin" not in token.feats:
        return token
    form = token.text.lower()
    if not any(f.startswith("Tense=") for f in token.feats) and (form in words.unmarked_pasts or is_past(form, words)):
        return replace(token, feats=(*token.feats, PAST))  # the model is unsure; news tells what was
    if PRESENT not in token.feats:
        return token
    if not is_past(form, words):
        return token
    return replace(token, feats=tuple(PAST if feature == PRESENT else feature for feature in token.feats))


def is_past(form: str, words: SentencesWords) -> bool:
    """A known past, alone or behind one of the first parts that verbs have: griff, begriff, "als sie angriff"."""
    if form in words.pasts:
        return True
    return any(form[end:] in words.pasts and form[:end] in words.first_parts for end in range(2, len(form) - 2))
