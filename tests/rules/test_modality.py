"""How an event is meant, from the words around it."""

import pytest

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import load_event_words
from lagebild.rules.modality import Reading, read_modality
from lagebild.rules.tree import Tree
from tests.conllu import sentence

WORDS = {language: load_event_words(package_folder("languages") / language / "events") for language in ("de", "en")}

ASSERTED = """
Polen   Polen    PROPN Case=Nom      3 nsubj
hat     haben    AUX   VerbForm=Fin  3 aux
geliefert liefern VERB VerbForm=Part 0 root
"""
DENIED = """
Polen   Polen    PROPN Case=Nom      4 nsubj
hat     haben    AUX   VerbForm=Fin  4 aux
nicht   nicht    PART  _             4 advmod
geliefert liefern VERB VerbForm=Part 0 root
"""
NO_OBJECT = """
Polen   Polen    PROPN Case=Nom      2 nsubj
lieferte liefern VERB  VerbForm=Fin  0 root
keine   kein     DET   Case=Acc      4 det
Panzer  Panzer   NOUN  Case=Acc      2 obj
"""
PLANNED = """
Polen   Polen    PROPN Case=Nom      3 nsubj
will    wollen   AUX   VerbForm=Fin  3 aux
liefern liefern  VERB  VerbForm=Inf  0 root
"""
PASSIVE = """
Panzer  Panzer   NOUN  Case=Nom      3 nsubj:pass
wurden  werden   AUX   VerbForm=Fin  3 aux:pass
geliefert liefern VERB VerbForm=Part 0 root
"""
POSSIBLE = """
Polen   Polen    PROPN Case=Nom      3 nsubj
könnte  können   AUX   Mood=Sub      3 aux
liefern liefern  VERB  VerbForm=Inf  0 root
"""
HEARSAY = """
Polen     Polen    PROPN Case=Nom      3 nsubj
soll      sollen   AUX   VerbForm=Fin  3 aux
geliefert liefern  VERB  VerbForm=Part 0 root
haben     haben    AUX   VerbForm=Inf  3 aux
"""
DISPUTED = """
Polen     Polen      PROPN Case=Nom      2 nsubj
bestreitet bestreiten VERB VerbForm=Fin  0 root
,         ,          PUNCT _             6 punct
Panzer    Panzer     NOUN  Case=Acc      6 obj
zu        zu         PART  _             6 mark
liefern   liefern    VERB  VerbForm=Inf  2 xcomp
"""
IF = """
Falls    falls    SCONJ _             3 mark
Polen    Polen    PROPN Case=Nom      3 nsubj
liefert  liefern  VERB  VerbForm=Fin  6 advcl
,        ,        PUNCT _             3 punct
wird     werden   AUX   VerbForm=Fin  6 aux
angreifen angreifen VERB VerbForm=Inf 0 root
"""
INVERTED = """
Sollte   sollen   AUX   Mood=Sub|VerbForm=Fin 3 aux
Polen    Polen    PROPN Case=Nom      3 nsubj
liefern  liefern  VERB  VerbForm=Inf  6 advcl
,        ,        PUNCT _             3 punct
werde    werden   AUX   Mood=Sub|VerbForm=Fin 6 aux
angreifen angreifen VERB VerbForm=Inf 0 root
"""


@pytest.mark.parametrize(
    ("table", "lemma", "modality"),
    [
        (ASSERTED, "liefern", "asserted"),
        (DENIED, "liefern", "denied"),
        (NO_OBJECT, "liefern", "denied"),
        (PLANNED, "liefern", "planned"),
        (PASSIVE, "liefern", "asserted"),
        (POSSIBLE, "liefern", "possible"),
        (HEARSAY, "liefern", "possible"),
        (DISPUTED, "liefern", "denied"),
        (IF, "angreifen", "conditional"),
        (INVERTED, "angreifen", "conditional"),
    ],
)
def test_german_clause_has_its_modality(table: str, lemma: str, modality: str) -> None:
    assert reading(table, lemma, "de").modality == modality


def test_the_cue_is_the_word_that_says_so() -> None:
    table = sentence(DENIED)
    assert reading(DENIED, "liefern", "de").cue == table.tokens[2].span


@pytest.mark.parametrize("table", [IF, INVERTED])
def test_a_condition_itself_is_not_coded(table: str) -> None:
    assert reading(table, "liefern", "de").hidden


def test_a_question_and_a_demand_code_nothing() -> None:
    question = """
    Liefert liefern VERB  VerbForm=Fin 0 root
    Polen   Polen   PROPN Case=Nom     1 nsubj
    ?       ?       PUNCT _            1 punct
    """
    demand = """
    Kiew     Kiew    PROPN Case=Nom     2 nsubj
    fordert  fordern VERB  VerbForm=Fin 0 root
    ,        ,       PUNCT _            5 punct
    zu       zu      PART  _            5 mark
    liefern  liefern VERB  VerbForm=Inf 2 xcomp
    """
    assert reading(question, "liefern", "de").hidden
    assert reading(demand, "liefern", "de").hidden


def reading(table: str, lemma: str, language: str) -> Reading:
    tree = Tree(sentence(table))
    words = WORDS[language]
    trigger = next(i for i, t in enumerate(tree.tokens) if t.lemma == lemma)
    return read_modality(tree, trigger, words.modality, words.grammar)


@pytest.mark.parametrize("language", ["de", "en"])
def test_words_are_casefolded_when_read(language: str) -> None:
    words = load_event_words(package_folder("languages") / language / "events")
    governors = {w for listed in words.modality.governors.values() for w in listed}
    for word in governors | words.grammar.partitives | words.grammar.documents:
        assert word == word.casefold()


NOT_ONLY = """
Not     not     PART  _                       3 advmod
only    only    ADV   _                       3 advmod
Peru    Peru    PROPN _                       4 nsubj
sent    send    VERB  Tense=Past|VerbForm=Fin 0 root
aid     aid     NOUN  _                       4 obj
"""
CONTRACTED = """
He      he      PRON  _                        3 nsubj
'd      would   AUX   VerbForm=Fin             3 aux
asked   ask     VERB  Tense=Past|VerbForm=Part 0 root
them    they    PRON  _                        3 obj
"""
COUNTERFACTUAL = """
Peru     Peru    PROPN _                        4 nsubj
would    would   AUX   VerbForm=Fin             4 aux
have     have    AUX   VerbForm=Inf             4 aux
attacked attack  VERB  Tense=Past|VerbForm=Part 0 root
Chile    Chile   PROPN _                        4 obj
"""
TOLD = """
They     they    PRON  _                                 2 nsubj
fear     fear    VERB  VerbForm=Fin                      0 root
rebels   rebel   NOUN  _                                 2 obj
who      who     PRON  _                                 5 nsubj
attacked attack  VERB  Mood=Ind|Tense=Past|VerbForm=Fin  3 acl:relcl
Peru     Peru    PROPN _                                 5 obj
"""
BIDDEN = """
Ask      ask     VERB  Mood=Imp|VerbForm=Fin 0 root
the      the     DET   _                     3 det
council  council NOUN  _                     1 obj
"""


@pytest.mark.parametrize(
    ("table", "lemma"), [(NOT_ONLY, "send"), (CONTRACTED, "ask"), (TOLD, "attack")], ids=["not only", "'d", "who did"]
)
def test_what_is_told_as_done_is_asserted(table: str, lemma: str) -> None:
    found = reading(table, lemma, "en")
    assert (found.modality, found.hidden) == ("asserted", False)


@pytest.mark.parametrize(("table", "lemma"), [(COUNTERFACTUAL, "attack"), (BIDDEN, "ask")], ids=["would have", "ask!"])
def test_what_nobody_has_done_is_not_coded(table: str, lemma: str) -> None:
    assert reading(table, lemma, "en").hidden


NEITHER = """
Polen    Polen   PROPN Case=Nom      6 nsubj
hat      haben   AUX   VerbForm=Fin  6 aux
{word}   {word}  CCONJ _             4 cc
Panzer   Panzer  NOUN  Case=Acc      6 obj
noch     noch    ADV   _             6 advmod
geliefert liefern VERB VerbForm=Part 0 root
"""
NOR = """
Polen    Polen   PROPN Case=Nom      5 nsubj
hat      haben   AUX   VerbForm=Fin  5 aux
weder    weder   CCONJ _             4 cc
Panzer   Panzer  NOUN  Case=Acc      5 obj
gekauft  kaufen  VERB  VerbForm=Part 0 root
noch     noch    ADV   _             7 advmod
geliefert liefern VERB VerbForm=Part 5 conj
"""


def test_of_neither_the_one_nor_the_other_was_done() -> None:
    assert reading(NEITHER.format(word="weder"), "liefern", "de").modality == "denied"
    assert reading(NEITHER.format(word="sowohl"), "liefern", "de").modality == "asserted"
    assert reading(NOR, "liefern", "de").modality == reading(NOR, "kaufen", "de").modality == "denied"


def test_behind_a_colon_stands_what_is_said_instead() -> None:
    denied = """
    Polen       Polen       PROPN Case=Nom     2 nsubj
    widersprach dementieren VERB  VerbForm=Fin 0 root
    {mark}      {mark}      PUNCT _            2 punct
    Kiew        Kiew        PROPN Case=Nom     5 nsubj
    liefere     liefern     VERB  VerbForm=Fin 2 ccomp
    """
    assert reading(denied.format(mark=":"), "liefern", "de").modality == "asserted"
    assert reading(denied.format(mark=","), "liefern", "de").modality == "denied"


@pytest.mark.parametrize(("case", "modality"), [("After", "asserted"), ("With", "denied")], ids=["after it", "with it"])
def test_what_had_happened_before_is_not_what_is_denied(case: str, modality: str) -> None:
    denied = """
    {case}   {case}  ADP   _             3 case
    the      the     DET   _             3 det
    attack   attack  NOUN  _             5 obl
    Russia   Russia  PROPN _             5 nsubj
    denied   deny    VERB  VerbForm=Fin  0 root
    links    link    NOUN  _             5 obj
    """
    assert reading(denied.format(case=case), "attack", "en").modality == modality


PLAN = """
Geiseln      Geisel     NOUN  Case=Nom      4 nsubj:pass
sollen       sollen     AUX   VerbForm=Fin  4 aux
bald         bald       ADV   _             4 advmod
freigelassen freilassen VERB  VerbForm=Part 0 root
werden       werden     AUX   VerbForm=Inf  4 aux:pass
"""


def test_a_passive_that_is_to_be_is_a_plan_and_one_that_has_been_hearsay() -> None:
    words = WORDS["de"]
    assert read_modality(Tree(sentence(PLAN)), 3, words.modality, words.grammar).modality == "planned"
    s = sentence(
        PLAN.replace("werden       werden     AUX   VerbForm=Inf  4 aux:pass", "haben haben AUX VerbForm=Inf 4 aux")
    )
    assert read_modality(Tree(s), 3, words.modality, words.grammar).modality == "possible"


def test_a_finite_auxiliary_is_no_infinitive_of_a_perfect() -> None:
    s = sentence(
        """
        Rebellen  Rebell    NOUN  Case=Nom      4 nsubj
        wollen    wollen    AUX   VerbForm=Fin  4 aux
        Waffen    Waffe     NOUN  Case=Acc      4 obj
        übergeben übergeben VERB  VerbForm=Part 0 root
        """
    )
    words = WORDS["de"]
    assert read_modality(Tree(s), 3, words.modality, words.grammar).modality == "planned"


def test_what_is_not_ruled_out_is_possible() -> None:
    s = sentence(
        """
        Polen    Polen       PROPN Case=Nom      2 nsubj
        schloss  ausschließen VERB VerbForm=Fin  0 root
        Angriffe Angriff     NOUN  Case=Acc      2 obj
        nicht    nicht       PART  _             2 advmod
        aus      aus         ADP   _             2 compound:prt
        """
    )
    words = WORDS["de"]
    assert read_modality(Tree(s), 2, words.modality, words.grammar).modality == "possible"
