"""Events of a filter as a download, in every export format."""

from collections.abc import Iterator
from dataclasses import dataclass

from litestar import get
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIResponse, OpenAPIType, Operation, Schema
from litestar.params import FromPath
from litestar.response import Stream
from msgspec.structs import replace

from lagebild.exports.corrections import corrected_record
from lagebild.exports.formats import FORMATS, Format, Knows
from lagebild.exports.records import decode_record
from lagebild.situation.verdicts import verdicts_on_report
from lagebild.store.events import Wanted
from lagebild.store.store import Store
from lagebild.view.contract import ReportObject
from lagebild.web.event_filters import Asked, EventFilter, wanted_of
from lagebild.web.problems import PROBLEMS, NothingHereError
from lagebild.web.site import Here, Site

MOST_EXPORTED = 20_000  # reports in one download; more is left to `lagebild export`
TABS = "text/tab-separated-values"
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "ftm": "application/x-ndjson",
               "jsonld": "application/ld+json", "atom": "application/atom+xml"}  # fmt: skip
ENDINGS = {"ftm": "ftm.jsonl", "plover": "tsv", "gdelt": "tsv", "gdelt-mentions": "tsv", "atom": "atom.xml"}


@dataclass
class Download(Operation):
    """In the schema of the API: a download that is in one of several formats."""

    def __post_init__(self) -> None:
        """Name the media types of all formats."""
        schema = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
        kinds = dict.fromkeys((*MEDIA_TYPES.values(), TABS))
        done = (self.responses or {}).get("200")
        if isinstance(done, OpenAPIResponse):
            done.content = {kind: OpenAPIMediaType(schema=schema) for kind in kinds}


def export_events(site: Site, wanted: Wanted, target: Format) -> Iterator[bytes]:
    """The matching events in a format, report by report, as people corrected them."""
    knowledge = site.knowledge
    mutual = frozenset(name for name, kind in knowledge.ontology.event_types.items() if kind.mutual)
    with site.store() as store:
        yield from target.convert(_records(store, wanted, target), Knows(mutual, knowledge.codes))


def _records(store: Store, wanted: Wanted, target: Format) -> Iterator[ReportObject]:
    """The records of reports that tell such events, with those events alone."""
    numbers = store.events.matching(wanted, MOST_EXPORTED)
    for report, claims in numbers.items():
        record = corrected_record(
            decode_record(store.reports.record(report) or b"", report), verdicts_on_report(store, report)
        )
        events = {claim.event for claim in store.events.claims_by_number(claims)}
        kept = [e for e in record.events or () if e.id in events and e.modality in target.modalities]
        if kept:
            yield replace(record, events=kept)


@get("/events/download/{format:str}", sync_to_thread=True, include_in_schema=False)
def download(site: Here, asked: Asked, format: FromPath[str]) -> Stream:
    """The events of the filter in one of the export formats."""
    return _stream(site, asked, format)


@get(
    "/api/events/export/{format:str}",
    sync_to_thread=True,
    tags=["events"],
    responses=PROBLEMS,
    operation_class=Download,
)
def get_event_export(site: Here, asked: Asked, format: FromPath[str]) -> Stream:
    """The events that match, in an export format: csv, parquet, gdelt, gdelt-mentions, plover, ftm, jsonld, atom."""
    return _stream(site, asked, format)


def _stream(site: Site, asked: EventFilter, format: str) -> Stream:
    if format not in FORMATS:
        raise NothingHereError(f"{format:.40}: no such format; there are {', '.join(FORMATS)}")
    with site.store() as store:
        wanted = wanted_of(store, asked)
    pieces = export_events(site, wanted, FORMATS[format])
    first = next(pieces, b"")  # so that a missing library is told before the download begins
    name = f"lagebild-events.{ENDINGS.get(format, format)}"
    return Stream(
        _with_first(first, pieces),
        media_type=MEDIA_TYPES.get(format, TABS),
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _with_first(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


HANDLERS = (download, get_event_export)
