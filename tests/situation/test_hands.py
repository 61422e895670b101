"""Joining and splitting by hand in the store: kept, undone by the opposite, respected by what comes later."""

import pytest

from lagebild.errors import UsageError
from lagebild.ingest.reading import Reading
from lagebild.situation.accounts import find_happening, find_story
from lagebild.situation.assimilating import assimilate
from lagebild.situation.hands import join, split
from lagebild.store.store import Store
from lagebild.stories.model import Happening
from tests.situation.conftest import Fill


def largest(store: Store) -> Happening:
    return max(store.index.latest_happenings(100), key=lambda h: len(h.claims))


def test_a_split_happening_can_be_joined_again(store: Store, fill: Fill) -> None:
    fill()
    happening = largest(store)
    new = split(store, happening.id, [happening.claims[-1][:9]], "ada")
    assert isinstance(new, Happening)
    assert new.claims == (happening.claims[-1],)
    assert happening.claims[-1] not in find_happening(store, happening.id).claims
    again = join(store, happening.id, new.id, "ada")
    assert isinstance(again, Happening)
    assert set(again.claims) == set(happening.claims)
    by_hand = store.index.judgements_by_hand(happening.claims)
    assert {(j.author, j.verdict) for j in by_hand} == {("ada", "different"), ("ada", "same")}
    assert all(j.made for j in by_hand)


def test_all_claims_of_a_report_go_out_with_its_id(store: Store, readings: dict[str, Reading], fill: Fill) -> None:
    fill()
    happening = largest(store)
    report = happening.reports[-1]
    new = split(store, happening.id, [report[:10]], "ada")
    assert {claim.report for claim in store.index.claims(new.claims)} == {report}  # type: ignore[union-attr]


def test_stories_are_split_and_joined(store: Store, readings: dict[str, Reading], fill: Fill) -> None:
    fill()
    story = find_story(store, readings["01a"].entry.id)
    new = split(store, story.id, [readings["01e"].entry.id], "ada")
    assert find_story(store, readings["01e"].entry.id).id == new.id != story.id
    joined = join(store, story.id, new.id, "bob")
    assert set(joined.reports) == set(story.reports)
    assert find_story(store, readings["01e"].entry.id).id == story.id


def test_a_later_report_joins_what_a_person_judged(store: Store, readings: dict[str, Reading], fill: Fill) -> None:
    fill("01a", "01b")
    story = find_story(store, readings["01a"].entry.id)
    split(store, story.id, [readings["01b"].entry.id], "ada")
    fill()
    one, other = (find_story(store, readings[name].entry.id).id for name in ("01a", "01b"))
    assert one != other


@pytest.mark.parametrize("parts", [["zzz"], [""], []])
def test_what_cannot_be_split_is_refused(store: Store, fill: Fill, parts: list[str]) -> None:
    fill("01a", "01b")
    with pytest.raises(UsageError):
        split(store, largest(store).id, parts, "ada")


def test_what_cannot_be_joined_is_refused(store: Store, fill: Fill) -> None:
    fill("01a", "04a")
    happening, story = largest(store), store.index.latest_stories(1)[0]
    for one, other in ((happening.id, happening.id), (happening.id, story.id), (story.id, story.id)):
        with pytest.raises(UsageError):
            join(store, one, other, "ada")
    other_happening = next(h for h in store.index.latest_happenings(100) if h.id != happening.id)
    with pytest.raises(UsageError):
        join(store, happening.id, other_happening.id, "rules")


def test_a_story_without_claims_can_be_joined(store: Store, fill: Fill, uneventful: Reading) -> None:
    fill("01a", "01b")
    with store.transaction():
        store.reports.add(uneventful.entry)
        assimilate(store, uneventful.extract)
    told = next(story for story in store.index.latest_stories(10) if story.lead)
    empty = find_story(store, uneventful.entry.id)
    assert not empty.lead
    joined = join(store, told.id, empty.id, "ada")
    assert set(joined.reports) == {*told.reports, uneventful.entry.id}
    assert find_story(store, uneventful.entry.id).id == told.id
