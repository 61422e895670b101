"""The place of an event is that of its clause, not of who speaks, of a partner, or of where a road leads."""

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import load_event_words
from lagebild.record import Place, Precision, Sentence, Span
from lagebild.rules.tree import Tree
from lagebild.stages.events.whereabouts import place_of
from tests.conllu import sentence

GRAMMAR = load_event_words(package_folder("languages") / "de" / "events").grammar


def where(s: Sentence, trigger: int, *named: int, speaking: tuple[Span, ...] = ()) -> str | None:
    places = tuple(at(s.tokens[i].span, s.tokens[i].text) for i in named)
    found = place_of(places, Tree(s), trigger, set(range(len(s.tokens))), speaking, GRAMMAR)
    return None if found is None else places[found].name


def at(span: Span, name: str, precision: Precision = "city") -> Place:
    return Place(span, None, name, None, None, 0.0, 0.0, precision, None)


def test_a_place_that_describes_who_speaks_is_not_the_event_s() -> None:
    s = sentence("""
Beamte   Beamter  NOUN  _ 4 nsubj
in       in       ADP   _ 3 case
Lissabon Lissabon PROPN _ 1 nmod
lobten   loben    VERB  _ 0 root
den      der      DET   _ 6 det
Plan     Plan     NOUN  _ 4 obj
""")
    assert where(s, 3, 2, speaking=(s.tokens[0].span,)) is None
    assert where(s, 3, 2) == "Lissabon"  # where they do more than speak, it is


def test_a_partner_is_no_place() -> None:
    s = sentence("""
Sie      sie      PRON  _ 2 nsubj
stehen   stehen   VERB  _ 0 root
hinter   hinter   ADP   _ 4 case
Lissabon Lissabon PROPN _ 2 obl
""")
    assert where(s, 1, 3) is None


ROAD = """
In       in       ADP   _ 2 case
Faro     Faro     PROPN _ 3 obl
feiern   feiern   VERB  _ 0 root
Leute    Leute    NOUN  _ 3 nsubj
,        ,        PUNCT _ 7 punct
dort     dort     ADV   _ 7 advmod
sperren  sperren  VERB  _ 3 conj
Bauern   Bauer    NOUN  _ 7 nsubj
Wege     Weg      NOUN  _ 7 obj
nach     nach     ADP   _ 11 case
Lissabon Lissabon PROPN _ 9 nmod
"""


def test_there_points_back_and_a_road_leads_elsewhere() -> None:
    s = sentence(ROAD)
    places = tuple(at(s.tokens[i].span, s.tokens[i].text) for i in (1, 10))
    assert place_of(places, Tree(s), 6, set(range(5, 11)), (), GRAMMAR) == 0


def test_without_there_a_road_gives_no_place() -> None:
    s = sentence(ROAD)
    places = tuple(at(s.tokens[i].span, s.tokens[i].text) for i in (1, 10))
    assert place_of(places, Tree(s), 6, set(range(6, 11)), (), GRAMMAR) is None


def test_there_does_not_point_back_to_a_country() -> None:
    s = sentence(ROAD)
    places = (at(s.tokens[1].span, "Faro", "country"),)
    assert place_of(places, Tree(s), 6, set(range(5, 11)), (), GRAMMAR) is None
