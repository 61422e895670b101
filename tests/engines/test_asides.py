""" "Six of them children" between two commas, and near misses."""

from lagebild.engines.asides import join_asides
from tests.conllu import sentence

KILLED = """
least least ADJ _ 2 advmod
18 18 NUM _ 3 nummod
civilians civilian NOUN _ 11 {noun}
, , PUNCT _ 3 punct
six six NUM _ 11 nsubj:pass
of of ADP _ 7 case
them they PRON Number=Plur|Person=3 5 nmod
children child NOUN _ 5 nmod
, , PUNCT _ 3 punct
were be AUX VerbForm=Fin 11 aux:pass
killed kill VERB _ 0 root
"""


def arcs(table: str) -> list[tuple[str, int]]:
    tokens = list(sentence(table).tokens)
    join_asides(tokens)
    return [(token.deprel, token.head) for token in tokens]


def test_the_noun_before_it_is_the_subject() -> None:
    for noun in ("obl", "nsubj:pass"):
        found = arcs(KILLED.format(noun=noun))
        assert found[2] == ("nsubj:pass", 10)
        assert found[4] == ("appos", 2)


def test_the_noun_is_the_subject_of_a_verb_without_one() -> None:
    hung = KILLED.format(noun="obl").replace("six six NUM _ 11 nsubj:pass", "six six NUM _ 3 appos")
    assert arcs(hung)[2] == ("nsubj:pass", 10)
    with_subject = hung.replace("least least ADJ _ 2 advmod", "Jets jet NOUN _ 11 nsubj")
    assert arcs(with_subject)[2] == ("obl", 10)


def test_it_tells_of_an_object_too() -> None:
    table = """
Soldiers soldier NOUN _ 2 nsubj
arrested arrest VERB VerbForm=Fin 0 root
people people NOUN _ 2 obj
, , PUNCT _ 5 punct
most most ADJ _ 2 nsubj
of of ADP _ 7 case
them they PRON Number=Plur|Person=3 5 nmod
students student NOUN _ 2 parataxis
, , PUNCT _ 2 punct
yesterday yesterday NOUN _ 2 obl
"""
    found = arcs(table)
    assert found[0] == ("nsubj", 1)
    assert found[2] == ("obj", 1)
    assert found[4] == ("appos", 2)


def test_behind_a_place_or_without_a_second_comma_it_is_the_subject() -> None:
    table = """
In in ADP _ 2 case
Kharkiv Kharkiv PROPN _ 8 obl
, , PUNCT _ 2 punct
two two NUM _ 8 nsubj:pass
of of ADP _ 6 case
them they PRON Number=Plur|Person=3 4 nmod
were be AUX VerbForm=Fin 8 aux:pass
killed kill VERB _ 0 root
, , PUNCT _ 11 punct
police police NOUN _ 11 nsubj
said say VERB VerbForm=Fin 8 parataxis
"""
    assert arcs(table)[3] == ("nsubj:pass", 7)
    open_end = KILLED.format(noun="obl").replace(", , PUNCT _ 3 punct\nwere", "thus thus ADV _ 11 advmod\nwere")
    assert arcs(open_end)[4] == ("nsubj:pass", 10)
