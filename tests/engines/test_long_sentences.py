"""Sentences without full stops are cut, and every piece is a tree."""

from lagebild.engines.long_sentences import LONGEST, cut_long_sentences
from lagebild.pipeline import Found
from lagebild.record import Sentence, Token


def sentence(length: int, commas: tuple[int, ...] = ()) -> Sentence:
    """A chain: each word hangs on the one before it."""
    tokens = tuple(
        Token((2 * i, 2 * i + 1), "a", "a", "PUNCT" if i in commas else "NOUN", (), i - 1, "conj" if i else "root")
        for i in range(length)
    )
    return Sentence((0, 2 * length - 1), 0, tokens)


def test_a_sentence_of_ordinary_length_is_left_alone() -> None:
    found = Found((sentence(LONGEST),))
    assert cut_long_sentences(found) == found


def test_a_longer_one_is_cut_behind_a_mark_and_noted() -> None:
    found = cut_long_sentences(Found((sentence(600, commas=(200,)),)))
    assert [len(s.tokens) for s in found.part] == [201, 250, 149]
    assert [s.span for s in found.part] == [(0, 401), (402, 901), (902, 1199)]
    assert found.notes[0].reason == "a sentence of 600 words was cut"


def test_every_piece_is_a_tree_with_one_root() -> None:
    for piece in cut_long_sentences(Found((sentence(600),))).part:
        assert [t.head for t in piece.tokens].count(-1) == 1
        assert all(t.head < i for i, t in enumerate(piece.tokens))
