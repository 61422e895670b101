"""The shipped reader and tables, loaded once for all tests of stories."""

from collections.abc import Callable

import pytest

from lagebild.app import Reader
from lagebild.knowledge.judging import StoryKnowledge, load_story_knowledge
from lagebild.record import Page, Report
from lagebild.settings import Settings

Read = Callable[..., Report]


@pytest.fixture(scope="session")
def knowledge() -> StoryKnowledge:
    return load_story_knowledge()


@pytest.fixture(scope="session")
def read() -> Read:
    reader = Reader(Settings())

    def read_text(text: str, language: str = "en", **page: str) -> Report:
        given = {"id": "r1", "publisher": "Harbour Gazette", "published": "2025-06-16T08:00", **page}
        return reader.read(Page(text, **given), language)  # type: ignore[arg-type]

    return read_text
