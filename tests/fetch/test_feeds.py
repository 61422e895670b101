"""Feeds and lists: what they name, and that nothing in them is loaded or expanded."""

import contextlib

import pytest

from lagebild.errors import NotAReportError
from lagebild.fetch.feeds import Entry, is_feed, is_opml, read_feed, read_opml

RSS = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Blatt</title>
<language>de-AT</language><item><title>Gr\xc3\xbc\xc3\x9fe &amp; mehr</title><link>/a/1</link>
<pubDate>Tue, 14 May 2024 10:00:00 +0200</pubDate></item>
<item><title>Ohne Adresse</title></item>
<item><link>https://other.example/2</link></item></channel></rss>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>R</title></channel>
<item><title>T</title><link>https://a.example/1</link><dc:date>2024-05-14T10:00:00Z</dc:date></item></rdf:RDF>"""


def test_rss_names_pages_with_what_it_says_of_them() -> None:
    assert is_feed(RSS)
    feed = read_feed(RSS, "https://a.example/feed")
    assert (feed.title, feed.language) == ("Blatt", "de")
    assert feed.entries == (
        Entry("https://a.example/a/1", "Grüße & mehr", "2024-05-14T08:00:00+00:00", None),
        Entry("https://other.example/2"),
    )


def test_rdf_is_a_feed_too() -> None:
    assert is_feed(RDF)
    (entry,) = read_feed(RDF, "https://a.example/feed").entries
    assert entry.url == "https://a.example/1"
    assert (entry.updated or entry.published or "").startswith("2024-05-14T10:00:00")


def test_a_broken_feed_is_read_as_far_as_it_goes() -> None:
    assert len(read_feed(RSS[:-60], "https://a.example/feed").entries) >= 1
    with pytest.raises(NotAReportError, match="cannot be read as a feed"):
        read_feed(b"<rss><channel>", "https://a.example/feed")


def test_a_feed_that_defines_entities_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel/></rss>'
    outside = (
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'
    )
    for data in (bomb, outside):
        with pytest.raises(NotAReportError, match="entities"):
            read_feed(data, "https://a.example/feed")


def test_opml_names_feeds_each_once() -> None:
    data = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="g"><outline xmlUrl="https://a.example/f"/>
    <outline XMLURL=" https://b.example/f "/></outline><outline xmlUrl="https://a.example/f"/></body></opml>"""
    assert is_opml(data)
    assert read_opml(data, "x") == ("https://a.example/f", "https://b.example/f")


@pytest.mark.parametrize("data", [b"", b"<opml>", b'<opml><body><outline xmlUrl=""/></body></opml>', b"<a>&lol;</a>"])
def test_an_empty_or_broken_list_names_none(data: bytes) -> None:
    with contextlib.suppress(NotAReportError):
        assert read_opml(data, "x") == ()


def test_pages_are_no_feeds() -> None:
    for data in (b"<html><body>rss</body></html>", b"<rss-like>", b"text about <feed>", b""):
        assert not is_feed(data)
        assert not is_opml(data)
