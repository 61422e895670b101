"""Claims and judgements over both databases: look-ups are bounded, nothing that was claimed or judged is lost."""

import msgspec
import pytest

from lagebild.errors import StoreError
from lagebild.store.store import Store
from lagebild.stories.model import Dependence
from tests.store.made import addition, claim, entry, fingerprint, happening, judgement, story


@pytest.fixture
def reports(store: Store) -> list[str]:
    made = [entry(f"Report {number}.") for number in range(4)]
    for one in made:
        store.reports.add(one)
    return [one.id for one in made]


def test_claims_come_back_unchanged_and_in_the_order_asked_for(store: Store, reports: list[str]) -> None:
    claims = (claim("c1", reports[0]), claim("c2", reports[0], place=None, text="Größe \x00 🛰"))
    store.index.apply(addition(reports[0], claims))
    assert store.index.claims(["c2", "none", "c1"]) == (claims[1], claims[0])
    assert store.index.claims_of_report(reports[0]) == claims
    assert store.index.claims_of_report("none") == ()


def test_claims_are_found_by_keys_most_in_common_first_then_newest(store: Store, reports: list[str]) -> None:
    claims = tuple(claim(f"c{i}", reports[0]) for i in range(4))
    keys = (("c0", "a"), ("c0", "b"), ("c1", "a"), ("c2", "a"), ("c3", "z"))
    store.index.apply(addition(reports[0], claims, claim_keys=keys))
    found = store.index.claims_by_keys([["a", "b", "b", "none"], ["none"], ["z"]], 10)
    assert [[c.id for c in claims] for claims in found] == [["c0", "c2", "c1"], [], ["c3"]]
    assert [[c.id for c in claims] for claims in store.index.claims_by_keys([["a"]], 1)] == [["c2"]]
    assert store.index.claims_by_keys([[]], 5) == ((),)
    assert store.index.claims_by_keys([], 5) == ()


def test_fingerprints_are_found_by_bands(store: Store, reports: list[str]) -> None:
    for report, bands in zip(reports, [("x", "y"), ("x",), ("z",)], strict=False):
        store.index.apply(addition(report, fingerprint=fingerprint(report, bands)))
    assert [f.report for f in store.index.fingerprints_by_bands(["y", "x"], 10)] == [reports[0], reports[1]]
    assert store.index.fingerprints([reports[2], "none"]) == (fingerprint(reports[2], ("z",)),)


def test_dependences_are_found_from_either_side_once(store: Store, reports: list[str]) -> None:
    made = Dependence(reports[1], reports[0], "copy", 0.9, ())
    store.index.apply(addition(reports[1], dependences=(made, made)))
    assert store.index.dependences_of([reports[0]]) == (made,)
    assert store.index.dependences_of([reports[0], reports[1]]) == (made,)
    assert store.index.dependences_of([reports[2]]) == ()


def test_judgements_are_kept_on_a_second_run_and_by_hand_stand_apart(store: Store, reports: list[str]) -> None:
    claims = (claim("c1", reports[0]), claim("c2", reports[0]))
    by_rule, by_hand = judgement("c1", "c2"), judgement("c1", "c2", "Eva", "different", "2024-05-15T10:00:00Z")
    store.index.apply(addition(reports[0], claims, judgements=(by_rule,)))
    store.index.apply(addition(reports[0], claims, judgements=(by_rule, by_hand)))
    assert store.index.judgements_of(["c2"]) == (by_rule, by_hand)
    assert store.index.judgements_by_hand(["c1", "c2"]) == (by_hand,)


@pytest.mark.parametrize("change", ["UPDATE {} SET number = 9", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["claims", "judgements"])
def test_claims_and_judgements_are_append_only(store: Store, reports: list[str], table: str, change: str) -> None:
    claims = (claim("c1", reports[0]), claim("c2", reports[0]))
    store.index.apply(addition(reports[0], claims, judgements=(judgement("c1", "c2"),)))
    with pytest.raises(StoreError, match="append-only"):
        store.database.execute(change.format(table))


def test_a_happening_is_replaced_and_its_members_with_it(store: Store, reports: list[str]) -> None:
    claims = tuple(claim(f"c{i}", reports[0]) for i in range(3))
    first = happening("h1", ("c0", "c1"), (reports[0],))
    store.index.apply(addition(reports[0], claims, happenings=(first,)))
    assert store.index.happenings_of_claims(["c0", "c1"]) == (first,)
    second = happening("h1", ("c0", "c2"), (reports[0],))
    store.index.apply(addition(reports[0], happenings=(second,)))
    assert store.index.happenings(["h1"]) == (second,)
    assert store.index.happenings_of_claims(["c1"]) == ()
    assert store.index.happenings_of_claims(["c2"]) == (second,)


def test_a_claim_is_in_one_happening_and_a_happening_and_a_report_in_one_story(
    store: Store, reports: list[str]
) -> None:
    claims = tuple(claim(f"c{i}", reports[0]) for i in range(2))
    one, two = happening("h1", ("c0",), (reports[0],)), happening("h2", ("c1",), (reports[0],))
    first = story("s1", ("h1", "h2"), reports=(reports[0],))
    store.index.apply(addition(reports[0], claims, happenings=(one, two), stories=(first,)))
    moved, second = happening("h2", ("c0", "c1"), (reports[0],)), story("s2", ("h2",), reports=(reports[0],))
    store.index.apply(addition(reports[0], happenings=(moved,), stories=(second,)))
    assert store.index.happenings_of_claims(["c0"]) == (moved,)
    assert store.index.stories_of_happenings(["h2"]) == store.index.stories_of_reports([reports[0]]) == (second,)


def test_stories_are_found_by_reports_and_by_keys_that_only_grow(store: Store, reports: list[str]) -> None:
    one, two = story("s1", (), reports=(reports[0], reports[1])), story("s2", (), reports=(reports[2],))
    keys = (("s1", "a"), ("s2", "a"), ("s1", "b"))
    store.index.apply(addition(reports[0], stories=(one, two), story_keys=keys))
    assert store.index.stories_of_reports([reports[1], reports[0]]) == (one,)
    assert store.index.stories_by_keys(["a", "b"], 10) == (one, two)
    store.index.apply(addition(reports[0], stories=(one,), story_keys=(("s1", "c"),)))
    assert store.index.stories_by_keys(["b"], 10) == store.index.stories_by_keys(["c"], 10) == (one,)
    store.index.apply(addition(reports[0], gone_stories=("s1",)))
    assert store.index.stories_by_keys(["a", "b", "c"], 10) == (two,)
    assert store.index.stories_of_reports([reports[0]]) == ()


def test_happenings_that_are_merged_go_and_stories_follow(store: Store, reports: list[str]) -> None:
    claims = tuple(claim(f"c{i}", reports[0]) for i in range(2))
    one, two = happening("h1", ("c0",), (reports[0],)), happening("h2", ("c1",), (reports[0],))
    both = story("s1", ("h1", "h2"))
    store.index.apply(addition(reports[0], claims, happenings=(one, two), stories=(both, story("s2", ()))))
    assert [s.id for s in store.index.stories_of_happenings(["h2"])] == ["s1"]
    merged, now = happening("h1", ("c0", "c1"), (reports[0],)), story("s1", ("h1",))
    store.index.apply(
        addition(reports[0], happenings=(merged,), gone_happenings=("h2",), stories=(now,), gone_stories=("s2",))
    )
    assert store.index.happenings(["h2"]) == ()
    assert store.index.happenings_of_claims(["c1"]) == (merged,)
    assert store.index.stories_of_happenings(["h1", "h2"]) == (now,)
    assert store.index.stories(["s2", "s1"]) == (now,)


def test_the_latest_stories_come_first(store: Store, reports: list[str]) -> None:
    claims = tuple(claim(f"c{i}", reports[0]) for i in range(3))
    last = ["2024-05-14", "2024-06-01", None]
    happenings = tuple(happening(f"h{i}", (f"c{i}",), (reports[0],), last[i]) for i in range(3))
    stories = tuple(story(f"s{i}", (f"h{i}",), last[i], open=i != 0) for i in range(3))
    store.index.apply(addition(reports[0], claims, happenings=happenings, stories=stories))
    assert [s.id for s in store.index.latest_stories(10)] == ["s1", "s0", "s2"]
    assert [s.id for s in store.index.latest_stories(1, only_open=True)] == ["s1"]
    assert [s.id for s in store.index.latest_stories(5, before="2024-06-01")] == ["s0", "s2"]
    assert [h.id for h in store.index.latest_happenings(5, since="2024-05-20")] == ["h1"]


def test_what_speaks_of_a_report_or_claim_that_is_not_there_is_refused_as_a_whole(
    store: Store, reports: list[str]
) -> None:
    with pytest.raises(StoreError, match="not stored"):
        store.index.apply(addition("nowhere"))
    with pytest.raises(StoreError, match="not stored"):
        store.index.apply(addition(reports[0], (claim("c1", reports[0]),), judgements=(judgement("c1", "c9"),)))
    assert store.index.claims(["c1"]) == ()


def test_a_thousand_at_once(store: Store, reports: list[str]) -> None:
    claims = tuple(claim(f"c{i:04}", reports[0]) for i in range(1200))
    store.index.apply(addition(reports[0], claims, claim_keys=tuple((c.id, f"k{i % 7}") for i, c in enumerate(claims))))
    assert len(store.index.claims(c.id for c in claims)) == 1200
    assert len(store.index.claims_by_keys([[f"k{i}" for i in range(7)]], 1000)[0]) == 1000
    large = msgspec.structs.replace(happening("h1", tuple(c.id for c in claims), (reports[0],)))
    store.index.apply(addition(reports[0], happenings=(large,)))
    assert store.index.happenings_of_claims(["c0600"]) == (large,)


def test_what_was_undone_is_not_remembered(store: Store, reports: list[str]) -> None:
    def lay_down(claim_id: str) -> None:
        made = claim(claim_id, reports[0])
        store.index.apply(addition(reports[0], (made,), claim_keys=((claim_id, "k"),)))
        assert store.index.claims_by_keys([["k"]], 9) == ((made,),)
        assert store.index.claims_of_report(reports[0]) == (made,)

    def break_off() -> None:
        with store.transaction():
            lay_down("gone")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert store.index.claims(["gone"]) == ()
    assert store.index.claims_of_report(reports[0]) == ()
    lay_down("stays")
