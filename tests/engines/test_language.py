"""Language detection, offline."""

import socket

import pytest

from lagebild.engines import language
from lagebild.engines.language import detect_language, detect_languages_of_blocks
from lagebild.record import Block, Page

GERMAN = "Der Außenminister ist am Montag zu Gesprächen nach Warschau gereist und kehrt morgen zurück."
ENGLISH = "The foreign minister travelled to Warsaw on Monday for talks and will return tomorrow."
FRENCH = "Le ministre des Affaires étrangères s'est rendu lundi à Varsovie pour des entretiens avec ses homologues."


@pytest.mark.parametrize(("text", "code"), [(GERMAN, "de"), (ENGLISH, "en"), (FRENCH, "fr")])
def test_language_of_prose_is_found(text: str, code: str) -> None:
    found, sureness = detect_language(text)
    assert found == code
    assert sureness > 0.7


def test_capitals_do_not_hide_the_language() -> None:
    assert detect_language(GERMAN.upper())[0] == "de"
    assert detect_language(ENGLISH.upper())[0] == "en"


def test_prose_counts_and_not_the_navigation_around_it() -> None:
    navigation = "Home\nWorld News\nSign in\nSubscribe now\nPrivacy policy\nTerms of use\n" * 20
    assert detect_language(navigation + GERMAN + "\n" + GERMAN + "\nLeave a Reply\nsource site")[0] == "de"


@pytest.mark.parametrize("text", ["", "  \n", "Hallo", "123 456 789 000", "!!! ???", "OK ja", "中" * 3])
def test_too_short_text_has_no_language(text: str) -> None:
    assert detect_language(text)[0] is None


def test_short_text_is_less_sure_than_long_text() -> None:
    assert detect_language("Der Minister reist ab.")[1] < 0.5 < detect_language(GERMAN)[1]


def test_paragraph_in_another_language_is_noted() -> None:
    text = f"{GERMAN}\n\n{FRENCH}\n\n{ENGLISH}\n\nSign in"
    spans = [(m, m + len(t)) for t in (GERMAN, FRENCH, ENGLISH, "Sign in") for m in [text.index(t)]]
    kinds = ("lead", "body", "caption", "body")
    blocks = tuple(Block(kind, span, "test") for kind, span in zip(kinds, spans, strict=True))  # type: ignore[arg-type]
    notes = detect_languages_of_blocks(Page(text=text), blocks, "de")
    assert [note.span for note in notes] == [spans[1]]
    assert "'fr'" in notes[0].reason


def test_some_words_of_a_long_text_tell_its_language() -> None:
    for text, code in ((GERMAN, "de"), (FRENCH, "fr")):
        long = " ".join([text] * 20)
        blocks = (Block("body", (0, len(long)), "test"),)
        assert detect_language(long)[0] == code
        assert len(detect_languages_of_blocks(Page(text=long), blocks, "de")) == (code != "de")


def test_nothing_is_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("language detection must not reach the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    language._detector.cache_clear()
    assert detect_language(GERMAN)[0] == "de"


@pytest.mark.parametrize("text", ["x" * 3_000_000, "\x00\ud800 " * 1000, GERMAN * 20_000, "\n" * 1_000_000])
def test_hostile_text_is_survived(text: str) -> None:
    detect_language(text)
