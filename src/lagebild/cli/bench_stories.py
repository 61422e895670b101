"""`lagebild bench stories`: how well reports are brought together, measured on reports with gold."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from lagebild.cli.exits import exits
from lagebild.cli.progress import steps
from lagebild.cli.writers import console_for, open_output
from lagebild.settings import Settings, load_settings

if TYPE_CHECKING:
    from rich.console import Console

    from lagebild.bench.stories import BCubed, Share, StoriesScore

HELP = """Score happenings, stories, independent sources, copies, contradictions and changes on reports with gold.

The folder holds YAML files as benchmarks/stories/README.md describes them. All reports are read and added in the \
order of publication, those of all files together.

[bold]Examples[/bold]

  lagebild bench stories benchmarks/stories/first
  lagebild bench stories benchmarks/stories/second --json

[bold]Figures[/bold], in per cent: B³ of happenings is over the claims where the gold says that something is told; a \
telling in which no event was coded counts as a happening of its own, and "coded only" leaves those out. B³ of stories \
is over reports. The number of independent sources of a happening is right or wrong. Copies, contradictions, changes: \
found of those wanted, and how many were given that the gold does not name.

[bold]Exit status[/bold]: 0 scored, 2 wrong usage, or no folder with such files.
"""


def stories(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder with gold files of stories.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object in place of the table.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        score = _score(folder, load_settings())
        if as_json:
            print(json.dumps({"folder": str(folder), **msgspec.to_builtins(score)}, ensure_ascii=False))
            return
        with open_output(None) as output, console_for(output) as console:
            _show(score, folder.name, console)


def _score(folder: Path, settings: Settings) -> "StoriesScore":
    # Imported here: models and libraries take seconds to load, and --help needs none of them.
    from lagebild.app import Reader
    from lagebild.bench.stories import Bench
    from lagebild.bench.story_files import read_story_files
    from lagebild.knowledge.judging import load_story_knowledge

    files, press = read_story_files(folder)
    reader = Reader(settings)
    with steps(sum(len(file.reports) for file in files), "reports") as advance:
        return Bench(files, reader.read, load_story_knowledge(press), advance).score()


def _show(score: "StoriesScore", name: str, console: "Console") -> None:
    from rich.table import Table

    clusters = Table(title=f"{name}: {score.reports} reports", title_justify="left", title_style="bold")
    clusters.add_column("B³, per cent")
    for column in ("items", "precision", "recall", "F1"):
        clusters.add_column(column, justify="right")
    for label, part in (("happenings", score.happenings), ("  coded only", score.coded), ("stories", score.stories)):
        clusters.add_row(label, *_row(part))
    console.print(clusters)
    shares = Table()
    shares.add_column("found of those wanted")
    for column in ("found", "wanted", "per cent", "not wanted"):
        shares.add_column(column, justify="right")
    labels = {
        "tellings in which an event was coded": score.told,
        "independent sources exactly right": score.independent,
        "  where all tellings were coded": score.independent_coded,
        "copies, excerpts, translations, versions": score.copies,
        "contradictions": score.contradictions,
        "changes between versions": score.changes,
    }
    for label, share in labels.items():
        shares.add_row(label, *_share(share))
    console.print(shares)


def _row(part: "BCubed") -> tuple[str, ...]:
    return (f"{part.items:,}", *(_figure(rate) for rate in (part.precision, part.recall, part.f1)))


def _share(share: "Share") -> tuple[str, ...]:
    return str(share.found), str(share.wanted), _figure(share.rate), str(share.wrong or "")


def _figure(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.2f}"
