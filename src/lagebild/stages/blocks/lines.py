"""A page cut into lines, and what can be seen of a line without knowing its language."""

import re
from collections.abc import Iterator

from msgspec import Struct

from lagebild.record import Page, Span

LONGEST_LABEL = 2000  # characters; a longer line is prose, whatever phrase it may hold


class Line(Struct, frozen=True):
    """One line of the page, or one paragraph of a text that was wrapped by hand."""

    span: Span
    text: str
    words: int
    adjacent: bool  # no blank line between this line and the one before
    tag: str  # "" for plain text
    main: bool  # inside the article, as far as the page's markup tells
    stops: bool  # ends with a full stop, closing marks and a bracket after it aside
    asks_or_calls: bool  # ends with a question or exclamation mark, and with no full stop
    prose: bool  # reads like one or more sentences

    @property
    def capitals(self) -> bool:
        """True if the line is written in capitals: two words or more, four letters in five."""
        letters = [c for c in self.text[:LONGEST_LABEL] if c.isalpha()]
        return self.words >= 2 and len(letters) >= 6 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def cut_lines(page: Page) -> tuple[Line, ...]:
    """Every line that is not blank, with the tag of the element that holds it."""
    elements = {e.span[0]: e for e in page.elements}
    lines: list[Line] = []
    end = 0
    for start, text in _line_texts(page.text):
        element = elements.get(start)
        adjacent = bool(lines) and _newlines_between(page.text, end, start) < 2
        main = element.main if element else not elements
        lines.append(_line(start, text, len(_WORD.findall(text)), adjacent, element.tag if element else "", main=main))
        end = start + len(text)
    return tuple(lines) if elements else tuple(_join_wrapped(page.text, lines))


def _line(start: int, text: str, words: int, adjacent: bool, tag: str = "", *, main: bool = True) -> Line:
    end = text[-80:]
    stops = ("." in end or "…" in end) and bool(_STOP.search(end))
    asks_or_calls = not stops and ("?" in end or "!" in end) and bool(_QUESTION.search(end))
    quotes = text[0] in _OPENING_MARKS
    if stops:
        prose = words >= 3
    elif asks_or_calls:
        prose = words >= 9 or (quotes and words >= 5)
    else:
        prose = words >= 30 or (words >= 12 and (quotes or bool(_INNER_STOP.search(text[:LONGEST_LABEL]))))
    return Line((start, start + len(text)), text, words, adjacent, tag, main, stops, asks_or_calls, prose)


def _line_texts(text: str) -> Iterator[tuple[int, str]]:
    """Where each line begins that is not blank, and what stands in it without the blanks at its ends."""
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            yield match.start() + line.index(stripped[0]), stripped


def _newlines_between(text: str, start: int, stop: int) -> int:
    gap = text[start:stop]
    return gap.count("\n") or gap.count("\r")


def _join_wrapped(text: str, lines: list[Line]) -> Iterator[Line]:
    """Join the lines of paragraphs that were wrapped at a fixed width, as in mails and old wires."""
    group: list[Line] = []
    for line in lines:
        if group and not line.adjacent:
            yield from _paragraph(text, group)
            group = []
        group.append(line)
    yield from _paragraph(text, group)


def _paragraph(text: str, group: list[Line]) -> Iterator[Line]:
    if not _wrapped(group):
        yield from group
        return
    start, end = group[0].span[0], group[-1].span[1]
    yield _line(start, text[start:end], sum(line.words for line in group), group[0].adjacent)


def _wrapped(group: list[Line]) -> bool:
    """True if all lines but the last are about equally long, and a third of them run on in small letters."""
    if len(group) < 3:
        return False
    widths = [line.span[1] - line.span[0] for line in group[:-1]]
    runs_on = sum(line.text[0].islower() for line in group[1:])
    return min(widths) >= 45 and max(widths) <= 100 and max(widths) - min(widths) <= 25 and 3 * runs_on >= len(widths)


_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WORD = re.compile(r"[^\W_][\w.’'\-]*")
_OPENING_MARKS = "„“”\"»«‚‘'‹›"
_STOP = re.compile(r"[.…](?: ?\([^()]{1,40}\))?[\s\"“”»«’'‘)\]]*$")
_QUESTION = re.compile(r"[?!](?: ?\([^()]{1,40}\))?[\s\"“”»«’'‘)\]]*$")
_INNER_STOP = re.compile(r"[a-zß-ÿ]{3}[.!?][\"“”»«’)]*\s+[\"“„»«(]?[A-ZÄÖÜ]")
