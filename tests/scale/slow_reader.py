"""A reader without models that takes its time, and leaves a trace of where it was made."""

import os
import time
import uuid
from pathlib import Path

from lagebild.record import Page, Report
from lagebild.settings import Settings
from tests.cli.reader import FakeReader

TRACES = "TRACES_OF_READERS"  # folder, in the environment


class SlowReader(FakeReader):
    """Takes a twentieth of a second for a report."""

    def read(self, page: Page, language: str | None = None) -> Report:
        time.sleep(0.05)
        return super().read(page, language)


def make_reader(settings: Settings) -> SlowReader:
    node = os.environ.get("RAY_RAYLET_PID", "none")
    (Path(os.environ[TRACES]) / f"{node}-{uuid.uuid4().hex}").touch()
    return SlowReader()
