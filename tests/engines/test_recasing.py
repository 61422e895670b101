"""Capitals are written as usual, and nothing changes its length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.engines.recasing import make_recaser
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.sentences_words import load_sentences_words

GERMAN = load_sentences_words(package_folder("languages").joinpath("de", "sentences"))
ENGLISH = load_sentences_words(package_folder("languages").joinpath("en", "sentences"))


@pytest.mark.parametrize(
    ("text", "recased"),
    [
        ("KANZLER DROHT MIT NEUEN STRAFEN", "Kanzler droht mit neuen Strafen"),
        ("STRASSEN IN DER STADT GESPERRT", "Strassen in der Stadt gesperrt"),
        ("Der Verband CDU meldet", "Der Verband CDU meldet"),
        ("CDU, CSU, SPD", "CDU, CSU, SPD"),
        ("WIEN: DER GIPFEL BEGINNT heute", "Wien: der Gipfel beginnt heute"),
    ],
)
def test_german_capitals(text: str, recased: str) -> None:
    assert make_recaser("", GERMAN)(text) == recased


def test_names_are_written_as_elsewhere_on_the_page() -> None:
    page = "GUNMEN ATTACK MARLOW BASE\nOfficials in Marlow said that the U.S. base at McAllen was hit."
    assert make_recaser(page, ENGLISH)("GUNMEN ATTACK MARLOW BASE") == "Gunmen attack Marlow base"


@given(st.text())
def test_recasing_never_changes_the_length(text: str) -> None:
    for words in (GERMAN, ENGLISH):
        assert len(make_recaser(text, words)(text.upper())) == len(text.upper())
