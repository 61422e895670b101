"""Tags and arcs that grammar forbids, and near misses that it allows."""

from lagebild.engines.arcs import repair_arcs
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.sentences_words import SentencesWords, load_sentences_words
from lagebild.record import Name
from tests.conllu import sentence

WORDS = {code: load_sentences_words(package_folder("languages").joinpath(code, "sentences")) for code in ("de", "en")}


def repaired(language: str, table: str) -> list[tuple[str, str, str]]:
    """UPOS, relation and head of each word."""
    words: SentencesWords = WORDS[language]
    tokens = repair_arcs(sentence(table).tokens, words)
    return [(t.upos, t.deprel, tokens[t.head].text if t.head >= 0 else "") for t in tokens]


PREFIELD = """
Die der DET _ 2 det
Aufhebung Aufhebung NOUN _ {verb} {role}
durch durch ADP _ 5 case
die der DET _ 5 det
EU EU PROPN _ 6 obl
half helfen VERB VerbForm=Fin 0 root
"""


def test_a_phrase_before_the_german_verb_belongs_to_the_noun_there() -> None:
    assert repaired("de", PREFIELD.format(verb=6, role="nsubj"))[4] == ("PROPN", "nmod", "Aufhebung")


def test_a_phrase_behind_a_comma_stays_with_the_verb() -> None:
    table = """
Die der DET _ 2 det
Lage Lage NOUN _ 6 nsubj
, , PUNCT _ 2 punct
so so ADV _ 6 advmod
Berlin Berlin PROPN _ 6 obl
kippte kippen VERB VerbForm=Fin 0 root
"""
    assert repaired("de", table)[4] == ("PROPN", "obl", "kippte")


def test_phrases_of_a_subordinate_clause_stay_with_its_verb() -> None:
    table = """
sagte sagen VERB VerbForm=Fin 0 root
dass dass SCONJ _ 6 mark
Polen Polen PROPN _ 6 nsubj
mit mit ADP _ 5 case
Panzern Panzer NOUN _ 6 obl
hilft helfen VERB VerbForm=Fin 1 ccomp
"""
    assert repaired("de", table)[4] == ("NOUN", "obl", "hilft")


def test_an_english_agent_before_the_verb_is_the_nouns_but_a_day_is_not() -> None:
    table = """
Attacks attack NOUN _ 6 nsubj
by by ADP _ 3 case
Russia Russia PROPN _ 6 obl
on on ADP _ 5 case
Monday Monday PROPN _ 6 obl
shut shut VERB VerbForm=Fin 0 root
"""
    found = repaired("en", table)
    assert found[2] == ("PROPN", "nmod", "Attacks")
    assert found[4] == ("PROPN", "obl", "shut")


def test_a_name_passes_what_is_meant_for_its_noun_on() -> None:
    table = """
support support NOUN _ 0 root
of of ADP _ 3 case
China China PROPN _ 1 nmod
for for ADP _ 5 case
Serbia Serbia PROPN _ 3 nmod
"""
    assert repaired("en", table)[4] == ("PROPN", "nmod", "support")


def test_of_two_objects_the_bare_name_is_the_dative() -> None:
    table = """
stattete statten VERB VerbForm=Fin 0 root
Indien Indien PROPN _ 1 obj
einen ein DET Case=Acc 4 det
Besuch Besuch NOUN Case=Acc 1 obj
"""
    assert [deprel for _, deprel, _ in repaired("de", table)] == ["root", "obl:arg", "det", "obj"]


def test_an_adjective_with_subject_and_object_is_a_verb_and_one_with_a_copula_is_none() -> None:
    table = """
Serbien Serbien PROPN _ 2 nsubj
verlegte verlegt ADJ _ 0 root
Truppen Truppe NOUN _ 2 {relation}
"""
    assert repaired("de", table.format(relation="obj"))[1][0] == "VERB"
    assert repaired("de", table.format(relation="cop"))[1][0] == "ADJ"


def test_a_second_subject_behind_its_verb_is_the_next_verbs() -> None:
    table = """
source source NOUN _ 2 nsubj
said say VERB VerbForm=Fin 0 root
and and CCONJ _ 4 cc
Berlin Berlin PROPN _ 2 nsubj
denied deny VERB VerbForm=Fin 2 conj
it it PRON _ 5 obj
"""
    found = repaired("en", table)
    assert found[3] == ("PROPN", "nsubj", "denied")
    assert found[0] == ("NOUN", "nsubj", "said")


def test_a_noun_is_no_part_of_a_compound_beyond_the_verb() -> None:
    table = """
Jordan Jordan PROPN _ 3 compound
shared share VERB VerbForm=Fin 0 root
intelligence intelligence NOUN _ 2 obj
"""
    assert repaired("en", table)[0] == ("PROPN", "nsubj", "shared")


def test_a_name_joined_to_a_verb_is_the_next_verbs_subject() -> None:
    table = """
source source NOUN _ 2 nsubj
said say VERB VerbForm=Fin 0 root
and and CCONJ _ 4 cc
Berlin Berlin PROPN _ 2 conj
denied deny VERB VerbForm=Fin 2 conj
it it PRON _ 5 obj
"""
    assert repaired("en", table)[3] == ("PROPN", "nsubj", "denied")


def test_a_known_noun_that_begins_a_sentence_is_no_proper_noun_unless_it_is_a_name() -> None:
    table = """
Lob Lob PROPN _ 2 nsubj
kam kommen VERB VerbForm=Fin 0 root
"""
    assert repaired("de", table)[0][0] == "NOUN"
    named = repair_arcs(sentence(table).tokens, WORDS["de"], (Name(0, 0, "PER"),))
    assert named[0].upos == "PROPN"


def test_what_hangs_on_an_auxiliary_hangs_on_its_verb() -> None:
    table = """
Brussels Brussels PROPN _ 3 nsubj
has have AUX _ 3 aux
prepared prepare VERB VerbForm=Part 0 root
sanctions sanction NOUN _ 2 obj
"""
    assert repaired("en", table)[3] == ("NOUN", "obj", "prepared")


def test_a_second_subject_with_a_preposition_is_the_firsts() -> None:
    table = """
attack attack NOUN _ 4 nsubj
by by ADP _ 3 case
Russia Russia PROPN _ 4 nsubj
shut shut VERB VerbForm=Fin 0 root
"""
    assert repaired("en", table)[2] == ("PROPN", "nmod", "attack")


APPOSITION = """
A a DET _ 2 det
critic critic NOUN _ 0 root
, , PUNCT _ 4 punct
Fox Fox PROPN _ 2 appos
, , PUNCT _ 4 punct
called call VERB {form} 2 {role}
it it PRON _ 6 obj
treason treason NOUN _ 6 xcomp
"""


def test_a_finite_verb_behind_an_apposition_heads_the_sentence() -> None:
    found = repaired("en", APPOSITION.format(form="VerbForm=Fin", role="acl"))
    assert found[5] == ("VERB", "root", "")
    assert found[1] == ("NOUN", "nsubj", "called")


def test_participles_and_relative_clauses_stay_with_their_noun() -> None:
    for form, role in (("VerbForm=Part", "acl"), ("VerbForm=Fin", "acl:relcl")):
        assert repaired("en", APPOSITION.format(form=form, role=role))[5] == ("VERB", role, "critic")


TURNED = """
Flugzeuge Flugzeug NOUN Case=Nom|Number=Plur 4 nsubj
hat haben AUX Number=Sing|VerbForm=Fin 4 aux
{name} {name} {kind} Case=Acc|Number={number} 4 obj
eingesetzt einsetzen VERB VerbForm=Part 0 root
"""


def test_a_plural_is_no_subject_of_a_singular_verb() -> None:
    found = repaired("de", TURNED.format(name="Oman", kind="PROPN", number="Sing"))
    assert [found[0][1], found[2][1]] == ["obj", "nsubj"]


def test_two_plurals_stay_as_they_are_parsed() -> None:
    found = repaired("de", TURNED.format(name="Staaten", kind="NOUN", number="Plur"))
    assert [found[0][1], found[2][1]] == ["nsubj", "obj"]


DATIVE = """
{article} {article} DET _ 2 det
{noun} {noun} NOUN Case=Nom|Gender=Fem|Number={number} 3 nsubj
warf werfen VERB VerbForm=Fin 0 root
die die DET _ 5 det
Opposition Opposition NOUN Case=Nom 3 nsubj
Betrug Betrug NOUN Case=Acc 3 obj
vor vor ADP _ 3 compound:prt
"""


def test_a_noun_with_an_article_of_another_case_is_no_subject() -> None:
    for article, noun, number in (
        ("Der", "Regierung", "Sing"),
        ("Einer", "Ministerin", "Sing"),
        ("Den", "Richtern", "Plur"),
        ("Dem", "Konzern", "Sing"),
    ):
        assert repaired("de", DATIVE.format(article=article, noun=noun, number=number))[1][1] == "obl:arg", noun
    only = DATIVE.replace(
        "die die DET _ 5 det\nOpposition Opposition NOUN Case=Nom 3 nsubj\nBetrug Betrug NOUN Case=Acc 3 obj\n", ""
    )
    only = only.replace("vor vor ADP _ 3", "an an ADP _ 3")
    assert repaired("de", only.format(article="Den", noun="Entwurf", number="Sing"))[1][1] == "obj"


def test_an_agent_without_preposition_is_the_dative() -> None:
    table = """
Dem der DET _ 2 det
Minister Minister NOUN Case=Nom 7 obl:agent
wird werden AUX _ 7 aux:pass
von von ADP _ 6 case
der der DET _ 6 det
Opposition Opposition NOUN Case=Dat 7 obl:agent
vorgeworfen vorwerfen VERB VerbForm=Part 0 root
"""
    assert [label for _, label, _ in repaired("de", table)][1:6:4] == ["obl:arg", "obl:agent"]


def test_a_noun_with_the_article_of_a_subject_stays_one() -> None:
    for article, noun in (
        ("Der", "Minister"),
        ("Der", "Ursprung"),
        ("Die", "Regierung"),
        ("Der", "Verein"),
        ("Der", "Termin"),
    ):
        assert repaired("de", DATIVE.format(article=article, noun=noun, number="Sing"))[1][1] == "nsubj", noun


DEMAND = """
Budrys Budrys PROPN Number=Sing 2 nsubj
demanded demand VERB Tense=Past|VerbForm=Fin 0 root
that that SCONJ _ 5 mark
Minsk Minsk PROPN Number=Sing 5 nsubj
{asked} VERB {mood} 2 ccomp
lorries lorry NOUN _ 5 obj
and and CCONJ _ 8 cc
{then} VERB {tense}|VerbForm=Fin 5 conj
"""


def test_what_was_done_is_no_more_of_a_demand() -> None:
    refused = {"then": "refused refuse", "tense": "Tense=Past"}
    demanded = DEMAND.format(asked="release release", mood="Mood=Ind", **refused)
    assert repaired("en", demanded)[7] == ("VERB", "conj", "demanded")
    went_on = DEMAND.format(asked="release release", mood="Mood=Ind", then="open open", tense="Tense=Pres")
    assert repaired("en", went_on)[7] == ("VERB", "conj", "release")
    told = DEMAND.format(asked="released release", mood="Tense=Past", **refused)
    assert repaired("en", told)[7] == ("VERB", "conj", "released")


BARE_PLURALS = """
Bewaffnete Bewaffneter NOUN Case={case}|Number=Plur 2 obj
entführen entführen VERB VerbForm=Fin 0 root
Dutzende Dutzend NOUN Number=Plur 4 amod
{following} NOUN Case=Nom|Number=Plur 2 nsubj
"""


def test_two_plurals_that_show_no_case_stand_as_they_act() -> None:
    told = repaired("de", BARE_PLURALS.format(case="Nom", following="Schüler Schüler"))
    assert (told[0][1], told[3][1]) == ("nsubj", "obj")
    shown = repaired("de", BARE_PLURALS.format(case="Acc", following="Schüler Schüler"))
    assert (shown[0][1], shown[3][1]) == ("obj", "nsubj")


AFTER = """
day day NOUN _ 0 root
after after {kind} _ 3 case
Lima Lima PROPN _ 1 nmod
signed sign VERB {feats} 1 acl
it it PRON _ 4 obj
"""


def test_a_conjunction_opens_a_clause_before_a_finite_verb() -> None:
    clause = repaired("en", AFTER.format(kind="SCONJ", feats="VerbForm=Fin"))
    assert (clause[1], clause[2]) == (("SCONJ", "mark", "signed"), ("PROPN", "nsubj", "signed"))
    for kind, feats in (("ADP", "VerbForm=Fin"), ("SCONJ", "VerbForm=Part")):
        assert repaired("en", AFTER.format(kind=kind, feats=feats))[2] == ("PROPN", "nmod", "day")


def test_a_postposition_belongs_to_the_noun_before_it() -> None:
    table = """
    Polizei Polizei NOUN _ 4 obl:arg
    {word} {word} ADP _ 3 case
    Menschen Mensch NOUN _ 4 nsubj
    marschierten marschieren VERB VerbForm=Fin 0 root
    """
    turned = repaired("de", table.format(word="zufolge"))
    assert (turned[0], turned[1]) == (("NOUN", "obl", "marschierten"), ("ADP", "case", "Polizei"))
    assert repaired("de", table.format(word="mit"))[1] == ("ADP", "case", "Menschen")


def test_what_stands_between_article_and_noun_is_part_of_their_phrase() -> None:
    table = """
Polizisten Polizist NOUN _ 2 nsubj
nahmen nehmen VERB VerbForm=Fin 0 root
die der DET _ 7 det
am an ADP _ 5 case
Montag Montag NOUN _ 2 obl
eingereisten eingereist ADJ _ 7 amod
Männer Mann NOUN _ 2 obj
fest fest ADP _ 2 compound:prt
"""
    assert repaired("de", table)[4] == ("NOUN", "obl", "eingereisten")
    assert repaired("de", table.replace("am an ADP", ", , PUNCT"))[4] == ("NOUN", "obl", "nahmen")


def test_an_adjective_before_the_preposition_of_a_noun_is_a_noun_itself() -> None:
    table = """
Judges judge NOUN _ 2 nsubj
sentenced sentence VERB VerbForm=Fin 0 root
a a DET _ 6 det
Dane Danish ADJ _ 6 amod
to to ADP _ 6 case
prison prison NOUN _ 2 obl
"""
    assert repaired("en", table)[2:4] == [("DET", "det", "Dane"), ("NOUN", "obj", "sentenced")]
    assert repaired("en", table.replace("to to ADP _ 6 case", "wet wet ADJ _ 6 amod"))[3] == ("ADJ", "amod", "prison")


def test_a_clause_below_the_agent_of_a_passive_is_the_verbs() -> None:
    table = """
army army NOUN _ 3 nsubj:pass
was be AUX _ 3 aux:pass
accused accuse VERB VerbForm=Part 0 root
by by ADP _ 5 case
villagers villager NOUN _ 3 obl:agent
of of SCONJ _ 7 mark
burning burn VERB VerbForm=Ger 5 acl
huts hut NOUN _ 7 obj
"""
    assert repaired("en", table)[6] == ("VERB", "advcl", "accused")
    assert repaired("en", table.replace("obl:agent", "obl"))[6] == ("VERB", "acl", "villagers")


def test_a_noun_before_a_number_is_no_part_of_the_noun_behind_it() -> None:
    table = """
Rebels rebel NOUN _ 2 nsubj
hacked hack VERB VerbForm=Fin 0 root
to to ADP _ 6 case
death death NOUN _ 6 compound
{number} 6 nummod
civilians civilian NOUN _ 2 obl
"""
    freed = repaired("en", table.format(number="17 17 NUM _"))
    assert freed[2:4] == [("ADP", "case", "death"), ("NOUN", "obl", "hacked")]
    assert freed[5] == ("NOUN", "obj", "hacked")


def test_what_is_joined_to_a_subject_and_has_no_preposition_is_one() -> None:
    table = """
Soldiers soldier NOUN _ 5 obl
and and CCONJ _ 3 cc
rebels rebel NOUN _ 5 nsubj:pass
were be AUX _ 5 aux:pass
killed kill VERB VerbForm=Part 0 root
"""
    joined = repaired("en", table)
    assert (joined[0], joined[2]) == (("NOUN", "nsubj:pass", "killed"), ("NOUN", "conj", "Soldiers"))


def test_a_past_without_subject_heads_what_a_participle_described() -> None:
    table = """
Hackers hacker NOUN _ 2 nsubj
believed believe VERB Tense=Past|VerbForm=Fin 0 root
to to PART _ 4 mark
work work VERB VerbForm=Inf 2 xcomp
broke break VERB Tense=Past|VerbForm=Fin 2 ccomp
in in ADV _ 5 advmod
"""
    parted = repaired("en", table)
    assert parted[0] == ("NOUN", "nsubj", "broke")
    assert parted[1] == ("VERB", "acl", "Hackers")
    assert repaired("en", table.replace("to to PART", ", , PUNCT"))[1] == ("VERB", "root", "")


def test_verbs_that_are_joined_are_verbs() -> None:
    table = """
police police NOUN _ 2 compound
shot shot NOUN _ 0 root
and and CCONJ _ 6 cc
wounded wounded ADJ _ 6 amod
three three NUM _ 6 nummod
students student NOUN _ 2 conj
"""
    joined = repaired("en", table)
    assert joined[:2] == [("NOUN", "nsubj", "shot"), ("VERB", "root", "")]
    assert (joined[3], joined[5]) == (("VERB", "conj", "shot"), ("NOUN", "obj", "wounded"))


def test_of_two_subjects_side_by_side_the_first_is_part_of_the_second() -> None:
    table = """
Hutu Hutu PROPN _ 3 nsubj
rebels rebel NOUN _ 3 nsubj
attacked attack VERB VerbForm=Fin 0 root
"""
    assert repaired("en", table)[0] == ("PROPN", "compound", "rebels")


def test_an_adjective_before_an_article_is_the_verbs() -> None:
    table = """
Troops troop NOUN _ 2 nsubj
shot shoot VERB VerbForm=Fin 0 root
dead dead ADJ _ 5 amod
a a DET _ 5 det
teenager teenager NOUN _ 2 obj
"""
    assert repaired("en", table)[2] == ("ADJ", "xcomp", "shot")


def test_a_preposition_belongs_to_the_noun_behind_it() -> None:
    table = """
junta junta NOUN _ 4 nsubj
on on ADP _ 1 case
Tuesday Tuesday PROPN _ 4 obl
freed free VERB VerbForm=Fin 0 root
"""
    assert repaired("en", table)[1] == ("ADP", "case", "Tuesday")


def test_repairs_that_would_make_a_circle_are_left_out() -> None:
    table = """
die der DET _ 6 det
am an ADP _ 3 case
Montag Montag NOUN _ 7 obl
in in ADP _ 5 case
eingereisten eingereist ADJ _ 6 amod
Männer Mann NOUN _ 3 nmod
kamen kommen VERB VerbForm=Fin 0 root
"""
    tokens = repair_arcs(sentence(table).tokens, WORDS["de"])
    for i in range(len(tokens)):
        steps = 0
        while i >= 0:
            i, steps = tokens[i].head, steps + 1
            assert steps <= len(tokens)


ASIDE = """
Petrov Petrov PROPN _ 7 nsubj
, , PUNCT _ 3 punct
shot shot VERB {feats} 10 ccomp
at at ADP _ 5 case
home home NOUN _ 3 obl
, , PUNCT _ 3 punct
died die VERB Tense=Past|VerbForm=Fin 10 {role}
, , PUNCT _ 7 punct
officials official NOUN _ 10 nsubj
said say VERB Tense=Past|VerbForm=Fin 0 root
"""


def test_a_participle_between_commas_describes_the_name_before_it_and_is_not_what_is_said() -> None:
    table = ASIDE.format(feats="Tense=Past|VerbForm=Fin", role="ccomp")
    assert repaired("en", table)[2] == ("VERB", "acl", "Petrov")


def test_a_present_between_commas_stays_what_is_said() -> None:
    assert repaired("en", ASIDE.format(feats="Tense=Pres|VerbForm=Fin", role="ccomp"))[2][1] == "ccomp"


NAME_FIRST = """
meldete melden VERB VerbForm=Fin 0 root
, , PUNCT _ 4 punct
{name} {name} PROPN _ 4 obl
{verb} hindern VERB {feats} 1 ccomp
die die DET _ 6 det
Arbeit Arbeit NOUN _ 4 obj
"""


def test_a_bare_name_that_opens_a_german_clause_leads_it() -> None:
    assert repaired("de", NAME_FIRST.format(name="Syrien", verb="behindere", feats="_"))[2][1] == "nsubj"
    assert repaired("de", NAME_FIRST.format(name="Syrien", verb="behindert", feats="VerbForm=Fin"))[2][1] == "nsubj"


def test_a_name_with_a_preposition_leads_no_clause() -> None:
    table = """
in in ADP _ 2 case
Syrien Syrien PROPN _ 3 obl
behindert hindern VERB VerbForm=Fin 0 root
man man PRON _ 3 nsubj
sie sie PRON _ 3 obj
"""
    assert repaired("de", table)[1][1] == "obl"


BARE_PLURAL = """
Oman Oman PROPN _ 6 nsubj
hat haben AUX VerbForm=Fin 6 aux
nach nach ADP _ 4 case
{noun} {noun} NOUN _ 6 obl
Diplomaten Diplomat NOUN Number=Plur 4 nmod
ausgewiesen ausweisen VERB VerbForm=Part 0 root
"""


def test_a_bare_plural_behind_a_phrase_is_the_verbs_object_unless_it_is_measured() -> None:
    assert repaired("de", BARE_PLURAL.format(noun="Protest"))[4] == ("NOUN", "obj", "ausgewiesen")
    assert repaired("de", BARE_PLURAL.format(noun="Gruppe"))[4] == ("NOUN", "nmod", "Gruppe")


def test_an_infinitive_right_behind_a_clause_is_its_verbs() -> None:
    table = """
wurde werden AUX VerbForm=Fin 2 aux
verhaftet verhaften VERB VerbForm=Part 0 root
, , PUNCT _ 6 punct
nachdem nachdem SCONJ _ 6 mark
er er PRON _ 6 nsubj
zugegeben zugeben VERB VerbForm=Part 2 advcl
hatte haben AUX VerbForm=Fin 6 aux
, , PUNCT _ 11 punct
sie sie PRON _ 11 obj
zu zu PART _ 11 mark
schlagen schlagen VERB VerbForm=Inf 2 xcomp
"""
    assert repaired("de", table)[10] == ("VERB", "xcomp", "zugegeben")
    assert repaired("de", table.replace("zu zu PART", "um um SCONJ"))[10] == ("VERB", "xcomp", "verhaftet")


def test_of_two_subjects_of_a_singular_auxiliary_the_plural_is_the_object() -> None:
    table = """
Frauen Frau NOUN Number=Plur|Case=Nom 5 nsubj
soll sollen AUX VerbForm=Fin|Number=Sing 5 aux
der der DET _ 4 det
Mann Mann NOUN Number=Sing|Case=Nom 5 nsubj
bedroht bedrohen VERB VerbForm=Part 0 root
"""
    assert [row[1] for row in repaired("de", table)][:4] == ["obj", "aux", "det", "nsubj"]


def test_nouns_that_hang_on_one_another_hold_nothing_up() -> None:
    table = """
nach nach ADP _ 2 case
Protest Protest NOUN _ 4 obl
Diplomaten Diplomat NOUN Number=Plur 2 nmod
Ende Ende NOUN _ 2 nmod
"""
    assert repaired("de", table)[2] == ("NOUN", "nmod", "Protest")
