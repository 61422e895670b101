"""Our own sentences with every event marked: events/<language>.jsonl and <language>_second.jsonl beside this file.

10,444 of them, by writers who knew the code book and not the rules: agency leads, short news, headlines, each type told
in as many ways as they knew; one in five tells no event though its words could. Held out is one word in eight with all
sentences in which it is the first to tell an event: who writes rules does not read them.

The second set, 4,853 by others who knew the code book alone, uses no word for an event more than three times: it is
about words and constructions that are rare. A third of it are whole short reports, sentence by sentence; one in three
tells no event. Held out is the second half of what each of its writers wrote. Apache-2.0.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from lagebild.app import Reader
from lagebild.errors import InputError
from lagebild.record import Event, Page, Report

EVENTS = Path(__file__).parent / "events"
LANGUAGES = ("de", "en")
SETS = {"first": "{}.jsonl", "second": "{}_second.jsonl"}
PUBLISHED = "2020-03-03"


class MarkedEvent(Struct, frozen=True):
    """An event as its writer marked it; `nth` says which of equal words is meant; " ; " parts actors."""

    type: str
    trigger: str
    nth: int = 1
    actor: str | None = None
    recipient: str | None = None


class OwnSentence(Struct, frozen=True):
    """One sentence."""

    id: str
    text: str
    events: tuple[MarkedEvent, ...]
    held_out: bool = False
    report: int | None = None  # of the second set: the running number of the report that it is a sentence of


def own_sentences(language: str, held_out: bool | None = None, name: str = "first") -> Iterator[OwnSentence]:
    """Those of one part of a set, or all of it."""
    for line in (EVENTS / SETS[name].format(language)).read_text(encoding="utf-8").split("\n"):
        if line:
            sentence = msgspec.json.decode(line, type=OwnSentence)
            if held_out is None or sentence.held_out == held_out:
                yield sentence


def read_sentence(reader: Reader, language: str, sentence: OwnSentence) -> Report | None:
    """Our reading of it; None of a title without a sentence."""
    try:
        return reader.read(Page(sentence.text, id=sentence.id, language=language, published=PUBLISHED), language)
    except InputError:
        return None


def actors_right(sentence: OwnSentence, event: Event) -> bool | None:
    """Whether the actors of an event are those marked; None where none is marked, or none was found."""
    marked = [m.actor for m in sentence.events if m.type == event.type and m.actor]
    found = [sentence.text[slice(*p.span)] for p in event.actors]
    if not marked or not found:
        return None
    return any(f in m or m in f for f in found for m in marked)
