"""A stored record gives the same version as the report that was just read."""

from lagebild.app import Reader
from lagebild.bench.story_files import read_story_files
from lagebild.ingest.reading import Reading
from lagebild.record import Page
from lagebild.settings import Settings
from lagebild.situation.assimilating import Extract, story_knowledge
from lagebild.situation.versions import version_of_record
from lagebild.store.store import Store
from lagebild.stories.changes import version_of
from tests.situation.conftest import FOLDER, Fill


def test_the_record_of_a_report_tells_what_the_report_told(
    store: Store, readings: dict[str, Reading], fill: Fill
) -> None:
    fill("04a")
    reading = readings["04a"]
    files, _ = read_story_files(FOLDER)
    gold = next(r for file in files for r in file.reports if r.id == "04a")
    page = Page(gold.text, id=reading.entry.id, url=gold.url, publisher=gold.outlet, published=gold.published)
    report = Reader(Settings()).read(page, gold.language)
    record = store.reports.record(reading.entry.id)
    assert record is not None
    assert isinstance(reading.extract, Extract)
    assert version_of_record(record, reading.extract.claims).said == version_of(report, story_knowledge()).said
