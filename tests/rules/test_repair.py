"""Arcs that cannot be right are moved; others are left alone."""

from lagebild.rules.repair import detach_from_times, part_names
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


def test_two_people_side_by_side_are_two() -> None:
    s = sentence(
        """
        Merz     Merz     PROPN _            3 nsubj
        Tusk     Tusk     PROPN _            1 flat
        empfängt empfangen VERB VerbForm=Fin 0 root
        """
    )
    parted = part_names(s, {s.tokens[0].span: "e1", s.tokens[1].span: "e2"})
    assert (parted.tokens[1].head, parted.tokens[1].deprel) == (2, "obj")


def test_the_parts_of_one_name_stay_together() -> None:
    s = sentence(
        """
        Donald   Donald   PROPN _            3 nsubj
        Tusk     Tusk     PROPN _            1 flat
        reist    reisen   VERB  VerbForm=Fin 0 root
        """
    )
    assert part_names(s, {s.tokens[0].span: "e1"}) is s
