import pytest

from lagebild.knowledge import remembered
from lagebild.knowledge.remembered import Remembered


def test_each_word_is_asked_for_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = Remembered(length)
    assert [lengths[word] for word in ("ja", "nein", "ja")] == [2, 4, 2]
    assert asked == ["ja", "nein"]


def test_no_more_answers_are_kept_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST_KNOWN", 2)
    lengths = Remembered(len)
    assert [lengths[word] for word in ("a", "bb", "ccc", "a")] == [1, 2, 3, 1]
    assert len(lengths) <= 2
