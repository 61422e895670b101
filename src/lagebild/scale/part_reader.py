"""One part → what came of its items; in a process of a cluster that stays, with models loaded once."""

import os
import pickle
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from lagebild.fetch.items import Failed, Found, Item
from lagebild.ingest.reading import Reading, Task, Unread, crashed, hung, start
from lagebild.ingest.workers import Team, Work
from lagebild.scale.parts import Part, read_part
from lagebild.scale.record_table import write_records

Outcome = tuple[Found | Failed, Reading | Unread | None]


class Order(Struct, frozen=True):
    """How parts are read; `folder`: write a Parquet file for each there, None: hand the results back."""

    task: Task
    limit_bytes: int
    language: str | None = None
    folder: str | None = None


class PartReader:
    """Reads parts. The reading itself is done in a process of its own, which may die or hang over a report."""

    def __init__(self, order: Order) -> None:
        self._order = order
        work: Work[Item, Reading | Unread] = Work(
            partial(start, order.task), crashed, hung, order.task.settings.report_seconds
        )
        self._team = Team(work, 1)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Read the part that a row names; the row that comes back says how many were read and how many not."""
        part: Part = pickle.loads(row["part"])
        outcomes = list(self._outcomes(part))
        read = sum(isinstance(result, Reading) for _, result in outcomes)
        if self._order.folder is not None:
            write_records(outcomes, Path(self._order.folder), part)
        back = b"" if self._order.folder is not None else pickle.dumps(outcomes)
        return {
            "part": part.key, "end": part.end - part.begin, "read": read, "unread": len(outcomes) - read,
            "outcomes": back, "process": f"{os.uname().nodename} {os.getpid()}",
        }  # fmt: skip

    def _outcomes(self, part: Part) -> Iterator[Outcome]:
        order: list[Found | Failed] = []
        for step in read_part(part, self._order.limit_bytes, self._order.language):
            order.append(step)
            if isinstance(step, Found):
                self._team.give(step.item)
            while order and (self._team.is_busy or isinstance(order[0], Failed)):
                yield self._outcome(order.pop(0))
        while order:
            yield self._outcome(order.pop(0))

    def _outcome(self, step: Found | Failed) -> Outcome:
        return step, self._team.next()[1] if isinstance(step, Found) else None
