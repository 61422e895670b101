"""Who is who in the world: countries, bodies, organisations, groups and holders of offices, by name.

Names are compared as atoms (runs of letters or digits, and single other signs), so that it does not
matter how a tokeniser cuts "U.S." or "Al-Shabaab".
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Literal

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode
from lagebild.record import EntityType

Names = dict[str, tuple[str, ...]]
Kind = Literal["country", "capital", "region", "organisation", "person"]

# PLOVER codes that stand in the place of a country, and the sector of those without a nearer one.
_STATELESS = {"UNO": "IGO", "EUR": "IGO", "IGO": "IGO", "NGO": "NGO"}

_ATOM = re.compile(r"[^\W_]+|[^\w\s]|_")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-"})


class DemonymForms(Struct, frozen=True, forbid_unknown_fields=True):
    """How a demonym with this ending is inflected: the first rule that fits counts."""

    ending: str
    forms: tuple[str, ...]


class Inflection(Struct, frozen=True, forbid_unknown_fields=True):
    """What a language does to names and to the adjectives made of them."""

    name_endings: tuple[str, ...] = ()
    adjective_endings: tuple[str, ...] = ()
    demonym_forms: tuple[DemonymForms, ...] = ()


class Country(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of world/countries.yaml."""

    code: str
    names: Names
    adjectives: Names = {}
    demonyms: Names = {}
    capitals: Names = {}
    wikidata: str | None = None
    sector: str | None = None
    type: EntityType = "GPE"


class Organisation(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of world/institutions.yaml, organisations.yaml or groups.yaml."""

    code: str
    names: Names
    sector: str | None = None
    form: Literal["name", "metonym"] = "name"
    type: EntityType = "ORG"
    seat: str | None = None  # of a town that stands for an organisation: the country it lies in
    wikidata: str | None = None


class Region(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of world/regions.yaml: places of one country."""

    code: str
    names: Names
    type: EntityType = "GPE"


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """One time in office; years, both inclusive. `to` None: still going on."""

    office: str
    since: int
    until: int | None = None


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of world/offices.yaml."""

    country: str
    names: Names
    terms: tuple[Term, ...]
    short: tuple[str, ...] = ()
    wikidata: str | None = None


class _Countries(Struct, frozen=True, forbid_unknown_fields=True):
    countries: tuple[Country, ...]


class _Organisations(Struct, frozen=True, forbid_unknown_fields=True):
    organisations: tuple[Organisation, ...]


class _Regions(Struct, frozen=True, forbid_unknown_fields=True):
    regions: tuple[Region, ...]


class _Offices(Struct, frozen=True, forbid_unknown_fields=True):
    sectors: dict[str, str | None]
    people: tuple[Person, ...]


class Known(Struct, frozen=True):
    """Somebody or something known by name."""

    key: str  # the same for all names of one entity
    name: str
    kind: Kind
    type: EntityType
    country: str | None
    sector: str | None = None
    wikidata: str | None = None
    metonym: bool = False
    seat: str | None = None
    terms: tuple[Term, ...] = ()


class World(Struct, frozen=True):
    """What one language calls the world; made by `load_world`."""

    names: dict[str, tuple[tuple[tuple[str, ...], Known], ...]]  # first atom → names, longest first
    adjectives: dict[str, Known]  # lower case
    demonyms: dict[str, Known]
    surnames: dict[str, tuple[Known, ...]]
    countries: dict[str, Known]  # code → the state
    sectors: dict[str, str | None]  # of offices

    def longest(self, atoms: Sequence[str], i: int) -> tuple[int, Known] | None:
        """The longest name that begins at atom `i`: number of atoms and who it is."""
        for name, known in self.names.get(atoms[i], ()):
            n = len(name)
            if tuple(atoms[i : i + n]) == name:
                return n, known
        return None

    def sector_in(self, known: Known, year: int | None) -> str | None:
        """Sector of a person in a year; a former holder of a state office is ELI, the former elite."""
        if not known.terms:
            return known.sector
        last = known.terms[-1]
        fallback = _STATELESS.get(known.country or "")
        for term in reversed(known.terms):
            if year is None or (term.since <= year and (term.until is None or year <= term.until)):
                return self.sectors.get(term.office) or fallback
        sector = self.sectors.get(last.office) or fallback
        over = year is not None and last.until is not None and year > last.until
        return "ELI" if over and sector == "GOV" else sector


def cut_atoms(text: str) -> list[tuple[str, int]]:
    """Atoms of a text with their offsets."""
    return [(m.group().translate(_STRAIGHT), m.start()) for m in _ATOM.finditer(text)]


def load_world(folder: Folder, language: str, inflection: Inflection) -> World:
    """Read world/*.yaml and arrange it for one language."""
    countries = decode(folder.joinpath("countries.yaml"), _Countries).countries
    organisations = [
        row
        for file in ("institutions.yaml", "organisations.yaml", "groups.yaml")
        for row in decode(folder.joinpath(file), _Organisations).organisations
    ]
    offices = decode(folder.joinpath("offices.yaml"), _Offices)
    rows: dict[tuple[str, ...], Known] = {}
    states: dict[str, Known] = {}
    for town in (row for row in organisations if row.seat):  # "Brussels" is the Union before it is Belgium
        _add(rows, town.names, language, _known_body(town, language), inflection, foreign=False)
    for row in countries:
        known = _known_country(row, language)
        if row.sector is None and row.type == "GPE":
            states.setdefault(row.code, known)
        _add(rows, row.names, language, known, inflection, foreign=False)
        for capital in row.capitals.get(language, ()):
            _add(rows, {language: (capital,)}, language, _known_capital(known, capital), inflection, foreign=False)
    for body in organisations:
        _add(rows, body.names, language, _known_body(body, language), inflection, foreign=True)
    for region in decode(folder.joinpath("regions.yaml"), _Regions).regions:
        for name in region.names.get(language, ()):
            known = Known(f"region:{region.code}:{name}", name, "region", region.type, region.code)
            _add(rows, {language: (name,)}, language, known, inflection, foreign=False)
    people = [(person, _known_person(person, language)) for person in offices.people]
    for person, known in people:
        _add(rows, person.names, language, known, inflection, foreign=True)
        _add(rows, {language: person.short}, language, known, inflection, foreign=False)
    return World(
        names=_by_first(rows),
        adjectives=_adjectives(countries, language, inflection),
        demonyms=_demonyms(countries, language, inflection),
        surnames=_surnames(people),
        countries=states,
        sectors=offices.sectors,
    )


def _first_name(names: Names, language: str) -> str:
    own = names.get(language) or next(iter(names.values()))
    return own[0]


def _known_country(row: Country, language: str) -> Known:
    name = _first_name(row.names, language)
    key = f"country:{row.code}:{name}"
    return Known(key, name, "country", row.type, row.code, row.sector, row.wikidata)


def _known_capital(country: Known, name: str) -> Known:
    return Known(f"{country.key}:capital", name, "capital", "GPE", country.country, country.sector)


def _known_body(row: Organisation, language: str) -> Known:
    name = _first_name(row.names, language)
    sector = row.sector or _STATELESS.get(row.code)
    kind: Kind = "capital" if row.seat else "organisation"
    key = f"{kind}:{row.code}:{name}"
    return Known(key, name, kind, row.type, row.code, sector, row.wikidata, row.form == "metonym", row.seat)


def _known_person(row: Person, language: str) -> Known:
    name = _first_name(row.names, language)
    terms = tuple(sorted(row.terms, key=lambda term: term.since))
    return Known(f"person:{row.country}:{name}", name, "person", "PER", row.country, None, row.wikidata, terms=terms)


def _add(
    rows: dict[tuple[str, ...], Known], names: Names, language: str, known: Known, how: Inflection, *, foreign: bool
) -> None:
    """Enter names; those in other languages too where `foreign`, but never over an earlier entry."""
    for code, spellings in names.items():
        if code != language and not foreign:
            continue
        for spelling in spellings:
            for atoms in _inflected(tuple(atom for atom, _ in cut_atoms(spelling)), how):
                rows.setdefault(atoms, known)


def _inflected(atoms: tuple[str, ...], how: Inflection) -> Iterator[tuple[str, ...]]:
    """The name itself, its forms with inflected adjectives, and each with the endings of names."""
    for form in _declined(atoms, how.adjective_endings):
        yield form
        last = form[-1]
        if last[-1:].isalpha() and not last.endswith(("s", "x", "z", "ß")):
            for ending in how.name_endings:
                yield (*form[:-1], last + ending)
        elif how.name_endings and len(last) > 3 and last[-1:] == "s" and last[0].isupper() and not last.isupper():
            yield (*form[:-1], last + "es")


def _declined(atoms: tuple[str, ...], endings: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """ "Weißes Haus" → "Weißen Haus" …: words before the last that end like an adjective."""
    if len(atoms) < 2 or not endings:
        return (atoms,)
    choices: list[tuple[str, ...]] = []
    for atom in atoms[:-1]:
        found = [e for e in endings if atom.endswith(e) and len(atom) > len(e) + 3]
        if found and len(choices) < 2:
            choices.append(tuple(atom.removesuffix(max(found, key=len)) + e for e in endings))
        else:
            choices.append((atom,))
    # All adjectives of a name carry the same ending or nearly so; the few wrong mixtures do no harm.
    return [(*mix, atoms[-1]) for mix in product(*choices)] + [atoms]


def _by_first(rows: Mapping[tuple[str, ...], Known]) -> dict[str, tuple[tuple[tuple[str, ...], Known], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for atoms, known in rows.items():
        found.setdefault(atoms[0], []).append((atoms, known))
    return {first: tuple(sorted(names, key=lambda row: -len(row[0]))) for first, names in found.items()}


def _adjectives(countries: Iterable[Country], language: str, how: Inflection) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for row in countries:
        known = _known_country(row, language)
        for adjective in row.adjectives.get(language, ()):
            for ending in ("", *how.adjective_endings):
                found.setdefault((adjective + ending).lower(), known)
    return found


def _demonyms(countries: Iterable[Country], language: str, how: Inflection) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for row in countries:
        known = _known_country(row, language)
        for demonym in row.demonyms.get(language, ()):
            rule = next((rule for rule in how.demonym_forms if demonym.endswith(rule.ending)), None)
            forms = rule.forms if rule else ("",)
            stem = demonym[: len(demonym) - len(rule.ending)] if rule else demonym
            for form in forms:
                found.setdefault(stem + form, known)
    return found


def _surnames(people: Iterable[tuple[Person, Known]]) -> dict[str, tuple[Known, ...]]:
    found: dict[str, dict[str, Known]] = {}
    for person, known in people:
        for spelling in (name for names in person.names.values() for name in names):
            parts = spelling.split()
            if len(parts) > 1:
                found.setdefault(parts[-1], {})[known.key] = known
    return {surname: tuple(known.values()) for surname, known in found.items()}
