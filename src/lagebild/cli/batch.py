"""JSON Lines in, JSON Lines out: one report a line, the same order, an error in the place of a bad line.

With several workers the lines are read by processes; at most `LOOK_AHEAD` lines per worker are under way,
so that memory stays flat whatever the length of the input.
"""

import codecs
import json
import re
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import BinaryIO, Protocol, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from lagebild.cli.exits import kind_of, our_fault
from lagebild.cli.inputs import Given, is_iso_date
from lagebild.errors import DataError, InputError, NotTextError, TooLargeError
from lagebild.record import Page, Report
from lagebild.settings import Settings

LOOK_AHEAD = 4
T = TypeVar("T")


class Reads(Protocol):
    """What reads a page and says what made the record: `lagebild.app.Reader`."""

    def read(self, page: Page, language: str | None = None) -> Report: ...

    def made_by(self, report: Report) -> dict[str, object]: ...


class Line(Struct, frozen=True):
    """One line of input; fields of other names are left alone."""

    id: str | int | None = None
    text: str | None = None
    html: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    date: str | None = None  # another name of published
    language: str | None = None
    lang: str | None = None  # another name of language
    retrieved: str | None = None


class Job(Struct, frozen=True):
    """One line to read; `number` counts from 1."""

    number: int
    data: bytes
    size: int  # bytes of input, also where the line was too long to keep


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
    jobs = find_jobs(stream, task.settings.max_bytes)
    if workers == 1:
        reader = task.make_reader(task.settings)
        for job in jobs:
            yield read_job(job, task, reader)
    else:
        yield from _read_with_workers(jobs, task, workers)


def find_jobs(stream: BinaryIO, max_bytes: int) -> Iterator[Job]:
    """The lines that hold something; one longer than the limit is skipped to its end, not kept."""
    number = 0
    while line := stream.readline(max_bytes + 2):
        number += 1
        size = len(line)
        if not line.endswith(b"\n") and size > max_bytes:
            while rest := stream.readline(max_bytes):
                size += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield Job(number, b"", size)
        elif line.strip():
            yield Job(number, line, size)


def read_job(job: Job, task: Task, reader: Reads) -> Outcome:
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


def _decode(job: Job, settings: Settings) -> Line:
    if not job.data:
        limit = f"{settings.max_bytes:,}"
        raise TooLargeError(
            f"line {job.number}: larger than the limit of {limit} bytes; raise max_bytes or split the text"
        )
    try:
        return _read_json(job.data, Line)
    except (msgspec.DecodeError, ValueError) as error:
        raise BadLineError(f"line {job.number}: not a JSON object of the expected shape: {error}") from error


def _id_of(job: Job) -> str | int:
    """The id of a line, also where its other fields are wrong; else its number."""
    try:
        found = _read_json(job.data, _Named).id
    except (msgspec.DecodeError, ValueError):
        found = None
    return str(job.number) if found is None else found


def _read_json(data: bytes, shape: type[T]) -> T:
    """Decode a line; half a surrogate pair, which broken scrapers leave, becomes U+FFFD as in any text."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if _ESCAPED_SURROGATE.search(data) is None:
        return msgspec.json.decode(data, type=shape)
    value = json.loads(data)
    if isinstance(value, dict):
        value = {key: _SURROGATE.sub("\ufffd", v) if isinstance(v, str) else v for key, v in value.items()}
    return msgspec.convert(value, shape)


class _Named(Struct, frozen=True):
    id: str | int | None = None


class BadLineError(InputError):
    """A line is no JSON object, or a field has the wrong type."""


def _page(line: Line, name: str, task: Task) -> Page:
    if line.html is not None:
        from lagebild.fetch.html import read_html

        page = read_html(line.html, line.url)
    elif line.text is not None:
        page = Page(text=line.text)
    else:
        raise BadLineError(f"report {name}: neither 'text' nor 'html' is given")
    if not page.text.strip():
        raise NotTextError(f"report {name}: empty; there is nothing to read")
    published = line.published or line.date
    if published is not None and not is_iso_date(published):
        raise BadLineError(f"report {name}: published {published!r} is not a date; give it as 2024-03-05")
    return replace(
        page,
        id=name,
        url=line.url or task.given.url or page.url,
        title=line.title or page.title,
        publisher=line.publisher or page.publisher,
        published=published or task.given.published or page.published,
        retrieved=line.retrieved or page.retrieved,
    )


def _encode(report: Report, task: Task, reader: Reads) -> bytes:
    from lagebild.view.contract import to_object

    if task.csv:
        from lagebild.exports.csv_table import to_csv

        return b"".join(to_csv((to_object(report, reader.made_by(report)),), header=False))
    return msgspec.json.encode(to_object(report, reader.made_by(report))) + b"\n"


def _failure(name: str | int, message: str, kind: str, job: Job, task: Task) -> Outcome:
    found = {"id": name, "error": message, "kind": kind}
    return Outcome(b"" if task.csv else msgspec.json.encode(found) + b"\n", True, job.size)


_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# --- worker processes -------------------------------------------------------------------------------------------

_worker: dict[str, object] = {}  # a worker's own task and reader; processes share nothing


def _start_worker(task: Task) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then stops the workers
    _worker["task"], _worker["reader"] = task, task.make_reader(task.settings)


def _work(job: Job) -> Outcome:
    return read_job(job, _worker["task"], _worker["reader"])  # type: ignore[arg-type]


def _pool(task: Task, workers: int) -> ProcessPoolExecutor:
    # spawn: the parent may run a progress thread, and forking a process with threads can lock up
    return ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (task,))


def _read_with_workers(jobs: Iterator[Job], task: Task, workers: int) -> Iterator[Outcome]:
    pool = _pool(task, workers)
    under_way: deque[tuple[Job, Future[Outcome]]] = deque()
    try:
        for job in jobs:
            under_way.append((job, _submit(pool, job)))
            if len(under_way) >= workers * LOOK_AHEAD:
                pool, outcome = _next(under_way, pool, task, workers)
                yield outcome
        while under_way:
            pool, outcome = _next(under_way, pool, task, workers)
            yield outcome
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _next(
    under_way: deque[tuple[Job, "Future[Outcome]"]], pool: ProcessPoolExecutor, task: Task, workers: int
) -> tuple[ProcessPoolExecutor, Outcome]:
    job, future = under_way.popleft()
    try:
        return pool, future.result()
    except BrokenProcessPool:
        # A worker died (out of memory, a crash in a library). Nobody knows over which report: read this one alone.
        pool.shutdown(wait=False, cancel_futures=True)
        outcome = _read_alone(job, task)
        pool = _pool(task, workers)
        waiting = [(j, f if _is_read(f) else _submit(pool, j)) for j, f in under_way]
        under_way.clear()
        under_way.extend(waiting)
        return pool, outcome


def _submit(pool: ProcessPoolExecutor, job: Job) -> "Future[Outcome]":
    try:
        return pool.submit(_work, job)
    except BrokenProcessPool as error:  # a worker has died since; told when this line's turn comes
        future: Future[Outcome] = Future()
        future.set_exception(error)
        return future


def _is_read(future: "Future[Outcome]") -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _read_alone(job: Job, task: Task) -> Outcome:
    pool = _pool(task, 1)
    try:
        return pool.submit(_work, job).result()
    except BrokenProcessPool:
        message = "the process that read this report died, perhaps for lack of memory; read it alone to see"
        return _failure(_id_of(job), message, "crashed", job, task)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
