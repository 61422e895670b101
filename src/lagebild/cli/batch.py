"""JSON Lines in, JSON Lines out: one report a line, the same order, an error in the place of a bad line.

With several workers the lines are read by processes (`ingest.workers`).
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from lagebild.cli.exits import our_fault
from lagebild.cli.inputs import Given
from lagebild.errors import DataError, InputError, TooLargeError, kind_of
from lagebild.fetch.json_lines import Line, RawLine, decode_line, find_lines, page_of_line, read_json
from lagebild.ingest.workers import Work, in_order
from lagebild.record import Page, Report
from lagebild.settings import Settings


class Reads(Protocol):
    """What reads a page and says what made the record: `lagebild.app.Reader`."""

    def read(self, page: Page, language: str | None = None) -> Report: ...

    def made_by(self, report: Report) -> dict[str, object]: ...


class Outcome(Struct, frozen=True):
    """What comes out of one line, ready to write."""

    output: bytes
    failed: bool
    size: int


class Task(Struct, frozen=True):
    """How to read the lines; it travels to the workers."""

    settings: Settings
    given: Given
    csv: bool
    make_reader: Callable[[Settings], Reads]
    debug: bool = False


def read_lines(stream: BinaryIO, task: Task, workers: int) -> Iterator[Outcome]:
    """Read all lines, in order."""
    jobs = find_lines(stream, task.settings.max_bytes)
    seconds = task.settings.report_seconds
    work = Work(partial(_start, task), partial(_crashed, task), partial(_hung, task), seconds)
    for _, outcome in in_order(jobs, work, workers):
        yield outcome


def read_job(job: RawLine, task: Task, reader: Reads) -> Outcome:
    """Read one line; whatever goes wrong becomes its output."""
    name = _id_of(job)
    try:
        line = _decode(job, task.settings)
        report = reader.read(_page(line, str(name), task), line.language or line.lang or task.given.language)
        return Outcome(_encode(report, task, reader), False, job.size)
    except InputError as error:
        return _failure(name, str(error), kind_of(error), job, task)
    except DataError:
        raise  # a pack or the code book is wrong: no report can be read
    except Exception as error:  # a fault of ours in one report must not stop the others
        return _failure(name, our_fault(error, task.debug), "internal", job, task)


def _decode(job: RawLine, settings: Settings) -> Line:
    if not job.data:
        limit = f"{settings.max_bytes:,}"
        raise TooLargeError(
            f"line {job.number}: larger than the limit of {limit} bytes; raise max_bytes or split the text"
        )
    return decode_line(job.data, f"line {job.number}")


def _id_of(job: RawLine) -> str | int:
    """The id of a line, also where its other fields are wrong; else its number."""
    try:
        found = read_json(job.data, _Named).id
    except (msgspec.DecodeError, ValueError):
        found = None
    return str(job.number) if found is None else found


class _Named(Struct, frozen=True):
    id: str | int | None = None


def _page(line: Line, name: str, task: Task) -> Page:
    page = page_of_line(line, name)
    published = line.published or line.date or task.given.published
    return replace(page, url=line.url or task.given.url or page.url, published=published or page.published)


def _encode(report: Report, task: Task, reader: Reads) -> bytes:
    from lagebild.view.contract import to_object

    if task.csv:
        from lagebild.exports.csv_table import to_csv

        return b"".join(to_csv((to_object(report, reader.made_by(report)),), header=False))
    return msgspec.json.encode(to_object(report, reader.made_by(report))) + b"\n"


def _failure(name: str | int, message: str, kind: str, job: RawLine, task: Task) -> Outcome:
    found = {"id": name, "error": message, "kind": kind}
    return Outcome(b"" if task.csv else msgspec.json.encode(found) + b"\n", True, job.size)


def _start(task: Task) -> Callable[[RawLine], Outcome]:
    reader = task.make_reader(task.settings)
    return lambda job: read_job(job, task, reader)


def _crashed(task: Task, job: RawLine) -> Outcome:
    message = "the process that read this report died, perhaps for lack of memory; read it alone to see"
    return _failure(_id_of(job), message, "crashed", job, task)


def _hung(task: Task, job: RawLine) -> Outcome:
    message = "reading it took longer than report_seconds allows; the process was stopped"
    return _failure(_id_of(job), message, "too_slow", job, task)
