"""The place of an event is that of its clause, not of who speaks, of a partner, or of where a road leads."""

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import load_event_words
from lagebild.record import Place, Precision, Sentence, Span
from lagebild.rules.tree import Tree
from lagebild.stages.events.whereabouts import Named, place_of
from tests.conllu import sentence

GRAMMAR = load_event_words(package_folder("languages") / "de" / "events").grammar
ENGLISH = load_event_words(package_folder("languages") / "en" / "events").grammar


def where(s: Sentence, trigger: int, *words: int, speaking: tuple[Span, ...] = ()) -> str | None:
    places = tuple(at(s.tokens[i].span, s.tokens[i].text) for i in words)
    found = place_of(named(*places), Tree(s), trigger, set(range(len(s.tokens))), speaking, GRAMMAR)
    return None if found is None else places[found].name


def named(*places: Place) -> Named:
    return Named(places, frozenset(range(len(places))))


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
    assert place_of(named(*places), Tree(s), 6, set(range(5, 11)), (), GRAMMAR) == 0


def test_without_there_a_road_gives_no_place() -> None:
    s = sentence(ROAD)
    places = tuple(at(s.tokens[i].span, s.tokens[i].text) for i in (1, 10))
    assert place_of(named(*places), Tree(s), 6, set(range(6, 11)), (), GRAMMAR) is None


def test_there_does_not_point_back_to_a_country() -> None:
    s = sentence(ROAD)
    places = (at(s.tokens[1].span, "Faro", "country"),)
    assert place_of(named(*places), Tree(s), 6, set(range(5, 11)), (), GRAMMAR) is None


VILLAGE = """
In       in       ADP   _ 2 case
Faro     Faro     PROPN _ 3 obl
begann   beginnen VERB  _ 0 root
es       es       PRON  _ 3 nsubj
.        .        PUNCT _ 3 punct
"""
IN_THE_VILLAGE = """
Zwei     zwei     NUM   _ 2 nummod
Bauern   Bauer    NOUN  _ 6 nsubj
wurden   werden   AUX   _ 6 aux:pass
in       in       ADP   _ 5 case
{word}   {word}   NOUN  _ 6 obl
getötet  töten    VERB  _ 0 root
"""


def test_the_village_points_back_to_the_last_village() -> None:
    before = sentence(VILLAGE)
    place = at(before.tokens[1].span, "Faro")
    pointing = IN_THE_VILLAGE.replace("in       in       ADP   _ 5 case", "im       in       ADP   _ 5 case")
    for text, found in ((pointing, 0), (IN_THE_VILLAGE, None)):  # "in Dorf" without an article is no pointer
        s = sentence(text.format(word="Dorf"), start=before.span[1] + 1)
        assert place_of(named(place), Tree(s), 5, set(range(6)), (), GRAMMAR) == found


def test_a_city_is_no_province_and_a_caption_is_not_pointed_to() -> None:
    before = sentence(VILLAGE)
    place = at(before.tokens[1].span, "Faro")
    pointing = IN_THE_VILLAGE.replace("in       in       ADP   _ 5 case", "im       in       ADP   _ 5 case")
    province = sentence(pointing.format(word="Provinz"), start=before.span[1] + 1)
    assert place_of(named(place), Tree(province), 5, set(range(6)), (), GRAMMAR) is None
    village = sentence(pointing.format(word="Dorf"), start=before.span[1] + 1)
    in_caption = Named((place,), frozenset())
    assert place_of(in_caption, Tree(village), 5, set(range(6)), (), GRAMMAR) is None


def test_a_participle_happens_where_its_clause_does() -> None:
    s = sentence("""
A         a         DET   _ 2 det
bomb      bomb      NOUN  _ 3 nsubj
exploded  explode   VERB  _ 0 root
in        in        ADP   _ 5 case
Faro      Faro      PROPN _ 3 obl
,         ,         PUNCT _ 7 punct
killing   kill      VERB  VerbForm=Ger 3 advcl
three     three     NUM   _ 7 obj
""")
    place = at(s.tokens[4].span, "Faro")
    assert place_of(named(place), Tree(s), 6, {6, 7}, (), ENGLISH) == 0


def test_a_clause_with_its_own_subject_does_not_share_a_place() -> None:
    s = sentence("""
Troops    troop     NOUN  _ 2 nsubj
fired     fire      VERB  _ 0 root
in        in        ADP   _ 4 case
Faro      Faro      PROPN _ 2 obl
and       and       CCONJ _ 7 cc
Spain     Spain     PROPN _ 7 nsubj
protested protest   VERB  _ 2 conj
""")
    place = at(s.tokens[3].span, "Faro")
    assert place_of(named(place), Tree(s), 6, {4, 5, 6}, (), ENGLISH) is None


def test_a_plant_is_where_the_name_before_it_says() -> None:
    s = sentence("""
Iran       Iran       PROPN _ 2 nsubj
let        let        VERB  _ 0 root
inspectors inspector  NOUN  _ 2 obj
into       into       ADP   _ 7 case
Faro       Faro       PROPN _ 6 compound
enrichment enrichment NOUN  _ 7 compound
plant      plant      NOUN  _ 2 obl
""")
    place = at(s.tokens[4].span, "Faro")
    assert place_of(named(place), Tree(s), 1, set(range(7)), (), ENGLISH) == 0


TALKS = """
Chad      Chad      PROPN _ 2 nsubj
suspended suspend   VERB  _ 0 root
talks     talk      NOUN  _ 2 obj
after     after     SCONJ _ 6 mark
rebels    rebel     NOUN  _ 6 nsubj
killed    kill      VERB  _ 2 advcl
two       two       NUM   _ 8 nummod
men       man       NOUN  _ 6 obj
in        in        ADP   _ 10 case
Faro      Faro      PROPN _ 6 obl
"""


def english(s: Sentence, trigger: int, *words: int) -> str | None:
    places = tuple(at(s.tokens[i].span, s.tokens[i].text) for i in words)
    found = place_of(named(*places), Tree(s), trigger, set(range(len(s.tokens))), (), ENGLISH)
    return None if found is None else places[found].name


def test_a_place_of_a_clause_with_its_own_subject_is_not_that_of_the_clause_above() -> None:
    s = sentence(TALKS)
    assert english(s, 1, 9) is None
    assert english(s, 5, 9) == "Faro"


def test_a_clause_without_its_own_subject_happens_at_the_same_place() -> None:
    s = sentence("""
Bombs    bomb    NOUN  _ 2 nsubj
exploded explode VERB  _ 0 root
,        ,       PUNCT _ 4 punct
killing  kill    VERB  _ 2 advcl
three    three   NUM   _ 4 obj
in       in      ADP   _ 7 case
Faro     Faro    PROPN _ 4 obl
""")
    assert english(s, 1, 6) == "Faro"


REASON = """
Police   police  NOUN  _ 2 nsubj
arrested arrest  VERB  _ 0 root
men      man     NOUN  _ 2 obj
over     over    ADP   _ 6 case
an       a       DET   _ 6 det
attack   attack  NOUN  _ 2 obl
on       on      ADP   _ 8 case
soldiers soldier NOUN  _ 6 nmod
in       in      ADP   _ 10 case
Faro     Faro    PROPN _ 8 nmod
"""


def test_a_reason_lies_elsewhere_than_what_it_led_to() -> None:
    assert english(sentence(REASON), 1, 9) is None
    where_it_was = REASON.replace("over     over    ADP   _ 6 case", "during   during  ADP   _ 6 case")
    assert english(sentence(where_it_was), 1, 9) == "Faro"


def test_a_noun_has_the_place_of_its_own_phrase() -> None:
    s = sentence(REASON.replace("men      man     NOUN  _ 2 obj", "Lagos    Lagos   PROPN _ 2 obl"))
    assert english(s, 5, 2, 9) == "Faro"


def test_the_place_that_somebody_is_of_is_not_the_event_s() -> None:
    s = sentence("""
She      she     PRON  _ 2 nsubj
praised  praise  VERB  _ 0 root
Sanders  Sanders PROPN _ 2 obj
of       of      ADP   _ 5 case
Vermont  Vermont PROPN _ 3 nmod
in       in      ADP   _ 7 case
Lisbon   Lisbon  PROPN _ 2 obl
""")
    places = named(at(s.tokens[4].span, "Vermont"))
    assert place_of(places, Tree(s), 1, set(range(7)), (), ENGLISH) is None
    assert place_of(named(at(s.tokens[6].span, "Lisbon")), Tree(s), 1, set(range(7)), (), ENGLISH) == 0
