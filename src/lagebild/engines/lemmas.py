"""Lemmas better than the model's: known forms, and particle verbs joined.

Rules about events match verb lemmas, so "feuerte … ab" must say abfeuern even where the parser
missed the arc to the particle.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from lagebild.knowledge.sentences_words import SentencesWords
from lagebild.record import Token

PARTICLE = "compound:prt"


def improve_lemmas(tokens: Sequence[Token], words: SentencesWords) -> tuple[Token, ...]:
    """Return the sentence with lemmas from the table and particles joined to their verbs."""
    result = [_look_up(token, words) for token in tokens]
    if words.join_particles == "none":
        return tuple(result)
    _attach_lost_particles(result, words)
    for i, token in enumerate(result):
        if token.deprel == PARTICLE and token.head >= 0 and result[token.head].upos == "VERB":
            result[token.head] = _join(result[token.head], result[i], words)
    return tuple(result)


def _look_up(token: Token, words: SentencesWords) -> Token:
    form = token.text.lower() if token.upos == "VERB" else token.text
    lemma = words.lemmas.get((form, token.upos))
    return token if lemma is None or lemma == token.lemma else replace(token, lemma=lemma)


def _join(verb: Token, particle: Token, words: SentencesWords) -> Token:
    word = particle.text.lower()
    if words.join_particles == "suffix":
        return replace(verb, lemma=f"{verb.lemma} {word}")
    if verb.lemma.startswith(word) and verb.lemma in words.verbs:  # the model had joined it already
        return verb
    return replace(verb, lemma=word + verb.lemma)


def _attach_lost_particles(tokens: list[Token], words: SentencesWords) -> None:
    """Give a particle that closes a clause to the nearest finite verb before it with which it makes a known verb."""
    taken = {token.head for token in tokens if token.deprel == PARTICLE}
    for i, token in enumerate(tokens):
        if token.text not in words.particles or token.deprel == PARTICLE or not _closes_clause(tokens, i):
            continue
        for j in range(i - 1, -1, -1):
            verb = tokens[j]
            if verb.upos == "VERB" and "VerbForm=Fin" in verb.feats and j not in taken:
                if token.text + verb.lemma in words.verbs and not _above(tokens, j, i):
                    _attach(tokens, i, j)
                    taken.add(j)
                    break


def _closes_clause(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 == len(tokens) or tokens[i + 1].upos in ("PUNCT", "CCONJ", "SCONJ")


def _above(tokens: Sequence[Token], i: int, ancestor: int) -> bool:
    """True if `ancestor` stands above token `i`."""
    while i >= 0:
        if i == ancestor:
            return True
        i = tokens[i].head
    return False


def _attach(tokens: list[Token], particle: int, verb: int) -> None:
    """Hang the particle under the verb, and what hung under the particle too."""
    tokens[particle] = replace(tokens[particle], head=verb, deprel=PARTICLE)
    for i, token in enumerate(tokens):
        if token.head == particle:
            tokens[i] = replace(token, head=verb)
