"""Logical arguments are the same however the clause is built."""

import pytest
from msgspec.structs import replace

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import Grammar, Slot, load_event_words
from lagebild.record import Sentence
from lagebild.rules.clause import clause_of
from lagebild.rules.frame import Frame
from lagebild.rules.tree import Tree
from tests.conllu import sentence

GRAMMAR = Grammar(
    passive_auxiliaries=frozenset({"werden"}),
    active_auxiliaries=frozenset({"haben"}),
    agent_cases=frozenset({"von", "durch"}),
    support_verbs=frozenset({"fliegen"}),
    object_control=frozenset({"zwingen"}),
    relative_pronouns=frozenset({"die"}),
    intransitives=frozenset({"landen"}),
    nominative_fallback=True,
)

ACTIVE = """
Rebellen  Rebell    NOUN  Case=Nom       2  nsubj
überfielen überfallen VERB VerbForm=Fin  0  root
den       der       DET   _              4  det
Konvoi    Konvoi    NOUN  Case=Acc       2  obj
"""
PASSIVE = """
Der       der       DET   _              2  det
Konvoi    Konvoi    NOUN  Case=Nom       6  nsubj:pass
wurde     werden    AUX   VerbForm=Fin   6  aux:pass
von       von       ADP   _              5  case
Rebellen  Rebell    NOUN  Case=Dat       6  obl
überfallen überfallen VERB VerbForm=Part 0  root
"""
PARTICIPLE = """
der        der        DET   _              5  det
von        von        ADP   _              3  case
Rebellen   Rebell     NOUN  Case=Dat       4  obl
überfallene überfallen VERB VerbForm=Part  5  amod
Konvoi     Konvoi     NOUN  Case=Nom       0  root
"""
RELATIVE = """
Rebellen   Rebell     NOUN  Case=Nom         0  root
,          ,          PUNCT _                5  punct
die        der        PRON  Case=Nom|PronType=Rel 5 nsubj
Konvois    Konvoi     NOUN  Case=Acc         5  obj
überfielen überfallen VERB  VerbForm=Fin     1  acl:relcl
"""
CONTROL = """
Soldaten   Soldat     NOUN  Case=Nom         2  nsubj
zwangen    zwingen    VERB  VerbForm=Fin     0  root
Rebellen   Rebell     NOUN  Case=Acc         2  obj
,          ,          PUNCT _                7  punct
Konvois    Konvoi     NOUN  Case=Acc         7  obj
zu         zu         PART  _                7  mark
überfallen überfallen VERB  VerbForm=Inf     2  xcomp
"""


@pytest.mark.parametrize("table", [ACTIVE, PASSIVE, PARTICIPLE, RELATIVE, CONTROL])
def test_subject_and_object_are_logical(table: str) -> None:
    tree, frame = frame_of(sentence(table), "überfallen")
    assert words(tree, frame.slot(Slot("subject"))) == ["Rebell"]
    assert words(tree, frame.slot(Slot("object"))) == ["Konvoi"]


def test_second_subject_is_read_as_an_object() -> None:
    """Small parsers give two subjects where names carry no case: "Die USA werfen China Spionage vor"."""
    tree, frame = frame_of(
        sentence("""
        USA     USA     PROPN _            2 nsubj
        werfen  vorwerfen VERB VerbForm=Fin 0 root
        China   China   PROPN _            2 nsubj
        Spionage Spionage NOUN Case=Acc    2 flat
        """),
        "vorwerfen",
    )
    assert words(tree, frame.slot(Slot("subject"))) == ["USA"]
    assert words(tree, frame.slot(Slot("indirect"))) == ["China"]


def test_a_perfect_is_active_whatever_the_label_of_its_subject() -> None:
    tree, frame = frame_of(
        sentence("""
        Truppen Truppe  NOUN Case=Nom      4 nsubj:pass
        haben   haben   AUX  VerbForm=Fin  4 aux
        Dörfer  Dorf    NOUN Case=Acc      4 obj
        erobert erobern VERB VerbForm=Part 0 root
        """),
        "erobern",
    )
    assert words(tree, frame.slot(Slot("subject"))) == ["Truppe"]
    assert words(tree, frame.slot(Slot("object"))) == ["Dorf"]


def test_an_intransitive_verb_is_active_whatever_its_label() -> None:
    tree = Tree(
        sentence(
            """
            Truppen  Truppe NOUN Case=Nom      3 nsubj:pass
            sind     sein   AUX  VerbForm=Fin  3 aux:pass
            gelandet landen VERB VerbForm=Part 0 root
            """
        )
    )
    frame = Frame(tree, 2, GRAMMAR)
    assert not frame.passive
    assert frame.slot(Slot("subject")) == [0]


def test_an_auxiliary_has_the_subject_of_its_verb() -> None:
    tree = Tree(
        sentence(
            """
            Truppen  Truppe   NOUN Case=Nom      3 nsubj
            müssten  müssen   AUX  VerbForm=Fin  3 aux
            abziehen abziehen VERB VerbForm=Inf  0 root
            """
        )
    )
    assert Frame(tree, 1, GRAMMAR).slot(Slot("subject")) == [0]


def test_a_nominative_that_was_taken_for_an_adverbial_is_the_subject() -> None:
    tree = Tree(
        sentence(
            """
            Der     der      DET   Case=Nom     2 det
            Kreml   Kreml    PROPN _            3 obl
            lehnte  ablehnen VERB  VerbForm=Fin 0 root
            es      es       PRON  Case=Acc     3 obj
            ab      ab       ADP   _            3 compound:prt
            """
        )
    )
    assert Frame(tree, 2, GRAMMAR).slot(Slot("subject")) == [1]


def test_of_two_nominatives_the_masculine_one_is_the_subject() -> None:
    tree = Tree(
        sentence(
            """
            Die         die       DET  Case=Nom|Gender=Fem|Number=Sing  2 det
            Bereitschaft Bereitschaft NOUN Case=Nom|Gender=Fem|Number=Sing 6 nsubj
            hat         haben     AUX  VerbForm=Fin                     6 aux
            der         der       DET  Case=Nom|Gender=Masc|Number=Sing 5 det
            Minister    Minister  NOUN Case=Nom|Gender=Masc|Number=Sing 6 nsubj
            bekundet    bekunden  VERB VerbForm=Part                    0 root
            """
        )
    )
    frame = Frame(tree, 5, GRAMMAR)
    assert (frame.slot(Slot("subject")), frame.slot(Slot("object"))) == ([4], [1])


def test_where_it_happens_hangs_on_the_trigger_itself() -> None:
    tree = Tree(
        sentence(
            """
            In          in            ADP   _            2 case
            Mali        Mali          PROPN Case=Dat     3 obl
            protestiert protestieren  VERB  VerbForm=Fin 0 root
            man         man           PRON  Case=Nom     3 nsubj
            gegen       gegen         ADP   _            6 case
            Putschisten Putschist     NOUN  Case=Acc     3 obl
            in          in            ADP   _            8 case
            Niger       Niger         PROPN Case=Dat     6 nmod
            """
        )
    )
    assert Frame(tree, 2, GRAMMAR).slot(Slot("local", frozenset({"in"}))) == [1]


def test_a_verb_joined_to_a_noun_has_it_as_subject() -> None:
    """ "An earthquake hit the coast, killing three": with *hit* taken for a noun, the rest hangs on the earthquake."""
    tree, frame = frame_of(
        sentence("""
        Beben  Beben  NOUN _            0 root
        tötet  töten  VERB VerbForm=Fin 1 conj
        """),
        "töten",
    )
    assert words(tree, frame.slot(Slot("subject"))) == ["Beben"]


def test_accusative_in_front_is_the_object_whatever_the_parse_says() -> None:
    tree, frame = frame_of(
        sentence("""
        Einen   ein    DET  Case=Acc 2 det
        Markt   Markt  NOUN Case=Nom 5 nsubj
        die     der    DET  Case=Nom 4 det
        Armee   Armee  NOUN Case=Nom 5 obj
        bombardiert bombardieren VERB VerbForm=Fin 0 root
        """),
        "bombardieren",
    )
    assert words(tree, frame.slot(Slot("subject"))) == ["Armee"]
    assert words(tree, frame.slot(Slot("object"))) == ["Markt"]


def test_a_phrase_with_a_preposition_is_no_subject() -> None:
    tree, frame = frame_of(
        sentence("""
        am       an       ADP   _            2 case
        Montag   Montag   NOUN  Case=Dat     3 nsubj
        schloss  schließen VERB VerbForm=Fin 0 root
        Polen    Polen    PROPN _            3 obj
        die      der      DET   Case=Acc     6 det
        Grenze   Grenze   NOUN  Case=Acc     3 obj
        """),
        "schließen",
    )
    assert words(tree, frame.slot(Slot("subject"))) == ["Polen"]
    assert words(tree, frame.slot(Slot("object"))) == ["Grenze"]


def test_a_past_auxiliary_makes_a_passive_of_what_looks_like_an_infinitive() -> None:
    tree, frame = frame_of(
        sentence("""
        Tusk      Tusk      PROPN Case=Nom                3 nsubj:pass
        wurde     werden    AUX   Tense=Past|VerbForm=Fin 3 aux:pass
        empfangen empfangen VERB  VerbForm=Inf            0 root
        """),
        "empfangen",
    )
    assert words(tree, frame.slot(Slot("object"))) == ["Tusk"]
    assert frame.slot(Slot("subject")) == []


def test_prepositional_phrase_hung_too_low_is_still_found() -> None:
    tree, frame = frame_of(
        sentence("""
        Angriff  Angriff NOUN _ 0 root
        der      der     DET  _ 3 det
        Miliz    Miliz   NOUN Case=Gen 1 nmod
        auf      auf     ADP  _ 5 case
        Riad     Riad    PROPN _ 3 nmod
        """),
        "Angriff",
    )
    assert words(tree, frame.slot(Slot("oblique", frozenset({"auf"})))) == ["Riad"]
    assert words(tree, frame.slot(Slot("possessor"))) == ["Miliz"]


def test_support_verb_carries_the_actor_of_a_noun() -> None:
    tree, frame = frame_of(
        sentence("""
        Israel  Israel  PROPN Case=Nom     2 nsubj
        flog    fliegen VERB  VerbForm=Fin 0 root
        einen   ein     DET   _            4 det
        Angriff Angriff NOUN  Case=Acc     2 obj
        """),
        "Angriff",
    )
    assert words(tree, frame.slot(Slot("carrier"))) == ["Israel"]


def test_clause_ends_at_the_subordinate_clause() -> None:
    tree = Tree(
        sentence("""
        Polen  Polen  PROPN _            2 nsubj
        sagt   sagen  VERB  VerbForm=Fin 0 root
        ,      ,      PUNCT _            6 punct
        dass   dass   SCONJ _            6 mark
        Litauen Litauen PROPN _          6 nsubj
        hilft  helfen VERB  VerbForm=Fin 2 ccomp
        """)
    )
    assert 0 not in clause_of(tree, 5)
    assert 4 not in clause_of(tree, 1)


def test_a_parse_with_a_cycle_ends() -> None:
    tree, frame = frame_of(
        sentence("""
        greift  greifen   VERB _ 2 conj
        schlägt angreifen VERB _ 1 conj
        """),
        "angreifen",
    )
    assert frame.slot(Slot("subject")) == []
    assert clause_of(tree, 1)


def frame_of(s: Sentence, lemma: str) -> tuple[Tree, Frame]:
    tree = Tree(s)
    return tree, Frame(tree, next(i for i, t in enumerate(s.tokens) if t.lemma == lemma), GRAMMAR)


def words(tree: Tree, indexes: list[int]) -> list[str]:
    return [tree.tokens[i].lemma for i in indexes]


def test_a_bare_past_form_below_a_noun_is_its_participle() -> None:
    s = sentence(
        """
        soldiers  soldier   NOUN  _                        5 nsubj
        killed    kill      VERB  Tense=Past|VerbForm=Fin  1 acl
        on        on        ADP   _                        4 case
        Friday    Friday    PROPN _                        2 obl
        rested    rest      VERB  Tense=Past|VerbForm=Fin  0 root
        """
    )
    frame = Frame(Tree(s), 1, GRAMMAR)
    assert frame.passive
    assert frame.slot(Slot("object")) == [0]


def test_who_announces_plans_means_to_act() -> None:
    s = sentence(
        """
        China    China    PROPN _            2 nsubj
        holds    fliegen  VERB  VerbForm=Fin 0 root
        plans    plan     NOUN  _            2 obj
        to       to       PART  _            5 mark
        send     send     VERB  VerbForm=Inf 3 acl
        ships    ship     NOUN  _            5 obj
        """
    )
    assert Frame(Tree(s), 4, GRAMMAR).slot(Slot("subject")) == [0]


def test_of_two_subjects_of_said_the_first_is_that_of_the_clause_before() -> None:
    s = sentence(
        """
        Gunmen    gunman   NOUN _            6 nsubj
        killed    kill     VERB VerbForm=Fin 6 ccomp
        people    person   NOUN _            2 obj
        ,         ,        PUNCT _           2 punct
        officials official NOUN _            6 nsubj
        said      say      VERB VerbForm=Fin 0 root
        """
    )
    assert Frame(Tree(s), 1, GRAMMAR).slot(Slot("subject")) == [0]


def test_a_passive_label_without_auxiliary_beside_an_object_is_active() -> None:
    s = sentence(
        """
        Premier   premier  NOUN  _             2 nsubj:pass
        described describe VERB  VerbForm=Part 0 root
        Estonia   Estonia  PROPN _             2 obj
        """
    )
    frame = Frame(Tree(s), 1, GRAMMAR)
    assert not frame.passive
    assert frame.slot(Slot("subject")) == [0]


def subject_of(table: str, trigger: int, grammar: Grammar = GRAMMAR) -> list[str]:
    tree = Tree(sentence(table))
    return [tree.tokens[i].text for i in Frame(tree, trigger, grammar).slot(Slot("subject"))]


def test_a_dative_before_an_infinitive_with_zu_is_no_subject() -> None:
    table = """
    Rom         Rom         PROPN Case=Nom     2 nsubj
    beschloss   beschließen VERB  VerbForm=Fin 0 root
    der         der         DET   Case=Nom     4 det
    Ukraine     Ukraine     PROPN Case=Dat     7 obl:arg
    Panzer      Panzer      NOUN  Case=Acc     7 obj
    zu          zu          PART  _            7 mark
    liefern     liefern     VERB  VerbForm=Inf 2 xcomp
    """
    assert subject_of(table, 6) == ["Rom"]


REFLEXIVE = """
Dort     dort    ADV  _            6 advmod
haben    haben   AUX  VerbForm=Fin 6 aux
sich     sich    PRON Reflex=Yes   6 obj
{article} der    DET  {feats}      5 det
Rebellen Rebell  NOUN Case=Acc     6 obj
ergeben  ergeben VERB VerbForm=Part 0 root
"""


def test_beside_a_reflexive_the_other_object_is_the_subject() -> None:
    assert subject_of(REFLEXIVE.format(article="die", feats="Case=Acc|Number=Plur"), 5) == ["Rebellen"]


def test_beside_a_reflexive_an_accusative_stays_an_object() -> None:
    assert subject_of(REFLEXIVE.format(article="den", feats="Case=Acc|Gender=Masc|Number=Sing"), 5) == []


def test_a_bare_name_right_behind_the_auxiliary_is_the_subject() -> None:
    table = """
    Zuerst    zuerst     ADV   _             5 advmod
    hat       haben      AUX   VerbForm=Fin  5 aux
    Island    Island     PROPN _             5 obl:arg
    Litauen   Litauen    PROPN _             5 obj
    anerkannt anerkennen VERB  VerbForm=Part 0 root
    """
    assert subject_of(table, 4) == ["Island"]


def test_what_is_done_on_somebodys_order_is_theirs() -> None:
    grammar = replace(GRAMMAR, orders=frozenset({"anordnung"}))
    table = """
    Der          der       DET  _             2 det
    Sender       Sender    NOUN Case=Nom      6 nsubj:pass
    wurde        werden    AUX  VerbForm=Fin  6 aux:pass
    auf          auf       ADP  _             5 case
    Anordnung    Anordnung NOUN Case=Acc      6 obl
    geschlossen  schließen VERB VerbForm=Part 0 root
    """
    assert subject_of(table, 5, grammar) == ["Anordnung"]
    assert subject_of(table, 5) == []


def test_who_decides_that_it_happens_is_the_decider() -> None:
    grammar = replace(GRAMMAR, deciding=frozenset({"entscheiden"}))
    table = """
    Gerichte    Gericht     NOUN Case=Nom     2 nsubj
    entschieden entscheiden VERB VerbForm=Fin 0 root
    dass        dass        SCONJ _           5 mark
    er          er          PRON Case=Nom     5 nsubj
    antritt     antreten    VERB VerbForm=Fin 2 ccomp
    """
    tree = Tree(sentence(table))
    assert [tree.tokens[i].text for i in Frame(tree, 4, grammar).decider()] == ["Gerichte"]
    assert Frame(tree, 4, GRAMMAR).decider() == []


def test_who_tells_it_is_no_destination() -> None:
    table = """
    Er       er     PRON Case=Nom     2 nsubj
    reiste   reisen VERB VerbForm=Fin 0 root
    nach     nach   ADP  _            4 case
    Angaben  Angabe NOUN Case=Dat     2 obl
    Kairos   Kairo  PROPN Case=Gen    4 nmod
    """
    tree, slot = Tree(sentence(table)), Slot("oblique", frozenset({"nach"}))
    assert Frame(tree, 1, replace(GRAMMAR, source_nouns=frozenset({"angabe"}))).slot(slot) == []
    assert Frame(tree, 1, GRAMMAR).slot(slot) == [3]


ARRESTED = [
    (
        ["leader"],
        """
        leader    leader NOUN  _                          5  nsubj
        arrested  arrest VERB  VerbForm=Part|Tense=Past   1  acl
        in        in     ADP   _                          4  case
        Minsk     Minsk  PROPN _                          2  obl
        said      say    VERB  VerbForm=Fin               0  root
        """,
    ),
    (
        [],
        """
        leader    leader NOUN  _                          0  root
        arrested  arrest VERB  VerbForm=Part|Tense=Past   1  acl
        in        in     ADP   _                          4  case
        Minsk     Minsk  PROPN _                          2  obl
        """,
    ),
    (
        [],
        """
        report    report NOUN  _                          0  root
        leaders   leader NOUN  _                          4  nsubj:pass
        were      be     AUX   _                          4  aux:pass
        arrested  arrest VERB  VerbForm=Part|Tense=Past   1  acl
        """,
    ),
]


@pytest.mark.parametrize(("head", "table"), ARRESTED, ids=["participle", "headline", "clause"])
def test_only_a_participle_within_another_clause_modifies_its_noun(head: list[str], table: str) -> None:
    tree = Tree(sentence(table))
    trigger = next(i for i, token in enumerate(tree.tokens) if token.text == "arrested")
    assert [tree.tokens[i].text for i in Frame(tree, trigger, GRAMMAR).slot(Slot("head"))] == head


def test_the_first_of_two_subjects_before_said_is_of_the_verb_that_stands_between() -> None:
    told = """
    Bombs    bomb    NOUN  _             5 nsubj
    exploded explode VERB  VerbForm=Fin  5 advcl
    ,        ,       PUNCT _             5 punct
    officers officer NOUN  _             5 nsubj
    told     tell    VERB  VerbForm=Fin  0 root
    us       we      PRON  _             5 obj
    """
    tree = Tree(sentence(told))
    assert Frame(tree, 1, GRAMMAR).slot(Slot("subject")) == [0]


def test_the_spare_subject_of_two_verbs_that_stand_last_is_the_object_of_both() -> None:
    dragged = """
    Rebellen     Rebell      NOUN  Case=Nom      4 nsubj
    hatten       haben       AUX   VerbForm=Fin  4 aux
    Deutsche     Deutscher   NOUN  _             4 nsubj
    gezerrt      zerren      VERB  VerbForm=Part 0 root
    und          und         CCONJ _             6 cc
    verschleppt  verschleppen VERB VerbForm=Part 4 conj
    """
    tree = Tree(sentence(dragged))
    german = load_event_words(package_folder("languages") / "de" / "events").grammar
    assert Frame(tree, 5, german).slot(Slot("object")) == [2]


def test_a_particle_that_was_taken_for_part_of_a_number_leaves_the_verb_its_object() -> None:
    hands = """
    Baku     Baku    PROPN _             2 nsubj
    hands    hand    VERB  VerbForm=Fin  0 root
    over     over    ADV   _             4 advmod
    three    three   NUM   _             5 nummod
    soldiers soldier NOUN  _             2 obl
    """
    tree = Tree(sentence(hands))
    english = load_event_words(package_folder("languages") / "en" / "events").grammar
    assert Frame(tree, 1, english).slot(Slot("object")) == [4]
    about = Tree(sentence(hands.replace("over ", "about")))
    assert Frame(about, 1, english).slot(Slot("object")) == []


def test_of_two_subjects_the_deed_that_opens_is_the_object() -> None:
    tree, frame = frame_of(
        sentence("""
        Angriffe  Angriff   NOUN  Case=Nom      4 nsubj
        haben     haben     AUX   VerbForm=Fin  4 aux
        Rebellen  Rebell    NOUN  Case=Nom      4 nsubj
        geflogen  fliegen   VERB  VerbForm=Part 0 root
        """),
        "Angriff",
    )
    assert words(tree, frame.slot(Slot("carrier"))) == ["Rebell"]


def test_who_does_something_in_a_talk_takes_part_in_it() -> None:
    grammar = replace(GRAMMAR, attended_cases=frozenset({"bei"}))
    text = """
        Bei      bei         ADP   _            2 case
        Gesprächen Gespräch  NOUN  Case=Dat     3 obl
        versprach versprechen VERB VerbForm=Fin 0 root
        Ponta    Ponta       PROPN Case=Nom     3 nsubj
        Hilfe    Hilfe       NOUN  Case=Acc     3 obj
        """
    tree = Tree(sentence(text))
    assert words(tree, Frame(tree, 1, grammar).slot(Slot("scene"))) == ["Ponta"]
    assert words(tree, Frame(tree, 1, GRAMMAR).slot(Slot("scene"))) == []


def test_the_bare_name_behind_what_it_says_is_the_subject() -> None:
    tree, frame = frame_of(
        sentence("""
        Togo     Togo      PROPN _                            3 nsubj
        solle    sollen    AUX   VerbForm=Fin                 3 aux
        zahlen   zahlen    VERB  VerbForm=Inf                 5 ccomp
        ,        ,         PUNCT _                            3 punct
        forderte fordern   VERB  VerbForm=Fin                 0 root
        Peru     Peru      PROPN _                            5 obj
        """),
        "fordern",
    )
    assert words(tree, frame.slot(Slot("subject"))) == ["Peru"]
    assert words(tree, frame.slot(Slot("object"))) == []


def test_of_two_subjects_the_one_before_what_is_said_belongs_to_that() -> None:
    text = """
        Togo     Togo      PROPN Case=Nom                     5 nsubj
        solle    sollen    AUX   VerbForm=Fin                 3 aux
        zahlen   zahlen    VERB  VerbForm=Inf                 5 ccomp
        ,        ,         PUNCT _                            3 punct
        forderte fordern   VERB  VerbForm=Fin                 0 root
        Peru     Peru      PROPN Case=Nom                     5 nsubj
        """
    tree, frame = frame_of(sentence(text), "fordern")
    assert words(tree, frame.slot(Slot("subject"))) == ["Peru"]
    tree, frame = frame_of(sentence(text), "zahlen")
    assert words(tree, frame.slot(Slot("subject"))) == ["Togo"]


def test_a_verb_that_needs_an_object_and_has_none_is_a_passive() -> None:
    text = """
        Two      two      NUM   _                      2 nummod
        soldiers soldier  NOUN  _                      3 nsubj
        killed   kill     VERB  Tense=Past|VerbForm=Fin 0 root
        in       in       ADP   _                      5 case
        Mali     Mali     PROPN _                      3 obl
        """
    grammar = replace(GRAMMAR, transitives=frozenset({"kill"}), locative_cases=frozenset({"in"}))
    tree = Tree(sentence(text))
    frame = Frame(tree, 2, grammar)
    assert (frame.passive, words(tree, frame.slot(Slot("object")))) == (True, ["soldier"])
    counted = Tree(
        sentence(
            text.replace("in       in       ADP   _                      5 case", "on on ADP _ 5 case").replace(
                "Mali     Mali     PROPN", "20 20 NUM"
            )
        )
    )
    assert not Frame(counted, 2, grammar).passive
