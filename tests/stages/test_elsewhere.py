"""A report is of another world than politics by the share of its sentences with a word of that world."""

from lagebild.stages.events.elsewhere import is_elsewhere
from tests.conllu import sentence

WORDS = frozenset({"pokal", "*finale", "*elf"})
COUNTING = frozenset({"elf"})


def said(noun: str) -> str:
    return f"""
    Das   das  PRON  _ 3 nsubj
    war   sein AUX   _ 3 cop
    {noun} {noun} NOUN _ 0 root
    in    in   ADP   _ 5 case
    Wien  Wien PROPN _ 3 nmod
    """


def test_a_quarter_of_the_sentences_is_enough() -> None:
    report = tuple(sentence(said(noun)) for noun in ("Halbfinale", "Pokal", "Treffen", "Wahl", "Regen", "Abend"))
    assert is_elsewhere(report, WORDS)


def test_a_single_word_is_not() -> None:
    report = tuple(sentence(said(noun)) for noun in ("Pokal", "Treffen", "Wahl", "Regen", "Abend"))
    assert not is_elsewhere(report, WORDS)


def test_few_sentences_say_nothing() -> None:
    assert not is_elsewhere((sentence(said("Pokal")),) * 4, WORDS)


def test_those_who_govern_outweigh_it() -> None:
    report = tuple(
        sentence(said(noun)) for noun in ("Halbfinale", "Pokal", "Minister", "Minister", "Minister", "Abend")
    )
    ministers = frozenset(s.tokens[2].span for s in report if s.tokens[2].text == "Minister")
    assert not is_elsewhere(report, WORDS, ministers)
    single = tuple(sentence(said(noun)) for noun in ("Halbfinale", "Pokal", "Minister", "Treffen", "Regen", "Abend"))
    assert is_elsewhere(single, WORDS, ministers)


def test_a_number_is_no_team() -> None:
    eleven = said("Tote").replace("Das   das  PRON  _ 3 nsubj", "elf   elf  NUM   _ 3 nsubj")
    assert not is_elsewhere(tuple(sentence(eleven) for _ in range(6)), WORDS, counting=COUNTING)
    team = tuple(sentence(said("Elf")) for _ in range(6))
    assert is_elsewhere(team, WORDS, counting=COUNTING)
