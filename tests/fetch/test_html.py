"""HTML pages, well made, badly made and hostile."""

import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import InputError, NotTextError
from lagebild.fetch.html import read_html
from lagebild.record import Page

PAGE = """<!DOCTYPE html><html lang="de-AT"><head><title>Fähre nach Gotland fällt aus | Inselbote</title>
<meta property="og:site_name" content="Inselbote">
<meta property="article:published_time" content="2024-03-05T08:30:00+01:00">
<link rel="canonical" href="https://inselbote.example/faehre"><script>alert("nie ausführen")</script>
<style>p { color: red }</style></head><body>
<nav><ul><li><a href="/">Start</a></li><li><a href="/p">Politik</a></li></ul></nav>
<article><h1>Fähre nach Gotland f&auml;llt aus</h1><time datetime="2024-03-05">5. März 2024</time>
<figure><img alt="x"><figcaption>Der Hafen von Visby.<br>Foto: A. Lind/TT</figcaption></figure>
<p>Die Reederei hat am Dienstag   alle Fahrten
nach <b>Visby</b> abgesagt, weil Beschäftigte die Arbeit niedergelegt haben.</p>
<p hidden>Verborgen.</p><p style="display: none">Auch verborgen.</p><noscript>Bitte JavaScript einschalten.</noscript>
<p>Die Gewerkschaft verlangt höhere Löhne und mehr Ruhezeit, wie ihr Sprecher der Zeitung mitteilte.</p>
<template><p>Vorlage</p></template><!-- Kommentar -->
<p>Ein Gespräch mit der Leitung ist für Mittwoch angesetzt.
Danach soll über das Ende des Ausstands abgestimmt werden.</p>
</article><aside><a href="/x">Wetter: Sturm zieht über die Ostsee auf</a></aside>
<form><button>Suchen</button></form><footer>© 2024 Inselbote</footer></body></html>"""


@pytest.fixture(scope="module")
def page() -> Page:
    return read_html(PAGE)


def lines(page: Page) -> dict[str, tuple[str, bool]]:
    return {page.text[e.span[0] : e.span[1]]: (e.tag, e.main) for e in page.elements}


def test_head_gives_title_publisher_date_language_and_address(page: Page) -> None:
    assert page.title == "Fähre nach Gotland fällt aus"
    assert page.publisher == "Inselbote"
    assert page.published == "2024-03-05T08:30:00+01:00"
    assert page.language == "de"
    assert page.url == "https://inselbote.example/faehre"


def test_text_is_one_line_an_element_with_white_space_collapsed(page: Page) -> None:
    assert "Fähre nach Gotland fällt aus\n\n5. März 2024" in page.text
    assert "hat am Dienstag alle Fahrten nach Visby abgesagt, weil" in page.text


@pytest.mark.parametrize("unseen", ["nie ausführen", "color", "erborgen", "JavaScript", "Vorlage", "Kommentar"])
def test_what_a_reader_does_not_see_is_left_out(page: Page, unseen: str) -> None:
    assert unseen not in page.text


def test_elements_say_where_a_line_stands_and_what_is_article(page: Page) -> None:
    found = lines(page)
    assert found["Start"] == ("nav", False)
    assert found["Fähre nach Gotland fällt aus"][0] == "h1"
    assert found["5. März 2024"][0] == "time"
    assert found["Der Hafen von Visby. Foto: A. Lind/TT"][0] == "figcaption"
    assert found["Wetter: Sturm zieht über die Ostsee auf"] == ("a", False)
    assert found["Suchen"][0] == "form"
    assert found["© 2024 Inselbote"] == ("footer", False)
    assert [main for line, (tag, main) in found.items() if tag == "p"] == [True, True, True]


def test_elements_cover_the_text_in_order(page: Page) -> None:
    covered = "".join(page.text[e.span[0] : e.span[1]] for e in page.elements)
    assert "".join(covered.split()) == "".join(page.text.split())
    assert all(a.span[1] < b.span[0] for a, b in zip(page.elements, page.elements[1:], strict=False))


def test_two_line_breaks_part_paragraphs_and_one_does_not() -> None:
    assert read_html("<p>Eins<br>zwei<br><br>drei").text == "Eins zwei\n\ndrei"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Eins<b>zwei<p>drei</b>vier<table><p>x<td>y",
        "<html><body></p></div></span><p>Rest",
        "<p>a\x00b\ufffe\ud800c &#xD800; &#0; &unknown; &amp",
        "<" * 1000 + "p>x",
        "<p>x<script>never closed",
        "<html><frameset><frame src=x></frameset><body>Text",
        "<svg><title>Bild</title></svg><title>Seite</title><p>x</p>",
    ],
)
def test_broken_markup_is_read_as_far_as_it_goes(html: str) -> None:
    assert read_html(html).text


@pytest.mark.parametrize("html", ["", "   ", "<html></html>", "<script>x</script>", "<!-- only -->", "<a " * 1000])
def test_page_without_visible_text_is_an_error_with_advice(html: str) -> None:
    with pytest.raises(NotTextError, match="visible text"):
        read_html(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "Tief." + "</div>" * 100_000 + "<p>Ende.",
        "<b>" * 300_000 + "Tief.<p>Ende.",
        "<ul><li>" * 50_000 + "Tief.<p>Ende.",
        "<p " + "a=b " * 300_000 + ">Tief.<p>Ende.",
        "<p>" + "&amp;" * 300_000 + "<p>Ende.",
        "<p>" + "Wort " * 500_000 + "<p>Ende.",
        "<p>" + "x" * 2_000_000 + "<p>Ende.",
        "<aside>x</aside>und " * 50_000 + "<p>Ende.",
        ("<div>" + "<time>1.2.2020</time>und " * 1_500 + "</div>") * 6 + "<p>Ende.",
        "<table><tr><td>x" * 190 + "</table>" * 190 + "<p>Ende.",
    ],
)
def test_hostile_size_and_depth_neither_break_nor_stall(html: str) -> None:
    started = time.monotonic()
    assert read_html(html).text.endswith("Ende.")
    assert time.monotonic() - started < 20


def test_article_that_only_a_comparison_of_extractors_finds_is_main_text() -> None:
    teaser = (
        "<article><p>" + "Die Reederei nimmt die Fahrten nach Visby wieder auf. " * 9 + "</p><p>Mehr.</p></article>"
    )
    sentence = "März lag die Fähre, wie der Hafen mitteilte, fest, und alle warteten."
    report = "".join(f"<p>Am {day}. {sentence}</p>" for day in range(1, 31))
    page = read_html(f'<html lang="de"><body>{teaser}<div class="story"><div>{report}</div></div></body></html>')
    assert all(main for line, (_, main) in lines(page).items() if line.startswith("Am "))


def test_without_declared_title_site_and_day_the_page_itself_tells_them() -> None:
    html = """<html><head><meta name="publisher" content="Inselbote">
    <script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-05"}</script></head><body>
    <h1>Fähre fällt aus</h1><time datetime="2024-03-05T08:30:00+01:00">heute</time><p>Text.</p></body></html>"""
    page = read_html(html)
    assert (page.title, page.publisher, page.published) == ("Fähre fällt aus", "Inselbote", "2024-03-05T08:30:00+01:00")


def test_nothing_on_the_page_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a page must not reach the network")

    monkeypatch.setattr(socket, "socket", refuse)
    html = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><head><base href="http://evil.example/">'
        '<link rel=stylesheet href="http://evil.example/x.css"></head><body><p>&x; Text</p>'
        '<img src="http://evil.example/x.png"><iframe src="http://evil.example/">Rahmen</iframe></body></html>'
    )
    page = read_html(html, "https://news.example/a")
    assert "root:" not in page.text
    assert "Rahmen" not in page.text


def test_given_address_stands_before_the_claim_of_the_page() -> None:
    html = '<link rel="canonical" href="https://other.example/x"><p>Text</p>'
    assert read_html(html, "https://news.example/a").url == "https://news.example/a"


@given(st.text(alphabet="<>/=\"'&;! abpdivscrt\n-", max_size=300))
def test_any_markup_gives_a_page_or_an_input_error(html: str) -> None:
    try:
        page = read_html(html)
    except InputError:
        return
    assert page.text
    covered = "".join(page.text[e.span[0] : e.span[1]] for e in page.elements)
    assert "".join(covered.split()) == "".join(page.text.split())
