"""The reader: which language, and what is no report."""

import pytest

from lagebild.app import Reader
from lagebild.errors import NotAReportError, NotTextError, TooLargeError, UnsupportedLanguageError
from lagebild.fetch.html import read_html
from lagebild.record import Page
from lagebild.settings import Settings

GERMAN = "Der Stadtrat von Bergen hat am Montag die Gebühren gesenkt. Das teilte die Verwaltung mit."
ENGLISH = "The council of Bergen lowered its fees on Monday. The town hall said so in a statement."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings())


@pytest.mark.parametrize(
    ("text", "language"), [(GERMAN, "de"), (ENGLISH, "en"), ("Soldaten besetzten am Freitag den Hafen.", "de")]
)
def test_short_reports_are_read_in_their_language(reader: Reader, text: str, language: str) -> None:
    assert reader.read(Page(text=text)).language == language


@pytest.mark.parametrize("declared", ["fr", "en", "xx", "de"])
def test_a_page_that_declares_a_wrong_language_is_read_in_that_of_its_text(reader: Reader, declared: str) -> None:
    report = reader.read(read_html(f'<html lang="{declared}"><body><p>{GERMAN}</p></body></html>'))
    assert report.language == "de"
    assert any(n.stage == "language" and declared in n.reason for n in report.notes) == (declared != "de")


def test_what_the_user_says_of_the_language_counts_most(reader: Reader) -> None:
    assert reader.read(Page(text=GERMAN, language="de"), "en").language == "en"
    with pytest.raises(UnsupportedLanguageError, match="no language pack for 'nl'; there are packs for de, en"):
        reader.read(Page(text=GERMAN), "nl")


@pytest.mark.parametrize(
    "text",
    [
        "Startseite\nPolitik\nWirtschaft\nSport\nAnmelden\nImpressum\nDatenschutz\n",
        "\n".join(f"https://example.org/news/{i}" for i in range(30)),
        "id;name;land\n" + "1;Bergen;Norwegen\n" * 30,
        "12 34 56\n78 90\n" * 20,
        "Hello",
    ],
)
def test_links_tables_and_scraps_are_no_report(reader: Reader, text: str) -> None:
    with pytest.raises((NotAReportError, UnsupportedLanguageError)):
        reader.read(Page(text=text), "de" if "name" in text else None)


def test_a_page_of_links_is_no_report(reader: Reader) -> None:
    links = "".join(
        f'<li><a href="/{i}">Stadtrat von Bergen senkt die Gebühren im Jahr {i}</a></li>' for i in range(20)
    )
    with pytest.raises(NotAReportError, match="only headings, lists, links or tables"):
        reader.read(read_html(f"<html><body><ul>{links}</ul></body></html>"))


@pytest.mark.parametrize(
    "text", ["Stadtrat von Bergen senkt die Gebühren für Fähren\n", "Council of Bergen mulls lower ferry fees"]
)
def test_a_headline_alone_is_read_with_a_note(reader: Reader, text: str) -> None:
    report = reader.read(Page(text=text))
    assert any("only the headline" in note.reason for note in report.notes)


def test_other_languages_are_refused_by_name(reader: Reader) -> None:
    with pytest.raises(UnsupportedLanguageError, match="seems to be in 'fr'"):
        reader.read(Page(text="Le conseil municipal de Bergen a baissé lundi les tarifs. La mairie l'a annoncé.\n" * 3))


def test_text_without_words_is_refused_before_anything_runs(reader: Reader) -> None:
    with pytest.raises(NotTextError, match="no words"):
        reader.read(Page(text="\u200b \u2003 … !\n"))


def test_a_text_longer_than_the_limit_is_refused_with_the_setting_to_raise() -> None:
    with pytest.raises(TooLargeError, match="LAGEBILD_MAX_CHARACTERS"):
        Reader(Settings(max_characters=50)).read(Page(text=GERMAN))


def test_a_page_too_deep_for_the_extractor_is_still_an_article(reader: Reader) -> None:
    report = reader.read(read_html("<html><body>" + "<div>" * 2000 + f"<p>{GERMAN}</p>"))
    assert {block.kind for block in report.blocks or ()} == {"lead"}
