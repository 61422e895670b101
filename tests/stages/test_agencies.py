import pytest

from lagebild.knowledge.press import Press, load_press
from lagebild.record import Block, BlockKind, Masthead, Page
from lagebild.stages.agencies import find_agencies


@pytest.fixture(scope="module")
def press() -> Press:
    return load_press()


def roles(press: Press, text: str, kind: BlockKind = "body", **page: str) -> set[tuple[str, str]]:
    whole = Page(text, **page)  # type: ignore[arg-type]
    found = find_agencies(whole, (Block(kind, (0, len(text)), "test"),), Masthead(), press=press)
    return {(agency.id, agency.role) for agency in found.part}


def test_a_source_in_running_text_is_quoted(press: Press) -> None:
    assert roles(press, "Das Schiff sank am Abend, berichtete Kyodo.") == {("kyodo", "quoted")}


def test_a_dateline_is_a_credit(press: Press) -> None:
    assert roles(press, "LIMA (dpa/AFP) – In Peru hat die Erde gebebt.") == {("dpa", "credited"), ("afp", "credited")}


def test_a_dateline_between_slashes_is_a_credit(press: Press) -> None:
    assert roles(press, "MOSCOW, April 10. /TASS/. Two ministers met on Thursday.") == {("tass", "credited")}


def test_names_in_brackets_at_the_end_are_a_credit(press: Press) -> None:
    assert roles(press, "Der Hafen ist wieder offen (epd).") == {("epd", "credited")}


def test_an_abbreviation_after_its_full_name_is_no_credit(press: Press) -> None:
    assert roles(press, "The Australian Broadcasting Corporation (ABC) said so.") == {("abc-australia", "quoted")}


def test_photo_credits_are_found_in_captions(press: Press) -> None:
    text = "Ein Boot im Hafen. (Screenshot/APTN-Video)"
    assert roles(press, text, "caption") == {("aptn", "credited")}
    assert roles(press, "Foto: Ana Gil/picture alliance", "credit") == {("picture-alliance", "credited")}
    assert roles(press, "Bild: Ana Gil/AFP", "caption") == {("afp", "credited")}


def test_a_byline_names_contributors(press: Press) -> None:
    assert roles(press, "The Associated Press contributed to this report.", "byline") == {("ap", "contributor")}


def test_furniture_speaks_for_the_publisher(press: Press) -> None:
    assert roles(press, "GET THE FOX NEWS APP", "promo") == {("fox-news", "publisher")}
    assert roles(press, "GET THE FOX NEWS APP", "promo", publisher="Harbour Gazette") == {("", "publisher")}


def test_the_address_tells_the_publisher(press: Press) -> None:
    assert roles(press, "Es regnet.", url="https://www.zdf.de/nachrichten/1") == {("zdf", "publisher")}


@pytest.mark.parametrize(
    "text", ["Die Zeit drängt.", "Die Welt schaut zu.", "Er macht sich ein Bild.", "Time is short."]
)
def test_ordinary_words_are_no_papers(press: Press, text: str) -> None:
    assert roles(press, text) == set()


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Das meldet die „Zeit“ vorab.", "zeit"),
        ("He told the newspaper Time about it.", "time"),
        ("Sweden's TT news agency said so.", "tt"),
        ("Er sagte dem Sender NTV, es werde ruhig.", "ntv-turkey"),
    ],
)
def test_ordinary_words_are_papers_beside_evidence(press: Press, text: str, outlet: str) -> None:
    assert roles(press, text) == {(outlet, "quoted")}


def test_one_entry_for_an_outlet_and_role_with_all_its_places(press: Press) -> None:
    text = "Reuters meldete es zuerst. Später zog Reuters die Meldung zurück."
    found = find_agencies(Page(text), (Block("body", (0, len(text)), "test"),), Masthead(), press=press)
    (agency,) = found.part
    assert [text[slice(*span)] for span in agency.spans] == ["Reuters", "Reuters"]


def test_agencies_say_who_owns_them_and_where_they_are(press: Press) -> None:
    text = "The bridge is closed, TASS reported. Reuters could not confirm it."
    found = find_agencies(Page(text), (Block("body", (0, len(text)), "test"),), Masthead(), press=press).part
    assert {a.name: (a.ownership, a.country) for a in found} == {
        "TASS": ("state", "RUS"),
        "Reuters": ("private", "GBR"),
    }
