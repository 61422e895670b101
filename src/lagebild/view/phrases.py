"""What all views say alike: who did it to whom, who says so, and the words around it."""

import unicodedata
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from lagebild.knowledge.view_words import ViewWords
from lagebild.record import Event, Participant, Place, Quotation, Report, Source, Span


class Snippet(Struct, frozen=True):
    """The words around a span, cut at whole words."""

    before: str
    words: str
    after: str


class Named(Struct, frozen=True):
    """A participant as shown: name and code."""

    name: str
    code: str


def printable(text: str) -> str:
    """Text that cannot steer a terminal or reverse a line: control and direction characters become "·"."""
    return "".join("·" if _steers(ch) else ch for ch in text.replace("\r", " "))


def flat(text: str) -> str:
    """Printable text on one line, runs of space joined."""
    return " ".join(printable(text).split())


def kind_of(event: Event) -> str:
    """Type and modes: "ASSAULT/drone"."""
    return "/".join((event.type, *event.modes))


def named(participants: Sequence[Participant], report: Report) -> list[Named]:
    """Names and codes; the entity's name where it is known, else the words of the text."""
    names = {e.id: e.name for e in report.entities or ()}
    found = []
    for participant in participants:
        words = flat(report.page.text[slice(*participant.span)])
        found.append(Named(flat(names.get(participant.entity or "", words)), participant.code))
    return found


def chain(sources: Sequence[Source], words: ViewWords) -> str:
    """The chain of sources, innermost first: "police → Reuters"."""
    return " → ".join(flat(s.name) for s in sources) or words.report_itself


def when(event: Event, report: Report) -> str:
    """The day or days of an event, else its time expression, else nothing."""
    if event.date_begin:
        same = event.date_end in (None, event.date_begin)
        return event.date_begin if same else f"{event.date_begin} – {event.date_end}"
    if event.time is not None and report.times:
        return flat(report.page.text[slice(*report.times[event.time].span)])
    return ""


def where(event: Event, report: Report) -> str:
    """The place of an event, else nothing."""
    if event.place is None or not report.places:
        return ""
    return place_name(report.places[event.place], report)


def place_name(place: Place, report: Report) -> str:
    """The name of a place as its entity has it, in the report's language, else the gazetteer's."""
    entity = next((e for e in report.entities or () if e.id == place.entity), None) if place.entity else None
    return flat(entity.name if entity else place.name)


def place_names(report: Report) -> list[str]:
    """All places with their countries, each once, in the order of the text."""
    return list(
        dict.fromkeys(
            f"{place_name(p, report)} ({p.country})" if p.country else place_name(p, report)
            for p in report.places or ()
        )
    )


def people(report: Report) -> list[str]:
    """Entities with country or sector: those of most events first, then those named most."""
    roles = Counter(p.entity for e in report.events or () for p in (*e.actors, *e.recipients))
    entities = [e for e in report.entities or () if e.country or e.sector]
    entities.sort(key=lambda e: (-roles[e.id], -len(e.mentions)))
    return [flat(f"{e.name} ({' '.join(part for part in (e.country, e.sector) if part)})") for e in entities]


def quoted(quotation: Quotation, report: Report, words: ViewWords) -> str:
    """The words of a quotation, direct ones in marks; parts that belong together are joined by an ellipsis."""
    said = " … ".join(flat(report.page.text[slice(*span)]) for span in quotation.content)
    return f"{words.marks[0]}{said.strip(_MARKS)}{words.marks[1]}" if quotation.type == "direct" else said


def speaker(quotation: Quotation, report: Report, words: ViewWords) -> str:
    """Who speaks, and through whom we know."""
    names = {e.id: e.name for e in report.entities or ()}
    own = names.get(quotation.speaker_entity or "") or " ".join(
        flat(report.page.text[slice(*span)]) for span in quotation.speaker
    )
    if quotation.sources:
        return " → ".join(
            flat(name) for name in (own or quotation.sources[0].name, *(s.name for s in quotation.sources[1:]))
        )
    return flat(own) or words.unknown_speaker


def snippet(span: Span, report: Report, width: int) -> Snippet:
    """The words of a span with its surroundings, about `width` characters long, inside its line."""
    text = report.page.text
    line_start = text.rfind("\n", 0, span[0]) + 1
    line_end = text.find("\n", span[1])
    line_end = len(text) if line_end < 0 else line_end
    room = max(width - len(" ……") - (span[1] - span[0]), 0)
    start = max(line_start, span[0] - room * 2 // 3)
    end = min(line_end, span[1] + room - (span[0] - start))
    start = max(line_start, min(start, span[0] - (room - (end - span[1]))))
    before = text[start : span[0]]
    if start > line_start:
        before = "… " + before[before.find(" ") + 1 :]
    after = text[span[1] : end]
    if end < line_end:
        after = after[: max(after.rfind(" "), 0)] + " …"
    return Snippet(_flat(before), _flat(text[slice(*span)]), _flat(after))


def _flat(text: str) -> str:
    return "".join(" " if ch.isspace() else ch for ch in printable(text))


def _steers(ch: str) -> bool:
    if ch in "\n\t":
        return False
    return unicodedata.category(ch) in ("Cc", "Cs") or ch in _DIRECTIONS


_MARKS = "\"'„“”‚‘’«»‹› "

# Embeddings, overrides and isolates: in a terminal or page they make text read other than it is stored.
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
