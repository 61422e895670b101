"""`lagebild bench analysis`: how well sentences are analysed, measured on a treebank."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from lagebild.cli.bench_pipeline import known_language, load_scored
from lagebild.cli.exits import exits
from lagebild.cli.progress import steps
from lagebild.cli.writers import console_for, languages_folder, open_output
from lagebild.settings import Settings, load_settings

if TYPE_CHECKING:
    from rich.console import Console

    from lagebild.bench.analysis import AnalysisScore

HELP = """Score the analysis of sentences on a treebank of Universal Dependencies.

The file is read twice: its words and sentences are given to the pipeline, then its text is read raw, in pages of ten \
paragraphs of three sentences. Both times the output is repaired as in reading a report. Before, words and labels of \
the file are made those of this project (docs/models.md).

[bold]Examples[/bold]

  lagebild bench analysis de treebank.conllu.gz
  lagebild bench analysis en treebank.conllu --json
  lagebild bench analysis de treebank.conllu --model folder/of/pipeline

[bold]Figures[/bold], in per cent: upos, feats and lemma are of all words, uas and las of all but punctuation; \
core_args is the F1 of subjects, objects and complement clauses (word, head and label). Those with text_ are F1 on raw \
text. tokens_per_s is the speed on raw text, one thread.

[bold]Exit status[/bold]: 0 scored, 2 wrong usage, or a file that is no treebank.
"""
# Rows of the table: what it is, its figure on gold words, its figure on raw text.
ROWS = (
    ("words", None, "text_tokens"),
    ("sentences", None, "text_sentences"),
    ("UPOS", "upos", "text_upos"),
    ("FEATS", "feats", None),
    ("UAS", "uas", None),
    ("LAS", "las", "text_las"),
    ("core arguments", "core_args", "text_core_args"),
    ("lemma", "lemma", "text_lemma"),
    ("lemma of verbs", None, "text_verb_lemma"),
)


def analysis(
    language: Annotated[str, typer.Argument(metavar="LANG", help="Language of the treebank (de, en).")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="A CoNLL-U file, gzipped or not.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object in place of the table.")] = False,
    model: Annotated[
        str | None,
        typer.Option(metavar="FOLDER", help="Another pipeline: its folder, or the name of an installed package."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        settings = load_settings()
        score = _score(known_language(language, settings), Path(file), model, settings)
        if as_json:
            figures = {"language": language.lower(), "file": file, **msgspec.to_builtins(score)}
            print(json.dumps(figures, ensure_ascii=False))
            return
        with open_output(None) as output, console_for(output) as console:
            _show(score, Path(file).name, console)


def _score(language: str, file: Path, model: str | None, settings: Settings) -> "AnalysisScore":
    # Imported here: models and libraries take seconds to load, and --help needs none of them.
    from lagebild.bench.analysis import count_steps, score_analysis
    from lagebild.bench.treebank import read_treebank

    sentences = read_treebank(file, language, languages_folder(settings))
    pipeline = load_scored(language, model, settings)
    with steps(count_steps(sentences), "paragraphs") as advance:
        return score_analysis(pipeline, sentences, advance)


def _show(score: "AnalysisScore", name: str, console: "Console") -> None:
    from rich.table import Table

    table = Table(title=f"{name}, model {score.model}", title_justify="left", title_style="bold")
    table.add_column("per cent")
    table.add_column("words given", justify="right")
    table.add_column("raw text, F1", justify="right")
    for label, given, text in ROWS:
        table.add_row(label, _figure(score, given), _figure(score, text))
    console.print(table)
    console.print(
        f"{score.sentences:,} sentences, {score.words:,} words; {score.tokens_per_s:,.0f} words of raw text per second"
    )
    if score.upos is None:
        console.print("This pipeline says nothing of words that are given to it: it can only be scored on raw text.")


def _figure(score: "AnalysisScore", name: str | None) -> str:
    if name is None:
        return ""
    value: float | None = getattr(score, name)
    return "–" if value is None else f"{value:.2f}"
