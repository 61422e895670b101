"""`lagebild read`: one report each, or JSON Lines in batch."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from lagebild.cli.batch import Reads, Task, read_lines
from lagebild.cli.exits import SOME_FAILED, complain, exits, located, our_fault
from lagebild.cli.inputs import STDIN, Given, acquire, check_given, find_inputs
from lagebild.cli.progress import progress
from lagebild.cli.writers import Format, count_failures, make_writer, open_output
from lagebild.errors import DataError, InputError, NotFoundError, UsageError
from lagebild.settings import Settings, load_settings

HELP = """Read news reports: what happened, to whom, where and when, and who says so.

[bold]Examples[/bold]

  lagebild read report.txt                 the situation, in the terminal
  lagebild read report.html --highlight    and the text with all marks in it
  lagebild read https://example.org/a/1    fetch one page and read it
  xclip -o | lagebild read - --lang de     pasted text
  lagebild read *.txt -f csv -o events.csv
  lagebild read report.txt -f html -o report.html
  lagebild read --jsonl in.jsonl --workers 4 > out.jsonl

[bold]In batch[/bold] (--jsonl) each line of input is a JSON object with text or html, and if known id, url, title, \
publisher, published (or date), language (or lang). Each line of output is one lagebild.report/1 object, in the same \
order. A line that cannot be read gives {"id", "error", "kind"} in its place, and the next one goes on.

[bold]Exit status[/bold]: 0 all read, 1 some inputs failed and the rest is out, 2 wrong usage.
"""


def read(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|URL|-", help="Files, directories or addresses; - is standard input."),
    ] = None,
    output_format: Annotated[
        Format | None, typer.Option("--format", "-f", help="Default: text, in batch jsonl.")
    ] = None,
    highlight: Annotated[
        bool, typer.Option("--highlight", help="Show the text too, with everything found marked.")
    ] = False,
    lang: Annotated[str | None, typer.Option(help="Language of the report (de, en); otherwise it is detected.")] = None,
    published: Annotated[
        str | None, typer.Option(help="Publication date, as 2024-03-05; “on Tuesday” is resolved against it.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(help="Where the report was found; kept in the record, not fetched.")
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, not to the terminal.")
    ] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Batch: JSON Lines from a file or standard input.")] = False,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes that read, in batch.")] = 1,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        given = check_given(lang, published, url)
        settings = load_settings()
        if jsonl:
            failed = _read_batch(
                sources or [STDIN], _batch_format(output_format, highlight), settings, given, output, workers, debug
            )
        elif workers != 1:
            raise UsageError("--workers belongs to batch reading; add --jsonl")
        else:
            failed = _read_each(sources or [], output_format or Format.text, settings, given, output, highlight, debug)
    if failed:
        raise typer.Exit(SOME_FAILED)


def make_reader(settings: Settings) -> Reads:
    """The reader that the app builds; imported here because models and libraries take seconds to load."""
    import gc

    gc.disable()  # what is imported stays
    try:
        from lagebild.app import Reader
    finally:
        gc.enable()

    return Reader(settings, after_loading=gc.freeze)


def _batch_format(output_format: Format | None, highlight: bool) -> Format:
    if output_format not in (None, Format.jsonl, Format.csv):
        raise UsageError(f"--format {output_format}: in batch the output is jsonl or csv")
    if highlight:
        raise UsageError("--highlight shows a report to a person; it does not go with --jsonl")
    return output_format or Format.jsonl


def _read_batch(
    sources: list[str],
    output_format: Format,
    settings: Settings,
    given: Given,
    output: str | None,
    workers: int,
    debug: bool,
) -> int:
    if len(sources) > 1:
        raise UsageError(
            "--jsonl reads one file or standard input; join several with: cat a.jsonl b.jsonl | lagebild read --jsonl"
        )
    path = sources[0]
    refuse_overwriting([path], output)
    task = Task(settings, given, output_format is Format.csv, make_reader, debug)
    reports = failed = 0
    with _open_lines(path) as stream, open_output(output) as out, progress(stream) as advance:
        if task.csv:
            from lagebild.exports.csv_table import to_csv

            out.write(b"".join(to_csv(())))
        for outcome in read_lines(stream, task, workers):
            out.write(outcome.output)
            out.flush()
            reports += not outcome.failed
            failed += outcome.failed
            advance(outcome.size, outcome.failed)
    if failed:
        where = "left out" if task.csv else "their errors stand in their places"
        complain(f"{failed} of {reports + failed} lines could not be read; {where}")
    return failed


def refuse_overwriting(inputs: list[str], output: str | None) -> None:
    """Opening an output empties it: an input named as output would be lost before it is read."""
    if output is None or not Path(output).exists():
        return
    if any(name != STDIN and Path(name).exists() and Path(name).samefile(output) for name in inputs):
        raise UsageError(f"--output {output}: that is the input; choose another file")


@contextmanager
def _open_lines(path: str) -> Iterator[BinaryIO]:
    with ExitStack() as stack:
        try:
            stream = sys.stdin.buffer if path == STDIN else stack.enter_context(Path(path).open("rb"))
        except OSError as error:
            raise NotFoundError(f"{path}: cannot be opened ({error.strerror}); check the path") from error
        yield stream


def _read_each(
    sources: list[str],
    output_format: Format,
    settings: Settings,
    given: Given,
    output: str | None,
    highlight: bool,
    debug: bool,
) -> int:
    if highlight and output_format is not Format.text:
        raise UsageError("--highlight goes with --format text; the HTML page is always marked")
    inputs = find_inputs(sources)
    if given.url and len(inputs) > 1:
        raise UsageError("--url belongs to one report; in batch give each line its own")
    refuse_overwriting(inputs, output)
    reader: Reads | None = None
    reports = failed = 0
    with open_output(output) as out:
        writer = make_writer(
            output_format, out, settings, lambda report: reader.made_by(report) if reader else {}, highlight
        )
        for source in inputs:
            try:
                page = acquire(source, settings, given)
                reader = reader or make_reader(settings)
                report = reader.read(page, given.language)
            except InputError as error:
                complain(located(source, error))
                failed += 1
            except DataError:
                raise  # a pack or the code book is wrong: no report can be read
            except Exception as error:  # a fault of ours in one report must not stop the others
                complain(f"{source}: {our_fault(error, debug)}")
                failed += 1
            else:
                writer.add(report)
                reports += 1
        writer.close()
    count_failures(reports, failed)
    return failed
