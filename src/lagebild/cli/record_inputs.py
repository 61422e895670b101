"""What the user named → records: JSON, JSON Lines, or reports that are read first."""

import codecs
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import BinaryIO

from lagebild.cli.batch import Reads
from lagebild.cli.exits import complain, located, our_fault
from lagebild.cli.inputs import READABLE, STDIN, Given, acquire, apply_given, find_inputs, is_address
from lagebild.cli.progress import progress
from lagebild.errors import DataError, InputError, NotFoundError, TooLargeError, UsageError
from lagebild.exports.records import decode_record
from lagebild.record import Page
from lagebild.settings import Settings
from lagebild.view.contract import ReportObject, to_object

RECORDS = (".json", ".jsonl", ".ndjson")
# Bytes of a record for each character of its text: on the twelve development reports 12 on one line and 22 indented.
TIMES_THE_TEXT = 40
MOST_BLANK_LINES = 1000  # before it is decided whether standard input holds records or a report


class RecordInputs:
    """Yields the records of all inputs; what cannot be read is told on stderr and counted, and the next goes on."""

    def __init__(
        self, settings: Settings, given: Given, make_reader: Callable[[Settings], Reads], debug: bool = False
    ) -> None:
        self.settings, self.given, self.debug = settings, given, debug
        self.records = self.failed = 0
        self._make_reader = make_reader
        self._reader: Reads | None = None
        self._longest = settings.max_characters * TIMES_THE_TEXT

    def read(self, sources: list[str]) -> Iterator[ReportObject]:
        """The records of these inputs, in order."""
        for source in find_inputs(sources, READABLE + RECORDS):
            with ExitStack() as stack:
                try:
                    stream = _open(source, stack)
                except InputError as error:
                    self._complain(located(source, error))
                    continue
                if stream is None:
                    yield from self._read_report(source, partial(acquire, source, self.settings, self.given))
                else:
                    yield from self._read_stream(stream, source)

    def stored(self, records: Iterable[bytes]) -> Iterator[ReportObject]:
        """The records of a store, each as JSON."""
        for number, data in enumerate(records, start=1):
            try:
                record = decode_record(data, f"the store, report {number}")
            except InputError as error:
                self._complain(str(error))
            else:
                self.records += 1
                yield record

    def _read_stream(self, stream: BinaryIO, source: str) -> Iterator[ReportObject]:
        where = "standard input" if source == STDIN else source
        before, first = 0, stream.readline(self._longest + 1)
        if source == STDIN:
            blank: list[bytes] = []
            while first and not first.strip() and len(blank) < MOST_BLANK_LINES:
                blank.append(first)
                first = stream.readline(self._longest + 1)
            before = len(blank)
            if not first.lstrip(codecs.BOM_UTF8 + b" \t").startswith(b"{"):
                data = b"".join(blank) + first
                data += stream.read(max(self.settings.max_bytes + 1 - len(data), 0))
                yield from self._read_report(source, lambda: self._page(data))
                return
        with progress(stream) as advance:
            for number, found, size in _objects(first, stream, self._longest):
                place = f"{where}, line {before + number}"
                try:
                    if found is None:
                        raise TooLargeError(f"{place}: larger than {self._longest:,} bytes; raise max_characters")
                    record = decode_record(found, place)
                except InputError as error:
                    self._complain(str(error))
                    advance(size, True)
                else:
                    self.records += 1
                    advance(size, False)
                    yield record

    def _page(self, data: bytes) -> Page:
        # Imported here: the HTML machinery takes a tenth of a second, and records need none of it.
        from lagebild.fetch.files import read_bytes

        if len(data) > self.settings.max_bytes:
            raise TooLargeError(f"standard input: larger than the limit of {self.settings.max_bytes:,} bytes")
        return apply_given(read_bytes(data, "stdin", where="standard input"), self.given)

    def _read_report(self, source: str, get_page: Callable[[], Page]) -> Iterator[ReportObject]:
        try:
            page = get_page()
            self._reader = self._reader or self._make_reader(self.settings)
            report = self._reader.read(page, self.given.language)
            record = to_object(report, self._reader.made_by(report))
        except InputError as error:
            self._complain(located(source, error))
        except DataError:
            raise  # a pack or the code book is wrong: no report can be read
        except Exception as error:  # a fault of ours in one report must not stop the others
            self._complain(f"{source}: {our_fault(error, self.debug)}")
        else:
            self.records += 1
            yield record

    def _complain(self, message: str) -> None:
        self.failed += 1
        complain(message)


def _open(source: str, stack: ExitStack) -> BinaryIO | None:
    """The stream of records; None where the input is a report to be read."""
    if source == STDIN:
        return sys.stdin.buffer
    if is_address(source) or not source.lower().endswith(RECORDS):
        return None
    try:
        return stack.enter_context(Path(source).open("rb"))
    except FileNotFoundError as error:
        raise NotFoundError(f"{source}: no such file; check the path") from error
    except OSError as error:
        raise NotFoundError(f"{source}: cannot be opened ({error.strerror}); check the path") from error


def _objects(first: bytes, stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None, int]]:
    """Each JSON object, on a line or indented as by `-f json`: the number of its first line, its bytes, and how many.

    None in the place of the bytes of an object that is larger than the limit.
    """
    number, start, size = 0, 0, 0
    pieces: list[bytes] | None = None
    line = first
    while line:
        number += 1
        if pieces is not None:
            size += len(line)
            if size <= limit:
                pieces.append(line)
            if line.rstrip() == b"}":
                yield start, b"".join(pieces) if size <= limit else None, size
                pieces = None
        elif line.strip().lstrip(codecs.BOM_UTF8) == b"{":
            start, pieces, size = number, [line], len(line)
        elif line.strip():
            size, whole = len(line), line.endswith(b"\n") or len(line) <= limit
            rest = line
            while not rest.endswith(b"\n") and (rest := stream.readline(limit)):
                size += len(rest)
            yield number, line if whole else None, size
        line = stream.readline(limit + 1)
    if pieces is not None:
        yield start, b"".join(pieces), size


def refuse_terminal(binary: bool, output: str | None) -> None:
    """A binary format does not go to a terminal."""
    if binary and output is None and sys.stdout.isatty():
        raise UsageError("this format is binary and would garble the terminal; name a file with --out")
