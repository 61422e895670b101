"""Every rule holds on its own examples and misses its near misses, with the shipped models and all stages.

An example is found if the rule holds on some word of it and the event coded on that word has the participants
that the example names. Where two rules hold on one word, the more demanding one gives the event its name.
"""

from functools import cache, partial

import pytest

from lagebild.engines.spacy_engine import load_analyser
from lagebild.knowledge.calibration import load_calibration
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import Example, Rule, load_event_words
from lagebild.knowledge.gazetteer import load_gazetteer
from lagebild.knowledge.language_pack import load_language_pack
from lagebild.knowledge.ontology import load_ontology
from lagebild.knowledge.press import load_press
from lagebild.knowledge.world import load_world
from lagebild.pipeline import Found, Stage, run
from lagebild.record import Block, Event, Page, Report, Span
from lagebild.rules.match import RuleIndex
from lagebild.rules.tree import Tree
from lagebild.stages import table_of_stages

LANGUAGES = ("de", "en")
PUBLISHED = "2026-03-12"


def one_body(page: Page) -> Found[tuple[Block, ...]]:
    """Take the example for a paragraph, whatever it looks like."""
    return Found((Block("body", (0, len(page.text)), "test"),))


@cache
def stages(language: str) -> tuple[Stage, ...]:
    pack = load_language_pack(package_folder("languages") / language)
    world = load_world(package_folder("world"), language, pack.entities.words.inflection)
    gazetteer = load_gazetteer(package_folder("world"))
    table = table_of_stages(
        pack,
        load_ontology(package_folder("ontology")),
        world,
        load_press(),
        gazetteer,
        load_calibration(package_folder("calibration")),
        load_analyser(language),
    )
    return (Stage("blocks", partial(one_body)), *table[1:])


@cache
def rules(language: str) -> tuple[Rule, ...]:
    return load_event_words(package_folder("languages") / language / "events", examples=True).rules


@cache
def index(language: str) -> RuleIndex:
    words = load_event_words(package_folder("languages") / language / "events")
    return RuleIndex(words)


def read(language: str, text: str) -> Report:
    return run(
        Report(page=Page(text=text, language=language, published=PUBLISHED), language=language), stages(language)
    )


def coded(language: str, rule: Rule, text: str) -> tuple[Event, ...]:
    """The events on words on which the rule holds."""
    report = read(language, text)
    assert report.events is not None
    assert report.sentences is not None
    trees = [Tree(sentence) for sentence in report.sentences]
    held = {
        tree.tokens[match.trigger].span
        for tree in trees
        for match in index(language).matches(tree)
        if any(r.name == rule.name for r in match.rules)
    }
    return tuple(e for e in report.events if e.trigger in held or e.rule == rule.name)


FINDS = [(language, rule, e) for language in LANGUAGES for rule in rules(language) for e in rule.finds]
MISSES = [(language, rule, e) for language in LANGUAGES for rule in rules(language) for e in rule.misses]


@pytest.mark.parametrize(("language", "rule", "example"), FINDS, ids=lambda v: getattr(v, "name", None))
def test_rule_finds_its_example(language: str, rule: Rule, example: Example) -> None:
    events = coded(language, rule, example.text)
    assert events, f"{rule.name} finds nothing in: {example.text}"
    for wanted, field in ((example.actor, "actors"), (example.recipient, "recipients")):
        if wanted:
            where = (example.text.index(wanted), example.text.index(wanted) + len(wanted))
            assert any(overlaps(where, p.span) for e in events for p in getattr(e, field)), (
                f"{rule.name}: {field} should be {wanted!r} in: {example.text}"
            )
    if example.modality:
        assert example.modality in {e.modality for e in events}, example.text


@pytest.mark.parametrize(("language", "rule", "example"), MISSES, ids=lambda v: getattr(v, "name", None))
def test_rule_misses_its_near_miss(language: str, rule: Rule, example: Example) -> None:
    found = [e for e in read(language, example.text).events or () if e.rule == rule.name]
    assert not found, f"{rule.name} must not code: {example.text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_name_types_and_modes_of_the_ontology(language: str) -> None:
    ontology = load_ontology(package_folder("ontology"))
    for rule in rules(language):
        for mode in rule.modes:
            ontology.mode(rule.event, mode)
        ontology.event_type(rule.event)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_context_of_the_ontology_has_words(language: str) -> None:
    ontology = load_ontology(package_folder("ontology"))
    words = load_event_words(package_folder("languages") / language / "events")
    assert {text.context for text in words.contexts.texts} == set(ontology.contexts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_type_has_rules(language: str) -> None:
    ontology = load_ontology(package_folder("ontology"))
    assert {rule.event for rule in rules(language)} == set(ontology.event_types)


def overlaps(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
