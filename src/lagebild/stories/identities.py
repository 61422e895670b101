"""By which keys the persons, bodies and places of a report are known again in other reports and languages.

A country has its code, an entity of the knowledge base its Wikidata id, a person the sounds of the surname, a town
those of its usual name ("Tiflis" is Tbilisi; "c:" for capitals, which prove little), a body of world/ those of one name
in all languages ("Pakistanische Taliban"), other names their sounds. Who is
only described ("ugandische Polizei") has his PLOVER code.
"""

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence

from msgspec.structs import replace

from lagebild.knowledge.sounds import Sounds
from lagebild.record import Entity, Participant, Place, Report, Span
from lagebild.stories.model import ANYBODY, Party, Spot, is_country
from lagebild.stories.parties import PEOPLE

TOWNS = ("point", "city")
CAPITAL = "known-capital"  # rule of the entities that are capitals: every report from a country names its own
BY_CONTEXT = "by-context"  # end of the rules that take a country from the report around
CIVIL = frozenset({"AGR", "EDU", "MED", "JRN", "LAB", "REF", "NGO"})  # sectors of people who are no fighters
PRESS = "agency"  # rule of entities that are agencies or outlets: they stand in a report, but it is not about them


class Identities:
    """The keys of one report."""

    def __init__(self, report: Report, sounds: Sounds, bodies: Mapping[str, str]) -> None:
        self._sounds = sounds
        self._bodies = bodies
        self._text = report.page.text
        self._entities = {entity.id: entity for entity in report.entities or ()}
        self._keys = {entity.id: self._key(entity) for entity in report.entities or ()}
        self._named = sorted(
            (mention.span, self._keys[entity.id])
            for entity in report.entities or ()
            for mention in entity.mentions
            if entity.rule != PRESS and (mention.form == "name" or (mention.form == "metonym" and entity.wikidata))
        )
        named = [e for e in report.entities or () if any(mention.form == "name" for mention in e.mentions)]
        self._called: dict[str, list[Entity]] = {}
        for entity in named:
            for word in self._callings(entity) if entity.type == "PER" else ():
                self._called.setdefault(word, []).append(entity)
        self._mentions = sorted({m.span for e in named for m in e.mentions if m.form != "pronoun"})
        self._described = sorted(
            (mention.head, mention.sector or entity.sector or "")
            for entity in report.entities or ()
            for mention in entity.mentions
            if mention.form == "nominal"
        )
        capitals = {entity.id for entity in report.entities or () if entity.rule == CAPITAL}
        towns = [(p.span, self._town(p, capitals)) for p in report.places or () if p.precision in TOWNS]
        within = {span for span, _ in towns}
        self._named = sorted({*(named for named in self._named if named[0] not in within), *towns})

    def entity(self, entity_id: str | None) -> Entity | None:
        """The entity of this id."""
        return self._entities.get(entity_id) if entity_id else None

    def within(self, span: Span, *, pronouns: bool = False) -> tuple[Entity, ...]:
        """The entities that a stretch of text mentions, each once; by pronouns only where asked: "his office"."""
        inside = (
            e
            for e in self._entities.values()
            for m in e.mentions
            if (pronouns or m.form != "pronoun") and _inside(m.span, span)
        )
        return tuple({entity.id: entity for entity in inside}.values())

    def key(self, entity_id: str | None) -> str:
        """The key of an entity; "" where nothing is known of it."""
        return self._keys.get(entity_id, "") if entity_id else ""

    def party(self, participant: Participant, civilians: Container[str] = ()) -> Party:
        """Who took part, with a key that compares; `civilians` are the words of people who are no fighters."""
        entity = self.entity(participant.entity)
        name = entity.name if entity else self._text[slice(*participant.span)]
        sure = entity is None or not entity.rule.endswith(BY_CONTEXT)
        first = participant.code.partition(" ")[0] or None
        country = None if entity is not None and not entity.country and first == entity.sector else first
        key = self.key(participant.entity) or participant.code
        sanctioned = bool(entity and entity.sanctioned)
        party = Party(key, name, participant.code, country, sure, sanctioned)
        words = self._text[slice(*participant.span)].lower().split()
        return replace(party, civilian=_is_civilian(party.sectors, words, civilians))

    def group(self, span: Span, civilians: Container[str]) -> str | None:
        """The sector of those whom a stretch of text describes: "14 soldiers"; ANYBODY of "14 people"."""
        at = bisect_left(self._described, span[0], key=lambda described: described[0][0])
        if at == len(self._described) or self._described[at][0][1] > span[1]:
            return None
        head, sector = self._described[at]
        plain = sector == PEOPLE and self._text[slice(*head)].lower() not in civilians
        return ANYBODY if plain else sector or None

    def named_alike(self, entity: Entity) -> Entity | None:
        """Who "her lawyer" is, where the report names one person alone as lawyer; None for all others."""
        if entity.type != "PER":
            return None
        found = {e.id: e for word in self._callings(entity) for e in self._called.get(word, ())}
        return next(iter(found.values())) if len(found) == 1 else None

    def _callings(self, entity: Entity) -> set[str]:
        """The nouns by which a report calls somebody: lawyer, journalist."""
        nominal = (m for m in entity.mentions if m.form == "nominal")
        return {self._text[slice(*m.head)].casefold() for m in nominal}

    def named_words(self, span: Span) -> tuple[Span, ...]:
        """Where those are mentioned who are named, also by a title: "Prime Minister Bart De Wever"."""
        first = bisect_left(self._mentions, span[0], key=lambda at: at[0])
        last = bisect_left(self._mentions, span[1] + 1, lo=first, key=lambda at: at[0])
        return tuple(at for at in self._mentions[first:last] if at[1] <= span[1])

    def names_in(self, span: Span) -> tuple[str, ...]:
        """Keys of all that a stretch of text names, in text order, each once; countries are left out."""
        return tuple(dict.fromkeys(key for _, key in self.anchors_in(span) if not is_country(key)))

    def anchors_in(self, span: Span) -> tuple[tuple[int, str], ...]:
        """Keys of all that a stretch of text names, each time, countries too, with where they stand."""
        first = bisect_left(self._named, span[0], key=lambda named: named[0][0])
        last = bisect_left(self._named, span[1] + 1, lo=first, key=lambda named: named[0][0])
        return tuple((at[0], key) for at, key in self._named[first:last] if at[1] <= span[1])

    def _key(self, entity: Entity) -> str:
        if entity.type == "GPE" and entity.country:
            return entity.country
        if entity.wikidata:
            return entity.wikidata
        if not any(mention.form == "name" for mention in entity.mentions):
            return code_of(entity)
        if entity.type != "ORG":
            return self._name(entity.name)
        return "n:" + self._sounds.name(self._bodies.get(entity.name, entity.name))

    def _town(self, place: Place, capitals: set[str]) -> str:
        return ("c:" if place.entity in capitals else "n:") + self._sounds.surname(place.name)

    def _name(self, name: str) -> str:
        """The sounds of a surname, or of the last word of a place: models take the one for the other."""
        return "n:" + self._sounds.surname(name)


def _inside(span: Span, outer: Span) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1]


def _is_civilian(sectors: Sequence[str], words: Sequence[str], civilians: Container[str]) -> bool:
    plain = "CVL" in sectors and any(word in civilians for word in words)
    return plain or bool(CIVIL & set(sectors))


def code_of(entity: Entity) -> str:
    """PLOVER code of an entity: "UGA COP"; "" where neither country nor sector is known."""
    return " ".join(part for part in (entity.country, entity.sector) if part)


def spot(place: Place) -> Spot:
    """A place as claims keep it."""
    return Spot(place.name, place.country, place.lat, place.lon, place.precision, place.geonames)
