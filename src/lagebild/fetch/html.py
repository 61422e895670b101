"""HTML → Page: all visible text, one line per block element, with the tag of each and what is article.

Nothing on the page is run or loaded. It is parsed once; pages that are too deep, wide or long for a tree are read
from parser events without recursion. trafilatura tells main text from the rest.
"""

import re
from itertools import chain

from msgspec import Struct

from lagebild.errors import InputError
from lagebild.fetch.main_text import main_text
from lagebild.fetch.metadata import find_metadata
from lagebild.fetch.visible import VisibleLine, collect
from lagebild.record import Element, Page

SHINGLE = 5  # words
PARAGRAPHS = ("p", "blockquote", "article", "pre", "")
ENOUGH = 0.6  # share of a line's shingles that must be in the main text


def read_html(html: str, url: str | None = None) -> Page:
    """Make a page of HTML; `url` is where it was found, and stands before the page's own claim."""
    if not isinstance(html, str):
        raise InputError(f"HTML must be text, not {type(html).__name__}; decode it first")
    collected, tree = collect(html)
    found = find_metadata(tree, collected, url)
    main = _MainText.of("" if tree is None else main_text(tree, collected))
    text, elements = _lay_out(collected.lines, main)
    return Page(
        text=text,
        url=url or found.url,
        title=found.title,
        publisher=found.publisher,
        published=found.published,
        language=found.language,
        elements=elements,
    )


class _MainText(Struct, frozen=True):
    """What the extractor took for the article, ready for comparing lines with it."""

    lines: frozenset[str]
    shingles: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, text: str) -> "_MainText":
        lines = [words for line in text.splitlines() if (words := _fold(line))]
        shingles = chain.from_iterable(map(_shingles, lines))
        return cls(frozenset(" ".join(words) for words in lines), frozenset(shingles))

    def holds(self, line: str) -> bool:
        words = _fold(line)
        if " ".join(words) in self.lines:
            return True
        own = _shingles(words)
        return bool(own) and sum(map(self.shingles.__contains__, own)) >= ENOUGH * len(own)


def _lay_out(lines: list[VisibleLine], main: _MainText) -> tuple[str, tuple[Element, ...]]:
    """Lines separated by blank lines, and the element of each.

    Where the extractor gave nothing (a page too deep or too long for it), paragraphs count as the article.
    """
    elements, at = [], 0
    for line in lines:
        is_main = main.holds(line.text) if main.lines else line.tag in PARAGRAPHS
        elements.append(Element((at, at + len(line.text)), line.tag, is_main))
        at += len(line.text) + 2
    return "\n\n".join(line.text for line in lines), tuple(elements)


def _fold(line: str) -> list[str]:
    return _SIGN.sub("", line.casefold()).split()


def _shingles(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[i:] for i in range(SHINGLE)), strict=False)) if len(words) >= SHINGLE else []


_SIGN = re.compile(r"[^\w\s]|_")
