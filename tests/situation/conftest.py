"""Reports of three stories, read once for all tests, and a store that they were brought together in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from lagebild.app import Reader
from lagebild.bench.story_files import GoldReport, read_story_files
from lagebild.ingest.reading import Reading, read_item
from lagebild.situation.assimilating import assimilate, extract_of
from lagebild.store.store import Store
from tests.situation.items import item_of

FOLDER = Path(__file__).parents[2] / "benchmarks" / "stories" / "first"
STORIES = ("lake-victoria", "antwerp", "peshawar")
Fill = Callable[..., None]


@pytest.fixture(scope="session")
def readings() -> dict[str, Reading]:
    """Every report by its id in the gold, in the order of publication."""
    files, _ = read_story_files(FOLDER)
    reports = [r for file in files if any(name in file.story for name in STORIES) for r in file.reports]
    read = partial(read_item, reader=_reader(), extract=extract_of)
    return {r.id: read(item_of(r)) for r in sorted(reports, key=lambda r: r.published)}


@pytest.fixture
def fill(store: Store, readings: dict[str, Reading]) -> Fill:
    """Puts reports into the store as ingest does: all, or those of these ids."""

    def put(*ids: str) -> None:
        for name in ids or readings:
            with store.transaction():
                if store.reports.add(readings[name].entry) is not None:
                    assimilate(store, readings[name].extract)

    return put


@pytest.fixture(scope="session")
def uneventful() -> Reading:
    """A report in which nothing is coded."""
    text = "Ruhiger Herbst am See\n\nDas Laub ist gelb, und über dem Wasser liegt am Morgen Nebel."
    report = GoldReport("99a", "Morgenbote", "de", "2025-11-20T08:00", text)
    return read_item(item_of(report), reader=_reader(), extract=extract_of)


def _reader() -> Reader:
    from lagebild.settings import Settings

    return Reader(Settings())
