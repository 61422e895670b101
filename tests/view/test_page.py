"""The HTML page: self-contained, escaped, every character of the text, events beside it."""

import re

import pytest
from lxml import html as parser

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.ontology import load_ontology
from lagebild.knowledge.view_words import load_view_words
from lagebild.record import Report
from lagebild.view.marks import cut, find_marks
from lagebild.view.page import to_page
from tests.view.sample import MADE_BY, english, german


@pytest.fixture(scope="module")
def page() -> str:
    return render([german(), english()])


def render(reports: list[Report]) -> str:
    words = {c: load_view_words(package_folder("languages").joinpath(c, "view")) for c in ("de", "en")}
    return to_page(reports, words, load_ontology(package_folder("ontology")), MADE_BY)


def test_nothing_is_loaded_from_elsewhere_and_no_script_runs(page: str) -> None:
    assert not re.search(r"<(script|img|link|iframe|object)\b|@import|url\(", page, re.I)
    assert "default-src 'none'" in page


def test_text_of_the_report_is_escaped(page: str) -> None:
    assert "<back>" not in page
    assert "&lt;back&gt; fuel deal &amp; talks" in page


def test_an_address_that_is_no_web_address_is_not_linked(page: str) -> None:
    assert "javascript:" not in page
    assert 'href="https://beispiel.example/mombasa"' in page


def test_all_words_of_the_text_stand_on_the_page(page: str) -> None:
    tree = parser.fromstring(page)
    for extra in tree.xpath("//sup | //span[@class='label']"):
        extra.drop_tree()
    lines = tree.xpath("//article[1]//div[contains(@class,'line')]/p")
    assert [line.text_content() for line in lines] == german().page.text.splitlines()


def test_each_event_has_a_card_that_its_trigger_points_to(page: str) -> None:
    tree = parser.fromstring(page)
    cards = {c.get("id") for c in tree.xpath("//section")}
    assert cards == {"r1-e1", "r1-e2", "r1-e3", "r2-e1"}
    assert {a.get("href")[1:] for a in tree.xpath("//a[contains(@class,'event')]")} == cards


def test_a_card_says_what_who_how_and_who_says_so(page: str) -> None:
    card = " ".join(parser.fromstring(page).xpath("//section[@id='r1-e3']")[0].text_content().split())
    assert "bestritten" in card
    assert "Angriff · Schusswaffen" in card
    assert "Soldaten KEN MIL → Menge" in card
    assert "Wer sagt es: Ein Sprecher der Regierung" in card


def test_labels_follow_the_language_of_each_report(page: str) -> None:
    assert "Wer sagt es" in page
    assert "Who says so" in page


def test_pieces_cover_the_text_without_gap_or_overlap() -> None:
    report = german()
    pieces = cut((0, len(report.page.text)), find_marks(report))
    assert "".join(report.page.text[slice(*p.span)] for p in pieces) == report.page.text
