"""What claims of one happening cannot both hold: denied and asserted, numbers, blame, victims, places, times."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from lagebild.stories.copies import days_between, in_days
from lagebild.stories.features import AGAINST, FAR, LONG, OFFICIAL, kilometres, value
from lagebild.stories.identities import TOWNS
from lagebild.stories.model import Claim, Contradiction, ContradictionKind, Count, Dependence, Party
from lagebild.stories.origins import NAMED

LEAST = 1.1  # times the smaller number, from which two are not the same number rounded
ROUND = 10  # what a number that may have been rounded can be divided by
BODILY = ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE")  # deeds whose doer can be disputed
COMPARED = 60  # claims of one happening, the newest
PARTIES = ("actors", "recipients")  # so many did it, or suffered it: of the same kind of act only
SAID = ("asserted", "denied")  # what is reported as a fact, or as none; plans and forecasts contradict nothing
Found = tuple[ContradictionKind, str, str, str] | None
PEOPLE = frozenset({"CVL", "AGR", "EDU", "MED", "JRN", "LAB", "REF", "NGO"})
ARMED = frozenset({"REB", "MIL", "COP", "UAF", "CRM", "SPY"})


def contradictions(
    happening: str, claims: Sequence[Claim], dependences: Iterable[Dependence]
) -> tuple[Contradiction, ...]:
    """All contradictions of a happening, each kind once for a pair of claims and once for a pair of reports.

    A version that a later one replaced contradicts nobody; copies contradict where the text that they are of does.
    """
    texts = list(dependences)
    replaced = {d.on for d in texts if d.kind == "version"}
    same = {frozenset((d.report, d.on)) for d in texts if d.kind != "translation"}
    valid = [c for c in claims if c.report not in replaced and c.modality in SAID][-COMPARED:]
    seen: set[tuple[str, str, str]] = set()
    found = []
    for one, other in combinations(valid, 2):
        if frozenset((one.report, other.report)) in same:
            continue
        for kind, here, there, words in _all(one, other):
            first, second = sorted((one.report, other.report))
            pair = (kind, first, second)
            if pair not in seen:
                seen.add(pair)
                found.append(Contradiction(kind, happening, one.id, other.id, here, there, words + _later(one, other)))
    return tuple(found)


def _all(one: Claim, other: Claim) -> Iterator[tuple[ContradictionKind, str, str, str]]:
    """What two claims contradict each other on. Where one denies the whole, its details do not matter."""
    if found := _denial(one, other):
        yield found
        return
    if one.modality == "denied" or (one.report == other.report and one.span == other.span):
        return
    kinds: tuple[Callable[[Claim, Claim], Found], ...] = (_numbers, _blame, _victims, _place, _time)
    yield from (found for kind in kinds if (found := kind(one, other)))


def _denial(one: Claim, other: Claim) -> Found:
    if {one.modality, other.modality} != set(SAID) or one.type != other.type:
        return None
    denier, teller = (one, other) if one.modality == "denied" else (other, one)
    if denier.actors and not any(_same_side(a, b) for a in denier.actors for b in teller.actors):
        return None  # that we did it, they say; that somebody did, they do not deny
    by = "by" if denier.origin.kind in NAMED else "according to"
    words = f"asserted by {teller.origin.name}, denied {by} {denier.origin.name}"
    return "denial", one.modality, other.modality, words


def _same_side(one: Party, other: Party) -> bool:
    """Of one country, and not one for its state and the other against it."""
    same = one.country is not None and one.country == other.country
    return one.key == other.key or (same and not _opposed(one, other))


def _numbers(one: Claim, other: Claim) -> Found:
    """No number of one kind agrees: who names 14 arrested and four more does not contradict who names 14."""
    for kind in dict.fromkeys(count.kind for count in one.quantities):
        here, there = ([c for c in claim.quantities if c.kind == kind] for claim in (one, other))
        if kind is None or not there or (kind in PARTIES and set(one.modes) != set(other.modes)):
            continue
        if all(_apart(a, b) for a in here for b in there):
            a, b = here[0], there[0]
            return "number", _said(a), _said(b), f"{_said(a)} or {_said(b)} {kind}"
    return None


def _apart(one: Count, other: Count) -> bool:
    """Two numbers of which one cannot be the other rounded."""
    low, high = sorted((value(one) or 0.0, value(other) or 0.0))
    exact = all(number % ROUND for number in (low, high)) and low != high
    return low > 0 and (exact or high >= low * LEAST) and not _overlap(one, other)


def _overlap(one: Count, other: Count) -> bool:
    """Ranges that share a number: 10 to 20, and 15. "At least 18" stands for 18: it is what is known."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.low <= other.high and other.low <= one.high


def _said(count: Count) -> str:
    if count.low is not None and count.high is not None and count.low != count.high:
        return f"{count.low:g}–{count.high:g}"
    if count.high is None:
        return f"at least {count.low:g}"
    return f"at most {count.high:g}" if count.low is None else f"{count.low:g}"


def _blame(one: Claim, other: Claim) -> Found:
    """Both say who did it, and none of those whom one names stands on the side of those whom the other names."""
    if one.type not in BODILY or other.type not in BODILY:
        return None
    if not one.actors or not other.actors or not all(_opposed(a, b) for a in one.actors for b in other.actors):
        return None
    here, there = one.actors[0].name, other.actors[0].name
    return "blame", here, there, f"done by {here} or by {there}"


def _opposed(one: Party, other: Party) -> bool:
    """Of different countries, or for a state here and against it there; only where both are sure."""
    if not one.country or not other.country or one.key == other.key:
        return False
    if one.country != other.country:
        return one.sure and other.sure
    sides = ((one.sectors, other.sectors), (other.sectors, one.sectors))
    return any(OFFICIAL & set(a) and AGAINST & set(b) for a, b in sides)


def _victims(one: Claim, other: Claim) -> Found:
    """Civilians here, fighters there."""
    if one.type != "ASSAULT" or other.type != "ASSAULT" or not one.recipients or not other.recipients:
        return None
    for a, b in ((one, other), (other, one)):
        if all(_of(p, PEOPLE) for p in a.recipients) and all(_of(p, ARMED) for p in b.recipients):
            here, there = one.recipients[0].name, other.recipients[0].name
            return "victim", here, there, f"against {here} or against {there}"
    return None


def _of(party: Party, sectors: frozenset[str]) -> bool:
    return bool(sectors & set(party.sectors))


def _place(one: Claim, other: Claim) -> Found:
    a, b = one.place, other.place
    if a is None or b is None or a.precision not in TOWNS or b.precision not in TOWNS:
        return None
    distance = kilometres(a, b)
    if distance is None or distance <= FAR:
        return None
    return "place", a.name, b.name, f"in {a.name} or in {b.name}, {distance:.0f} km apart"


def _time(one: Claim, other: Claim) -> Found:
    if not all((one.date_begin, one.date_end, other.date_begin, other.date_end)):
        return None
    if any((days_between(c.date_begin, c.date_end) or 0) > LONG for c in (one, other)):
        return None
    first, second = sorted((one, other), key=lambda claim: claim.date_begin or "")
    if (days_between(first.date_end, second.date_begin) or 0) < 2:
        return None
    here, there = one.date_begin or "", other.date_begin or ""
    return "time", here, there, f"on {here} or on {there}"


def _later(one: Claim, other: Claim) -> str:
    """Say how far apart the reports are: numbers grow with time."""
    days = days_between(one.published, other.published)
    return f"; published {in_days(days)} apart" if days else ""
