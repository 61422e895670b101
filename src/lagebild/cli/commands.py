"""The commands of `lagebild`: which there are, and where; a command that is named loads alone."""

from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, NamedTuple

import typer

from lagebild import __version__


class Command(NamedTuple):
    """Where a command lies. One without `help`, the name of a text beside it, is a group of commands."""

    module: str
    help: str = ""
    short: str = ""


COMMANDS = {
    "read": Command("read", "HELP", "Read reports: what happened, and who says so."),
    "explain": Command("explain", "HELP", "Show how a report was read: parse, rules, evidence."),
    "ingest": Command("ingest", "HELP", "Read reports into the store, safe to stop and start again."),
    "store": Command("store"),
    "stories": Command("stories", "STORIES_HELP", "List the stories of the store."),
    "story": Command("stories"),
    "export": Command("export", "HELP", "Write records as CSV, Parquet, GDELT, PLOVER and more."),
    "watch": Command("watch_standing"),
    "serve": Command("serve", "HELP", "Show the situation in the browser."),
    "bench": Command("bench"),
    "knowledge": Command("knowledge"),
}


def make_app(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line with these commands, or with all."""
    app = typer.Typer(
        name="lagebild",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(lagebild)
    for name in names:
        command = COMMANDS[name]
        module = import_module(f"lagebild.cli.{command.module}")
        if command.help:
            app.command(help=getattr(module, command.help), short_help=command.short)(getattr(module, name))
        else:
            app.add_typer(getattr(module, name))
    return app


def run(arguments: list[str]) -> None:
    """Run what was given on the command line; only what is named first is loaded."""
    named = arguments[0] if arguments else ""
    make_app([named] if named in COMMANDS else COMMANDS)()


def lagebild(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Read news reports, German and English: what happened, to whom, where and when, and who says so.

    Every finding points at its words and names the rule that found it. Nothing is fetched unless you give an address.

    [bold]Examples[/bold]

      lagebild read report.txt            what happened, and who says so
      lagebild read report.html -f json   the same for a program
      lagebild explain report.txt 2       why the second event was found
      lagebild ingest feeds.opml          reports into the store
      lagebild stories                    what they tell together, and who says so
      lagebild serve                      the same in the browser
      lagebild store search ferry         reports with a word
      lagebild export csv -o events.csv   the store in the formats of others
      lagebild watch try rules.toml       what would rules have told of them?
      lagebild bench analysis de a.conllu how well sentences are analysed

    More examples: lagebild read --help
    """
    if version:
        typer.echo(f"lagebild {__version__}")
        raise typer.Exit
