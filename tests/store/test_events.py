"""Events over both databases: found by any of what they say, counted, summed up; stores of before are indexed."""

from msgspec.structs import replace

from lagebild.situation.verdicts import judge
from lagebild.store.events import Bin, Wanted
from lagebild.store.store import Store, bring_up_to_date
from lagebild.stories.model import Origin, Outlet, Party
from tests.store.made import ORIGIN, addition, claim, entry, happening, story

UKRAINE = Party("UKR", "Ukraine", "UKR", "UKR")
ARMY = Party("n:army", "Größe Army", "UKR MIL", "UKR")
AGENCY = Origin("agency", "tass", "TASS", "state", "RUS")


def fill(store: Store) -> str:
    """One report with four claims: two attacks, one denied; a visit; one of an agency without any day."""
    made = entry("A report.")
    store.reports.add(made)
    claims = (
        claim("c1", made.id, type="ASSAULT", actors=(ARMY,), date_begin="2024-05-01"),
        claim("c2", made.id, type="ASSAULT", modality="denied", actors=(UKRAINE,), date_begin="2024-05-03"),
        claim("c3", made.id, recipients=(UKRAINE,), place=None),
        claim("c4", made.id, origin=AGENCY, date_begin=None, published=None),
    )
    pairs = (happening("h1", ("c1", "c2"), (made.id,)), happening("h2", ("c3",), (made.id,)))
    store.index.apply(addition(made.id, claims, happenings=pairs))
    store.index.apply(addition(made.id, claims))  # what is there already counts once
    return made.id


def found(store: Store, *terms: tuple[str, ...], **more: object) -> list[str]:
    return [one.id for _, one in store.events.find(replace(Wanted(terms), **more), 10)]


def test_events_are_found_by_what_they_say_the_latest_day_first(store: Store) -> None:
    fill(store)
    assert found(store) == ["c3", "c2", "c1", "c4"]
    assert found(store, ("type ASSAULT",)) == ["c2", "c1"]
    assert found(store, ("type ASSAULT",), ("modality denied", "modality planned")) == ["c2"]
    assert found(store, ("actor UKR",)) == ["c2", "c1"]
    assert found(store, ("actor UKR MIL", "actor Q159")) == ["c3", "c1", "c4"]
    assert found(store, ("recipient UKR",), ("country NOR",)) == []
    assert found(store, ("place oslo",), first_day=20240502) == ["c2"]
    assert found(store, last_day=20240501, first_day=1) == ["c1"]


def test_a_list_goes_on_where_it_stopped(store: Store) -> None:
    fill(store)
    first = store.events.find(Wanted(), 3)
    assert [one.id for _, one in store.events.find(Wanted(), 3, first[-1][0])] == ["c4"]


def test_events_are_counted_by_day(store: Store) -> None:
    report = fill(store)
    assert store.events.count_by_day(Wanted()) == (Bin(0, 1), Bin(20240501, 1), Bin(20240503, 1), Bin(20240513, 1))
    assert store.events.count(Wanted((("actor UKR", "actor UKR MIL"),))) == 2
    numbers = store.events.matching(Wanted((("type ASSAULT",),)), 10)
    assert [c.id for c in store.events.claims_by_number(numbers[report])] == ["c1", "c2"]


def test_events_of_happenings_with_several_sources_are_found(store: Store) -> None:
    report = fill(store)
    assert found(store, sources=2) == []
    store.events.put_sums([("h1", 2, 1), ("h2", 1, 0), ("none", 5, 5)])
    assert found(store, sources=2) == ["c2", "c1"]
    assert found(store, contradicted=True) == ["c2", "c1"]
    assert store.events.sums(["h1", "none"]) == {"h1": (2, 1)}
    store.index.apply(addition(report, gone_happenings=("h1",)))
    assert store.events.sums(["h1"]) == {}


def test_names_in_use_are_counted_and_found_without_accents(store: Store) -> None:
    fill(store)
    (army,) = store.events.find_parties("grosse")
    assert (army.key, army.acted, army.suffered) == ("n:army", 1, 0)
    assert [(p.acted, p.suffered) for p in store.events.names_of("UKR", 9)] == [(1, 1)]
    assert store.events.most_active(1)[0].key in ("Q159", "UKR")
    assert store.events.find_parties("nobody") == ()


def test_outlets_are_summed_up_by_whose_word_they_give(store: Store) -> None:
    fill(store)
    paper, tass = store.events.outlets(10)
    assert (paper.key, paper.own, paper.speakers, paper.passed_on, paper.taken_up) == ("paper", 3, 0, 1, 0)
    assert (tass.key, tass.ownership, tass.own, tass.taken_up) == ("tass", "state", 0, 1)
    assert store.events.told_by("paper")[0][1:] == ("paper", "The Paper", 3)
    assert store.events.takers_of("tass") == (("agency", "paper", "The Paper", 1),)
    assert store.events.outlet("none") is None
    other = claim("c9", store.reports.latest(1)[0].id, outlet=Outlet("b", "B", "b"), origin=ORIGIN)
    store.index.apply(addition(other.report, (other,)))
    assert store.events.outlet("paper").taken_up == 1  # type: ignore[union-attr]


def test_a_store_of_before_is_indexed_when_it_is_opened(store: Store) -> None:
    fill(store)
    for table in ("claim_terms", "party_names", "outlets", "told_by", "happening_sums", "verdicts", "party_sums"):
        store.database.script(f"DROP TABLE {table};")
    for index in ("stories_latest", "happenings_latest"):
        store.database.script(f"DROP INDEX {index};")
    store.database.execute("DELETE FROM lagebild_schema WHERE number >= 4")
    bring_up_to_date(store.database)
    assert found(store) == ["c3", "c2", "c1", "c4"]
    assert [p.acted for p in store.events.names_of("UKR", 9)] == [1]


def test_the_sums_of_a_store_of_before_are_made_and_follow_what_was_judged(store: Store) -> None:
    fill(store)
    names = "SELECT acted, suffered, key, name FROM party_names"
    told = "SELECT claims, outlet, origin_kind, origin FROM told_by"
    counted = (store.database.query(names), store.database.query(told))
    before, outlets = store.events.most_active(9), store.events.outlets(9)
    judge(store, "c1", "reject", "Ada")
    now = store.events.most_active(9)
    assert [(p.key, p.acted) for p in before if p.key == "n:army"] == [("n:army", 1)]
    assert "n:army" not in [p.key for p in now]
    assert sum(o.own for o in store.events.outlets(9)) == sum(o.own for o in outlets) - 1
    for lost in ("TABLE party_sums", "INDEX party_names_most"):  # and what judged events counted for then
        store.database.script(f"DROP {lost};")
    store.database.many("UPDATE party_names SET acted = ?, suffered = ? WHERE key = ? AND name = ?", counted[0])
    store.database.many("UPDATE told_by SET claims = ? WHERE outlet = ? AND origin_kind = ? AND origin = ?", counted[1])
    store.database.execute("DELETE FROM lagebild_schema WHERE number = 5")
    bring_up_to_date(store.database)
    assert store.events.most_active(9) == now
    assert store.events.find_parties("grosse") == ()
    judge(store, "c1", "withdraw", "Ada")
    assert (store.events.most_active(9), store.events.outlets(9)) == (before, outlets)


def test_stories_come_page_by_page(store: Store) -> None:
    report = fill(store)
    told = tuple(story(f"s{i}", ("h2",), last=f"2024-05-{10 + i // 2}") for i in range(4))
    for one in told:
        store.index.apply(addition(report, stories=(one,)))
    first = store.index.stories_after(3)
    assert [one.id for _, one in first] == ["s3", "s2", "s1"]
    assert [one.id for _, one in store.index.stories_after(3, after=first[-1][0])] == ["s0"]
