"""One report more: what it adds to an index, found by looking up little, whatever the index holds."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.record import Report
from lagebild.stories.claims import claims_of
from lagebild.stories.fingerprints import fingerprint_of
from lagebild.stories.gists import Gist
from lagebild.stories.grouping import Grouping
from lagebild.stories.happenings import fullness
from lagebild.stories.identities import Identities
from lagebild.stories.index import Addition, Index
from lagebild.stories.keys import keys_of, story_keys_of
from lagebild.stories.kinship import Told
from lagebild.stories.model import Claim, Fingerprint, Happening, Story
from lagebild.stories.stories import Fit, find_stories, judgement_of, split_by_hand
from lagebild.stories.telling import NEW, grown, merged, retold

NEAR = 40  # texts looked at as possible copies


def add_report(report: Report, index: Index, knowledge: StoryKnowledge) -> Addition:
    """What a report adds to the index; a report that is in it already adds nothing."""
    identities = Identities(report, knowledge.sounds, knowledge.bodies)
    fingerprint, claims = fingerprint_of(report, knowledge, identities), claims_of(report, knowledge, identities)
    return add(fingerprint, claims, index, knowledge)


def add(fingerprint: Fingerprint, claims: Sequence[Claim], index: Index, knowledge: StoryKnowledge) -> Addition:
    """The same for a report that was fingerprinted and whose claims were taken before."""
    if index.fingerprints([fingerprint.report]):
        return Addition()
    near = index.fingerprints_by_bands(fingerprint.bands, NEAR)
    grouping = Grouping(fingerprint, claims, near, index, knowledge)
    for claim in sorted(claims, key=lambda c: (not c.lead, -fullness(c)[0])):  # titles after what fills them
        grouping.place(claim)
    happenings = grouping.happenings()
    happening_of = {claim: h.id for h in happenings.values() for claim in h.claims}
    new = Told(Gist(fingerprint, tuple(claims)), {c.id: happening_of[c.id] for c in claims})
    fits = find_stories(new, grouping.dependences, happening_of, index, knowledge.stories)
    stories, gone = _stories(new, fits, happenings, grouping.gone, index, knowledge)
    why = judgement_of(fits[0], new) if fits else None
    return Addition(
        fingerprint=fingerprint,
        claims=tuple(claims),
        claim_keys=tuple((claim.id, key) for claim in claims for key in keys_of(claim)),
        dependences=tuple(grouping.dependences.values()),
        judgements=(*grouping.judgements, *((why,) if why else ())),
        happenings=tuple(happenings.values()),
        gone_happenings=tuple(g for g in grouping.gone if index.happenings([g])),
        stories=stories,
        gone_stories=gone,
        story_keys=tuple((stories[0].id, key) for key in story_keys_of(fingerprint, claims)),
    )


def _stories(
    new: Told, fits: Sequence[Fit], changed: dict[str, Happening], gone: dict[str, str], index: Index,
    knowledge: StoryKnowledge,
) -> tuple[tuple[Story, ...], tuple[str, ...]]:  # fmt: skip
    """The report's story first, then others that lose a happening; and the names of those that became part of it."""
    joined = [fit.story for fit in fits[:1]]
    for fit in fits[1:]:
        if fit.score >= knowledge.stories.merges and not any(split_by_hand(fit.story, s, index) for s in joined):
            joined.append(fit.story)
    before = merged(joined) if joined else replace(NEW, id=f"s{new.gist.fingerprint.report}")
    others = [s for s in index.stories_of_happenings((*changed, *gone)) if s not in joined]
    elsewhere = {gone.get(h, h) for story in others for h in story.happenings}
    ids = dict.fromkeys([gone.get(h, h) for h in before.happenings] + [h for h in changed if h not in elsewhere])
    story = grown(before, new.gist.fingerprint, _happenings(ids, changed, index), index)
    lost = (s for s in others if any(h in gone for h in s.happenings))
    kept = [_renamed(other, gone, story, changed, index) for other in lost]
    return (story, *kept), tuple(s.id for s in joined[1:])


def _renamed(other: Story, gone: dict[str, str], story: Story, changed: dict[str, Happening], index: Index) -> Story:
    """Another story, with what its merged happenings are called now; what moved into the new one it loses."""
    ids = dict.fromkeys(new for h in other.happenings if (new := gone.get(h, h)) not in story.happenings)
    return retold(other, _happenings(ids, changed, index), index, {})


def _happenings(ids: Iterable[str], changed: dict[str, Happening], index: Index) -> tuple[Happening, ...]:
    wanted = list(ids)
    known = {h.id: h for h in index.happenings(i for i in wanted if i not in changed)} | changed
    return tuple(known[i] for i in wanted if i in known)
