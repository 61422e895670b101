"""`lagebild watch`: rules that stand, and the alerts that they give."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, BinaryIO

import msgspec
import typer

from lagebild.cli.exits import SOME_FAILED, complain, exits
from lagebild.cli.inputs import check_given
from lagebild.cli.read import make_reader
from lagebild.cli.record_inputs import RecordInputs
from lagebild.cli.stores import StoreOption, opened
from lagebild.cli.watch_files import load_watch_file
from lagebild.cli.writers import count_failures, open_output
from lagebild.errors import DataError, SinkError
from lagebild.settings import Settings, load_settings
from lagebild.watches.dry_run import PastReport, dry_run
from lagebild.watches.in_words import describe

if TYPE_CHECKING:
    from lagebild.sinks.build import Sink
    from lagebild.watches.dry_run import Group
    from lagebild.watches.model import Alert
    from lagebild.watches.rule_file import WatchFile

HELP = """Rules that stand over what is read, and the alerts that they give.

A file of rules is TOML; docs/watches.md tells how to write one:

  \\[watch.arms]
  types = \\["AID", "COOPERATE"]
  contexts = \\["military"]
  between = \\["RUS", "PRK"]
  sources = 2

[bold]Examples[/bold]

  lagebild watch check rules.toml     is it right, how is it understood?
  lagebild watch try rules.toml       what would it have told of the store?
  lagebild watch try rules.toml records.jsonl    and of these?
  lagebild watch add rules.toml       let it stand over the store
  lagebild watch list                 what stands, and what it has told
  lagebild watch run                  tell what is due since the last run
  lagebild watch run --every 5        the same every five minutes
"""
CHECK_HELP = """Check a file of rules and say in words how each is understood.

All that is wrong is told, a line each, with file, rule and field, and what may have been meant.

[bold]Examples[/bold]

  lagebild watch check rules.toml
  lagebild watch check rules.toml --json

[bold]Exit status[/bold]: 0 all right, 2 something is wrong.
"""
TRY_HELP = """Try rules on reports of the past and show the alerts, in the order in which they would have come.

Without PATH, on the reports of the store, brought together as they are judged today. Otherwise on what `lagebild read \
--format jsonl` prints, or on reports, as `lagebild export` does; there claims are one happening where type, parties \
and day are the same, and sources are independent where they have different names. Nothing is sent without --send.

[bold]Examples[/bold]

  lagebild watch try rules.toml
  lagebild watch try rules.toml records.jsonl -f jsonl -o alerts.jsonl
  lagebild watch try rules.toml records.jsonl --send     to the sinks that the rules name

[bold]Exit status[/bold]: 0 all done, 1 some inputs or deliveries failed, 2 something is wrong with the rules.
"""

watch = typer.Typer(
    name="watch",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


class AlertFormat(StrEnum):
    """What alerts look like."""

    text = "text"
    jsonl = "jsonl"


@watch.callback(help=HELP, short_help="Standing rules and their alerts.")
def group() -> None:
    """Carry the help of the group."""


@watch.command(help=CHECK_HELP, short_help="Check a file of rules.")
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of rules in TOML.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a watch in place of the text.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        settings = load_settings()
        found = load_watch_file(file, settings)
        check_sinks(found, file, settings)
        for one in found.watches:
            if as_json:
                understood = {"watch": one.name, "understood": describe(one), "rule": msgspec.to_builtins(one.rule)}
                print(msgspec.json.encode(understood).decode())
            else:
                print(f"{one.name}: {describe(one)} → {', '.join(one.rule.sinks) or 'terminal'}")


@watch.command("try", help=TRY_HELP, short_help="What would rules have told of the past?")
def try_on_past(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of rules in TOML.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|URL|-", help="Records or reports; - is standard input, nothing the store."),
    ] = None,
    output_format: Annotated[AlertFormat, typer.Option("--format", "-f", help="text or jsonl.")] = AlertFormat.text,
    output: Annotated[
        str | None, typer.Option("--out", "--output", "-o", metavar="FILE", help="Write here, not to the terminal.")
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="Hand the alerts to the sinks that the rules name too.")] = False,
    lang: Annotated[str | None, typer.Option(help="Language of reports to be read (de, en).")] = None,
    store: StoreOption = None,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    failed = 0
    with exits(debug):
        settings = load_settings()
        found = load_watch_file(file, settings)
        sinks = build_sinks(found, file, settings, os.environ) if send else {}
        inputs = RecordInputs(settings, check_given(lang, None, None), make_reader, debug)
        of = {one.name: one.rule.sinks for one in found.watches}
        with open_output(output) as out, _past(sources or [], inputs, settings, store) as (reports, group):
            for alert in dry_run(found.watches, reports, group):
                write_alert(alert, output_format, out)
                failed += _deliver(alert, {name: sinks[name] for name in of[alert.watch] if name in sinks})
        if sources:
            count_failures(inputs.records, inputs.failed)
        failed += inputs.failed
    if failed:
        raise typer.Exit(SOME_FAILED)


@contextmanager
def _past(
    sources: list[str], inputs: RecordInputs, settings: Settings, store: str | None
) -> "Iterator[tuple[Iterable[PastReport], Group]]":
    """The reports that rules are tried on, and how their claims are gathered."""
    if not sources:
        from lagebild.situation.watching import Past

        with opened(settings, store) as there:
            past = Past(there)
            yield past.reports(), past.add
        return
    from lagebild.exports.claims import claims_of_record
    from lagebild.watches.plain_grouping import PlainGrouping

    records = inputs.read(sources)
    yield (
        (PastReport(r.id, r.url, r.published, partial(tuple, claims_of_record(r))) for r in records),
        PlainGrouping().add,
    )


def write_alert(alert: "Alert", output_format: AlertFormat, out: BinaryIO) -> None:
    """One alert as a line of JSON, or as text with a line left free."""
    from lagebild.sinks.alert_text import lines_of

    if output_format is AlertFormat.jsonl:
        out.write(msgspec.json.encode(alert) + b"\n")
    else:
        out.write(("\n".join(lines_of(alert)) + "\n\n").encode())


def _deliver(alert: "Alert", sinks: "dict[str, Sink]") -> int:
    """Hand an alert to its sinks; how many failed. One that fails does not stop the others."""
    failed = 0
    for name, sink in sinks.items():
        try:
            sink.send(alert)
        except SinkError as error:
            complain(f"sink {name}: {error}")
            failed += 1
    return failed


def check_sinks(found: "WatchFile", file: str, settings: Settings) -> None:
    """Refuse sinks that are wrong; a secret that is not set is only told, for the rules may run elsewhere."""
    from lagebild.sinks.build import find_missing_secrets

    missing = [variable for given in found.sinks.values() for variable in find_missing_secrets(given, os.environ)]
    for variable in dict.fromkeys(missing):
        complain(f"{file}: note: the environment variable {variable} is not set here; alerts need it to be sent")
    build_sinks(found, file, settings, os.environ | dict.fromkeys(missing, "x" * 32))


def build_sinks(found: "WatchFile", file: str, settings: Settings, environment: Mapping[str, str]) -> "dict[str, Sink]":
    """The sinks of a file by name; DataError names the file and field where one cannot be built."""
    from lagebild.sinks.build import build_sink

    try:
        return {
            name: build_sink(name, given, environment, sys.stdout, settings.user_agent)
            for name, given in found.sinks.items()
        }
    except (DataError, SinkError) as error:
        raise DataError(f"{file}: {error}") from error
