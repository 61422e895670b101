"""Lists that words stand on, as bits that the head of names reads: who and what bears them, and how texts use them.

Persons are Faker's (MIT), towns those of the gazetteer (GeoNames, CC BY 4.0), the rest our own world data. How a word
is used is counted in the raw text of the language, where there is one: common nouns follow articles, names do not.
"""

import gzip
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import yaml
from renaming import GAZETTEER, LEAST_TOWN, load_other_names

from lagebild.engines.network.names import key_of

WORLD = GAZETTEER.parent
WORDS = Path(__file__).parent / "words"
FIRST, LAST, TOWN, SMALL_TOWN, PART_OF_TOWN, COUNTRY, PEOPLE, ORGANISATION, HOLDER = range(9)
SEEN, OFTEN, ARTICLE_25, ARTICLE_50, ARTICLE_75, IN_PLACE, OF_PERSON = range(9, 16)
HOME = {
    "de": {"DEU", "AUT", "CHE"},
    "en": {"USA", "GBR", "IRL", "CAN", "AUS", "NZL"},
}  # small towns are listed of these
LEAST_SEEN, OFTEN_SEEN = 5, 100
MARKS = ".,;:!?\"'()„“–»«…"
WORD = re.compile(r"[^\W\d_][\w'’.-]*\w|[^\W\d_]")


def make_lists(language: str, text: Path) -> tuple[np.ndarray, np.ndarray]:
    """Keys of words, sorted, and their bits; `text` is raw text of the language."""
    bits: dict[str, int] = defaultdict(int)
    for bit, word in (*_known(), *_towns(language), *_used(text, language)):
        if word[0].isupper() or bit == PEOPLE:
            bits[word] |= 1 << bit
    found = {key_of(word): value for word, value in bits.items()}
    keys = np.array(sorted(found), np.uint32)
    return keys, np.array([found[key] for key in keys.tolist()], np.uint16)


def _known() -> Iterator[tuple[int, str]]:
    others = load_other_names()
    yield from ((FIRST, word) for word in others.first)
    yield from ((LAST, word) for word in others.last)
    for country in _read("countries")["countries"]:
        for field, bit in (("names", COUNTRY), ("capitals", COUNTRY), ("demonyms", PEOPLE), ("adjectives", PEOPLE)):
            yield from ((bit, word) for word in _words(country.get(field)))
    for file, field, bit in (
        ("regions", "regions", COUNTRY), ("organisations", "organisations", ORGANISATION),
        ("parties", "organisations", ORGANISATION), ("press", "press", ORGANISATION),
        ("groups", "organisations", ORGANISATION),
    ):  # fmt: skip
        for entry in _read(file)[field]:
            yield from ((bit, word) for word in _words(entry.get("names")))
    for line in (WORLD / "holders.tsv").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield from ((HOLDER, word) for word in _words(line.split("\t")[4:]))


def _towns(language: str) -> Iterator[tuple[int, str]]:
    with gzip.open(GAZETTEER, "rt", encoding="utf-8") as lines:
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
    for _, name, country, _, _, _, inhabitants, *_ in rows:
        words = list(_words(name))
        if int(inhabitants) >= LEAST_TOWN:
            yield from ((TOWN if len(words) == 1 else PART_OF_TOWN, word) for word in words)
        elif len(words) == 1 and country in HOME[language]:
            yield SMALL_TOWN, words[0]


def small_towns(language: str) -> list[str]:
    """Towns of one word in the countries of the language that are too small for the common list."""
    return [word for bit, word in _towns(language) if bit == SMALL_TOWN]


def _used(text: Path, language: str) -> Iterator[tuple[int, str]]:
    """How every second paragraph of a text uses the words that it writes with a capital within sentences."""
    file = yaml.safe_load((WORDS / f"contexts_{language}.yaml").read_text(encoding="utf-8"))
    contexts = {kind: frozenset(words.split()) for kind, words in file.items()}
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("all", "articles", "places", "persons")}
    with lzma.open(text, "rt", encoding="utf-8") as paragraphs:
        for i, paragraph in enumerate(paragraphs):
            if i % 2 == 0:
                _count(paragraph.split(), contexts, counts)
    for word, n in counts["all"].items():
        if n < LEAST_SEEN:
            continue
        yield SEEN, word
        article, place, person = (counts[kind][word] / n for kind in ("articles", "places", "persons"))
        tests = (
            (OFTEN, n >= OFTEN_SEEN), (ARTICLE_25, article > 0.25), (ARTICLE_50, article > 0.5),
            (ARTICLE_75, article > 0.75), (IN_PLACE, place > 0.1), (OF_PERSON, person > 0.1),
        )  # fmt: skip
        yield from ((bit, word) for bit, holds in tests if holds)


def _count(words: list[str], contexts: dict[str, frozenset[str]], counts: dict[str, Counter[str]]) -> None:
    endings = tuple(contexts["adjective_endings"])
    before = "."
    for raw in words:
        word = raw.strip(MARKS)
        if word[:1].isupper() and (before[-1] not in '.!?:"„' or before in contexts["persons"]):
            counts["all"][word] += 1
            is_article = before.strip('„"(').lower() in contexts["articles"]
            counts["articles"][word] += is_article or (before[0].islower() and before.endswith(endings))
            counts["places"][word] += before in contexts["places"]
            counts["persons"][word] += before in contexts["persons"]
        before = raw


def _read(file: str) -> dict[str, list[dict[str, object]]]:
    loaded: dict[str, list[dict[str, object]]] = yaml.safe_load((WORLD / f"{file}.yaml").read_text(encoding="utf-8"))
    return loaded


def _words(value: object) -> Iterator[str]:
    """All words of the strings in a value of YAML."""
    if isinstance(value, str):
        yield from WORD.findall(value)
    elif isinstance(value, dict):
        yield from (word for part in value.values() for word in _words(part))
    elif isinstance(value, (list, tuple)):
        yield from (word for part in value for word in _words(part))
