"""`lagebild bench`: the list of its commands."""

import typer

from lagebild.cli.bench_analysis import HELP as ANALYSIS_HELP
from lagebild.cli.bench_analysis import analysis
from lagebild.cli.bench_coreference import HELP as COREFERENCE_HELP
from lagebild.cli.bench_coreference import coreference
from lagebild.cli.bench_names import HELP as NAMES_HELP
from lagebild.cli.bench_names import names
from lagebild.cli.bench_speed import HELP as SPEED_HELP
from lagebild.cli.bench_speed import speed
from lagebild.cli.bench_stories import HELP as STORIES_HELP
from lagebild.cli.bench_stories import stories

HELP = """Measure quality and speed on files of your own.

[bold]Examples[/bold]

  lagebild bench analysis de treebank.conllu.gz        labels, arcs, lemmas
  lagebild bench analysis en treebank.conllu --json    the same for a program
  lagebild bench names de names.jsonl                  persons, places, organisations
  lagebild bench coreference de reports.txt            who is meant by pronouns and descriptions
  lagebild bench speed reports.jsonl                   reports and tokens per second, stage by stage
  lagebild bench stories folder                        which reports tell the same, and who depends on whom

What the figures mean: lagebild bench analysis --help, and so on
"""

bench = typer.Typer(
    name="bench",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
bench.command(help=ANALYSIS_HELP, short_help="Score the analysis of sentences on a treebank.")(analysis)
bench.command(help=NAMES_HELP, short_help="Score the names found in sentences.")(names)
bench.command(help=COREFERENCE_HELP, short_help="Score how mentions of the same are joined.")(coreference)
bench.command(help=SPEED_HELP, short_help="Time the reading of reports, stage by stage.")(speed)
bench.command(help=STORIES_HELP, short_help="Score how reports are brought together.")(stories)


@bench.callback(help=HELP, short_help="Measure quality and speed.")
def group() -> None:
    """Carry the help of the group."""
