"""Atom: what feedparser reads."""

from xml.etree import ElementTree

import feedparser

from lagebild.exports.atom import rfc3339, to_feed
from tests.exports.samples import convert, hostile


def test_feedparser_reads_one_entry_a_report_newest_first() -> None:
    feed = feedparser.parse(convert("atom"))
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [
        "Hafenarbeiter blockieren Zufahrt in Mombasa",
        'Lawmakers <back> fuel deal & talks "soon"',
    ]
    first = feed.entries[0]
    assert (first.link, first.author) == ("https://beispiel.example/mombasa", "Beispielblatt")
    assert [tag.term for tag in first.tags] == ["PROTEST", "AGREE", "ASSAULT"]


def test_every_claim_says_how_it_is_meant_and_by_whom() -> None:
    text = feedparser.parse(convert("atom")).entries[0].content[0].value
    assert "denied: ASSAULT/firearms, Soldaten → die Menge" in text
    assert "says: Polizei → Reuters" in text


def test_an_address_that_is_none_is_no_link() -> None:
    assert feedparser.parse(convert("atom")).entries[1].get("links", []) == []
    assert b"javascript" not in convert("atom")


def test_characters_that_xml_forbids_are_replaced() -> None:
    ElementTree.fromstring(convert("atom", hostile()))


def test_a_feed_without_entries_is_one() -> None:
    assert not feedparser.parse(to_feed("urn:x", "nothing", ())).bozo


def test_a_moment_has_a_zone() -> None:
    assert rfc3339("2024-03-05") == "2024-03-05T00:00:00Z"
    assert rfc3339("2024-03-05T12:00:00+02:00") == "2024-03-05T10:00:00Z"
    assert rfc3339("soon") is None
