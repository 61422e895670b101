"""What claims of one happening cannot both hold: denied and asserted, numbers, blame, victims, places, times."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations

from msgspec.structs import replace

from lagebild.stories.blames import blamed
from lagebild.stories.days import days_between, in_days
from lagebild.stories.disputes import blame, denial, is_near, is_within_days, place, time, victims
from lagebild.stories.features import is_title
from lagebild.stories.figures import disputed, names_same
from lagebild.stories.model import Claim, Contradiction, ContradictionKind, Dependence

COMPARED = 60  # claims of one happening, the newest
SAID = ("asserted", "denied")  # what is reported as a fact, or as none; plans and forecasts contradict nothing
Told = Mapping[str, Sequence[Claim]]  # report → what it asserts of the happening
Found = tuple[ContradictionKind, str, str, str]


def contradictions(
    happening: str, claims: Sequence[Claim], dependences: Iterable[Dependence], accusations: Sequence[Claim] = ()
) -> tuple[Contradiction, ...]:
    """All contradictions of a happening, each kind once for a pair of claims and once for a pair of reports.

    A version that a later one replaced contradicts nobody; copies contradict where the text that they are of does. One
    source does not contradict itself within a report, and who tells both sides of a number or two places settles it.
    `accusations` are claims of the same reports: who is blamed for the deed is said to have done it.
    """
    texts = list(dependences)
    replaced = {d.on for d in texts if d.kind == "version"}
    same = {frozenset((d.report, d.on)) for d in texts if d.kind != "translation"}
    valid = [c for c in claims if c.report not in replaced and c.modality in SAID][-COMPARED:]
    valid = _on_the_words_of_the_lead(valid)
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in valid:
        if claim.modality == "asserted":
            told[claim.report].append(claim)
    report_of = {claim.id: claim.report for claim in (*valid, *accusations)}
    seen: dict[tuple[str, str], set[ContradictionKind]] = defaultdict(set)
    found = []
    for one, other in combinations(valid, 2):
        pair = (min(one.report, other.report), max(one.report, other.report))
        if frozenset(pair) in same or (one.report == other.report and one.origin == other.origin):
            continue
        for kind, here, there, words in _all(one, other, told, seen[pair]):
            seen[pair].add(kind)
            found.append(Contradiction(kind, happening, one.id, other.id, here, there, words + _later(one, other)))
    asserted = [claim for claims_of_report in told.values() for claim in claims_of_report]
    valid_accusations = (claim for claim in accusations if claim.report not in replaced)
    for more in blamed(happening, asserted, valid_accusations):
        first, second = (report_of[claim] for claim in (more.claim, more.other))
        pair = (min(first, second), max(first, second))
        if "blame" not in seen[pair] and frozenset(pair) not in same:
            seen[pair].add("blame")
            found.append(more)
    return tuple(found)


def _on_the_words_of_the_lead(claims: Sequence[Claim]) -> list[Claim]:
    """Titles rest on whom their leads name: what "Five dead" says, the governor says in the next line."""
    leads: dict[str, Claim] = {}
    for claim in claims:
        if claim.lead and claim.sources and not is_title(claim):
            leads.setdefault(claim.report, claim)
    bare = [claim.report in leads and is_title(claim) and not claim.sources for claim in claims]
    return [replace(c, origin=leads[c.report].origin) if own else c for c, own in zip(claims, bare, strict=True)]


def _all(one: Claim, other: Claim, told: Told, known: Set[ContradictionKind]) -> Iterator[Found]:
    """What two claims contradict each other on, beyond what is known of their reports.

    Where one denies the whole, its details do not matter.
    """
    if found := denial(one, other):
        yield from () if "denial" in known else (found,)
        return
    if "denied" in (one.modality, other.modality) or (one.report == other.report and one.span == other.span):
        return
    if "number" not in known:
        yield from _number(one, other, told)
    for kind, find in (("blame", blame), ("victim", victims)):
        if kind not in known and (found := find(one, other)):
            yield found
    if one.report == other.report:
        return  # two places or days in one report are two stages: arrested in Tromsø, brought to court in Oslo
    for kind, find, agree in (("place", place, is_near), ("time", time, is_within_days)):
        if kind in known or not (found := find(one, other)):
            continue
        if not any(agree(mine, claim) for mine, claim in _beside(one, other, told)):
            yield found


def _number(one: Claim, other: Claim, told: Told) -> Iterator[Found]:
    found = disputed(one, other)
    if found is None:
        return
    counted, here, there = found
    if one.report == other.report or not any(names_same(a, b, counted) for a, b in _beside(one, other, told)):
        yield "number", here, there, f"{here} or {there} {counted.kind}"


def _beside(one: Claim, other: Claim, told: Told) -> Iterator[tuple[Claim, Claim]]:
    """Each of two claims with everything that the report of the other asserts of the happening."""
    for mine, report in ((one, other.report), (other, one.report)):
        yield from ((mine, claim) for claim in told.get(report, ()))


def _later(one: Claim, other: Claim) -> str:
    """Say how far apart the reports are: numbers grow with time."""
    days = days_between(one.published, other.published)
    return f"; published {in_days(days)} apart" if days else ""
