"""Names of the world: spellings, inflection, and who held an office when."""

from functools import cache

import pytest

from lagebild.errors import DataError
from lagebild.knowledge.data import decode, package_folder
from lagebild.knowledge.entities_words import EntityWords, load_entity_words
from lagebild.knowledge.holders import Spellings
from lagebild.knowledge.world import Known, World, cut_atoms, load_world


@cache
def words(language: str) -> EntityWords:
    return load_entity_words(package_folder("languages").joinpath(language, "entities"))


@cache
def world(language: str) -> World:
    return load_world(package_folder("world"), language, words(language).words.inflection)


def known(language: str, name: str) -> Known | None:
    atoms = [atom for atom, _ in cut_atoms(name)]
    found = world(language).longest(atoms, 0)
    return found[1] if found and found[0] == len(atoms) else None


@pytest.mark.parametrize(
    ("language", "name", "country"),
    [
        ("de", "Elfenbeinküste", "CIV"),
        ("de", "Norwegens", "NOR"),
        ("de", "Vereinigten Staaten", "USA"),
        ("de", "DVRK", "PRK"),
        ("en", "U.S.", "USA"),
        ("en", "Ivory Coast", "CIV"),
        ("en", "Holy See", "VAT"),
        ("de", "Weißen Hauses", "USA"),
        ("de", "Afrikanischen Union", "IGO"),
        ("en", "Doctors Without Borders", "NGO"),
        ("de", "Al-Shabaab", "SOM"),
        ("en", "Volodymyr Zelenskiy", "UKR"),
    ],
)
def test_a_name_is_known_in_its_spellings_and_cases(language: str, name: str, country: str) -> None:
    found = known(language, name)
    assert found is not None
    assert found.country == country


@pytest.mark.parametrize(("language", "name"), [("de", "us"), ("en", "who"), ("en", "us"), ("de", "is"), ("de", "Mit")])
def test_an_acronym_is_no_common_word(language: str, name: str) -> None:
    assert known(language, name) is None


def test_spellings_of_both_languages_are_one_person() -> None:
    german, english = known("de", "Wladimir Putin"), known("de", "Vladimir Putin")
    assert german is not None
    assert english is not None
    assert german.key == english.key


def test_adjectives_of_countries_are_inflected() -> None:
    assert world("de").adjectives["norwegischen"].country == "NOR"
    assert world("en").adjectives["norwegian"].country == "NOR"


def test_peoples_are_inflected() -> None:
    assert world("de").demonyms["Tschechinnen"].country == "CZE"
    assert world("en").demonyms["Danes"].country == "DNK"


def test_a_former_president_belongs_to_the_elite() -> None:
    merkel = known("de", "Angela Merkel")
    assert merkel is not None
    assert world("de").sector_in(merkel, "2015") == "GOV"
    assert world("de").sector_in(merkel, "2024") == "ELI"
    assert world("de").sector_in(merkel, None) == "GOV"


def test_who_has_not_been_in_office_yet_has_no_sector_and_who_is_between_two_is_of_the_elite() -> None:
    tusk = known("en", "Donald Tusk")
    assert tusk is not None
    days = ("1990", "2010-05-01", "2014-12-15", "2021", "2024-01")
    found = [(world("en").country_in(tusk, day), world("en").sector_in(tusk, day)) for day in days]
    assert found == [("POL", None), ("POL", "GOV"), ("EUR", "IGO"), ("POL", "ELI"), ("POL", "GOV")]


def test_every_spelling_of_a_given_name_is_known() -> None:
    for name in ("Sergei Lavrov", "Sergey Lavrov", "Sergej Lawrow", "Serguei Lavrov"):
        found = known("en", name)
        assert found is not None
        assert found.wikidata == "Q58217"


def test_names_are_known_with_each_article_syllable_and_without_accents() -> None:
    assert {name: known("en", name).country for name in NAMES if known("en", name)} == NAMES  # type: ignore[union-attr]
    assert [name for name in STRANGERS if known("en", name) or known("de", name)] == []


NAMES = {
    "Abdel Fattah al-Sisi": "EGY",
    "Abdel Fattah el-Sisi": "EGY",
    "Hassan Turabi": "SDN",
    "Ali al-Sistani": "IRQ",
    "Ali Sistani": "IRQ",
    "Moon Jae-in": "KOR",
    "Moon Jae In": "KOR",
    "Tsai Ing-Wen": "TWN",
    "Recep Tayyip Erdogan": "TUR",
    "Rafal Trzaskowski": "POL",
    "Adil Abdul Mahdi": "IRQ",
    "Yahya Saree": "YEM",
    "Martin Griffiths": "UNO",
    "Denis Puschilin": "UKR",
    "Denys Pushylin": "UKR",
    "Mazlum Abdi": "SYR",
    "Hussein Salami": "IRN",
    "Vitaliy Klitschko": "UKR",
    "Valerii Zaluzhnyi": "UKR",
    "Valeriy Gerasimov": "RUS",
    "Frances Fitzgerald": "IRL",
    "Kickl": "AUT",
}
STRANGERS = (
    "Al", "Salami", "Griffiths", "Fitzgerald", "Edelstein", "Haspel", "Lauterbach", "Cassis", "Bondi", "Sturgeon",
    "Clapper", "Cook", "Schwarzkopf", "Zille", "Pritzker", "Reiche", "Frei", "Kahl", "Koch", "Rhein", "Heil", "Lies",
    "MIT", "ICE", "RAW", "SEK", "PLAN", "Klitschko",
)  # fmt: skip


def test_who_leads_a_party_and_governs_is_of_the_government() -> None:
    soeder = known("de", "Markus Söder")
    assert soeder is not None
    assert world("de").sector_in(soeder, "2025-03-01") == "GOV"
    kickl = known("de", "Herbert Kickl")
    assert kickl is not None
    assert [world("de").sector_in(kickl, day) for day in ("2018-05", "2020-01", "2022-01")] == ["GOV", "ELI", "PTY"]


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("FDA", "USA", "GOV"),
        ("Federal Reserve", "USA", "GOV"),
        ("Africa CDC", "IGO", "MED"),
        ("BfV", "DEU", "SPY"),
        ("PMF", "IRQ", "MIL"),
        ("HUR", "UKR", "SPY"),
        ("Löwengrube", "PSE", "REB"),
    ],
)
def test_bodies_are_known_by_their_short_names(name: str, country: str, sector: str) -> None:
    found = known("de", name)
    assert found is not None
    assert (found.country, found.sector) == (country, sector)


def test_one_key_is_one_body() -> None:
    reserve, food = known("en", "Federal Reserve"), known("en", "Food and Drug Administration")
    assert reserve is not None
    assert food is not None
    assert reserve.key != food.key


def test_a_given_name_is_in_one_list_of_spellings_only() -> None:
    lists = decode(package_folder("world").joinpath("spellings.yaml"), Spellings).given_names
    names = [name for group in lists for name in group]
    assert len(names) == len(set(names))


def test_terms_are_known_to_the_month() -> None:
    merkel = known("de", "Angela Merkel")
    assert merkel is not None
    assert world("de").sector_in(merkel, "2021-12-01") == "GOV"
    assert world("de").sector_in(merkel, "2022-01-01") == "ELI"
    assert merkel.source == "offices.yaml, holders.tsv"


def test_every_code_is_a_country_or_a_code_of_plover() -> None:
    for language in ("de", "en"):
        for names in world(language).names.values():
            for entry in names.values():
                assert entry.country is not None
                assert len(entry.country) == 3
                assert entry.country.isupper()


@pytest.mark.parametrize(
    ("language", "word", "sector"),
    [
        ("de", ("grenzsoldatinnen",), "MIL"),
        ("de", ("bezirksrichtern",), "JUD"),
        ("de", ("polizeisprecherin",), "COP"),
        ("en", ("police", "officers"), "COP"),
        ("en", ("gunmen",), "UAF"),
    ],
)
def test_a_noun_tells_its_sector(language: str, word: tuple[str, ...], sector: str) -> None:
    noun = words(language).noun(word)
    assert noun is not None
    assert noun.sector == sector


@pytest.mark.parametrize("word", ["fahrzeuge", "medienberichten", "waffendeal", "sicherheit", "mehrheit"])
def test_a_word_that_only_looks_like_a_compound_is_none(word: str) -> None:
    assert words("de").noun((word,)) is None


def test_a_wrong_field_is_an_error_that_names_the_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    tmp_path.joinpath("countries.yaml").write_text("countries:\n  - {code: XXX, nams: {}}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"countries\.yaml"):
        load_world(tmp_path, "de", words("de").words.inflection)
