"""What all views say alike: who did it to whom, who says so, and the words around it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from lagebild.knowledge.ontology import Ontology, label_in
from lagebild.knowledge.view_words import ViewWords
from lagebild.record import Entity, Event, Participant, Place, Quotation, Report, Source, Span

LONGEST_NAME = 32  # characters of a name in a column
LONGEST_SPEAKER = 60
NOMINALS_SHOWN = 4  # "the fishermen", "two soldiers": only those who act, and few


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


def named(participants: Sequence[Participant], report: Report, words: ViewWords) -> list[Named]:
    """Participants as the report calls them; the same words with several codes are one: "both sides MAR + PRT"."""
    found: dict[str, dict[str, None]] = {}
    for participant in participants:
        name = called(participant.span, participant.entity, report, words)
        found.setdefault(name, {}).update({participant.code: None} if participant.code else {})
    return [Named(name, " + ".join(codes)) for name, codes in found.items()]


def called(span: Span, entity: str | None, report: Report, words: ViewWords, longest: int = LONGEST_NAME) -> str:
    """The words of a span without article; the name of whom is meant for a pronoun, and where no words are."""
    means = next((e for e in report.entities or () if e.id == entity), None) if entity else None
    said = flat(report.page.text[slice(*span)])
    if means and (span[0] == span[1] or any(m.span == span and m.form == "pronoun" for m in means.mentions)):
        said = flat(means.name)
    article, _, rest = said.partition(" ")
    bare = rest and article.casefold() in words.articles and (rest[0].isupper() or not words.nouns_are_capitalised)
    return shorten(rest if bare else said, longest)


def shorten(text: str, longest: int) -> str:
    """Text cut at a word, with an ellipsis, where it is longer."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[longest // 2 :] else cut).rstrip(" ,;:–—") + "…"


def chain(sources: Sequence[Source], report: Report, words: ViewWords) -> str:
    """The chain of sources, innermost first, state media marked: "police → TASS (state media)"."""
    return " → ".join(_source(source, report, words) for source in sources) or words.report_itself


def _source(source: Source, report: Report, words: ViewWords) -> str:
    name = flat(source.name)
    state = any(agency.ownership == "state" and agency.name == source.name for agency in report.agencies or ())
    return f"{name} ({words.state_media})" if state else name


def when(event: Event, report: Report) -> str:
    """The day or days of an event, else its time expression, else nothing."""
    if event.date_begin:
        same = event.date_end in (None, event.date_begin)
        return event.date_begin if same else f"{event.date_begin} – {event.date_end}"
    if event.time is not None and report.times:
        return flat(report.page.text[slice(*report.times[event.time].span)])
    return ""


def times_of(report: Report, words: ViewWords) -> list[str]:
    """All times with the day or span that they were resolved to, each once."""
    text = report.page.text
    return list(
        dict.fromkeys(
            f"{t.value} {words.marks[0]}{said}{words.marks[1]}" if t.begin else said
            for t in report.times or ()
            if (said := flat(text[slice(*t.span)]))
        )
    )


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
    """Entities with country or sector: named ones first, those of most events before others; then a few nominals."""
    roles = Counter(p.entity for e in report.events or () for p in (*e.actors, *e.recipients))
    known = [e for e in report.entities or () if e.country or e.sector]
    known.sort(key=lambda e: (-roles[e.id], -len(e.mentions)))
    with_name = [e for e in known if any(m.form in ("name", "metonym") for m in e.mentions)]
    without = [e for e in known if e not in with_name and roles[e.id]][:NOMINALS_SHOWN]
    return list(dict.fromkeys(flat(f"{shorten(e.name, LONGEST_NAME)} ({_code(e)})") for e in (*with_name, *without)))


def _code(entity: Entity) -> str:
    return " ".join(part for part in (entity.country, entity.sector) if part)


def sayings(report: Report) -> list[Quotation]:
    """Quotations in the order of the text, but those whose speaker is not known at the end."""
    return sorted(report.quotations or (), key=lambda q: not (q.speaker or q.speaker_entity or q.sources))


def quoted(quotation: Quotation, report: Report, words: ViewWords, longest: int) -> str:
    """The words of a quotation, direct ones in marks; parts that belong together are joined by an ellipsis."""
    said = " … ".join(flat(report.page.text[slice(*span)]) for span in quotation.content)
    if quotation.type != "direct":
        return shorten(said, longest)
    return f"{words.marks[0]}{shorten(said.strip(_MARKS).rstrip(',–— '), longest)}{words.marks[1]}"


def speaker(quotation: Quotation, report: Report, words: ViewWords) -> str:
    """Who speaks, and through whom we know."""
    own = ""
    if quotation.speaker:
        own = called(quotation.speaker[0], quotation.speaker_entity, report, words, LONGEST_SPEAKER)
    elif quotation.speaker_entity:
        own = next((flat(e.name) for e in report.entities or () if e.id == quotation.speaker_entity), "")
    if quotation.sources:
        through = (_source(source, report, words) for source in quotation.sources[1:])
        return " → ".join((own or _source(quotation.sources[0], report, words), *through))
    return own or words.unknown_speaker


def sector_legend(report: Report, ontology: Ontology) -> list[tuple[str, str]]:
    """The sectors and non-state actors in the codes of a report's events, with their labels."""
    codes = (p.code for e in report.events or () for p in (*e.actors, *e.recipients))
    found = dict.fromkeys(part for code in codes for part in code.split())
    known = ontology.sectors | ontology.non_state
    return [(part, label_in(known[part].label, report.language)) for part in found if part in known]


def label_of(event: Event, report: Report, ontology: Ontology) -> str:
    """What the code of an event means: the labels of its modes, else that of its type."""
    kind = ontology.event_types.get(event.type)
    if kind is None:
        return ""
    labels = [label_in(mode.label, report.language) for mode in kind.modes if mode.name in event.modes]
    label = ", ".join(labels) or label_in(kind.label, report.language)
    return "" if label.casefold() == event.type.casefold() else label


def clause(event: Event, report: Report, room: int) -> Snippet:
    """The sentence of an event; where it is longer than `room`, the clauses around the trigger that fit."""
    text, trigger = report.page.text, event.trigger
    start, end = _sentence_around(event, report)
    if end - start > room:
        near = (max(start, trigger[0] - room), min(end, trigger[1] + room))
        borders = [near[0], *(m.end() for m in _CLAUSE_END.finditer(text, *near)), near[1]]
        left = max(b for b in borders if b <= trigger[0])
        right = min(b for b in borders if b >= trigger[1])
        if right - left > room:
            return snippet(trigger, report, room)
        # Whole clauses are added, what follows first: after a verb stands what it is about.
        later = [b for b in borders if right < b <= left + room]
        right = max(later, default=right)
        left = min((b for b in borders if right - room <= b < left), default=left)
        start_cut, end_cut = left > start, right < end
        start, end = left, right
    else:
        start_cut = end_cut = False
    before, after = text[start : trigger[0]].lstrip(), text[trigger[1] : end].rstrip()
    after = after.rstrip(",;:–—- ") if end_cut else after
    return Snippet(
        _flat(("… " if start_cut else "") + before), _flat(text[slice(*trigger)]), _flat(after + " …" * end_cut)
    )


def _sentence_around(event: Event, report: Report) -> Span:
    sentences = report.sentences or ()
    if event.sentence < len(sentences):
        span = sentences[event.sentence].span
        if span[0] <= event.trigger[0] and event.trigger[1] <= span[1]:
            return span
    return _line_around(event.trigger, report.page.text)


def _line_around(span: Span, text: str) -> Span:
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end


def snippet(span: Span, report: Report, width: int) -> Snippet:
    """The words of a span with its surroundings, about `width` characters long, inside its line."""
    text = report.page.text
    line_start, line_end = _line_around(span, text)
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
_CLAUSE_END = re.compile(r"[,;:–—]\s+|\s[-–—]\s")
