"""Who is said to have done it by those who blame: "The army blamed the rebels for the attack".

The deed and the accusation are two happenings. For the question who did it, an accusation stands beside the deed that
its report tells, as if whoever blames had said so.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from msgspec.structs import replace

from lagebild.stories.model import Claim, Contradiction, Party, is_name
from lagebild.stories.parties import AGAINST, OFFICIAL

DEEDS = ("ASSAULT",)


def blamed(happening: str, told: Sequence[Claim], accusations: Iterable[Claim]) -> Iterator[Contradiction]:
    """Whom an accusation and another, or the deed as told elsewhere, name as the doer; each pair of reports once.

    `told` is what is asserted of the happening, `accusations` all of the same reports.
    """
    deeds: dict[str, Claim] = {}
    for claim in sorted((c for c in told if c.type in DEEDS), key=lambda c: not c.lead):
        deeds.setdefault(claim.report, claim)
    of_deeds = ((claim, deeds[claim.report]) for claim in accusations if claim.report in deeds and claim.blames)
    said = [_as_told(claim, deed) for claim, deed in of_deeds if not _is_own(claim.actors, deed)]
    seen: set[frozenset[str]] = set()
    plain = [(claim, None) for claim in told if claim.type in DEEDS and claim.actors]
    for (one, accuser), (other, second) in (*combinations(said, 2), *((a, b) for a in said for b in plain)):
        reports = frozenset((one.report, other.report))
        if accuser is not None and second is not None and len(reports) == 1:
            continue  # two accusations in one report are of two deeds
        one_voice = accuser is not None and second is not None and accuser.key == second.key
        if reports in seen or one_voice or not _exclude(one, other):
            continue
        seen.add(reports)
        here, there = one.actors[0].name, other.actors[0].name
        yield Contradiction("blame", happening, one.id, other.id, here, there, f"done by {here} or by {there}")


def _is_own(accusers: Sequence[Party], deed: Claim) -> bool:
    """Nobody blames others for what the same report tells that his own side did: it is about something else."""
    return any(_acts_for(accuser, actor) for accuser in accusers for actor in deed.actors)


def _acts_for(one: Party, other: Party) -> bool:
    same = one.country is not None and one.country == other.country
    return one.key == other.key or (same and not AGAINST & set(one.sectors) and not AGAINST & set(other.sectors))


def _as_told(accusation: Claim, deed: Claim) -> tuple[Claim, Party | None]:
    """The deed as whoever blames tells it, and who that is."""
    accuser = accusation.actors[0] if accusation.actors else None
    return replace(accusation, type=deed.type, modes=deed.modes, actors=accusation.recipients, recipients=()), accuser


def _exclude(one: Claim, other: Claim) -> bool:
    return all(_opposed(a, b) for a in one.actors for b in other.actors)


def _opposed(one: Party, other: Party) -> bool:
    """A state or its forces, and an armed group or criminals; two armed groups with names; two states."""
    if one.key == other.key:
        return False
    groups = [bool(AGAINST & set(party.sectors)) for party in (one, other)]
    if all(groups):
        return is_name(one.key) and is_name(other.key)
    if any(groups):
        state = other if groups[0] else one
        return bool(state.country) and (not state.sectors or bool(OFFICIAL & set(state.sectors)))
    both = one.country and other.country and one.country != other.country and one.sure and other.sure
    return bool(both) and "IGO" not in f"{one.code} {other.code}".split()
