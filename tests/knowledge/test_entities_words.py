"""Prepositions of places: where somebody goes, and where nothing happens that is told."""

import pytest

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.language_pack import load_language_pack


@pytest.mark.parametrize(
    ("language", "goal", "nothing_is_done_there"),
    [
        ("de", "nach", {"aus", "nach"}),  # "reiste nach Lima"
        ("en", "to", {"from"}),  # "to the north of Lima" says where it was done
    ],
)
def test_a_goal_is_elsewhere_only_in_languages_that_say_so(
    language: str, goal: str, nothing_is_done_there: set[str]
) -> None:
    words = load_language_pack(package_folder("languages") / language).entities.words
    assert goal in words.goals
    assert words.elsewhere == nothing_is_done_there
