"""Happenings → stories over days: a report goes to the story that it is most like, or begins one.

A report is in one story at most, and brings into it the happenings that nobody told before. Stories to both of which
one report belongs become one. Judgements by hand go before the table.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from lagebild.knowledge.judging import StoryTable
from lagebild.stories.days import days_between
from lagebild.stories.index import Index
from lagebild.stories.keys import story_look_up_keys
from lagebild.stories.kinship import Told, kinship
from lagebild.stories.likeness import AUTHOR
from lagebild.stories.model import Dependence, Judgement, Reason, Story
from lagebild.stories.splits import are_split_by_hand

CANDIDATES = 10  # stories looked at for a new report
REPORTS = 8  # of a story, the first and the newest, that a new one is compared with


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


def split_by_hand(one: Story, other: Story, index: Index) -> bool:
    """Whether a person judged last that reports of these two belong to different stories."""
    here, there = ({c.id for r in story.reports for c in index.claims_of_report(r)} for story in (one, other))
    return are_split_by_hand(here, there, "story", index)


def judgement_of(fit: Fit, new: Told) -> Judgement | None:
    """Why a report was put into a story, as a judgement between claims; None where it has no claims."""
    first = next((c for c in new.claims if c.lead), new.claims[0] if new.claims else None)
    if first is None or not fit.nearest:
        return None
    return Judgement(first.id, fit.nearest, "same", fit.score, fit.reasons, AUTHOR, "story")


def _candidates(
    new: Told, dependences: Mapping[str, Dependence], joined: Mapping[str, str], index: Index, table: StoryTable
) -> Iterable[Story]:
    stories: dict[str, Story] = {}
    for story in (
        *index.stories_of_happenings(new.all),
        *index.stories_of_reports(dependences),
        *index.stories_of_reports(claim.report for claim in index.claims(joined)),
        *index.stories_by_keys(story_look_up_keys(new.claims, table.dead), CANDIDATES),
    ):
        stories.setdefault(story.id, story)
    return [story for story in stories.values() if len(story.reports) < table.most_reports][:CANDIDATES]


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
