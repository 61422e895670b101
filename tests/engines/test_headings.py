"""What a headline names before a colon, and what is told of it behind."""

from lagebild.engines.headings import part_heading
from tests.conllu import sentence


def relations(table: str) -> list[str]:
    tokens = list(sentence(table).tokens)
    part_heading(tokens)
    return [token.deprel for token in tokens]


def test_the_scene_before_a_colon_is_no_second_subject() -> None:
    table = """
Kenia Kenia PROPN _ 4 nsubj
: : PUNCT _ 4 punct
Soldaten Soldat NOUN _ 4 nsubj
räumen räumen VERB VerbForm=Fin 0 root
Markt Markt NOUN _ 4 obj
"""
    assert relations(table)[:3] == ["dislocated", "punct", "nsubj"]


def test_whoever_alone_can_do_it_stays_the_subject() -> None:
    table = """
Kenia Kenia PROPN _ 3 nsubj
: : PUNCT _ 3 punct
schickt schicken VERB VerbForm=Fin 0 root
Truppen Truppe NOUN _ 3 obj
"""
    assert relations(table)[0] == "nsubj"


def test_a_subject_before_a_later_colon_is_left_alone() -> None:
    table = """
Die die DET _ 2 det
Ministerin Ministerin NOUN _ 3 nsubj
sagte sagen VERB VerbForm=Fin 0 root
: : PUNCT _ 6 punct
Berlin Berlin PROPN _ 6 nsubj
hilft helfen VERB VerbForm=Fin 3 ccomp
"""
    assert relations(table)[1] == "nsubj"
