"""Rules from forms to lemmas: there and back."""

import pytest

from lagebild.engines.network.lemma_rules import apply_rule, lemma_rule


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Raketen", "Rakete"),
        ("aufgerufen", "aufrufen"),
        ("Die", "der"),
        ("USA", "USA"),
        ("zum", "zu"),
        ("besser", "gut"),
        ("went", "go"),
        ("Häuser", "Haus"),
        ("McDonald’s", "McDonald’s"),
        (".", "."),
    ],
)
def test_rule_gives_the_lemma_back(form: str, lemma: str) -> None:
    assert apply_rule(lemma_rule(form, lemma), form) == lemma


def test_rule_serves_other_forms() -> None:
    assert apply_rule(lemma_rule("Raketen", "Rakete"), "Granaten") == "Granate"


def test_rule_that_cuts_more_than_there_is_leaves_the_form() -> None:
    assert apply_rule("l|2>|3|en", "ab") == "ab"


def test_long_strings_are_left_alone() -> None:
    assert apply_rule(lemma_rule("x" * 5000, "y"), "x" * 5000) == "x" * 5000
