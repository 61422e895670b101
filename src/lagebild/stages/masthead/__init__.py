"""What a page says of itself: title, publisher, date, and whether it is unfinished or translated by machine."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lagebild.knowledge.masthead_words import MastheadWords
from lagebild.knowledge.phrases import Hint, fold_blanks, words_in
from lagebild.knowledge.press import Press
from lagebild.pipeline import Found
from lagebild.record import Block, Masthead, Note, Page
from lagebild.stages.masthead.publication import find_published

LONGEST_SELF_REFERENCE = 500  # characters; a longer paragraph is about the world, not about the page
ENOUGH_EVIDENCE = 2  # one phrase of an English house can stand in any text, two do not meet by chance


class _About(NamedTuple):
    """Lines that may be about the page, and all their words folded."""

    lines: list[tuple[Block, str]]
    folded: str
    words: frozenset[str]

    def lines_with(self, hint: Hint) -> list[tuple[Block, str]]:
        """The lines in which a phrase may stand."""
        return [line for line in self.lines if hint.piece in fold_blanks(line[1])]


def find_masthead(page: Page, blocks: tuple[Block, ...], *, words: MastheadWords, press: Press) -> Found[Masthead]:
    """Gather what is given with the page and what its lines say; note where they disagree."""
    published, date_notes = find_published(page, blocks, words)
    about = _about_the_page(page, blocks)
    translated, translation_notes = _find_translation(about, words)
    masthead = Masthead(
        title=_find_title(page, blocks),
        publisher=_find_publisher(page, blocks, words, press),
        published=published,
        developing=_is_developing(about, words),
        machine_translated=translated,
    )
    return Found(masthead, (*date_notes, *translation_notes))


def _find_title(page: Page, blocks: tuple[Block, ...]) -> str | None:
    """The given title; the page's own line instead where the given one only adds the outlet's name."""
    line = next((_text(page, block) for block in blocks if block.kind == "title"), None)
    if not page.title or (line and page.elements and line.casefold() in page.title.casefold()):
        return line or page.title
    return page.title


def _find_publisher(page: Page, blocks: tuple[Block, ...], words: MastheadWords, press: Press) -> str | None:
    """Given, by address, by the page's first line or its copyright; None is better than wrong."""
    if page.publisher:
        return page.publisher
    if page.url and (outlet := press.by_address(page.url)):
        return outlet.name
    for name in (*_first_items(page, blocks), *_copyright_holders(page, blocks)):
        if outlet := press.by_name(name):
            return outlet.name
        if _DOMAIN.fullmatch(name) or (len(name.split()) <= 5 and words.outlet_word.search(name)):
            return name
    return _host(page.url) if page.url else None


def _first_items(page: Page, blocks: tuple[Block, ...]) -> Iterator[str]:
    """The first item of the lines above the title: navigation begins with the outlet's name."""
    for block in blocks[:5]:
        if block.kind not in ("furniture", "notice"):
            return
        first = _ITEM_BREAK.split(_text(page, block)[:200])[0].strip()
        if first and len(first) <= 60 and not first.endswith("."):
            yield first


def _copyright_holders(page: Page, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Who stands after © and a year."""
    for block in blocks:
        if block.kind in ("furniture", "credit") and (match := _COPYRIGHT.match(_text(page, block)[:200])):
            yield match.group(1).strip()


def _is_developing(about: _About, words: MastheadWords) -> bool:
    hints = [hint for hint in words.developing_hints if hint.holds(about.folded, about.words)]
    return any(words.developing.search(text) for hint in hints for _, text in about.lines_with(hint))


def _find_translation(about: _About, words: MastheadWords) -> tuple[bool, tuple[Note, ...]]:
    """Weigh the evidence for a machine translation; the phrases that decided are noted."""
    found: dict[str, Block] = {}
    points = 0
    for weight, hint, pattern in words.machine_translated:
        for block, text in about.lines_with(hint) if hint.holds(about.folded, about.words) else ():
            match = pattern.search(text)
            if match and not any(match.group() in other or other in match.group() for other in found):
                found[match.group()] = block
                points += weight
                break
    if points < ENOUGH_EVIDENCE:
        return False, ()
    said = ", ".join(f"“{phrase}”" for phrase in found)
    return True, (Note("masthead", f"taken for a machine translation: {said}", next(iter(found.values())).span),)


def _about_the_page(page: Page, blocks: tuple[Block, ...]) -> _About:
    """Short blocks in which a page may speak of itself; not those about other articles."""
    lines = [
        (block, _text(page, block))
        for block in blocks
        if block.kind not in ("headline", "caption") and block.span[1] - block.span[0] <= LONGEST_SELF_REFERENCE
    ]
    folded = fold_blanks(" ".join([text for _, text in lines]))
    return _About(lines, folded, frozenset(words_in(folded)))


def _text(page: Page, block: Block) -> str:
    return page.text[block.span[0] : block.span[1]]


def _host(url: str) -> str | None:
    match = _HOST.match(url)
    return match.group(1).lower() if match else None


_ITEM_BREAK = re.compile(r" ?[|›»▸▶→•·▪>(] ?| / |\s{2,}|\t")
_DOMAIN = re.compile(r"(?:[a-z0-9\-]+\.)+[a-z]{2,6}", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s:©]{0,3}(?:copyright )?(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?,?\s+"
    r"(?:by )?([^.|,·()]{2,60})",
    re.IGNORECASE,
)
_HOST = re.compile(r"https?://(?:[^/@]*@)?(?:www\.)?([^/:?#]+)", re.IGNORECASE)
