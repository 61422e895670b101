"""Arcs that cannot be right are moved; others are left alone."""

from lagebild.rules.repair import (
    detach_accusatives,
    detach_from_times,
    detach_states,
    free_rounded,
    mend_perfects,
    part_names,
    settle_counted,
    turn_fronted,
)
from lagebild.rules.tree import Tree
from tests.conllu import sentence

VISIT = """
Macron    Macron    PROPN Case=Nom      2 nsubj
besuchte  besuchen  VERB  VerbForm=Fin  0 root
am        an        ADP   _             4 case
Dienstag  Dienstag  NOUN  Case=Dat      2 obl
Polen     Polen     PROPN _             4 appos
"""


def test_a_country_after_a_weekday_belongs_to_the_verb() -> None:
    s = Tree(sentence(VISIT))
    day = (s.tokens[2].span[0], s.tokens[3].span[1])
    country = detach_from_times(s, [day]).tokens[4]
    assert (country.head, country.deprel) == (1, "obj")


def test_without_a_time_nothing_moves() -> None:
    s = Tree(sentence(VISIT))
    assert detach_from_times(s, []) is s


def test_whoever_is_joined_to_a_subject_after_a_weekday_goes_with_it() -> None:
    s = Tree(
        sentence(
            """
        Tuesday   Tuesday   PROPN _                          5 obl
        survivors survivor  NOUN  _                          1 appos
        and       and       CCONJ _                          4 cc
        lawyers   lawyer    NOUN  _                          1 conj
        said      say       VERB  VerbForm=Fin               0 root
        """
        )
    )
    moved = detach_from_times(s, [s.tokens[0].span]).tokens
    assert (moved[1].head, moved[1].deprel) == (4, "nsubj")
    assert (moved[3].head, moved[3].deprel) == (1, "conj")


def test_a_phrase_with_a_preposition_stays_where_it_is() -> None:
    s = Tree(
        sentence(
            """
        Macron   Macron   PROPN Case=Nom     2 nsubj
        sprach   sprechen VERB  VerbForm=Fin 0 root
        Dienstag Dienstag NOUN  Case=Acc     2 obl
        in       in       ADP   _            5 case
        Warschau Warschau PROPN _            3 nmod
        """
        )
    )
    assert detach_from_times(s, [s.tokens[2].span]) is s


def test_two_people_side_by_side_are_two() -> None:
    s = Tree(
        sentence(
            """
        Merz     Merz     PROPN _            3 nsubj
        Tusk     Tusk     PROPN _            1 flat
        empfängt empfangen VERB VerbForm=Fin 0 root
        """
        )
    )
    parted = part_names(s, {s.tokens[0].span: "e1", s.tokens[1].span: "e2"})
    assert (parted.tokens[1].head, parted.tokens[1].deprel) == (2, "obj")


def test_the_parts_of_one_name_stay_together() -> None:
    s = Tree(
        sentence(
            """
        Donald   Donald   PROPN _            3 nsubj
        Tusk     Tusk     PROPN _            1 flat
        reist    reisen   VERB  VerbForm=Fin 0 root
        """
        )
    )
    assert part_names(s, {s.tokens[0].span: "e1"}) is s


def test_an_accusative_under_another_noun_is_the_verb_s_object() -> None:
    s = Tree(
        sentence(
            """
        Rebellen Rebell   NOUN Case=Nom     2 nsubj
        töteten  töten    VERB VerbForm=Fin 0 root
        in       in       ADP  _            5 case
        einem    ein      DET  _            5 det
        Hotel    Hotel    NOUN Case=Dat     2 obl
        sechs    sechs    NUM  _            7 nummod
        Menschen Mensch   NOUN Case=Acc     5 nmod
        """
        )
    )
    assert (detach_accusatives(s).tokens[6].head, detach_accusatives(s).tokens[6].deprel) == (1, "obj")


def test_a_genitive_stays_with_its_noun() -> None:
    s = Tree(
        sentence(
            """
        Rebellen Rebell   NOUN Case=Nom     2 nsubj
        stürmten stürmen  VERB VerbForm=Fin 0 root
        Büros    Büro     NOUN Case=Acc     2 obj
        der      der      DET  Case=Gen     5 det
        Partei   Partei   NOUN Case=Gen     3 nmod
        """
        )
    )
    assert detach_accusatives(s) is s


STATE = """
ein            ein            DET   Case=Nom      2 det
Regierungschef Regierungschef NOUN  Case=Nom      4 nsubj
Albanien       Albanien       PROPN _             2 appos
besucht        besuchen       VERB  VerbForm=Part 0 root
"""


def test_no_one_is_a_state() -> None:
    s = Tree(sentence(STATE))
    state = detach_states(s, [s.tokens[2].span]).tokens[2]
    assert (state.head, state.deprel) == (3, "obj")


def test_a_state_stays_where_the_verb_has_its_object() -> None:
    s = Tree(sentence(STATE + "ihn ihn PRON Case=Acc 4 obj\n"))
    assert detach_states(s, [s.tokens[2].span]) is s


def test_only_states_are_detached() -> None:
    s = Tree(sentence(STATE))
    assert detach_states(s, []) is s


STRIKE = """
Around  around ADV  _                       3 advmod
2,000   2000   NUM  _                       3 nummod
workers worker NOUN _                       4 obl
went    go     VERB Tense=Past|VerbForm=Fin 0 root
on      on     ADP  _                       6 case
strike  strike NOUN _                       4 obl
"""


def test_counted_people_before_a_verb_without_subject_are_its_subject() -> None:
    counted = settle_counted(Tree(sentence(STRIKE)), []).tokens[2]
    assert (counted.head, counted.deprel) == (3, "nsubj")


def test_a_counted_time_stays_an_adverbial() -> None:
    s = Tree(sentence(STRIKE))
    assert settle_counted(s, [s.tokens[2].span]) is s


ARRIVED = """
Der         der           DET  Case=Nom                 2 det
Gesandte    Gesandter     NOUN Case=Nom                 4 nsubj
ist         sein          AUX  _                        4 cop
eingetroffen eintreffen   ADJ  Degree=Pos|VerbForm=Part 0 root
"""


def test_a_perfect_of_a_verb_without_passive_is_no_adjective() -> None:
    mended = mend_perfects(Tree(sentence(ARRIVED)), {"eintreffen"}).tokens
    assert (mended[3].upos, mended[2].deprel) == ("VERB", "aux")


def test_a_state_stays_an_adjective() -> None:
    s = Tree(sentence(ARRIVED))
    assert mend_perfects(s, {"landen"}) is s


REFUSAL = """
Die        der        DET   Case=Nom|Gender=Fem            2 det
Forderung  Forderung  NOUN  Case=Nom|Gender=Fem            6 nsubj
hat        haben      AUX   VerbForm=Fin                   6 aux
Angolas    Angola     PROPN Case=Gen                       5 nmod
Präsident  Präsident  NOUN  Case=Nom|Gender=Masc           6 nsubj
abgelehnt  ablehnen   VERB  VerbForm=Part                  0 root
"""


def test_only_somebody_refuses_so_that_what_stands_first_is_the_object() -> None:
    s = Tree(sentence(REFUSAL))
    turned = turn_fronted(s, [s.tokens[4].span], ["ablehnen"], [])
    assert [turned.tokens[i].deprel for i in (1, 4)] == ["obj", "nsubj"]
    assert "Case=Acc" in turned.tokens[1].feats


def test_documents_and_unknown_verbs_stay_as_they_are() -> None:
    s = Tree(sentence(REFUSAL))
    assert turn_fronted(s, [s.tokens[4].span], ["ablehnen"], ["forderung"]) is s
    assert turn_fronted(s, [s.tokens[4].span], ["fordern"], []) is s


def test_counted_people_between_subject_and_verb_are_the_object() -> None:
    s = Tree(
        sentence(
            """
        Rebellen Rebell NOUN _            6 nsubj
        haben    haben  AUX  VerbForm=Fin 6 aux
        mehr     mehr   ADV  _            4 advmod
        100      100    NUM  _            5 nummod
        Soldaten Soldat NOUN _            6 obl
        getötet  töten  VERB VerbForm=Part 0 root
        """
        )
    )
    assert settle_counted(s, []).tokens[4].deprel == "obj"


def test_with_an_active_auxiliary_an_adjective_is_a_verb() -> None:
    s = Tree(
        sentence(
            """
        Sie       sie        PRON _              3 nsubj
        hat       haben      AUX  VerbForm=Fin   3 aux
        untersagt untersagen ADJ  VerbForm=Part  0 root
        """
        )
    )
    assert mend_perfects(s, [], ["haben"]).tokens[2].upos == "VERB"


def test_an_amount_before_what_it_measures_stays() -> None:
    s = Tree(
        sentence(
            """
        Japan     Japan    PROPN Case=Nom     2 nsubj
        gewährt   gewähren VERB  VerbForm=Fin 0 root
        Kredite   Kredit   NOUN  Case=Acc     2 dep
        über      über     ADP   _            7 case
        300       300      NUM   _            6 nummod
        Millionen Million  NOUN  Case=Acc     7 nmod
        Dollar    Dollar   NOUN  Case=Acc     3 nmod
        """
        )
    )
    assert detach_accusatives(s).tokens[5].deprel == "nmod"


ROUNDED = """
Up           up           ADP   _            4 case
to           to           ADP   _            1 fixed
30           30           NUM   _            4 nummod
rebels       rebel        NOUN  Number=Plur  5 nsubj
surrendered  surrender    VERB  VerbForm=Fin 0 root
"""


def test_a_preposition_that_only_rounds_a_number_makes_no_phrase_of_a_subject() -> None:
    s = Tree(sentence(ROUNDED))
    assert not free_rounded(s, {"up to"}).case_words(3)
    assert free_rounded(s, {"around"}) is s


def test_an_adverbial_keeps_its_preposition() -> None:
    s = Tree(sentence(ROUNDED.replace("nsubj", "obl")))
    assert free_rounded(s, {"up to"}) is s


CRITICS = """
Kritiker Kritiker   NOUN  Case=Nom|Number=Plur     2 nsubj
werfen   vorwerfen  VERB  Number=Plur|VerbForm=Fin 0 root
Ponta    Ponta      PROPN Case=Acc|Number=Sing     2 obj
"""


def test_a_plural_verb_has_no_single_person_for_its_subject() -> None:
    s = Tree(sentence(CRITICS))
    assert turn_fronted(s, [s.tokens[2].span], ["vorwerfen"], []) is s
    one = Tree(sentence(CRITICS.replace("Number=Plur", "Number=Sing")))
    assert turn_fronted(one, [one.tokens[2].span], ["vorwerfen"], []).tokens[2].deprel == "nsubj"
