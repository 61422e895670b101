"""Agencies and outlets named in the report, and what part they play in it."""

import re
from collections.abc import Iterator

from msgspec import Struct

from lagebild.knowledge.press import NamedOutlet, Outlet, Press
from lagebild.pipeline import Found
from lagebild.record import Agency, AgencyRole, Block, Masthead, Page, Span

_OPENING = "„“‚‘»«›‹\"'”"
_CLOSING = "“”’‘«»‹›\"'"
_WORD = re.compile(r"\w+")
LONGEST_CREDIT = 90  # characters in brackets; "(Korean Central News Agency/Korea News Service via AP)" has 54
NEAR = 24  # characters in which a noun such as "newspaper" still belongs to the name


class _Seen(Struct, frozen=True):
    """One outlet in one role at one place; name and id as they go into the record."""

    name: str
    id: str
    role: AgencyRole
    span: Span | None


def find_agencies(
    page: Page, blocks: tuple[Block, ...], masthead: Masthead, *, press: Press
) -> Found[tuple[Agency, ...]]:
    """Find every named agency and outlet with its role: one Agency for each pair of the two."""
    publisher = masthead.publisher or page.publisher
    seen = list(_publisher(page, publisher, press))
    for block in blocks:
        seen.extend(_in_block(page.text, block, press, publisher_known=bool(seen and seen[0].role == "publisher")))
    return Found(_grouped(seen, press))


def _publisher(page: Page, name: str | None, press: Press) -> Iterator[_Seen]:
    outlet = press.by_name(name) if name else None
    if outlet is None and page.url:
        outlet = press.by_address(page.url)
    if name or outlet:
        start = page.text.find(name) if name else -1
        span = (start, start + len(name)) if name and start >= 0 else None
        yield _Seen(outlet.name if outlet else name or "", outlet.id if outlet else "", "publisher", span)


def _in_block(text: str, block: Block, press: Press, *, publisher_known: bool) -> Iterator[_Seen]:
    if block.kind == "comment":
        return
    for named in press.find(text, *block.span):
        if not named.certain and text[named.span[1] : named.span[1] + 1] == ":":
            continue  # "Bild: …" opens a credit and names no paper
        credited = _is_credit(text, block, named.span, press)
        if not (named.certain or credited or _has_press_around(text, block, named.span, press)):
            continue
        if role := _role(text, block, named, press, credited=credited, publisher_known=publisher_known):
            yield _Seen(named.outlet.name, named.outlet.id, role, named.span)


def _role(
    text: str, block: Block, named: NamedOutlet, press: Press, *, credited: bool, publisher_known: bool
) -> AgencyRole | None:
    if block.kind == "byline" and not credited:
        return "contributor"
    if block.kind in ("title", "lead", "body", "headline") and not credited:
        return "quoted"  # without looking at the rest of the block, which may be long
    contributes = any(word in press.contribution_words for word in _words(text, block.span))
    if credited or block.kind in ("caption", "credit"):
        return "contributor" if contributes and block.kind != "caption" else "credited"
    if block.kind in ("promo", "notice", "furniture"):
        if contributes:
            return "contributor"
        # "Download the Fox News app": furniture is the publisher speaking of himself
        return None if publisher_known or named.outlet.kind == "photo" or not named.certain else "publisher"
    return "quoted"


def _is_credit(text: str, block: Block, span: Span, press: Press) -> bool:
    """True where the name stands as a credit: in brackets of its own, after or between slashes, ©, or "Photo:"."""
    if span[0] > block.span[0] and text[span[0] - 1] == "/" and text[span[0] - 2 : span[0] - 1].isalnum():
        return True
    if span[0] > block.span[0] and text[span[0] - 1] == text[span[1] : span[1] + 1] == "/":
        return True  # MOSCOW, April 10. /TASS/.
    if text[span[1] : span[1] + 1] == "/" and text[span[1] + 1 : span[1] + 2].isupper():
        return True
    before = text[max(block.span[0], span[0] - 60) : span[0]]
    if "©" in before or _after_credit_word(before, block, press):
        return True
    brackets = _brackets(text, block.span, span)
    return brackets is not None and _holds_only_names(text, block, brackets, press)


def _after_credit_word(before: str, block: Block, press: Press) -> bool:
    """True for "Foto: X/…" anywhere, and for "… via " where the block is a caption or credit."""
    head, colon, rest = before.rpartition(":")
    if colon and len(rest) < 50 and "." not in rest:
        words = _WORD.findall(head)
        return bool(words) and words[-1].lower() in press.credit_words
    words = _WORD.findall(before)
    return block.kind in ("caption", "credit") and bool(words) and words[-1].lower() in press.credit_words


def _brackets(text: str, block: Span, span: Span) -> Span | None:
    """The brackets round `span`, if both lie near and in this block."""
    start = text.rfind("(", max(block[0], span[0] - LONGEST_CREDIT), span[0])
    end = text.find(")", span[1], min(block[1], span[1] + LONGEST_CREDIT))
    if start < 0 or end < 0 or ")" in text[start : span[0]]:
        return None
    return (start, end + 1)


def _holds_only_names(text: str, block: Block, brackets: Span, press: Press) -> bool:
    """True for "(dpa/AFP) –" and "… gestoppt (epd)."; false for "the broadcaster (BBC) said"."""
    inside = text[brackets[0] + 1 : brackets[1] - 1]
    known = {piece for named in press.find(inside) for piece in _words(inside, named.span)}
    loose = [word for word in _WORD.findall(inside) if word.lower() not in known | press.credit_words]
    if any(word[0].islower() for word in loose):
        return False
    after = text[brackets[1] : min(block.span[1], brackets[1] + 4)].strip()
    return block.kind in ("caption", "credit", "byline") or after[:1] in ("", "-", "–", "—", ".", ":")


def _has_press_around(text: str, block: Block, span: Span, press: Press) -> bool:
    """True if an uncertain name stands in quotation marks or beside a noun such as "Zeitung"."""
    if span[0] > 0 and text[span[0] - 1] in _OPENING and text[span[1] : span[1] + 1] in _CLOSING:
        return span[1] < len(text)
    before = _WORD.findall(text[max(block.span[0], span[0] - NEAR) : span[0]])
    after = _WORD.findall(text[span[1] : min(block.span[1], span[1] + NEAR)])
    return bool(before and before[-1] in press.nouns) or any(word in press.nouns for word in after[:2])


def _words(text: str, span: Span) -> list[str]:
    return [word.lower() for word in _WORD.findall(text[span[0] : span[1]])]


def _grouped(seen: list[_Seen], press: Press) -> tuple[Agency, ...]:
    groups: dict[tuple[str, str, AgencyRole], dict[Span, None]] = {}
    for one in seen:
        spans = groups.setdefault((one.id or one.name, one.name, one.role), {})
        if one.span is not None:
            spans[one.span] = None
    ids = {one.name: one.id for one in seen}
    return tuple(
        _agency(name, role, tuple(spans), ids[name], press.get(ids[name])) for (_, name, role), spans in groups.items()
    )


def _agency(name: str, role: AgencyRole, spans: tuple[Span, ...], key: str, outlet: Outlet | None) -> Agency:
    return Agency(name, key, role, spans, *((outlet.ownership, outlet.country) if outlet else (None, None)))
