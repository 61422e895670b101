"""Stories as they are told from the store, over both databases."""

import pytest

from lagebild.errors import UsageError
from lagebild.ingest.reading import Reading
from lagebild.situation.accounts import account_of_story, accounts_of, find_happening, find_story, judgements_of
from lagebild.situation.assimilating import Extract, close_quiet_stories, story_knowledge
from lagebild.store.store import Store
from lagebild.stories.adding import add
from lagebild.stories.memory import MemoryIndex
from tests.situation.conftest import Fill

ARREST, STRIKE = "COERCE/arrest", "PROTEST/strike"


def test_the_store_groups_as_the_index_in_memory(store: Store, readings: dict[str, Reading], fill: Fill) -> None:
    fill()
    memory = MemoryIndex()
    for reading in readings.values():
        assert isinstance(reading.extract, Extract)
        memory.apply(add(reading.extract.fingerprint, reading.extract.claims, memory, story_knowledge()))
    assert {s.id: s for s in store.index.latest_stories(100)} == memory.all_stories
    assert {h.id: h for h in store.index.latest_happenings(1000)} == memory.all_happenings


def test_ingesting_again_changes_nothing(store: Store, fill: Fill) -> None:
    fill()
    before = store.index.latest_stories(100), store.index.last_claim()
    fill()
    assert (store.index.latest_stories(100), store.index.last_claim()) == before


def test_a_story_tells_its_sources_and_who_rests_on_whom(
    store: Store, readings: dict[str, Reading], fill: Fill
) -> None:
    fill()
    account = account_of_story(store, find_story(store, readings["01a"].entry.id), story_knowledge())
    assert {report.id for report in account.reports} == {readings[f"01{x}"].entry.id for x in "abcde"}
    arrest = next(a for a in account.happenings if f"{a.happening.type}/{a.lead.modes[0]}" == ARREST)
    assert len(arrest.voices) == account.independent == 3
    assert {d.kind for d in account.dependences} >= {"translation", "copy"}
    assert [report.published for report in account.reports] == sorted(str(r.published) for r in account.reports)


def test_versions_of_a_stored_report_are_compared(store: Store, readings: dict[str, Reading], fill: Fill) -> None:
    fill()
    account = account_of_story(store, find_story(store, readings["04a"].entry.id), story_knowledge())
    (revision,) = account.revisions
    assert {change.kind for change in revision.changes} == {"added", "altered", "withdrawn"}
    assert all(change.words for change in revision.changes)


def test_why_claims_are_one_is_told(store: Store, readings: dict[str, Reading], fill: Fill) -> None:
    fill()
    happening = max(store.index.latest_happenings(100), key=lambda h: len(h.claims))
    judgements = judgements_of(store, happening)
    assert len(judgements) >= len(happening.claims) - 1
    assert all(judgement.reasons for judgement in judgements)


def test_ids_may_be_cut_and_what_they_name_is_found(store: Store, readings: dict[str, Reading], fill: Fill) -> None:
    fill()
    story = find_story(store, readings["01e"].entry.id)
    assert find_story(store, story.id[:9]) == story
    assert find_story(store, story.happenings[0]) == story
    assert find_happening(store, story.happenings[0][:9]).id == story.happenings[0]
    for wrong in ("", "s", "nothing", "s' OR 1=1", "\0"):
        with pytest.raises(UsageError):
            find_story(store, wrong)


def test_only_some_claims_of_a_happening_may_be_told(store: Store, fill: Fill) -> None:
    fill()
    happening = max(store.index.latest_happenings(100), key=lambda h: len(h.claims))
    (account,) = accounts_of(store, [happening], {happening.id: {happening.claims[0]}})
    assert [claim.id for claim in account.claims] == [happening.claims[0]]
    assert len(account.voices) == 1
    assert account.contradictions == ()


def test_a_story_on_which_nothing_comes_is_closed_and_woken_by_news(
    store: Store, readings: dict[str, Reading], fill: Fill
) -> None:
    assert close_quiet_stories(store) == 0
    fill("01a", "01b", "04a")
    assert close_quiet_stories(store) == 1
    assert [s.open for s in store.index.latest_stories(9)] == [True, False]
    assert len(store.index.latest_stories(9, only_open=True)) == 1
    assert close_quiet_stories(store) == 0
    fill("01e")
    assert find_story(store, readings["01a"].entry.id).open
