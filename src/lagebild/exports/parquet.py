"""Parquet: the same table as CSV with typed columns; lists are lists, days are days. Needs pyarrow."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from lagebild.errors import MissingLibraryError
from lagebild.exports.columns import Cell, Kind
from lagebild.exports.events_table import COLUMNS
from lagebild.exports.facts import Told, events_of
from lagebild.view.contract import ReportObject
from lagebild.view.phrases import flat

if TYPE_CHECKING:
    import pyarrow
    from typing_extensions import Buffer

ROWS_OF_A_GROUP = 10_000  # some 10 MB in memory; a reader skips groups whose bounds do not fit its question


def to_parquet(records: Iterable[ReportObject]) -> Iterator[bytes]:
    """The events of these records as one Parquet file, a piece for each group of rows.

    MissingLibraryError where pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingLibraryError(
            "Parquet needs pyarrow, which is not installed; install it with: pip install 'lagebild[exports]'"
        ) from error
    schema = pyarrow.schema([_field(column.name, column.kind) for column in COLUMNS])
    rows = events_of(records)
    file = _Pieces()
    with pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(rows, ROWS_OF_A_GROUP)):
            writer.write_table(_table(group, schema))
            yield file.take()
    yield file.take()


def _field(name: str, kind: Kind) -> "pyarrow.Field":
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "list": pyarrow.list_(pyarrow.string()),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "date": pyarrow.date32(),
    }
    return pyarrow.field(name, types[kind])


def _table(group: list[Told], schema: "pyarrow.Schema") -> "pyarrow.Table":
    import pyarrow

    columns = ([_plain(column.of(told)) for told in group] for column in COLUMNS)
    return pyarrow.Table.from_arrays(
        [pyarrow.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)], schema=schema
    )


def _plain(cell: Cell) -> object:
    if isinstance(cell, str):
        return flat(cell)
    return [flat(item) for item in cell] if isinstance(cell, tuple) else cell


class _Pieces(io.RawIOBase):
    """A file that is handed on piece by piece: what was written since, and how far it has come."""

    def __init__(self) -> None:
        self._written: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._length

    def write(self, data: "Buffer") -> int:
        piece = bytes(data)
        self._written.append(piece)
        self._length += len(piece)
        return len(piece)

    def take(self) -> bytes:
        """What was written since this was last asked."""
        taken = b"".join(self._written)
        self._written.clear()
        return taken
