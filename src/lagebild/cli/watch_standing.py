"""`lagebild watch add|list|remove|run`: rules that stand over the store."""

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.cli.exits import SOME_FAILED, complain, exits
from lagebild.cli.store import DebugOption
from lagebild.cli.stores import StoreOption, opened
from lagebild.cli.watch import AlertFormat, build_sinks, check_sinks, watch, write_alert
from lagebild.cli.watch_files import load_vocabulary, read_text_of
from lagebild.cli.writers import console_for, open_output
from lagebild.errors import DataError, SinkError, UsageError
from lagebild.settings import Settings, load_settings
from lagebild.watches.in_words import describe
from lagebild.watches.rule_file import WatchFile, read_watch_file

if TYPE_CHECKING:
    from lagebild.situation.watching import Send
    from lagebild.store.store import Store
    from lagebild.watches.model import Alert, Watch

__all__ = ["watch"]  # with all its commands
ADD_HELP = """Let the rules of a file stand over the store; a rule of a name that stands already replaces it.

They look at what comes from now on; with --past also at what the store holds. `lagebild watch run` tells what is due.

[bold]Examples[/bold]

  lagebild watch add rules.toml
  lagebild watch add rules.toml --past
"""
RUN_HELP = """Tell what is due since the last run: one alert a happening, then updates; each once.

Every alert is shown, kept in the store, and handed to the sinks that its rule names. A sink that fails is tried again \
by later runs, at growing intervals, for about two days.

[bold]Examples[/bold]

  lagebild watch run
  lagebild watch run --every 5 -f jsonl     every five minutes until Ctrl-C, beside lagebild ingest --watch

[bold]Exit status[/bold]: 0 all told, 1 a sink failed, 2 a rule is wrong.
"""


@watch.command(help=ADD_HELP, short_help="Let rules stand over the store.")
def add(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of rules in TOML.")],
    past: Annotated[bool, typer.Option("--past", help="Also look at what the store holds already.")] = False,
    store: StoreOption = None,
    debug: DebugOption = False,
) -> None:
    with exits(debug):
        from lagebild.situation.watching import begin_watch

        settings = load_settings()
        text = read_text_of(file)
        found = read_watch_file(text, file, load_vocabulary(settings))
        check_sinks(found, file, settings)
        with opened(settings, store, create=True) as there:
            for one in found.watches:
                begin_watch(there, one.name, text, past=past)
                print(f"{one.name}: {describe(one)} → {', '.join(one.rule.sinks) or 'terminal'}")


@watch.command("list", help="List the rules that stand, and how many alerts each has given.")
def list_watches(store: StoreOption = None, debug: DebugOption = False) -> None:
    with exits(debug):
        from rich.table import Table
        from rich.text import Text

        settings = load_settings()
        with opened(settings, store) as there:
            standing = _standing(there, settings)
            alerts = there.watches.count_alerts()
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for name in ("watch", "alerts", "sinks", "tells of"):
            table.add_column(name, justify="right" if name == "alerts" else "left")
        for one, _ in standing.values():
            sinks = ", ".join(one.rule.sinks) or "terminal"
            table.add_row(Text(one.name, style="bold"), str(alerts.get(one.name, 0)), sinks, Text(describe(one)))
        with open_output(None) as output, console_for(output) as console:
            console.print(table if standing else "no rules stand; add some: lagebild watch add FILE")


@watch.command(help="Take rules away; their alerts stay: lagebild watch remove NAME …", short_help="Take rules away.")
def remove(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="As lagebild watch list shows it.")],
    store: StoreOption = None,
    debug: DebugOption = False,
) -> None:
    with exits(debug), opened(load_settings(), store) as there:
        missing = [name for name in names if not there.watches.remove(name)]
        if missing:
            raise UsageError(f"{', '.join(missing)}: no such rule stands; see: lagebild watch list")


@watch.command(help=RUN_HELP, short_help="Tell what is due since the last run.")
def run(
    every: Annotated[
        float | None, typer.Option(min=0.1, help="Minutes between two looks; without it one look.")
    ] = None,
    output_format: Annotated[AlertFormat, typer.Option("--format", "-f", help="text or jsonl.")] = AlertFormat.text,
    store: StoreOption = None,
    debug: DebugOption = False,
) -> None:
    problems: list[str] = []
    with exits(debug):
        settings = load_settings()
        with opened(settings, store) as there, open_output(None) as out:
            while True:
                standing = _standing(there, settings)
                alerts, problems = _look(there, standing, settings)
                for alert in alerts:
                    write_alert(alert, output_format, out)
                out.flush()
                for problem in problems:
                    complain(problem)
                if every is None:
                    break
                time.sleep(60 * every)
    if problems:
        raise typer.Exit(SOME_FAILED)


def _look(
    store: "Store", standing: "dict[str, tuple[Watch, WatchFile]]", settings: Settings
) -> "tuple[tuple[Alert, ...], list[str]]":
    """One look: what is due, and what went wrong on the way to the sinks."""
    from lagebild.situation.watching import deliver, find_due

    alerts = find_due(store, [one for one, _ in standing.values()], datetime.now(UTC))
    problems: list[str] = []

    def sender(alert: "Alert", sink: str) -> "Send | None":
        file = standing[alert.watch][1] if alert.watch in standing else None
        if file is None or sink not in file.sinks:
            return None
        only = WatchFile(file.watches, {sink: file.sinks[sink]})
        try:
            return build_sinks(only, f"watch {alert.watch}", settings, os.environ)[sink].send
        except DataError as error:
            return _refuses(str(error))

    _, problems = deliver(store, sender, datetime.now(UTC))
    return alerts, problems


def _refuses(reason: str) -> "Send":
    """What takes the place of a sink that cannot be built now: its secret is not set, for instance."""

    def send(alert: "Alert") -> None:
        raise SinkError(reason)

    return send


def _standing(store: "Store", settings: Settings) -> "dict[str, tuple[Watch, WatchFile]]":
    """The rules that stand, by name, each with the file that it is from; a rule that is wrong now is told, not run."""
    from lagebild.situation.standing import standing_rules

    if not store.watches.each():
        return {}  # without loading what rules may name
    standing = {}
    for rule in standing_rules(store, load_vocabulary(settings)):
        if rule.watch is not None and rule.file is not None:
            standing[rule.stored.name] = (rule.watch, rule.file)
        else:
            complain(rule.problem)
    return standing
