"""The head of names: what is looked up, which words are read, which tags may follow."""

from pathlib import Path

import numpy as np
import pytest

from lagebild.engines.network.features import shape_of
from lagebild.engines.network.names import (
    LISTS,
    NAMES,
    as_flags,
    best_tags,
    key_of,
    legal_steps,
    look_up,
    may_be_names,
)
from lagebild.engines.network.network import Network, Text
from lagebild.errors import DataError
from tests.engines.network.weights import LABELS, write_name_head, write_network

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
KEYS = np.array(sorted(key_of(word) for word in ("Merkel", "Bern")), np.uint32)
BITS = np.array([{key_of("Merkel"): 2, key_of("Bern"): 4}[key] for key in KEYS.tolist()], np.uint16)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_network(tmp_path)
    write_name_head(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("form", "bits"),
    [
        ("Merkel", 2),
        ("Merkels", 2),
        ("MERKEL", 2),
        ("BERN", 4),
        ("Berns", 4),
        ("merkel", 0),
        ("Haus", 0),
        ("s", 0),
        ("", 0),
    ],
)
def test_words_stand_on_lists_in_the_genitive_and_in_capitals_too(form: str, bits: int) -> None:
    assert look_up([form], KEYS, BITS).tolist() == [bits]


def test_bits_become_flags_the_lowest_first() -> None:
    assert as_flags(np.array([5], np.uint16))[0].tolist() == [1.0, 0.0, 1.0] + [0.0] * (LISTS - 3)


def test_words_with_capitals_or_digits_and_single_words_between_are_read() -> None:
    words = "gestern kam Jan van Berg aus der A7 und ging"
    shapes = np.array([shape_of(word, True) for word in words.split(" ")])
    guesses, texts = np.zeros((len(shapes), 3), np.float32), np.zeros(len(shapes), np.intp)
    guesses[:, 0] = 5
    found = may_be_names(shapes, guesses, texts)
    assert [w for w, read in zip(words.split(" "), found, strict=True) if read] == ["Jan", "van", "Berg", "A7"]
    guesses[0, 2] = 6
    assert may_be_names(shapes, guesses, texts)[0]
    guesses[2, 0] = 12
    assert not may_be_names(shapes, guesses, texts)[2]


def test_no_word_is_between_those_of_two_texts() -> None:
    shapes = np.array([shape_of(word, True) for word in ("Bern", "und", "Thun")])
    texts = np.array([0, 0, 1])
    assert may_be_names(shapes, np.full((3, 3), (1, 0, 0), np.float32), texts).tolist() == [True, False, True]


def test_no_name_begins_with_its_middle() -> None:
    legal = legal_steps(TAGS)
    scores = np.array([[0, 0, 3, 0, 0], [0, 0, 2, 1, 1.5]], np.float32)
    assert best_tags(scores, legal).tolist() == [1, 2]
    assert not legal[0, 2]
    assert not legal[1, 4]
    assert legal[2, 3]


def test_names_are_the_same_alone_and_among_others_and_change_no_tree(folder: Path, tmp_path: Path) -> None:
    forms = ["Herr Jan Berg kam .", "Nein", "Die EU und Bern , sagte Merkels Sprecher ."]
    texts = [Text(f.split(" "), [True] * len(f.split(" ")), [0] * len(f.split(" "))) for f in forms]
    plain = tmp_path / "plain"
    write_network(plain)
    together = Network(folder).read(texts)
    for text, expected, before in zip(texts, together, Network(plain).read(texts), strict=True):
        assert Network(folder).read([text])[0].names.tolist() == expected.names.tolist()
        assert expected.heads.tolist() == before.heads.tolist()
        assert expected.upos.tolist() == before.upos.tolist()
        tags = [LABELS.names[i] for i in expected.names]
        assert all(tag != "I-PER" or before != "O" for before, tag in zip(["O", *tags], tags, strict=False))


def test_odd_words_are_read(folder: Path) -> None:
    odd = Text(["\ud800s", "X" * 10_000, "", "\u202e", "ＡＢ", "1.000"], [True] * 6, [0] * 6)
    assert len(Network(folder).read([odd])[0].names) == 6


def test_a_head_that_lacks_an_array_is_named(folder: Path) -> None:
    with np.load(folder / NAMES) as stored:
        kept = {name: stored[name] for name in stored.files if name != "bits"}
    np.savez_compressed(folder / NAMES, **kept)
    with pytest.raises(DataError, match=r"names\.npz lacks bits"):
        Network(folder)
