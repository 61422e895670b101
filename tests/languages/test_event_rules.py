"""Every rule finds what its examples say, and misses what they say, through the whole pipeline."""

import pytest

from lagebild.app import Reader
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import Example, Rule, load_event_words
from lagebild.knowledge.ontology import load_ontology
from lagebild.record import Event, Page, Span
from lagebild.settings import Settings

LANGUAGES = ("de", "en")
PUBLISHED = "2026-03-12"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings())


def rules(language: str) -> tuple[Rule, ...]:
    return load_event_words(package_folder("languages") / language / "events").rules


FINDS = [(language, rule, e) for language in LANGUAGES for rule in rules(language) for e in rule.finds]
MISSES = [(language, rule, e) for language in LANGUAGES for rule in rules(language) for e in rule.misses]


def read(reader: Reader, language: str, text: str) -> tuple[Event, ...]:
    report = reader.read(Page(text=text, language=language, published=PUBLISHED))
    assert report.events is not None
    return report.events


@pytest.mark.parametrize(("language", "rule", "example"), FINDS, ids=lambda v: getattr(v, "name", None))
def test_rule_finds_its_example(reader: Reader, language: str, rule: Rule, example: Example) -> None:
    events = [e for e in read(reader, language, example.text) if e.rule == rule.name]
    assert events, f"{rule.name} finds nothing in: {example.text}"
    for wanted, field in ((example.actor, "actors"), (example.recipient, "recipients")):
        if wanted:
            where = (example.text.index(wanted), example.text.index(wanted) + len(wanted))
            assert any(overlaps(where, p.span) for e in events for p in getattr(e, field)), (
                f"{rule.name}: {field} should be {wanted!r} in: {example.text}"
            )


@pytest.mark.parametrize(("language", "rule", "example"), MISSES, ids=lambda v: getattr(v, "name", None))
def test_rule_misses_its_near_miss(reader: Reader, language: str, rule: Rule, example: Example) -> None:
    found = [e for e in read(reader, language, example.text) if e.rule == rule.name]
    assert not found, f"{rule.name} must not code: {example.text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_name_types_and_modes_of_the_ontology(language: str) -> None:
    ontology = load_ontology(package_folder("ontology"))
    for rule in rules(language):
        for mode in rule.modes:
            ontology.mode(rule.event, mode)
        ontology.event_type(rule.event)


@pytest.mark.parametrize("language", LANGUAGES)
def test_context_words_name_contexts_of_the_ontology(language: str) -> None:
    ontology = load_ontology(package_folder("ontology"))
    words = load_event_words(package_folder("languages") / language / "events")
    assert set(words.contexts) <= set(ontology.contexts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_type_has_rules(language: str) -> None:
    ontology = load_ontology(package_folder("ontology"))
    assert {rule.event for rule in rules(language)} == set(ontology.event_types)


def overlaps(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
