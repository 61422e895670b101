"""The table of holders of offices: its columns, its faults, and who is one person."""

from pathlib import Path

import pytest

from lagebild.errors import DataError
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.holders import Person, Term, merge_holders, read_holders
from lagebild.knowledge.world import load_countries, load_offices

HEAD = "country\toffice\tsince\tuntil\ten\tde\tshort\n"

HELD_BY_MANY = frozenset(
    {
        "minister",
        "official",
        "government spokesman",
        "army spokesman",
        "rebel spokesman",
        "ambassador",
        "envoy",
        "legislator",
        "commissioner",
        "general",
        "intelligence chief",
        "police chief",
        "prosecutor",
        "judge",
        "head of agency",
        "head of region",
        "regional leader",
        "mayor",
        "opposition leader",
        "party leader",
        "union leader",
        "business leader",
        "rebel leader",
        "militia leader",
        "gang leader",
        "cleric",
        "journalist",
        "activist",
        "president of a partially recognised state",
    }
)  # at once


def table(folder: Path, *rows: str) -> Path:
    path = folder / "holders.tsv"
    path.write_text(HEAD + "".join(row.replace("|", "\t") + "\n" for row in rows), encoding="utf-8")
    return path


def test_rows_of_one_name_are_one_person_with_all_terms(tmp_path: Path) -> None:
    rows = (
        "KEN|foreign minister|2001|2003-05|Jomo Wanjala;J. Wanjala||",
        "KEN|president|2010-02||Jomo Wanjala||Wanjala",
    )
    (person,) = read_holders(table(tmp_path, *rows))
    assert [(t.office, t.since, t.until) for t in person.terms] == [
        ("foreign minister", "2001", "2003-05"),
        ("president", "2010-02", None),
    ]
    assert person.names["de"] == ("Jomo Wanjala", "J. Wanjala")
    assert person.short == ("Wanjala",)


def test_namesakes_of_two_states_are_two_but_an_office_of_a_union_is_the_same_person(tmp_path: Path) -> None:
    rows = (
        "KEN|president|2001|2003|Ann Lee||",
        "UGA|president|2004|2005|Ann Lee||",
        "UNO|secretary-general|2010||Ann Lee||",
    )
    first, second = read_holders(table(tmp_path, *rows))
    assert (first.country, second.country) == ("KEN", "UGA")
    assert [t.country for t in first.terms] == [None, "UNO"]


def test_the_table_dates_what_the_other_file_only_counts_in_years() -> None:
    known = Person(
        "KEN", {"en": ("Ann Lee",)}, (Term("president", 2001, 2003), Term("party leader", 1999)), wikidata="Q1"
    )
    dated = Person("KEN", {"en": ("Ann Lee",)}, (Term("president", "2001-05", "2003-02"),), source="holders.tsv")
    (person,) = merge_holders((known,), (dated,))
    assert [(t.office, t.since) for t in person.terms] == [("party leader", 1999), ("president", "2001-05")]
    assert person.wikidata == "Q1"


@pytest.mark.parametrize(
    ("row", "message"),
    [("KEN|president|2001|2003", "line 2: 4 columns"), ("KEN|president|soon||Ann||", "line 2: country, office, since")],
)
def test_a_wrong_row_is_an_error_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_holders(table(tmp_path, row))


def test_the_head_says_which_languages_there_are(tmp_path: Path) -> None:
    path = tmp_path / "holders.tsv"
    path.write_text("country\toffice\tsince\tuntil\tfr\tshort\nKEN\tpresident\t2001\t\tAnne Lee\t\n", encoding="utf-8")
    (person,) = read_holders(path)
    assert person.names == {"fr": ("Anne Lee",)}
    path.write_text("KEN\tpresident\t2001\t\tAnne Lee\t\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 1: columns must be"):
        read_holders(path)


def test_the_shipped_table_knows_its_countries_and_offices_and_no_term_ends_before_it_begins() -> None:
    world = package_folder("world")
    codes = {country.code for country in load_countries(world)} | {"UNO", "EUR", "IGO", "NGO", "IMG"}
    offices = load_offices(world)
    for person in read_holders(world.joinpath("holders.tsv")):
        assert person.country in codes
        for term in person.terms:
            assert term.office in offices
            assert term.until is None or str(term.until) >= str(term.since)[: len(str(term.until))], person


def test_no_state_has_two_holders_of_one_office_for_more_than_the_month_of_the_change() -> None:
    terms: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for person in read_holders(package_folder("world").joinpath("holders.tsv")):
        for term in person.terms:
            key = (term.country or person.country, term.office)
            terms.setdefault(key, []).append((str(term.since), str(term.until or "9999"), person.names["en"][0]))
    # Three heads at once, two bodies, and two who each claimed to have been elected.
    shared = {("BIH", "president"), ("IGO", "secretary-general"), ("CIV", "president"), ("MDG", "president")}
    for key, rows in terms.items():
        for (_, until, one), (since, _, two) in zip(sorted(rows), sorted(rows)[1:], strict=False):
            assert key in shared or key[1] in HELD_BY_MANY or until <= since, (key, one, two)
