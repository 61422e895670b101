"""Two-letter and three-letter codes of countries and languages, for formats that want the others."""

from msgspec import Struct

from lagebild.errors import DataError
from lagebild.knowledge.data import Folder


class Codes(Struct, frozen=True):
    """What the codes of ISO 3166-1 and ISO 639 are in their other length, and in FIPS 10-4."""

    countries: dict[str, str]  # "DEU" → "de"
    languages: dict[str, str]  # "de" → "deu"
    fips: dict[str, str]  # "DEU" → "GM"


def load_codes(world: Folder) -> Codes:
    """Read iso3166.tsv, iso639.tsv and fips.tsv of a `world` folder; DataError names the line that is wrong."""
    languages = {short: long for long, short in _read(world.joinpath("iso639.tsv")).items()}
    return Codes(_read(world.joinpath("iso3166.tsv")), languages, _read(world.joinpath("fips.tsv")))


def _read(path: Folder) -> dict[str, str]:
    codes: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            continue
        long, tab, short = line.partition("\t")
        if not tab or len(long) != 3 or len(short) != 2:
            raise DataError(f"{path}:{number}: expected a code of three letters, a tab and a code of two")
        codes[long] = short
    return codes
