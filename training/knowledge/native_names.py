"""Write src/lagebild/world/native.yaml: what states are called in their own official languages.

    pip install "babel>=2.16"    # BSD; it carries Unicode CLDR (Unicode License v3)
    python training/knowledge/native_names.py

Names come from the territory names of CLDR in each language that CLDR lists as official in the territory. Left out are
names of fewer than four letters, those that world/countries.yaml has, and those of more than one territory.
"""

from collections import Counter
from pathlib import Path

import babel
import yaml
from babel.core import Locale, UnknownLocaleError
from babel.languages import get_official_languages

WORLD = Path(__file__).parents[2] / "src" / "lagebild" / "world"
SHORTEST = 4
LEFT_OUT = frozenset({"Maurice"})  # given names of people
HEAD = """# What states are called in their official languages: España, Türkiye, Україна.
# Read in every language, after all other names.
# Source: Unicode CLDR as in Babel {version}, Unicode License v3 (https://www.unicode.org/license.txt).
# Made by training/knowledge/native_names.py; do not edit.
"""


def main() -> None:
    countries = yaml.safe_load((WORLD / "countries.yaml").read_text(encoding="utf-8"))["countries"]
    known = {name for row in countries for names in row["names"].values() for name in names}
    found = {row["code"]: sorted(set(_names(row["alpha2"])) - known) for row in countries if row.get("alpha2")}
    times = Counter(name for names in found.values() for name in names)
    lines = [HEAD.format(version=babel.__version__), "names:\n"]
    for code, names in sorted(found.items()):
        own = [name for name in names if times[name] == 1]
        if own:
            lines.append(f"  {code}: [{', '.join(_quoted(name) for name in own)}]\n")
    (WORLD / "native.yaml").write_text("".join(lines), encoding="utf-8")


def _names(alpha2: str) -> list[str]:
    names = []
    for language in get_official_languages(alpha2, de_facto=True):
        try:
            name = Locale.parse(language, sep="_").territories.get(alpha2)
        except (UnknownLocaleError, ValueError):
            continue
        if name and len(name) >= SHORTEST and name not in LEFT_OUT and not any(ch in name for ch in "()"):
            names.append(name.replace("\u200c", "").replace("\xa0", " "))
    return names


def _quoted(name: str) -> str:
    return '"' + name.replace('"', "") + '"'


if __name__ == "__main__":
    main()
