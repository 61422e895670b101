"""Main clauses in a list share their subject: none of them is the content of the next."""

from lagebild.rules.listed_clauses import join_listed
from lagebild.rules.tree import Tree
from tests.conllu import sentence

LISTED = """
Bern      Bern      PROPN _                                     2 nsubj
rügte     rügen     VERB  Mood=Ind|Number=Sing|VerbForm=Fin     5 ccomp
Rom       Rom       PROPN _                                     2 obj
,         ,         PUNCT _                                     2 punct
verlangte verlangen VERB  Mood=Ind|Number=Sing|VerbForm=Fin     0 root
Hilfe     Hilfe     NOUN  _                                     5 obj
und       und       CCONJ _                                     8 cc
drohte    drohen    VERB  Mood=Ind|Number=Sing|VerbForm=Fin     2 conj
"""


def test_the_verb_behind_the_comma_stands_beside_the_first() -> None:
    tokens = join_listed(Tree(sentence(LISTED))).tokens
    assert (tokens[1].head, tokens[1].deprel) == (-1, "root")
    assert (tokens[4].head, tokens[4].deprel) == (1, "conj")


def test_what_somebody_said_stays_what_he_said() -> None:
    said = LISTED.replace(
        "Hilfe     Hilfe     NOUN  _                                     5 obj", "Ponta Ponta PROPN _ 5 nsubj"
    )
    s = Tree(sentence(said))
    assert join_listed(s) is s


def test_another_mood_is_reported_speech() -> None:
    s = Tree(sentence(LISTED.replace("rügte     rügen     VERB  Mood=Ind", "rüge      rügen     VERB  Mood=Sub")))
    assert join_listed(s) is s
