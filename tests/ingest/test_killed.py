"""A run that is killed at any moment is taken up by the next: nothing lost, nothing double."""

import json
import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from lagebild.fetch.session import Manners, Session
from lagebild.fetch.sources import Sources
from lagebild.ingest.reading import Task
from lagebild.ingest.run import Run
from lagebild.settings import Settings
from lagebild.store.care import check
from lagebild.store.store import open_store
from tests.cli.reader import make_reader
from tests.ingest.archives import archive
from tests.ingest.site import Site

# The command with a reader that takes a while over each report and fails over some.
PROGRAM = """
import sys, time
from lagebild.cli import ingest
from tests.cli.reader import FakeReader
class Slow(FakeReader):
    def read(self, page, language=None):
        time.sleep(0.004)
        return super().read(page, language)
ingest.make_reader = lambda settings: Slow()
from lagebild.cli.main import app
app(["ingest", *sys.argv[1:]])
"""
COUNT = 150


def run(place: Path, source: Path, kill_after: float | None) -> int:
    environment = {**os.environ, "LAGEBILD_STORE": str(place), "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(source)], env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    if kill_after is not None:
        begun = time.monotonic()
        while process.poll() is None and stored(place) < kill_after and time.monotonic() - begun < 60:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    process.communicate(timeout=120)
    return process.returncode


def stored(place: Path) -> int:
    if not place.exists():
        return 0
    try:
        with open_store(str(place), create=False) as store:
            return store.reports.count()
    except Exception:  # it is being made
        return 0


def outcome(place: Path) -> tuple[list[str], list[tuple[str, str]]]:
    with open_store(str(place), create=False) as store:
        assert check(store) == ()
        return [r.name for r in store.reports.each()], [(b.name, b.kind) for b in store.quarantine.each()]


@pytest.mark.parametrize("kind", ["lines", "archive", "folder"])
def test_killed_in_mid_run_and_run_again_is_as_if_it_had_not_been(tmp_path: Path, kind: str) -> None:
    source = tmp_path / "source"
    words = ["NOPROSE" if n % 20 == 9 else "BUG" if n % 20 == 15 else f"number {n}" for n in range(COUNT)]
    if kind == "lines":
        source = source.with_suffix(".jsonl")
        source.write_text("".join(json.dumps({"id": str(n), "text": f"{n} {w}"}) + "\n" for n, w in enumerate(words)))
    elif kind == "archive":
        source = source.with_suffix(".warc.gz")
        source.write_bytes(archive("gz", *(f"{n}-{word.replace(' ', '-')}" for n, word in enumerate(words))))
    else:
        source.mkdir()
        for number, word in enumerate(words):
            (source / f"{number:03}.txt").write_text(f"{number} {word}", encoding="utf-8")
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    assert run(whole, source, None) == 1
    for count in (1, 70):
        assert run(killed, source, count) == -signal.SIGKILL
        assert stored(killed) < COUNT * 0.9
    assert run(killed, source, None) in (0, 1)
    assert outcome(killed) == outcome(whole)


def test_a_feed_that_was_left_at_any_step_is_read_to_its_end_by_the_next_run(site: Site, tmp_path: Path) -> None:
    site.feed("/feed", "/1", "/2", "/none", "/3", ETag='"f1"')
    for number in (1, 2, 3):
        site.page(f"/{number}", f"Thing {number}.", ETag=f'"p{number}"')

    def take(place: Path, count: int | None) -> list[str]:
        with open_store(str(place)) as store:
            session = Session(Manners("lagebild", private=True))
            sources = Sources([site.root + "/feed"], memory=store.marks, session=lambda: session, limit_bytes=10_000)
            Run(store, Task(Settings(), make_reader)).take(islice(sources.read(), count))
            names = [r.name for r in store.reports.each()] + [b.name for b in store.quarantine.each()]
            return sorted(name.removeprefix(site.root) for name in names)

    whole = take(tmp_path / "whole.db", None)
    assert whole == ["/1", "/2", "/3", "/none"]
    for count in range(12):
        place = tmp_path / f"{count}.db"
        take(place, count)
        assert take(place, None) == whole
