"""A participle before its noun that has words of its own tells an act: "die in Mali entführten Nonnen sind frei".

Alone it only describes: "die entführten Nonnen", "ein verletzter Reporter".
"""

from collections.abc import Mapping

from msgspec.structs import replace

from lagebild.record import Sentence, Token
from lagebild.rules.tree import Tree, has, matches

TELLING = ("obl", "nmod")  # when, where and by whom
PARTICIPLE = "VerbForm=Part"


def free_participles(sentence: Sentence, participles: Mapping[str, str], describing: frozenset[str]) -> Sentence:
    """Make verbs of such participles; `participles` are their forms and the infinitives, none where a language's
    stand behind their nouns. `describing` are prepositions that say no more of it than by whom or since when:
    "der seit 2021 inhaftierte Dichter", "die von den USA gestützte Regierung".
    """
    if not participles:
        return sentence
    adjectives = ((i, token) for i, token in enumerate(sentence.tokens) if token.upos == "ADJ")
    found = {i: verb for i, token in adjectives if (verb := _verb(token, participles)) is not None}
    if not found:
        return sentence
    tree = Tree(sentence)
    tokens = list(sentence.tokens)
    for i, verb in found.items():
        if _tells(tree, i, describing):
            feats = tokens[i].feats if has(tokens[i], PARTICIPLE) else (*tokens[i].feats, PARTICIPLE)
            tokens[i] = replace(tokens[i], upos="VERB", lemma=verb, deprel="acl", feats=feats)
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def _verb(token: Token, participles: Mapping[str, str]) -> str | None:
    """The infinitive of a participle, read as an adjective, that stands before a noun."""
    if token.deprel != "amod" or token.head < 0:
        return None
    return participles.get(token.text.casefold())


def _tells(tree: Tree, i: int, describing: frozenset[str]) -> bool:
    """Its own words stand before it and say when or where it was done."""
    if tree.tokens[i].head < i:
        return False
    own = [c for c in tree.children[i] if c < i and matches(tree.tokens[c].deprel, TELLING)]
    return any((cases := tree.case_words(c)) and not cases & describing for c in own)
