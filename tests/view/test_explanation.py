"""The explanation: every stage with its rules, the parse as a tree, the evidence behind an event."""

import io
import json

import msgspec
from msgspec.structs import replace
from rich.console import Console

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.ontology import load_ontology
from lagebild.knowledge.rule_source import RuleSource, find_rule_sources
from lagebild.record import Note, PlaceCandidate, Sentence, Token
from lagebild.view.explanation import explain
from lagebild.view.explanation_data import to_data
from lagebild.view.parse_tree import draw
from tests.view.sample import german

RULES = {"travel-to": RuleSource("events/agree.yaml", 12, "- name: travel-to\n  event: AGREE")}


def explained(only: str | None = None) -> str:
    out = io.StringIO()
    explain(german(), Console(file=out, width=120), RULES, load_ontology(package_folder("ontology")), only)
    return out.getvalue()


def test_every_stage_is_named_with_what_it_found() -> None:
    text = explained()
    for heading in (
        "page 481", "blocks 7", "agencies 1", "entities 6", "places 2", "times 2", "quantities 1", "quotations 1",
        "attributions 2", "sentences 4", "events 3", "notes 1",
    ):  # fmt: skip
        assert heading in text


def test_every_finding_stands_beside_its_rule() -> None:
    text = explained()
    for rule in (
        "line-title",
        "people",
        "weekday",
        "gazetteer",
        "hundreds",
        "marks-cue-after",
        "cue-clause",
        "shoot-at",
    ):
        assert rule in text


def test_an_event_shows_roles_cue_sources_and_the_rule_as_written() -> None:
    text = explained("e2")
    assert "“Nairobi” = Kenia [KEN GOV]" in text
    assert "planned, by “will”" in text
    assert "events/agree.yaml, line 12" in text
    assert "- name: travel-to" in text


def test_the_doubt_about_a_place_is_shown() -> None:
    report = german()
    assert report.places is not None
    places = (
        replace(
            report.places[0],
            candidates=(
                PlaceCandidate("Mombasa", "KEN", "Mombasa", 186301, 8.4),
                PlaceCandidate("Mombasa Sea", None, None, None, 2.0),
            ),
        ),
    )
    out = io.StringIO()
    explain(
        replace(report, places=places, events=()),
        Console(file=out, width=300),
        RULES,
        load_ontology(package_folder("ontology")),
    )
    assert "Mombasa (KEN Mombasa) 8.4, Mombasa Sea 2.0" in out.getvalue()


def test_one_event_brings_only_its_own_sentence() -> None:
    text = explained("e2")
    assert "Norwegens Außenministerin" in text
    assert "Gewerkschaftschef" not in text
    assert "shoot-at" not in text


def test_what_was_not_coded_stands_apart_with_its_reason() -> None:
    report = german()
    note = Note("events", "not coded as ASSAULT (rule shoot-at): sport, by “Tor”", (0, 7), uncoded=True)
    out = io.StringIO()
    book = load_ontology(package_folder("ontology"))
    explain(replace(report, notes=(*report.notes, note)), Console(file=out, width=120), RULES, book)
    assert "not coded 1" in out.getvalue()
    assert "as ASSAULT (rule shoot-at): sport, by “Tor”" in out.getvalue()


def test_the_explanation_as_data_holds_rules_parses_and_notes() -> None:
    data = to_data(german(), RULES)
    assert data["rules"] == {"travel-to": {"file": "events/agree.yaml", "line": 12, "text": RULES["travel-to"].text}}
    assert json.loads(msgspec.json.encode(data))["sentences"][0]["tokens"][0]["deprel"]


def test_one_event_as_data_brings_only_its_own_sentence() -> None:
    data = to_data(german(), RULES, "e2")
    assert [event["id"] for event in data["events"]] == ["e2"]  # type: ignore[attr-defined]
    assert len(data["sentences"]) == 1  # type: ignore[arg-type]


def test_the_tree_shows_on_which_side_the_head_stands() -> None:
    report = german()
    assert report.sentences is not None
    branches = draw(report.sentences[0])
    assert branches[8] == ""
    assert branches[7] == "┌ "
    assert branches[6] == "  ┌ "
    assert branches[9] == "└ "


def test_a_cycle_in_a_bad_parse_is_drawn_and_ends() -> None:
    tokens = tuple(Token((i, i + 1), "x", "x", "X", (), (i + 1) % 3, "dep") for i in range(3))
    assert len(draw(Sentence((0, 3), 0, tokens))) == 3


def test_shipped_rules_are_found_with_file_and_line() -> None:
    for language in ("de", "en"):
        sources = find_rule_sources(package_folder("languages").joinpath(language))
        assert sources
        assert all(s.text.lstrip(" -{").startswith("name:") and s.line > 0 for s in sources.values())
