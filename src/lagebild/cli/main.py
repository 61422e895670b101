"""The command line `lagebild`: the list of its commands."""

from typing import Annotated

import typer

from lagebild import __version__
from lagebild.cli.bench import bench
from lagebild.cli.explain import HELP as EXPLAIN_HELP
from lagebild.cli.explain import explain
from lagebild.cli.export import HELP as EXPORT_HELP
from lagebild.cli.export import export
from lagebild.cli.ingest import HELP as INGEST_HELP
from lagebild.cli.ingest import ingest
from lagebild.cli.knowledge import knowledge
from lagebild.cli.read import HELP as READ_HELP
from lagebild.cli.read import read
from lagebild.cli.serve import HELP as SERVE_HELP
from lagebild.cli.serve import serve
from lagebild.cli.store import store
from lagebild.cli.stories import STORIES_HELP, stories, story
from lagebild.cli.watch_standing import watch

app = typer.Typer(
    name="lagebild",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(help=READ_HELP, short_help="Read reports: what happened, and who says so.")(read)
app.command(help=EXPLAIN_HELP, short_help="Show how a report was read: parse, rules, evidence.")(explain)
app.command(help=INGEST_HELP, short_help="Read reports into the store, safe to stop and start again.")(ingest)
app.add_typer(store)
app.command(help=STORIES_HELP, short_help="List the stories of the store.")(stories)
app.add_typer(story)
app.command(help=EXPORT_HELP, short_help="Write records as CSV, Parquet, GDELT, PLOVER and more.")(export)
app.add_typer(watch)
app.command(help=SERVE_HELP, short_help="Show the situation in the browser.")(serve)
app.add_typer(bench)
app.add_typer(knowledge)


def main() -> None:
    """Run the command that the user gave."""
    app()


@app.callback(invoke_without_command=True)
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


if __name__ == "__main__":
    main()
