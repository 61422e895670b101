"""Columns of a table, each with its meaning, and how a table is written as delimited text.

docs/reference/exports.md is made of these meanings.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from lagebild.view.phrases import flat

T = TypeVar("T")
Kind = Literal["text", "list", "integer", "number", "date"]
Cell = str | int | float | date | tuple[str, ...] | None

# A spreadsheet runs a cell that begins with one of these as a formula. The last four are the wide forms that Excel
# takes for them in East Asian locales.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Column(Struct, Generic[T], frozen=True):
    """One column: what its cells mean, of what kind they are, and how a row gives its cell (None: empty)."""

    name: str
    kind: Kind
    meaning: str
    of: Callable[[T], Cell]


def nothing(row: object) -> None:
    """The cell of a column that cannot be filled."""


def to_delimited(
    rows: Iterable[T], columns: tuple[Column[T], ...], *, tabs: bool = False, header: bool = True
) -> Iterator[bytes]:
    """A table in UTF-8, one piece a row: with commas (RFC 4180, line ends CRLF) or with tabs.

    Text that a spreadsheet would run as a formula gets an apostrophe before it. With tabs nothing is quoted: a cell
    holds neither tabs nor line ends, and its straight quotation marks become apostrophes.
    """
    if header:
        yield _line([column.name for column in columns], tabs)
    for row in rows:
        yield _line([_text(column.of(row), tabs) for column in columns], tabs)


def _line(cells: list[str], tabs: bool) -> bytes:
    if tabs:
        return ("\t".join(cells) + "\n").encode()
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()


def _text(cell: Cell, tabs: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        cell = ";".join(item.replace(";", ",") for item in cell)
    if not isinstance(cell, str):
        return str(cell)
    cell = flat(cell)
    guarded = "'" + cell if cell.startswith(FORMULA_SIGNS) else cell
    return guarded.replace('"', "'") if tabs else guarded
