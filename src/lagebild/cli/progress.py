"""A progress line on stderr, only where stderr is a terminal."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Protocol


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


def _size(stream: BinaryIO) -> int | None:
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None
