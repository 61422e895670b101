"""What the spelling of a word alone says, read once."""

import pytest

from lagebild.knowledge import lexicon as module
from lagebild.knowledge import remembered
from tests.marked import lexicon


def test_a_word_says_whom_it_may_name() -> None:
    german = lexicon("de")
    assert german.word("Iran").longest_name > 0
    assert german.word("Tisch").longest_name == 0
    assert german.word("Armenier").people is not None
    assert german.word("Exil-Iraner").people_at_end is not None
    assert german.word("armenische").adjective == "ARM"
    assert german.word("Minsker").town == "BLR"


def test_a_compound_is_of_the_organisation_that_it_begins_with_where_a_noun_is_its_rest() -> None:
    german = lexicon("de")
    known = german.word("Kremlsprecher").compound_of
    assert known is not None
    assert known.country == "RUS"
    assert german.word("Etage").compound_of is None


def test_an_adjective_of_a_country_has_a_capital_only_where_the_language_says_so() -> None:
    assert lexicon("en").word("Turkish").adjective == "TUR"
    assert lexicon("en").word("turkish").adjective is None
    assert lexicon("de").word("türkische").adjective == "TUR"


def test_a_common_word_or_one_with_a_digit_is_no_name_of_a_person() -> None:
    german = lexicon("de")
    assert german.word("Holm").may_be_name
    assert not any(german.word(text).may_be_name for text in ("holm", "Montag", "Polizist", "Su-27", "Der", "H"))


def test_no_more_words_are_kept_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST_KNOWN", 3)
    english = module.Lexicon(lexicon("en").words, lexicon("en").world)
    for n in range(10):
        assert english.word(f"word{n}").lower == f"word{n}"
    assert len(english._read) <= 3
