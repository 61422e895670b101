"""Finite verbs that a small model took for something else, made the heads of their clauses.

"Stunden zuvor, …, feuerte Nordkorea zwei Raketen ab" comes out with *feuerte* as an adjective of
*Nordkorea*. A form that can be nothing but a finite verb is one, whatever the model says.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from lagebild.knowledge.sentences_words import SentencesWords
from lagebild.record import Token

CLAUSE = ("root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "xcomp")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
OF_A_NOUN = ("det", "amod", "case", "nmod", "flat", "appos", "compound", "nummod", "acl")  # these stay with their noun


def restore_finite_verbs(tokens: Sequence[Token], words: SentencesWords) -> tuple[Token, ...]:
    """Return the sentence with such verbs tagged and put at the head of their clauses."""
    result = list(tokens)
    for i, token in enumerate(result):
        if words.finite and token.upos != "VERB" and _is_verb(result, i, words):
            perfect = any(t.head == i and t.deprel.startswith("aux") for t in result)
            feats = _with_form(token.feats, "VerbForm=Part" if perfect else "VerbForm=Fin")
            result[i] = replace(token, upos="VERB", feats=feats, lemma=_lemma(token, words))
        if result[i].upos == "VERB" and _is_misplaced(result, i, words):
            _promote(result, i)
    return tuple(result)


def _is_verb(tokens: Sequence[Token], i: int, words: SentencesWords) -> bool:
    token = tokens[i]
    if not token.text[:1].islower() or (token.text, "VERB") not in words.lemmas:
        return False
    if token.upos == "AUX":
        return words.lemmas[token.text, "VERB"] not in words.auxiliaries
    if token.text in words.finite or _is_no_adjective(token, words):
        return True
    children = [t for t in tokens if t.head == i]
    clause = token.deprel in CLAUSE and any(t.deprel.partition(":")[0] in ("mark", "nsubj", "aux") for t in children)
    return clause and token.upos in ("ADJ", "ADV") and not any(t.deprel == "cop" for t in children)


def _is_no_adjective(token: Token, words: SentencesWords) -> bool:
    """ "USA drohen Nordkorea": an infinitive's form, tagged ADJ, that no adjective has."""
    return token.upos == "ADJ" and token.text in words.verbs and (token.text, "ADJ") not in words.lemmas


def _is_misplaced(tokens: Sequence[Token], i: int, words: SentencesWords) -> bool:
    """True for a full verb as auxiliary, and for a finite one as a part of a noun phrase."""
    token = tokens[i]
    if token.deprel in ("cop", "aux", "aux:pass"):
        return bool(words.auxiliaries) and token.lemma not in words.auxiliaries
    if token.deprel in ("amod", "advmod", "appos", "flat", "nmod") and token.text in words.finite:
        return True
    if token.deprel == "amod" and token.text in words.verbs and token.lemma == token.text:
        return True
    if token.deprel == "amod" and token.head > i > 0 and "Tense=Past" in token.feats:
        # "Poland bought tanks": no participle stands right behind a noun that it does not belong to
        return tokens[i - 1].upos in ("NOUN", "PROPN") or any(t.head == i and t.deprel == "nsubj" for t in tokens)
    if token.deprel == "acl" and 0 <= token.head < i and "Tense=Past" in token.feats:
        # "A union called off a strike.", "A bomb exploded.": the noun heads the sentence, and the past has an
        # object or can have none, so that it is no passive participle
        heads_clause = tokens[token.head].deprel in CLAUSE and tokens[token.head].upos in ("NOUN", "PROPN", "PRON")
        children = [t.deprel for t in tokens if t.head == i]
        active = token.lemma in words.intransitive or "obj" in children
        return heads_clause and active and not {"aux", "aux:pass", "obl:agent", "nsubj"} & set(children)
    return False


def _promote(tokens: list[Token], verb: int) -> None:
    """Put the verb in the place of the noun it hangs on, and the noun under the verb."""
    noun = tokens[verb].head
    if noun < 0 or tokens[noun].upos not in NOMINAL:
        return
    above = noun
    while tokens[above].head >= 0 and (tokens[above].deprel not in CLAUSE or tokens[above].deprel == "conj"):
        if tokens[tokens[above].head].upos not in (*NOMINAL, "ADV"):
            break
        above = tokens[above].head  # the top of the clause, "Stunden" in the example
    if tokens[above].upos not in NOMINAL and tokens[above].upos != "ADV":
        return
    _take_place(tokens, verb, above)
    siblings = [j for j, t in enumerate(tokens) if t.head in (noun, above) and j not in (verb, noun, above)]
    for j in siblings:
        if tokens[j].deprel == "compound:prt" or tokens[j].deprel.split(":")[0] not in OF_A_NOUN:
            tokens[j] = replace(tokens[j], head=verb)
    before = verb - 1
    if before >= 0 and tokens[before].upos in ("NOUN", "PROPN") and tokens[before].head in (noun, verb):
        tokens[before] = replace(tokens[before], head=verb, deprel="nsubj")
    has_subject = any(t.deprel.startswith("nsubj") and t.head == verb and j < noun for j, t in enumerate(tokens))
    tokens[noun] = replace(tokens[noun], head=verb, deprel="obj" if has_subject else "nsubj")
    if above != noun:
        tokens[above] = replace(tokens[above], head=verb, deprel="obl")


def _take_place(tokens: list[Token], verb: int, above: int) -> None:
    """Give the verb the place of `above` in the tree; where that was a later verb's subject, the later verb follows."""
    head, relation = tokens[above].head, tokens[above].deprel
    if head > verb and relation.startswith("nsubj") and tokens[head].upos == "VERB":
        tokens[verb] = replace(tokens[verb], head=tokens[head].head, deprel=tokens[head].deprel)
        tokens[head] = replace(tokens[head], head=verb, deprel="conj")
    else:
        tokens[verb] = replace(tokens[verb], head=head, deprel=relation)


def _with_form(feats: tuple[str, ...], form: str) -> tuple[str, ...]:
    return tuple(sorted({f for f in feats if not f.startswith(("VerbForm", "Case", "Degree"))} | {form}))


def _lemma(token: Token, words: SentencesWords) -> str:
    return words.lemmas[token.text, "VERB"]
