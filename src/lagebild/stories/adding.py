"""One report more: what it adds to an index, found by looking up little, whatever the index holds."""

from collections.abc import Iterable, Sequence

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.record import Report
from lagebild.stories.claims import claims_of
from lagebild.stories.fingerprints import fingerprint_of
from lagebild.stories.grouping import Grouping
from lagebild.stories.happenings import fullness, sum_up
from lagebild.stories.index import Addition, Index
from lagebild.stories.keys import keys_of, story_keys_of
from lagebild.stories.kinship import Told
from lagebild.stories.model import Claim, Fingerprint, Happening, Judgement, Story
from lagebild.stories.stories import Fit, find_stories, judgement_of, tell, told_of

NEAR = 40  # texts looked at as possible copies


def add_report(report: Report, index: Index, knowledge: StoryKnowledge) -> Addition:
    """What a report adds to the index; a report that is in it already adds nothing."""
    return add(fingerprint_of(report, knowledge), claims_of(report, knowledge), index, knowledge)


def add(fingerprint: Fingerprint, claims: Sequence[Claim], index: Index, knowledge: StoryKnowledge) -> Addition:
    """The same for a report that was fingerprinted and whose claims were taken before."""
    if index.fingerprints([fingerprint.report]):
        return Addition()
    near = index.fingerprints_by_bands(fingerprint.bands, NEAR)
    grouping = Grouping(fingerprint, near, index, knowledge)
    for claim in sorted(claims, key=lambda c: (not c.lead, -fullness(c)[0])):  # titles after what fills them
        grouping.place(claim)
    happenings = {h: sum_up(h, grouping.claims_of(h)) for h in grouping.members}
    happening_of = {claim: h.id for h in happenings.values() for claim in h.claims}
    new = Told(fingerprint, tuple(claims), {c.id: happening_of[c.id] for c in claims})
    fits = find_stories(new, grouping.dependences, happening_of, index, knowledge.stories)
    stories, gone = _stories(new, fits, happenings, grouping.gone, index, knowledge)
    why = judgement_of(fits[0], new) if fits else None
    judgements: Iterable[Judgement] = (*grouping.judgements, *((why,) if why else ()))
    return Addition(
        fingerprint=fingerprint,
        claims=tuple(claims),
        claim_keys=tuple((claim.id, key) for claim in claims for key in keys_of(claim, knowledge.likeness)),
        dependences=tuple(grouping.dependences.values()),
        judgements=tuple(judgements),
        happenings=tuple(happenings.values()),
        gone_happenings=tuple(g for g in grouping.gone if index.happenings([g])),
        stories=tuple(stories.values()),
        gone_stories=gone,
        story_keys=tuple((story, key) for story in list(stories)[:1] for key in story_keys_of(claims)),
    )


def _stories(
    new: Told, fits: Sequence[Fit], changed: dict[str, Happening], gone: dict[str, str], index: Index,
    knowledge: StoryKnowledge,
) -> tuple[dict[str, Story], tuple[str, ...]]:  # fmt: skip
    """The report's story, grown, and the stories whose happenings changed; and those that were merged into it."""
    merged = [fit.story for fit in fits[:1]] + [f.story for f in fits[1:] if f.score >= knowledge.stories.merges]
    before = _merged(merged)
    story_id = before.id if before else f"s{new.fingerprint.report}"
    elsewhere = {h: s for s in index.stories_of_happenings(changed) for h in s.happenings if s not in merged}
    own = [h for h in changed if h not in elsewhere]
    kept = [gone.get(h, h) for h in before.happenings] if before else []
    ids = dict.fromkeys((*kept, *own))
    happenings = [changed.get(h) or found for h in ids for found in index.happenings([h]) or [changed.get(h)] if found]
    reports = [new]
    if before and len(merged) == 1:
        best = max(happenings, key=lambda h: (len(h.reports), len(h.claims)), default=None)
        lead = told_of(best.reports[0], {}, index) if best else None
        reports += [lead] if lead else []
    story = tell(story_id, reports, happenings, before)
    return {story.id: story}, tuple(s.id for s in merged[1:])


def _merged(stories: Sequence[Story]) -> Story | None:
    """One story that holds what all hold; the first keeps its name."""
    if not stories:
        return None
    first = stories[0]
    growth: dict[str, int] = {}
    for story in stories:
        for day, reports in story.growth:
            growth[day] = growth.get(day, 0) + reports
    return Story(
        id=first.id,
        title=first.title,
        lead=first.lead,
        happenings=tuple(dict.fromkeys(h for s in stories for h in s.happenings)),
        reports=tuple(dict.fromkeys(r for s in stories for r in s.reports)),
        cast=first.cast,
        places=first.places,
        begin=min((s.begin for s in stories if s.begin), default=None),
        end=max((s.end for s in stories if s.end), default=None),
        growth=tuple(sorted(growth.items())),
        open=True,
        first_published=min((s.first_published for s in stories if s.first_published), default=None),
        last_published=max((s.last_published for s in stories if s.last_published), default=None),
    )
