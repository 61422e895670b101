"""The CSV table of events."""

import csv
import io

from msgspec.structs import replace

from lagebild.record import Participant
from lagebild.view.table import COLUMNS, to_csv
from tests.view.sample import english, german


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_one_row_per_event_under_one_header() -> None:
    rows = read(to_csv([german(), english()]))
    assert [row["type"] for row in rows] == ["PROTEST", "AGREE", "ASSAULT", "AGREE"]
    assert list(rows[0]) == list(COLUMNS)


def test_a_row_holds_codes_sources_and_offsets() -> None:
    row = read(to_csv([german()]))[0]
    assert (row["actors"], row["actor_codes"], row["sources"]) == ("Hafenarbeiter", "KEN LAB", "Polizei;Reuters")
    assert german().page.text[int(row["trigger_start"]) : int(row["trigger_end"])] == row["trigger"] == "versperrt"


def test_a_negative_score_stays_a_number() -> None:
    assert read(to_csv([german()]))[0]["score"] == "-4.5"


def test_a_cell_that_begins_like_a_formula_is_made_text() -> None:
    report = german()
    text = '=HYPERLINK("x")' + report.page.text[15:]
    assert report.events is not None
    event = replace(report.events[0], actors=(Participant(None, (0, 15), "-1+1"),))
    row = read(to_csv([replace(report, page=replace(report.page, text=text, id="@id"), events=(event,))]))[0]
    assert (row["actors"], row["actor_codes"], row["report"]) == ('\'=HYPERLINK("x")', "'-1+1", "'@id")
