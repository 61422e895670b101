"""A report in the terminal: who, when, where, a list of events with source and modality, quotations."""

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lagebild.knowledge.ontology import Ontology
from lagebild.knowledge.view_words import ViewWords
from lagebild.record import Event, Modality, Participant, Report
from lagebild.view.phrases import (
    chain,
    clause,
    flat,
    kind_of,
    label_of,
    named,
    people,
    place_names,
    quoted,
    sayings,
    sector_legend,
    speaker,
    times_of,
    when,
    where,
)

MODALITY_STYLE: dict[Modality, str] = {
    "asserted": "green",
    "planned": "cyan",
    "expected": "blue",
    "possible": "yellow",
    "conditional": "magenta",
    "denied": "red",
}
WIDEST = 120  # columns; longer lines are hard to follow
NAMES_SHOWN = 8  # entities in the head; the rest is counted
QUOTATIONS_SHOWN = 12
LONGEST_QUOTATION = 180  # characters
OWN_BLOCKS = ("title", "lead", "body")  # an event told elsewhere on the page is marked as such


def show(report: Report, console: Console, words: ViewWords, ontology: Ontology) -> None:
    """Print the situation that a report gives."""
    width = min(console.width, WIDEST)
    _show_head(report, console, words, width)
    _show_events(report, console, words, ontology, width)
    _show_quotations(report, console, words, width)
    _show_notes(report, console, words, width)


def _show_head(report: Report, console: Console, words: ViewWords, width: int) -> None:
    page, masthead = report.page, report.masthead
    title = (masthead.title if masthead else None) or page.title or words.untitled
    console.print(Text(flat(title), style="bold"), width=width)
    facts = [
        (masthead.publisher if masthead else None) or page.publisher,
        (masthead.published if masthead else None) or page.published,
        report.language,
        words.developing if masthead and masthead.developing else None,
        words.machine_translated if masthead and masthead.machine_translated else None,
    ]
    console.print(Text(flat(" · ".join(fact for fact in facts if fact)), style="dim"), width=width)
    if page.url:
        console.print(Text(flat(page.url), style="dim"), width=width, overflow="fold")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(ratio=1)
    for heading, line in (
        (words.who, _who(report, words)),
        (words.where, ", ".join(place_names(report))),
        (words.when, ", ".join(times_of(report, words))),
    ):
        if line:
            grid.add_row(heading, Text(line))
    if grid.row_count:
        console.print(Padding(grid, (1, 0, 0, 0)), width=width)


def _who(report: Report, words: ViewWords) -> str:
    named_people = people(report)
    rest = len(named_people) - NAMES_SHOWN
    return ", ".join(named_people[:NAMES_SHOWN]) + (f", + {rest} {words.more}" if rest > 0 else "")


def _show_events(report: Report, console: Console, words: ViewWords, ontology: Ontology, width: int) -> None:
    console.print()
    console.print(Rule(Text(words.events, style="bold"), align="left", characters="─", style="dim"), width=width)
    if not report.events:
        console.print(Text(words.no_events, style="dim"))
        return
    columns = _column_widths(width)
    header = _row_grid(columns)
    header.add_row(
        *(Text(h, style="dim") for h in ("", words.what, words.who_to_whom, words.when_where, words.says_who))
    )
    console.print(header)
    for number, event in enumerate(report.events, start=1):
        row = _row_grid(columns)
        row.add_row(*_cells(number, event, report, words, columns[1], label_of(event, report, ontology)))
        console.print(row)
        told = _words_of(event, report, words, 2 * (width - columns[0] - 3))
        console.print(Padding(told, (0, 0, 1, columns[0] + 1)), width=width)
    if sectors := sector_legend(report, ontology):
        listed = ", ".join(f"{code} {label}" for code, label in sectors)
        console.print(Padding(Text(f"{words.codes}: {listed}", style="dim"), (0, 0, 1, 0)), width=width)


def _column_widths(width: int) -> tuple[int, int, int, int, int]:
    number, free = 3, width - 3 - 4
    what = max(17, free * 22 // 100)
    where_width = max(12, free * 17 // 100)
    says = max(20, free * 24 // 100)
    return number, what, max(8, free - what - where_width - says), where_width, says


def _row_grid(columns: tuple[int, ...]) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    for width in columns:
        grid.add_column(width=width, overflow="fold")
    return grid


def _cells(number: int, event: Event, report: Report, words: ViewWords, width: int, label: str) -> tuple[Text, ...]:
    kind = kind_of(event)
    kind = kind if len(kind) <= width else kind.replace("/", "/\n")
    style = MODALITY_STYLE[event.modality]
    meaning = f"{label}, " if label else ""
    what = Text.assemble((kind, "bold"), "\n", (meaning, "dim"), (words.modality[event.modality], style))
    actors = _people(event.actors, report, words) or Text(words.nobody, style="dim")
    recipients = _people(event.recipients, report, words)
    whom = Text.assemble(actors, "\n→ ", recipients) if recipients else actors
    place = "\n".join(part for part in (when(event, report), where(event, report)) if part)
    said = Text(chain(event.sources, report, words), style="" if event.sources else "dim")
    return Text(f"{number:>2}", style="dim"), what, whom, Text(place), said


def _people(participants: tuple[Participant, ...], report: Report, words: ViewWords) -> Text | None:
    group = named(participants, report, words)
    if not group:
        return None
    parts: list[str | tuple[str, str]] = []
    for i, person in enumerate(group):
        parts += [", "] * (i > 0) + [person.name]
        parts += [(" " + person.code, "dim")] if person.code else []
    return Text.assemble(*parts)


def _words_of(event: Event, report: Report, words: ViewWords, room: int) -> Text:
    part = clause(event, report, room)
    kind = report.blocks[event.block].kind if report.blocks else "body"
    return Text.assemble(
        ("" if kind in OWN_BLOCKS else f"[{words.block[kind]}] ", "dim italic"),
        (part.before, "dim"),
        (part.words, f"bold {MODALITY_STYLE[event.modality]}"),
        (part.after, "dim"),
        overflow="fold",
    )


def _show_quotations(report: Report, console: Console, words: ViewWords, width: int) -> None:
    if report.quotations is None:
        return
    if not report.events:
        console.print()
    console.print(Rule(Text(words.quotations, style="bold"), align="left", characters="─", style="dim"), width=width)
    if not report.quotations:
        console.print(Text(words.no_quotations, style="dim"))
    found = sayings(report)
    for quotation in found[:QUOTATIONS_SHOWN]:
        line = Text.assemble(
            (speaker(quotation, report, words), "bold"),
            (f" ({words.quotation_type[quotation.type]}): ", "dim"),
            (quoted(quotation, report, words, LONGEST_QUOTATION), "italic"),
            overflow="fold",
        )
        console.print(Padding(line, (0, 0, 0, 2)), width=width)
    if (rest := len(found) - QUOTATIONS_SHOWN) > 0:
        console.print(Padding(Text(f"+ {rest} {words.more}", style="dim"), (0, 0, 0, 2)), width=width)


def _show_notes(report: Report, console: Console, words: ViewWords, width: int) -> None:
    notes = [note for note in report.notes if not note.uncoded]
    if not notes:
        return
    console.print()
    console.print(Rule(Text(words.notes, style="bold"), align="left", characters="─", style="dim"), width=width)
    for note in notes:
        shown = f" ({words.marks[0]}{flat(report.page.text[slice(*note.span)])}{words.marks[1]})" if note.span else ""
        console.print(Padding(Text(f"{note.stage}: {note.reason}{shown}", style="dim"), (0, 0, 0, 2)), width=width)
