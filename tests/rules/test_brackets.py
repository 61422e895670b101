"""A participle that a relative clause cut off from its auxiliary is found again."""

from lagebild.rules.brackets import close_brackets
from lagebild.rules.tree import Tree
from tests.conllu import sentence

BROKEN = """
Polen      Polen      PROPN _                            2 nsubj
hat        haben      VERB  VerbForm=Fin                 0 root
Boten      Bote       NOUN  _                            2 obj
,          ,          PUNCT _                            7 punct
denen      der        PRON  PronType=Rel                 7 obl
es         es         PRON  _                            7 nsubj
misstraut  misstrauen VERB  VerbForm=Fin                 3 acl:relcl
,          ,          PUNCT _                            10 punct
Pässe      Pass       NOUN  _                            10 obj
entzogen   entziehen  VERB  VerbForm=Part                3 acl:relcl
.          .          PUNCT _                            2 punct
"""


def test_the_participle_behind_a_relative_clause_is_the_verb() -> None:
    tokens = close_brackets(Tree(sentence(BROKEN)), ["haben"]).tokens
    assert (tokens[9].head, tokens[9].deprel) == (-1, "root")
    assert (tokens[1].head, tokens[1].deprel) == (9, "aux")
    assert (tokens[0].head, tokens[2].head, tokens[6].head) == (9, 9, 2)


def test_a_passive_relative_clause_stays_one() -> None:
    s = Tree(
        sentence(
            BROKEN.replace(
                "es         es         PRON  _                            7",
                "es         es         PRON  _                            10",
            )
        )
    )
    assert close_brackets(s, ["haben"]) is s


def test_a_language_without_brackets_is_left_alone() -> None:
    s = Tree(sentence(BROKEN))
    assert close_brackets(s, []) is s


APPOSITION = """
Polen     Polen     PROPN _             2 nsubj
hat       haben     VERB  VerbForm=Fin  0 root
Ponta     Ponta     PROPN _             2 obj
,         ,         PUNCT _             5 punct
Chef      Chef      NOUN  _             3 appos
,         ,         PUNCT _             5 punct
Hilfe     Hilfe     NOUN  _             8 obj
zugesagt  zusagen   VERB  VerbForm=Part 3 acl:relcl
.         .         PUNCT _             2 punct
"""


def test_the_participle_behind_an_apposition_is_the_verb() -> None:
    tokens = close_brackets(Tree(sentence(APPOSITION)), ["haben"]).tokens
    assert (tokens[7].head, tokens[7].deprel) == (-1, "root")
    assert (tokens[0].head, tokens[1].deprel) == (7, "aux")
