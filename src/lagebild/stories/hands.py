"""What a person decides: happenings and stories joined and split, as judgements with an author that stay on re-run.

Nothing is merged away: an opposite judgement undoes each of these.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from lagebild.errors import UsageError
from lagebild.stories.grouping import first_and_newest
from lagebild.stories.happenings import sum_up, summed
from lagebild.stories.index import Addition, Index
from lagebild.stories.likeness import AUTHOR
from lagebild.stories.model import Happening, Judgement, Question, Reason, Story, Verdict
from lagebild.stories.telling import NEW, grown, merged, retold


def join_happenings(one: Happening, other: Happening, author: str, made: str, index: Index) -> Addition:
    """Make one happening of two; the first keeps its name. `made` is an ISO date-time."""
    ids = dict.fromkeys((*one.claims, *other.claims))
    happening = _summed_up(one.id, list(ids), index)
    judgement = _judgement(one.lead, other.lead, "same", author, made, "happening")
    stories = index.stories_of_happenings([one.id, other.id])
    home = next((story.id for story in stories if one.id in story.happenings), None)
    told = []
    for story in stories:
        names = [one.id if h == other.id and home in (None, story.id) else h for h in story.happenings]
        told.append(_with(story, [h for h in names if h != other.id], (happening,), index))
    return Addition(judgements=(judgement,), happenings=(happening,), gone_happenings=(other.id,), stories=tuple(told))


def split_happening(happening: Happening, claims: Iterable[str], author: str, made: str, index: Index) -> Addition:
    """Take claims out of a happening into one of their own; UsageError where none or all of them would go."""
    out = [claim for claim in happening.claims if claim in set(claims)]
    rest = [claim for claim in happening.claims if claim not in out]
    if not out or not rest:
        raise UsageError(f"happening {happening.id}: name some of its claims, not none and not all")
    pairs = [(one, other) for one in out for other in first_and_newest(rest)]
    judgements = tuple(_judgement(one, other, "different", author, made, "happening") for one, other in pairs)
    kept = _summed_up(happening.id, rest, index)
    new = _summed_up(f"h{out[0]}", out, index)
    new = new if new.id != happening.id else replace(new, id=f"h{out[0]}-split")
    homes = index.stories_of_happenings([happening.id])
    stories = tuple(_with(story, (*story.happenings, new.id), (kept, new), index) for story in homes)
    return Addition(judgements=judgements, happenings=(kept, new), stories=stories)


def join_stories(one: Story, other: Story, author: str, made: str, index: Index) -> Addition:
    """Make one story of two; the first keeps its name.

    A judgement is of claims: where one of the stories tells nothing that was coded, none is kept beside the story.
    """
    both = merged([one, other])
    story = retold(both, index.happenings(both.happenings), index, {})
    claim, another = (_claim_of(each, index) for each in (one, other))
    judgement = _judgement(claim, another, "same", author, made, "story")
    return Addition(judgements=(judgement,) if claim and another else (), stories=(story,), gone_stories=(other.id,))


def split_story(story: Story, reports: Iterable[str], author: str, made: str, index: Index) -> Addition:
    """Take reports out of a story into one of their own, with the happenings that only they tell."""
    out = [report for report in story.reports if report in set(reports)]
    rest = [report for report in story.reports if report not in out]
    if not out or not rest:
        raise UsageError(f"story {story.id}: name some of its reports, not none and not all")
    happenings = index.happenings(story.happenings)
    own = [h for h in happenings if set(h.reports) <= set(out)]
    kept = [h for h in happenings if h not in own]
    new_id = f"s{out[0]}" if f"s{out[0]}" != story.id else f"s{out[0]}-split"
    parts = (_story(story.id, rest, kept, index), _story(new_id, out, own, index))
    first = [next((c.id for c in index.claims_of_report(report)), "") for report in (*out, rest[0])]
    judgements = tuple(
        _judgement(claim, first[-1], "different", author, made, "story") for claim in first[:-1] if claim and first[-1]
    )
    return Addition(judgements=judgements, stories=parts)


def _claim_of(story: Story, index: Index) -> str:
    """The claim that stands for a story: its lead, else the first of its reports; "" where it has none."""
    return story.lead or next((c.id for report in story.reports for c in index.claims_of_report(report)), "")


def _summed_up(happening: str, ids: Sequence[str], index: Index) -> Happening:
    claims = {claim.id: claim for claim in index.claims(ids)}
    seen = [claims[i] for i in summed(ids) if i in claims]
    return sum_up(happening, ids, (claim.report for claim in claims.values()), seen)


def _judgement(one: str, other: str, verdict: Verdict, author: str, made: str, about: Question) -> Judgement:
    if author == AUTHOR or not author.strip():
        raise UsageError(f"author {author!r}: give the name of a person; {AUTHOR!r} are the rules themselves")
    reason = Reason("hand", 0.0, f"judged by {author}")
    return Judgement(one, other, verdict, 0.0, (reason,), author, about, made)


def _with(story: Story, ids: Iterable[str], changed: Sequence[Happening], index: Index) -> Story:
    """The story with these happenings, of which some changed."""
    fresh = {happening.id: happening for happening in changed}
    wanted = list(dict.fromkeys(ids))
    known = {h.id: h for h in index.happenings(wanted)} | fresh
    return retold(story, tuple(known[h] for h in wanted if h in known), index, {})


def _story(story_id: str, reports: Sequence[str], happenings: Sequence[Happening], index: Index) -> Story:
    story = replace(NEW, id=story_id)
    for fingerprint in index.fingerprints(reports):
        story = grown(story, fingerprint, happenings, index)
    return story
