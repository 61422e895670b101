"""A report is of another world than politics by the share of its sentences with a word of that world."""

from lagebild.record import Sentence, Span
from lagebild.rules.word_lists import names_one
from lagebild.stages.events.elsewhere import is_elsewhere, tells_of_pastime
from tests.conllu import sentence

WORDS = frozenset({"pokal", "*finale", "*elf"})
COUNTING = frozenset({"elf"})


def tells_of_sport(report: tuple[Sentence, ...], governing: frozenset[Span] = frozenset()) -> bool:
    return is_elsewhere(report, [names_one(one.tokens, WORDS) for one in report], governing)


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
    assert tells_of_sport(report)


def test_a_single_word_is_not() -> None:
    report = tuple(sentence(said(noun)) for noun in ("Pokal", "Treffen", "Wahl", "Regen", "Abend"))
    assert not tells_of_sport(report)


def test_few_sentences_say_nothing() -> None:
    assert not tells_of_sport((sentence(said("Pokal")),) * 4)


def test_those_who_govern_outweigh_it() -> None:
    report = tuple(
        sentence(said(noun)) for noun in ("Halbfinale", "Pokal", "Minister", "Minister", "Minister", "Abend")
    )
    ministers = frozenset(s.tokens[2].span for s in report if s.tokens[2].text == "Minister")
    assert not tells_of_sport(report, ministers)
    single = tuple(sentence(said(noun)) for noun in ("Halbfinale", "Pokal", "Minister", "Treffen", "Regen", "Abend"))
    assert tells_of_sport(single, ministers)


def test_a_number_is_no_team() -> None:
    eleven = sentence(said("Tote").replace("Das   das  PRON  _ 3 nsubj", "elf   elf  NUM   _ 3 nsubj"))
    assert not tells_of_pastime(eleven, WORDS, COUNTING)
    assert tells_of_pastime(sentence(said("Elf")), WORDS, COUNTING)
