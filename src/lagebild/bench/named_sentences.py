"""Sentences with gold names from JSON Lines, for training and for scores.

One object a line: `id`, `text` (words with one blank between them) and `entities`, each with `span` (code points),
`type` and `level`. Names inside others (`inner`) are left out.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from lagebild.bench.text_files import open_lines
from lagebild.engines.spacy_engine import GivenWord
from lagebild.errors import DataError

_WORD = re.compile("[^ ]+")
_NONE_BEFORE = {",", ".", "!", "?", ":", ";", ")", "]", "“", "...", "…"}
_NONE_AFTER = {"(", "[", "„"}


class GoldName(Struct, frozen=True):
    """A name by its first and its last word; `type` is as the file has it: PER, LOCderiv."""

    first: int
    last: int
    type: str


class NamedSentence(Struct, frozen=True):
    """A sentence and the names in it, outer ones only."""

    id: str
    words: tuple[GivenWord, ...]
    names: tuple[GoldName, ...]
    cut: tuple[str, ...]  # types of the names that do not begin and end with a word


def read_named_sentences(path: Path) -> list[NamedSentence]:
    """Read all sentences; DataError names file and line."""
    with open_lines(path, "JSON Lines file") as lines:
        sentences = list(_sentences(lines))
    if not sentences:
        raise DataError(f"{path}: no sentence in it; a JSON Lines file is expected")
    return sentences


def is_held_out(identifier: str) -> bool:
    """One in five sentences with names, which no model may learn from."""
    return int(hashlib.md5(identifier.encode()).hexdigest(), 16) % 5 == 0


class _Entity(Struct, frozen=True):
    span: tuple[int, int]
    type: str
    level: Literal["outer", "inner"]


class _Line(Struct, frozen=True):
    """Fields of other names are left alone."""

    id: str
    text: str
    entities: tuple[_Entity, ...]


def _sentences(lines: Iterable[str]) -> Iterator[NamedSentence]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = msgspec.json.decode(line, type=_Line)
        except msgspec.DecodeError as error:
            raise DataError(
                f"line {number}: {error}; each line is an object with id, text and entities, each of these with span, "
                "type and level"
            ) from error
        if not record.text.strip(" "):
            raise DataError(f"line {number}: the text is empty")
        yield _sentence(record)


def _sentence(record: _Line) -> NamedSentence:
    places = [match.span() for match in _WORD.finditer(record.text)]
    starts = {start: i for i, (start, _) in enumerate(places)}
    ends = {end: i for i, (_, end) in enumerate(places)}
    forms = [record.text[start:end] for start, end in places]
    names, cut = [], []
    for entity in record.entities:
        if entity.level == "outer":
            first, last = starts.get(entity.span[0]), ends.get(entity.span[1])
            if first is None or last is None or last < first:
                cut.append(entity.type)
            else:
                names.append(GoldName(first, last, entity.type))
    return NamedSentence(record.id, tuple(zip(forms, _natural_blanks(forms), strict=True)), tuple(names), tuple(cut))


def _natural_blanks(forms: Sequence[str]) -> list[bool]:
    """Where a text cut into words had blanks: none before stops, none inside quotation marks and brackets."""
    blanks = [True] * len(forms)
    opened = False
    for i, form in enumerate(forms):
        if i and (form in _NONE_BEFORE or (form == '"' and opened)):
            blanks[i - 1] = False
        if form in _NONE_AFTER or (form == '"' and not opened):
            blanks[i] = False
        opened ^= form == '"'
    return blanks
