"""A `lagebild.report/1` object as it was printed → the types of the contract, checked.

A record may have been kept for years or changed by others, so that everything that points elsewhere in it is looked
at before a format relies on it.
"""

import codecs
from collections.abc import Iterator

import msgspec

from lagebild.errors import NotARecordError
from lagebild.record import Span
from lagebild.view.contract import SCHEMA, EventObject, ReportObject

LARGEST_ID = 2**63  # what a column of whole numbers holds
HIGHEST_SCORE = 10
HOW = "records are what `lagebild read --format jsonl` prints"


def decode_record(data: bytes, where: str) -> ReportObject:
    """The record in one JSON object; NotARecordError says what is wrong with it and where."""
    try:
        record = msgspec.json.decode(data.removeprefix(codecs.BOM_UTF8), type=ReportObject)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotARecordError(f"{where}: {_failure_told(data) or f'no {SCHEMA} record: {error}; {HOW}'}") from error
    for wrong in _find_wrong(record):
        raise NotARecordError(f"{where}: record {record.id!r}: {wrong}")
    return record


class _Failure(msgspec.Struct, frozen=True):
    id: str | int
    error: str


def _failure_told(data: bytes) -> str | None:
    """What a line of batch output says where a report could not be read; None where it is no such line."""
    try:
        failure = msgspec.json.decode(data, type=_Failure)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return f"report {failure.id!r} was not read: {failure.error}"


def _find_wrong(record: ReportObject) -> Iterator[str]:
    length = len(record.text)
    for event in record.events or ():
        if not _inside(event.trigger, length):
            yield f"event {event.id}: trigger {list(event.trigger)} lies outside of the text"
        for participant in (*event.actors, *event.recipients):
            if not _inside(participant.span, length):
                yield f"event {event.id}: participant {list(participant.span)} lies outside of the text"
        yield from (f"event {event.id}: there is no {missing}" for missing in _find_missing(event, record))
        if not (0 <= event.confidence <= 1 and abs(event.score) <= HIGHEST_SCORE):
            yield f"event {event.id}: confidence {event.confidence} or score {event.score} is out of range"
    for place in record.places or ():
        here = (place.lat or 0, place.lon or 0)
        if not (abs(here[0]) <= 90 and abs(here[1]) <= 180 and 0 <= (place.geonames or 0) < LARGEST_ID):
            yield f"place {place.name!r}: coordinates or GeoNames id out of range"
    for span in record.sentences or ():
        if not _inside(span, length):
            yield f"sentence {list(span)} lies outside of the text"


def _find_missing(event: EventObject, record: ReportObject) -> Iterator[str]:
    for name, index, parts in (
        ("sentence", event.sentence, record.sentences),
        ("block", event.block, record.blocks),
        *(("quantity", number, record.quantities) for number in event.quantities),
    ):
        if parts is not None and not 0 <= index < len(parts):
            yield f"{name} {index}"


def _inside(span: Span, length: int) -> bool:
    return 0 <= span[0] <= span[1] <= length
