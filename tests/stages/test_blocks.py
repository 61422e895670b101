"""Every line of a page is labelled once; German and English, pasted and HTML."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.fetch.html import read_html
from lagebild.knowledge.blocks_words import BlockWords, load_block_words
from lagebild.knowledge.data import package_folder
from lagebild.record import Block, Page
from lagebild.stages.blocks import find_blocks

LANGUAGES = package_folder("languages")
GERMAN = load_block_words(LANGUAGES / "de" / "blocks")
ENGLISH = load_block_words(LANGUAGES / "en" / "blocks")

TITLE = "Zoll beschlagnahmt im Hafen von Triest tonnenweise Schmuggelware"
FIRST = "Der italienische Zoll hat am Montag im Hafen von Triest zwölf Container geöffnet."
SECOND = "Die Ware stammte nach Angaben der Behörde aus drei Ländern."
LAST = "Die Ermittlungen dauern an, wie ein Sprecher der Staatsanwaltschaft sagte."


def kinds(text: str, words: BlockWords = GERMAN) -> dict[str, str]:
    return {text[b.span[0] : b.span[1]]: b.kind for b in find_blocks(Page(text=text), words=words).part}


def amid(line: str, words: BlockWords = GERMAN) -> str:
    """The kind of a line between paragraphs."""
    return kinds("\n\n".join((TITLE, FIRST, SECOND, line, LAST)), words)[line]


def check_cover(page: Page, blocks: tuple[Block, ...]) -> None:
    assert "".join("".join(page.text[b.span[0] : b.span[1]] for b in blocks).split()) == "".join(page.text.split())
    assert all(a.span[1] <= b.span[0] for a, b in itertools.pairwise(blocks))
    assert all(page.text[b.span[0] : b.span[1]].strip() == page.text[b.span[0] : b.span[1]] != "" for b in blocks)


def test_pasted_report_gets_title_byline_lead_and_body() -> None:
    head = f"Adriabote.it | Wirtschaft\n{TITLE}\n\nVon Lena Zoratti, Triest\n03.06.2024 – 11:20 Uhr"
    text = f"{head}\n\n{FIRST}\n\n{SECOND}\n"
    found = kinds(text)
    assert list(found.values()) == ["furniture", "title", "byline", "byline", "lead", "body"]


def test_text_without_title_begins_with_its_lead() -> None:
    assert kinds(f"{FIRST}\n\n{SECOND}") == {FIRST: "lead", SECOND: "body"}


def test_given_title_is_recognised_wherever_it_stands_above_the_text() -> None:
    page = Page(text=f"Noch ein langer Kasten mit Hinweisen zum Tage\n\n{TITLE}\n\n{FIRST}", title=TITLE)
    assert [b.kind for b in find_blocks(page, words=GERMAN).part] == ["furniture", "title", "lead"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("VULKAN AUF SIZILIEN SPUCKT WIEDER ASCHE", "headline"),
        ("Hafenarbeiter in Genua drohen mit Streik", "headline"),
        ("VIDEO: Delfin verirrt sich in die Lagune", "headline"),
        ("▶ Video: So backt Triest seinen Strudel", "headline"),
        ("Lesen Sie auch", "headline"),
        ("Lesen Sie auch: Wie Schmuggler den Zoll täuschen", "headline"),
        ("KLICKEN SIE HIER, UM DIE BILDER ZU SEHEN: SCHIFF RAMMT KAI", "headline"),
        ("KLICKEN SIE HIER, UM UNSERE APP ZU ERHALTEN", "promo"),
        ("ANZEIGE  Günstig nach Venedig", "promo"),
        ("Newsletter „Südwind“: jeden Montag neu", "promo"),
        ("Podcast »Hafenrunde«: jetzt abonnieren", "promo"),
        ("Jetzt live im TV: die Pressekonferenz!", "promo"),
        ("Alle Meldungen auch in unserer App", "promo"),
        ("Zollbeamte am Kai von Triest (Archivbild)", "caption"),
        ("Ein Beamter prüft Papiere. Foto: M. Rossi/ANSA", "caption"),
        ("Ein Kran am Morgen (Bild: Carla Neri/EPA-EFE)", "caption"),
        ("Der Hafen im Winter. (Hafenbehörde Triest/Stadtarchiv über AP)", "caption"),
        ("ARCHIV - Ein Schiff liegt am Montag im Hafen von Triest.", "caption"),
        ("Foto: M. Rossi/ANSA", "credit"),
        ("© Carla Neri", "credit"),
        ("Ada Bruni von Adria News hat zu diesem Bericht beigetragen.", "byline"),
        ("Diese Meldung wird laufend aktualisiert.", "notice"),
        ("Anmerkung der Redaktion: Wir haben die Zahl der Container berichtigt.", "notice"),
        ("Dieser Text wurde automatisch übersetzt.", "notice"),
        ("Kommentare: 8  |  Kommentar schreiben", "comment"),
        ("Leave a Reply", "comment"),
        ("Startseite  |  Wetter  |  Impressum", "furniture"),
        ("© 2024 Adriabote. Alle Rechte vorbehalten.", "furniture"),
        ("Wir verwenden Cookies, um unser Angebot zu verbessern.", "furniture"),
        ("source site", "furniture"),
    ],
)
def test_german_line_amid_the_text_is_labelled(line: str, kind: str) -> None:
    assert amid(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Von Rossi wird erwartet, dass er am Freitag aussagt.",
        "„Bitte unterstützen Sie uns“, sagte der Zöllner den Anwohnern.",
        "Teilen der Belegschaft wurde gekündigt.",
        "Der Sender warb für seinen Newsletter, als die Polizei kam und das Haus durchsuchte, und sendete dann weiter.",
        "Das Foto zeigt nach Ansicht der Ermittler den Täter.",
        "Mehr aus Furcht als aus Einsicht gab der Reeder nach.",
        "Das Schiff legte in Rijeka ab (dpa/AFP).",
        "Das teilte das Ministerium am 3. Juni 2024 mit. (dpa)",
        "20:15 Uhr – Die Feuerwehr hat den Brand gelöscht.",
        "Kommentare zu dem Fall lehnte die Reederei ab.",
        "Die Anzeige erstattete ein Anwohner aus Muggia.",
    ],
)
def test_german_prose_that_looks_like_something_else_stays_text(line: str) -> None:
    assert amid(line) == "body"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("READ MORE", "headline"),
        ("Most viewed: Seal found asleep in a bakery", "headline"),
        ("IN PICTURES: Storm lifts roofs in Bergen", "headline"),
        ("Harbour town mourns its last lighthouse keeper", "headline"),
        ("FILE - Customs officers board a ship in Oslo, May 2023.", "caption"),
        ("Officers on the quay. Photograph: Nils Berg/AFP/Getty Images", "caption"),
        ("The quay at dawn. REUTERS/Nils Berg/File Photo", "caption"),
        ("By Nils Berg", "byline"),
        ("June 3, 2024 11:20 AM GMT+2 · Updated 9 min ago", "byline"),
        ("Reporting by Nils Berg in Oslo; Editing by T. Moe", "byline"),
        ("Astrid Lund contributed to this report.", "byline"),
        ("(This June 3 story has been corrected to say twelve containers, not ten)", "notice"),
        ("This is a developing story. Please check back for updates.", "notice"),
        ("Sign up here for our free newsletter.", "promo"),
        ("Support the Fjord Times from £3 a month", "promo"),
        ("Join the conversation", "comment"),
        ("Topics:  Norway  Customs  Trade", "furniture"),
        ("SUBSCRIBE   SIGN IN   WORLD   OPINION", "furniture"),
    ],
)
def test_english_line_amid_the_text_is_labelled(line: str, kind: str) -> None:
    first, last = (
        "Customs officers in Oslo opened twelve containers on Monday.",
        "The inquiry goes on, a spokesman said.",
    )
    text = f"Norwegian customs seize smuggled goods\n\n{first}\n\n{line}\n\n{last}"
    assert kinds(text, ENGLISH)[line] == kind


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the police had arrested four men.",
        "Heavy rain also contributed to the delay, she said.",
        "The toll was corrected to fourteen by officials in Bergen.",
        "The minister stood by his original comments.",
        "“Help us,” the captain said over the radio.",
        "The report was first published by a Danish newspaper.",
    ],
)
def test_english_prose_that_looks_like_something_else_stays_text(line: str) -> None:
    assert kinds(f"Some title of a report\n\nThe ship left Oslo on Monday.\n\n{line}", ENGLISH)[line] == "body"


def test_short_lines_under_a_section_heading_are_headlines_until_the_text_goes_on() -> None:
    text = f"{TITLE}\n\n{FIRST}\n\nDas könnte Sie auch interessieren:\nWein aus Friaul\nNeuer Kran\n\n{LAST}"
    assert list(kinds(text).values()) == ["title", "lead", "headline", "headline", "headline", "body"]


def test_alternative_text_and_caption_above_a_credit_belong_to_the_picture() -> None:
    pictures = "Rossi winkt\n\nRossi winkt vom Deck. (Screenshot/Hafen-TV)\n\nKisten am Kai\nFoto: ANSA"
    text = f"{TITLE}\n\n{FIRST}\n\n{pictures}\n\n{LAST}"
    assert list(kinds(text).values()) == ["title", "lead", "caption", "caption", "caption", "credit", "body"]


def test_subheading_is_no_headline_of_another_article() -> None:
    assert amid("Die Hintermänner") == "body"


def test_wrapped_paragraph_is_one_block() -> None:
    text = (
        "Der Zoll hat am Montag im Hafen von Triest zwölf Container\n"
        "geöffnet und darin Zigaretten gefunden, deren Herkunft nach\n"
        "Angaben der Behörde noch nicht geklärt ist.\n\n" + LAST
    )
    blocks = find_blocks(Page(text=text), words=GERMAN).part
    assert [b.kind for b in blocks] == ["lead", "body"]


def test_html_page_is_labelled_by_its_tags() -> None:
    html = (
        f"<html><head><title>{TITLE} | Adriabote</title></head><body>"
        "<nav><a href=/>Start</a> <a href=/x>Politik</a></nav>"
        f"<article><h1>{TITLE}</h1><p>Von Lena Zoratti</p><p>{FIRST} {SECOND}</p>"
        f"<figure><figcaption>Kisten am Kai von Triest</figcaption></figure><h2>Die Hintermänner</h2>"
        f"<p>{LAST} Das Gericht entscheidet in der kommenden Woche über die Haft.</p>"
        f"<p>{SECOND} Weitere Kisten lagerten in einer Halle am Stadtrand.</p></article>"
        "<aside><a href=/y>Ministerin stürzt über Affäre um Yacht</a></aside>"
        "<footer><p>© 2024 Adriabote</p></footer></body></html>"
    )
    page = read_html(html)
    blocks = find_blocks(page, words=GERMAN).part
    check_cover(page, blocks)
    found = {page.text[b.span[0] : b.span[1]][:30]: b.kind for b in blocks}
    assert found[TITLE[:30]] == "title"
    assert found["Von Lena Zoratti"] == "byline"
    assert found[FIRST[:30]] == "lead"
    assert found["Kisten am Kai von Triest"] == "caption"
    assert found["Die Hintermänner"] == "body"
    assert found[LAST[:30]] == "body"
    assert found["Ministerin stürzt über Affäre um Yacht"[:30]] == "headline"
    assert found["© 2024 Adriabote"] == "furniture"


def test_empty_and_blank_text_has_no_blocks() -> None:
    assert find_blocks(Page(text=""), words=GERMAN).part == ()
    assert find_blocks(Page(text=" \n\t\r\n "), words=GERMAN).part == ()


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [
                TITLE,
                FIRST,
                "READ MORE",
                "Foto: X/AFP",
                "a | b",
                "„x",
                "\r\n",
                "\n\n",
                " ",
                "\x85\u2028",
                "12.05.2024",
                "(",
                "Von",
            ]
        )
    )
)
def test_blocks_cover_every_character_once_and_in_order(pieces: list[str]) -> None:
    page = Page(text="\n".join(pieces))
    check_cover(page, find_blocks(page, words=GERMAN).part)


@given(st.text(max_size=300))
def test_blocks_cover_any_text(text: str) -> None:
    page = Page(text=text)
    check_cover(page, find_blocks(page, words=ENGLISH).part)


@pytest.mark.parametrize(
    "text",
    [
        "Wort " * 400_000,
        "x" * 2_000_000,
        "ab\n" * 50_000,
        "(/" * 100_000,
        ("a" + "\t" * 900 + "b\n") * 200,
        "zu diesem " * 150,
    ],
)
def test_hostile_text_does_not_stall(text: str) -> None:
    started = time.monotonic()
    find_blocks(Page(text=text), words=GERMAN)
    assert time.monotonic() - started < 20
