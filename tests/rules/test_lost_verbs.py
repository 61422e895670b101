"""Sentences with a noun as root and an active verb below it get the verb as root; true noun phrases keep theirs."""

from lagebild.rules.lost_verbs import name_reflexives, raise_verbs
from lagebild.rules.tree import Tree
from tests.conllu import sentence


def test_a_verb_taken_for_a_participle_of_the_root_is_raised() -> None:
    s = Tree(
        sentence(
            """
        A      a      DET  _                        2 det
        court  court  NOUN _                        0 root
        freed  free   VERB Tense=Past|VerbForm=Part 2 acl
        a      a      DET  _                        5 det
        pastor pastor NOUN _                        2 nmod
        """
        )
    )
    raised = raise_verbs(s).tokens
    assert [(t.head, t.deprel) for t in (raised[1], raised[2], raised[4])] == [(2, "nsubj"), (-1, "root"), (2, "obj")]


def test_a_verb_taken_for_an_attribute_of_its_object_is_raised() -> None:
    s = Tree(
        sentence(
            """
        Moscow  Moscow PROPN _                        3 amod
        shipped ship   VERB  Tense=Past|VerbForm=Part 3 amod
        tanks   tank   NOUN  _                        0 root
        to      to     ADP   _                        5 case
        Angola  Angola PROPN _                        3 nmod
        """
        )
    )
    raised = raise_verbs(s).tokens
    assert [(t.head, t.deprel) for t in raised] == [
        (1, "nsubj"),
        (-1, "root"),
        (1, "obj"),
        (4, "case"),
        (1, "obl"),
    ]


def test_a_participle_before_a_preposition_stays_one() -> None:
    s = Tree(
        sentence(
            """
        Man      man    NOUN  _                        0 root
        arrested arrest VERB  Tense=Past|VerbForm=Part 1 acl
        in       in     ADP   _                        4 case
        Kyiv     Kyiv   PROPN _                        2 obl
        """
        )
    )
    assert raise_verbs(s) is s


def test_a_preposition_of_the_day_before_the_verb_is_not_the_object_s() -> None:
    s = Tree(
        sentence(
            """
        court   court   NOUN  _                        0 root
        on      on      ADP   _                        5 case
        Tuesday Tuesday PROPN _                        4 obl
        freed   free    VERB  Tense=Past|VerbForm=Part 5 amod
        leader  leader  NOUN  _                        1 nmod
        """
        )
    )
    raised = raise_verbs(s).tokens
    assert [(t.head, t.deprel) for t in raised] == [(3, "nsubj"), (2, "case"), (3, "obl"), (-1, "root"), (3, "obj")]


AGREED = """
Chile    Chile   PROPN _            5 nsubj
konnten  können  AUX   VerbForm=Fin 5 aux
sich     sich    PRON  Reflex=Yes   5 obj
nicht    nicht   PART  _            5 advmod
einigen  einigen DET   _            0 root
"""


def test_only_a_verb_has_itself_for_its_object() -> None:
    verb = name_reflexives(Tree(sentence(AGREED))).tokens[4]
    assert (verb.upos, verb.lemma) == ("VERB", "einigen")


def test_a_determiner_stays_one() -> None:
    s = Tree(sentence(AGREED.replace("Reflex=Yes", "_")))
    assert name_reflexives(s) is s
