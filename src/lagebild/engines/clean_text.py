"""What the pipeline gets to see of a block, and the way back to the page."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from lagebild.engines.recasing import Recaser
from lagebild.record import Span

MAX_LENGTH = 10_000  # characters; memory grows with the 32 longest texts that are read together
MAX_WORD = 500  # characters; the tokenizer's time grows with the square of a string without blanks
_CONTROLS = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_MARKS = r"\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # soft hyphen, zero width, direction
_INVISIBLE = re.compile(f"[{_CONTROLS}{_MARKS}]")
_ODD = re.compile(rf"[^\S ]|\s\s|[{_CONTROLS}{_MARKS}]|\S{{{MAX_WORD}}}")
_SENTENCE_END = re.compile(r"[.!?][\"“”»«’]?\s+(?=\S)")


class Piece(Struct, frozen=True):
    """A cleaned stretch of the page: character i of `text` is character `places[i]` of the page."""

    text: str
    places: range | tuple[int, ...]

    def page_spans(self, starts: Sequence[int], forms: Sequence[str], kept: Iterable[int]) -> Iterator[Span]:
        """The places on the page of those words that are kept; `starts` says where each begins in `text`."""
        places = self.places
        if isinstance(places, range):
            first = places.start
            for i in kept:
                start = first + starts[i]
                yield (start, start + len(forms[i]))
        else:
            for i in kept:
                yield (places[starts[i]], places[starts[i] + len(forms[i]) - 1] + 1)


def cut_block(text: str, span: Span, recaser: Recaser) -> list[Piece]:
    """Clean a block; cut one that is too long at a line's end, a sentence's, or a blank."""
    pieces = []
    start, end = span
    while start < end:
        stop = end if end - start <= MAX_LENGTH else _good_end(text, start, start + MAX_LENGTH)
        piece = _clean(text, start, stop, recaser)
        if piece.text:
            pieces.append(piece)
        start = stop
    return pieces


def _good_end(text: str, start: int, limit: int) -> int:
    half = start + MAX_LENGTH // 2
    line = text.rfind("\n", half, limit)
    if line > 0:
        return line + 1
    ends = [match.end() for match in _SENTENCE_END.finditer(text, half, limit)]
    if ends:
        return ends[-1]
    blank = text.rfind(" ", half, limit)
    return blank + 1 if blank > 0 else limit


def _clean(text: str, start: int, end: int, recaser: Recaser) -> Piece:
    raw = recaser(text[start:end])
    if not _ODD.search(raw):
        stripped = raw.lstrip()
        first = start + len(raw) - len(stripped)
        stripped = stripped.rstrip()
        return Piece(stripped, range(first, first + len(stripped)))
    characters: list[str] = []
    places: list[int] = []
    length = 0  # of the string without blanks that we are in
    for i, character in enumerate(raw):
        if _INVISIBLE.match(character):
            continue
        blank = character.isspace()
        if blank and length == 0:
            continue
        if length == MAX_WORD and not blank:
            characters.append(" ")  # a blank that the page does not have: no token holds it
            places.append(start + i)
            length = 0
        characters.append(" " if blank else character)
        places.append(start + i)
        length = 0 if blank else length + 1
    if characters and length == 0:
        characters.pop()
        places.pop()
    return Piece("".join(characters), tuple(places))
