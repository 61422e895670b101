"""Happenings → stories over days: a report goes to the story that it is most like, or begins one.

A report is in one story at most, and brings into it the happenings that nobody told before. Stories that one report
belongs to with both become one. Judgements by hand go before the table.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from lagebild.knowledge.judging import StoryTable
from lagebild.stories.copies import days_between
from lagebild.stories.happenings import most_named
from lagebild.stories.identities import TOWNS
from lagebild.stories.index import Index
from lagebild.stories.keys import story_look_up_keys
from lagebild.stories.kinship import Told, kinship
from lagebild.stories.likeness import AUTHOR
from lagebild.stories.model import Claim, Dependence, Happening, Judgement, Reason, Spot, Story

CANDIDATES = 20  # stories looked at for a new report
REPORTS = 10  # of a story, the first and the newest, that a new one is compared with
CAST = 12
PLACES = 8


class Fit(Struct, frozen=True):
    """How well a report fits a story."""

    score: float
    story: Story
    reasons: tuple[Reason, ...]
    nearest: str  # the claim of the story's report that it is most like


def find_stories(
    new: Told, dependences: Mapping[str, Dependence], happening_of: Mapping[str, str], index: Index, table: StoryTable
) -> list[Fit]:
    """The stories that a report belongs to, best first; () where it begins one. `happening_of` tells of new claims."""
    hands = [j for j in index.judgements_by_hand(c.id for c in new.claims) if j.about == "story"]
    own = {claim.id for claim in new.claims}
    joined = {j.other if j.claim in own else j.claim: j.verdict for j in hands}
    fits = []
    for story in _candidates(new, dependences, joined, index, table):
        if (fit := _fit(new, story, dependences, joined, happening_of, index, table)) is not None:
            fits.append(fit)
    return sorted(fits, key=lambda fit: (-fit.score, fit.story.id))


def is_open(story: Story, day: str | None, table: StoryTable) -> bool:
    """Whether the story still grows on an ISO date: false when nothing came for as long as closes it."""
    days = days_between(story.last_published, day)
    return days is None or days <= table.sleeps


def judgement_of(fit: Fit, new: Told) -> Judgement | None:
    """Why a report was put into a story, as a judgement between claims; None where it has no claims."""
    first = next((c for c in new.claims if c.lead), new.claims[0] if new.claims else None)
    if first is None or not fit.nearest:
        return None
    return Judgement(first.id, fit.nearest, "same", fit.score, fit.reasons, AUTHOR, "story")


def tell(story_id: str, reports: Sequence[Told], happenings: Sequence[Happening], before: Story | None) -> Story:
    """Sum a story up from all its happenings and from the reports that are at hand; `before` is what it was."""
    claims = {claim.id: claim for told in reports for claim in told.claims}
    ids = dict.fromkeys((*(before.reports if before else ()), *(told.fingerprint.report for told in reports)))
    ordered = sorted(happenings, key=lambda h: (h.begin or h.first_published or "", h.id))
    days = [day for h in happenings for day in (h.begin, h.end) if day and _recent(day, h)]
    published = sorted(told.fingerprint.published for told in reports if told.fingerprint.published)
    first = min([*published, *([before.first_published] if before and before.first_published else [])], default=None)
    last = max([*published, *([before.last_published] if before and before.last_published else [])], default=None)
    main = max(happenings, key=_weight, default=None)
    known = set(before.reports) if before else set()
    growth = Counter(dict(before.growth) if before else {})
    growth.update(
        t.fingerprint.published[:10] for t in reports if t.fingerprint.published and t.fingerprint.report not in known
    )
    return Story(
        id=story_id,
        title=_title(reports, main, claims) or (before.title if before else ""),
        lead=main.lead if main else "",
        happenings=tuple(h.id for h in ordered),
        reports=tuple(ids),
        cast=most_named((p for h in happenings for p in (*h.actors, *h.recipients)), CAST),
        places=_places(happenings),
        begin=min(days, default=first[:10] if first else None),
        end=max(days, default=last[:10] if last else None),
        growth=tuple(sorted(growth.items())),
        open=True,
        first_published=first,
        last_published=last,
    )


def _candidates(
    new: Told, dependences: Mapping[str, Dependence], joined: Mapping[str, str], index: Index, table: StoryTable
) -> Iterable[Story]:
    stories: dict[str, Story] = {}
    for story in (
        *index.stories_of_happenings(new.all()),
        *index.stories_of_reports(dependences),
        *index.stories_of_reports(claim.report for claim in index.claims(joined)),
        *index.stories_by_keys(story_look_up_keys(new.claims, table.dead), CANDIDATES),
    ):
        stories.setdefault(story.id, story)
    return list(stories.values())[:CANDIDATES]


def _fit(
    new: Told, story: Story, dependences: Mapping[str, Dependence], joined: Mapping[str, str],
    happening_of: Mapping[str, str], index: Index, table: StoryTable,
) -> Fit | None:  # fmt: skip
    reports = story.reports if len(story.reports) <= REPORTS else (*story.reports[:2], *story.reports[2 - REPORTS :])
    if joined:
        hands = {joined[c.id] for r in story.reports for c in index.claims_of_report(r) if c.id in joined}
        if "different" in hands:
            return None
        if "same" in hands:
            return Fit(99.0, story, (Reason("hand", 99.0, "joined by hand"),), story.lead)
    best = Fit(-99.0, story, (), "")
    for report in reports:
        told = told_of(report, happening_of, index)
        if told is not None:
            score, reasons = kinship(new, told, dependences.get(report), table)
            if score > best.score:
                best = Fit(score, story, reasons, next((c.id for c in told.claims if c.lead), story.lead))
    days = days_between(story.last_published, new.fingerprint.published) or 0
    needed = table.joins if days <= table.sleeps else table.wakes
    return best if best.score >= needed and days <= table.dead else None


def told_of(report: str, happening_of: Mapping[str, str], index: Index) -> Told | None:
    """A report of the index with the happenings that its claims tell; None where it is not known."""
    fingerprints = index.fingerprints([report])
    if not fingerprints:
        return None
    claims = index.claims_of_report(report)
    inside = {c: h.id for h in index.happenings_of_claims(claim.id for claim in claims) for c in h.claims}
    ids = {claim.id: happening_of.get(claim.id) or inside.get(claim.id, "") for claim in claims}
    return Told(fingerprints[0], claims, {claim: happening for claim, happening in ids.items() if happening})


def _recent(day: str, happening: Happening) -> bool:
    """Leave background out: "in 2018" is no day of the story."""
    days = days_between(day, happening.first_published)
    return days is None or -31 <= days <= 31


def _weight(happening: Happening) -> tuple[int, int, str]:
    return len(happening.reports), len(happening.claims), happening.last_published or ""


def _title(reports: Sequence[Told], main: Happening | None, claims: Mapping[str, Claim]) -> str:
    """The title of the report that tells the main happening best, else of the first that has one."""
    lead = claims.get(main.lead) if main else None
    titles = {told.fingerprint.report: told.fingerprint.title for told in reports if told.fingerprint.title}
    if lead is not None and lead.report in titles:
        return titles[lead.report]
    return next(iter(titles.values()), lead.text if lead else "")


def _places(happenings: Sequence[Happening]) -> tuple[Spot, ...]:
    often = Counter(h.place for h in happenings if h.place is not None)
    towns = sorted(often, key=lambda spot: (spot.precision not in TOWNS, -often[spot]))
    return tuple(towns[:PLACES])
