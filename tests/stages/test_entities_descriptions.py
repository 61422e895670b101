"""Descriptions and pronouns are joined to whom they mean, or left alone."""

from functools import cache

import pytest

from lagebild.app import Reader
from lagebild.record import Page
from lagebild.settings import Settings


@cache
def reader() -> Reader:
    return Reader(Settings())


def chain(text: str, language: str, name: str) -> list[str]:
    """The words of all mentions of the entity that is called `name`."""
    entities = reader().read(Page(text), language).entities or ()
    found = [e for e in entities if any(text[slice(*m.span)] == name for m in e.mentions)]
    assert len(found) == 1, [e.name for e in entities]
    return [text[slice(*m.span)] for m in found[0].mentions]


@pytest.mark.parametrize(
    ("text", "name", "also"),
    [
        ("Außenminister Jan Berg reiste ab. Der Minister schwieg.", "Jan Berg", "Der Minister"),
        ("Richterin Eva Maurer sprach. Sie nannte die Tat feige.", "Eva Maurer", "Sie"),
        ("Die Schriftstellerin Marta Lind ist tot. Sie wurde 88 Jahre alt.", "Marta Lind", "Sie"),
        ("Präsident Pekka Laine kam mit Ministerin Sanna Kivi. Sie unterschrieb.", "Sanna Kivi", "Sie"),
        ("Der frühere Minister Arne Holm schwieg. Der 61-Jährige verließ das Haus.", "Arne Holm", "Der 61-Jährige"),
        ("Die Gewerkschaft drohte. Sie vertritt viele Arbeiter.", "Die Gewerkschaft", "Sie"),
        ("Die Gewerkschaft drohte. Die Regierung lud sie ein.", "Die Gewerkschaft", "sie"),
        ("Minister Jan Berg sagte, die Partei habe ihn gewarnt.", "Jan Berg", "ihn"),
    ],
)
def test_german_mentions_are_joined(text: str, name: str, also: str) -> None:
    assert also in chain(text, "de", name)


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        # another gender
        ("Ministerin Karin Vogt sprach. Der Minister schwieg.", "Karin Vogt", "Der Minister"),
        ("Ministerin Karin Vogt sprach. Er schwieg.", "Karin Vogt", "Er"),
        ("Ministerin Karin Vogt sprach. Der 61-Jährige ging.", "Karin Vogt", "Der 61-Jährige"),
        # beside the pronoun at one verb
        ("Präsident Pekka Laine lobte ihn.", "Pekka Laine", "ihn"),
        ("Die Partei machte sie zur Kandidatin.", "Die Partei", "sie"),
        # two of a kind
        ("Minister Jan Berg traf Minister Ole Brandt. Der Minister schwieg.", "Jan Berg", "Der Minister"),
        # somebody new
        ("Minister Jan Berg reiste ab. Ein Minister blieb.", "Jan Berg", "Ein Minister"),
        ("Außenminister Jan Berg reiste ab. Der Verteidigungsminister blieb.", "Jan Berg", "Der Verteidigungsminister"),
    ],
)
def test_near_misses_are_left_alone(text: str, name: str, other: str) -> None:
    assert other not in chain(text, "de", name)


def test_english_ages_and_companies_are_joined() -> None:
    text = "Alan Pike declined to comment. The 61-year-old left by a side door."
    assert "The 61-year-old" in chain(text, "en", "Alan Pike")
