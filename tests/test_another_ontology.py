"""Another code book is another folder, chosen by a setting: the example of docs/ontologies.md is read and run."""

import json
import shutil
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lagebild.app import Reader
from lagebild.cli.main import app
from lagebild.errors import DataError
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import Example, Rule, load_event_words
from lagebild.knowledge.ontology import load_ontology
from lagebild.record import Event, Page, Report
from lagebild.settings import Settings

FOLDER = Path(__file__).parents[1] / "samples" / "humanitarian"
LANGUAGES = ("de", "en")


@cache
def reader() -> Reader:
    return Reader(Settings(ontology=str(FOLDER)))


def read(language: str, text: str) -> Report:
    return reader().read(Page(text=text, language=language, published="2024-05-06"), language)


def rules(language: str) -> tuple[Rule, ...]:
    own = FOLDER / "languages" / language / "events"
    return load_event_words(package_folder("languages") / language / "events", own, examples=True).rules


def coded(language: str, text: str, name: str) -> list[Event]:
    return [event for event in read(language, text).events or () if event.rule == name]


@pytest.mark.parametrize(
    ("language", "rule", "example"),
    [(language, rule, e) for language in LANGUAGES for rule in rules(language) for e in rule.finds],
    ids=lambda v: getattr(v, "name", None),
)
def test_its_rules_find_their_examples(language: str, rule: Rule, example: Example) -> None:
    (event,) = coded(language, example.text, rule.name)
    for wanted, found in ((example.actor, event.actors), (example.recipient, event.recipients)):
        assert wanted is None or any(wanted in example.text[slice(*p.span)] for p in found), found


@pytest.mark.parametrize(
    ("language", "rule", "example"),
    [(language, rule, e) for language in LANGUAGES for rule in rules(language) for e in rule.misses],
    ids=lambda v: getattr(v, "name", None),
)
def test_its_rules_miss_their_near_misses(language: str, rule: Rule, example: Example) -> None:
    assert coded(language, example.text, rule.name) == []


def test_an_event_has_its_type_modes_contexts_and_numbers() -> None:
    text = "Ethiopian soldiers blocked a convoy with flour near Mekelle. Some 900 Ethiopian villagers fled to Sudan."
    report = read("en", text)
    blocked, fled = report.events or ()
    assert (blocked.type, blocked.modes, blocked.contexts, blocked.cameo) == ("ACCESS", ("denied",), ("food",), None)
    assert (blocked.score, fled.score) == (-4, -5)
    assert [p.code for p in (*blocked.actors, *fled.actors)] == ["ETH MIL", "ETH CVL"]
    (number,) = ((report.quantities or ())[i] for i in fled.quantities)
    assert (fled.type, number.low, number.kind) == ("DISPLACEMENT", 900, "displaced")
    assert reader().made_by(report)["knowledge"] == {"ontology": "HUMAN 1"}


def test_what_it_does_not_bring_is_that_of_the_shipped_one() -> None:
    ours, shipped = load_ontology(FOLDER), load_ontology(package_folder("ontology"))
    assert ours.sectors == shipped.sectors
    assert set(ours.contexts) == {"food", "water", "shelter", "health"}
    assert ours.cameo == {}


def test_a_command_reads_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGEBILD_ONTOLOGY", str(FOLDER))
    (tmp_path / "report.txt").write_text("Kenya delivered flour and blankets to Somalia on Monday.\n", encoding="utf-8")
    for command in (["read", "--format", "text"], ["read", "--format", "html"], ["explain"]):
        result = CliRunner().invoke(app, [command[0], str(tmp_path / "report.txt"), *command[1:], "--lang", "en"])
        assert result.exit_code == 0, result.output
    result = CliRunner().invoke(app, ["read", str(tmp_path / "report.txt"), "--format", "json", "--lang", "en"])
    assert [event["type"] for event in json.loads(result.stdout)["events"]] == ["RELIEF"]


def test_rules_that_do_not_fit_it_are_refused_by_name(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "ontology"))
    shutil.rmtree(folder / "languages" / "en")
    with pytest.raises(DataError, match=r"accuse\.yaml: rule 'en-accuse-[\w-]+' of language 'en' does not fit"):
        Reader(Settings(ontology=str(folder))).read(Page(text="Kenya sent rice to Somalia.", language="en"), "en")
