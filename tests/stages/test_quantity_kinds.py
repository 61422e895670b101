"""What became of those who are counted, and to which event they belong; with the shipped models."""

from functools import cache

import pytest

from lagebild.app import Reader
from lagebild.record import Page, Report
from lagebild.settings import Settings

Found = tuple[str, float | None, float | None, str | None]


@cache
def reader() -> Reader:
    return Reader(Settings())


def read(language: str, text: str) -> Report:
    return reader().read(Page(text=text, language=language, published="2024-05-06"), language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Dabei kamen mindestens elf Menschen ums Leben.", ("mindestens elf Menschen", 11, None, "killed")),
        ("de", "Die Zahl der Toten stieg auf 45, teilte das Ministerium mit.", ("45", 45, 45, "killed")),
        ("de", "In Aleppo gab es 10–15 Tote.", ("10–15 Tote", 10, 15, "killed")),
        ("de", "Zwölf verletzte Soldaten wurden ausgeflogen.", ("Zwölf verletzte Soldaten", 12, 12, "wounded")),
        ("de", "Die Polizei nahm 40 Demonstranten fest.", ("40 Demonstranten", 40, 40, "arrested")),
        ("de", "Mehr als 300 Menschen demonstrierten in Ankara.", ("Mehr als 300 Menschen", 300, None, "protesters")),
        ("de", "Rund 100.000 Armenier flohen aus der Region.", ("Rund 100.000 Armenier", 1e5, 1e5, "displaced")),
        ("de", "Berlin lieferte der Ukraine 30 Panzer.", ("30 Panzer", 30, 30, "weapons")),
        ("de", "Paris gab Mali bis zu 20 Millionen Euro.", ("bis zu 20 Millionen Euro", None, 2e7, "money")),
        ("en", "At least 11 people were killed in the attack.", ("At least 11 people", 11, None, "killed")),
        ("en", "The death toll rose from 30 to 45, the ministry said.", ("from 30 to 45", 45, 45, "killed")),
        ("en", "Israel shelled Tyre, killing 12.", ("12", 12, 12, "killed")),
        ("en", "Police detained 40 to 50 protesters in Ankara.", ("40 to 50 protesters", 40, 50, "arrested")),
        ("en", "More than 3,000 people marched in Ankara.", ("More than 3,000 people", 3000, None, "protesters")),
        ("en", "Some 900 villagers fled their homes.", ("Some 900 villagers", 900, 900, "displaced")),
        ("en", "Mali released two captured soldiers.", ("two captured soldiers", 2, 2, "released")),
        ("en", "Germany pledged up to $2.5bn for Ukraine.", ("up to $2.5bn", None, 2.5e9, "money")),
    ],
)  # fmt: skip
def test_a_number_says_what_became_of_those_it_counts(language: str, text: str, expected: Found) -> None:
    found = [(text[slice(*q.span)], q.low, q.high, q.kind) for q in read(language, text).quantities or ()]
    assert found == [expected]


@pytest.mark.parametrize(
    ("language", "text", "counted", "kind"),
    [
        ("de", "Zwei russische Soldaten töteten einen Hund.", "Zwei russische Soldaten", "troops"),
        ("en", "Two Russian soldiers killed three civilians.", "Two Russian soldiers", "troops"),
        ("de", "Drei Minister verließen den Saal.", "Drei Minister", None),
        ("en", "Three ministers left the room.", "Three ministers", None),
    ],
)
def test_who_does_it_has_not_suffered_it(language: str, text: str, counted: str, kind: str | None) -> None:
    found = {text[slice(*q.span)]: q.kind for q in read(language, text).quantities or ()}
    assert found[counted] == kind


def owned(report: Report) -> dict[str, set[str]]:
    text, quantities = report.page.text, report.quantities or ()
    return {e.type: {text[slice(*quantities[i].span)] for i in e.quantities} for e in report.events or ()}


def test_the_arrested_belong_to_the_arrest_and_the_marchers_to_the_march() -> None:
    text = "Türkische Polizisten nahmen 40 Demonstranten fest, nachdem 300 Menschen in Izmir demonstriert hatten."
    assert owned(read("de", text)) == {"COERCE": {"40 Demonstranten"}, "PROTEST": {"300 Menschen"}}


def test_the_dead_of_the_next_sentence_belong_to_the_attack_before_it() -> None:
    text = "Russische Raketen trafen einen Markt in Charkiw. Mindestens elf Menschen kamen ums Leben."
    assert owned(read("de", text)) == {"ASSAULT": {"Mindestens elf Menschen"}}
