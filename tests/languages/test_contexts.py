"""Every context is shown by its examples and not by its near misses, with the shipped models."""

from functools import cache

import pytest

from lagebild.engines.spacy_engine import load_analyser
from lagebild.knowledge.context_words import ContextText
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import EventWords, load_event_words
from lagebild.record import Block, Page

LANGUAGES = ("de", "en")


@cache
def words(language: str) -> EventWords:
    return load_event_words(package_folder("languages") / language / "events")


@cache
def analyser(language: str):  # type: ignore[no-untyped-def]
    return load_analyser(language)


def shown(language: str, text: str) -> set[str]:
    page = Page(text=text, language=language)
    sentences = analyser(language)(page, (Block("body", (0, len(text)), "test"),)).part
    return {c for s in sentences for found in words(language).contexts.find(s.tokens).values() for c in found}


CONTEXTS = [(language, text) for language in LANGUAGES for text in words(language).contexts.texts]


@pytest.mark.parametrize(("language", "text"), CONTEXTS, ids=lambda v: getattr(v, "context", v))
def test_a_context_is_shown_by_its_examples_only(language: str, text: ContextText) -> None:
    assert text.finds
    assert text.misses
    for example in text.finds:
        assert text.context in shown(language, example), example
    for example in text.misses:
        assert text.context not in shown(language, example), example
