"""A reader without models: it makes one block of the text and notes nothing; some words make it fail."""

import os
import time

from lagebild.errors import NotAReportError
from lagebild.record import Block, Page, Report
from lagebild.settings import Settings


class FakeReader:
    """What the commands need of `lagebild.app.Reader`."""

    def read(self, page: Page, language: str | None = None) -> Report:
        if "NOPROSE" in page.text:
            raise NotAReportError(f"{page.id}: no running prose; give the text of a report")
        if "BUG" in page.text:
            raise ZeroDivisionError("a fault of ours")
        if "CRASH" in page.text:
            os._exit(7)
        if "HANG" in page.text:
            time.sleep(600)
        return Report(
            page=page,
            language=language or page.language or "en",
            blocks=(Block("body", (0, len(page.text)), "all"),),
            events=(),
        )

    def made_by(self, report: Report) -> dict[str, object]:
        return {"lagebild": "test"}


def make_reader(settings: Settings) -> FakeReader:
    return FakeReader()
