"""What two claims of one happening dispute beside numbers: that it happened, who did it, to whom, where and when."""

from functools import lru_cache

from lagebild.stories.days import days_between
from lagebild.stories.features import FAR, LONG, kilometres
from lagebild.stories.figures import SEEN, disputed
from lagebild.stories.identities import TOWNS
from lagebild.stories.model import Claim, ContradictionKind, Party
from lagebild.stories.origins import NAMED
from lagebild.stories.parties import AGAINST, PEOPLE, are_sides

BODILY = ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE")  # deeds whose doer can be disputed
# What one report calls shots another calls shelling; tear gas, kidnapping and beating are told apart from these.
ARMS = frozenset(
    {"firearms", "heavy-weapons", "explosives", "suicide-attack", "aerial", "drone", "targeted", "destroy"}
)
FIGHTERS = frozenset({"REB", "UAF", "CRM"})  # whom others may call civilians; that soldiers are some nobody disputes
CROWDS = frozenset({PEOPLE})
SAID = {"asserted", "denied"}
APART = 2  # days from which two days are not one night or another time zone
Found = tuple[ContradictionKind, str, str, str] | None


def denial(one: Claim, other: Claim) -> Found:
    """One says that it happened, the other that it did not."""
    if {one.modality, other.modality} != SAID or one.type != other.type:
        return None
    denier, teller = (one, other) if one.modality == "denied" else (other, one)
    if denier.origin.kind in NAMED and denier.origin.key and denier.origin.key == teller.origin.key:
        return None  # who is heard to say both was misread, or has another thing in mind
    if denier.actors and not any(_same_side(a, b) for a in denier.actors for b in teller.actors):
        return None  # that we did it, they say; that somebody did, they do not deny
    if not denier.actors and AGAINST & set(denier.origin.code.split()):
        return None  # of armed groups the same, where who acts was not found: "they had not bombed the mosque"
    if _is_of_another(denier, teller):
        return None
    by = "by" if denier.origin.kind in NAMED else "according to"
    words = f"asserted by {teller.origin.name}, denied {by} {denier.origin.name}"
    return "denial", one.modality, other.modality, words


def blame(one: Claim, other: Claim) -> Found:
    """Both say who did it, and none of those whom one names stands on the side of those whom the other names."""
    if not one.actors or not other.actors or not all(_opposed(a, b) for a in one.actors for b in other.actors):
        return None
    if one.type not in BODILY or other.type not in BODILY or not _is_one_kind(one, other):
        return None
    here, there = one.actors[0].name, other.actors[0].name
    return "blame", here, there, f"done by {here} or by {there}"


def victims(one: Claim, other: Claim) -> Found:
    """Civilians here, fighters there. Where two numbers are named, or by one source, they are two parts of the dead."""
    if one.type != "ASSAULT" or other.type != "ASSAULT" or not one.recipients or not other.recipients:
        return None
    if one.origin.key == other.origin.key or disputed(one, other):
        return None
    for a, b in ((one, other), (other, one)):
        fighters = all(not p.civilian and FIGHTERS & set(p.sectors) for p in b.recipients)
        if fighters and all(p.civilian for p in a.recipients):
            here, there = one.recipients[0].name, other.recipients[0].name
            return "victim", here, there, f"against {here} or against {there}"
    return None


def place(one: Claim, other: Claim) -> Found:
    """Two towns far from each other, of one kind of act: who is arrested here is jailed there."""
    distance = _distance(one, other)
    if distance is None or distance <= FAR or not _is_one_kind(one, other) or one.place is None or other.place is None:
        return None
    a, b = one.place.name, other.place.name
    return "place", a, b, f"in {a} or in {b}, {distance:.0f} km apart"


def is_near(one: Claim, other: Claim) -> bool:
    """Both name a town, and the two are one place."""
    distance = _distance(one, other)
    return distance is not None and distance <= FAR


def time(one: Claim, other: Claim) -> Found:
    """Two days that are two or more apart, of one kind of act."""
    days = _days(one, other)
    if days is None or days < APART or not _is_one_kind(one, other):
        return None
    here, there = one.date_begin or "", other.date_begin or ""
    return "time", here, there, f"on {here} or on {there}"


def is_within_days(one: Claim, other: Claim) -> bool:
    """Both name a day, and the two can be one."""
    days = _days(one, other)
    return days is not None and days < APART


def _is_of_another(denier: Claim, teller: Claim) -> bool:
    """What is denied is another act: live rounds and not tear gas, against others, elsewhere or on another day."""
    if not _is_one_kind(denier, teller):
        return True
    pairs = [(a, b) for a in denier.recipients for b in teller.recipients]
    if pairs and all(_opposed(a, b) for a, b in pairs):
        return True
    return place(denier, teller) is not None or time(denier, teller) is not None


def _is_one_kind(one: Claim, other: Claim) -> bool:
    """Of one type, with a mode in common where both have any; water cannon are force to one and violence to another."""
    if one.type != other.type and {one.type, other.type} != {"ASSAULT", "COERCE"}:
        return False
    a, b = ({"arms"} | set(c.modes) if ARMS & set(c.modes) else set(c.modes) for c in (one, other))
    return not a or not b or bool(a & b)


def _same_side(one: Party, other: Party) -> bool:
    """Of one country, and not one for its state and the other against it, or one of its police and a crowd."""
    same = one.country is not None and one.country == other.country
    apart = are_sides(one.sectors, other.sectors, CROWDS)
    return one.key == other.key or (same and not apart and not _opposed(one, other))


def _opposed(one: Party, other: Party) -> bool:
    """Of different countries, or for a state here and against it there; only where both are sure.

    A body of many states is opposed to nobody: what NATO did, one of its members may have done.
    """
    if not one.country or not other.country or one.key == other.key or "IGO" in f"{one.code} {other.code}".split():
        return False
    if one.country != other.country:
        return one.sure and other.sure
    return are_sides(one.sectors, other.sectors)


def _distance(one: Claim, other: Claim) -> float | None:
    a, b = one.place, other.place
    if a is None or b is None or a.precision not in TOWNS or b.precision not in TOWNS:
        return None
    return 0.0 if a == b else kilometres(a, b)


def _days(one: Claim, other: Claim) -> int | None:
    """Days from the end of the earlier to the beginning of the later; None where one has no day of its own."""
    first, second = (one.date_begin, one.date_end), (other.date_begin, other.date_end)
    return _days_apart(first, second) if all(first) and all(second) else None


@lru_cache(maxsize=SEEN)
def _days_apart(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> int | None:
    if any((days_between(*span) or 0) > LONG for span in (one, other)):
        return None
    first, second = sorted((one, other), key=lambda span: span[0] or "")
    return max(days_between(first[1], second[0]) or 0, 0)
