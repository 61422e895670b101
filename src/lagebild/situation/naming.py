"""Whom and which place a person means who types a name: looked up in what is known, and nothing guessed beyond it.

A name that means one is taken for that one. Where it may mean several, or is only like a name (a surname, "Minsker"),
those are offered and none is taken. Who is not known must be said to be a person, a body or a place; country and sector
stay unknown unless they are given.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from lagebild.errors import UsageError
from lagebild.knowledge.gazetteer import Location, fold
from lagebild.knowledge.lookup import Finding, How, look_up
from lagebild.knowledge.sounds import Sounds
from lagebild.knowledge.world import World
from lagebild.record import Entity, EntityType
from lagebild.store.verdicts import Somebody
from lagebild.stories.model import Party, Spot
from lagebild.watches.vocabulary import Vocabulary, suggestion

LONGEST_NAME = 200  # characters
MOST_SECTORS = 3  # of a code
OFFERED = 12
Name = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]

Pick = Annotated[str, Meta(max_length=LONGEST_NAME)]


class NamedParty(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody as a person names them."""

    name: Name
    code: Annotated[
        Annotated[str, Meta(max_length=40)] | None,
        Meta(description='PLOVER\'s, "RUS GOV"; null: what is known, or as it was; "": unknown'),
    ] = None
    type: Annotated[EntityType | None, Meta(description="needed where nobody of this name is known")] = None
    pick: Annotated[Pick | None, Meta(description="one of those whom the name may mean")] = None


class NamedPlace(Struct, frozen=True, forbid_unknown_fields=True):
    """A place as a person names it."""

    name: Name
    pick: Annotated[Pick | None, Meta(description="one of those that are called so")] = None


class PartyOffer(Struct, frozen=True):
    """One whom a name may mean; `sure` where it is the very name."""

    pick: str
    name: str
    code: str
    type: EntityType
    wikidata: str | None
    why: str  # "name in offices.yaml", "the report"
    sure: bool
    somebody: Somebody


class SpotOffer(Struct, frozen=True):
    """One place that is called so."""

    pick: str
    place: Spot
    population: int  # 0 where unknown


class Naming(Struct, frozen=True):
    """What names are looked up in."""

    languages: tuple[str, ...]
    world: Callable[[str], World]  # of a language; takes seconds the first time
    find_place: Callable[[str], tuple[Location, ...]]
    vocabulary: Vocabulary
    sounds: Sounds

    def offer_parties(
        self, name: str, language: str, day: str | None, entities: Sequence[Entity] = ()
    ) -> tuple[PartyOffer, ...]:
        """Those whom a name may mean, the surest first: by this language, else by others, and of the entities."""
        asked = _clean(name)
        found: list[PartyOffer] = []
        for code in sorted(self.languages, key=lambda code: code != language):
            if not any(offer.sure for offer in found):
                world = self.world(code)
                found += [self._offer(finding, world, finding.how) for finding in look_up(world, asked, day)]
        found += [self._offer_of_report(one) for one in entities if one.mentions and fold(one.name) == fold(asked)]
        unique: dict[tuple[str, str], PartyOffer] = {}
        for offer in sorted(found, key=lambda offer: not offer.sure):
            unique.setdefault((offer.wikidata or offer.somebody.party.key, offer.code), offer)
        return tuple(unique.values())[:OFFERED]

    def offer_spots(self, name: str) -> tuple[SpotOffer, ...]:
        """The places that are called so, those of our own list first, then the largest."""
        unique: dict[str, SpotOffer] = {}
        for one in sorted(self.find_place(_clean(name)), key=lambda one: (one.geonames is not None, -one.population)):
            spot = Spot(one.name, one.country, one.lat, one.lon, one.precision, one.geonames)
            pick = str(one.geonames) if one.geonames else f"{one.country or ''}/{one.admin1 or ''}/{one.name}"
            unique.setdefault(pick, SpotOffer(pick, spot, one.population))
        return tuple(unique.values())[:OFFERED]

    def party(
        self, named: NamedParty, language: str, day: str | None, entities: Sequence[Entity],
        there: Sequence[Somebody] = (),
    ) -> Somebody:  # fmt: skip
        """Who is meant; `there`: those who took part already. UsageError says what has to be said besides."""
        name = _clean(named.name)
        code = None if named.code is None else self.check_code(named.code)
        stays = next((one for one in there if " ".join(one.party.name.split()) == name), None)
        if stays is not None and named.pick is None and code in (None, stays.party.code):
            return stays
        offers = self.offer_parties(name, language, day, entities)
        if named.pick is not None:
            meant = next((offer for offer in offers if offer.pick == named.pick), None)
            if meant is None:
                raise UsageError(f"{name}: {named.pick:.60} is nobody whom this name may mean; {_told(offers)}")
        elif stays is not None:
            return self._with_code(stays, code or "")
        else:
            meant = self._meant(name, code, named.type, offers)
        if meant is not None:
            return meant.somebody if code is None else self._with_code(meant.somebody, code)
        if named.type is None:
            raise UsageError(
                f"{name}: nobody of this name is known; say what it is (PER, ORG, GPE, NORP, LOC or FAC), and the code "
                "where you know it"
            )
        return self._new(name, named.type, code or "")

    def spot(self, named: NamedPlace, there: Spot | None = None) -> Spot:
        """The place that is meant; UsageError where there is none of this name, or more than one."""
        name = _clean(named.name)
        if there is not None and there.name == name and named.pick is None:
            return there
        offers = self.offer_spots(name)
        if not offers:
            raise UsageError(f"{name}: no place of this name is known")
        if named.pick is None and len(offers) > 1:
            raise UsageError(f"{name}: several places are called so; pick one: {_told_spots(offers)}")
        meant = offers[0] if named.pick is None else next((o for o in offers if o.pick == named.pick), None)
        if meant is None:
            raise UsageError(f"{name}: {named.pick:.60} is no place of this name; pick one: {_told_spots(offers)}")
        return meant.place

    def check_code(self, code: str) -> str:
        """The code in capitals and single blanks; UsageError where a part of it is none."""
        parts = code.upper().split()
        known = self.vocabulary
        for number, part in enumerate(parts):
            allowed = known.sectors | known.codes if number == 0 else known.sectors
            if part not in allowed:
                what = "code of a country or sector" if number == 0 else "sector"
                raise UsageError(f"{code:.40}: {part:.20} is no {what}{suggestion(part, allowed)}")
        if len(parts) > MOST_SECTORS + 1:
            raise UsageError(f"{code:.40}: a country and {MOST_SECTORS} sectors at most make a code")
        return " ".join(parts)

    def _meant(
        self, name: str, code: str | None, kind: EntityType | None, offers: Sequence[PartyOffer]
    ) -> PartyOffer | None:
        """The one whom a name means, by its code where several have it; None where nobody has it."""
        fitting = [offer for offer in offers if kind in (None, offer.type)]
        sure = [offer for offer in fitting if offer.sure]
        coded = [offer for offer in sure if offer.code == code]
        if len(coded or sure) == 1:
            return (coded or sure)[0]
        if sure or (fitting and kind is None):
            raise UsageError(f"{name}: this may mean several; pick one: {_told(sure or fitting)}")
        return None

    def _offer(self, finding: Finding, world: World, how: How) -> PartyOffer:
        known = finding.known
        code = " ".join(dict.fromkeys(part for part in (finding.country, finding.sector) if part))
        key = self._key(known.name, known.type, finding.country, known.wikidata)
        sanctioned = bool(world.sanctions(known))
        party = Party(key, known.name, code, finding.country, sanctioned=sanctioned)
        why = f"{how} in {known.source}" if known.source else how
        pick = f"{known.wikidata or key} {code}".strip()
        somebody = Somebody(party, known.type, known.wikidata)
        return PartyOffer(pick, known.name, code, known.type, known.wikidata, why, how == "name", somebody)

    def _offer_of_report(self, entity: Entity) -> PartyOffer:
        wikidata = entity.wikidata
        code = " ".join(dict.fromkeys(part for part in (entity.country, entity.sector) if part))
        key = self._key(entity.name, entity.type, entity.country, wikidata)
        party = Party(key, entity.name, code, entity.country, sanctioned=bool(entity.sanctioned))
        somebody = Somebody(party, entity.type, wikidata)
        pick = f"{wikidata or key} {code}".strip()
        return PartyOffer(pick, entity.name, code, entity.type, wikidata, "the report", True, somebody)

    def _new(self, name: str, kind: EntityType, code: str) -> Somebody:
        bare = Party(self._key(name, kind, None, None), name, "", None)
        return Somebody(self._recoded(bare, code), kind)

    def _with_code(self, somebody: Somebody, code: str) -> Somebody:
        return replace(somebody, party=self._recoded(somebody.party, code))

    def _recoded(self, party: Party, code: str) -> Party:
        first = code.partition(" ")[0]
        return replace(party, code=code, country=first if first in self.vocabulary.codes else None, sure=True)

    def _key(self, name: str, kind: EntityType, country: str | None, wikidata: str | None) -> str:
        """As `stories.identities` has it, so that reports that name the same compare."""
        if kind == "GPE" and country:
            return country
        if wikidata:
            return wikidata
        return "n:" + (self.sounds.name(name) if kind == "ORG" else self.sounds.surname(name))


def _clean(name: str) -> str:
    """A name on one line; UsageError where nothing of it is a letter or figure, or it is far too long."""
    told = " ".join("".join(ch if ch.isprintable() else " " for ch in name).split())
    if not any(ch.isalnum() for ch in told):
        raise UsageError("a name has letters; to take somebody or a place away, leave them out")
    if len(told) > LONGEST_NAME:
        raise UsageError(f"{told[:40]}…: no name has more than {LONGEST_NAME} characters")
    return told


def _told(offers: Iterable[PartyOffer]) -> str:
    told = "; ".join(f'"{o.pick}" ({o.name}, {o.code or o.type})' for o in offers)
    return told or "nobody is known by it"


def _told_spots(offers: Iterable[SpotOffer]) -> str:
    return "; ".join(f'"{o.pick}" ({o.place.name}, {o.place.country or "?"})' for o in offers)
