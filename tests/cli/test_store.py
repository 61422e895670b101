"""`lagebild store`: what a user sees of the store."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lagebild.cli.main import app
from lagebild.cli.stores import place_of
from lagebild.settings import Settings
from lagebild.situation.verdicts import judge
from lagebild.store.store import open_store
from tests.store.made import addition, claim, entry


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    path = str(tmp_path / "store.db")
    monkeypatch.setenv("LAGEBILD_STORE", path)
    return path


@pytest.fixture
def filled(place: str) -> str:
    with open_store(place) as store:
        store.reports.add(entry("The ferry to Oslo sank.", title="Ferry lost", url="https://a.example/1"))
        store.reports.add(entry("The ferry to Oslo was raised.", title="Ferry found", url="https://a.example/1"))
        store.reports.add(entry("Das Schiff fuhr.", title="Schiff", language="de", published="2024-06-01"))
        store.quarantine.put(7, "feed", "https://a.example/2", "fetch", "no answer in time", None)
    return place


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["store", *arguments])


def test_info_says_how_much_there_is(filled: str) -> None:
    shown = run("info")
    assert shown.exit_code == 0
    assert "3, 2 en, 1 de" in shown.stdout
    assert "2024-05-14 to 2024-06-01" in shown.stdout
    found = json.loads(run("info", "--format", "json").stdout)
    assert (found["counts"]["reports"], found["counts"]["quarantine"], found["kind"]) == (3, 1, "SQLite")


def test_search_shows_titles_and_surroundings(filled: str) -> None:
    shown = run("search", "ferry", "oslo")
    assert shown.exit_code == 0
    assert shown.stdout.index("Ferry found") < shown.stdout.index("Ferry lost")
    assert "The Paper, 2024-05-14, version 2" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert run("search", "ferry", "--limit", "1").stdout.count("The Paper") == 1
    assert run("search", "schiff", "--lang", "en").stdout == "no report with these words\n"
    (hit,) = json.loads(run("search", "fuhr", "--since", "2024-06-01", "-f", "json").stdout)
    assert (hit["title"], hit["snippet"]) == ("Schiff", "Das Schiff fuhr")
    assert run("search", "ferry", "--", "-raised").stdout.count("The Paper") == 1


def test_search_for_nothing_is_wrong_usage(filled: str) -> None:
    assert run("search", "…").exit_code == 2


def test_check_backup_and_restore(filled: str, tmp_path: Path) -> None:
    assert run("check").stdout == "3 reports: all whole\n"
    copy, other = str(tmp_path / "copy.db"), str(tmp_path / "other.db")
    assert "3 reports in" in run("backup", copy).stdout
    assert run("backup", copy).exit_code == 1
    assert run("restore", copy, "--store", other).stdout == "3 reports restored\n"
    with open_store(filled) as store:
        store.database.execute("UPDATE records SET record = ? WHERE number = 1", (b"garbage",))
    damaged = run("check")
    assert damaged.exit_code == 1
    assert "its record cannot be read" in damaged.stdout


def test_quarantine_lists_reasons_and_forgets(filled: str) -> None:
    shown = run("quarantine")
    assert "1  fetch: https://a.example/2" in shown.stdout
    assert "no answer in time" in shown.stdout
    assert json.loads(run("quarantine", "-f", "json").stdout)[0]["kind"] == "fetch"
    assert run("quarantine", "--kind", "other").stdout == "nothing in quarantine\n"
    assert run("quarantine", "--forget", "9").exit_code == 2
    assert run("quarantine", "--forget", "1").stdout == "nothing in quarantine\n"


def test_judgements_are_written_and_taken_over(filled: str, tmp_path: Path) -> None:
    made = entry("A judged report.")
    for place in (filled, str(tmp_path / "anew.db")):
        with open_store(place) as store:
            store.reports.add(made)
            store.index.apply(addition(made.id, (claim("c1", made.id),)))
    with open_store(filled) as store:
        judge(store, "c1", "reject", "Ada", "not so")
    written = run("verdicts", "--store", filled)
    assert written.exit_code == 0, written.output
    assert json.loads(written.stdout)["author"] == "Ada"
    path = tmp_path / "judged.jsonl"
    path.write_text(written.stdout + written.stdout.replace('"c1"', '"c9"').replace(made.id, "gone"), encoding="utf-8")
    taken = run("verdicts", "--take", str(path), "--store", str(tmp_path / "anew.db"))
    assert taken.exit_code == 1
    assert "1 judgements taken over, 0 were there already" in taken.stdout
    assert "not there: c9 (reject by Ada)" in taken.stdout
    path.write_text('{"claim": "c1", "verdict": "edit", "author": "Ada", "made": "x"}\n', encoding="utf-8")
    wrong = run("verdicts", "--take", str(path), "--store", filled)
    assert wrong.exit_code == 2
    assert "line 1: no judgement" in wrong.output


@pytest.mark.parametrize("command", [["info"], ["search", "x"], ["check"], ["backup", "b.db"], ["quarantine"]])
def test_without_a_store_every_command_says_how_to_fill_one(place: str, command: list[str]) -> None:
    done = run(*command)
    assert done.exit_code == 1
    assert "there is no store here yet; fill one: lagebild ingest" in done.stderr
    assert not Path(place).exists()


def test_the_place_of_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert place_of(Settings(), None) == "/data/lagebild/store.db"
    assert place_of(Settings(store="postgresql://host/name"), None) == "postgresql://host/name"
    assert place_of(Settings(store="a.db"), "b.db") == "b.db"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "/home/eva")
    assert place_of(Settings(), None) == "/home/eva/.local/share/lagebild/store.db"
