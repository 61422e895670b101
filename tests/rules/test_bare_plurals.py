"""Plurals without article and preposition are given to their verb; others are left alone."""

from lagebild.rules.bare_plurals import free_bare_plurals
from lagebild.rules.tree import Tree
from tests.conllu import sentence

TRAINING = """
Deutschland  Deutschland  PROPN Case=Nom     2 nsubj
bildet       ausbilden    VERB  VerbForm=Fin 0 root
in           in           ADP   _            4 case
Mali         Mali         PROPN Case=Dat     2 obl
Soldaten     Soldat       NOUN  Number=Plur  4 flat
aus          aus          ADP   _            2 compound:prt
"""
ROCKETS = """
In        in          ADP   _            2 case
Charkiw   Charkiw     PROPN Case=Dat     3 obl
schlugen  einschlagen VERB  VerbForm=Fin 0 root
Raketen   Rakete      NOUN  Number=Plur  3 obl
ein       ein         ADP   _            3 compound:prt
"""


def test_a_plural_after_a_place_is_the_object_of_a_verb_with_a_subject() -> None:
    s = Tree(sentence(TRAINING))
    soldiers = free_bare_plurals(s, {s.tokens[3].span}, []).tokens[4]
    assert (soldiers.head, soldiers.deprel) == (1, "obj")


def test_what_is_no_place_keeps_its_plural() -> None:
    s = Tree(sentence(TRAINING))
    assert free_bare_plurals(s, set(), []) is s


def test_a_plural_without_preposition_is_the_subject_where_there_is_none() -> None:
    s = Tree(sentence(ROCKETS))
    assert free_bare_plurals(s, set(), []).tokens[3].deprel == "nsubj"


def test_a_time_is_neither() -> None:
    s = Tree(sentence(ROCKETS.replace("Raketen   Rakete", "Montags   Montag")))
    assert free_bare_plurals(s, set(), [s.tokens[3].span]) is s


REFUGE = """
Syrer      Syrer      NOUN  Case=Nom      5 nsubj
haben      haben      AUX   VerbForm=Fin  5 aux
in         in         ADP   _             4 case
Peru       Peru       PROPN Case=Dat      5 compound
Zuflucht   Zuflucht   NOUN  Number=Sing   6 obl
gesucht    suchen     VERB  VerbForm=Part 0 root
"""


def test_a_noun_behind_a_place_with_its_own_preposition_is_the_verb_s() -> None:
    s = Tree(
        sentence(REFUGE.replace("Case=Nom      5", "Case=Nom      6").replace("VerbForm=Fin  5", "VerbForm=Fin  6"))
    )
    freed = free_bare_plurals(s, {s.tokens[3].span}, []).tokens
    assert (freed[4].deprel, freed[3].head, freed[3].deprel) == ("obj", 5, "obl")


def test_what_is_no_place_stays_a_part_of_its_noun() -> None:
    s = Tree(
        sentence(REFUGE.replace("Case=Nom      5", "Case=Nom      6").replace("VerbForm=Fin  5", "VerbForm=Fin  6"))
    )
    assert free_bare_plurals(s, set(), []) is s
