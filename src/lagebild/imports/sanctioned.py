"""An OpenSanctions file of FollowTheMoney entities → rows, read through the followthemoney library (an extra)."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from lagebild.errors import UsageError
from lagebild.imports.row import Kind, Listing, Row, Skipped

if TYPE_CHECKING:
    from followthemoney.proxy import EntityProxy

INSTALL = "FollowTheMoney files need the library of that name: pip install 'lagebild[ftm]'"
SANCTION = "sanction"
# Topics of OpenSanctions, the first that fits counts → PLOVER sector; https://www.opensanctions.org/docs/topics/
SECTORS = {
    "role.spy": "SPY", "role.judge": "JUD", "role.diplo": "GOV", "gov.security": "COP", "mil": "MIL", "gov.igo": "IGO",
    "gov.soe": "BUS", "gov": "GOV", "pol.party": "PTY", "pol.union": "LAB", "crime.terror": "REB", "crime.cyber": "CRM",
    "crime": "CRM", "fin.bank": "BUS", "corp": "BUS",
}  # fmt: skip
KINDS: tuple[tuple[str, Kind], ...] = (
    ("Person", "person"),
    ("Organization", "organisation"),
    ("Company", "organisation"),
)
COUNTRY_PROPERTIES = ("nationality", "citizenship", "jurisdiction", "country", "mainCountry")


def read_sanctioned(lines: Iterable[tuple[int, bytes]], countries: dict[str, str]) -> Iterator[Row | Listing | Skipped]:
    """Persons and organisations that are sanctioned or hold an office; `countries` are codes by ISO 3166-1 alpha-2.

    The lists of a row are all datasets that know it, registers too; the sanctions of the file, which come as listings,
    say which of them sanction it.
    Raises UsageError where the library is not installed.
    """
    model = _model()
    for number, line in lines:
        text = line.strip()
        if not text:
            continue
        try:
            data = msgspec.json.decode(text)
            entity = model.get_proxy(data)
            if entity.schema.is_a("Sanction"):
                yield from (Listing(one, _datasets(data)) for one in entity.get("entity", quiet=True))
                continue
            found = _read(entity, data, countries)
        except msgspec.DecodeError as error:
            yield Skipped(number, str(error))
        except Exception as error:  # the library raises its own and others on entities that its model does not hold
            yield Skipped(number, f"not an entity: {type(error).__name__}: {str(error)[:120]}")
        else:
            if found:
                yield found


def _model() -> Any:
    try:
        from followthemoney import model
    except ImportError as error:
        raise UsageError(INSTALL) from error
    return model


def _read(entity: "EntityProxy", data: dict[str, Any], countries: dict[str, str]) -> Row | None:
    kind = next((kind for schema, kind in KINDS if entity.schema.is_a(schema)), None)
    topics = entity.get("topics", quiet=True)
    wanted = [t for t in topics if t.startswith((SANCTION, "role.", "gov", "mil", "crime", "pol."))]
    names = tuple(dict.fromkeys([entity.caption, *entity.get("name", quiet=True), *entity.get("alias", quiet=True)]))
    if kind is None or not wanted or not names:
        return None
    return Row(
        id=str(entity.id),
        kind=kind,
        names=tuple(("", name) for name in names if name),
        country=_country(entity, countries),
        sector=_sector(topics),
        wikidata=_wikidata(entity),
        sanctions=_datasets(data) if SANCTION in topics else (),
        weight=len(data.get("datasets", ())),
    )


def _datasets(data: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(str(d) for d in data.get("datasets", ()))) or (SANCTION,)


def _country(entity: "EntityProxy", countries: dict[str, str]) -> str | None:
    """Of the first property that names one country alone."""
    for name in COUNTRY_PROPERTIES:
        codes = {countries[c.upper()] for c in entity.get(name, quiet=True) if c.upper() in countries}
        if len(codes) == 1:
            return codes.pop()
    return None


def _sector(topics: list[str]) -> str | None:
    return next(
        (sector for topic, sector in SECTORS.items() for t in topics if t == topic or t.startswith(topic + ".")), None
    )


def _wikidata(entity: "EntityProxy") -> str | None:
    ids = [*entity.get("wikidataId", quiet=True), str(entity.id)]
    return next((i for i in ids if i.startswith("Q") and i[1:].isdigit()), None)
