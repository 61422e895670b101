"""Places by name: our own list, the packed city table, and spellings of other languages."""

import time
from pathlib import Path

import pytest

from lagebild.errors import DataError
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.gazetteer import Gazetteer, fold, load_gazetteer, table
from lagebild.knowledge.places_words import load_place_words

WORLD = package_folder("world")
GERMAN = load_place_words(package_folder("languages") / "de" / "places")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(WORLD)


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Crimea", "UKR", "region"),
        ("Krim", "UKR", "region"),
        ("Baikonur", "KAZ", "point"),
        ("Deutschland", "DEU", "country"),
    ],
)
def test_our_own_list_answers_in_both_languages(gazetteer: Gazetteer, name: str, country: str, precision: str) -> None:
    first = gazetteer.lookup(name)[0]
    assert (first.country, first.precision, first.geonames) == (country, precision, None)


def test_two_spellings_of_a_site_are_one_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Kosmodrom Wostotschny") == gazetteer.lookup("Vostochny Cosmodrome")


def test_a_city_is_found_in_any_case_and_without_accents(gazetteer: Gazetteer) -> None:
    assert {p.country for p in gazetteer.lookup("ZURICH")} >= {"CHE"}
    assert gazetteer.lookup("Quetta")[0].geonames


def test_every_exonym_means_a_place_of_its_country(gazetteer: Gazetteer) -> None:
    for language in ("de", "en"):
        folder = package_folder("languages") / language / "places"
        unknown = [
            (original, country)
            for original, country, _ in table(folder / "exonyms.tsv", 3)
            if not any(p.country == country for p in gazetteer.lookup(original))
        ]
        assert unknown == []


@pytest.mark.parametrize(
    ("name", "country"), [("Tiflis", "GEO"), ("Pjöngjang", "PRK"), ("Charkiw", "UKR"), ("Mossul", "IRQ")]
)
def test_german_names_of_cities_are_known(gazetteer: Gazetteer, name: str, country: str) -> None:
    assert GERMAN.locations(name, gazetteer)[0].country == country


def test_an_unknown_transliteration_is_respelled(gazetteer: Gazetteer) -> None:
    assert not gazetteer.lookup("Tschortkiw")
    assert GERMAN.respelled("Tschortkiw", gazetteer)[0].country == "UKR"


def test_folding_joins_spellings() -> None:
    assert fold("Bandar-e  Būshehr") == "bandar e bushehr"


def test_a_row_with_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    path.write_text("Atlantis|ATL|1|2\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 1 has 4 columns"):
        list(table(path, 6))


def test_a_missing_city_table_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"training/gazetteer\.py"):
        Gazetteer(WORLD / "places.tsv", tmp_path / "none.xz").lookup("Nowhere")


def test_the_table_is_unpacked_quickly() -> None:
    fresh = load_gazetteer(WORLD)
    start = time.perf_counter()
    fresh.lookup("Paris")
    assert time.perf_counter() - start < 2  # 0.2 s measured; room for a busy machine
