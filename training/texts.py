"""Raw texts that the teacher reads for the small networks: groups of one to four sentences."""

import json
import lzma
import random
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import html
from spacy.language import Language

from lagebild.bench.treebank import Word
from samples import Sample

END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„\"])")
# Speeches are full of "ich" and "Sie", news is not: of groups with such words one in twelve is read.
NOT_NEWS = re.compile(
    r"\b(?:[Ii]ch|[Mm]ir|[Mm]ich|Sie|Ihnen|Ihre?[nms]?|[Mm]eine?[nmrs]?|geehrte[rn]?|bitte)\b|[–…•]|Abg\.|Beifall|omited"
)
KEEP_SPEECH = 1 / 12
KEEP_EVERY = 16  # paragraphs of debate; by a hash of their text, so that a second run takes the same
SHORTEST, LONGEST = 25, 1500  # characters of a group
FEWEST_WORDS, MOST_WORDS = 3, 220
# How MEANTIME's words were cut
UNCUT = ((" ,", ","), (" .", "."), (" 's", "'s"), ("`` ", '"'), (" ''", '"'), ("( ", "("), (" )", ")"), (" n't", "n't"))


def german_texts(shared: Path, most_words: int) -> Iterator[str]:
    """News of the SmartData corpus, all of it, and debates of the Austrian parliament up to `most_words`."""
    with (shared / "bench" / "events_de.dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield from groups_of(json.loads(line)["text"].split("\n"), 4)
    chance, words = random.Random(3), 0
    with lzma.open(shared / "text" / "de_parliament.txt.xz", "rt", encoding="utf-8") as paragraphs:
        for paragraph in paragraphs:
            if zlib.crc32(paragraph.encode()) % KEEP_EVERY:
                continue
            for group in groups_of([paragraph], chance.choice((1, 1, 2, 2, 3, 4))):
                if not NOT_NEWS.search(group) or chance.random() < KEEP_SPEECH:
                    words += group.count(" ") + 1
                    yield group
            if words >= most_words:
                return


def english_texts(shared: Path, prose: Path | None) -> Iterator[str]:
    """Wikinews of the MEANTIME corpus, and where they are unpacked, examples of WordNet and pages of PostgreSQL."""
    with (shared / "bench" / "coref_wikinews_en.dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            for cut, natural in UNCUT:
                text = text.replace(cut, natural)
            sentences = [s for s in text.split("\n") if s]
            yield from (" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3))
    if prose:
        pages = sorted((prose / "usr/share/doc").glob("postgresql-doc-*/html/*.html"))
        manual = groups_of((p for page in pages for p in _page_paragraphs(page)), 3)
        yield from (group for group in manual if zlib.crc32(group.encode()) % 6 == 0)  # it is no news
        for file in sorted((prose / "usr/share/wordnet").glob("data.*")):
            for line in file.open(encoding="latin-1"):
                examples = re.findall(r'"([^"]+)"', line.partition("|")[2])
                yield from (e for e in examples if e.count(" ") > 3 and zlib.crc32(e.encode()) % 2)


def as_samples(texts: Iterator[str], tokenizer: Language) -> Iterator[Sample]:
    """Cut texts into words without labels."""
    for text in texts:
        words = tuple(
            Word(token.text, token.text, "X", {}, i, "dep", bool(token.whitespace_))
            for i, token in enumerate(tokenizer.make_doc(" ".join(text.split())))
        )
        if FEWEST_WORDS <= len(words) <= MOST_WORDS:
            yield Sample(words, tuple(i == 0 for i in range(len(words))), parsed=False)


def groups_of(paragraphs: Iterator[str] | Sequence[str], size: int) -> Iterator[str]:
    """Paragraphs in groups of so many sentences."""
    for paragraph in paragraphs:
        sentences = END.split(paragraph.strip())
        for i in range(0, len(sentences), size):
            group = " ".join(sentences[i : i + size])
            if len(group) > SHORTEST:
                yield group[:LONGEST]


def _page_paragraphs(page: Path) -> Iterator[str]:
    for element in html.parse(page).getroot().iter("p"):
        text = " ".join(element.text_content().split())
        letters = sum(character.isalpha() or character == " " for character in text)
        if len(text) > 60 and text[0].isupper() and text[-1] in ".!?" and letters > 0.9 * len(text):
            yield text
