"""Independent sources of a happening: who says so that rests on nobody else who says so, and why the others do.

Two claims share an origin when they rest on the same named source or agency, when one text is a copy, excerpt,
translation or version of the other, or when both outlets belong to one house.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from lagebild.stories.features import OFFICIAL
from lagebild.stories.identities import is_country
from lagebild.stories.model import Claim, Dependence, DependenceKind, Fingerprint, Origin, Outlet, Reason, Voice

NAMED = ("speaker", "document", "video", "photo")


class Ground(Struct, frozen=True):
    """One report's claims of a happening that rest on the same."""

    report: str
    origin: Origin
    claims: tuple[str, ...]


def voices(
    claims: Sequence[Claim], fingerprints: Iterable[Fingerprint], dependences: Iterable[Dependence]
) -> tuple[Voice, ...]:
    """The independent sources of a happening, those with most reports first.

    Who denies it is no source of it, unless nobody says that it happened.
    """
    told = [claim for claim in claims if claim.modality != "denied"] or list(claims)
    prints = {fingerprint.report: fingerprint for fingerprint in fingerprints}
    grounds = _grounds(told)
    groups = _Groups(len(grounds))
    texts = {frozenset((d.report, d.on)): d for d in dependences}
    outlets = {claim.report: claim.outlet for claim in told}
    for (i, one), (j, other) in combinations(enumerate(grounds), 2):
        found = texts.get(frozenset((one.report, other.report)))
        if found is None and one.report != other.report:
            found = _house(one, other, outlets) or _agency(one, other, prints)
        found = found or _source(one, other)
        if found is not None:
            groups.join(i, j, found)
    state = {claim.report: claim.outlet.ownership == "state" for claim in told}
    made = [_voice([grounds[i] for i in group], why, state) for group, why in groups.all()]
    return tuple(sorted(made, key=lambda voice: -len(voice.reports)))


def _grounds(claims: Sequence[Claim]) -> list[Ground]:
    """What each report rests on. What it says bare, in its title, and on somebody's word stands on that word."""
    reports: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        reports[claim.report].append(claim)
    grounds = []
    for report, own in reports.items():
        sourced = [claim for claim in own if not _bare(claim)] or own
        by_key: dict[str, list[Claim]] = defaultdict(list)
        for claim in sourced:
            by_key[claim.origin.key].append(claim)
        grounds += [Ground(report, same[0].origin, tuple(c.id for c in same)) for same in by_key.values()]
    return grounds


def _bare(claim: Claim) -> bool:
    """Nobody is given for it, not even an unnamed doctor or witness."""
    return not claim.sources


def _house(one: Ground, other: Ground, outlets: Mapping[str, Outlet]) -> Dependence | None:
    a, b = outlets[one.report], outlets[other.report]
    if not a.house or a.house != b.house:
        return None
    words = f"both from {a.name}" if a.key == b.key else f"{a.name} and {b.name} belong to one house, {a.house}"
    return Dependence(other.report, one.report, "house", 1.0, (Reason("house", 1.0, words),))


def _agency(one: Ground, other: Ground, prints: Mapping[str, Fingerprint]) -> Dependence | None:
    """Both bare, and both texts an agency's; or one bare text of an agency that the other quotes."""
    a, b = (_agencies_of(ground, prints) for ground in (one, other))
    common = {key: name for key, name in a.items() if key in b}
    if not common:
        return None
    name = min(common.values())
    return Dependence(other.report, one.report, "agency", 1.0, (Reason("agency", 1.0, f"both rest on {name}"),))


def _agencies_of(ground: Ground, prints: Mapping[str, Fingerprint]) -> dict[str, str]:
    if ground.origin.kind in NAMED:
        return {}
    credited = prints[ground.report].agencies if ground.report in prints else ()
    own = {ground.origin.key: ground.origin.name} if ground.origin.kind == "agency" else {}
    bare = ground.origin in credited or ground.origin.kind == "outlet"
    return own | ({agency.key: agency.name for agency in credited} if bare else {})


def _source(one: Ground, other: Ground) -> Dependence | None:
    """The same named source; an office and its spokesman are one, two named persons of one office are two."""
    a, b = one.origin, other.origin
    if not is_one_source(a, b):
        return None
    named = a.name if a.name == b.name else f"{a.name} and {b.name}"
    kind: DependenceKind = "agency" if a.kind == "agency" else "source"
    return Dependence(other.report, one.report, kind, 1.0, (Reason("source", 1.0, f"both rest on {named}"),))


def is_one_source(one: Origin, other: Origin) -> bool:
    """The same person, body, agency or outlet; an office and who speaks for it; a state and one of its offices."""
    office = one.code and one.code == other.code and (one.key == one.code or other.key == other.code)
    return one.key == other.key or bool(office) or _state_and_office(one, other) or _state_and_office(other, one)


def _state_and_office(state: Origin, office: Origin) -> bool:
    """ "Manila says" and "the Philippine navy says" are one."""
    country, *sectors = office.code.split() or [""]
    return is_country(state.key) and state.key == country and bool(OFFICIAL & set(sectors))


def _voice(grounds: Sequence[Ground], why: Sequence[Dependence], state: Mapping[str, bool]) -> Voice:
    reports = tuple(dict.fromkeys(ground.report for ground in grounds))
    origin = grounds[0].origin
    return Voice(
        origin=origin,
        claims=tuple(claim for ground in grounds for claim in ground.claims),
        reports=reports,
        state=origin.ownership == "state" or all(state[report] for report in reports),
        dependences=tuple(why),
    )


class _Groups:
    """Grounds joined into groups, with what joined them."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._why: dict[int, list[Dependence]] = defaultdict(list)

    def join(self, one: int, other: int, why: Dependence) -> None:
        a, b = self._top(one), self._top(other)
        if a != b:
            self._parent[b] = a
            self._why[a] += [*self._why.pop(b, []), why]

    def all(self) -> list[tuple[list[int], list[Dependence]]]:
        members: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self._parent)):
            members[self._top(i)].append(i)
        return [(group, self._why[top]) for top, group in members.items()]

    def _top(self, i: int) -> int:
        while self._parent[i] != i:
            i = self._parent[i]
        return i
