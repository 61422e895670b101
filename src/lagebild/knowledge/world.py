"""Who is who in the world: countries, bodies, organisations, groups and holders of offices, by name.

Names are compared as atoms (runs of letters or digits, and single other signs), so that it does not
matter how a tokeniser cuts "U.S." or "Al-Shabaab".
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Literal, Protocol

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode
from lagebild.knowledge.holders import Names, Person, Spellings, Term, merge_holders, read_holders, spell
from lagebild.record import EntityType

Kind = Literal["country", "capital", "region", "organisation", "person"]

# PLOVER codes that stand in the place of a country, and the sector of those without a nearer one.
_STATELESS = {"UNO": "IGO", "EUR": "IGO", "IGO": "IGO", "NGO": "NGO"}

_BODIES = ("institutions.yaml", "organisations.yaml", "groups.yaml", "parties.yaml")

_ATOM = re.compile(r"[^\W_]+|[^\w\s]|_")
_CONSONANTS = tuple("bdfgklmnprtzß")  # before the ending -es of a genitive
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
    town_forms: tuple[DemonymForms, ...] = ()  # adjectives of towns, not declined: "Minsker"
    towns: dict[str, str] = {}  # those that no rule makes: "Zürcher" → "Zürich"


class Country(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of world/countries.yaml."""

    code: str
    names: Names
    adjectives: Names = {}
    demonyms: Names = {}
    capitals: Names = {}
    wikidata: str | None = None
    alpha2: str | None = None  # ISO 3166-1, by which FollowTheMoney names countries
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
    adjectives: Names = {}  # of any of its places: "Bavarian"
    demonyms: Names = {}


class _Countries(Struct, frozen=True, forbid_unknown_fields=True):
    countries: tuple[Country, ...]


class _Organisations(Struct, frozen=True, forbid_unknown_fields=True):
    organisations: tuple[Organisation, ...]


class _Regions(Struct, frozen=True, forbid_unknown_fields=True):
    regions: tuple[Region, ...]


class _Native(Struct, frozen=True, forbid_unknown_fields=True):
    names: dict[str, tuple[str, ...]]


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
    source: str = ""  # file of world/, or the imported one
    sanctions: tuple[str, ...] = ()  # of an imported one: the lists that name it


class Beside(Protocol):
    """Names that a user has imported; made by `imports.local_file`, since this layer opens no database."""

    def names(self, first: str) -> dict[tuple[str, ...], Known]:
        """Names that begin with this atom, longest first."""

    def sanctions(self, known: Known | None) -> tuple[str, ...] | None:
        """The sanctions lists that name somebody, none for somebody unknown; None where no such list was imported."""

    def origin(self) -> str:
        """What was imported: sources with their versions."""


class World(Struct, frozen=True):
    """What one language calls the world; made by `load_world`."""

    names: dict[str, dict[tuple[str, ...], Known]]  # first atom → names, longest first
    adjectives: dict[str, Known]  # lower case
    demonyms: dict[str, Known]
    towns: dict[str, Known]  # "Minsker", "Londoner"
    surnames: dict[str, tuple[Known, ...]]
    countries: dict[str, Known]  # code → the state
    sectors: dict[str, str | None]  # of offices
    beside: Beside | None = None

    def longest(self, atoms: Sequence[str], i: int) -> tuple[int, Known] | None:
        """The longest name that begins at atom `i`: number of atoms and who it is."""
        own = _longest(self.names.get(atoms[i], {}), atoms, i)
        other = _longest(self.beside.names(atoms[i]), atoms, i) if self.beside else None
        return other if other and (own is None or other[0] > own[0]) else own

    def sector_in(self, known: Known, day: str | None) -> str | None:
        """Sector of a person at a day or in a year, None before their first office: that of the latest term that goes
        on, but of an office of state before a party's.

        A former holder of a state office is ELI, the former elite, also between two offices.
        """
        if not known.terms:
            return known.sector
        held = [self._sector_of(known, term) for term in reversed(known.terms) if term.holds(day)]
        if held:
            return "GOV" if held[0] == "PTY" and "GOV" in held else held[0]
        over = [term for term in known.terms if day is not None and term.is_over(day)]
        sector = self._sector_of(known, over[-1]) if over else None
        return "ELI" if sector == "GOV" or (over and over[-1].country) else sector

    def country_in(self, known: Known, day: str | None) -> str | None:
        """Country of a person at a day: that of the office, else the person's own."""
        term = next((term for term in reversed(known.terms) if term.holds(day)), None)
        return (term.country if term else None) or known.country

    def _sector_of(self, known: Known, term: Term) -> str | None:
        return self.sectors.get(term.office) or _STATELESS.get(term.country or known.country or "")

    def sanctions(self, known: Known | None) -> tuple[str, ...] | None:
        """The imported sanctions lists that name somebody; None where none was imported."""
        return self.beside.sanctions(known) if self.beside else None


def _longest(names: dict[tuple[str, ...], Known], atoms: Sequence[str], i: int) -> tuple[int, Known] | None:
    """The longest of these names that stands at atom `i`; the longest of all is their first."""
    longest = len(next(iter(names), ()))
    for n in range(min(longest, len(atoms) - i), 0, -1):
        known = names.get(tuple(atoms[i : i + n]))
        if known:
            return n, known
    return None


def load_countries(folder: Folder) -> tuple[Country, ...]:
    """The rows of world/countries.yaml."""
    return decode(folder.joinpath("countries.yaml"), _Countries).countries


def load_bodies(folder: Folder) -> tuple[Organisation, ...]:
    """The rows of all files of organisations in world/."""
    return tuple(row for file in _BODIES for row in decode(folder.joinpath(file), _Organisations).organisations)


def load_offices(folder: Folder) -> frozenset[str]:
    """The offices that world/offices.yaml knows."""
    return frozenset(decode(folder.joinpath("offices.yaml"), _Offices).sectors)


def cut_atoms(text: str) -> list[tuple[str, int]]:
    """Atoms of a text with their offsets."""
    return [(m.group().translate(_STRAIGHT), m.start()) for m in _ATOM.finditer(text)]


def _atoms(name: str) -> tuple[str, ...]:
    """Atoms of a name without their offsets; of most names they are the words."""
    if name.replace(" ", "").isalpha():
        return tuple(name.split())
    return tuple(_ATOM.findall(name.translate(_STRAIGHT)))


def load_world(folder: Folder, language: str, inflection: Inflection, beside: Beside | None = None) -> World:
    """Read world/ and arrange it for one language; `beside` are the names that a user has imported."""
    countries = load_countries(folder)
    organisations = [
        (row, file) for file in _BODIES for row in decode(folder.joinpath(file), _Organisations).organisations
    ]
    offices = decode(folder.joinpath("offices.yaml"), _Offices)
    rows: dict[tuple[str, ...], Known] = {}
    states: dict[str, Known] = {}
    for town, file in organisations:  # "Brussels" is the Union before it is Belgium
        if town.seat:
            _add(rows, town.names, language, _known_body(town, language, file), inflection, foreign=False)
    for row in countries:
        known = _known_country(row, language)
        if row.sector is None and row.type == "GPE":
            states.setdefault(row.code, known)
        _add(rows, row.names, language, known, inflection, foreign=False)
        for capital in row.capitals.get(language, ()):
            _add(rows, {language: (capital,)}, language, _known_capital(known, capital), inflection, foreign=False)
    for body, file in organisations:
        _add(rows, body.names, language, _known_body(body, language, file), inflection, foreign=True)
    regions = decode(folder.joinpath("regions.yaml"), _Regions).regions
    for region in regions:
        for name in region.names.get(language, ()):
            known = _known_region(region, name)
            _add(rows, {language: (name,)}, language, known, inflection, foreign=False)
    spellings = decode(folder.joinpath("spellings.yaml"), Spellings)
    everybody = merge_holders(offices.people, read_holders(folder.joinpath("holders.tsv")))
    people = [(person, _known_person(person, language)) for person in everybody]
    alike = spellings.alike()
    for person, known in people:
        names = dict.fromkeys(name for names in person.names.values() for name in names)
        _add_person(rows, (*spell(names, spellings, alike), *person.short), known, inflection)
    for code, natives in decode(folder.joinpath("native.yaml"), _Native).names.items():
        for native in natives:
            if code in states:
                rows.setdefault(tuple(atom for atom, _ in cut_atoms(native)), states[code])
    return World(
        names=_by_first(rows),
        adjectives=_adjectives((*countries, *regions), language, inflection),
        demonyms=_demonyms((*countries, *regions), language, inflection),
        towns=_towns(rows, inflection),
        surnames=_surnames(people),
        countries=states,
        sectors=offices.sectors,
        beside=beside,
    )


def _first_name(names: Names, language: str) -> str:
    own = names.get(language) or next(iter(names.values()))
    return own[0]


def _known_country(row: Country, language: str) -> Known:
    name = _first_name(row.names, language)
    key = f"country:{row.code}:{name}"
    return Known(key, name, "country", row.type, row.code, row.sector, row.wikidata, source="countries.yaml")


def _known_region(row: Region, name: str) -> Known:
    return Known(f"region:{row.code}:{name}", name, "region", row.type, row.code, source="regions.yaml")


def _whose(row: Country | Region, language: str, word: str) -> Known:
    """Whom an adjective or a demonym means; of the places of a row none."""
    return _known_country(row, language) if isinstance(row, Country) else _known_region(row, word)


def _known_capital(country: Known, name: str) -> Known:
    key = f"{country.key}:capital"
    return Known(key, name, "capital", "GPE", country.country, country.sector, source=country.source)


def _known_body(row: Organisation, language: str, source: str) -> Known:
    name = _first_name(row.names, language)
    sector = row.sector or _STATELESS.get(row.code)
    kind: Kind = "capital" if row.seat else "organisation"
    key = f"{kind}:{row.code}:{name}"
    metonym = row.form == "metonym"
    return Known(key, name, kind, row.type, row.code, sector, row.wikidata, metonym, row.seat, source=source)


def _known_person(row: Person, language: str) -> Known:
    name = _first_name(row.names, language)
    terms = tuple(sorted(row.terms, key=lambda term: str(term.since)))
    key = f"person:{row.country}:{name}"
    return Known(key, name, "person", "PER", row.country, None, row.wikidata, terms=terms, source=row.source)


def _add(
    rows: dict[tuple[str, ...], Known], names: Names, language: str, known: Known, how: Inflection, *, foreign: bool
) -> None:
    """Enter names; those in other languages too where `foreign`, but never over an earlier entry."""
    for code, spellings in names.items():
        if code != language and not foreign:
            continue
        for spelling in spellings:
            for atoms in _inflected(_atoms(spelling), how):
                rows.setdefault(atoms, known)


def _add_person(rows: dict[tuple[str, ...], Known], names: Iterable[str], known: Known, how: Inflection) -> None:
    """Enter names of a person, of which only the last word has endings; never over an earlier entry."""
    for name in dict.fromkeys(names):
        atoms = _atoms(name)
        for form in _with_endings(atoms, how) if how.name_endings else (atoms,):
            rows.setdefault(form, known)


def _inflected(atoms: tuple[str, ...], how: Inflection) -> Iterator[tuple[str, ...]]:
    """The name itself, its forms with inflected adjectives, and each with the endings of names."""
    for form in _declined(atoms, how.adjective_endings):
        yield from _with_endings(form, how)
        last = form[-1]
        if form != atoms and last[-1:] in _CONSONANTS:  # "des Islamischen Staates", "des Roten Kreuzes"
            yield (*form[:-1], last + "es")


def _with_endings(atoms: tuple[str, ...], how: Inflection) -> Iterator[tuple[str, ...]]:
    """The name itself and with the endings of names: "Merkel", "Merkels"."""
    yield atoms
    last = atoms[-1]
    if last[-1:].isalpha() and not last.endswith(("s", "x", "z", "ß")):
        for ending in how.name_endings:
            yield (*atoms[:-1], last + ending)
    elif how.name_endings and len(last) > 3 and last[-1:] == "s" and last[0].isupper() and not last.isupper():
        yield (*atoms[:-1], last + "es")


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


def _by_first(rows: Mapping[tuple[str, ...], Known]) -> dict[str, dict[tuple[str, ...], Known]]:
    found: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for atoms, known in rows.items():
        found.setdefault(atoms[0], []).append((atoms, known))
    return {
        first: dict(sorted(names, key=lambda row: -len(row[0])) if len(names) > 1 else names)
        for first, names in found.items()
    }


def _adjectives(rows: Iterable[Country | Region], language: str, how: Inflection) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for row in rows:
        for adjective in row.adjectives.get(language, ()):
            known = _whose(row, language, adjective)
            for ending in ("", *how.adjective_endings):
                found.setdefault((adjective + ending).lower(), known)
    return found


def _demonyms(rows: Iterable[Country | Region], language: str, how: Inflection) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for row in rows:
        for demonym in row.demonyms.get(language, ()):
            known = _whose(row, language, demonym)
            rule = next((rule for rule in how.demonym_forms if demonym.endswith(rule.ending)), None)
            forms = rule.forms if rule else ("",)
            stem = demonym[: len(demonym) - len(rule.ending)] if rule else demonym
            for form in forms:
                found.setdefault(stem + form, known)
    return found


def _towns(rows: Mapping[tuple[str, ...], Known], how: Inflection) -> dict[str, Known]:
    """Adjectives made of the names of capitals and other towns; of a town that stands for a union none."""
    found: dict[str, Known] = {}
    towns = {
        atoms[0]: known for atoms, known in rows.items() if len(atoms) == 1 and known.kind in ("capital", "region")
    }
    for name, known in towns.items():
        rule = next((rule for rule in how.town_forms if name.endswith(rule.ending)), None)
        if rule and known.type == "GPE" and not known.seat and name[:1].isupper() and known.name == name:
            for form in rule.forms:
                found.setdefault(name[: len(name) - len(rule.ending)] + form, known)
    return found | {form: towns[name] for form, name in how.towns.items() if name in towns}


def _surnames(people: Iterable[tuple[Person, Known]]) -> dict[str, tuple[Known, ...]]:
    found: dict[str, dict[str, Known]] = {}
    for person, known in people:
        for spelling in (name for names in person.names.values() for name in names):
            parts = spelling.split()
            if len(parts) > 1:
                found.setdefault(parts[-1], {})[known.key] = known
    return {surname: tuple(known.values()) for surname, known in found.items()}
