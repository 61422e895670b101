"""The text of a report in the terminal, with events, quotations and names marked.

Without colours the marks are written: `[1 PROTEST: blocked]`, `{quoted words}`, `_name_`.
"""

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from lagebild.knowledge.view_words import ViewWords
from lagebild.record import Event, Report
from lagebild.view.marks import Piece, cut, find_marks, marks_by_stretch, stretches_of
from lagebild.view.phrases import kind_of, printable
from lagebild.view.terminal import MODALITY_STYLE, WIDEST

FURNITURE = {"headline", "caption", "credit", "byline", "promo", "notice", "comment", "furniture"}


def show_text(report: Report, console: Console, words: ViewWords) -> None:
    """Print the whole text with its marks, and what the marks mean."""
    width = min(console.width, WIDEST)
    coloured = console.color_system is not None and not console.no_color
    console.print()
    console.print(Rule(Text(words.text, style="bold"), align="left", characters="─", style="dim"), width=width)
    console.print(_legend(words, coloured))
    numbers = {e.id: (i, e) for i, e in enumerate(report.events or (), start=1)}
    stretches = stretches_of(report)
    per_stretch = marks_by_stretch([span for span, _ in stretches], find_marks(report))
    for (span, index), marks in zip(stretches, per_stretch, strict=True):
        if index is None and not report.page.text[slice(*span)].strip():
            continue
        block = None if index is None or report.blocks is None else report.blocks[index]
        line = Text(overflow="fold")
        for piece in cut(span, marks):
            line.append_text(_piece(piece, report, numbers, coloured))
        if block is not None and block.kind in FURNITURE:
            line = Text.assemble((f"[{words.block[block.kind]}] ", "dim"), line)
            line.stylize("dim")
        if block is not None and block.kind == "title":
            line.stylize("bold")
        console.print(Padding(line, (1, 0, 0, 0)), width=width)


def _legend(words: ViewWords, coloured: bool) -> Text:
    if not coloured:
        return Text(f"{words.legend}: [1 {words.event}: …] {{{words.quotation}}} _{words.entity}_")
    parts: list[str | tuple[str, str]] = [f"{words.legend}: "]
    for modality, style in MODALITY_STYLE.items():
        parts += [(f" {words.modality[modality]} ", f"bold black on bright_{style}"), " "]
    return Text.assemble(*parts, (words.quotation, "italic"), " ", (words.entity, "underline"))


def _piece(piece: Piece, report: Report, numbers: dict[str, tuple[int, Event]], coloured: bool) -> Text:
    words = printable(report.page.text[slice(*piece.span)])
    event, quotation, entity = piece.mark("event"), piece.mark("quotation"), piece.mark("entity")
    if coloured:
        styles = [
            f"bold black on bright_{MODALITY_STYLE[event.modality]}" if event and event.modality else "",
            "italic" if quotation else "",
            "underline" if entity and not event else "",
        ]
        return Text(words, style=" ".join(s for s in styles if s))
    if entity and entity.span == piece.span and not event:
        words = f"_{words}_"
    if event:
        number, coded = numbers[event.key]
        words = f"[{number} {kind_of(coded)}: {words}]"
    if quotation and quotation.span[0] == piece.span[0]:
        words = "{" + words
    if quotation and quotation.span[1] == piece.span[1]:
        words += "}"
    return Text(words)
