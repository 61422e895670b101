"""Where: which words are place names, and which of several places is meant."""

import re

import pytest
from msgspec.structs import replace

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.gazetteer import load_gazetteer
from lagebild.knowledge.place_names import PlaceNames
from lagebild.knowledge.places_words import load_place_words
from lagebild.record import Entity, Mention, Place, Sentence, Token
from lagebild.stages.places import find_places

GAZETTEER = load_gazetteer(package_folder("world"))
LANGUAGES = package_folder("languages")
NAMES = {code: PlaceNames(load_place_words(LANGUAGES / code / "places"), GAZETTEER) for code in ("de", "en")}


def sentence(text: str, names: str = "") -> Sentence:
    """Words tagged PROPN where listed, else NOUN with a capital and X without."""
    proper = set(names.split())
    tokens = tuple(
        Token(m.span(), m[0], m[0], "PROPN" if m[0] in proper else "NOUN" if m[0][0].isupper() else "X", (), -1, "dep")
        for m in re.finditer(r"[\w’'.-]*\w|[.,]", text)
    )
    return Sentence((0, len(text)), 0, tokens)


def places(
    text: str, language: str = "de", names: str = "", entities: tuple[Entity, ...] = ()
) -> list[tuple[str, Place]]:
    found = find_places((sentence(text, names),), entities, names=NAMES[language]).part
    return [(text[p.span[0] : p.span[1]], p) for p in found]


@pytest.mark.parametrize(
    ("text", "language", "name", "country"),
    [
        ("Kämpfe in der Region Tigray dauern an", "de", "Tigray", "ETH"),
        ("Schiffe im Roten Meer wurden angegriffen", "de", "Roten Meer", None),
        ("Die Regierung Russlands schweigt", "de", "Russlands", "RUS"),
        ("Er reiste nach Mogadischu", "de", "Mogadischu", "SOM"),
        ("Proteste in Essen", "de", "Essen", "DEU"),
        ("A ship passed the Strait of Hormuz", "en", "Strait of Hormuz", None),
        ("Shots fell near Quetta", "en", "Quetta", "PAK"),
    ],
)
def test_places_are_found(text: str, language: str, name: str, country: str | None) -> None:
    assert (name, country) in [(t, p.country) for t, p in places(text, language, names=name)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Das Essen war kalt", "de"),
        ("Regen fiel in der Halle", "de"),
        ("Die russische Armee schweigt", "de"),
        ("They met in March", "en"),
        ("Nice words were said", "en"),
        ("Reading is good", "en"),
    ],
)
def test_common_words_are_no_places(text: str, language: str) -> None:
    assert places(text, language) == []


def test_a_person_is_no_place() -> None:
    person = Entity("e1", "Jack London", "PER", (Mention((0, 11), "name", (5, 11)),))
    assert places("Jack London wrote", "en", "Jack London", (person,)) == []


def test_a_place_knows_its_entity() -> None:
    entity = Entity("e7", "Armenia", "GPE", (Mention((3, 11), "name", (3, 11)),), country="ARM")
    (place,) = [p for _, p in places("In Armenien schweigen sie", "de", "Armenien", (entity,))]
    assert (place.entity, place.country, place.precision) == ("e7", "ARM", "country")


def test_the_container_after_a_comma_decides() -> None:
    found = dict(places("Police in Paris, Texas, made arrests", "en", "Paris Texas"))
    assert (found["Paris"].country, found["Paris"].admin1) == ("USA", "Texas")


@pytest.mark.parametrize(
    ("text", "language", "names", "name", "country", "admin1"),
    [
        ("Der Bürgermeister von Paris in Texas sprach", "de", "Paris Texas", "Paris", "USA", "Texas"),
        ("A house in Athens in eastern Texas burned", "en", "Athens Texas", "Athens", "USA", "Texas"),
        # Near misses: named beside a region, but not said to lie in it.
        ("Er flog von London nach Texas", "de", "London Texas", "London", "GBR", "England"),
        ("The mayor of London met farmers from Ohio", "en", "London Ohio", "London", "GBR", "England"),
    ],
)
def test_a_place_is_said_to_lie_in_another(
    text: str, language: str, names: str, name: str, country: str, admin1: str | None
) -> None:
    tagged = (sentence(text, names),)
    adjective = tuple(replace(t, upos="ADJ") if t.text == "eastern" else t for t in tagged[0].tokens)
    found = find_places((replace(tagged[0], tokens=adjective),), (), names=NAMES[language]).part
    (place,) = [p for p in found if text[slice(*p.span)] == name]
    assert (place.country, place.admin1) == (country, admin1)


def test_a_capital_that_the_entities_know_outweighs_a_distant_region() -> None:
    athens = Entity("e1", "Athens", "GPE", (Mention((13, 19), "name", (13, 19)),), country="GRC")
    text = "The mayor of Athens met farmers from Texas"
    assert dict(places(text, "en", "Athens Texas", (athens,)))["Athens"].country == "GRC"


def test_a_town_that_we_do_not_know_is_somewhere_in_its_region() -> None:
    found = dict(places("A house in Belgrade, Minnesota, burned", "en", "Belgrade Minnesota"))
    assert (found["Belgrade"].country, found["Belgrade"].admin1, found["Belgrade"].precision) == (
        "USA",
        "Minnesota",
        "region",
    )
    near_miss = dict(places("In Belgrade, Serbia, a house burned", "en", "Belgrade Serbia"))
    assert near_miss["Belgrade"].country == "SRB"


def test_a_sure_place_decides_on_its_neighbours() -> None:
    found = dict(places("In Columbus, Ohio, and near Springfield", "en", "Columbus Ohio Springfield"))
    assert found["Springfield"].admin1 == "Ohio"


def test_a_name_is_no_evidence_for_itself() -> None:
    text = "In Birmingham. Trains to Birmingham, Alabama, left Birmingham"
    assert {p.admin1 for t, p in places(text, "en", "Birmingham Alabama") if t == "Birmingham"} == {"Alabama"}


def test_the_doubt_is_kept() -> None:
    found = dict(places("Talks in Paris and Mogadishu ended", "en", "Paris Mogadishu"))
    doubt = found["Paris"].candidates
    assert (doubt[0].country, len(doubt)) == ("FRA", 5)
    assert [c.score for c in doubt] == sorted((c.score for c in doubt), reverse=True)
    assert found["Mogadishu"].candidates == ()


def test_the_larger_city_wins_without_other_evidence() -> None:
    assert dict(places("Talks in Paris ended", "en", "Paris"))["Paris"].country == "FRA"


def test_the_countries_of_the_report_decide() -> None:
    found = dict(places("In Libyen wird um Tripolis gekämpft und in Libyen gehungert", "de", "Libyen Tripolis"))
    assert found["Tripolis"].country == "LBY"


def test_precision_is_honest() -> None:
    found = dict(places("Von Baikonur flogen sie nach Sibirien und Moskau", "de", "Baikonur Sibirien Moskau"))
    assert [found[n].precision for n in ("Baikonur", "Sibirien", "Moskau")] == ["point", "region", "city"]


def test_another_spelling_of_one_of_our_own_places_needs_other_evidence() -> None:
    assert places("Streit um den Gipfel Himalaja", names="Himalaja") == []


@pytest.mark.parametrize(
    ("text", "language", "name", "precision"),
    [
        ("A mine fell in the Kharkiv region", "en", "Kharkiv", "region"),
        ("A mine fell in the province of Kandahar", "en", "Kandahar", "region"),
        ("A mine fell in Kharkiv , a region", "en", "Kharkiv", "city"),
        ("Eine Mine fiel in der Region Charkiw", "de", "Charkiw", "region"),
        ("Eine Mine fiel in der Stadt Charkiw", "de", "Charkiw", "city"),
    ],
)
def test_an_area_that_has_the_name_of_its_town_is_no_town(text: str, language: str, name: str, precision: str) -> None:
    (found,) = [place for words, place in places(text, language, names=name) if words == name]
    assert found.precision == precision
    assert (found.geonames is None) == (precision == "region")
