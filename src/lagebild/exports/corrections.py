"""A record as people corrected it: without the events that they rejected, and with others as they edited them.

Whom an edit names is one of the entities of the record where the record knows such a name. Else an entity is added that
has no mention where the text does not hold the name; as a participant it stands before those of the event.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from lagebild.exports.facts import name_of
from lagebild.record import EntityType, Span
from lagebild.store.verdicts import Edit, Somebody, Verdict
from lagebild.stories.model import Spot, is_country
from lagebild.view.contract import (
    EntityObject,
    EventObject,
    KnowledgeBase,
    MentionObject,
    ParticipantObject,
    PlaceObject,
    ReportObject,
)
from lagebild.view.phrases import flat

MOST_MENTIONS = 50  # of a name that an edit brought in


def corrected_record(record: ReportObject, verdicts: Mapping[str, Verdict], *, rejected: bool = False) -> ReportObject:
    """The record as it was edited, without the events that were rejected unless those are asked for too."""
    if not verdicts or record.events is None:
        return record
    made = _Made(record)
    events = [
        made.edited(event, verdicts[event.id].edit) if event.id in verdicts else event
        for event in record.events
        if rejected or event.id not in verdicts or verdicts[event.id].verdict != "reject"
    ]
    entities = [*(record.entities or ()), *made.entities] if made.entities else record.entities
    places = [*(record.places or ()), *made.places] if made.places else record.places
    return replace(record, events=events, entities=entities, places=places)


class _Made:
    """Events of one record as they were edited, and what had to be added to the record for them."""

    def __init__(self, record: ReportObject) -> None:
        self.record = record
        self.entities: list[EntityObject] = []
        self.places: list[PlaceObject] = []

    def edited(self, event: EventObject, edit: Edit | None) -> EventObject:
        """The event as an edit has it."""
        if edit is None:
            return event
        changes = edit.plain(event.__struct_fields__)
        if edit.modes is not None:
            changes["modes"] = list(edit.modes)
        if edit.date_begin is not None or edit.date_end is not None or edit.without:
            changes["time"] = None  # its words tell another day
        for role in ("actors", "recipients"):
            if (people := getattr(edit, role)) is not None:
                changes[role] = [self._participant(one, event) for one in people]
        if edit.place is not None:
            changes["place"] = self._place(edit.place, event.trigger[0])
        return replace(event, **changes)

    def _participant(self, one: Somebody, event: EventObject) -> ParticipantObject:
        name, code = flat(one.party.name), one.party.code
        for known in (*event.actors, *event.recipients):
            if name_of(known, self.record) == name:
                return replace(known, code=code)
        entity = self._entity(one, name)
        start = event.trigger[0]
        at = min((m.span for m in entity.mentions), key=lambda s: abs(s[0] - start), default=(start, start))
        return ParticipantObject(entity.id, at, code)

    def _entity(self, one: Somebody, name: str) -> EntityObject:
        there: list[EntityObject] = [*(self.record.entities or ()), *self.entities]
        for entity in there:
            if flat(entity.name) == name or (one.wikidata and entity.kb and entity.kb.wikidata == one.wikidata):
                return entity
        country, sectors = one.party.country, one.party.sectors
        mentions = [MentionObject(span, "name") for span in _places_of(name, self.record.text)]
        added = EntityObject(
            id=f"edited{len(self.entities) + 1}",
            name=one.party.name,
            type=one.type or _type_of(one),
            kb=KnowledgeBase(one.wikidata) if one.wikidata else None,
            country=country,
            sector=sectors[0] if sectors else None,
            mentions=mentions,
        )
        self.entities.append(added)
        return added

    def _place(self, spot: Spot, start: int) -> str:
        where = (spot.name, spot.country, spot.lat, spot.lon)
        there: list[PlaceObject] = [*(self.record.places or ()), *self.places]
        for place in there:
            if (place.name, place.country, place.lat, place.lon) == where:
                return place.name
        self.places.append(
            PlaceObject(
                (start, start), None, spot.name, spot.country, None, spot.lat, spot.lon, spot.precision, spot.geonames
            )
        )
        return spot.name


def _type_of(one: Somebody) -> EntityType:
    """What somebody is whom the report named when it was judged, but does not name as it is read now."""
    return "GPE" if is_country(one.party.key) else "ORG"


def _places_of(name: str, text: str) -> list[Span]:
    found: list[Span] = []
    at = text.find(name)
    while at >= 0 and len(found) < MOST_MENTIONS:
        found.append((at, at + len(name)))
        at = text.find(name, at + len(name))
    return found
