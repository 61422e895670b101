"""How many: numbers in words and figures, ranges, money, and numbers that count nothing."""

import re

import pytest

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import load_event_words
from lagebild.knowledge.quantities_words import load_quantity_words
from lagebild.record import Quantity, Sentence, Time, Token
from lagebild.stages.quantities import find_quantities

GRAMMAR = {code: load_event_words(package_folder("languages") / code / "events").grammar for code in ("de", "en")}
WORDS = {code: load_quantity_words(package_folder("languages") / code / "quantities") for code in ("de", "en")}


def quantities(text: str, language: str, tags: str, times: tuple[Time, ...] = ()) -> list[tuple[str, Quantity]]:
    """Quantities of a text whose words carry these parts of speech."""
    words = list(re.finditer(r"[\w’'.,–-]*\w\.?|[$€%()]", text))
    assert len(words) == len(tags.split()), [w[0] for w in words]
    tokens = tuple(
        Token(m.span(), m[0], m[0], upos, (), -1, "dep") for m, upos in zip(words, tags.split(), strict=True)
    )
    found = find_quantities(
        (Sentence((0, len(text)), 0, tokens),), times, words=WORDS[language], grammar=GRAMMAR[language]
    ).part
    return [(text[q.span[0] : q.span[1]], q) for q in found]


@pytest.mark.parametrize(
    ("text", "language", "tags", "span", "low", "high", "unit"),
    [
        (
            "Sie zählten zwei ballistische Raketen",
            "de",
            "PRON VERB NUM ADJ NOUN",
            "zwei ballistische Raketen",
            2,
            2,
            "Raketen",
        ),
        ("mindestens elf Menschen starben", "de", "ADV NUM NOUN VERB", "mindestens elf Menschen", 11, None, "Menschen"),
        ("bis zu 40 Boote", "de", "ADP ADP NUM NOUN", "bis zu 40 Boote", None, 40, "Boote"),
        ("rund 5.000 kamen", "de", "ADV NUM VERB", "rund 5.000", 5000, 5000, None),
        ("für 20 Millionen Euro", "de", "ADP NUM NOUN NOUN", "20 Millionen Euro", 2e7, 2e7, "EUR"),
        ("zwischen 10 und 15 Panzer", "de", "ADP NUM CCONJ NUM NOUN", "zwischen 10 und 15 Panzer", 10, 15, "Panzer"),
        ("Dutzende Häuser brannten", "de", "NOUN NOUN VERB", "Dutzende Häuser", 24, None, "Häuser"),
        ("eine halbe Million Menschen", "de", "DET ADJ NOUN NOUN", "eine halbe Million Menschen", 5e5, 5e5, "Menschen"),
        ("10–15 Tote", "de", "NUM NOUN", "10–15 Tote", 10, 15, "Tote"),
        ("half a million people", "en", "DET DET NUM NOUN", "half a million people", 5e5, 5e5, "people"),
        ("six Hong Kong firms", "en", "NUM PROPN PROPN NOUN", "six Hong Kong firms", 6, 6, "firms"),
        ("einundzwanzig Tote", "de", "NUM NOUN", "einundzwanzig Tote", 21, 21, "Tote"),
        ("um 2,5 Prozent", "de", "ADP NUM NOUN", "2,5 Prozent", 2.5, 2.5, "%"),
        ("hundreds of people fled", "en", "NOUN ADP NOUN VERB", "hundreds of people", 200, None, "people"),
        ("worth $ 2 billion now", "en", "ADJ SYM NUM NUM ADV", "$ 2 billion", 2e9, 2e9, "USD"),
        ("between 10 and 15 tanks", "en", "ADP NUM CCONJ NUM NOUN", "between 10 and 15 tanks", 10, 15, "tanks"),
        ("at least 1,200 homes", "en", "ADP ADV NUM NOUN", "at least 1,200 homes", 1200, None, "homes"),
        (
            "about 3 to 4 million voters",
            "en",
            "ADV NUM ADP NUM NUM NOUN",
            "about 3 to 4 million voters",
            3e6,
            4e6,
            "voters",
        ),
    ],
)
def test_quantities_are_found(
    text: str, language: str, tags: str, span: str, low: float | None, high: float | None, unit: str | None
) -> None:
    assert [(t, q.low, q.high, q.unit) for t, q in quantities(text, language, tags)] == [(span, low, high, unit)]


@pytest.mark.parametrize(
    ("text", "language", "tags"),
    [
        ("Der Fahrer ( 34 ) starb", "de", "DET NOUN PUNCT NUM PUNCT VERB"),
        ("gegen 17 Uhr", "de", "ADP NUM NOUN"),
        ("eine Rakete fiel", "de", "DET NOUN VERB"),
        ("nach Artikel 5 gilt", "de", "ADP NOUN NUM VERB"),
        ("Resolution 1701 holds", "en", "PROPN NUM VERB"),
        ("it began in 2019", "en", "PRON VERB ADP NUM"),
    ],
)
def test_other_numbers_are_left_alone(text: str, language: str, tags: str) -> None:
    assert quantities(text, language, tags) == []


def test_a_number_inside_a_time_is_left_to_it() -> None:
    time = Time((0, 11), "DURATION", "P3W", None, None)
    assert quantities("drei Wochen lang", "de", "NUM NOUN ADV", (time,)) == []


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("zweitausendvierundzwanzig", 2024),
        ("hundertzwei", 102),
        ("dreihundertfünfzig", 350),
        ("12.500", 12500),
        ("3,75", 3.75),
    ],
)
def test_german_number_words_are_composed(word: str, value: float) -> None:
    assert WORDS["de"].number(word) == value


@pytest.mark.parametrize("word", ["wundert", "und", "hund", "tausendmal", "1.2.3", "", "1701a"])
def test_other_words_are_no_numbers(word: str) -> None:
    assert WORDS["de"].number(word) is None


def test_english_tens_and_ones_are_joined() -> None:
    assert WORDS["en"].number("forty-two") == 42


def test_a_particle_of_a_verb_is_no_modifier() -> None:
    text = "France handed over 24 vehicles"
    tags, relations = ("PROPN", "VERB", "ADP", "NUM", "NOUN"), ("nsubj", "root", "compound:prt", "nummod", "obj")
    spans = [m.span() for m in re.finditer(r"\S+", text)]
    tokens = tuple(
        Token(span, text[slice(*span)], text[slice(*span)], tag, (), -1 if tag == "VERB" else 1, relation)
        for span, tag, relation in zip(spans, tags, relations, strict=True)
    )
    found = find_quantities((Sentence((0, len(text)), 0, tokens),), (), words=WORDS["en"], grammar=GRAMMAR["en"]).part
    assert [(text[slice(*q.span)], q.low, q.high) for q in found] == [("24 vehicles", 24, 24)]
