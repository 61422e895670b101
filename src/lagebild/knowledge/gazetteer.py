"""Places of the world by name: our own list of regions and sites, and GeoNames cities in a packed table."""

import gzip
import unicodedata
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from lagebild.errors import DataError
from lagebild.knowledge.data import Folder
from lagebild.record import Precision

PRECISIONS: dict[str, Precision] = {"point": "point", "city": "city", "region": "region", "country": "country"}
CACHED = 100_000  # names whose answer is kept; the reports of a day name far fewer


class Location(Struct, frozen=True, gc=False):
    """One place that a name may mean."""

    name: str
    country: str | None  # ISO 3166-1 alpha-3; None where several share it
    admin1: str | None  # GeoNames code within the country
    lat: float
    lon: float
    precision: Precision
    population: int  # 0 where unknown, and for what is no city
    geonames: int | None  # None: from our own list
    folded: str  # its name, to compare with others


class Gazetteer:
    """Looks names up; the city table is unpacked at the first lookup."""

    def __init__(self, own: Folder, cities: Folder) -> None:
        self._cities_path = cities
        self._own: dict[str, list[Location]] = {}
        self._regions: dict[tuple[str | None, str], str] = {}
        self._own_lengths: dict[str, int] = {}
        self._lengths: dict[str, int] = {}
        self._answers: dict[str, tuple[Location, ...]] = {}
        for names, location in _own_locations(own):
            for name in (*names, *_without_stop(names)):
                key = fold(name)
                self._own.setdefault(key, []).append(location)
                first = key.partition(" ")[0]
                self._own_lengths[first] = max(self._own_lengths.get(first, 1), key.count(" ") + 1)
            if location.admin1 and location.precision in ("region", "city"):
                self._regions.setdefault((location.country, location.admin1), location.name)

    def lookup(self, name: str) -> tuple[Location, ...]:
        """All places of that name, in any spelling of case and accents; our own list first."""
        key = fold(name)
        found = self._answers.get(key)
        if found is None:
            if len(self._answers) >= CACHED:
                self._answers.clear()
            found = self._answers[key] = tuple(self._own.get(key, ())) + self._cities(key)
        return found

    def longest(self, first: str) -> int:
        """How many words the longest name has that begins with this word: what a reader need look ahead."""
        word = fold(first).partition(" ")[0]
        known = self._lengths.get(word)
        if known is None:
            if len(self._lengths) >= CACHED:
                self._lengths.clear()
            prefix = word.encode() + b" "
            begin = bisect_left(self._rows, prefix)
            end = bisect_left(self._rows, word.encode() + b"!")  # the byte after the blank
            words = [row.partition(b"\t")[0].count(b" ") + 1 for row in self._rows[begin:end]]
            known = self._lengths[word] = max(words, default=1)
        return max(known, self._own_lengths.get(word, 1))

    def is_own(self, name: str) -> bool:
        """True for a name of our own list, which holds no doubtful words."""
        return fold(name) in self._own

    def region(self, location: Location) -> str | None:
        """Name of the first-level region that a place lies in, where we know it."""
        return self._regions.get((location.country, location.admin1)) if location.admin1 else None

    def _cities(self, key: str) -> tuple[Location, ...]:
        rows, prefix = self._rows, key.encode() + b"\t"
        at = bisect_left(rows, prefix)
        found = []
        while at < len(rows) and (row := rows[at]).startswith(prefix):
            found.append(_city(row))
            at += 1
        return tuple(found)

    @cached_property
    def _rows(self) -> list[bytes]:
        try:
            return gzip.decompress(self._cities_path.read_bytes()).split(b"\n")
        except (OSError, EOFError, zlib.error) as error:
            raise DataError(f"{self._cities_path}: {error}; build it with training/gazetteer.py") from error


def _city(row: bytes) -> Location:
    _, name, country, admin1, lat, lon, population, geonames = row.decode().split("\t")
    where, folded = (float(lat), float(lon)), fold(name)
    return Location(name, country, admin1 or None, *where, "city", int(population), int(geonames), folded)


def load_gazetteer(world: Folder) -> Gazetteer:
    """The gazetteer of a `world` folder: places.tsv and cities.tsv.gz."""
    return Gazetteer(world / "places.tsv", world / "cities.tsv.gz")


def fold(name: str) -> str:
    """A name without case, accents, apostrophes, hyphens and double blanks: what two spellings share."""
    if name.isascii():
        if name.isalpha():
            return name.lower()
        plain = name.replace("-", " ").replace("'", "").replace("`", "")
    else:
        plain = unicodedata.normalize("NFKD", name.translate(_JOINED))
        if not plain.isascii():
            plain = "".join([c for c in plain if not unicodedata.combining(c)])
    return " ".join(plain.casefold().split())


_JOINED = str.maketrans({"ß": "ss", "-": " ", **dict.fromkeys("'’‘`ʻʼ´")})


def table(path: Folder, columns: int) -> Iterator[tuple[str, ...]]:
    """The rows of a text table with `|` between columns; `#` begins a comment line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = tuple(cell.strip() for cell in line.split("|"))
        if len(cells) != columns:
            raise DataError(f"{path}: line {number} has {len(cells)} columns instead of {columns}")
        yield cells


def _without_stop(names: list[str]) -> Iterator[str]:
    """W.Va for W.Va., as it is cut at the end of a sentence; but not Miss for Miss."""
    return (name[:-1] for name in names if name.endswith(".") and "." in name[:-1])


def _own_locations(path: Folder) -> Iterator[tuple[list[str], Location]]:
    for names, country, admin1, lat, lon, precision in table(path, 6):
        spelled = names.split(";")
        try:
            where = (float(lat), float(lon))
            kind = PRECISIONS[precision]
        except (ValueError, KeyError) as error:
            raise DataError(f"{path}: {spelled[0]}: {error} is no coordinate or precision") from error
        yield spelled, Location(spelled[0], country or None, admin1 or None, *where, kind, 0, None, fold(spelled[0]))
