"""Independent sources of a happening: who says so that rests on nobody else who says so, and why the others do.

Two claims share an origin when they rest on the same named source or agency, when one text is a copy, excerpt,
translation or version of the other, or when both outlets belong to one house.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from lagebild.stories.features import is_title
from lagebild.stories.model import (
    Claim,
    Dependence,
    DependenceKind,
    Fingerprint,
    Origin,
    Outlet,
    Reason,
    Voice,
    is_country,
)
from lagebild.stories.parties import OFFICIAL

Joined = tuple[int, int, Dependence]  # two grounds, by their places in a list, and why they are one
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

    Who denies it is no source of it, unless nobody says that it happened; nor is a version that tells it no longer,
    unless no other report does.
    """
    dependences = tuple(dependences)
    told = [claim for claim in claims if claim.modality != "denied"] or list(claims)
    told = _not_taken_back(told, dependences) or told
    prints = {fingerprint.report: fingerprint for fingerprint in fingerprints}
    grounds = _grounds(_of_its_kind(told))
    groups = _Groups(len(grounds))
    outlets = {claim.report: claim.outlet for claim in told}
    for i, j, why in (
        *_by_text(grounds, dependences),
        *_by_house(grounds, outlets),
        *_by_agency(grounds, prints),
        *_by_source(grounds),
    ):
        groups.join(i, j, why)
    state = {claim.report: claim.outlet.ownership == "state" for claim in told}
    made = [_voice([grounds[i] for i in group], why, state) for group, why in groups.all()]
    return tuple(sorted(made, key=lambda voice: -len(voice.reports)))


def _not_taken_back(claims: Sequence[Claim], dependences: Iterable[Dependence]) -> list[Claim]:
    """Those that still stand: of a report that a later version replaced, only what that version tells too."""
    later = {d.on: d.report for d in dependences if d.kind == "version"}
    telling = {claim.report for claim in claims}
    return [claim for claim in claims if claim.report not in later or _latest(claim.report, later) in telling]


def _latest(report: str, later: Mapping[str, str]) -> str:
    """The version that no other replaced."""
    seen = {report}
    while (following := later.get(report)) is not None and following not in seen:
        report = following
        seen.add(report)
    return report


def _of_its_kind(claims: Sequence[Claim]) -> list[Claim]:
    """Of each report, what it tells of the act itself, not of what else was done in it, if it tells the act.

    "Officers stormed the palace and said that they had removed the president": the assault stands on the report's word.
    """
    kinds = Counter(claim.type for claim in claims)
    kind = max(kinds, key=lambda one: kinds[one], default="")
    telling = {claim.report for claim in claims if claim.type == kind}
    return [claim for claim in claims if claim.type == kind or claim.report not in telling]


def _grounds(claims: Sequence[Claim]) -> list[Ground]:
    """What each report rests on. What it says bare, or in its title, and on somebody's word stands on that word."""
    reports: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        reports[claim.report].append(claim)
    grounds = []
    for report, own in reports.items():
        sourced = [claim for claim in own if not _bare(claim)] or own
        sourced = [claim for claim in sourced if not is_title(claim)] or sourced  # "says ISPR": "its media wing said"
        by_key: dict[str, list[Claim]] = defaultdict(list)
        for claim in sourced:
            by_key[claim.origin.key].append(claim)
        grounds += [Ground(report, same[0].origin, tuple(c.id for c in same)) for same in by_key.values()]
    return grounds


def _bare(claim: Claim) -> bool:
    """Nobody is given for it, not even an unnamed doctor or witness."""
    return not claim.sources


def _by_text(grounds: Sequence[Ground], dependences: Iterable[Dependence]) -> Iterator[Joined]:
    """All that two reports rest on, where one text is of the other."""
    of = _having(grounds, lambda ground: [ground.report])
    for dependence in dependences:
        here, there = of.get(dependence.report, []), of.get(dependence.on, [])
        if here and there and dependence.report != dependence.on:
            yield from ((here[0], i, dependence) for i in (*there, *here[1:]))


def _by_house(grounds: Sequence[Ground], outlets: Mapping[str, Outlet]) -> Iterator[Joined]:
    """All that the outlets of one house say; the text of an agency only with what another says on its own word."""
    for house, having in _having(grounds, lambda ground: [outlets[ground.report].house]).items():
        own = [i for i in having if grounds[i].origin.kind != "agency"]
        bare = [i for i in own if grounds[i].origin.kind == "outlet"][:1]
        printed = [i for i in having if grounds[i].origin.kind == "agency"] if bare else []
        for i, j in (*_of_several_reports(own, grounds), *_of_several_reports([*bare, *printed], grounds)):
            if house:
                a, b = outlets[grounds[i].report], outlets[grounds[j].report]
                words = (
                    f"both from {a.name}" if a.key == b.key else f"{a.name} and {b.name} belong to one house, {house}"
                )
                yield i, j, _dependence(grounds[j], grounds[i], "house", words)


def _by_agency(grounds: Sequence[Ground], prints: Mapping[str, Fingerprint]) -> Iterator[Joined]:
    """Both bare, and both texts an agency's; or one bare text of an agency that the other quotes."""
    names: dict[str, str] = {}
    for ground in grounds:
        names |= _agencies_of(ground, prints)
    for agency, having in _having(grounds, lambda ground: _agencies_of(ground, prints)).items():
        for i, j in _of_several_reports(having, grounds):
            yield i, j, _dependence(grounds[j], grounds[i], "agency", f"both rest on {names[agency]}")


def _agencies_of(ground: Ground, prints: Mapping[str, Fingerprint]) -> dict[str, str]:
    if ground.origin.kind in NAMED:
        return {}
    credited = prints[ground.report].agencies if ground.report in prints else ()
    own = {ground.origin.key: ground.origin.name} if ground.origin.kind == "agency" else {}
    bare = ground.origin in credited or ground.origin.kind == "outlet"
    return own | ({agency.key: agency.name for agency in credited} if bare else {})


def _by_source(grounds: Sequence[Ground]) -> Iterator[Joined]:
    """The same named source; an office and its spokesman are one, two named persons of one office are two."""
    for having in _having(grounds, lambda ground: [ground.origin.key]).values():
        yield from (_sourced(having[0], j, grounds) for j in having[1:])
    offices = _having(grounds, lambda ground: [ground.origin.code] if ground.origin.code else [])
    for code, having in offices.items():
        office = next((i for i in having if grounds[i].origin.key == code), None)
        yield from (_sourced(office, j, grounds) for j in having if office is not None and j != office)
    for having in _having(grounds, lambda ground: [ground.report]).values():
        for j in having:
            fuller = next((i for i in having if _is_shortened(grounds[j].origin, grounds[i].origin)), None)
            if fuller is not None:
                yield _sourced(fuller, j, grounds)
    states = {g.origin.key: i for i, g in reversed(tuple(enumerate(grounds))) if is_country(g.origin.key)}
    for j, ground in enumerate(grounds):
        state = states.get(ground.origin.code.partition(" ")[0])
        if state is not None and _state_and_office(grounds[state].origin, ground.origin):
            yield _sourced(state, j, grounds)


def _is_shortened(short: Origin, full: Origin) -> bool:
    """ "Ministry says" in the title, "the Defence Ministry said" below it: a word for the same body of one country."""
    if short.kind not in NAMED or full.kind not in NAMED or short.country != full.country or not short.country:
        return False
    one, words = short.name.casefold(), full.name.casefold().split()
    return " " not in one and len(words) > 1 and one in words


def _sourced(i: int, j: int, grounds: Sequence[Ground]) -> Joined:
    a, b = (grounds[k].origin for k in (i, j))
    named = a.name if a.name == b.name else f"{a.name} and {b.name}"
    return (
        i,
        j,
        _dependence(grounds[j], grounds[i], "agency" if a.kind == "agency" else "source", f"both rest on {named}"),
    )


def _dependence(one: Ground, on: Ground, kind: DependenceKind, words: str) -> Dependence:
    return Dependence(one.report, on.report, kind, 1.0, (Reason(kind, 1.0, words),))


def _having(grounds: Sequence[Ground], keys: Callable[[Ground], Iterable[str]]) -> dict[str, list[int]]:
    """Key → the grounds that have it, in order."""
    having: dict[str, list[int]] = defaultdict(list)
    for i, ground in enumerate(grounds):
        for key in keys(ground):
            having[key].append(i)
    return having


def _of_several_reports(having: Sequence[int], grounds: Sequence[Ground]) -> Iterator[tuple[int, int]]:
    """The first with each other one; none where all are of one report, which says two things on two words."""
    first = having[0] if having else -1
    if any(grounds[j].report != grounds[first].report for j in having):
        yield from ((first, j) for j in having[1:])


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
