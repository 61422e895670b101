"""A reader without models that takes its time, and leaves a trace of where it was made."""

import os
import time
import uuid
from pathlib import Path

from lagebild.record import Page, Report
from lagebild.settings import Settings
from tests.cli.reader import FakeReader

TRACES = "TRACES_OF_READERS"  # folder, in the environment
AWAITED = "NODES_AWAITED"  # how many nodes must have a reader before the first report is read
PATIENCE = 120  # seconds that a reader waits for those of other nodes


class SlowReader(FakeReader):
    """Takes a twentieth of a second for a report, and waits for the readers of other nodes before its first."""

    waiting = True

    def read(self, page: Page, language: str | None = None) -> Report:
        until = time.monotonic() + PATIENCE
        while self.waiting and len(nodes_with_readers()) < int(os.environ.get(AWAITED, "1")):
            if time.monotonic() > until:
                break
            time.sleep(0.1)
        self.waiting = False
        time.sleep(0.05)
        return super().read(page, language)


def nodes_with_readers() -> set[str]:
    """The nodes on which a reader was made."""
    return {trace.name.partition("-")[0] for trace in Path(os.environ[TRACES]).iterdir()}


def make_reader(settings: Settings) -> SlowReader:
    node = os.environ.get("RAY_RAYLET_PID", "none")
    (Path(os.environ[TRACES]) / f"{node}-{uuid.uuid4().hex}").touch()
    return SlowReader()
