"""`lagebild export`: what goes in, what comes out, messages and exit status."""

import json
import sys
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from lagebild.cli import export as export_module
from lagebild.cli.export import FormatName, ModalityName
from lagebild.cli.main import app
from lagebild.exports.formats import ALL, FORMATS
from tests.cli.reader import make_reader
from tests.exports.samples import records

RUN = CliRunner()
LINES = b"".join(msgspec.json.encode(record) + b"\n" for record in records())
INDENTED = b"".join(msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n" for record in records())


@pytest.fixture(autouse=True)
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_module, "make_reader", make_reader)
    for name in ("LAGEBILD_SETTINGS", "LAGEBILD_MAX_CHARACTERS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_bytes(LINES)
    return path


def test_every_format_can_be_named() -> None:
    assert [name.value for name in FormatName] == list(FORMATS)
    assert {name.value for name in ModalityName} == ALL


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(name: str, lines: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = RUN.invoke(app, ["export", name, str(lines), "--out", str(out)])
    assert (result.exit_code, result.stderr) == (0, "")
    assert out.stat().st_size > 100


@pytest.mark.parametrize("data", [LINES, INDENTED, b"\xef\xbb\xbf" + LINES, b"\n" + INDENTED], ids=range(4))
def test_lines_and_indented_objects_are_read_from_files_and_standard_input(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    path.write_bytes(data)
    by_file = RUN.invoke(app, ["export", "csv", str(path)])
    by_stream = RUN.invoke(app, ["export", "csv", "-"], input=data)
    assert by_file.stdout_bytes.count(b"\r\n") == 5
    assert by_file.stdout_bytes == by_stream.stdout_bytes


def test_a_report_is_read_first(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("The council met.", encoding="utf-8")
    for arguments, given in (([str(path)], None), (["-"], "The council met.")):
        result = RUN.invoke(app, ["export", "atom", *arguments], input=given)
        assert result.exit_code == 0, result.stderr
        assert result.stdout.count("<entry>") == 1


def test_only_the_modality_that_is_asked_for(lines: Path) -> None:
    result = RUN.invoke(app, ["export", "plover", str(lines), "--modality", "denied", "--modality", "planned"])
    assert result.stdout.count("\n") == 3
    assert RUN.invoke(app, ["export", "gdelt", str(lines)]).stdout.count("\n") == 1


def test_a_bad_record_is_told_with_its_line_and_the_others_are_written(tmp_path: Path) -> None:
    record = json.loads(LINES.splitlines()[0])
    record["events"][0]["sentence"] = 99
    bad = tmp_path / "records.jsonl"
    bad.write_bytes(
        b'{"id": "x", "error": "no running prose", "kind": "not_a_report"}\n{"a": 1}\n'
        + json.dumps(record).encode()
        + b"\n"
        + LINES
    )
    result = RUN.invoke(app, ["export", "csv", str(bad)])
    assert result.exit_code == 1
    assert result.stdout_bytes.count(b"\r\n") == 5
    assert "line 1: report 'x' was not read: no running prose" in result.stderr
    assert "line 2: no lagebild.report/1 record" in result.stderr
    assert "line 3: record 'probe-de': event e1: there is no sentence 99" in result.stderr
    assert "3 of 5 inputs could not be read" in result.stderr


def test_a_record_longer_than_the_limit_is_left_out(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGEBILD_MAX_CHARACTERS", "100")
    result = RUN.invoke(app, ["export", "csv", str(lines)])
    assert (result.exit_code, result.stdout_bytes.count(b"\r\n")) == (1, 2)
    assert "line 1: larger than 4,000 bytes" in result.stderr


def test_the_input_is_not_overwritten(lines: Path) -> None:
    result = RUN.invoke(app, ["export", "csv", str(lines), "-o", str(lines)])
    assert (result.exit_code, lines.read_bytes()) == (2, LINES)


def test_a_missing_library_is_wrong_usage(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = RUN.invoke(app, ["export", "parquet", str(lines), "-o", "/dev/null"])
    assert result.exit_code == 2
    assert "pip install 'lagebild[exports]'" in result.stderr


def test_an_unknown_format_is_wrong_usage() -> None:
    assert RUN.invoke(app, ["export", "excel", "-"]).exit_code == 2


def test_a_missing_file_is_told() -> None:
    result = RUN.invoke(app, ["export", "csv", "nowhere.jsonl"])
    assert result.exit_code == 1
    assert "nowhere.jsonl: no such file" in result.stderr
