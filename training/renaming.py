"""Other names in the place of those that a text holds: few thousand names are marked in gold, the news has millions.

Persons get names of Faker's lists (MIT), towns those of the gazetteer. Labels and arcs stay as they are.
"""

import gzip
import importlib
import pkgutil
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import faker.providers.person as person

from lagebild.bench.treebank import Word
from samples import Sample

GAZETTEER = Path(__file__).parent.parent / "src" / "lagebild" / "world" / "cities.tsv.gz"
SHARE = 0.5  # of names that are replaced
LEAST_TOWN = 5_000  # inhabitants
FIRST, LAST = ("first_names", "first_names_male", "first_names_female"), ("last_names", "last_names_male")


@dataclass(frozen=True)
class OtherNames:
    """Single words, each of them once."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    towns: tuple[str, ...]


def load_other_names() -> OtherNames:
    """All names of Faker in Latin letters, and the towns of the gazetteer that are one word."""
    first: set[str] = set()
    last: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        first |= set(_words(_listed(provider, FIRST)))
        last |= set(_words(_listed(provider, LAST)))
    with gzip.open(GAZETTEER, "rt", encoding="utf-8") as lines:
        rows = (line.split("\t") for line in lines if not line.startswith("#"))
        towns = set(_words(row[1] for row in rows if int(row[6]) >= LEAST_TOWN))
    return OtherNames(tuple(sorted(first)), tuple(sorted(last)), tuple(sorted(towns)))


def _listed(provider: type, fields: tuple[str, ...]) -> Iterable[str]:
    lists = (getattr(provider, field, ()) for field in fields)
    return (name for names in lists if isinstance(names, Iterable) for name in names)


def _words(names: Iterable[str]) -> Iterable[str]:
    return (name for name in names if name.isalpha() and name[0].isupper() and len(name) > 2 and name[0] < "\u0250")


def rename(sample: Sample, others: OtherNames, chance: random.Random) -> Sample:
    """Replace some persons of one or two words, and some towns of one."""
    if sample.names is None:
        return sample
    words = list(sample.words)
    for i, tag in enumerate(sample.names):
        if tag not in ("B-PER", "B-LOC") or chance.random() > SHARE:
            continue
        end = i + 1
        while end < len(words) and sample.names[end] == f"I-{tag[2:]}":
            end += 1
        if not all(is_plain(word.form) for word in words[i:end]):
            continue
        if tag == "B-PER" and end - i <= 2:
            words[end - 1] = _named(words[end - 1], chance.choice(others.last))
            if end - i == 2:
                words[i] = _named(words[i], chance.choice(others.first))
        elif tag == "B-LOC" and end - i == 1:
            words[i] = _named(words[i], chance.choice(others.towns))
    return replace(sample, words=tuple(words))


def is_plain(form: str) -> bool:
    """True for letters that begin with a capital."""
    return form.isalpha() and form[0].isupper()


def _named(word: Word, name: str) -> Word:
    """The word with another form; a genitive keeps its ending."""
    genitive = word.feats.get("Case") == "Gen" and word.form.endswith("s") and not name.endswith("s")
    return replace(word, form=name + "s" if genitive else name, lemma=name)
