"""Stretches between quotation marks."""

import re
from functools import lru_cache

from lagebild.knowledge.quotations_words import QuotationWords
from lagebild.record import Block, Note, Span

_APOSTROPHES = "'’‘"


def find_marked(text: str, blocks: tuple[Block, ...], words: QuotationWords) -> tuple[list[Span], list[Note]]:
    """Outermost stretches between marks, marks included, in text order; a mark never closed is noted."""
    found: list[Span] = []
    notes: list[Note] = []
    pattern = _pattern(tuple(words.pairs.items()))
    for number, block in enumerate(blocks):
        spans, left = _in_block(text, block.span, pattern, words)
        if left is not None:
            following = blocks[number + 1].span[0] if number + 1 < len(blocks) else -1
            mark = text[left : left + 1]
            if following >= 0 and text[following : following + 1] == mark:
                spans.append((left, block.span[1]))  # a speech over several paragraphs, each opened anew
            else:
                notes.append(Note("quotations", "quotation mark is never closed", (left, left + 1)))
        found.extend(spans)
    return found, notes


def _in_block(text: str, block: Span, pattern: re.Pattern[str], words: QuotationWords) -> tuple[list[Span], int | None]:
    spans: list[Span] = []
    stack: list[tuple[str, int]] = []
    for match in pattern.finditer(text, *block):
        mark, at, end = match.group(), match.start(), match.end()
        before = text[at - 1] if at > block[0] else " "
        after = text[end] if end < block[1] else " "
        if mark in _APOSTROPHES and before.isalnum() and after.isalnum():
            continue  # the apostrophe in "don't"
        if stack and mark in words.pairs[stack[-1][0]] and not (before.isspace() and after.isalnum()):
            _, start = stack.pop()
            if not stack:
                spans.append((start, end))
        elif mark in words.pairs and not before.isalnum() and not after.isspace():
            stack.append((mark, at))
        elif any(mark in words.pairs[opened] for opened, _ in stack):
            # an inner mark stayed open: the outer one closes it
            while stack and mark not in words.pairs[stack[-1][0]]:
                stack.pop()
            _, start = stack.pop()
            if not stack:
                spans.append((start, end))
    return spans, stack[0][1] if stack else None


@lru_cache(maxsize=16)
def _pattern(pairs: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    marks = {mark for opening, closing in pairs for mark in (opening, *closing)}
    return re.compile("|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True)))
