import pytest

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.sounds import Sounds, fold, load_sounds


@pytest.fixture(scope="module")
def sounds() -> Sounds:
    return load_sounds(package_folder("judging"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Selenskyj", "Zelensky"),
        ("Oserow", "Ozerov"),
        ("Schukow", "Zhukov"),
        ("Lomidse", "Lomidze"),
        ("Kawelaschwili", "Kavelashvili"),
        ("Chamenei", "Khamenei"),
        ("Katar", "Qatar"),
        ("Jerewan", "Yerevan"),
        ("Vučić", "Vucic"),
    ],
)
def test_spellings_of_two_languages_sound_alike(one: str, other: str, sounds: Sounds) -> None:
    assert sounds.surname(one) == sounds.surname(other)


@pytest.mark.parametrize(("one", "other"), [("Petro", "Putin"), ("Kurti", "Vucic"), ("Scholz", "Merz"), ("Xi", "Li")])
def test_other_names_sound_otherwise(one: str, other: str, sounds: Sounds) -> None:
    assert sounds.surname(one) != sounds.surname(other)


def test_short_names_keep_their_vowels(sounds: Sounds) -> None:
    assert sounds.word("Li") == "li"


def test_a_name_without_letters_has_no_sounds(sounds: Sounds) -> None:
    assert sounds.name("24/7") == ""
    assert sounds.surname("") == ""


def test_folding_takes_accents_off() -> None:
    assert fold("Zvečan") == "zvecan"
