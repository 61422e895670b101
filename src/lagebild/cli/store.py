"""`lagebild store`: what is in the store, is it whole, copies of it, and what could not be read."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from lagebild.cli.exits import SOME_FAILED, exits
from lagebild.cli.progress import steps
from lagebild.cli.stores import StoreOption, opened, place_of
from lagebild.cli.writers import console_for, open_output, write_json
from lagebild.errors import UsageError
from lagebild.settings import load_settings

if TYPE_CHECKING:
    from lagebild.store.reports import StoredReport
    from lagebild.store.search import Piece

store = typer.Typer(
    name="store",
    help="""Look after the store: contents, search, integrity, backup, quarantine.

The store is an SQLite file or a PostgreSQL database; the setting `store` or --store says which.

[bold]Examples[/bold]

  lagebild store info                       how much is in it
  lagebild store search 'ferry "oil price"' reports with these words
  lagebild store check                      is everything whole
  lagebild store backup saved.db            a copy, also while others write
  lagebild store restore saved.db --store postgresql://user@host/name
  lagebild store quarantine                 what could not be read, and why
  lagebild store verdicts                   what people judged of events
""",
    short_help="Look after the store: search, check, backup.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


class Shape(StrEnum):
    """What the output looks like."""

    text = "text"
    json = "json"


FormatOption = Annotated[Shape, typer.Option("--format", "-f", help="text for a person, json for a program.")]
DebugOption = Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")]


@store.command(help="Show how much is in the store, and how large it is: lagebild store info -f json")
def info(store: StoreOption = None, format: FormatOption = Shape.text, debug: DebugOption = False) -> None:
    with exits(debug):
        from lagebild.store.care import inform

        with opened(load_settings(), store) as there:
            found = inform(there)
        if format is Shape.json:
            write_json(found)
            return
        reports = found.counts["reports"]
        lines = [
            ("Store", f"{found.place} ({found.kind}, schema {found.schema})"),
            ("Size", f"{found.bytes:,} bytes" + (f", {found.bytes // reports:,} a report" if reports else "")),
            ("Reports", ", ".join([f"{reports:,}", *(f"{n:,} {code}" for code, n in found.languages.items())])),
            ("Published", f"{found.first_published or '?'} to {found.last_published or '?'}"),
            ("Last added", found.last_added or "never"),
        ]
        shown = ("claims", "judgements", "happenings", "stories", "watches", "alerts", "quarantine")
        lines += [(name.capitalize(), f"{found.counts[name]:,}") for name in shown]
        _write("\n".join(f"{name:<12}{value}" for name, value in lines).encode())


@store.command(
    help="""Find reports by their words: title, lead, text and captions.

All words must occur, as they are written but for case and accents.

[bold]Examples[/bold]

  lagebild store search ferry oslo           both words
  lagebild store search '"oil price"'        words in a row
  lagebild store search 'minist*' -- -sport  beginning of a word; without a word
  lagebild store search ferry --best         best first, not newest
"""
)
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='word, "words in a row", begin*, -without.')],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many reports at most.")] = 10,
    best: Annotated[bool, typer.Option("--best", help="Best match first; otherwise the last to come.")] = False,
    lang: Annotated[str | None, typer.Option(help="Only reports in this language.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Only reports of this publisher.")] = None,
    since: Annotated[str | None, typer.Option(help="Published on this day or later: 2024-03-05.")] = None,
    until: Annotated[str | None, typer.Option(help="Published on this day or earlier.")] = None,
    store: StoreOption = None,
    format: FormatOption = Shape.text,
    debug: DebugOption = False,
) -> None:
    with exits(debug):
        from lagebild.store.search import Filters, snippet

        text = " ".join(words)
        with opened(load_settings(), store) as there:
            found = there.reports.find(text, Filters(lang, publisher, since, until), limit, best)
            hits = [(report, snippet(there.reports.text(report.id), text)) for report, _ in found]
        if format is Shape.json:
            rows = [{**msgspec.to_builtins(r), "snippet": "".join(p.text for p in pieces)} for r, pieces in hits]
            write_json(rows)
        else:
            _show(hits)


@store.command(
    help="""Check that everything in the store is whole: the database, every record, the index.

Exit status 1 where something is damaged: restore a backup.
"""
)
def check(store: StoreOption = None, debug: DebugOption = False) -> None:
    with exits(debug):
        from lagebild.store.care import check as find_faults

        with opened(load_settings(), store) as there:
            count = there.reports.count()
            with steps(count, "reports") as step:
                faults = find_faults(there, step)
        told = "\n".join(faults) if faults else f"{count:,} reports: all whole"
        _write(told.encode())
    if faults:
        raise typer.Exit(SOME_FAILED)


@store.command(
    help="""Copy the store into a new SQLite file, also while others write.

[bold]Example[/bold]

  lagebild store backup saved.db

A store in PostgreSQL is copied into such a file too, so that it can be taken elsewhere.
"""
)
def backup(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The new file.")],
    store: StoreOption = None,
    debug: DebugOption = False,
) -> None:
    with exits(debug):
        from lagebild.store.care import backup as copy

        with opened(load_settings(), store) as there:
            copy(there, path)
            _write(f"{there.reports.count():,} reports in {path}, {path.stat().st_size:,} bytes".encode())


@store.command(
    help="""Fill a new store from a backup; also from SQLite into PostgreSQL.

[bold]Example[/bold]

  lagebild store restore saved.db --store postgresql://user@host/name
"""
)
def restore(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="What `lagebild store backup` wrote.")],
    store: StoreOption = None,
    debug: DebugOption = False,
) -> None:
    with exits(debug):
        from lagebild.store.care import restore as fill

        count = fill(place_of(load_settings(), store), path)
        _write(f"{count:,} reports restored".encode())


@store.command(
    help="""List what could not be read, and why.

[bold]Examples[/bold]

  lagebild store quarantine --kind fetch
  lagebild store quarantine --forget 3 --forget 5

Try it again with: lagebild ingest --retry
"""
)
def quarantine(
    kind: Annotated[str | None, typer.Option(help="Only this kind of failure.")] = None,
    forget: Annotated[list[int] | None, typer.Option(help="Take this number off the list for good.")] = None,
    store: StoreOption = None,
    format: FormatOption = Shape.text,
    debug: DebugOption = False,
) -> None:
    with exits(debug):
        with opened(load_settings(), store) as there:
            if forget:
                gone = there.quarantine.forget(forget)
                if gone < len(set(forget)):
                    raise UsageError(f"{gone:,} taken off; the other numbers are not on the list")
            found = there.quarantine.each(kind)
        if format is Shape.json:
            write_json(found)
            return
        lines = []
        for bad in found:
            tries = f"{bad.tries} tries" if bad.tries > 1 else "1 try"
            lines += [
                f"{bad.number:>5}  {bad.kind}: {bad.name}",
                f"       {bad.reason}",
                f"       {tries}, last {bad.last_tried}",
            ]
        _write("\n".join(lines or ["nothing in quarantine"]).encode())


@store.command(
    help="""Write what people judged of events, or take it over from another store.

[bold]Examples[/bold]

  lagebild store verdicts > judged.jsonl                  all judgements, oldest first, a line of JSON each
  lagebild store verdicts --take judged.jsonl --store new.db

The second is for a store that a later version of Lagebild read anew from the same reports: an event that is read \
otherwise now is known again by its sentence and words, and stays rejected or corrected. What was taken over before is \
not doubled. Exit status 1 where the event of some judgement is not in the store.
""",
    short_help="Write what people judged, or take it over.",
)
def verdicts(
    take: Annotated[Path | None, typer.Option("--take", metavar="FILE", help="Judgements to take over.")] = None,
    store: StoreOption = None,
    debug: DebugOption = False,
) -> None:
    with exits(debug):
        with opened(load_settings(), store) as there:
            if take is None:
                for verdict in there.verdicts.each():
                    _write(msgspec.json.encode(verdict))
                return
            from lagebild.cli.verdict_files import read_verdicts
            from lagebild.situation.rejudging import take_over

            taken = take_over(there, read_verdicts(take))
        lines = [f"{taken.kept:,} judgements taken over, {taken.there:,} were there already"]
        lines += [f"not there: {verdict.claim} ({verdict.verdict} by {verdict.author})" for verdict in taken.lost]
        _write("\n".join(lines).encode())
    if taken.lost:
        raise typer.Exit(SOME_FAILED)


def _show(hits: "list[tuple[StoredReport, tuple[Piece, ...]]]") -> None:
    from rich.padding import Padding
    from rich.text import Text

    with open_output(None) as output, console_for(output) as console:
        if not hits:
            console.print("no report with these words")
        for report, pieces in hits:
            version = f", version {report.version}" if report.version > 1 else ""
            about = ", ".join(part for part in (report.publisher, (report.published or "")[:10]) if part)
            head = Text(report.title or report.name, style="bold")
            console.print(head)
            console.print(Text(f"{about or report.source}{version}  {report.id[:12]}", style="dim"))
            body = Text("… ").join([Text()])
            for piece in pieces:
                body.append(piece.text, style="bold yellow" if piece.match else "")
            console.print(Padding(body, (0, 0, 1, 2)))


def _write(data: bytes) -> None:
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()
