"""Who stands behind the comma of a fronted phrase is the subject of a verb that has none; lists stay lists."""

from lagebild.rules.fronted import free_subjects
from lagebild.rules.tree import Tree
from tests.conllu import sentence


def test_names_strung_on_to_a_fronted_phrase_become_the_subject() -> None:
    s = Tree(
        sentence(
            """
        After    after    ADP   _            2 case
        talks    talk     NOUN  _            8 obl
        in       in       ADP   _            4 case
        Lima     Lima     PROPN _            2 nmod
        ,        ,        PUNCT _            6 punct
        Peru     Peru     PROPN _            4 conj
        finally  finally  ADV   _            8 advmod
        signed   sign     VERB  VerbForm=Fin 0 root
        it       it       PRON  _            8 obj
        """
        )
    )
    freed = free_subjects(s).tokens
    assert (freed[5].head, freed[5].deprel) == (7, "nsubj")


def test_both_of_two_names_are_freed() -> None:
    s = Tree(
        sentence(
            """
        In       in       ADP   _            2 case
        Lima     Lima     PROPN _            7 obl
        ,        ,        PUNCT _            4 punct
        Peru     Peru     PROPN _            2 conj
        and      and      CCONJ _            6 cc
        Chile    Chile    PROPN _            2 conj
        agreed   agree    VERB  VerbForm=Fin 0 root
        """
        )
    )
    freed = free_subjects(s).tokens
    assert [(freed[i].head, freed[i].deprel) for i in (3, 5)] == [(6, "nsubj"), (3, "conj")]


def test_a_list_before_a_verb_with_a_subject_is_left_alone() -> None:
    s = Tree(
        sentence(
            """
        In       in       ADP   _            2 case
        Lima     Lima     PROPN _            6 obl
        ,        ,        PUNCT _            4 punct
        Quito    Quito    PROPN _            2 conj
        they     they     PRON  _            6 nsubj
        agreed   agree    VERB  VerbForm=Fin 0 root
        """
        )
    )
    assert free_subjects(s) == s
