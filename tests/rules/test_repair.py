"""Arcs that cannot be right are moved; others are left alone."""

from lagebild.rules.repair import detach_from_times
from tests.conllu import sentence

VISIT = """
Macron    Macron    PROPN Case=Nom      2 nsubj
besuchte  besuchen  VERB  VerbForm=Fin  0 root
am        an        ADP   _             4 case
Dienstag  Dienstag  NOUN  Case=Dat      2 obl
Polen     Polen     PROPN _             4 appos
"""


def test_a_country_after_a_weekday_belongs_to_the_verb() -> None:
    s = sentence(VISIT)
    day = (s.tokens[2].span[0], s.tokens[3].span[1])
    country = detach_from_times(s, [day]).tokens[4]
    assert (country.head, country.deprel) == (1, "obj")


def test_without_a_time_nothing_moves() -> None:
    s = sentence(VISIT)
    assert detach_from_times(s, []) is s


def test_a_phrase_with_a_preposition_stays_where_it_is() -> None:
    s = sentence(
        """
        Macron   Macron   PROPN Case=Nom     2 nsubj
        sprach   sprechen VERB  VerbForm=Fin 0 root
        Dienstag Dienstag NOUN  Case=Acc     2 obl
        in       in       ADP   _            5 case
        Warschau Warschau PROPN _            3 nmod
        """
    )
    assert detach_from_times(s, [s.tokens[2].span]) is s
