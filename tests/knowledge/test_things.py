"""What sentences name, by keys that all languages share."""

import pytest

from lagebild.knowledge.judging import load_story_knowledge
from lagebild.knowledge.sounds import fold

KNOWN = load_story_knowledge().things


def test_every_language_has_the_same_keys() -> None:
    assert set(KNOWN["de"].listed) == set(KNOWN["en"].listed)


@pytest.mark.parametrize(
    ("language", "lemmas", "found"),
    [
        ("en", ["fuel", "convoy"], ("fuel", "convoy")),
        ("de", ["Treibstoffkonvoi"], ("convoy",)),
        ("en", ["fire", "tear", "gas"], ("fire", "tear-gas")),  # and no gas
        ("de", ["Tränengas"], ("tear-gas",)),
        ("en", ["national", "assembly"], ("parliament",)),
        ("de", ["Parlamentsgebäude"], ("parliament",)),
        ("en", ["carpet", "carport"], ()),  # no compounds: neither a car nor a port
        ("de", ["Mensch", "Erfolg"], ()),
    ],
)
def test_things_are_found_by_phrase_and_by_the_last_part_of_a_compound(
    language: str, lemmas: list[str], found: tuple[str, ...]
) -> None:
    assert KNOWN[language].within(fold(lemma) for lemma in lemmas) == found


def test_a_key_is_listed_once_whatever_the_order() -> None:
    assert KNOWN["en"].within(["drone", "oil", "drone"]) == ("drone", "oil")
