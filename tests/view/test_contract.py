"""The JSON contract: exactly the fields of lagebild.report/1, null for what did not run."""

import json
import re
from pathlib import Path

import msgspec

from lagebild.record import Page, Report
from lagebild.view.contract import ReportObject, json_schema, to_contract
from tests.view.sample import MADE_BY, english, german

TOP = [
    "schema",
    "id",
    "url",
    "publisher",
    "title",
    "language",
    "published",
    "retrieved",
    "developing",
    "machine_translated",
    "text",
    "blocks",
    "sentences",
    "agencies",
    "entities",
    "places",
    "times",
    "quantities",
    "quotations",
    "events",
    "notes",
    "made_by",
]

EVENT = [
    "id",
    "type",
    "modes",
    "contexts",
    "quad",
    "score",
    "cameo",
    "trigger",
    "sentence",
    "block",
    "actors",
    "recipients",
    "place",
    "time",
    "date_begin",
    "date_end",
    "modality",
    "modality_cue",
    "sources",
    "quantities",
    "rule",
    "confidence",
]


def test_the_fields_are_those_of_the_contract_in_its_order() -> None:
    contract = to_contract(german(), MADE_BY)
    assert list(contract) == TOP
    events = contract["events"]
    assert isinstance(events, list)
    assert list(events[0]) == EVENT


def test_text_is_kept_and_spans_point_into_it() -> None:
    report = german()
    contract = json.loads(json.dumps(to_contract(report, MADE_BY)))
    assert contract["text"] == report.page.text
    start, end = contract["events"][0]["trigger"]
    assert contract["text"][start:end] == "versperrt"
    (start, end) = contract["quotations"][0]["speaker"][0]
    assert contract["text"][start:end] == "Gewerkschaftschef Daniel Otieno"


def test_an_event_names_its_place_and_its_time() -> None:
    contract = json.loads(json.dumps(to_contract(german(), MADE_BY)))
    assert contract["events"][0]["place"] == "Mombasa"
    assert contract["events"][0]["time"] == "2024-03-05"
    assert contract["events"][2]["place"] is None


def test_sources_stand_innermost_first() -> None:
    contract = json.loads(json.dumps(to_contract(german(), MADE_BY)))
    assert [s["name"] for s in contract["events"][0]["sources"]] == ["Polizei", "Reuters"]
    assert contract["events"][1]["sources"] == []


def test_a_knowledge_base_is_an_object_or_null() -> None:
    contract = json.loads(json.dumps(to_contract(german(), MADE_BY)))
    by_name = {e["name"]: e for e in contract["entities"]}
    assert by_name["Kenia"]["kb"] == {"wikidata": "Q114"}
    assert by_name["Polizei"]["kb"] is None


def test_a_part_that_did_not_run_is_null_and_one_that_found_nothing_is_empty() -> None:
    contract = to_contract(english(), MADE_BY)
    assert contract["quotations"] is None
    assert contract["developing"] is None
    bare = to_contract(Report(page=Page("x"), language="en", quotations=()), MADE_BY)
    assert bare["quotations"] == []
    assert bare["notes"] == []


def test_the_masthead_goes_before_what_the_page_came_with() -> None:
    contract = to_contract(english(), MADE_BY)
    assert contract["title"] == 'Lawmakers <back> fuel deal & talks "soon"'
    assert to_contract(german(), MADE_BY)["published"] == "2024-03-06"


def test_the_json_decodes_into_the_types_of_the_contract() -> None:
    text = json.dumps(to_contract(german(), MADE_BY))
    assert msgspec.json.decode(text, type=ReportObject).made_by.packs == {"de": "1"}


def test_the_schema_requires_every_field() -> None:
    definitions = json_schema()["$defs"]
    assert isinstance(definitions, dict)
    assert definitions["ReportObject"]["required"] == TOP
    assert definitions["EventObject"]["required"] == EVENT


def test_the_schema_file_is_the_one_that_the_types_give() -> None:
    path = Path(__file__).parents[2] / "docs" / "reference" / "report.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == json_schema(), "run: make docs"


def test_no_offset_is_counted_in_bytes() -> None:
    report = german()
    umlaut = re.search("Außenministerin", report.page.text)
    assert umlaut is not None
    assert report.sentences is not None
    assert report.sentences[0].tokens[1].span == umlaut.span()
