"""Reports are stored once, in all versions, and come back as they were."""

import msgspec
import pytest

from lagebild.errors import StoreError, UsageError
from lagebild.record import Element, Page
from lagebild.store.reports import content_id, make_entry
from lagebild.store.search import Filters, snippet
from lagebild.store.store import Store
from lagebild.stories.addresses import canonical_address
from tests.store.made import entry


def test_a_report_comes_back_as_it_was(store: Store) -> None:
    page = Page("Zeile eins.\n\nLine two.", "x", "https://a.example/1", elements=(Element((0, 11), "p", True),))
    page = msgspec.structs.replace(page, id=content_id(page))
    record = msgspec.json.encode(
        {"id": page.id, "text": page.text, "language": "de", "title": "Titel", "events": [{}, {}]}
    )
    assert store.reports.add(make_entry(page, record, source="s", name="n")) == 1
    found = store.reports.get(page.id)
    assert found is not None
    assert (found.name, found.source, found.title, found.language, found.events) == ("n", "s", "Titel", "de", 2)
    assert store.reports.record(page.id) == record
    assert store.reports.page(page.id) == page
    assert store.reports.text(page.id) == page.text


def test_the_same_report_is_stored_once(store: Store) -> None:
    assert store.reports.add(entry()) is not None
    assert store.reports.add(entry(name="b")) is None
    assert store.reports.count() == 1


def test_the_same_text_of_another_outlet_or_address_is_another_report(store: Store) -> None:
    for other in (
        entry(),
        entry(publisher="The Other"),
        entry(url="https://a.example/1"),
        entry(url="https://b.example/1"),
    ):
        assert store.reports.add(other) is not None


def test_the_same_address_is_the_same_page_whatever_is_appended(store: Store) -> None:
    assert store.reports.add(entry(url="https://www.a.example/1/?utm_source=x#top")) is not None
    assert store.reports.add(entry(url="http://a.example/1")) is None


def test_another_text_at_one_address_is_the_next_version(store: Store) -> None:
    texts = ["Two people died.", "Three people died.", "Four people died."]
    made = [entry(text, url="https://a.example/1") for text in texts]
    for one in [*made, entry("Elsewhere.", url="https://a.example/2")]:
        store.reports.add(one)
    versions = store.reports.versions(made[1].id)
    assert [(v.id, v.version, v.family) for v in versions] == [(m.id, i + 1, made[0].id) for i, m in enumerate(made)]


def test_a_report_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    made = entry()
    store.reports.add(made)
    found = store.reports.get(made.id[:8])
    assert found is not None
    assert found.id == made.id
    assert store.reports.get("") is None
    assert store.reports.get("zz") is None


def test_odd_characters_are_stored(store: Store) -> None:
    made = entry("NUL \x00 and 🛰 here.", title="T\x00itle", publisher="P\x00", url="https://a.example/\x00")
    store.reports.add(made)
    assert store.reports.text(made.id) == "NUL \x00 and 🛰 here."
    (hit,) = store.reports.find("here")
    assert hit[0].title == "T\ufffditle"


def test_records_come_in_order_and_by_filter(store: Store) -> None:
    for number in range(3):
        store.reports.add(entry(f"Text {number}.", language="de" if number == 1 else "en"))
    assert [msgspec.json.decode(r)["text"] for r in store.reports.records()] == ["Text 0.", "Text 1.", "Text 2."]
    assert [r.number for r in store.reports.each(Filters(language="de"))] == [2]


def test_reports_and_records_are_never_removed(store: Store) -> None:
    store.reports.add(entry())
    with pytest.raises(StoreError):
        store.database.execute("DELETE FROM records")


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("minister", ["a"]),
        ("MINISTER oslo", ["a"]),
        ("minister bergen", []),
        ("muller", ["a"]),
        ("Müller", ["a"]),
        ("strasse", ["b"]),
        ('"met in oslo"', ["a"]),
        ('"oslo in met"', []),
        ("minis*", ["b", "a"]),
        ("minis* -müller", ["b"]),
        ("heading", ["a"]),
        ("advertisement", []),
        ('"heading the"', []),
        ("NEAR AND OR", []),
        ("it's", ["b"]),
        ('quote"', ["b"]),
        ("col:on", ["b"]),
    ],
)
def test_search_finds(store: Store, search: str, found: list[str]) -> None:
    text = "The minister Müller met in Oslo.\nAdvertisement"
    store.reports.add(
        entry(
            text,
            title="Heading",
            name="a",
            blocks=[{"kind": "body", "span": [0, 32]}, {"kind": "furniture", "span": [33, 46]}],
        )
    )
    store.reports.add(entry("Ministers in der Straße. It's a “quote”: col:on x.", title="Other", name="b"))
    assert [report.name for report, _ in store.reports.find(search)] == found


def test_search_by_relevance_prefers_titles_and_filters_hold(store: Store) -> None:
    store.reports.add(entry("Something else.", title="Ferry", name="a", published="2024-05-01"))
    store.reports.add(entry("A ferry. And much more that was said at length today.", title="News", name="b"))
    store.reports.add(entry("Eine ferry.", title="Neues", name="c", language="de", publisher="Blatt"))
    assert [r.name for r, _ in store.reports.find("ferry")] == ["c", "b", "a"]
    assert next(r.name for r, _ in store.reports.find("ferry", by_relevance=True)) == "a"
    assert [r.name for r, _ in store.reports.find("ferry", Filters(language="de"))] == ["c"]
    assert [r.name for r, _ in store.reports.find("ferry", Filters(publisher="Blatt"))] == ["c"]
    assert [r.name for r, _ in store.reports.find("ferry", Filters(until="2024-05-10"))] == ["a"]
    assert [r.name for r, _ in store.reports.find("ferry", Filters(since="2024-05-10"), limit=1)] == ["c"]


@pytest.mark.parametrize("search", ["", "  ", "-word", "…", '""'])
def test_search_for_nothing_is_refused(store: Store, search: str) -> None:
    with pytest.raises(UsageError, match="nothing to search for"):
        store.reports.find(search)


def test_a_text_of_any_words_is_indexed(store: Store) -> None:
    store.reports.add(entry(" ".join(f"w{i}x" for i in range(70_000)) + " close", name="long"))
    store.reports.add(entry("x" * 5000 + " '' \\ <-> & | ! :* %s ? last", name="odd"))
    assert [r.name for r, _ in store.reports.find("w59999x")] == ["long"]
    assert [r.name for r, _ in store.reports.find("last")] == ["odd"]


def test_snippet_shows_the_surroundings_of_the_match() -> None:
    text = "One two three. " * 30 + "Die Größe der Müllers\nzählt nicht. " + "Four five. " * 30
    pieces = snippet(text, 'grosse "mullers zahlt"')
    assert [p.text for p in pieces if p.match] == ["Größe", "Müllers", "zählt"]
    assert "".join(p.text for p in pieces).count(" ") < 30
    assert snippet("", "x") == ()


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("HTTP://WWW.Example.org:80/A/?b=2&a=1&utm_medium=m&fbclid=z#x", "example.org/A?a=1&b=2"),
        ("https://example.org", "example.org"),
        ("https://example.org/a?id=3", "example.org/a?id=3"),
        ("ftp://example.org/a", None),
        ("https://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses_have_one_form(url: str | None, address: str | None) -> None:
    assert canonical_address(url) == address
