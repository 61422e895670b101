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
    hands = [j for j in index.judgements_by_hand(c.id for c in new.gist.claims) if j.about == "story"]
    own = {claim.id for claim in new.gist.claims}
    joined = {j.other if j.claim in own else j.claim: j.verdict for j in hands}
    stories = _candidates(new, dependences, joined, index, table)
    told = told_of((r for story in stories for r in _looked_at(story)), happening_of, index)
    fits = []
    for story in stories:
        if (fit := _fit(new, story, dependences, joined, told, index, table)) is not None:
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
    claims = new.gist.claims
    first = next((c for c in claims if c.lead), claims[0] if claims else None)
    if first is None or not fit.nearest:
        return None
    return Judgement(first.id, fit.nearest, "same", fit.score, fit.reasons, AUTHOR, "story")


def _candidates(
    new: Told, dependences: Mapping[str, Dependence], joined: Mapping[str, str], index: Index, table: StoryTable
) -> list[Story]:
    stories: dict[str, Story] = {}
    for story in (
        *index.stories_of_happenings(new.all),
        *index.stories_of_reports(dependences),
        *index.stories_of_reports(claim.report for claim in index.claims(joined)),
        *index.stories_by_keys(story_look_up_keys(new.gist.fingerprint, new.gist.claims, table.dead), CANDIDATES),
    ):
        stories.setdefault(story.id, story)
    return [story for story in stories.values() if len(story.reports) < table.most_reports][:CANDIDATES]


def _fit(
    new: Told, story: Story, dependences: Mapping[str, Dependence], joined: Mapping[str, str],
    told: Mapping[str, Told], index: Index, table: StoryTable,
) -> Fit | None:  # fmt: skip
    if joined:
        hands = {joined[c.id] for r in story.reports for c in index.claims_of_report(r) if c.id in joined}
        if "different" in hands:
            return None
        if "same" in hands:
            return Fit(99.0, story, (Reason("hand", 99.0, "joined by hand"),), story.lead)
    known = [told[report] for report in _looked_at(story) if report in told]
    akin = [(kinship(new, one, dependences.get(one.gist.fingerprint.report), table), one.gist) for one in known]
    days = days_between(story.last_published, new.gist.fingerprint.published) or 0
    needed = table.joins if days <= table.sleeps else table.wakes
    best, gist = max(akin, key=lambda pair: pair[0].score, default=(None, None))  # of equals the first
    if best is None or gist is None or best.score < needed or days > table.dead:
        return None
    return Fit(best.score, story, best.reasons, next((c.id for c in gist.claims if c.lead), story.lead))


def _looked_at(story: Story) -> tuple[str, ...]:
    reports = story.reports
    return reports if len(reports) <= REPORTS else (*reports[:2], *reports[2 - REPORTS :])


def told_of(reports: Iterable[str], happening_of: Mapping[str, str], index: Index) -> dict[str, Told]:
    """Those of these reports that the index knows, with the happenings that their claims tell."""
    gists = index.gists(dict.fromkeys(reports))
    claims = [claim.id for gist in gists for claim in gist.claims]
    inside = {**index.happening_ids(c for c in claims if c not in happening_of), **happening_of}
    return {
        gist.fingerprint.report: Told(gist, {c.id: inside[c.id] for c in gist.claims if c.id in inside})
        for gist in gists
    }
