"""Whatever could be an event and is not coded has a note that says why; with the shipped models."""

from functools import cache

import pytest
from msgspec.structs import replace

from lagebild.app import Reader
from lagebild.record import Block, Event, Note, Page
from lagebild.rules.tree import Tree
from lagebild.settings import Settings
from lagebild.stages.events.uncoded import told_already, unread
from tests.conllu import sentence
from tests.stages.test_events import ATTACK, RULES, actor, events


@cache
def reader() -> Reader:
    return Reader(Settings())


def read(language: str, text: str) -> tuple[tuple[Event, ...], list[str]]:
    """The events, and the reasons of what was not coded with the word that each is about."""
    report = reader().read(Page(text=text, language=language, published="2024-05-06"), language)
    notes = [n for n in report.notes if n.uncoded]
    assert all(n.span and n.stage == "events" for n in notes)
    return report.events or (), [f"{n.reason} | {text[slice(*n.span or (0, 0))]}" for n in notes]


@pytest.mark.parametrize(
    ("language", "text", "word", "reason"),
    [
        ("de", "Im Finale zerstörten die Löwen den Traum der Gäste.", "zerstörten", "sport"),
        ("de", "Sollte Russland Polen angreifen, wäre die Nato gefordert.", "angreifen", "hypothetical"),
        ("de", "Hat Russland Polen angegriffen?", "angegriffen", "it is asked"),
        ("de", "Der Roman „Angriff auf Moskau“ ist in Deutschland ein Erfolg.", "Angriff", "title of a work"),
        ("de", "Der Film zeigt Russlands Angriff auf Polen.", "Angriff", "fiction"),
        ("de", "Deutschland gedenkt des Überfalls auf Polen.", "Überfalls", "anniversary"),
        ("de", "Polen forderte Luftangriffe auf Russland.", "Luftangriffe", "content of a demand"),
        ("de", "Ein Unbekannter griff einen Passanten an.", "griff", "nobody in it has a country"),
        ("en", "The striker attacked the goalkeeper in the final.", "attacked", "sport"),
        ("en", "If Russia attacks Poland, the alliance will answer.", "attacks", "hypothetical"),
        ("en", "The film “Attack on Moscow” is a hit in Germany.", "Attack", "title of a work"),
        ("en", "Germany demanded the withdrawal of Russian troops.", "withdrawal", "content of a demand"),
        ("en", "Ukraine accused Russia of bombing Kharkiv.", "bombing", "content of an accusation"),
        ("en", "A stranger attacked a passer-by.", "attacked", "nobody in it has a country"),
    ],
)
def test_a_candidate_that_is_not_coded_says_why(language: str, text: str, word: str, reason: str) -> None:
    found, notes = read(language, text)
    assert any(reason in note and note.endswith(f"| {word}") for note in notes), notes
    assert all(text[slice(*event.trigger)] != word for event in found)


def test_a_noun_in_a_block_that_is_not_read_for_events_is_noted() -> None:
    page = Page("Angriff: alle Videos")
    (note,) = unread(page, (Block("promo", (0, 20), "test"),), ("body",), RULES.names_an_act)
    assert (note.span, note.uncoded) == ((0, 7), True)
    assert "block of the kind promo" in note.reason


def test_an_event_that_another_tells_already_is_noted() -> None:
    s = sentence(ATTACK)
    (event,) = events(s, actor(s, 0, "Rebellen", "MLI", "REB"))
    other = replace(event, trigger=s.tokens[4].span)
    (note,) = told_already(Tree(s), [event, other], [event])
    assert isinstance(note, Note)
    assert "“überfielen” tells it already" in note.reason
