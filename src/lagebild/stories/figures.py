"""Numbers of two claims that cannot both hold: of one thing, at one time, and none of them the other rounded."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from lagebild.stories.features import value
from lagebild.stories.model import ANYBODY, Claim, Count, Party
from lagebild.stories.origins import is_one_source

LEAST = 1.1  # times the smaller number, from which two are not the same number rounded
ROUND = 10  # what a number that may have been rounded can be divided by
PARTIES = ("actors", "recipients")  # so many did it, or suffered it: of the same kind of act only
# Numbers of people compare also where a claim names several of them; all but those of troops grow in time.
TROOPS = "troops"
GROWING = frozenset(
    {"killed", "injured", "missing", "arrested", "abducted", "freed", "expelled", "displaced", "protesters"}
)
SEEN = 4096  # pairs of numbers that are kept: claims of one happening repeat the same few


class Counted(NamedTuple):
    """What is counted; those who did or suffered it by their sector: seven people and nine companies."""

    kind: str
    group: str | None = None


Disputed = tuple[Counted, str, str]


def disputed(one: Claim, other: Claim) -> Disputed | None:
    """What is counted, and what either claim says; None where some number of each kind agrees.

    Who names 14 arrested and four more does not contradict who names 14.
    """
    for counted in _counted(one.quantities, other.quantities)[1]:
        here, there = (_of(claim, counted) for claim in (one, other))
        if _compares(counted, here, there, one, other) and not _has_grown(counted.kind, here, there, one, other):
            return counted, _said(here[0]), _said(there[0])
    return None


def names_same(one: Claim, other: Claim, counted: Counted) -> bool:
    """Both name a number of this that can be one."""
    return counted in _counted(one.quantities, other.quantities)[0]


@lru_cache(maxsize=SEEN)
def _counted(one: tuple[Count, ...], other: tuple[Count, ...]) -> tuple[tuple[Counted, ...], tuple[Counted, ...]]:
    """What both name a number of: where two can be one, and where none can. Five soldiers are not 32 attackers."""
    agree: list[Counted] = []
    differ: list[Counted] = []
    for counted in dict.fromkeys(found for count in one if (found := _what(count))):
        pairs = [(a, b) for a in one for b in other if _what(a) == _what(b) == counted and _may_be_one(a, b)]
        if pairs:
            (differ if all(_apart(a, b) for a, b in pairs) else agree).append(counted)
    return tuple(agree), tuple(differ)


def _what(count: Count) -> Counted | None:
    if count.kind is None:
        return None
    return Counted(count.kind, count.group) if count.kind in PARTIES else Counted(count.kind)


def _may_be_one(one: Count, other: Count) -> bool:
    """Of one group; "people" may be any, and so may a bare number: "killing five and wounding 17"."""
    here, there = (count.group or (None if count.unit else ANYBODY) for count in (one, other))
    return ANYBODY in (here, there) or here == there


def _of(claim: Claim, counted: Counted) -> list[Count]:
    return [count for count in claim.quantities if _what(count) == counted]


def _compares(counted: Counted, here: Sequence[Count], there: Sequence[Count], one: Claim, other: Claim) -> bool:
    """Whether the figures can be of one thing; sums and lengths of time need not be where a claim names several."""
    kind = counted.kind
    if kind in PARTIES:
        same = here[0].unit == there[0].unit if one.language == other.language else _same_group(kind, one, other)
        return (same or counted.group not in (None, ANYBODY)) and set(one.modes) == set(other.modes)
    if kind in GROWING:
        known = here[0].group == there[0].group and here[0].group not in (None, ANYBODY)
        return known or not _are_others(one, other)
    return kind == TROOPS or len(here) == len(there) == 1


def _are_others(one: Claim, other: Claim) -> bool:
    """Police officers here, civilians there: two parts of all who suffered. "People" may be any of them."""
    pairs = [(a, b) for a in one.recipients for b in other.recipients]
    return bool(pairs) and all(_is_said(a) and _is_said(b) and not set(a.sectors) & set(b.sectors) for a, b in pairs)


def _is_said(party: Party) -> bool:
    return bool(party.sectors) and (party.civilian or "CVL" not in party.sectors)


def _same_group(kind: str, one: Claim, other: Claim) -> bool:
    """Across languages: who did it, or suffered it, is one party with the same code in both."""
    a, b = ((c.actors if kind == "actors" else c.recipients) for c in (one, other))
    return len(a) == len(b) == 1 and a[0].code == b[0].code != ""


def _has_grown(kind: str, here: Sequence[Count], there: Sequence[Count], one: Claim, other: Claim) -> bool:
    """The same source names more at a later time: the number changed, and the two held one after the other."""
    if kind not in GROWING or not one.origin.key or not is_one_source(one.origin, other.origin):
        return False
    if not one.published or not other.published or one.published == other.published:
        return False
    early, late = (here, there) if one.published < other.published else (there, here)
    return max(value(count) or 0 for count in early) < max(value(count) or 0 for count in late)


def _apart(one: Count, other: Count) -> bool:
    """Two numbers of which one cannot be the other rounded."""
    low, high = sorted((value(one) or 0.0, value(other) or 0.0))
    exact = all(number % ROUND for number in (low, high)) and low != high
    covered = _overlap(one, other) or _covers(one, other) or _covers(other, one)
    return low > 0 and (exact or high >= low * LEAST) and not covered


def _overlap(one: Count, other: Count) -> bool:
    """Ranges that share a number: 10 to 20, and 15. "At least 18" stands for 18: it is what is known."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.low <= other.high and other.low <= one.high


def _covers(one: Count, other: Count) -> bool:
    """More than 40, and 47; up to 300, and 260: an open round number stands for all up to the next round one."""
    told = value(other)
    end = one.low if one.high is None else one.high if one.low is None else None
    if told is None or not end or end % ROUND:
        return False
    digits = f"{end:.0f}"
    step = 10 ** (len(digits) - len(digits.rstrip("0")))
    low, high = (end, end + step - 1) if one.high is None else (end - step + 1, end)
    return low <= told <= high


def _said(count: Count) -> str:
    if count.low is not None and count.high is not None and count.low != count.high:
        return f"{count.low:g}–{count.high:g}"
    if count.high is None:
        return f"at least {count.low:g}"
    return f"at most {count.high:g}" if count.low is None else f"{count.low:g}"
