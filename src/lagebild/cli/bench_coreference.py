"""`lagebild bench coreference`: how well it is known who is meant, measured on reports with gold chains."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from lagebild.cli.bench_pipeline import known_language
from lagebild.cli.exits import exits
from lagebild.cli.progress import steps
from lagebild.cli.writers import console_for, open_output
from lagebild.settings import Settings, load_settings

if TYPE_CHECKING:
    from rich.console import Console

    from lagebild.bench.coreference import CoreferenceScore

HELP = """Score how names, descriptions and pronouns are joined, on reports in which it is known who is meant.

The file holds JSON Lines (id, text and mentions, each with kind, chain and spans) or marked text: "== id" begins a \
report, \\[words|chain] is a mention.

[bold]Examples[/bold]

  lagebild bench coreference de benchmarks/coreference/de.txt
  lagebild bench coreference en meantime.jsonl --json

[bold]Figures[/bold], in per cent: of pronouns and of descriptions ("the minister") that follow another mention of the \
same, how many of those joined to a chain are joined rightly (precision), and how many of all (recall); MUC, B³, LEA \
are F1 of whole chains. A mention that was found stands for the shortest gold mention that holds its head.

[bold]Exit status[/bold]: 0 scored, 2 wrong usage, or a file without such reports.
"""


def coreference(
    language: Annotated[str, typer.Argument(metavar="LANG", help="Language of the reports (de, en).")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="Reports with mentions: JSON Lines or marked text.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object in place of the table.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        settings = load_settings()
        code = known_language(language, settings)
        score = _score(code, Path(file), settings)
        if as_json:
            print(json.dumps({"language": code, "file": file, **msgspec.to_builtins(score)}, ensure_ascii=False))
            return
        with open_output(None) as output, console_for(output) as console:
            _show(score, Path(file).name, console)


def _score(language: str, file: Path, settings: Settings) -> "CoreferenceScore":
    # Imported here: models and libraries take seconds to load, and --help needs none of them.
    from lagebild.app import Reader
    from lagebild.bench.coreference import score_coreference
    from lagebild.bench.coreferent_texts import read_coreferent_texts

    texts = read_coreferent_texts(file)
    reader = Reader(settings)
    with steps(len(texts), "reports") as advance:
        return score_coreference(lambda page: reader.read(page, language), texts, language, advance)


def _show(score: "CoreferenceScore", name: str, console: "Console") -> None:
    from rich.table import Table

    table = Table(title=name, title_justify="left", title_style="bold")
    table.add_column("per cent")
    for column in ("mentions", "precision", "recall"):
        table.add_column(column, justify="right")
    for label, part in (("pronouns", score.pronouns), ("descriptions", score.descriptions)):
        table.add_row(label, f"{part.mentions:,}", _figure(part.precision), _figure(part.recall))
    console.print(table)
    console.print(f"MUC {_figure(score.muc)}, B³ {_figure(score.b_cubed)}, LEA {_figure(score.lea)}")
    console.print(f"{score.texts:,} reports, {score.mentions:,} mentions, {_figure(score.found)} % of them found")


def _figure(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.2f}"
