from time import perf_counter

import pytest

from lagebild.knowledge.press import Press, load_press


@pytest.fixture(scope="module")
def press() -> Press:
    return load_press()


def ids(press: Press, text: str) -> list[tuple[str, bool]]:
    return [(named.outlet.id, named.certain) for named in press.find(text)]


def test_the_longest_name_wins(press: Press) -> None:
    assert ids(press, "This was first seen on Fox News Digital.") == [("fox-news-digital", True)]


def test_a_name_inside_a_word_is_not_found(press: Press) -> None:
    assert ids(press, "Die APtitude und der Reutersberg.") == []


def test_a_genitive_is_found_without_its_ending_breaking_the_name(press: Press) -> None:
    assert ids(press, "nach Recherchen des Handelsblatts") == [("handelsblatt", True)]


def test_capitals_are_found(press: Press) -> None:
    assert ids(press, "FOTO: JO KLEIN/REUTERS") == [("reuters", True)]


def test_an_ordinary_word_is_marked_as_uncertain(press: Press) -> None:
    assert ids(press, "Die Zeit drängt.") == [("zeit", False)]


def test_spans_point_into_the_whole_text(press: Press) -> None:
    text = "Wie Xinhua am Montag meldete"
    named = next(press.find(text, 4))
    assert text[slice(*named.span)] == "Xinhua"


def test_an_outlet_is_known_by_name_and_by_address(press: Press) -> None:
    for address in ("Le Monde", "lemonde.fr", "LE MONDE"):
        named = press.by_name(address)
        assert named is not None
        assert named.id == "le-monde"
    behind = press.by_address("https://www.bbc.co.uk:443/news/1?x=y")
    assert behind is not None
    assert behind.id == "bbc"
    assert press.by_name("Le Monde von gestern") is None
    assert press.by_address("https://mybbc.co.uk.example.org/") is None


def test_search_time_grows_with_the_text_and_not_with_its_square(press: Press) -> None:
    started = perf_counter()
    list(press.find("Associated Press of nowhere " * 40_000))
    assert perf_counter() - started < 10
