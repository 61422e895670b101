"""The events of reports as rows of a CSV table, one event a row."""

import csv
import io
from collections.abc import Iterable, Sequence

from lagebild.record import Event, Participant, Report
from lagebild.view.phrases import flat, when, where

COLUMNS = (
    "report",
    "url",
    "publisher",
    "published",
    "language",
    "event",
    "type",
    "modes",
    "contexts",
    "quad",
    "score",
    "cameo",
    "modality",
    "actors",
    "actor_codes",
    "recipients",
    "recipient_codes",
    "when",
    "date_begin",
    "date_end",
    "place",
    "sources",
    "block",
    "trigger",
    "trigger_start",
    "trigger_end",
    "rule",
    "confidence",
)
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(reports: Iterable[Report], header: bool = True) -> str:
    """The events of these reports as CSV text (RFC 4180, line ends CRLF)."""
    text = io.StringIO()
    writer = csv.writer(text)
    if header:
        writer.writerow(COLUMNS)
    for report in reports:
        writer.writerows(rows(report))
    return text.getvalue()


def rows(report: Report) -> list[list[str]]:
    """One row per event; lists are joined by ";"."""
    return [[_guard(cell) for cell in _cells(event, report)] for event in report.events or ()]


def _cells(event: Event, report: Report) -> Sequence[str | float]:
    page, masthead = report.page, report.masthead
    return (
        page.id,
        page.url or "",
        (masthead.publisher if masthead else None) or page.publisher or "",
        (masthead.published if masthead else None) or page.published or "",
        report.language,
        event.id,
        event.type,
        ";".join(event.modes),
        ";".join(event.contexts),
        event.quad,
        event.score,
        event.cameo or "",
        event.modality,
        _names(event.actors, report),
        _codes(event.actors),
        _names(event.recipients, report),
        _codes(event.recipients),
        when(event, report),
        event.date_begin or "",
        event.date_end or "",
        where(event, report),
        ";".join(flat(s.name) for s in event.sources),
        report.blocks[event.block].kind if report.blocks else "",
        flat(page.text[slice(*event.trigger)]),
        event.trigger[0],
        event.trigger[1],
        event.rule,
        event.confidence,
    )


def _names(participants: tuple[Participant, ...], report: Report) -> str:
    names = {e.id: e.name for e in report.entities or ()}
    return ";".join(flat(names.get(p.entity or "", report.page.text[slice(*p.span)])) for p in participants)


def _codes(participants: tuple[Participant, ...]) -> str:
    return ";".join(p.code for p in participants)


def _guard(cell: str | float) -> str:
    # A spreadsheet runs a cell that begins like a formula; the apostrophe makes it text. Numbers stay numbers.
    if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
        return "'" + cell
    return str(cell)
