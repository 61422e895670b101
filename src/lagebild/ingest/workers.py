"""Work shared among processes, its results in the order of the jobs.

At most `LOOK_AHEAD` jobs per worker are under way, so that memory stays flat however many there are. A process that
dies (out of memory, a crash in a library), or works on one job for longer than is allowed, costs that job and is
replaced; so is one that has done `MOST_JOBS`, for what libraries keep of every text that they saw grows.
"""

import os
import queue
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any, Generic, TypeVar

from msgspec import Struct

LOOK_AHEAD = 8
MOST_JOBS = 20_000
J = TypeVar("J")
R = TypeVar("R")
_CONTEXT = get_context("spawn")  # forking a process with threads can lock up


class Work(Struct, Generic[J, R], frozen=True):
    """What is to be done: `start` makes, in each process, the function that does one job; it travels to the workers."""

    start: Callable[[], Callable[[J], R]]
    crashed: Callable[[J], R]  # the result of a job whose process died
    hung: Callable[[J], R]  # of one that took too long
    seconds: float | None = None  # that one job may take; None: any time


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
    """Processes, each served by a thread, and the jobs that are under way.

    A thread waits for its process, so that it has its next job at once, whatever the caller does with results.
    """

    def __init__(self, work: Work[J, R], workers: int) -> None:
        self.work, self.workers = work, workers
        self.under_way: deque[tuple[J, Future[R]]] = deque()
        self._jobs: queue.SimpleQueue[tuple[J, Future[R]] | None] = queue.SimpleQueue()
        self._processes: list[_Process[J, R]] = [_Process(work) for _ in range(workers)]
        self._threads = [Thread(target=self._serve, args=(process,), daemon=True) for process in self._processes]
        for thread in self._threads:
            thread.start()

    @property
    def is_busy(self) -> bool:
        """True where the next result should be taken before another job is given."""
        return len(self.under_way) >= self.workers * LOOK_AHEAD

    def give(self, job: J) -> None:
        """Put a job under way."""
        future: Future[R] = Future()
        self.under_way.append((job, future))
        self._jobs.put((job, future))

    def next(self) -> tuple[J, R]:
        """The oldest job and its result; waits for it."""
        job, future = self.under_way.popleft()
        return job, future.result()

    def stop(self) -> None:
        """End the processes; what is under way is dropped."""
        for _, future in self.under_way:
            future.cancel()
        self.under_way.clear()
        for _ in self._threads:
            self._jobs.put(None)
        for process in self._processes:
            process.end()
        for thread in self._threads:
            thread.join(timeout=5)

    def _serve(self, process: "_Process[J, R]") -> None:
        while (entry := self._jobs.get()) is not None:
            job, future = entry
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(process.do(job))
                except BaseException as error:  # told where the result is taken
                    future.set_exception(error)


class _Process(Generic[J, R]):
    """One process at a time, started when there is a job for it."""

    def __init__(self, work: Work[J, R]) -> None:
        self._work = work
        self._done = 0
        self._ended = False
        self._running: tuple[Any, Connection] | None = None

    def do(self, job: J) -> R:
        """The result of a job; what its function raises is raised here."""
        _, connection = self._running or self._start()
        try:
            connection.send(job)
            if not connection.poll(self._work.seconds):
                self._kill()
                return self._work.hung(job)
            failed, result = connection.recv()
        except (EOFError, OSError):
            self._kill()
            return self._work.crashed(job)
        self._done += 1
        if self._done == MOST_JOBS:
            self._kill()
        if failed:
            raise result
        found: R = result
        return found

    def end(self) -> None:
        """No more jobs: the process is stopped, whatever it does."""
        self._ended = True
        self._kill()

    def _start(self) -> tuple[Any, Connection]:
        if self._ended:
            raise EOFError("this worker was ended")
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # the child has it: workers of two threads stand in their way
        here, there = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_serve_jobs, args=(there, self._work.start), daemon=True)
        process.start()
        there.close()  # so that its end shows here as the end of the connection
        self._running, self._done = (process, here), 0
        try:
            failed, result = here.recv()
        except EOFError:
            return process, here  # it died while it started: shows as the crash of its first job
        if failed:
            self._kill()
            raise result
        return process, here

    def _kill(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            process, connection = running
            process.kill()
            process.join()
            connection.close()


def _serve_jobs(connection: Connection, start: Callable[[], Callable[[Any], Any]]) -> None:
    """What a worker process does until its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then stops the workers
    try:
        do = start()
    except Exception as error:
        connection.send((True, error))
        return
    try:
        connection.send((False, None))
        while True:
            job = connection.recv()
            try:
                answer = (False, do(job))
            except Exception as error:
                answer = (True, error)
            connection.send(answer)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
