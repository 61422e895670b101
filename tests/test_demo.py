"""What the first command shows: both samples are read, with the models and packs that are shipped."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = {"de": ROOT / "samples" / "bericht.txt", "en": ROOT / "samples" / "report.html"}
LAGEBILD = [sys.executable, "-m", "lagebild.cli.start"]


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*LAGEBILD, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120, **options
    )  # type: ignore[call-overload,no-any-return]


@pytest.fixture(scope="module")
def records() -> dict[str, dict[str, object]]:
    done = run("read", *SAMPLES.values(), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return dict(zip(SAMPLES, map(json.loads, done.stdout.splitlines()), strict=True))


def test_both_samples_are_read_in_their_languages(records: dict[str, dict[str, object]]) -> None:
    assert {language: record["language"] for language, record in records.items()} == {"de": "de", "en": "en"}


def test_plain_text_is_kept_as_it_was(records: dict[str, dict[str, object]]) -> None:
    assert records["de"]["text"] == SAMPLES["de"].read_bytes().decode("utf-8")


def test_every_stage_has_run(records: dict[str, dict[str, object]]) -> None:
    for record in records.values():
        assert not [name for name, part in record.items() if part is None and isinstance(record.get(name), list)]
        for part in ("blocks", "sentences", "entities", "places", "times", "quotations", "events"):
            assert record[part], part


def test_furniture_is_no_event(records: dict[str, dict[str, object]]) -> None:
    for record in records.values():
        blocks, events = record["blocks"], record["events"]
        assert isinstance(blocks, list)
        assert isinstance(events, list)
        # Another article's headline is coded, less surely; menus, captions of services and promotions are not.
        assert {blocks[e["block"]]["kind"] for e in events} <= {"title", "lead", "body", "headline"}


def test_every_span_lies_in_the_text(records: dict[str, dict[str, object]]) -> None:
    def spans(value: object, key: str = "") -> list[list[int]]:
        if isinstance(value, dict):
            return [s for k, v in value.items() for s in spans(v, k)]
        if (
            isinstance(value, list)
            and len(value) == 2
            and all(isinstance(n, int) for n in value)
            and key != "quantities"
        ):
            return [value]
        return [s for v in value for s in spans(v, key)] if isinstance(value, list) else []

    for record in records.values():
        for start, end in spans(record):
            assert 0 <= start < end <= len(str(record["text"]))


def test_the_demo_shows_a_situation() -> None:
    done = run("read", SAMPLES["de"])
    assert done.returncode == 0, done.stderr
    assert "Was geschah" in done.stdout
    assert "→" in done.stdout
    done = run("explain", SAMPLES["en"], "1")
    assert done.returncode == 0, done.stderr
    assert "sentences" in done.stdout


def test_the_same_input_gives_the_same_output(records: dict[str, dict[str, object]]) -> None:
    assert json.loads(run("read", SAMPLES["de"], "-f", "json").stdout) == records["de"]


def test_help_loads_no_model_library() -> None:
    code = (
        "import sys, lagebild.cli.main; sys.exit(bool({'spacy', 'trafilatura', 'httpx', 'jinja2'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_reader_that_goes_away_leaves_no_noise() -> None:
    line = json.dumps({"id": "a", "text": "Der Minister reiste am Montag nach Paris."}) + "\n"
    process = subprocess.Popen(
        [*LAGEBILD, "read", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    try:
        process.stdin.write(line.encode() * 50)
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.wait(60) == 141
    assert process.stderr.read() == b""


def test_ctrl_c_is_quiet() -> None:
    process = subprocess.Popen(
        [*LAGEBILD, "read", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored by what runs in the background
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write((json.dumps({"id": "a", "text": "Der Minister reiste am Montag nach Paris."}) + "\n").encode())
    process.stdin.flush()
    process.stdout.readline()  # it is up and has read the first report
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, b"")
