"""`lagebild watch`: rules that stand, and the alerts that they give."""

import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from lagebild.cli.exits import SOME_FAILED, complain, exits
from lagebild.cli.inputs import check_given
from lagebild.cli.read import make_reader
from lagebild.cli.record_inputs import RecordInputs
from lagebild.cli.watch_files import load_watch_file
from lagebild.cli.writers import count_failures, open_output
from lagebild.errors import DataError, SinkError
from lagebild.settings import Settings, load_settings
from lagebild.watches.in_words import describe

if TYPE_CHECKING:
    from lagebild.sinks.build import Sink
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

  lagebild watch check rules.toml                  is it right, and how is it understood?
  lagebild watch run rules.toml records.jsonl      what would it have told of these reports?
  lagebild watch run rules.toml records.jsonl -f jsonl
"""
CHECK_HELP = """Check a file of rules and say in words how each is understood.

All that is wrong is told, a line each, with file, rule and field, and what may have been meant.

[bold]Examples[/bold]

  lagebild watch check rules.toml
  lagebild watch check rules.toml --json

[bold]Exit status[/bold]: 0 all right, 2 something is wrong.
"""
RUN_HELP = """Run rules over reports of the past and show the alerts, in the order in which they would have come.

Reads what `lagebild read --format jsonl` prints, or reports, as `lagebild export` does. Nothing is sent unless --send \
is given. Without a store, claims are one happening where type, parties and day are the same, and sources are \
independent where they have different names.

[bold]Examples[/bold]

  lagebild watch run rules.toml records.jsonl
  lagebild watch run rules.toml records.jsonl -f jsonl -o alerts.jsonl
  lagebild watch run rules.toml records.jsonl --send     to the sinks that the rules name

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
        _check_sinks(found, file, settings)
        for one in found.watches:
            if as_json:
                understood = {"watch": one.name, "understood": describe(one), "rule": msgspec.to_builtins(one.rule)}
                print(msgspec.json.encode(understood).decode())
            else:
                print(f"{one.name}: {describe(one)} → {', '.join(one.rule.sinks) or 'terminal'}")


@watch.command(help=RUN_HELP, short_help="Run rules over reports of the past.")
def run(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of rules in TOML.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|URL|-", help="Records or reports; - and nothing are standard input."),
    ] = None,
    output_format: Annotated[AlertFormat, typer.Option("--format", "-f", help="text or jsonl.")] = AlertFormat.text,
    output: Annotated[
        str | None, typer.Option("--out", "--output", "-o", metavar="FILE", help="Write here, not to the terminal.")
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="Hand the alerts to the sinks that the rules name too.")] = False,
    lang: Annotated[str | None, typer.Option(help="Language of reports to be read (de, en).")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    failed = 0
    with exits(debug):
        settings = load_settings()
        found = load_watch_file(file, settings)
        sinks = _build_sinks(found, file, settings, os.environ) if send else {}
        inputs = RecordInputs(settings, check_given(lang, None, None), make_reader, debug)
        from lagebild.exports.claims import claims_of_record
        from lagebild.sinks.alert_text import lines_of
        from lagebild.watches.dry_run import PastReport, dry_run
        from lagebild.watches.plain_grouping import PlainGrouping

        reports = [PastReport(r.id, r.url, r.published, claims_of_record(r)) for r in inputs.read(sources or [])]
        of = {one.name: one.rule.sinks for one in found.watches}
        with open_output(output) as out:
            for alert in dry_run(found.watches, reports, PlainGrouping().add):
                if output_format is AlertFormat.jsonl:
                    out.write(msgspec.json.encode(alert) + b"\n")
                else:
                    out.write(("\n".join(lines_of(alert)) + "\n\n").encode())
                failed += _deliver(alert, {name: sinks[name] for name in of[alert.watch] if name in sinks})
        count_failures(inputs.records, inputs.failed)
        failed += inputs.failed
    if failed:
        raise typer.Exit(SOME_FAILED)


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


def _check_sinks(found: "WatchFile", file: str, settings: Settings) -> None:
    """Refuse sinks that are wrong; a secret that is not set is only told, for the rules may run elsewhere."""
    from lagebild.sinks.build import find_missing_secrets

    missing = [variable for given in found.sinks.values() for variable in find_missing_secrets(given, os.environ)]
    for variable in dict.fromkeys(missing):
        complain(f"{file}: note: the environment variable {variable} is not set here; alerts need it to be sent")
    _build_sinks(found, file, settings, os.environ | dict.fromkeys(missing, "x" * 32))


def _build_sinks(
    found: "WatchFile", file: str, settings: Settings, environment: Mapping[str, str]
) -> "dict[str, Sink]":
    from lagebild.sinks.build import build_sink

    try:
        return {
            name: build_sink(name, given, environment, sys.stdout, settings.user_agent)
            for name, given in found.sinks.items()
        }
    except (DataError, SinkError) as error:
        raise DataError(f"{file}: {error}") from error
