"""Participles before their nouns tell an act only where they say when or where it was done."""

import pytest

from lagebild.rules.participles import free_participles
from tests.conllu import sentence

PARTICIPLES = {"entführten": "entführen"}
DESCRIBING = frozenset({"von", "seit"})

ABDUCTED = """
die        der       DET   _  5 det
{case}     {case}    ADP   _  3 case
Mali       Mali      PROPN _  4 {relation}
entführten entführt  ADJ   _  5 amod
Nonnen     Nonne     NOUN  _  6 nsubj
schweigen  schweigen VERB  VerbForm=Fin 0 root
"""


@pytest.mark.parametrize(
    ("case", "relation", "told"),
    [("in", "obl", True), ("in", "nmod", True), ("von", "obl", False), ("seit", "obl", False), ("in", "det", False)],
)
def test_a_participle_with_a_time_or_place_of_its_own_is_a_verb(case: str, relation: str, told: bool) -> None:
    read = free_participles(sentence(ABDUCTED.format(case=case, relation=relation)), PARTICIPLES, DESCRIBING)
    token = read.tokens[3]
    assert (token.upos, token.lemma, token.deprel) == (
        ("VERB", "entführen", "acl") if told else ("ADJ", "entführt", "amod")
    )


def test_other_words_and_other_languages_stay() -> None:
    plain = sentence(ABDUCTED.format(case="in", relation="obl"))
    assert free_participles(plain, {"verhafteten": "verhaften"}, DESCRIBING) is plain
    assert free_participles(plain, {}, DESCRIBING) is plain
