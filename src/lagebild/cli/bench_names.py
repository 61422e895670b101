"""`lagebild bench names`: how well names are found, measured on sentences with gold names."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from lagebild.cli.bench_pipeline import known_language, load_scored
from lagebild.cli.exits import exits
from lagebild.cli.progress import steps
from lagebild.cli.writers import console_for, open_output
from lagebild.errors import DataError
from lagebild.settings import Settings, load_settings

if TYPE_CHECKING:
    from rich.console import Console

    from lagebild.bench.names import NamesScore

HELP = """Score the names that a pipeline finds on sentences whose names are known.

The file holds one JSON object a line: id, text (words with one blank between them) and entities, each with span \
(start and end in characters), type and level (outer or inner). The words are given to the pipeline, with blanks where \
a text has them.

[bold]Examples[/bold]

  lagebild bench names de names.jsonl
  lagebild bench names de names.jsonl --json
  lagebild bench names de names.jsonl --model folder/of/pipeline
  lagebild bench names de germeval.jsonl --held-out    what the shipped model has not seen

[bold]Figures[/bold], in per cent: precision, recall and F1 of outer names, by type and of the main four together: \
persons (PER), places (LOC), organisations (ORG) and others (OTH, MISC). A name is right if its first word, its last \
word and its type are right. Words derived from a name or with one in them (LOCderiv, ORGpart) are not scored. \
tokens_per_s is the speed on given words, one sentence at a time, one thread.

[bold]Exit status[/bold]: 0 scored, 2 wrong usage, or a file without such sentences.
"""
# Rows of the table: what it is, its field in the score.
ROWS = (("persons", "per"), ("places", "loc"), ("organisations", "org"), ("others", "misc"))


def names(
    language: Annotated[str, typer.Argument(metavar="LANG", help="Language of the sentences (de, en).")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="Sentences with names: JSON Lines, gzipped or not.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object in place of the table.")] = False,
    model: Annotated[
        str | None,
        typer.Option(metavar="FOLDER", help="Another pipeline: its folder, or the name of an installed package."),
    ] = None,
    held_out: Annotated[
        bool,
        typer.Option("--held-out", help="Only the fifth of the sentences, by id, that no model of ours learns from."),
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        settings = load_settings()
        score = _score(known_language(language, settings), Path(file), model, held_out, settings)
        if as_json:
            figures = {"language": language.lower(), "file": file, "held_out": held_out, **msgspec.to_builtins(score)}
            print(json.dumps(figures, ensure_ascii=False))
            return
        with open_output(None) as output, console_for(output) as console:
            _show(score, f"{Path(file).name}{', held out' if held_out else ''}", console)


def _score(language: str, file: Path, model: str | None, held_out: bool, settings: Settings) -> "NamesScore":
    # Imported here: models and libraries take seconds to load, and --help needs none of them.
    from lagebild.bench.named_sentences import is_held_out, read_named_sentences
    from lagebild.bench.names import score_names

    sentences = read_named_sentences(file)
    if held_out:
        sentences = [sentence for sentence in sentences if is_held_out(sentence.id)]
        if not sentences:
            raise DataError(f"{file}: none of its sentences is held out; score it without --held-out")
    pipeline = load_scored(language, model, settings)
    with steps(len(sentences), "sentences") as advance:
        return score_names(pipeline, sentences, advance)


def _show(score: "NamesScore", name: str, console: "Console") -> None:
    from rich.table import Table

    table = Table(title=f"{name}, model {score.model}", title_justify="left", title_style="bold")
    table.add_column("per cent")
    for column in ("names", "precision", "recall", "F1"):
        table.add_column(column, justify="right")
    for label, part in (*((label, getattr(score, field)) for label, field in ROWS), ("main four", score)):
        table.add_row(label, f"{part.names:,}", *(_figure(rate) for rate in (part.precision, part.recall, part.f1)))
    console.print(table)
    console.print(
        f"{score.sentences:,} sentences, {score.names:,} names; {score.tokens_per_s:,.0f} given words per second"
    )
    if score.names and score.f1 is None:
        console.print("This pipeline says nothing of names.")


def _figure(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.2f}"
