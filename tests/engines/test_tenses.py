"""Pasts that the model takes for presents, and presents that only look like pasts."""

from functools import cache

import pytest

from lagebild.engines.tenses import is_past, mend_tenses
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.sentences_words import SentencesWords, load_sentences_words
from lagebild.record import Token


@cache
def words(language: str) -> SentencesWords:
    return load_sentences_words(package_folder("languages").joinpath(language, "sentences"))


def tense(form: str, language: str, upos: str = "VERB", feats: tuple[str, ...] = ("VerbForm=Fin", "Tense=Pres")) -> str:
    token = Token((0, len(form)), form, form, upos, feats, -1, "root")
    (mended,) = mend_tenses([token], words(language))
    return next((f.removeprefix("Tense=") for f in mended.feats if f.startswith("Tense=")), "")


@pytest.mark.parametrize("form", ["griff", "griffen", "Griff", "begriff", "angriff", "beschoss", "riefen", "wusste"])
def test_german_pasts_are_known(form: str) -> None:
    assert tense(form, "de") == "Past"


@pytest.mark.parametrize("form", ["greift", "gibt", "verlangen", "gefallen", "bleiben", "lassen", "verziehen", "reist"])
def test_german_presents_stay(form: str) -> None:
    assert tense(form, "de") == "Pres"


@pytest.mark.parametrize(("form", "is_one"), [("froze", True), ("struck", True), ("hit", False), ("found", False)])
def test_english_pasts_are_known(form: str, is_one: bool) -> None:
    assert is_past(form, words("en")) is is_one


def test_nouns_and_participles_stay() -> None:
    assert tense("griff", "de", upos="NOUN") == "Pres"
    assert tense("gegriffen", "de", feats=("VerbForm=Part",)) == ""


def test_where_past_and_present_look_alike_and_the_model_is_unsure_it_is_a_past() -> None:
    assert tense("shut", "en", feats=("VerbForm=Fin",)) == "Past"
    assert tense("shut", "en") == "Pres"
    assert tense("close", "en", feats=("VerbForm=Fin",)) == ""


def test_a_past_that_looks_like_no_noun_is_a_verb() -> None:
    assert tense("tore", "en", upos="NOUN", feats=("Number=Sing",)) == "Past"
    assert tense("rose", "en", upos="NOUN", feats=("Number=Sing",)) == ""
    assert tense("Grew", "en", upos="PROPN", feats=()) == ""  # a name


def test_a_past_without_a_tense_is_one() -> None:
    assert tense("froze", "en", feats=("VerbForm=Fin",)) == "Past"
    assert tense("freeze", "en", feats=("VerbForm=Fin",)) == ""
