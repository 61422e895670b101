"""Reports → the output in one of the formats."""

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

import msgspec

from lagebild.cli.exits import complain
from lagebild.errors import UsageError
from lagebild.knowledge.data import Folder, package_folder
from lagebild.knowledge.ontology import Ontology, load_ontology
from lagebild.knowledge.view_words import ViewWords, load_view_words
from lagebild.record import Report
from lagebild.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_WIDTH = 100  # columns where the output is no terminal and COLUMNS is not set


class Format(StrEnum):
    """What the output looks like."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"


class Writer(Protocol):
    """Takes reports one by one and, at the end, writes what is left."""

    def add(self, report: Report) -> None: ...

    def close(self) -> None: ...


MadeBy = Callable[[Report], Mapping[str, object]]


def write_json(found: object) -> None:
    """Print plain data or Structs as JSON for a person to read, too."""
    with open_output(None) as output:
        output.write(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")


def languages_folder(settings: Settings) -> Folder:
    """Where the language packs are."""
    return Path(settings.languages) if settings.languages else package_folder("languages")


def ontology_of(settings: Settings) -> Ontology:
    """The code book in use."""
    return load_ontology(Path(settings.ontology) if settings.ontology else package_folder("ontology"))


def words_of(settings: Settings) -> Callable[[str], ViewWords]:
    """The words of a view by language, each read once."""
    return cache(lambda language: load_view_words(languages_folder(settings).joinpath(language, "view")))


@contextmanager
def open_output(path: str | None) -> Iterator[BinaryIO]:
    """Standard output, or the file; a file that cannot be written is wrong usage."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with ExitStack() as stack:
        try:
            file = stack.enter_context(Path(path).open("wb"))
        except OSError as error:
            raise UsageError(f"--output {path}: cannot be written ({error.strerror}); choose another place") from error
        yield file


def make_writer(
    output_format: Format, output: BinaryIO, settings: Settings, made_by: MadeBy, highlight: bool = False
) -> Writer:
    """The writer of a format."""
    if output_format is Format.text:
        return TextWriter(output, settings, highlight)
    if output_format is Format.html:
        return PageWriter(output, settings, made_by)
    if output_format is Format.csv:
        return CsvWriter(output, made_by)
    return JsonWriter(output, made_by, indent=2 if output_format is Format.json else None)


class JsonWriter:
    """One `lagebild.report/1` object per report, indented or on one line."""

    def __init__(self, output: BinaryIO, made_by: MadeBy, indent: int | None) -> None:
        self.output, self.made_by, self.indent = output, made_by, indent

    def add(self, report: Report) -> None:
        from lagebild.view.contract import to_object

        data = msgspec.json.encode(to_object(report, self.made_by(report)))
        self.output.write((msgspec.json.format(data, indent=self.indent) if self.indent else data) + b"\n")

    def close(self) -> None:
        self.output.flush()


class CsvWriter:
    """One row per event, under one header."""

    def __init__(self, output: BinaryIO, made_by: MadeBy) -> None:
        from lagebild.exports.csv_table import to_csv

        self.output, self.made_by, self.to_csv = output, made_by, to_csv
        output.write(b"".join(to_csv(())))

    def add(self, report: Report) -> None:
        from lagebild.view.contract import to_object

        record = to_object(report, self.made_by(report))
        self.output.write(b"".join(self.to_csv((record,), header=False)))

    def close(self) -> None:
        self.output.flush()


class PageWriter:
    """One HTML page with all reports."""

    def __init__(self, output: BinaryIO, settings: Settings, made_by: MadeBy) -> None:
        self.output, self.settings, self.made_by = output, settings, made_by
        self.reports: list[Report] = []

    def add(self, report: Report) -> None:
        self.reports.append(report)

    def close(self) -> None:
        if not self.reports:
            return
        from lagebild.view.page import to_page

        words = {language: words_of(self.settings)(language) for language in {r.language for r in self.reports}}
        page = to_page(self.reports, words, ontology_of(self.settings), self.made_by(self.reports[0]))
        self.output.write(page.encode())


class TextWriter:
    """The situation for a person; coloured on a terminal, plain elsewhere."""

    def __init__(self, output: BinaryIO, settings: Settings, highlight: bool) -> None:
        self.output, self.words, self.highlight = output, words_of(settings), highlight
        self.ontology = ontology_of(settings)
        self.first = True

    def add(self, report: Report) -> None:
        from lagebild.view.highlight import show_text
        from lagebild.view.terminal import show

        words = self.words(report.language)
        with console_for(self.output) as console:
            if not self.first:
                console.print("\n")
            show(report, console, words, self.ontology)
            if self.highlight:
                show_text(report, console, words)
        self.first = False

    def close(self) -> None:
        self.output.flush()


@contextmanager
def console_for(output: BinaryIO) -> Iterator["Console"]:
    """A console on the terminal, or one whose plain text goes to the output without trailing spaces."""
    from rich.console import Console

    if output is sys.stdout.buffer and sys.stdout.isatty():
        yield Console(highlight=False, emoji=False, markup=False)
        return
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isascii() and columns.isdigit() and int(columns) > 0 else PLAIN_WIDTH
    text = io.StringIO()
    yield Console(file=text, width=width, color_system=None, highlight=False, emoji=False, markup=False)
    output.write("".join(line.rstrip() + "\n" for line in text.getvalue().split("\n")[:-1]).encode())
    output.flush()


def count_failures(reports: int, failed: int) -> None:
    """Say how many inputs could not be read, where some could."""
    if failed and reports + failed > 1:
        complain(f"{failed} of {reports + failed} inputs could not be read")
