"""Work shared among processes, its results in the order of the jobs.

At most `LOOK_AHEAD` jobs per worker are under way, so that memory stays flat however many there are. A process that
dies (out of memory, a crash in a library) costs the one job that killed it.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from msgspec import Struct

LOOK_AHEAD = 4
J = TypeVar("J")
R = TypeVar("R")


class Work(Struct, Generic[J, R], frozen=True):
    """What is to be done: `start` makes, in each process, the function that does one job; it travels to the workers."""

    start: Callable[[], Callable[[J], R]]
    crashed: Callable[[J], R]  # the result of a job whose process died


def in_order(jobs: Iterator[J], work: Work[J, R], workers: int) -> Iterator[tuple[J, R]]:
    """Each job with its result, in the order of the jobs; with one worker, here."""
    if workers == 1:
        do = work.start()
        for job in jobs:
            yield job, do(job)
        return
    team = Team(work, workers)
    try:
        for job in jobs:
            team.give(job)
            if team.is_busy:
                yield team.next()
        while team.under_way:
            yield team.next()
    finally:
        team.stop()


class Team(Generic[J, R]):
    """Processes and the jobs that are under way."""

    def __init__(self, work: Work[J, R], workers: int) -> None:
        self.work, self.workers = work, workers
        self.under_way: deque[tuple[J, Future[R]]] = deque()
        self._pool = self._new_pool(workers)

    @property
    def is_busy(self) -> bool:
        """True where the next result should be taken before another job is given."""
        return len(self.under_way) >= self.workers * LOOK_AHEAD

    def give(self, job: J) -> None:
        """Put a job under way."""
        self.under_way.append((job, self._submit(job)))

    def next(self) -> tuple[J, R]:
        """The oldest job and its result; waits for it."""
        job, future = self.under_way.popleft()
        try:
            return job, future.result()
        except BrokenProcessPool:
            # A worker died. Nobody knows over which job: do this one alone.
            self.stop()
            result = self._do_alone(job)
            self._pool = self._new_pool(self.workers)
            waiting = [(j, f if _is_done(f) else self._submit(j)) for j, f in self.under_way]
            self.under_way.clear()
            self.under_way.extend(waiting)
            return job, result

    def stop(self) -> None:
        """Let the processes end; what is under way is dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _new_pool(self, workers: int) -> ProcessPoolExecutor:
        # spawn: the parent may run a progress thread, and forking a process with threads can lock up
        return ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (self.work.start,))

    def _submit(self, job: J) -> "Future[R]":
        try:
            return self._pool.submit(_do, job)
        except BrokenProcessPool as error:  # a worker has died since; told when this job's turn comes
            future: Future[R] = Future()
            future.set_exception(error)
            return future

    def _do_alone(self, job: J) -> R:
        pool = self._new_pool(1)
        try:
            result: R = pool.submit(_do, job).result()
            return result
        except BrokenProcessPool:
            return self.work.crashed(job)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _is_done(future: "Future[R]") -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


_worker: dict[str, Callable[..., object]] = {}  # what a worker process does; processes share nothing


def _start_worker(start: Callable[[], Callable[..., object]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then stops the workers
    _worker["do"] = start()


def _do(job: J) -> Any:
    return _worker["do"](job)
