"""Who held which office when: rows of world/offices.yaml and world/holders.tsv, and how given names are spelt."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from unicodedata import combining, normalize

from msgspec import Struct
from msgspec.structs import replace

from lagebild.errors import DataError
from lagebild.knowledge.data import Folder

Names = dict[str, tuple[str, ...]]
FIRST_COLUMNS, LAST_COLUMN = ("country", "office", "since", "until"), "short"  # between them the languages
STATELESS = frozenset({"UNO", "EUR", "IGO"})
MOST_SPELLINGS = 30  # of one name: six of a given name with five articles


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """One time in office: a year, a month ("2021-12") or a day, both ends included; `until` None: still going on."""

    office: str
    since: int | str
    until: int | str | None = None
    country: str | None = None  # whose office it is, where that is not the person's own: Portugal's Costa in Brussels

    def holds(self, day: str | None) -> bool:
        """True if the term goes on at a day, as far as both are known; at no day in particular it always does."""
        return day is None or (_not_after(str(self.since), day) and not self.is_over(day))

    def is_over(self, day: str) -> bool:
        """True if the term ended before the day."""
        return self.until is not None and not _not_after(day, str(self.until))


def _not_after(first: str, second: str) -> bool:
    """Compare two dates to the exactness of the coarser: in 2021 is not after 2021-12."""
    n = min(len(first), len(second))
    return first[:n] <= second[:n]


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of world/offices.yaml, or several of world/holders.tsv."""

    country: str
    names: Names
    terms: tuple[Term, ...]
    short: tuple[str, ...] = ()
    wikidata: str | None = None
    source: str = "offices.yaml"


class Spellings(Struct, frozen=True, forbid_unknown_fields=True):
    """world/spellings.yaml: names that reports write in several ways."""

    given_names: tuple[tuple[str, ...], ...]  # one list a name
    articles: tuple[str, ...] = ()  # before a surname, one for another: "al-Sisi", "el-Sisi", "Sisi"
    letters: dict[str, str] = {}  # those that are no plain letter with a mark: ł → l

    def alike(self) -> dict[str, tuple[str, ...]]:
        """Each given name with all its spellings."""
        return {one: group for group in self.given_names for one in group}


def read_holders(file: Folder) -> tuple[Person, ...]:
    """Read holders.tsv, one person for all rows of one name and country; DataError names file, line and column.

    Its first line names the columns: country, office, since, until (empty: still going on), a column for each language
    (spellings, separated by ";", the usual one first; empty: as in the first language), and short (surnames that alone
    mean this person).
    """
    people: list[Person] = []
    columns: list[str] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not columns:
            columns = cells
            if tuple(cells[:4]) != FIRST_COLUMNS or len(cells) < 6 or cells[-1] != LAST_COLUMN:
                raise DataError(
                    f"{file}: line {number}: columns must be {FIRST_COLUMNS}, languages, {LAST_COLUMN}, not {cells}"
                )
            continue
        if len(cells) != len(columns):
            raise DataError(f"{file}: line {number}: {len(cells)} columns, expected {len(columns)}: {columns}")
        country, office, since, until, *spellings, short = cells
        if not (country and office and since[:4].isdigit() and (not until or until[:4].isdigit()) and spellings[0]):
            raise DataError(
                f"{file}: line {number}: country, office, since and {columns[4]} are needed, dates as 2005 or 2005-11"
            )
        usual = _split(spellings[0])
        names = {code: _split(cell) or usual for code, cell in zip(columns[4:-1], spellings, strict=True)}
        people.append(
            Person(country, names, (Term(office, since, until or None),), _split(short), source="holders.tsv")
        )
    return merge_holders((), people)


def merge_holders(first: Iterable[Person], second: Iterable[Person]) -> tuple[Person, ...]:
    """Both lists with nobody twice; dates of the second replace the first's of the same office.

    Two are one if they share a name and a country, or a name where one of them holds an office of no state: the
    Portuguese head of government who became head of the European Council.
    """
    merged: list[Person] = list(first)
    earlier = len(merged)
    places: dict[str, list[int]] = {}
    for place, person in enumerate(merged):
        _enter(places, _all(person), place)
    for other in second:
        names = _all(other)
        same = next((p for name in names for p in places.get(name, ()) if _one(merged[p], other)), None)
        if same is None:
            merged.append(other)
        else:
            merged[same] = _joined(merged[same], other, renew=same < earlier)
        _enter(places, names, len(merged) - 1 if same is None else same)
    return tuple(merged)


def _enter(places: dict[str, list[int]], names: Iterable[str], place: int) -> None:
    for name in names:
        found = places.setdefault(name, [])
        if place not in found:
            found.append(place)


def _all(person: Person) -> set[str]:
    return set().union(*person.names.values())


def _one(person: Person, other: Person) -> bool:
    return person.country == other.country or bool({person.country, other.country} & STATELESS)


def spell(names: Iterable[str], spellings: Spellings, alike: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The names in every usual spelling: given names ("Sergei, Sergey"), articles ("al-Sisi, el-Sisi, Sisi"),
    syllables ("Jae-in, Jae In") and without accents ("Ivan Marquez"); names of one word stay as they are.
    """
    articles = spellings.articles
    for name in names:
        yield name
        parts = name.split()
        if len(parts) < 2:
            continue
        ways = [alike.get(part) or (_ways(part, articles) if "-" in part else (part,)) for part in parts[:-1]]
        ways.append(_ways(parts[-1], articles) if "-" in parts[-1] else (parts[-1],))
        if any(len(way) > 1 for way in ways):
            yield from map(" ".join, islice(product(*ways), MOST_SPELLINGS))
        if not name.isascii():
            yield without_accents(name, spellings.letters)


def _ways(part: str, articles: tuple[str, ...]) -> tuple[str, ...]:
    """ "al-Sisi" with every article and without one; "Jae-in" → "Jae-in", "Jae-In", "Jae In"; else the part itself."""
    article = next((one for one in articles if one and part.startswith(one)), None)
    if article:
        return tuple(other + part[len(article) :] for other in articles)
    first, _, second = part.partition("-")
    if second.isalpha() and second.islower():
        return part, f"{first}-{second.capitalize()}", f"{first} {second.capitalize()}"
    return (part,)


def without_accents(name: str, letters: Mapping[str, str]) -> str:
    """ "Süleyman Şahin" → "Suleyman Sahin"; `letters` are those that are no plain letter with a mark."""
    plain = "".join(letters.get(letter, letter) for letter in name)
    return "".join(letter for letter in normalize("NFD", plain) if not combining(letter))


def _joined(person: Person, other: Person, *, renew: bool) -> Person:
    """One person of both; `renew`: terms of offices.yaml give way to the other's of the same office."""
    country = person.country if person.country not in STATELESS else other.country
    codes = dict.fromkeys((*person.names, *other.names))
    names = {c: tuple(dict.fromkeys((*person.names.get(c, ()), *other.names.get(c, ())))) for c in codes}
    short = tuple(dict.fromkeys((*person.short, *other.short)))
    offices = {term.office for term in other.terms} if renew else set()
    old = (t for t in person.terms if t.office not in offices or isinstance(t.since, str))
    terms = (*(_of(person, t, country) for t in old), *(_of(other, t, country) for t in other.terms))
    source = person.source if other.source in person.source else f"{person.source}, {other.source}"
    return replace(person, country=country, names=names, terms=terms, short=short, source=source)


def _of(person: Person, term: Term, country: str) -> Term:
    whose = term.country or person.country
    away = None if whose == country else whose
    return term if away == term.country else replace(term, country=away)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";")) if cell else ()
