"""What a page says of itself."""

import time

import pytest

from lagebild.knowledge.blocks_words import load_block_words
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.masthead_words import load_masthead_words
from lagebild.knowledge.press import load_press
from lagebild.pipeline import Found
from lagebild.record import Masthead, Page
from lagebild.stages.blocks import find_blocks
from lagebild.stages.masthead import find_masthead

LANGUAGES = package_folder("languages")
BLOCKS = {code: load_block_words(LANGUAGES / code / "blocks") for code in ("de", "en")}
WORDS = {code: load_masthead_words(LANGUAGES / code / "masthead") for code in ("de", "en")}
PRESS = load_press()

TITLE = "Hafen von Triest bleibt nach Brand gesperrt"
TEXT = "Der Hafen von Triest bleibt nach einem Brand gesperrt, sagte ein Sprecher am Montag."


def masthead(page: Page, language: str = "de") -> Found[Masthead]:
    blocks = find_blocks(page, words=BLOCKS[language]).part
    return find_masthead(page, blocks, words=WORDS[language], press=PRESS)


def published(line: str, language: str = "de") -> str | None:
    return masthead(Page(text=f"{TITLE}\n\n{line}\n\n{TEXT}\n\n{TEXT}"), language).part.published


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("03.06.2024 – 11:20 Uhr", "2024-06-03T11:20"),
        ("Stand: 3. Juni 2024, 11.20 Uhr", "2024-06-03T11:20"),
        ("Von Lena Zoratti  ▪  03.06.24", "2024-06-03"),
        ("Veröffentlicht am 3. Jänner 2024 um 07:05 Uhr MEZ", "2024-01-03T07:05+01:00"),
        ("Montag, 3. März 2025", "2025-03-03"),
        ("2024-06-03 11:20", "2024-06-03T11:20"),
        ("Aktualisiert: 05.06.2024, 08:00 Uhr | Veröffentlicht: 03.06.2024, 11:20 Uhr", "2024-06-03T11:20"),
        ("31.02.2024", None),
        ("11:20 Uhr", None),
    ],
)
def test_german_dates_of_bylines_are_read(line: str, iso: str | None) -> None:
    assert published(line) == iso


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("June 3, 2024 11:20 AM GMT+2 · Updated 9 min ago", "2024-06-03T11:20+02:00"),
        ("Mon 3 Jun 2024 20.10 BST", "2024-06-03T20:10+01:00"),
        ("Issued on: 23/06/2024 - 13:32", "2024-06-23T13:32"),
        ("Published 06/23/2024", "2024-06-23"),
        ("Published 3rd of June, 2024 at 12:05 a.m.", "2024-06-03T00:05"),
        ("Published 05/06/2024", None),
    ],
)
def test_english_dates_of_bylines_are_read(line: str, iso: str | None) -> None:
    assert published(line, "en") == iso


def test_date_that_can_be_read_in_two_ways_is_noted() -> None:
    found = masthead(Page(text=f"Some title of a report\n\nPublished 05/06/2024\n\n{TEXT}"), "en")
    assert ["05/06/2024" in note.reason for note in found.notes] == [True]


def test_dates_in_the_text_and_of_copyright_are_not_the_publication_date() -> None:
    assert published("Am 3. Juni 2023 hatte es im Hafen schon einmal gebrannt.") is None
    assert published("© 2023 Adriabote") is None


def test_dateline_with_year_dates_the_report() -> None:
    page = Page(text=f"{TITLE}\n\nTRIEST, 3. Juni 2024 (dpa) – {TEXT}")
    assert masthead(page).part.published == "2024-06-03"


def test_given_date_comes_first_and_disagreement_is_noted() -> None:
    page = Page(text=f"{TITLE}\n\n03.06.2024\n\n{TEXT}", published="2024-06-10T08:00:00Z")
    found = masthead(page)
    assert found.part.published == "2024-06-10T08:00:00Z"
    assert "2024-06-03" in found.notes[0].reason


def test_given_date_that_is_none_is_noted_and_the_page_is_asked() -> None:
    found = masthead(Page(text=f"{TITLE}\n\n03.06.2024\n\n{TEXT}", published="neulich"))
    assert found.part.published == "2024-06-03"
    assert "neulich" in found.notes[0].reason


def test_given_date_in_words_becomes_iso() -> None:
    assert masthead(Page(text=TEXT, published="3. Juni 2024")).part.published == "2024-06-03"


def test_address_dates_the_report_when_nothing_else_does() -> None:
    assert masthead(Page(text=TEXT, url="https://bote.example/2024/06/03/hafen")).part.published == "2024-06-03"


@pytest.mark.parametrize(
    ("page", "publisher"),
    [
        (Page(text=TEXT, publisher="Adriabote", url="https://www.reuters.com/x"), "Adriabote"),
        (Page(text=TEXT, url="https://www.reuters.com/world/x"), "Reuters"),
        (Page(text=TEXT, url="https://www.adriabote.example:8080/x"), "adriabote.example"),
        (Page(text=f"adriabote.it | Politik | Italien\n{TITLE}\n\n{TEXT}"), "adriabote.it"),
        (Page(text=f"Adriakurier  ▸  Politik  ▸  Italien\n{TITLE}\n\n{TEXT}"), "Adriakurier"),
        (
            Page(text=f"{TITLE}\n\n{TEXT}\n\n© 2024 Triester Nachrichten. Alle Rechte vorbehalten."),
            "Triester Nachrichten",
        ),
        (Page(text=f"Start | Politik | Italien\n{TITLE}\n\n{TEXT}"), None),
        (Page(text=f"{TITLE}\n\n{TEXT} Das berichtete die Zeitung Il Piccolo."), None),
    ],
)
def test_publisher_is_named_by_the_page_or_not_at_all(page: Page, publisher: str | None) -> None:
    assert masthead(page).part.publisher == publisher


def test_title_is_given_or_the_title_line() -> None:
    assert masthead(Page(text=f"{TITLE}\n\n{TEXT}")).part.title == TITLE
    assert masthead(Page(text=f"{TITLE}\n\n{TEXT}", title="Anders")).part.title == "Anders"
    assert masthead(Page(text=TEXT)).part.title is None


@pytest.mark.parametrize(
    ("line", "language", "developing"),
    [
        ("Diese Meldung wird laufend aktualisiert.", "de", True),
        ("Schauen Sie später wieder vorbei, um Updates zu lesen.", "de", True),
        ("This is a developing story.", "en", True),
        ("Die Liste der Schäden wird länger.", "de", False),
        ("The minister spoke of a developing country.", "en", False),
    ],
)
def test_report_that_is_still_developing_says_so(line: str, language: str, developing: bool) -> None:
    assert masthead(Page(text=f"{TITLE}\n\n{TEXT}\n\n{line}"), language).part.developing is developing


@pytest.mark.parametrize(
    ("lines", "translated"),
    [
        ("Dieser Text wurde automatisch übersetzt.", True),
        ("ADRIABOTE (automatische Übersetzung aus dem Italienischen)", True),
        ("KLICKEN SIE HIER, UM DIE ADRIA-APP ZU ERHALTEN\n\nsource site", True),
        ("Ada Bruni hat zu diesem sich entwickelnden Bericht beigetragen.\n\nLeave a Reply", True),
        ("Leave a Reply", False),
        ("KLICKEN SIE HIER, UM DIE ADRIA-APP ZU ERHALTEN", False),
        ("Ada Bruni hat zu diesem Bericht beigetragen.", False),
    ],
)
def test_machine_translation_needs_a_notice_or_two_signs(lines: str, translated: bool) -> None:
    found = masthead(Page(text=f"{TITLE}\n\n{TEXT}\n\n{lines}"))
    assert found.part.machine_translated is translated
    assert bool(found.notes) is translated


@pytest.mark.parametrize("text", ["Stand: 12.12.2024\n" * 5000, "1." * 190 + "\n", "Schauen Sie " * 2000, ""])
def test_hostile_page_does_not_stall(text: str) -> None:
    started = time.monotonic()
    masthead(Page(text=text))
    assert time.monotonic() - started < 10
