"""A clause ends at commas, and at the conjunction of an adverbial clause behind it."""

from msgspec.structs import replace

from lagebild.rules.clause import clause_of, stretch_of
from lagebild.rules.tree import Tree
from tests.conllu import sentence


def words_of_clause(table: str, word: str) -> list[str]:
    s = sentence(table)
    at = next(i for i, token in enumerate(s.tokens) if token.text == word)
    return [s.tokens[i].text for i in sorted(clause_of(Tree(s), at))]


def test_what_stands_behind_if_is_no_part_of_the_clause_before() -> None:
    table = """
    Colombo    Colombo   PROPN _            3 nsubj
    may        may       AUX   _            3 aux
    resume     resume    VERB  VerbForm=Inf 0 root
    operations operation NOUN  _            3 obj
    if         if        SCONJ _            7 mark
    talks      talk      NOUN  _            7 nsubj
    fail       fail      VERB  VerbForm=Fin 3 advcl
    """
    assert words_of_clause(table, "resume") == ["Colombo", "may", "resume", "operations", "if"]
    assert "talks" in words_of_clause(table, "fail")


def test_from_with_a_participle_belongs_to_its_verb() -> None:
    table = """
    Tunisia  Tunisia  PROPN _             2 nsubj
    barred   bar      VERB  VerbForm=Fin  0 root
    him      he       PRON  _             2 obj
    from     from     SCONJ _             5 mark
    leaving  leave    VERB  VerbForm=Ger  2 advcl
    """
    assert "leaving" in words_of_clause(table, "barred")


def test_a_hyphen_inside_a_word_ends_no_clause() -> None:
    table = """
    Brazil   Brazil   PROPN _            2 nsubj
    offered  offer    VERB  VerbForm=Fin 0 root
    a        a        DET   _            6 det
    cease    cease    NOUN  _            6 compound
    -        -        PUNCT _            4 punct
    fire     fire     NOUN  _            2 obj
    """
    s = sentence(table)
    glued = [*s.tokens]
    for i in (4, 5):
        start = glued[i - 1].span[1]
        glued[i] = replace(glued[i], span=(start, start + len(glued[i].text)))
    tree = Tree(replace(s, tokens=tuple(glued)))
    assert stretch_of(tree, 1) == {0, 1, 2, 3, 4, 5}
    assert stretch_of(Tree(s), 1) == {0, 1, 2, 3}
