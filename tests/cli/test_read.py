"""`lagebild read`: inputs, formats, messages and exit status."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lagebild.cli import read as read_module
from lagebild.cli.main import app
from tests.cli.reader import make_reader

RUN = CliRunner()


@pytest.fixture(autouse=True)
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_module, "make_reader", make_reader)
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("LAGEBILD_SETTINGS", "LAGEBILD_MAX_BYTES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("The council met.\nIt agreed on nothing.\n", encoding="utf-8")
    return path


def test_json_holds_the_text_as_it_came(report: Path) -> None:
    result = RUN.invoke(app, ["read", str(report), "--format", "json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["text"] == report.read_text(encoding="utf-8")
    assert (found["id"], found["schema"]) == ("report", "lagebild.report/1")


def test_what_the_user_says_of_a_report_goes_into_the_record(report: Path) -> None:
    options = ["--lang", "de", "--published", "2024-03-05", "--url", "https://example.org/a"]
    found = json.loads(RUN.invoke(app, ["read", str(report), "-f", "jsonl", *options]).stdout)
    assert (found["language"], found["published"], found["url"]) == ("de", "2024-03-05", "https://example.org/a")


def test_standard_input_is_read_where_it_is_named(report: Path) -> None:
    result = RUN.invoke(app, ["read", "-", "-f", "jsonl"], input="Somebody said something.")
    assert json.loads(result.stdout)["id"] == "stdin"


def test_a_directory_stands_for_its_reports_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.pdf"):
        (tmp_path / name).write_text("Somebody said something.", encoding="utf-8")
    result = RUN.invoke(app, ["read", str(tmp_path), "-f", "jsonl"])
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "b"]


def test_one_bad_input_does_not_stop_the_others(report: Path, tmp_path: Path) -> None:
    bad = tmp_path / "links.txt"
    bad.write_text("NOPROSE", encoding="utf-8")
    result = RUN.invoke(app, ["read", str(tmp_path / "missing.txt"), str(bad), str(report), "-f", "jsonl"])
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["report"]
    assert "missing.txt: no such file" in result.stderr
    assert "no running prose; give" in result.stderr
    assert "2 of 3 inputs could not be read" in result.stderr


def test_a_fault_of_ours_is_told_and_the_next_report_read(report: Path, tmp_path: Path) -> None:
    bad = tmp_path / "a.txt"
    bad.write_text("BUG", encoding="utf-8")
    result = RUN.invoke(app, ["read", str(bad), str(report), "-f", "jsonl"])
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 1)
    assert "internal error (ZeroDivisionError: a fault of ours)" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in RUN.invoke(app, ["read", str(bad), "--debug"]).stderr


def test_a_wrong_data_file_stops_everything_once(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGEBILD_LANGUAGES", "/nowhere")
    result = RUN.invoke(app, ["read", str(report), str(report)])
    assert result.exit_code == 2
    assert result.stderr.count("no such file") == 1


@pytest.mark.parametrize("output_format", ["text", "html", "csv", "json", "jsonl"])
def test_every_format_goes_to_a_file(report: Path, tmp_path: Path, output_format: str) -> None:
    out = tmp_path / "out"
    result = RUN.invoke(app, ["read", str(report), "-f", output_format, "-o", str(out)])
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    assert out.read_text(encoding="utf-8").strip()


def test_text_without_a_terminal_is_plain(report: Path) -> None:
    result = RUN.invoke(app, ["read", str(report), "--highlight"])
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.stdout
    assert "It agreed on nothing." in result.stdout
    assert not any(line.endswith(" ") for line in result.stdout.splitlines())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--lang", "german"], "not a language code"),
        (["--published", "yesterday"], "not a date; give it as 2024-03-05"),
        (["--workers", "2"], "add --jsonl"),
        (["-f", "json", "--highlight"], "--highlight goes with --format text"),
        (["-o", "/nowhere/at/all"], "cannot be written"),
        (["--jsonl", "-f", "html"], "in batch the output is jsonl or csv"),
    ],
)
def test_wrong_usage_says_what_to_do_and_ends_with_two(report: Path, arguments: list[str], message: str) -> None:
    result = RUN.invoke(app, ["read", str(report), *arguments])
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("command", [["read"], ["read", "--jsonl"]])
def test_an_input_is_never_overwritten(report: Path, command: list[str]) -> None:
    before = report.read_bytes()
    result = RUN.invoke(app, [*command, str(report), "-o", str(report)])
    assert (result.exit_code, report.read_bytes()) == (2, before)
    assert "that is the input" in result.stderr


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("ftp://example.org/a", "ftp://example.org/a: only http and https"),
        ("links.txt", "links.txt: links: no running prose"),
        ("lines.jsonl", "if every line is a report, add --jsonl"),
    ],
)
def test_a_message_names_the_input_as_the_user_did(
    source: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("links.txt").write_text("NOPROSE", encoding="utf-8")
    Path("lines.jsonl").write_text('{"id": 1, "text": "a"}\n{"id": 2, "text": "b"}\n', encoding="utf-8")
    result = RUN.invoke(app, ["read", source])
    assert result.exit_code == 1
    assert message in result.stderr


def test_an_empty_name_is_wrong_usage() -> None:
    assert RUN.invoke(app, ["read", ""]).exit_code == 2


def test_an_unknown_option_ends_with_two() -> None:
    assert RUN.invoke(app, ["read", "--colour"]).exit_code == 2


def test_an_input_larger_than_the_setting_is_refused(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGEBILD_MAX_BYTES", "10")
    result = RUN.invoke(app, ["read", str(report)])
    assert result.exit_code == 1
    assert "larger than the limit of 10 bytes" in result.stderr


def test_help_teaches_with_examples() -> None:
    result = RUN.invoke(app, ["read", "--help"])
    assert "lagebild read --jsonl in.jsonl --workers 4 > out.jsonl" in result.stdout


def test_the_version_is_printed() -> None:
    assert RUN.invoke(app, ["--version"]).stdout.startswith("lagebild 0.")
