"""A Wikidata JSON dump → rows: holders of offices, organisations and places, one item a line, read once.

A position may stand behind its holders in the dump, so that persons wait in the local file until the end.
"""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from lagebild.imports.row import Kind, Row, Skipped
from lagebild.knowledge.holders import Term
from lagebild.knowledge.wikidata_classes import WikidataClasses

MOST_NAMES = 60  # of one item; a few have hundreds of aliases


class _Text(Struct):
    language: str
    value: str


class _Value(Struct):
    value: msgspec.Raw = msgspec.Raw(b"null")


class _Snak(Struct):
    datavalue: _Value | None = None


class _Statement(Struct):
    mainsnak: _Snak
    rank: str = "normal"
    qualifiers: dict[str, list[_Snak]] | list[None] = {}


class _Item(Struct):
    """What is read of an item. The dump writes an empty object as an empty list."""

    id: str
    labels: dict[str, _Text] | list[None] = {}
    aliases: dict[str, list[_Text]] | list[None] = {}
    claims: dict[str, msgspec.Raw] | list[None] = {}
    sitelinks: dict[str, msgspec.Raw] | list[None] = {}


class _Target(Struct):
    id: str = ""


class _Moment(Struct):
    time: str = ""
    precision: int = 0


class Held(Struct, frozen=True):
    """That somebody held a position, before the position is known."""

    position: str
    since: str
    until: str | None


class Holder(Struct, frozen=True):
    """A person who waits for the positions; `row` has no terms yet."""

    row: Row
    held: tuple[Held, ...]


class Position(Struct, frozen=True):
    """An item whose label is that of an office."""

    id: str
    office: str
    country: str | None


_items = msgspec.json.Decoder(_Item)
_statements = msgspec.json.Decoder(list[_Statement])
_target = msgspec.json.Decoder(_Target)
_moment = msgspec.json.Decoder(_Moment)


def read_wikidata(
    lines: Iterable[tuple[int, bytes]],
    classes: WikidataClasses,
    countries: dict[str, str],
    languages: tuple[str, ...],
) -> Iterator[Row | Holder | Position | Skipped]:
    """Rows, waiting persons and positions in the order of the dump; `countries` are codes by Wikidata id."""
    for number, line in lines:
        text = line.strip().rstrip(b",")
        if text in (b"", b"[", b"]"):
            continue
        try:
            found = _read(_items.decode(text), classes, countries, languages)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield Skipped(number, str(error))
            continue
        if found:
            yield found


def _read(
    item: _Item, classes: WikidataClasses, countries: dict[str, str], languages: tuple[str, ...]
) -> Row | Holder | Position | None:
    kinds = _targets(item, "P31")
    weight = len(item.sitelinks)
    if classes.human in kinds:
        held = _held(item) if weight >= classes.least["person"] else ()
        names = _names(item, languages) if held else ()
        if not names:
            return None
        citizen = {countries[q] for q in _targets(item, "P27") if q in countries}
        country = citizen.pop() if len(citizen) == 1 else None
        return Holder(Row(item.id, "person", names, country, wikidata=item.id, weight=weight), held)
    labels = item.labels if isinstance(item.labels, dict) else {}
    places = [countries[q] for p in ("P1001", "P17") for q in _targets(item, p) if q in countries]
    office = classes.office(labels["en"].value) if "en" in labels else None
    one = next((classes.classes[q] for q in kinds if q in classes.classes), None)
    if one is None:
        return Position(item.id, office, places[0] if places else None) if office else None
    kind: Kind = one.kind
    own = {countries[q] for q in _targets(item, "P17") if q in countries}
    country = own.pop() if len(own) == 1 else None
    country = one.country if one.country and (one.country != "NGO" or country is None) else country
    if country is None or weight < classes.least[kind]:
        return None
    names = _names(item, languages)
    return Row(item.id, kind, names, country, one.sector, wikidata=item.id, weight=weight) if names else None


def _names(item: _Item, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Labels and aliases in the languages that are read, without doubles."""
    labels = item.labels if isinstance(item.labels, dict) else {}
    aliases = item.aliases if isinstance(item.aliases, dict) else {}
    wanted = (*languages, "mul")
    found = [(code, labels[code].value) for code in wanted if code in labels]
    found += [(code, alias.value) for code in wanted for alias in aliases.get(code, ())]
    unique = {name: (code, name) for code, name in reversed(found) if name.strip()}
    return tuple(pair for pair in found if unique.get(pair[1]) == pair)[:MOST_NAMES]


def _claims(item: _Item, name: str) -> list[_Statement]:
    if not isinstance(item.claims, dict) or name not in item.claims:
        return []
    return [s for s in _statements.decode(item.claims[name]) if s.rank != "deprecated" and s.mainsnak.datavalue]


def _targets(item: _Item, name: str) -> list[str]:
    """Items that the statements of a property name; the preferred ones where there are such."""
    claims = _claims(item, name)
    preferred = [s for s in claims if s.rank == "preferred"]
    values = (s.mainsnak.datavalue.value for s in preferred or claims if s.mainsnak.datavalue)
    return [t.id for t in (_target.decode(value) for value in values) if t.id]


def _held(item: _Item) -> tuple[Held, ...]:
    found = []
    for statement in _claims(item, "P39"):
        value = statement.mainsnak.datavalue
        position = _target.decode(value.value).id if value else ""
        qualifiers = statement.qualifiers if isinstance(statement.qualifiers, dict) else {}
        since = _day(qualifiers.get("P580", ()))
        if position and since:  # without a date nobody knows whether somebody is in office
            found.append(Held(position, since, _day(qualifiers.get("P582", ()))))
    return tuple(found)


def _day(snaks: Iterable[_Snak]) -> str | None:
    """ "+2005-11-22T00:00:00Z" as exactly as it is known: a day, a month or a year; None before our era."""
    for snak in snaks:
        moment = _moment.decode(snak.datavalue.value) if snak.datavalue else _Moment()
        length = {9: 4, 10: 7, 11: 10}.get(moment.precision)
        if length and moment.time.startswith("+"):
            return moment.time[1 : 1 + length]
    return None


def in_office(holder: Holder, positions: dict[str, Position]) -> Row | None:
    """The person with the terms of all positions that are offices; None where none is."""
    terms, countries = [], []
    for held in holder.held:
        position = positions.get(held.position)
        if position:
            terms.append((held.since, Term(position.office, held.since, held.until)))
            countries.append((held.since, position.country))
    if not terms:
        return None
    terms.sort(key=lambda pair: pair[0])
    country = next((c for _, c in sorted(countries, key=lambda pair: pair[0], reverse=True) if c), holder.row.country)
    return msgspec.structs.replace(holder.row, terms=tuple(term for _, term in terms), country=country)
