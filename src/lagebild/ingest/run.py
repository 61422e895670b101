"""The loop of `lagebild ingest`: what sources give is read and stored, each item once.

What comes of an item and how far its source was read are written in one transaction, in the order in which they came.
So a run that is killed at any moment is taken up by the next without loss or double.
"""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal, Protocol

import msgspec
from msgspec.structs import replace

from lagebild.errors import StoreError
from lagebild.fetch.items import Expect, Failed, Found, Idle, Item, Mark, Passed, Step, Unchanged, item_hash
from lagebild.ingest.reading import Reading, Task, Unread, crashed, hung, start
from lagebild.ingest.workers import Team, Work
from lagebild.store.store import Store

BATCH = 32  # results written in one transaction
SOON = 2.0  # seconds after which fewer are written too
NOT_FOR_US = ("unsupported_language", "not_a_report", "not_text")  # left out of archives without complaint

Result = Reading | Unread | None
Fate = Literal["stored", "double", "known", "left_out", "bad", "none"]


class Watches(Protocol):
    """Told how far the run has got: for the progress bar."""

    def expect(self, size: float) -> None: ...

    def advance(self, size: float, fate: Fate) -> None: ...


class Run:
    """One run: counts, and results that wait to be written."""

    def __init__(
        self,
        store: Store,
        task: Task,
        workers: int = 1,
        *,
        progress: Watches | None = None,
        assimilate: Callable[[Store, object], None] | None = None,
        settle: Callable[[Store], object] | None = None,
    ) -> None:
        self.store, self.task, self.workers = store, task, workers
        self.progress, self.assimilate, self.settle = progress, assimilate, settle
        self.counts: Counter[Fate] = Counter()
        self.versions = 0  # of those stored, new versions of a page that was known
        self._waiting: list[tuple[Step, Result]] = []
        self._written = time.monotonic()

    def take(self, steps: Iterator[Step]) -> None:
        """Read and store all that comes."""
        try:
            for step, result in self._results(steps):
                self.put(step, result)
                if isinstance(step, Idle):
                    self.write()
                    self.finish()
        except KeyboardInterrupt:
            self.write()
            raise
        self.write()
        self.finish()

    def put(self, step: Step, result: Result) -> None:
        """Take what came of a step, which is written soon, together with others."""
        self._waiting.append((step, result))
        if len(self._waiting) >= BATCH or time.monotonic() - self._written > SOON:
            self.write()

    def finish(self) -> None:
        """What is to be done when nothing waits."""
        if self.settle is not None:
            self.settle(self.store)

    def write(self) -> None:
        """Write what waits. Where the database refuses one result, the others are written all the same."""
        waiting, self._waiting = self._waiting, []
        try:
            fates = self._write_all(waiting)
        except StoreError:
            fates = [fate for one in waiting for fate in self._write_alone(one)]
        for (step, _), fate in zip(waiting, fates, strict=True):
            self.counts[fate] += 1
            if self.progress is not None and not isinstance(step, Expect | Mark | Idle):
                self.progress.advance(step.size, fate)
        self._written = time.monotonic()

    def _results(self, steps: Iterator[Step]) -> Iterator[tuple[Step, Result]]:
        """Each step in order, with what came of reading it; models are loaded when the first item needs them."""
        checked = (self._checked(step) for step in steps)
        if self.workers == 1:
            read: Callable[[Item], Reading | Unread] | None = None
            for step in checked:
                if isinstance(step, Found):
                    read = read or start(self.task)
                    yield step, read(step.item)
                else:
                    yield step, None
            return
        work: Work[Item, Reading | Unread] = Work(
            partial(start, self.task), crashed, hung, self.task.settings.report_seconds
        )
        yield from _shared(checked, Team(work, self.workers))

    def _checked(self, step: Step) -> Step:
        """The step, or that its item is known from an earlier run."""
        if isinstance(step, Expect) and self.progress is not None:
            self.progress.expect(step.size)
        if isinstance(step, Found) and not step.again and self.store.quarantine.is_known(item_hash(step.item)):
            return Unchanged(step.item.name, step.size)
        return step

    def _write_all(self, waiting: list[tuple[Step, Result]]) -> list[Fate]:
        before = self.versions
        try:
            with self.store.transaction():
                return [self._write(step, result) for step, result in waiting]
        except StoreError:
            self.versions = before
            raise

    def _write_alone(self, one: tuple[Step, Result]) -> list[Fate]:
        step, _ = one
        try:
            return self._write_all([one])
        except StoreError as error:
            if not isinstance(step, Found):
                raise
            return self._write_all([(step, Unread("internal", f"the store does not take it: {error}"))])

    def _write(self, step: Step, result: Result) -> Fate:
        if isinstance(step, Mark):
            self.store.marks.put(step.key, step.value)
        elif isinstance(step, Passed) and step.instead is not None:
            self.store.quarantine.release(step.instead)
        elif isinstance(step, Unchanged):
            return "known"
        elif isinstance(step, Failed):
            self._put(step, Unread(step.kind, step.reason))
            return "bad"
        elif isinstance(step, Found):
            return self._write_item(step, result)
        return "none"

    def _write_item(self, step: Found, result: Result) -> Fate:
        hash = item_hash(step.item)
        if not isinstance(result, Reading):
            unread = result or Unread("internal", "it was not read")
            if step.item.archived and unread.kind in NOT_FOR_US:
                self.store.quarantine.settle(hash, "left_out")
                return "left_out"
            self._put(step, unread)
            return "bad"
        number = self.store.reports.add(result.entry)
        fate: Literal["stored", "double"] = "double" if number is None else "stored"
        if number is not None:
            if self.assimilate is not None:
                self.assimilate(self.store, result.extract)
            self.versions += len(self.store.reports.versions(result.entry.id)) > 1
        self.store.quarantine.settle(hash, fate)
        if step.instead is not None:
            self.store.quarantine.release(step.instead)
        return fate

    def _put(self, step: Found | Failed, unread: Unread) -> None:
        item = step.item
        kept = msgspec.msgpack.encode(item if item.at is None else replace(item, data=b""))
        hash = step.instead if isinstance(step, Found) and step.instead is not None else item_hash(item)
        self.store.quarantine.put(hash, item.source, item.name, unread.kind, unread.reason, kept)


def _shared(steps: Iterator[Step], team: Team[Item, Reading | Unread]) -> Iterator[tuple[Step, Result]]:
    """The same, items read by a team of processes; what needs no reading keeps its place in the order."""
    order: deque[Step] = deque()

    def ready(all_of_them: bool) -> Iterator[tuple[Step, Result]]:
        while order and (all_of_them or team.is_busy or not isinstance(order[0], Found)):
            step = order.popleft()
            yield step, team.next()[1] if isinstance(step, Found) else None

    try:
        for step in steps:
            order.append(step)
            if isinstance(step, Found):
                team.give(step.item)
            yield from ready(isinstance(step, Idle))
        yield from ready(True)
    finally:
        team.stop()
