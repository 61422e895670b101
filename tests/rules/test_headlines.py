"""Headlines whose parse has a noun as root get their verb as root; true noun phrases keep theirs."""

from lagebild.rules.headlines import raise_headline
from lagebild.rules.tree import Tree
from tests.conllu import sentence

PLAN = """
    {noun}  {noun} NOUN _            0 root
    to      to     PART _            3 mark
    send    send   VERB VerbForm=Inf 1 acl
    tanks   tank   NOUN _            3 obj
    """


def test_an_infinitive_behind_an_actor_is_raised() -> None:
    s = Tree(sentence(PLAN.format(noun="Seoul")))
    raised = raise_headline(s, {s.tokens[0].span}, {"to"}, ()).tokens
    assert [(t.head, t.deprel) for t in raised] == [(2, "nsubj"), (2, "mark"), (-1, "root"), (2, "obj")]


def test_an_infinitive_behind_another_noun_is_not() -> None:
    s = Tree(sentence(PLAN.format(noun="plan")))
    assert raise_headline(s, (), {"to"}, ()) is s


def test_a_language_without_marks_has_no_such_headlines() -> None:
    s = Tree(sentence(PLAN.format(noun="Seoul")))
    assert raise_headline(s, {s.tokens[0].span}, (), ()) is s


PAST = """
    Protests protest NOUN _                        0 root
    {verb}   {lemma} VERB Tense=Past|VerbForm=Part 1 acl
    in       in      ADP  _                        4 case
    Peru     Peru    PROPN _                       2 obl
    """


def test_what_has_no_passive_is_no_participle() -> None:
    s = Tree(sentence(PAST.format(verb="erupted", lemma="erupt")))
    raised = raise_headline(s, (), {"to"}, {"erupt"}).tokens
    assert [(t.head, t.deprel) for t in raised] == [(1, "nsubj"), (-1, "root"), (3, "case"), (1, "obl")]


def test_another_participle_stays_one() -> None:
    s = Tree(sentence(PAST.format(verb="held", lemma="hold")))
    assert raise_headline(s, (), {"to"}, {"erupt"}) is s


def test_a_noun_with_a_subject_is_a_verb() -> None:
    s = Tree(
        sentence(
            """
        leader leader NOUN _ 2 nsubj
        warns  warns  NOUN _ 0 root
        of     of     ADP  _ 4 case
        war    war    NOUN _ 2 nmod
        """
        )
    )
    raised = raise_headline(s, (), {"to"}, ()).tokens
    assert (raised[1].upos, raised[1].lemma, raised[3].deprel) == ("VERB", "warn", "obl")


def test_a_noun_without_ending_is_a_verb_right_behind_its_subject() -> None:
    text = """
    Police   police  NOUN _ 2 nsubj
    fire     fire    NOUN _ 0 root
    on       on      ADP  _ 4 case
    strikers striker NOUN _ 2 nmod
    """
    raised = raise_headline(Tree(sentence(text)), (), {"to"}, ()).tokens
    assert (raised[1].upos, raised[1].lemma, raised[3].deprel) == ("VERB", "fire", "obl")
    apart = Tree(sentence("Police police NOUN _ 3 nsubj\n, , PUNCT _ 3 punct\nfire fire NOUN _ 0 root"))
    assert raise_headline(apart, (), {"to"}, ()) is apart
