"""Scores of coreference, counted by hand."""

from pathlib import Path

import pytest

from lagebild.bench.coreference import CoreferenceScore, score_coreference
from lagebild.bench.coreferent_texts import read_coreferent_texts
from lagebild.errors import DataError
from lagebild.record import Entity, Mention, Page, Report, Sentence, Span, Token

MARKED = """# a note
== one
[Ada|ada] met [the [mayor|mayor] of Zorb|group]. [She|ada] left.
"""


def token(text: str, upos: str, at: int) -> Token:
    return Token((at, at + len(text)), text, text.lower(), upos, (), -1, "root")


def score(tmp_path: Path, chains: dict[str, list[str]], tags: dict[str, str], gold: str) -> CoreferenceScore:
    """The score of chains of words; every word stands once in the text."""
    file = tmp_path / "gold.txt"
    file.write_text(f"== one\n{gold}\n", encoding="utf-8")
    (text,) = read_coreferent_texts(file)
    tokens = tuple(token(word, tags.get(word, "PROPN"), text.text.index(word)) for word in text.text.split())

    def span(word: str) -> Span:
        return (text.text.index(word), text.text.index(word) + len(word))

    entities = tuple(
        Entity(name, name, "PER", tuple(Mention(span(word), "name", span(word)) for word in words))
        for name, words in chains.items()
    )
    sentence = Sentence((0, len(text.text)), 0, tokens)

    def read(page: Page) -> Report:
        return Report(page=page, language="en", sentences=(sentence,), entities=entities)

    return score_coreference(read, [text], "en", lambda: None)


GOLD = "[A1|a] [A2|a] [A3|a] [A4|a] [B1|b]"


def test_all_joined_rightly_is_a_hundred(tmp_path: Path) -> None:
    found = score(tmp_path, {"x": ["A1", "A2", "A3", "A4"], "y": ["B1"]}, {}, GOLD)
    assert (found.muc, found.b_cubed, found.lea, found.found) == (100, 100, 100, 100)


def test_a_chain_in_two_halves(tmp_path: Path) -> None:
    found = score(tmp_path, {"x": ["A1", "A2"], "y": ["A3", "A4"]}, {}, GOLD)
    assert found.muc == 80  # 2 of 3 links, both right
    assert found.b_cubed == 66.67  # each with half of its chain
    assert found.lea == 50  # 2 of 6 links


def test_two_chains_in_one(tmp_path: Path) -> None:
    found = score(tmp_path, {"x": ["A1", "A2", "A3", "A4", "B1"]}, {}, GOLD)
    assert found.muc == 85.71  # 3 of 4 links right
    assert found.lea == 75  # 6 of 10


def test_pronouns_and_descriptions_are_counted_apart(tmp_path: Path) -> None:
    tags = {"A2": "PRON", "A3": "PRON", "A4": "NOUN", "B1": "PRON"}
    found = score(tmp_path, {"x": ["A1", "A2", "A4"], "y": ["A3"], "z": ["B1"]}, tags, GOLD)
    assert (found.pronouns.precision, found.pronouns.recall, found.pronouns.mentions) == (100, 50, 2)
    assert (found.descriptions.precision, found.descriptions.recall) == (100, 100)


def test_marked_text_is_read_with_mentions_in_mentions(tmp_path: Path) -> None:
    file = tmp_path / "gold.txt"
    file.write_text(MARKED, encoding="utf-8")
    (text,) = read_coreferent_texts(file)
    assert text.text == "Ada met the mayor of Zorb. She left."
    assert [(text.text[slice(*m.span)], m.chain) for m in text.mentions] == [
        ("Ada", "ada"), ("the mayor of Zorb", "group"), ("mayor", "mayor"), ("She", "ada"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("== one\nAda|ada] left.\n", "nothing opened"),
        ("== one\n[Ada left.\n", "not closed"),
        ("== one\nAda left.\n", "no report with mentions"),
        ('{"id": "x"}\n', "line 1"),
    ],
)
def test_a_wrong_file_is_named_with_its_fault(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "gold.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=reason):
        read_coreferent_texts(file)
