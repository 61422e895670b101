"""JSON Lines in batch: the same order, an error in its place, flat memory."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lagebild.cli import read as read_module
from lagebild.cli.batch import Task, read_lines
from lagebild.cli.inputs import Given
from lagebild.cli.main import app
from lagebild.fetch.json_lines import find_lines
from lagebild.ingest.workers import LOOK_AHEAD
from lagebild.settings import Settings
from tests.cli.reader import make_reader

RUN = CliRunner()
GOOD = {"id": "g", "text": "Somebody said something."}


def read_all(lines: list[object], workers: int = 1, settings: Settings | None = None) -> list[dict[str, object]]:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    task = Task(settings or Settings(), Given(), False, make_reader)
    outcomes = read_lines(io.BytesIO(b"\n".join(raw) + b"\n"), task, workers)
    return [json.loads(o.output) for o in outcomes]


@pytest.mark.parametrize(
    ("line", "kind", "message"),
    [
        (b"{broken", "bad_line", "line 2: not a JSON object"),
        (b"[1, 2]", "bad_line", "line 2: not a JSON object"),
        (b"\xff\xfe\x00", "bad_line", "line 2: not a JSON object"),
        ({"id": "x", "text": 5}, "bad_line", "line 2: not a JSON object"),
        ({"id": "x"}, "bad_line", "neither 'text' nor 'html'"),
        ({"id": "x", "text": " \n "}, "not_text", "empty"),
        ({"id": "x", "text": "a", "published": "last week"}, "bad_line", "'last week' is not a date"),
        ({"id": "x", "text": "NOPROSE"}, "not_a_report", "no running prose"),
        ({"id": "x", "text": "BUG"}, "internal", "ZeroDivisionError"),
    ],
)
def test_a_bad_line_gives_its_error_in_its_place(line: object, kind: str, message: str) -> None:
    first, bad, last = read_all([GOOD, line, {**GOOD, "id": "h"}])
    assert (first["id"], last["id"]) == ("g", "h")
    assert set(bad) == {"id", "error", "kind"}
    assert bad["kind"] == kind
    assert message in str(bad["error"])
    assert bad["id"] == ("x" if isinstance(line, dict) else "2")


def test_a_line_longer_than_the_limit_is_not_kept() -> None:
    long = {"id": "x", "text": "a" * 500}
    first, bad, last = read_all([GOOD, long, GOOD], settings=Settings(max_bytes=200))
    assert (bad["kind"], bad["id"]) == ("too_large", "2")
    assert first["id"] == last["id"] == "g"


def test_jobs_count_every_byte_of_the_input() -> None:
    data = b'{"a":1}\n\n' + b"x" * 90 + b"\nlast"
    jobs = list(find_lines(io.BytesIO(data), 20))
    assert [j.number for j in jobs] == [1, 3, 4]
    assert [j.size for j in jobs] == [8, 91, 4]


def test_both_names_of_date_and_language_are_read() -> None:
    (found,) = read_all([{**GOOD, "date": "2024-03-05", "lang": "de", "tokens": ["left", "alone"]}])
    assert (found["published"], found["language"]) == ("2024-03-05", "de")


def test_a_line_without_id_is_named_by_its_number() -> None:
    assert [r["id"] for r in read_all([{"text": "One."}, {"text": "Two."}, {"id": 7, "text": "Three."}])] == [
        "1",
        "2",
        "7",
    ]


def test_a_byte_order_mark_before_the_first_line_is_no_error() -> None:
    assert read_all([b"\xef\xbb\xbf" + json.dumps(GOOD).encode()])[0]["id"] == "g"


def test_half_a_surrogate_pair_is_one_replacement_character() -> None:
    (found,) = read_all([b'{"id": "x", "text": "One \\ud800 fish \\ud83d\\ude00."}'])
    assert found["text"] == "One \ufffd fish \U0001f600."


def test_a_line_of_wrong_shape_is_named_by_its_id() -> None:
    assert read_all([{"id": "x", "text": 5}, {"id": [], "text": "a"}])[0]["id"] == "x"


def test_html_is_read_as_a_page() -> None:
    (found,) = read_all([{"id": "h", "html": "<html><body><p>Somebody said something.</p></body></html>"}])
    assert found["text"] == "Somebody said something."


def test_workers_keep_the_order_and_survive_a_crash() -> None:
    lines = [{"id": str(i), "text": "CRASH" if i == 5 else "Somebody said something."} for i in range(12)]
    found = read_all(lines, workers=2)
    assert [r["id"] for r in found] == [str(i) for i in range(12)]
    assert found[5]["kind"] == "crashed"


def test_workers_look_ahead_only_so_far() -> None:
    taken = 0

    class Counting(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            nonlocal taken
            taken += 1
            return super().readline(size)

    stream = Counting((json.dumps(GOOD) + "\n").encode() * 100)
    outcomes: Iterator[object] = read_lines(stream, Task(Settings(), Given(), False, make_reader), 2)
    next(outcomes)
    assert taken <= 2 * LOOK_AHEAD + 1
    outcomes.close()  # type: ignore[attr-defined]


def test_the_command_reads_a_file_and_ends_with_one_if_a_line_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_module, "make_reader", make_reader)
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(GOOD) + "\n{broken\n", encoding="utf-8")
    result = RUN.invoke(app, ["read", "--jsonl", str(path)])
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert "1 of 2 lines could not be read; their errors stand in their places" in result.stderr
    assert RUN.invoke(app, ["read", "--jsonl"], input=json.dumps(GOOD) + "\n").exit_code == 0
    same = RUN.invoke(app, ["read", "--jsonl", str(path), "-o", str(path)])
    assert same.exit_code == 2
    assert "that is the input" in same.stderr
    assert RUN.invoke(app, ["read", "--jsonl", str(tmp_path / "none")]).exit_code == 1


def test_csv_has_one_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_module, "make_reader", make_reader)
    result = RUN.invoke(app, ["read", "--jsonl", "-f", "csv"], input=(json.dumps(GOOD) + "\n") * 2)
    assert result.exit_code == 0, result.output
    assert [line.split(",")[0] for line in result.stdout.splitlines()] == ["report"]
