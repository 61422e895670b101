"""Bad items, marks, watches and alerts are remembered over runs."""

from msgspec import Struct

from lagebild.store.quarantine import LARGEST_KEPT
from lagebild.store.store import Store, open_store
from lagebild.store.watches import Delivery


class Offset(Struct, frozen=True):
    offset: int


def test_a_bad_item_is_listed_with_its_reason_and_can_be_got_again(store: Store) -> None:
    store.quarantine.put(-5, "feed", "https://a.example/1\x00", "fetch", "no answer", b"item")
    store.quarantine.put(-5, "feed", "https://a.example/1\x00", "not_text", "empty " * 500, b"item")
    (found,) = store.quarantine.each()
    assert (found.name, found.kind, found.tries, found.hash) == ("https://a.example/1\ufffd", "not_text", 2, -5)
    assert len(found.reason) <= 500
    assert store.quarantine.item(found.number) == b"item"
    assert store.quarantine.is_known(-5)
    assert store.quarantine.each("fetch") == ()


def test_what_is_read_in_the_end_leaves_the_list(store: Store) -> None:
    store.quarantine.put(7, "s", "n", "fetch", "no answer", None)
    store.quarantine.settle(7, "stored")
    assert store.quarantine.count() == 0
    assert store.quarantine.is_known(7)
    assert not store.quarantine.is_known(8)


def test_an_item_that_is_forgotten_stays_known(store: Store) -> None:
    store.quarantine.put(7, "s", "n", "fetch", "no answer", None)
    (found,) = store.quarantine.each()
    assert store.quarantine.item(found.number) is None
    assert store.quarantine.forget([found.number, 99]) == 1
    assert store.quarantine.is_known(7)


def test_an_item_too_large_to_keep_is_kept_by_name(store: Store) -> None:
    import random

    store.quarantine.put(1, "s", "n", "internal", "?", random.Random(1).randbytes(LARGEST_KEPT + 100))
    assert store.quarantine.item(store.quarantine.each()[0].number) is None


def test_marks_are_kept_and_one_of_another_shape_counts_as_none(place: str) -> None:
    with open_store(place) as store:
        store.marks.put("file a", Offset(1))
        store.marks.put("file a", Offset(2))
        store.marks.put("file b", ["something", "else"])
    with open_store(place, create=False) as store:
        assert store.marks.get("file a", Offset) == Offset(2)
        assert store.marks.get("file b", Offset) is None
        assert store.marks.get("file c", Offset) is None


def test_watches_and_their_alerts(store: Store) -> None:
    store.watches.put("arms", "old")
    store.watches.put("arms", 'types = ["AID"]')
    assert [(w.name, w.rule) for w in store.watches.each()] == [("arms", 'types = ["AID"]')]
    first = store.watches.add_alert("arms", "h1", {"claims": 2})
    second = store.watches.add_alert("arms", "h2", {"claims": 3})
    assert store.watches.alerts(dict, "arms", "h2") == ((second, {"claims": 3}),)
    store.watches.put_delivery(Delivery(first, "webhook", "waiting", 1, "2024-05-14T10:00:00Z", "503"))
    store.watches.put_delivery(Delivery(second, "webhook", "waiting", 0, None, ""))
    assert [d.alert for d in store.watches.waiting("2024-05-14T09:00:00Z")] == [second]
    store.watches.put_delivery(Delivery(second, "webhook", "delivered", 1, None, ""))
    assert [d.alert for d in store.watches.waiting("2024-05-15T09:00:00Z")] == [first]
    store.watches.put_told("arms", "h1", {"sources": 1})
    store.watches.put_told("arms", "h1", {"sources": 2})
    assert store.watches.told_of("arms", "h1", dict) == {"sources": 2}
    assert store.watches.told_of("arms", "h2", dict) is None
    assert store.watches.told("arms", dict) == {"h1": {"sources": 2}}
    assert store.watches.remove("arms")
    assert not store.watches.remove("arms")
    assert len(store.watches.alerts(dict)) == 2
