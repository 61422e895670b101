"""When a report was published: what is given, else what the page's own lines say."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lagebild.knowledge.masthead_words import MastheadWords
from lagebild.record import Block, Note, Page, Span

DATING = frozenset({"byline", "furniture", "notice", "credit"})  # blocks that may date the page; text dates the world
LONGEST_LINE = 400  # characters of such a block
DATELINE = 120  # characters at the start of the text in which a dateline may name its year
FIRST_YEAR, LAST_YEAR = 1900, 2100
LABEL_REACH = 40  # characters before a date in which its label stands
# Order of trust: labelled as published · in a byline · dateline · labelled as updated or outside bylines · address
PUBLISHED, BYLINE, IN_DATELINE, UPDATED, ADDRESS = range(5)


class Candidate(NamedTuple):
    """A date found on the page."""

    trust: int
    iso: str
    span: Span | None


def find_published(page: Page, blocks: tuple[Block, ...], words: MastheadWords) -> tuple[str | None, tuple[Note, ...]]:
    """ISO date or date-time of publication; None where the page does not say."""
    found: list[Candidate] = []
    doubts: list[Note] = []
    text_begins = next((b.span[0] for b in blocks if b.kind in ("lead", "body")), len(page.text))
    for block in blocks:
        start, end = block.span
        if block.kind == "lead":
            found += _in_dateline(page.text, start, min(end, start + DATELINE), words)
        elif block.kind in DATING and end - start <= LONGEST_LINE and _YEAR_OR_NUMBERS.search(page.text, start, end):
            for candidate in _in_line(page, block, text_begins, words):
                if isinstance(candidate, Note):
                    doubts.append(candidate)
                else:
                    found.append(candidate)
    found.sort(key=lambda c: c.trust)
    given = _normalised(page.published, words) if page.published else None
    if given:
        return given, _disagreement(given, found)
    notes = []
    if page.published:
        notes.append(Note("masthead", f"given publication date {page.published!r} is no date; give it as YYYY-MM-DD"))
    if found:
        return found[0].iso, (*notes, *_disagreement(found[0].iso, found[1:]))
    if page.url and (iso := _in_address(page.url)):
        return iso, tuple(notes)
    return None, (*notes, *doubts)


def _disagreement(chosen: str, others: list[Candidate]) -> tuple[Note, ...]:
    """A note where a line of equal standing names another day; a later update is no disagreement."""
    day = date.fromisoformat(chosen[:10])
    for other in others:
        if other.trust <= BYLINE and abs((date.fromisoformat(other.iso[:10]) - day).days) > 1:
            return (Note("masthead", f"published {chosen[:10]}, but the page also says {other.iso[:10]}", other.span),)
    return ()


def _in_line(page: Page, block: Block, text_begins: int, words: MastheadWords) -> Iterator[Candidate | Note]:
    """Dates of a byline or of a labelled line."""
    start, end = block.span
    for match in words.date.finditer(page.text, start, end):
        before = page.text[max(start, match.start() - LABEL_REACH) : match.start()]
        trust = _trust(block, before, above=start < text_begins, words=words)
        iso = _iso(match, words)
        span = match.span()
        if trust is None:
            continue
        if iso:
            yield Candidate(trust, iso + _clock(page.text, match.end(), end, words), span)
        elif match.group("a"):
            yield Note("masthead", f"date {match.group()!r} can be read in two ways; give --published", span)


def _trust(block: Block, before: str, *, above: bool, words: MastheadWords) -> int | None:
    """How far to trust a date by the label before it and the place of its line; None: not about this report."""
    published = max((m.end() for m in words.published.finditer(before)), default=-1)
    updated = max((m.end() for m in words.updated.finditer(before)), default=-1)
    if updated > published:
        return UPDATED
    if published >= 0:
        return PUBLISHED
    if block.kind == "byline" and above:
        return BYLINE
    return UPDATED if above and block.kind != "credit" else None


def _in_dateline(text: str, start: int, end: int, words: MastheadWords) -> Iterator[Candidate]:
    """BERLIN, 3. März 2024 (…) – : a date before the dash or bracket that ends the dateline."""
    match = words.date.search(text, start, end) if _YEAR_OR_NUMBERS.search(text, start, end) else None
    if match and _DATELINE_END.match(text, match.end()) and (iso := _iso(match, words)):
        yield Candidate(IN_DATELINE, iso, match.span())


def _normalised(given: str, words: MastheadWords) -> str | None:
    """A given date as ISO 8601."""
    match = _ISO.match(given.strip())
    if match and _valid(int(match.group(1)), int(match.group(2)), int(match.group(3))):
        return match.group().replace(" ", "T")
    found = words.date.search(given[:200])
    iso = _iso(found, words) if found else None
    return iso + _clock(given, found.end(), len(given), words) if iso and found else None


def _iso(match: re.Match[str], words: MastheadWords) -> str | None:
    """The day that a date names; None if there is no such day or it can be read in two ways."""
    g = match.groupdict()
    if g["y"]:
        return _valid(int(g["y"]), int(g["m"]), int(g["d"]))
    if g["month"]:
        return _valid(int(g["year"]), words.months[g["month"].casefold()], int(g["day"]))
    if g["month2"]:
        return _valid(int(g["year2"]), words.months[g["month2"].casefold()], int(g["day2"]))
    first, second, year = int(g["a"]), int(g["b"]), int(g["c"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    # Points are put between day and month, never between month and day.
    if words.day_first or g["mark"] == "." or first > 12 or first == second:
        return _valid(year, second, first)
    if words.day_first is False or second > 12:
        return _valid(year, first, second)
    return None


def _valid(year: int, month: int, day: int) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _clock(text: str, start: int, end: int, words: MastheadWords) -> str:
    """The time of day that follows a date, as "T19:22+02:00"; "" if there is none."""
    match = words.clock.match(text, start, end)
    if not match:
        return ""
    hour, half = int(match.group("hour")), (match.group("half") or "").lower()
    if half and not 1 <= hour <= 12:
        return ""
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"T{hour:02}:{match.group('minute')}{_offset(match, words)}"


def _offset(match: re.Match[str], words: MastheadWords) -> str:
    if offset := match.group("offset"):
        hours, _, minutes = offset[1:].partition(":")
        if not minutes and len(hours) > 2:
            hours, minutes = hours[:-2], hours[-2:]
        return f"{offset[0]}{int(hours):02}:{minutes or '00'}" if int(hours) <= 14 and int(minutes or 0) < 60 else ""
    return words.zones.get((match.group("zone") or "").casefold(), "")


def _in_address(url: str) -> str | None:
    match = _ADDRESS_DATE.search(url)
    return _valid(int(match.group(1)), int(match.group(2)), int(match.group(3))) if match else None


_YEAR_OR_NUMBERS = re.compile(
    r"(?:19|20)\d\d|\d[./\-]\s?\d{1,2}[./\-]"
)  # in all that `words.date` finds, and far faster
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_DATELINE_END = re.compile(r"\s{0,2}(?:\([^()]{2,40}\)\s{0,2})?[–—:/\-(]")
_ADDRESS_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/\-_.]|$)")
