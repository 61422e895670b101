"""Words whose part of speech their arcs forbid: no adjective has a subject and an object."""

from collections.abc import Sequence

from msgspec.structs import replace

from lagebild.engines.arcs.shared import SUBJECTS
from lagebild.knowledge.sentences_words import SentencesWords
from lagebild.record import Token


def retag(tokens: Sequence[Token], i: int, words: SentencesWords) -> Token:
    """ "Südafrika reichte Klage ein": an adjective with a subject and an object that is a verb's form is a verb."""
    token = tokens[i]
    if token.upos not in ("ADJ", "ADV") or not token.text[:1].islower() or (token.text, "VERB") not in words.lemmas:
        return token
    relations = {t.deprel for t in tokens if t.head == i}
    if not relations & set(SUBJECTS) or not relations & {"obj", "compound:prt"} or "cop" in relations:
        return token
    return replace(token, upos="VERB", feats=("VerbForm=Fin",), lemma=words.lemmas[token.text, "VERB"])


def as_noun(tokens: Sequence[Token], words: SentencesWords) -> Token:
    """ "Lob kam von der Regierung": what begins a sentence, is a known noun and is no name is no proper noun."""
    first = tokens[0]
    alone = len(tokens) < 2 or tokens[1].upos != "PROPN"
    if first.upos == "PROPN" and alone and (first.text, "NOUN") in words.lemmas:
        return replace(first, upos="NOUN", lemma=words.lemmas[first.text, "NOUN"])
    return first
