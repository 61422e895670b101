"""Before the finite verb of a main clause stands one phrase: what else stands there is part of it."""

from collections.abc import Sequence

from msgspec.structs import replace

from lagebild.engines.arcs.shared import NOUNS, SUBJECTS, has_below, is_phrase
from lagebild.knowledge.sentences_words import SentencesWords
from lagebild.record import Token


def join_to_subject(tokens: list[Token], subject: int, words: SentencesWords) -> None:
    """Hang phrases with a preposition between a subject and its verb on the subject, if they cannot be the verb's."""
    verb = tokens[subject].head
    between = range(subject + 1, verb)
    if any(tokens[i].text in (",", ":", "–", "—", "-") or tokens[i].upos in ("VERB", "SCONJ") for i in between):
        return
    if words.verb_second and not _is_second(tokens, verb):
        return
    if words.verb_second:
        _hang_on_participle(tokens, subject)
    if words.verb_second and any(tokens[i].head == verb and not is_phrase(tokens, i) for i in between):
        return
    for i in between:
        token = tokens[i]
        if token.head != verb or token.deprel not in ("obl", "obl:agent", *SUBJECTS) or token.upos not in NOUNS:
            continue
        prepositions = {t.text.lower() for j, t in enumerate(tokens) if t.head == i and t.deprel == "case"}
        if prepositions and (words.verb_second or prepositions <= words.noun_prepositions):
            tokens[i] = replace(token, head=subject, deprel="nmod")


def _hang_on_participle(tokens: list[Token], subject: int) -> None:
    """ "Von Rebellen abgefeuerte Raketen trafen die Stadt": a phrase before a subject is of what describes it."""
    verb, describing = tokens[subject].head, subject - 1
    opens = next((i for i, t in enumerate(tokens[:describing]) if t.head == verb and t.deprel.startswith("obl")), None)
    if opens is None or tokens[describing].deprel != "amod" or tokens[describing].head != subject:
        return
    if tokens[0].head != opens or tokens[0].deprel != "case" or tokens[opens].upos not in NOUNS:
        return
    if any((t.head == subject and t.deprel == "det") or t.upos == "PUNCT" for t in tokens[:describing]):
        return
    tokens[opens] = replace(tokens[opens], head=describing, deprel="obl")


def _is_second(tokens: Sequence[Token], verb: int) -> bool:
    """True for a finite verb that heads its main clause, with no auxiliary before it."""
    token = tokens[verb]
    if token.deprel not in ("root", "parataxis") or "VerbForm=Fin" not in token.feats:
        return False
    return not has_below(tokens, verb, "mark", "aux", "aux:pass", "cop")
