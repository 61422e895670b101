"""Parts read by Ray Data: each exactly once in the end, whatever dies in between.

A part whose process or node dies is read again elsewhere. What came of a part is written as a whole: into the store
in the caller's process, with a mark in the same transaction or after it, or as one Parquet file where it was read.
Parts that are marked, or whose file is there, are passed over by later runs; reports that the store holds are not
stored twice.
"""

import logging
import pickle
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from lagebild.errors import MissingLibraryError
from lagebild.fetch.items import Expect, Mark, Passed
from lagebild.ingest.run import Run
from lagebild.scale.part_reader import Order, PartReader
from lagebild.scale.parts import Part
from lagebild.scale.record_table import file_of


def ingest_parts(run: Run, parts: Sequence[Part], order: Order, workers: int | None) -> None:
    """Read parts into the store of a run; those that an earlier run marked are passed over."""
    left = [part for part in parts if run.store.marks.get(_key(part.key), bool) is None]
    run.put(Expect(len(left)), None)
    for row in _rows(left, order, workers):
        for step, result in pickle.loads(row["outcomes"]):
            run.put(step, result)
        run.put(Mark(_key(row["part"]), True), None)
        run.put(Passed(1), None)
        run.write()
    run.finish()


def write_parts(parts: Sequence[Part], order: Order, workers: int | None) -> tuple[int, int]:
    """Read parts into Parquet files of a folder; how many reports were read and how many could not be."""
    folder = Path(order.folder or ".")
    left = [part for part in parts if not file_of(folder, part.key).exists()]
    read = unread = 0
    for row in _rows(left, order, workers):
        read, unread = read + row["read"], unread + row["unread"]
    return read, unread


def _key(part: str) -> str:
    return f"part {part}"


def _rows(parts: Sequence[Part], order: Order, workers: int | None) -> Iterator[dict[str, Any]]:
    """What came of each part, as it comes; `workers` None: as many as the cluster has processors."""
    if not parts:
        return
    try:
        ray: Any = import_module("ray")  # partly typed, and not installed for all: nothing is made of its types
        import_module("ray.data")
    except ImportError as error:
        raise MissingLibraryError(
            "--engine ray needs Ray, which is not installed; install it with: pip install 'lagebild[ray]'"
        ) from error
    if not ray.is_initialized():
        ray.init(
            log_to_driver=False, logging_level=logging.WARNING
        )  # RAY_ADDRESS names a cluster; else one is made here
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    resources: dict[str, float] = ray.cluster_resources()
    count = workers or max(1, int(resources.get("CPU", 1)))
    rows = ray.data.from_items([{"part": pickle.dumps(part)} for part in parts], override_num_blocks=len(parts))
    done = rows.map(
        PartReader,  # Ray makes one in each of its processes, and calls that
        fn_constructor_args=(order,),
        num_cpus=1,
        concurrency=(1, min(count, len(parts))),
    )
    yield from done.iter_rows()
