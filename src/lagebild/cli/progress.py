"""A progress line on stderr, only where stderr is a terminal."""

import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress


class Advance(Protocol):
    """Called after each report with the bytes of input it took and whether it failed."""

    def __call__(self, size: int, failed: bool) -> None: ...


@contextmanager
def progress(stream: BinaryIO) -> Iterator[Advance]:
    """Show reports read, their rate and failures; the share done where the input is a file."""
    if not sys.stderr.isatty():
        yield lambda size, failed: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[reports]:,} reports"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]:.1f}/s"),
        TextColumn("{task.fields[failures]:,} failed"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=False) as bar:
        task = bar.add_task("", total=_size(stream), reports=0, failures=0, rate=0.0)
        counts = [0, 0]

        def advance(size: int, failed: bool) -> None:
            counts[0] += 1
            counts[1] += failed
            elapsed = bar.tasks[0].elapsed or 0
            rate = counts[0] / elapsed if elapsed else 0.0
            bar.update(task, advance=size, reports=counts[0], failures=counts[1], rate=rate)

        yield advance


class Bar(Protocol):
    """What `ingest.run.Run` tells how far it has got."""

    def expect(self, size: float) -> None: ...

    def advance(self, size: float, fate: str) -> None: ...


@contextmanager
def ingest_bar() -> Iterator[Bar | None]:
    """Show what is stored, known and bad, the rate and the time that is left; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[stored]:,} stored"),
        TextColumn("{task.fields[known]:,} known"),
        TextColumn("{task.fields[bad]:,} bad"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]:.1f}/s"),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _IngestBar(bar)


class _IngestBar:
    def __init__(self, bar: "Progress") -> None:
        self._bar, self._total = bar, 0.0
        self._counts: Counter[str] = Counter()
        self._task = bar.add_task("", total=None, stored=0, known=0, bad=0, rate=0.0)

    def expect(self, size: float) -> None:
        self._total += size
        self._bar.update(self._task, total=self._total)

    def advance(self, size: float, fate: str) -> None:
        self._counts[fate] += 1
        elapsed = self._bar.tasks[0].elapsed or 0
        read = sum(self._counts[name] for name in ("stored", "bad", "double", "left_out"))
        self._bar.update(
            self._task,
            advance=size,
            stored=self._counts["stored"],
            known=self._counts["known"] + self._counts["double"],
            bad=self._counts["bad"],
            rate=read / elapsed if elapsed else 0.0,
        )


@contextmanager
def steps(total: int, what: str) -> Iterator[Callable[[], None]]:
    """Show how many steps of a known number are done; what comes is to be called after each."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), MofNCompleteColumn(), TextColumn(what), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=False) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


@contextmanager
def amount(total: int, what: str) -> Iterator[Callable[[int, int], None]]:
    """Show the share of a file that is read and how much was found in it; what comes is told bytes and count so far."""
    if not sys.stderr.isatty():
        yield lambda size, count: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        DownloadColumn(),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[count]:,} " + what),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=False) as bar:
        task = bar.add_task("", total=total, count=0)
        yield lambda size, count: bar.update(task, completed=size, count=count)


def _size(stream: BinaryIO) -> int | None:
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None
