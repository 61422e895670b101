"""CSV: one event a row, lists joined by semicolons, safe to open in a spreadsheet."""

from collections.abc import Iterable, Iterator

from lagebild.exports.columns import to_delimited
from lagebild.exports.events_table import COLUMNS
from lagebild.exports.facts import events_of
from lagebild.view.contract import ReportObject


def to_csv(records: Iterable[ReportObject], header: bool = True) -> Iterator[bytes]:
    """The events of these records as CSV in UTF-8 (RFC 4180), a piece for each row."""
    return to_delimited(events_of(records), COLUMNS, header=header)
