"""`lagebild stories`, `lagebild story`, and rules that stand: over a store that ingest filled."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lagebild.bench.story_files import read_story_files
from lagebild.cli.main import app
from tests.situation.items import line_of

GOLD = Path(__file__).parents[2] / "benchmarks" / "stories" / "first"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the reports of one story."""
    folder = tmp_path_factory.mktemp("stories")
    files, _ = read_story_files(GOLD)
    reports = next(file.reports for file in files if file.story == "lake-victoria")
    lines = folder / "reports.jsonl"
    lines.write_text("\n".join(line_of(report) for report in reports), encoding="utf-8")
    result = CliRunner().invoke(app, ["ingest", str(lines), "--store", str(folder / "s.db")])
    assert result.exit_code == 0, result.stderr
    return folder / "s.db"


@pytest.fixture
def place(filled: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    copy = tmp_path / "s.db"
    result = CliRunner().invoke(app, ["store", "backup", str(copy), "--store", str(filled)])
    assert result.exit_code == 0, result.stderr
    return copy


def run(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--store", str(place)])


def as_json(place: Path, *arguments: str) -> object:
    result = run(place, *arguments, "-f", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_stories_are_listed_with_independent_sources(place: Path) -> None:
    result = run(place, "stories")
    assert "Ugandan police arrest 14 Kenyan fishermen" in result.stdout
    (story,) = as_json(place, "stories")  # type: ignore[misc]
    assert (len(story["reports"]), story["independent"]) == (5, 3)
    assert story["id"] in result.stdout


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    result = run(tmp_path / "none.db", "stories")
    assert result.exit_code == 1
    assert "lagebild ingest" in result.stderr


def test_a_story_is_shown_by_the_beginning_of_its_id(place: Path) -> None:
    (story,) = as_json(place, "stories")  # type: ignore[misc]
    shown = run(place, "story", story["id"][:8]).stdout
    for words in ("Timeline", "3 independent sources", "translation of", "COERCE/arrest", "Morgenbote"):
        assert words in shown
    assert run(place, "story", "show", story["id"]).stdout == run(place, "story", story["id"]).stdout


def test_a_happening_is_shown_with_its_judgements(place: Path) -> None:
    (story,) = as_json(place, "stories")  # type: ignore[misc]
    happening = as_json(place, "story", story["happenings"][0])
    assert happening["judgements"][0]["reasons"]  # type: ignore[index]
    assert "by rules" in run(place, "story", story["happenings"][0]).stdout


def test_what_a_person_judges_is_kept_with_the_name(place: Path) -> None:
    (story,) = as_json(place, "stories")  # type: ignore[misc]
    one, other = story["happenings"][:2]
    assert run(place, "story", "join", one, other, "--author", "ada").stdout.strip() == one
    assert "by ada" in run(place, "story", one).stdout
    happening = as_json(place, "story", one)
    claim = happening["happening"]["claims"][-1]  # type: ignore[index]
    assert run(place, "story", "split", one, claim, "--author", "ada").exit_code == 0


@pytest.mark.parametrize("arguments", [["story", "zzz"], ["story", "join", "zzz", "yyy"], ["story", "split", "z", "y"]])
def test_unknown_ids_are_told(place: Path, arguments: list[str]) -> None:
    result = run(place, *arguments)
    assert result.exit_code == 2
    assert "see: lagebild" in result.stderr


def test_rules_stand_and_tell_each_thing_once(place: Path, tmp_path: Path) -> None:
    rules, log = tmp_path / "rules.toml", tmp_path / "log.jsonl"
    rules.write_text(
        f'[watch.arrests]\ntypes = ["COERCE/arrest"]\nsources = 2\nsinks = ["log"]\n'
        f'[sinks.log]\nkind = "jsonl"\npath = "{log}"\n',
        encoding="utf-8",
    )
    tried = run(place, "watch", "try", str(rules), "-f", "jsonl").stdout.splitlines()
    assert run(place, "watch", "add", str(rules), "--past").exit_code == 0
    told = run(place, "watch", "run", "-f", "jsonl")
    (alert,) = [json.loads(line) for line in told.stdout.splitlines()]
    assert (alert["kind"], alert["independent"]) == ("new", 3)
    assert json.loads(tried[0])["happening"] == alert["happening"]
    assert [json.loads(line)["id"] for line in log.read_text(encoding="utf-8").splitlines()] == [alert["id"]]
    assert run(place, "watch", "run").stdout == ""
    assert "arrests" in run(place, "watch", "list").stdout
    assert run(place, "watch", "remove", "arrests").exit_code == 0
    assert run(place, "watch", "remove", "arrests").exit_code == 2


def test_the_store_is_exported(place: Path) -> None:
    rows = run(place, "export", "csv").stdout.splitlines()
    german = run(place, "export", "csv", "--lang", "de").stdout.splitlines()
    assert len(rows) > len(german) > 1
    refused = run(place, "export", "csv", "records.jsonl")
    assert refused.exit_code == 2
