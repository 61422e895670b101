"""What came of a part as a Parquet file: one row a report, its record as JSON, or why it could not be read."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lagebild.fetch.items import Failed, Found
from lagebild.ingest.reading import Reading, Unread
from lagebild.scale.parts import Part
from lagebild.store.reports import record_of

SCHEMA = (
    "id", "name", "url", "title", "publisher", "published", "language", "record", "error_kind", "error",
)  # fmt: skip


def file_of(folder: Path, key: str) -> Path:
    """Where the results of a part lie once they are all there."""
    return folder / f"part-{key}.parquet"


def write_records(outcomes: Iterable[tuple[Found | Failed, Reading | Unread | None]], folder: Path, part: Part) -> None:
    """Write the file of a part; it appears at once and whole, and writing it again changes nothing."""
    import pyarrow
    import pyarrow.parquet

    # The same report twice in a part is one; across parts `id` tells.
    rows = {row["id"] or row["name"]: row for row in (_row(step, result) for step, result in outcomes)}
    schema = pyarrow.schema([(name, pyarrow.string()) for name in SCHEMA])
    there = file_of(folder, part.key)
    folder.mkdir(parents=True, exist_ok=True)
    beside = there.with_name(f".{there.name}.{os.getpid()}")
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(rows.values()), schema), beside, compression="zstd")
    beside.replace(there)


def _row(step: Found | Failed, result: Reading | Unread | None) -> dict[str, Any]:
    if isinstance(result, Reading):
        entry = result.entry
        return {
            "id": entry.id, "name": entry.name, "url": entry.page.url, "title": entry.title,
            "publisher": entry.publisher, "published": entry.published, "language": entry.language,
            "record": record_of(entry).decode(), "error_kind": None, "error": None,
        }  # fmt: skip
    failed = step if isinstance(step, Failed) else result
    kind, reason = (failed.kind, failed.reason) if failed is not None else ("internal", "it was not read")
    return dict.fromkeys(SCHEMA) | {"name": step.item.name, "url": step.item.url, "error_kind": kind, "error": reason}
