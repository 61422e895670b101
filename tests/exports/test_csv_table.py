"""CSV: what spreadsheets, pandas and duckdb make of it."""

import csv
import io
from pathlib import Path

import duckdb
import pandas
import pytest

from lagebild.exports.events_table import COLUMNS
from tests.exports.samples import convert, hostile


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_one_row_per_event_under_one_header() -> None:
    found = rows(convert("csv"))
    assert [row["type"] for row in found] == ["PROTEST", "AGREE", "ASSAULT", "AGREE"]
    assert list(found[0]) == [column.name for column in COLUMNS]


def test_a_row_holds_codes_sources_and_offsets() -> None:
    row = rows(convert("csv"))[0]
    assert (row["actors"], row["actor_codes"], row["sources"]) == ("Hafenarbeiter", "KEN LAB", "Polizei;Reuters")
    assert (row["trigger"], row["trigger_start"], row["trigger_end"]) == ("versperrt", "137", "146")
    assert (row["country"], row["latitude"], row["geonames"]) == ("KEN", "-4.05", "186301")


def test_auxiliary_modes_follow_from_the_modality() -> None:
    assert [row["auxiliary_modes"] for row in rows(convert("csv"))] == ["", "future", "negation", "hypothetical"]


def test_a_cell_that_begins_like_a_formula_is_made_text() -> None:
    row = rows(convert("csv", hostile()))[0]
    assert row["actors"].startswith("'=HYPERLINK")
    assert (row["actor_codes"], row["report"]) == ("'-1+1", "'@id")


def test_no_cell_of_a_hostile_record_breaks_its_line_or_steers_it() -> None:
    data = convert("csv", hostile()).decode()
    assert len(rows(data.encode())) == 1
    assert all(sign not in data for sign in ("\u202e", "\x00", "\t"))
    assert rows(data.encode())[0]["actors"].count(";") == 0


def test_pandas_reads_numbers_and_days() -> None:
    table = pandas.read_csv(io.BytesIO(convert("csv")), parse_dates=["date_begin"])
    assert table["score"].tolist() == [-4.5, 2.5, -9.0, 2.5]
    assert table["date_begin"][0] == pandas.Timestamp("2024-03-05")


def test_duckdb_reads_it_with_types_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(convert("csv"))
    question = f"select count(*), min(score), max(date_begin)::text from read_csv('{path}')"
    assert duckdb.sql(question).fetchall() == [(4, -9.0, "2024-03-07")]


@pytest.mark.parametrize("tabs", ["gdelt", "gdelt-mentions", "plover"])
def test_tables_with_tabs_hold_hostile_names_in_one_cell(tabs: str) -> None:
    lines = convert(tabs, hostile()).decode().splitlines()
    assert len({line.count("\t") for line in lines}) == 1
    assert '"' not in convert(tabs, hostile()).decode()
