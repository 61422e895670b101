"""Lemmas better than the model's: known forms, and particle verbs joined.

Rules about events match verb lemmas, so "feuerte … ab" must say abfeuern even where the parser
missed the arc to the particle.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from lagebild.knowledge.sentences_words import SentencesWords
from lagebild.record import Token

PARTICLE = "compound:prt"
MIN_FIRST = 3  # letters of a compound's first part: "Uhr-zeit", but not "Be-amte"
MIN_ENDING = 4  # letters of its last: "…krieg"; shorter endings are mostly chance
MAX_GAP = 60  # words between a verb and its particle
MAX_DEPTH = 200  # arcs; deeper trees are not of sentences
MAX_NOUN = 60  # letters; longer strings are no words


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
    lemma: str | None
    if token.upos in ("VERB", "AUX"):
        lemma = _verb(token, words) or _mended(token.lemma, words)
    elif token.upos == "NOUN":
        lemma = _noun(token.text, words)
    elif token.upos == "ADJ" and "VerbForm=Part" in token.feats:  # "ist eingetroffen"
        form = token.text.lower()
        lemma = words.lemmas.get((form, "VERB:Part")) or words.lemmas.get((form, "VERB"))
    else:
        lemma = words.lemmas.get((token.text, token.upos))
    return token if lemma is None or lemma == token.lemma else replace(token, lemma=lemma)


def _verb(token: Token, words: SentencesWords) -> str | None:
    form = token.text.lower()
    if "VerbForm=Part" in token.feats and (form, "VERB:Part") in words.lemmas:
        return words.lemmas[form, "VERB:Part"]
    known = words.lemmas.get((form, "VERB"))
    return known if known is not None or token.upos != "VERB" else _prefixed_verb(form, words)


def _mended(lemma: str, words: SentencesWords) -> str:
    """A lemma of the model that is no known verb, with a possible ending: legalis → legalise."""
    if lemma not in words.verbs:
        for ending, right in words.verb_endings.items():
            if lemma.endswith(ending):
                return lemma.removesuffix(ending) + right
    return lemma


def _prefixed_verb(form: str, words: SentencesWords) -> str | None:
    """ "heranrückten" is no form in the table, but "heran" is a particle and "rückten" is a form."""
    for end in range(len(form) - MIN_ENDING, 1, -1):
        if form[:end] not in words.particles:
            continue
        rest = form[end:]
        base = words.lemmas.get((rest, "VERB:Part")) or words.lemmas.get((rest, "VERB"))
        if words.infinitive_mark and rest.startswith(words.infinitive_mark):  # "fort-zu-schicken", not zuschicken
            base = words.lemmas.get((rest.removeprefix(words.infinitive_mark), "VERB")) or base
        if base is not None:
            return form[:end] + base
    return None


def _noun(form: str, words: SentencesWords) -> str | None:
    """Look a noun up; else let a telling ending decide, or the longest known last part of a compound."""
    known = words.lemmas.get((form, "NOUN")) or words.lemmas.get((form.lower(), "NOUN"))  # "Gunmen shot …"
    if known is not None or len(form) > MAX_NOUN:
        return known
    for ending, singular in words.noun_endings.items():
        if form.endswith(ending) and len(form) > len(ending) + MIN_FIRST:
            return form.removesuffix(ending) + singular
    return _compound(form, words) if words.compounds else None


def _compound(form: str, words: SentencesWords) -> str | None:
    first = form.rfind("-") + 1  # in "Nato-Truppen" only the last part bends
    for start in range(first, len(form) - MIN_ENDING + 1):
        tail = form[start:] if start == first else form[start:].capitalize()
        lemma = words.lemmas.get((tail, "NOUN"))
        if lemma is not None and (start == first or start >= first + MIN_FIRST):
            return form[:start] + (lemma if start == first else lemma.lower())
    return None


def _join(verb: Token, particle: Token, words: SentencesWords) -> Token:
    word = particle.text.lower()
    if words.join_particles == "suffix":
        return replace(verb, lemma=f"{verb.lemma} {word}")
    joined = word + verb.lemma
    if joined not in words.verbs and (word not in words.particles or verb.lemma in words.verbs):
        return verb  # no particle, or no verb that takes it: the parser erred
    return replace(verb, lemma=joined)


def _attach_lost_particles(tokens: list[Token], words: SentencesWords) -> None:
    """Give a particle that closes a clause to the nearest finite verb before it with which it makes a known verb."""
    lost = [i for i in range(len(tokens)) if tokens[i].text in words.particles and _is_lost(tokens, i)]
    if not lost:
        return
    taken = {token.head for token in tokens if token.deprel == PARTICLE}
    children: dict[int, list[int]] = {}
    for i, token in enumerate(tokens):
        children.setdefault(token.head, []).append(i)
    for i in lost:
        verb = _verb_of(tokens, i, taken, words)
        if verb is not None:
            taken.add(verb)
            tokens[i] = replace(tokens[i], head=verb, deprel=PARTICLE)
            for child in children.pop(i, ()):  # what hung under the particle too
                tokens[child] = replace(tokens[child], head=verb)
                children.setdefault(verb, []).append(child)


def _is_lost(tokens: Sequence[Token], i: int) -> bool:
    closes_clause = i + 1 == len(tokens) or tokens[i + 1].upos in ("PUNCT", "CCONJ", "SCONJ")
    return closes_clause and tokens[i].deprel != PARTICLE and tokens[i].head >= 0


def _verb_of(tokens: Sequence[Token], particle: int, taken: set[int], words: SentencesWords) -> int | None:
    for i in range(particle - 1, max(-1, particle - 1 - MAX_GAP), -1):
        verb = tokens[i]
        finite = verb.upos == "VERB" and "VerbForm=Fin" in verb.feats and i not in taken
        if finite and tokens[particle].text + verb.lemma in words.verbs and not _above(tokens, i, particle):
            return i
    return None


def _above(tokens: Sequence[Token], i: int, ancestor: int) -> bool:
    """True if `ancestor` stands above token `i`, or if the tree is too deep to tell."""
    for _ in range(MAX_DEPTH):
        if i == ancestor:
            return True
        if i < 0:
            return False
        i = tokens[i].head
    return True
