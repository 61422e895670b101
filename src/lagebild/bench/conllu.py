"""A CoNLL-U file, gzipped or not, read into sentences; what is wrong with it is named with its line.

Empty nodes ("8.1") carry no text and are left out; of multiword tokens ("3-4") one word is made where that is asked for
or where the parts do not spell the whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from lagebild.bench.gold import TreebankSentence, Word
from lagebild.bench.text_files import open_lines
from lagebild.errors import DataError

COLUMNS = 10
_ID = re.compile(r"([1-9]\d*)(?:([-.])([1-9]\d*))?|0(\.)[1-9]\d*")


def read_conllu(path: Path, join_all: bool) -> list[TreebankSentence]:
    """Read all sentences; `join_all` makes one word of each multiword token. DataError names file and line."""
    with open_lines(path, "CoNLL-U file") as lines:
        sentences = list(_sentences(lines, join_all))
    if not sentences:
        raise DataError(f"{path}: no sentence in it; a CoNLL-U file is expected")
    return sentences


class _Row(Struct, frozen=True):
    """One line of a word or multiword token; `head` counts from 1, 0 above the root, None of a multiword token."""

    line: int
    form: str
    lemma: str
    upos: str
    feats: dict[str, str]
    head: int | None
    deprel: str
    space_after: bool


class _Rows:
    """The lines of one sentence so far."""

    def __init__(self) -> None:
        self.words: list[_Row] = []
        self.joined: dict[int, tuple[int, _Row]] = {}  # first word of a multiword token → behind its last, its line

    def add(self, number: int, line: str) -> None:
        """Take one line; its number counts from 1 in the file."""
        columns = line.split("\t")
        if len(columns) != COLUMNS:
            raise DataError(f"line {number}: {len(columns)} columns; CoNLL-U has {COLUMNS} with tabs between them")
        found = _ID.fullmatch(columns[0])
        if found is None:
            raise DataError(f"line {number}: {columns[0]!r} in the first column is no number of a word")
        first, mark, last, before_all = found.groups()
        if "." in (mark, before_all):
            return
        if int(first) != len(self.words) + 1:
            raise DataError(f"line {number}: word {first} where word {len(self.words) + 1} should stand")
        row = _row(number, columns, joined=mark == "-")
        if mark == "-":
            self.joined[int(first) - 1] = (int(last), row)
        else:
            self.words.append(row)


def _sentences(lines: Iterable[str], join_all: bool) -> Iterator[TreebankSentence]:
    document, identifier, rows = "", "", _Rows()
    for number, line in enumerate(lines, start=1):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            document = line
        elif line.startswith("# sent_id"):
            identifier = line.partition("= ")[2]
        elif line.strip() and not line.startswith("#"):
            rows.add(number, line)
        elif not line.strip():
            if rows.words:
                yield TreebankSentence(identifier, document, _words(rows, join_all))
            rows = _Rows()
    if rows.words:
        yield TreebankSentence(identifier, document, _words(rows, join_all))


def _row(number: int, columns: Sequence[str], joined: bool) -> _Row:
    _, form, lemma, upos, _, feats, head, deprel, _, misc = columns
    if not form:
        raise DataError(f"line {number}: the second column, the word's form, is empty")
    if not joined and not (head.isascii() and head.isdigit()):
        raise DataError(f"line {number}: {head!r} in the seventh column is no number of a head")
    values = [] if feats == "_" else [feature.partition("=") for feature in feats.split("|")]
    if any(not mark for _, mark, _ in values):
        raise DataError(f"line {number}: {feats!r} in the sixth column are no features such as Case=Nom|Number=Sing")
    return _Row(
        line=number,
        form=re.sub(r"\s", "_", form),  # "10 000" is one word in some treebanks
        lemma=lemma,
        upos=upos,
        feats={name: value for name, _, value in values},
        head=None if joined else int(head),
        deprel=deprel,
        space_after="SpaceAfter=No" not in misc.split("|"),
    )


def _words(rows: _Rows, join_all: bool) -> tuple[Word, ...]:
    above = [tuple(_path_up(rows.words, i)) for i in range(len(rows.words))]
    groups = list(_groups(rows, join_all))
    group_of = [g for g, (parts, _) in enumerate(groups) for _ in parts]
    words = []
    for g, (parts, whole) in enumerate(groups):
        first = rows.words[parts[0]]
        outer = rows.words[next(i for i in reversed(above[parts[0]]) if i in parts)]  # whose arc leaves the token
        head = group_of[outer.head - 1] if outer.head else g
        words.append(Word(whole.form, first.lemma, first.upos, first.feats, head, outer.deprel, whole.space_after))
    return tuple(words)


def _path_up(words: Sequence[_Row], i: int) -> Iterator[int]:
    """The word itself and those above it, to the root; DataError where the arcs lead nowhere or in a circle."""
    for _ in words:
        yield i
        above = words[i].head or 0
        if not above:
            return
        if above > len(words):
            raise DataError(f"line {words[i].line}: the head is word {above}, but the sentence has {len(words)}")
        i = above - 1
    raise DataError(f"line {words[i].line}: the heads above this word form a circle")


def _groups(rows: _Rows, join_all: bool) -> Iterator[tuple[range, _Row]]:
    """The places of the words that become one, and the line that has their form and space."""
    i = 0
    while i < len(rows.words):
        end, whole = rows.joined.get(i, (i + 1, rows.words[i]))
        if not i < end <= len(rows.words):
            raise DataError(f"line {whole.line}: this multiword token ends at word {end}, of {len(rows.words)} words")
        parts = rows.words[i:end]
        if join_all or "".join(part.form for part in parts) != whole.form:
            yield range(i, end), whole
        else:
            for j, part in enumerate(parts, start=i):
                yield range(j, j + 1), _with_space(part, j + 1 == end and whole.space_after)
        i = end


def _with_space(row: _Row, space_after: bool) -> _Row:
    return row if row.space_after == space_after else replace(row, space_after=space_after)
