"""Parquet: what pyarrow, pandas and duckdb make of it."""

import io
import sys
from datetime import date
from itertools import repeat
from pathlib import Path

import duckdb
import pandas
import pyarrow.parquet
import pytest

from lagebild.errors import MissingLibraryError
from lagebild.exports import parquet
from lagebild.exports.events_table import COLUMNS
from tests.exports.samples import convert, hostile, records


def test_pyarrow_reads_the_columns_with_their_types() -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(convert("parquet")))
    assert table.column_names == [column.name for column in COLUMNS]
    first = table.to_pylist()[0]
    assert first["sources"] == ["Polizei", "Reuters"]
    assert (first["date_begin"], first["score"], first["geonames"]) == (date(2024, 3, 5), -4.5, 186301)
    assert first["recipients"] == []


def test_pandas_reads_it() -> None:
    table = pandas.read_parquet(io.BytesIO(convert("parquet")))
    assert table["modality"].tolist() == ["asserted", "planned", "denied", "conditional"]


def test_duckdb_asks_into_lists(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    path.write_bytes(convert("parquet"))
    question = f"select event from '{path}' where list_contains(sources, 'Reuters')"
    assert duckdb.sql(question).fetchall() == [("e1",)]


def test_it_is_written_group_by_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS_OF_A_GROUP", 3)
    pieces = list(parquet.to_parquet(record for record in repeat(records()[0], 4)))
    assert len(pieces) == 5
    file = pyarrow.parquet.ParquetFile(io.BytesIO(b"".join(pieces)))
    assert (file.num_row_groups, file.metadata.num_rows) == (4, 12)


def test_no_events_make_an_empty_table() -> None:
    assert pyarrow.parquet.read_table(io.BytesIO(b"".join(parquet.to_parquet(())))).num_rows == 0


def test_hostile_names_are_held_whole() -> None:
    actors = pyarrow.parquet.read_table(io.BytesIO(convert("parquet", hostile()))).to_pylist()[0]["actors"]
    assert len(actors) == 1
    assert actors[0].startswith("=HYPERLINK")


def test_a_missing_library_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingLibraryError, match=r"pip install 'lagebild\[exports\]'"):
        next(parquet.to_parquet(()))
