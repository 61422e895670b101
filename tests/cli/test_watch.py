"""`lagebild watch`: checking rules and running them over the past."""

import json
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from lagebild.cli.main import app
from tests.exports.samples import records

RUN = CliRunner()


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in records()))
    return path


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.toml"
    path.write_text(
        '[watch.kenya]\nplaces = ["KEN"]\nmodality = ["asserted"]\nsinks = ["log"]\n'
        '[watch.shots]\ntypes = ["ASSAULT/firearms"]\n'
        f'[sinks.log]\nkind = "jsonl"\npath = "{tmp_path / "log.jsonl"}"\n',
        encoding="utf-8",
    )
    return path


def test_check_says_how_each_rule_is_understood(rules: Path) -> None:
    result = RUN.invoke(app, ["watch", "check", str(rules)])
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == ["kenya: in KEN; asserted → log", "shots: ASSAULT/firearms → terminal"]


def test_check_has_an_output_for_programs(rules: Path) -> None:
    result = RUN.invoke(app, ["watch", "check", str(rules), "--json"])
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["watch"] for one in found] == ["kenya", "shots"]
    assert found[1]["rule"]["types"] == ["ASSAULT/firearms"]


def test_a_wrong_file_is_told_with_all_that_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('[watch.a]\ntyeps = ["ASSAULT"]\n[watch.b]\nactors = ["NATTO"]\n', encoding="utf-8")
    for command in ("check", "try"):
        result = RUN.invoke(app, ["watch", command, str(path)])
        assert result.exit_code == 2
        assert "rules.toml: watch.a.tyeps: unknown key; did you mean types?" in result.stderr
        assert "rules.toml: watch.b.actors: unknown code or group 'NATTO'; did you mean NATO?" in result.stderr


@pytest.mark.parametrize(("data", "told"), [(b"\xff", "not UTF-8"), (b"#" * 1_000_001, "no file of rules is")])
def test_a_file_that_is_none_is_told(data: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_bytes(data)
    result = RUN.invoke(app, ["watch", "check", str(path)])
    assert (result.exit_code, told in result.stderr) == (2, True)


def test_a_missing_file_is_wrong_usage() -> None:
    result = RUN.invoke(app, ["watch", "check", "nowhere.toml"])
    assert (result.exit_code, "nowhere.toml: no such file" in result.stderr) == (2, True)


def test_check_tells_a_secret_that_is_not_set_here_but_does_not_fail(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    sink = '[sinks.a]\nkind = "webhook"\nurl = "https://a.example/"\nsecret = "LAGEBILD_TEST_NO_SUCH_KEY"\n'
    path.write_text(f'[watch.a]\nplaces = ["KEN"]\nsinks = ["a"]\n{sink}', encoding="utf-8")
    result = RUN.invoke(app, ["watch", "check", str(path)])
    assert (result.exit_code, "LAGEBILD_TEST_NO_SUCH_KEY is not set here" in result.stderr) == (0, True)
    result = RUN.invoke(app, ["watch", "try", str(path), "--send"], input="")
    assert (result.exit_code, "sinks.a.secret" in result.stderr) == (2, True)


def test_run_shows_alerts_with_their_sources_and_sends_nothing(rules: Path, lines: Path, tmp_path: Path) -> None:
    result = RUN.invoke(app, ["watch", "try", str(rules), str(lines)])
    assert result.exit_code == 0, result.stderr
    assert "[kenya] new: PROTEST/obstruct, Hafenarbeiter" in result.stdout
    assert "- Polizei, asserted, in Beispielblatt 2024-03-06" in result.stdout
    assert "[shots] new: denied: ASSAULT/firearms, Soldaten → die Menge" in result.stdout
    assert not (tmp_path / "log.jsonl").exists()


def test_run_has_an_output_for_programs_and_sends_where_asked(rules: Path, lines: Path, tmp_path: Path) -> None:
    out = tmp_path / "alerts.jsonl"
    result = RUN.invoke(app, ["watch", "try", str(rules), str(lines), "-f", "jsonl", "-o", str(out), "--send"])
    assert result.exit_code == 0, result.stderr
    alerts = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [one["watch"] for one in alerts] == ["kenya", "shots"]
    assert alerts[0]["sources"][0]["url"] == "https://beispiel.example/mombasa"
    assert json.loads((tmp_path / "log.jsonl").read_text(encoding="utf-8"))["id"] == alerts[0]["id"]


def test_a_sink_that_fails_is_told_and_the_run_goes_on(rules: Path, lines: Path, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").mkdir()
    result = RUN.invoke(app, ["watch", "try", str(rules), str(lines), "--send"])
    assert result.exit_code == 1
    assert "sink log: " in result.stderr
    assert "[shots]" in result.stdout


def test_a_bad_record_does_not_stop_the_others(rules: Path, lines: Path) -> None:
    lines.write_bytes(b"{}\n" + lines.read_bytes())
    result = RUN.invoke(app, ["watch", "try", str(rules), str(lines)])
    assert (result.exit_code, result.stdout.count("new:")) == (1, 2)
