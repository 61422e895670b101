"""What a person decides, laid down in the store: happenings and stories joined and split, each as one transaction."""

from collections.abc import Sequence

from lagebild.errors import UsageError
from lagebild.situation.accounts import find_happening, find_story
from lagebild.situation.summing import sum_up_addition
from lagebild.store.reports import now
from lagebild.store.store import Store
from lagebild.stories import hands
from lagebild.stories.index import Addition
from lagebild.stories.model import Claim, Happening, Story


def join(store: Store, one: str, other: str, author: str) -> Happening | Story:
    """Make one of two happenings, or of two stories; the first keeps its id. UsageError where they are of two kinds."""
    with store.transaction():
        if _is_happening(store, one) and _is_happening(store, other):
            a, b = find_happening(store, one), find_happening(store, other)
            _refuse_same(a.id, b.id)
            return _lay_down(store, hands.join_happenings(a, b, author, now(), store.index)).happenings[0]
        if _is_happening(store, one) or _is_happening(store, other):
            raise UsageError(f"{one} and {other}: give two happenings or two stories, not one of each")
        c, d = find_story(store, one), find_story(store, other)
        _refuse_same(c.id, d.id)
        return _lay_down(store, hands.join_stories(c, d, author, now(), store.index)).stories[0]


def split(store: Store, named: str, parts: Sequence[str], author: str) -> Happening | Story:
    """Take claims out of a happening, or reports out of a story, into one of their own, which is given back.

    `parts` are ids or beginnings of ids: of claims or of reports where a happening is split, of reports where a story.
    """
    with store.transaction():
        if _is_happening(store, named):
            happening = find_happening(store, named)
            claims = [c.id for c in store.index.claims(happening.claims) if any(_means(part, c) for part in parts)]
            _refuse_unknown(parts, claims, happening.id)
            return _lay_down(store, hands.split_happening(happening, claims, author, now(), store.index)).happenings[1]
        story = find_story(store, named)
        reports = [report for report in story.reports if any(report.startswith(part) for part in parts if part)]
        _refuse_unknown(parts, reports, story.id)
        return _lay_down(store, hands.split_story(story, reports, author, now(), store.index)).stories[1]


def _lay_down(store: Store, addition: Addition) -> Addition:
    store.index.apply(addition)
    sum_up_addition(store, addition)
    return addition


def _is_happening(store: Store, named: str) -> bool:
    return bool(store.index.begin_with("happenings", named, Happening))


def _means(part: str, claim: Claim) -> bool:
    return bool(part) and (claim.id.startswith(part) or claim.report.startswith(part))


def _refuse_same(one: str, other: str) -> None:
    if one == other:
        raise UsageError(f"{one}: the same twice; give two")


def _refuse_unknown(parts: Sequence[str], found: Sequence[str], where: str) -> None:
    if not found:
        raise UsageError(f"{', '.join(parts)}: nothing of {where} has such an id; see: lagebild story {where}")
