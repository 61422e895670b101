"""`lagebild knowledge`: importing and looking up, through the command line."""

import importlib.util
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lagebild.cli.main import app
from tests.imports import samples

NEEDS_FTM = pytest.mark.skipif(
    importlib.util.find_spec("followthemoney") is None, reason="followthemoney not installed"
)
REPORT = """Wanjala reist nach Oslo

Der Politiker Jomo Wanjala traf am Montag in Oslo norwegische Beamte, wie das Außenministerium in Oslo mitteilte.
"""


def run(*arguments: str, local: Path | None = None) -> tuple[int, str, str]:
    environment = {"LAGEBILD_KNOWLEDGE": str(local) if local else None, "COLUMNS": "160"}
    done = CliRunner().invoke(app, list(arguments), env=environment)
    return done.exit_code, done.stdout, done.stderr


def test_an_import_says_what_it_did_and_how_to_use_it(tmp_path: Path) -> None:
    status, out, _ = run("knowledge", "import", str(samples.dump(tmp_path)), "--to", str(tmp_path / "k.db"))
    assert status == 0
    assert "5 entities from 'sample' (wikidata)" in out
    assert f"LAGEBILD_KNOWLEDGE={tmp_path / 'k.db'}" in out


def test_lines_that_cannot_be_read_are_named_and_the_status_says_so(tmp_path: Path) -> None:
    path = samples.table(tmp_path, samples.TABLE + "Nobody,,person,XXX,,,,,,\n")
    status, _, err = run("knowledge", "import", str(path), "--to", str(tmp_path / "k.db"))
    assert status == 1
    assert "line 5: country 'XXX'" in err
    assert "the rest is imported" in err


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    status, _, err = run("knowledge", "import", str(tmp_path / "none.json"))
    assert status == 2
    assert "no such file" in err


def test_an_imported_person_is_in_the_record_with_the_lists(tmp_path: Path) -> None:
    local = tmp_path / "k.db"
    table = samples.table(
        tmp_path, samples.TABLE + "Jomo Wanjala,,person,KEN,,foreign minister,2019,,Q900001,house list\n"
    )
    run("knowledge", "import", str(table), "--to", str(local))
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    status, out, _ = run("read", str(report), "--format", "json", "--published", "2020-05-04", local=local)
    assert status == 0
    record = json.loads(out)
    person = next(e for e in record["entities"] if e["name"] == "Jomo Wanjala")
    assert (person["country"], person["kb"], person["sanctioned"]) == ("KEN", {"wikidata": "Q900001"}, ["house list"])
    assert {tuple(e["sanctioned"]) for e in record["entities"] if e is not person} == {()}
    assert record["made_by"]["knowledge"]["imported"].startswith("own csv 3 ")
    _, out, _ = run("read", str(report), "--format", "json", "--published", "2020-05-04")
    assert {e["sanctioned"] for e in json.loads(out)["entities"]} == {None}


@NEEDS_FTM
def test_a_person_of_a_sanctions_file_is_marked_wherever_a_report_names_one(tmp_path: Path) -> None:
    local = tmp_path / "k.db"
    status, out, _ = run("knowledge", "import", str(samples.ftm(tmp_path)), "--to", str(local))
    assert status == 0
    assert "3 of them sanctioned" in out
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    _, out, _ = run("read", str(report), "--format", "json", local=local)
    listed = {e["name"]: e["sanctioned"] for e in json.loads(out)["entities"] if e["sanctioned"]}
    assert listed == {"Jomo Wanjala": ["aa_list", "zz_list"]}
    _, out, _ = run("explain", str(report), local=local)
    assert "aa_list, zz_list" in out


def test_a_lookup_says_who_it_is_and_why(tmp_path: Path) -> None:
    status, out, _ = run("knowledge", "lookup", "Angela Merkel", "--date", "2015-09-04", "--lang", "de")
    assert status == 0
    assert "DEU GOV on 2015-09-04" in out
    assert "(in office)" in out
    assert "offices.yaml" in out
    _, out, _ = run("knowledge", "lookup", "Angela Merkel", "--date", "2024", "--lang", "de")
    assert "DEU ELI on 2024" in out


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("russischen", "adjective"),
        ("Tschechinnen", "people"),
        ("Minsker", "town adjective"),
        ("Kreml", "institutions.yaml"),
    ],
)
def test_a_lookup_knows_more_than_names(name: str, expected: str) -> None:
    status, out, _ = run("knowledge", "lookup", name, "--lang", "de")
    assert status == 0
    assert expected in out


def test_an_unknown_name_ends_with_one_and_a_wrong_date_with_two() -> None:
    status, _, err = run("knowledge", "lookup", "merkel angela")
    assert status == 1
    assert "Angela Merkel" in err
    assert run("knowledge", "lookup", "Merkel", "--date", "gestern")[0] == 2


def test_a_lookup_reads_the_imported_file(tmp_path: Path) -> None:
    local = tmp_path / "k.db"
    run("knowledge", "import", str(samples.table(tmp_path)), "--to", str(local))
    status, out, _ = run("knowledge", "lookup", "Amina Wekesa", "--date", "2022-05", local=local)
    assert status == 0
    assert "KEN GOV" in out
    assert "own" in out
    assert run("knowledge", "lookup", "Merkel", local=tmp_path / "none.db")[0] == 2
