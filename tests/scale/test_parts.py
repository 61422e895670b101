"""Files cut into parts hold each item once."""

import gzip
import json
from pathlib import Path

import pytest

from lagebild.errors import UsageError
from lagebild.fetch.items import Failed, Found
from lagebild.scale.parts import find_parts, read_part
from tests.ingest.archives import archive

LIMIT = 100_000


def names(paths: list[Path], size: int) -> list[str]:
    """What all parts hold, one after another: the data of each item, or why there is none."""
    steps = [step for part in find_parts([str(p) for p in paths], size) for step in read_part(part, LIMIT, None)]
    return [step.item.data.decode() if isinstance(step, Found) else step.kind for step in steps]


@pytest.mark.parametrize("size", [1, 7, 64, 1000, 10**9])
def test_each_line_is_in_one_part(tmp_path: Path, size: int) -> None:
    lines = [json.dumps({"id": str(n), "text": "x" * (n * 7 % 60)}) for n in range(40)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines[:20]) + "\n\n" + "\n".join(lines[20:]), encoding="utf-8")
    assert names([path], size) == lines


def test_packed_lines_are_one_part(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "One."}\n{"text": "Two."}\n'))
    assert len(find_parts([str(path)], 10)) == 1
    assert names([path], 10) == ['{"text": "One."}', '{"text": "Two."}']


@pytest.mark.parametrize("size", [50, 333, 10**9])
def test_each_record_of_an_archive_is_in_one_part(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(archive("gz", *(f"page {n}" for n in range(15))))
    found = names([path], size)
    assert len(found) == len(set(found)) == 15
    assert found == names([path], 10**9)
    assert size > 1000 or len(find_parts([str(path)], size)) > 3


def test_groups_of_rows_of_parquet_are_parts(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    rows = {"id": [str(n) for n in range(10)], "text": [f"Text {n}." for n in range(10)], "other": [1] * 10}
    parquet.write_table(arrow.table(rows), path, row_group_size=4)
    assert len(find_parts([str(tmp_path)])) == 3
    assert [json.loads(data) for data in names([path], 1)] == [{"id": str(n), "text": f"Text {n}."} for n in range(10)]
    parquet.write_table(arrow.table({"words": ["a"]}), path)
    (step,) = (step for part in find_parts([str(path)]) for step in read_part(part, LIMIT, None))
    assert isinstance(step, Failed)
    assert "neither a column text nor html" in step.reason


def test_a_line_that_is_too_large_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n{"text": "' + "x" * (2 * LIMIT) + '"}\n{"text": "Two."}\n', encoding="utf-8")
    assert names([path], 30) == ['{"text": "One."}', "too_large", '{"text": "Two."}']


def test_what_cannot_be_cut_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("Somebody said something.", encoding="utf-8")
    with pytest.raises(UsageError, match="read it without --engine ray"):
        find_parts([str(page)])
    with pytest.raises(UsageError, match="no such file"):
        find_parts([str(tmp_path / "none")])


def test_a_part_is_known_again_until_its_file_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n', encoding="utf-8")
    before = [part.key for part in find_parts([str(path)])]
    assert before == [part.key for part in find_parts([str(path)])]
    path.write_text('{"text": "Other words."}\n', encoding="utf-8")
    assert before != [part.key for part in find_parts([str(path)])]
