"""Which lists hold a word: by itself, and by its ending unless it ends so by chance."""

from lagebild.rules.word_lists import WordLists

BLOWS, PROPOSALS = frozenset({"*schlag"}), frozenset({"*vorschlag"})


def test_a_compound_is_on_the_list_of_its_ending() -> None:
    lists = WordLists((BLOWS, PROPOSALS))
    assert lists.holding("luftschlag") == lists.bits((BLOWS,))


def test_what_ends_so_by_chance_is_only_on_lists_of_its_whole_ending() -> None:
    lists = WordLists((BLOWS, PROPOSALS), ("vorschlag",))
    assert lists.holding("kompromissvorschlag") == lists.bits((PROPOSALS,))
    assert lists.holding("gegenschlag") == lists.bits((BLOWS,))
