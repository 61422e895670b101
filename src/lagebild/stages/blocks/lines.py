"""A page cut into lines, and what can be seen of a line without knowing its language."""

import re
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from lagebild.record import Page, Span

LONGEST_LABEL = 2000  # characters; a longer line is prose, whatever phrase it may hold


class Line(Struct, frozen=True, dict=True):
    """One line of the page, or one paragraph of a text that was wrapped by hand."""

    span: Span
    text: str
    words: int
    adjacent: bool  # no blank line between this line and the one before
    tag: str = ""  # "" for plain text
    main: bool = True  # inside the article, as far as the page's markup tells

    @cached_property
    def stops(self) -> bool:
        """True if the line ends with a full stop, closing marks and a bracket after it aside."""
        return bool(_STOP.search(self.text[-80:]))

    @cached_property
    def asks_or_calls(self) -> bool:
        """True if the line ends with a question or exclamation mark."""
        return bool(_QUESTION.search(self.text[-80:]))

    @property
    def quotes(self) -> bool:
        """True if the line opens with a quotation mark."""
        return self.text[0] in _OPENING_MARKS

    @cached_property
    def prose(self) -> bool:
        """True if the line reads like one or more sentences."""
        if self.stops:
            return self.words >= 3
        if self.asks_or_calls:
            return self.words >= 9 or (self.quotes and self.words >= 5)
        return self.words >= 30 or (
            self.words >= 12 and (self.quotes or bool(_INNER_STOP.search(self.text[:LONGEST_LABEL])))
        )

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
    for start, stop in _line_spans(page.text):
        element = elements.get(start)
        lines.append(
            Line(
                span=(start, stop),
                text=page.text[start:stop],
                words=_count_words(page.text, start, stop),
                adjacent=_newlines_between(page.text, end, start) < 2 and bool(lines),
                tag=element.tag if element else "",
                main=element.main if element else not elements,
            )
        )
        end = stop
    return tuple(lines) if elements else tuple(_join_wrapped(page.text, lines))


def _line_spans(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            yield (start, start + len(stripped))


def _count_words(text: str, start: int, stop: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, stop))


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
    span = (group[0].span[0], group[-1].span[1])
    yield Line(span, text[span[0] : span[1]], sum(line.words for line in group), group[0].adjacent)


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
