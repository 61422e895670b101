"""What several formats say of an event: its words, place, names, keys and PLOVER's auxiliary modes."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import blake2b

from msgspec import Struct
from msgspec.structs import replace

from lagebild.exports.columns import Cell
from lagebild.record import Modality, Span
from lagebild.stories.days import moment_of
from lagebild.view.contract import EntityObject, EventObject, ParticipantObject, PlaceObject, ReportObject
from lagebild.view.phrases import flat

# PLOVER's manual gives no border between news and history. A month: weekly papers and long investigations still tell
# what happened within it as news.
NEWS_DAYS = 30
AUXILIARY: dict[Modality, str] = {
    "planned": "future",
    "expected": "future",
    "possible": "hypothetical",
    "conditional": "hypothetical",
    "denied": "negation",
}


# PLOVER's sectors: a code may begin with one where no country is known ("UAF"). None of them is a country's code.
SECTORS = frozenset(
    {
        *("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM", "PTY", "REB", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL"),
        *("EDU", "ELI", "JRN", "LAB", "MED", "REF", "REL", "SOC", "OPP", "PRE"),
    }
)


class Told(Struct, frozen=True):
    """An event in its report."""

    event: EventObject
    record: ReportObject


def events_of(records: Iterable[ReportObject]) -> Iterator[Told]:
    """All events of these records, in order; a record whose events were not looked for has none."""
    for record in records:
        for event in record.events or ():
            yield Told(event, record)


def only(records: Iterable[ReportObject], modalities: frozenset[Modality]) -> Iterator[ReportObject]:
    """The records with those events alone whose modality is one of these."""
    for record in records:
        events = None if record.events is None else [e for e in record.events if e.modality in modalities]
        yield replace(record, events=events)


def auxiliary_modes(event: EventObject, record: ReportObject) -> tuple[str, ...]:
    """PLOVER's auxiliary modes: future, hypothetical or negation by the modality, historical by the day."""
    found = [AUXILIARY[event.modality]] if event.modality in AUXILIARY else []
    last, published = day_of(event.date_end or event.date_begin), day_of(record.published)
    if last and published and last < published - timedelta(days=NEWS_DAYS):
        found.append("historical")
    return tuple(found)


def words_of(span: Span, record: ReportObject) -> str:
    """The words of a span on one line."""
    return flat(record.text[slice(*span)])


def sentence_of(told: Told) -> str:
    """The sentence of an event on one line; the line of its trigger where the sentences are not known."""
    record, event = told.record, told.event
    if record.sentences:
        return words_of(record.sentences[event.sentence], record)
    start = record.text.rfind("\n", 0, event.trigger[0]) + 1
    end = record.text.find("\n", event.trigger[1])
    return words_of((start, len(record.text) if end < 0 else end), record)


def entity_of(participant: ParticipantObject, record: ReportObject) -> EntityObject | None:
    """The entity of a participant; None where it has none."""
    return next((e for e in record.entities or () if e.id == participant.entity), None)


def is_named(entity: EntityObject) -> bool:
    """True for somebody or something with a name of their own; a metonym (the Kremlin) is one.

    Also for whom a person named who corrected an event, which the text may not do.
    """
    return not entity.mentions or any(mention.form in ("name", "metonym") for mention in entity.mentions)


def name_of(participant: ParticipantObject, record: ReportObject) -> str:
    """The name of a participant's entity, else the words that stand for it."""
    entity = entity_of(participant, record)
    return flat(entity.name) if entity else words_of(participant.span, record)


def country_of(code: str) -> str | None:
    """The country of a code, or what stands for one (UNO, EUR, IGO …); None where it has none."""
    first = code.partition(" ")[0]
    return first if first and first not in SECTORS else None


def sectors_of(code: str) -> tuple[str, ...]:
    """The sectors of a code."""
    return tuple(part for part in code.split() if part in SECTORS)


def place_of(told: Told) -> PlaceObject | None:
    """The place of an event: of the places with that name the one named nearest to its trigger."""
    named = [p for p in told.record.places or () if p.name == told.event.place]
    return min(named, key=lambda p: abs(p.span[0] - told.event.trigger[0]), default=None)


def of_place(told: Told, field: str) -> Cell:
    """One field of the place of an event; None where it has no place."""
    place = place_of(told)
    cell: Cell = getattr(place, field) if place else None
    return cell


def wikidata_of(participants: Iterable[ParticipantObject], record: ReportObject) -> tuple[str, ...]:
    """The Wikidata id of each participant; empty where it is not known."""
    entities = (entity_of(participant, record) for participant in participants)
    return tuple(entity.kb.wikidata if entity and entity.kb else "" for entity in entities)


def block_of(told: Told) -> str | None:
    """The kind of block in which an event is told; None where the blocks are not known."""
    return told.record.blocks[told.event.block].kind if told.record.blocks else None


def is_lead(told: Told) -> bool:
    """True where an event is told in the title, in the lead or in the first block of the body."""
    blocks = told.record.blocks or []
    first_body = next((i for i, block in enumerate(blocks) if block.kind == "body"), None)
    return block_of(told) in ("title", "lead") or (bool(blocks) and told.event.block == first_body)


def day_of(text: str | None) -> date | None:
    """The day of an ISO date or date-time; None for anything else."""
    moment = moment_of(text)
    return moment.date() if moment else None


def report_key(record: ReportObject) -> str:
    """The same for the same text at the same address, 20 hexadecimal digits."""
    return _key(record.url or record.id, record.text)


def event_key(told: Told, *more: str) -> str:
    """The same for the same event of the same report, 20 hexadecimal digits."""
    return _key(report_key(told.record), told.event.id, *more)


def _key(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
