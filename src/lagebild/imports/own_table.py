"""A table of one's own (CSV) → rows; docs/knowledge.md describes its columns."""

import csv
import re
from collections.abc import Iterable, Iterator

from lagebild.errors import DataError
from lagebild.imports.row import Kind, Row, Skipped
from lagebild.knowledge.holders import Term

COLUMNS = ("name", "variants", "kind", "country", "sector", "office", "since", "until", "wikidata", "sanctioned")
KINDS: dict[str, Kind] = {
    "person": "person",
    "organisation": "organisation",
    "organization": "organisation",
    "place": "region",
}
_DATE = (re.compile(r"\d{4}(-\d\d(-\d\d)?)?"), "year, month (2005-11) or day (2005-11-22)")
SHAPES = {
    "sector": (re.compile(r"[A-Z]{3}( [A-Z]{3})?"), "PLOVER sector, such as GOV"),
    "since": _DATE,
    "until": _DATE,
    "wikidata": (re.compile(r"Q[1-9]\d*"), "Wikidata id, such as Q567"),
}


def read_own_table(
    lines: Iterable[tuple[int, bytes]], codes: frozenset[str], offices: frozenset[str]
) -> Iterator[Row | Skipped]:
    """One row a line; several lines with one name and country are one person with several terms in office.

    `codes` are the countries and unions, `offices` those of world/offices.yaml. DataError where the head is wrong.
    """
    numbered = iter(lines)
    head = next(numbered, (0, b""))[1].decode("utf-8-sig", "replace")
    columns = next(csv.reader([head]), [])
    unknown = [c for c in columns if c not in COLUMNS]
    if unknown or not {"name", "country"} <= set(columns):
        raise DataError(f"line 1: columns must be some of {', '.join(COLUMNS)}, with name and country; found {columns}")
    for number, line in numbered:
        if not line.strip():
            continue
        try:
            cells = next(csv.reader([line.decode("utf-8")]), [])
        except (UnicodeDecodeError, csv.Error) as error:
            yield Skipped(number, str(error))
            continue
        given = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        wrong = _fault(given, len(cells), len(columns), codes, offices)
        yield Skipped(number, wrong) if wrong else _row(given, number)


def _fault(
    given: dict[str, str], cells: int, columns: int, codes: frozenset[str], offices: frozenset[str]
) -> str | None:
    if cells != columns:
        return f"{cells} cells under {columns} columns"
    if not given.get("name"):
        return "no name"
    if given.get("country") and given["country"] not in codes:
        return f"country {given['country']!r} is no ISO 3166-1 alpha-3 code, nor UNO, EUR, IGO, NGO, IMG"
    if given.get("kind") and given["kind"] not in KINDS:
        return f"kind {given['kind']!r} is none of {', '.join(KINDS)}"
    if given.get("office") and given["office"] not in offices:
        return f"office {given['office']!r} is none of world/offices.yaml: {', '.join(sorted(offices))}"
    if given.get("office") and not given.get("since"):
        return "an office needs `since`: a year, a month (2005-11) or a day"
    return next(
        (
            f"{column} {given[column]!r} is no {what}"
            for column, (shape, what) in SHAPES.items()
            if given.get(column) and not shape.fullmatch(given[column])
        ),
        None,
    )


def _row(given: dict[str, str], number: int) -> Row:
    term = Term(given["office"], given["since"], given.get("until") or None) if given.get("office") else None
    names = dict.fromkeys([given["name"], *_split(given.get("variants", ""))])
    return Row(
        id=f"{given['name']}|{given.get('country', '')}",
        kind=KINDS[given.get("kind") or "person"],
        names=tuple(("", name) for name in names),
        country=given.get("country") or None,
        sector=given.get("sector") or None,
        terms=(term,) if term else (),
        wikidata=given.get("wikidata") or None,
        sanctions=_split(given.get("sanctioned", "")),
        weight=1_000_000,  # the user's own word goes before every other import
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
