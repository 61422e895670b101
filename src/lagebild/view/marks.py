"""What is marked in the text, cut into pieces that do not overlap."""

from itertools import pairwise
from typing import Literal

from msgspec import Struct

from lagebild.record import Modality, Report, Span

MarkKind = Literal["event", "quotation", "entity"]


class Mark(Struct, frozen=True):
    """A stretch of text that means something; `key` is the event's, quotation's or entity's id."""

    kind: MarkKind
    span: Span
    key: str
    modality: Modality | None = None  # of an event


class Piece(Struct, frozen=True):
    """A stretch of text under the same marks throughout."""

    span: Span
    marks: tuple[Mark, ...]

    def mark(self, kind: MarkKind) -> Mark | None:
        """The mark of this kind, if the piece lies under one."""
        return next((m for m in self.marks if m.kind == kind), None)


def find_marks(report: Report) -> list[Mark]:
    """All marks of a report: event triggers, quoted words and mentions."""
    marks = [Mark("event", e.trigger, e.id, e.modality) for e in report.events or ()]
    marks += [Mark("quotation", span, q.id) for q in report.quotations or () for span in q.content]
    marks += [Mark("entity", m.span, e.id) for e in report.entities or () for m in e.mentions if m.form != "pronoun"]
    return [m for m in marks if m.span[0] < m.span[1]]


def cut(span: Span, marks: list[Mark]) -> list[Piece]:
    """Cut a stretch at every border of a mark; in time linear in its marks but for the sorting."""
    begins = sorted((m for m in marks if m.span[0] < span[1] and span[0] < m.span[1]), key=lambda m: m.span)
    borders = sorted({*span, *(min(max(b, span[0]), span[1]) for m in begins for b in m.span)})
    pieces, open_marks, at = [], list[Mark](), 0
    for start, end in pairwise(borders):
        while at < len(begins) and begins[at].span[0] <= start:
            open_marks.append(begins[at])
            at += 1
        open_marks = [m for m in open_marks if m.span[1] > start]
        pieces.append(Piece((start, end), tuple(open_marks)))
    return pieces


def marks_by_stretch(stretches: list[Span], marks: list[Mark]) -> list[list[Mark]]:
    """The marks that touch each of these stretches, which are sorted and do not overlap."""
    ordered = sorted(marks, key=lambda m: m.span)
    found: list[list[Mark]] = []
    at, carried = 0, list[Mark]()
    for start, end in stretches:
        carried = [m for m in carried if m.span[1] > start]
        while at < len(ordered) and ordered[at].span[0] < end:
            if ordered[at].span[1] > start:
                carried.append(ordered[at])
            at += 1
        found.append(list(carried))
    return found


def stretches_of(report: Report) -> list[tuple[Span, int | None]]:
    """The whole text as its blocks and what lies between them, in order; None marks a stretch without a block."""
    found: list[tuple[Span, int | None]] = []
    at = 0
    for index, block in sorted(enumerate(report.blocks or ()), key=lambda pair: pair[1].span):
        start, end = max(block.span[0], at), block.span[1]
        if end <= at:
            continue
        if start > at:
            found.append(((at, start), None))
        found.append(((start, end), index))
        at = end
    if at < len(report.page.text):
        found.append(((at, len(report.page.text)), None))
    return found
