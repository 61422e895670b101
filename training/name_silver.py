"""What the teacher says of names: how probable it holds each tag of each word. Nothing else is asked, so it is quick.

Some names are replaced by others first, and read where they then stand: so the small head learns of each of them what
the teacher knows, whatever the sentence said before.
"""

import json
import lzma
import pickle
import random
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from renaming import OtherNames, is_plain
from teacher import Teacher
from texts import NOT_NEWS, groups_of

from samples import Sample, make_batches

# Two names at least: words with capitals in a row, capitals, or what follows a quotation mark.
NAMES_LIKELY = re.compile(
    r"(?<![.!?:] )\b[A-ZÄÖÜ][a-zäöüß]+ (?:von |de |van )?[A-ZÄÖÜ][a-zäöüß]+\b|\b[A-ZÄÖÜ]{2,}\b|-[A-ZÄÖÜ]|[\"„»][A-Z]"
)
PARTS_OF_16 = 6  # of the debates, by a hash of their text
BATCH = 2500  # words
SWAPPED, SWAPPED_OTHER = 0.7, 0.03  # share of names, and of other words with a capital, that are replaced


@dataclass(frozen=True)
class NamedText:
    """A text with a row of probabilities of tags a word."""

    forms: tuple[str, ...]
    blanks: tuple[bool, ...]
    tags: np.ndarray  # [words, tags], half precision


def debates_with_names(shared: Path) -> Iterator[str]:
    """Groups of sentences of debates in which names are likely."""
    chance = random.Random(11)
    with lzma.open(shared / "text" / "de_parliament.txt.xz", "rt", encoding="utf-8") as paragraphs:
        for paragraph in paragraphs:
            if zlib.crc32(paragraph.encode()) % 16 < PARTS_OF_16:
                for group in groups_of([paragraph], chance.choice((1, 1, 2, 3))):
                    if not NOT_NEWS.search(group) and len(NAMES_LIKELY.findall(group)) >= 2:
                        yield group


def smart_data(shared: Path) -> Iterator[str]:
    """News of the SmartData corpus."""
    with (shared / "bench" / "events_de.dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield from groups_of(json.loads(line)["text"].split("\n"), 4)


@torch.no_grad()
def read_names_of(teacher: Teacher, samples: Sequence[Sample]) -> list[NamedText]:
    """Let the teacher read samples, whatever is known of them."""
    found = []
    for batch in make_batches(samples, BATCH, random.Random(1)):
        scores = teacher.heads.label(teacher.vectors(teacher.prepare(batch)))[-1].softmax(-1).numpy()
        for sample, tags in zip(batch, scores.astype(np.float16), strict=True):
            found.append(as_named(sample, tags[: len(sample.words)]))
    return found


def as_named(sample: Sample, tags: np.ndarray) -> NamedText:
    """A sample with such tags."""
    return NamedText(tuple(w.form for w in sample.words), tuple(w.space_after for w in sample.words), tags)


def swap_names(sample: Sample, tags: Sequence[str], pools: Sequence[Sequence[str]], chance: random.Random) -> Sample:
    """Put words of the pools in the place of single words of names, and seldom of others; tags are lost by that."""
    words = list(sample.words)
    for i, (word, tag) in enumerate(zip(words, tags, strict=True)):
        share = SWAPPED if tag[2:] in ("PER", "LOC", "ORG", "OTH") else SWAPPED_OTHER if tag == "O" else 0.0
        if is_plain(word.form) and chance.random() < share:
            form = chance.choice(chance.choice(pools))
            genitive = word.form.endswith("s") and form[-1] != "s" and chance.random() < 0.3
            words[i] = replace(word, form=form + "s" if genitive else form)
    return replace(sample, words=tuple(words), names=None)


def pools_of(others: OtherNames, more: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Words to choose from: persons twice, for they are the most."""
    return [others.first, others.last, others.last, others.towns, *more]


def write_named(texts: Sequence[NamedText], target: Path) -> None:
    """Keep what was read."""
    with target.open("wb") as out:
        pickle.dump(list(texts), out)


def read_named(file: Path) -> list[NamedText]:
    """What `write_named` wrote; read only files of your own, for a pickle can run code."""
    with file.open("rb") as stored:
        return pickle.load(stored)
