"""`lagebild bench speed`: how long reading reports takes, stage by stage."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from lagebild.cli.exits import exits
from lagebild.cli.inputs import check_given
from lagebild.cli.writers import console_for, open_output
from lagebild.errors import NotFoundError
from lagebild.settings import Settings, load_settings

if TYPE_CHECKING:
    from rich.console import Console

    from lagebild.bench.speed import SpeedScore

HELP = """Time the reading of reports from text or HTML to record and claims: one process, one thread.

The file is JSON Lines as `lagebild read --jsonl` takes them. All reports are read once to load and warm up, then \
several times; figures are medians of these.

[bold]Examples[/bold]

  lagebild bench speed reports.jsonl
  lagebild bench speed reports.jsonl --limit 100 --runs 5
  lagebild bench speed reports.jsonl --json

[bold]Figures[/bold]: milliseconds of processor time a report, tokens a second, and the share of each stage. page: \
from line to text, HTML read; sentences: the analysis; rest: languages, and the loop around the stages; record: \
lagebild.report/1 as JSON; claims: what stories are made of.

[bold]Exit status[/bold]: 0 timed, 2 wrong usage, or a file without reports.
"""


def speed(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Reports: JSON Lines.")],
    lang: Annotated[str | None, typer.Option(help="Language of the reports (de, en); otherwise detected.")] = None,
    runs: Annotated[int, typer.Option(min=1, help="How often all are read.")] = 3,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many reports of the file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object in place of the table.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        score = _score(Path(file), check_given(lang, None, None).language, runs, limit, load_settings())
        if as_json:
            print(json.dumps({"file": file, **msgspec.to_builtins(score)}, ensure_ascii=False))
            return
        with open_output(None) as output, console_for(output) as console:
            _show(score, Path(file).name, console)


def _score(file: Path, language: str | None, runs: int, limit: int | None, settings: Settings) -> "SpeedScore":
    # Imported here: models and libraries take seconds to load, and --help needs none of them.
    from lagebild.bench.speed import read_lines_to_time, time_reports

    try:
        data = file.read_bytes()
    except OSError as error:
        raise NotFoundError(f"{file}: cannot be opened ({error.strerror}); check the path") from error
    return time_reports(read_lines_to_time(data, limit), language, settings, runs)


def _show(score: "SpeedScore", name: str, console: "Console") -> None:
    from rich.table import Table

    table = Table(title=name, title_justify="left", title_style="bold")
    table.add_column("stage")
    for column in ("ms a report", "tokens/s", "share"):
        table.add_column(column, justify="right")
    total = sum(score.stages.values())
    for stage, seconds in (*score.stages.items(), ("all", total)):
        rate = f"{score.tokens / seconds:,.0f}" if seconds else "–"
        table.add_row(stage, f"{1000 * seconds / score.reports:.2f}", rate, f"{seconds / total:.1%}")
    console.print(table)
    console.print(
        f"{score.reports:,} reports of {score.words / score.reports:,.0f} words and "
        f"{score.tokens / score.reports:,.0f} tokens, {score.runs} runs; {score.reports_per_s:.1f} reports/s by the "
        f"clock, {score.reports_per_cpu_s:.1f} by processor time; {score.peak_mb:,} MB"
    )
    if score.unread:
        console.print(f"{score.unread:,} more could not be read and were not timed.")
