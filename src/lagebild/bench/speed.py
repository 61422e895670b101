"""How long reading reports takes, stage by stage: one process, one thread, models loaded before."""

import functools
import gc
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from msgspec import Struct

from lagebild.app import Reader
from lagebild.errors import DataError, InputError
from lagebild.fetch.json_lines import BadLineError, Line, page_of_line
from lagebild.pipeline import Found, Stage
from lagebild.settings import Settings
from lagebild.situation.assimilating import extract_of
from lagebild.view.contract import to_object

PAGE, RECORD, CLAIMS, REST = "page", "record", "claims", "rest"  # what is timed beside the stages


class SpeedScore(Struct, frozen=True):
    """Medians of several runs over the same reports, in seconds of processor time but for `reports_per_s`."""

    reports: int
    unread: int  # refused, and in no figure
    words: int  # between blanks, of all reports
    tokens: int  # in the sentences that were analysed
    runs: int
    reports_per_s: float  # by the clock, all reports of a run
    reports_per_cpu_s: float  # by processor time, which others on the machine disturb less
    peak_mb: int  # of this process, models and all
    stages: dict[str, float]  # seconds a run: page, each stage in order, rest, record, claims


class Timer:
    """Adds up the processor time of stages, and of what is done in `spent`."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def around(self, stage: Stage) -> Stage:
        """The same stage, timed."""
        find: Callable[..., Found[Any]] = stage.find

        @functools.wraps(find)  # its parameters are what the stage needs
        def timed(**parts: object) -> Found[Any]:
            with self.spent(stage.gives):
                return find(**parts)

        return Stage(stage.gives, timed)

    @contextmanager
    def spent(self, name: str) -> Iterator[None]:
        """Time what is done within."""
        begin = time.process_time()
        try:
            yield
        finally:
            self.seconds[name] += time.process_time() - begin


def time_reports(lines: Sequence[Line], language: str | None, settings: Settings, runs: int) -> SpeedScore:
    """Read all reports so many times, after a first time that is not counted. DataError where none can be read."""
    timer = Timer()
    reader = Reader(settings, after_loading=gc.freeze, around=timer.around)
    kept = [line for line in lines if _is_read(line, language, reader)]
    if not kept:
        raise DataError("none of these reports can be read")
    timed: list[tuple[float, dict[str, float]]] = []
    tokens = 0
    for _ in range(runs):
        timer.seconds = defaultdict(float)
        begin = time.perf_counter()
        tokens = sum(_read(line, language, reader, timer) for line in kept)
        timed.append((time.perf_counter() - begin, timer.seconds))
    names = list(dict.fromkeys(name for _, seconds in timed for name in seconds))
    stages = {name: statistics.median(seconds.get(name, 0.0) for _, seconds in timed) for name in names}
    inside = sum(value for name, value in stages.items() if name not in (PAGE, REST, RECORD, CLAIMS))
    stages[REST] = max(0.0, stages[REST] - inside)  # it was timed around all stages
    return SpeedScore(
        reports=len(kept),
        unread=len(lines) - len(kept),
        words=sum(len((line.text or line.html or "").split()) for line in kept),
        tokens=tokens,
        runs=runs,
        reports_per_s=len(kept) / statistics.median(seconds for seconds, _ in timed),
        reports_per_cpu_s=len(kept) / sum(stages.values()),
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        // (1 << 20 if sys.platform == "darwin" else 1 << 10),
        stages=stages,
    )


def read_lines_to_time(data: bytes, limit: int | None) -> list[Line]:
    """The reports of a JSON Lines file, at most so many; DataError names the line that is none."""
    found = []
    for number, line in enumerate(data.splitlines()[:limit], 1):
        try:
            found.append(msgspec.json.decode(line, type=Line))
        except msgspec.DecodeError as error:
            raise DataError(f"line {number}: no report as `lagebild read --jsonl` takes it: {error}") from error
    return found


def _is_read(line: Line, language: str | None, reader: Reader) -> bool:
    try:
        _read(line, language, reader, Timer())
    except (InputError, BadLineError):
        return False
    return True


def _read(line: Line, language: str | None, reader: Reader, timer: Timer) -> int:
    """Read a report to its record and claims; the number of its tokens."""
    with timer.spent(PAGE):
        page = page_of_line(line, str(line.id or ""))
    with timer.spent(REST):
        report = reader.read(page, line.language or line.lang or language)
    with timer.spent(RECORD):
        msgspec.json.encode(to_object(report, reader.made_by(report)))
    with timer.spent(CLAIMS):
        extract_of(report)
    return sum(len(sentence.tokens) for sentence in report.sentences or ())
