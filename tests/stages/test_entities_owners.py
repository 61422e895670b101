"""Whose somebody is: possessives, peoples of no state, who stands for or against a state, who goes and who leaves."""

import pytest

from tests.languages.test_event_rules import read
from tests.marked import PLURAL, codes, entities_of

PROTESTERS = "protesters_N:nsubj" + PLURAL


@pytest.mark.parametrize(
    ("language", "sentence", "head", "code"),
    [
        # "its" and "seine" mean one, never the protesters
        ("en", f"Kenya_P:nsubj fumed_V after_I {PROTESTERS} stormed_V its_D embassy_N:obj", "embassy", "KEN GOV"),
        (
            "de",
            "Kenia_P:nsubj klagte_V ,_U nachdem_I Demonstranten_N:nsubj|Number=Plur seine_D Botschaft_N:obj stürmten_V",
            "Botschaft",
            "KEN GOV",
        ),
        # the name before the verb of the same clause, and not the subject of the clause before
        (
            "de",
            "Kenia_P:nsubj grollte_V ,_U Oslo_P:appos rief_V|VerbForm=Fin seinen_D Botschafter_N:obj aus_I Bern_P:nmod",
            "Botschafter",
            "NOR GOV",
        ),
        ("de", "Norwegen_P:nsubj holt_V seine_D Soldaten_N:obj aus_I Mali_P:nmod", "Soldaten", "NOR MIL"),
        ("en", "in_I Pakistan_P:obl ,_U whose_R army_N:nsubj slept_V", "army", "PAK MIL"),
        ("de", "in_I Pakistan_P:obl ,_U dessen_R Armee_N:nsubj schlief_V", "Armee", "PAK MIL"),
        ("de", "Kenia_P:nsubj murrte_V ,_U Oslos_P UN-Botschafter_N:nsubj schwieg_V", "UN-Botschafter", "NOR GOV"),
        # in the service of a body, or under a person, that says whose it is
        ("de", "Agenten_N:obj des_D russischen_A Geheimdienstes_N:nmod fasste_V Oslo_P:nsubj", "Agenten", "RUS SPY"),
        ("en", "a_D member_N:obj of_I Algeria_P:nmod 's_X GIA_P:nmod fled_V", "member", "DZA REB"),
    ],
)
def test_whose_somebody_is(language: str, sentence: str, head: str, code: str) -> None:
    assert codes(language, sentence).get(head) == code


@pytest.mark.parametrize(
    ("language", "sentence", "head", "code"),
    [
        ("en", "Norway_P:nsubj fought_V Kurdish_A:amod fighters_N:obj", "fighters", "REB"),
        ("en", "ethnic_A:amod Albanian_A:amod guerrillas_N:nsubj fired_V", "guerrillas", "REB"),
        ("en", "ethnic_A:amod Serbs_N:nsubj fled_V", "Serbs", "CVL"),
        ("en", "US_P:nsubj -_U backed_V:amod rebels_N:nsubj fled_V", "rebels", "REB"),
        ("en", "pro_A:compound -_U Iranian_A:amod rebels_N:nsubj fled_V", "rebels", "REB"),
        ("en", "Kyiv_P:nmod:poss 's_X allies_N:nsubj met_V", "allies", ""),
        ("en", "Moscow_P:nsubj praised_V the_D premier_N:obj", "premier", "GOV"),
        ("de", "Moskau_P:nsubj lobte_V den_D Ministerpräsidenten_N:obj", "Ministerpräsidenten", "GOV"),
        ("en", "They_R:nsubj sent_V soldiers_N:obj to_I Somalia_P:obl", "soldiers", "MIL"),
    ],
)
def test_they_are_of_no_country_that_only_stands_beside_them(
    language: str, sentence: str, head: str, code: str
) -> None:
    assert codes(language, sentence).get(head) == code


@pytest.mark.parametrize(
    ("language", "sentence", "head", "code"),
    [
        ("en", "Kosovo_P:compound Serbs_N:nsubj fled_V", "Serbs", "XKX CVL"),
        ("en", "Bavarian_A:amod police_N:nsubj fined_V him_R:obj", "police", "DEU COP"),
        ("de", "Der_D hessische_A Innenminister_N:nsubj schwieg_V", "Innenminister", "DEU GOV"),
        ("de", "Der_D Bundesrat_N:nsubj in_I Bern_P:nmod zögerte_V", "Bundesrat", "CHE LEG"),
        ("en", "The_D Pope_N:nsubj prayed_V for_I Syria_P:obl", "Pope", "VAT REL"),
        ("en", "Oslo_P:nsubj may_X dismiss_V the_D premier_N:obj", "premier", "NOR GOV"),
    ],
)
def test_lands_and_offices_name_their_country(language: str, sentence: str, head: str, code: str) -> None:
    assert codes(language, sentence).get(head) == code


def test_a_condition_and_the_use_of_force_are_nobody() -> None:
    found = codes("en", "Kenya_P:nsubj declared_V a_D state_N:obj of_I emergency_N:nmod")
    assert "state" not in found
    assert "force" not in codes("en", "Kenya_P:nsubj threatened_V to_X use_V force_N:obj")


def test_the_owners_of_several_are_all_who_are_listed() -> None:
    sentence = "Kenya_P:nsubj and_C the_D Gambia_P:conj recalled_V their_D envoys_N:obj|Number=Plur"
    assert codes("en", sentence)["envoys"] in ("GMB GOV", "KEN GOV")


@pytest.mark.parametrize(
    ("language", "sentence", "head", "code"),
    [
        ("en", "Greek_A:amod Cypriot_A:amod leaders_N:nsubj met_V", "leaders", "CYP GOV"),
        ("en", "Bosnian_A:amod Croat_A:amod troops_N:nsubj fled_V", "troops", "BIH MIL"),
        ("en", "Greek_A:amod and_C Turkish_A:conj Cypriot_A:amod leaders_N:nsubj met_V", "leaders", "CYP GOV"),
        ("en", "Romania_P:nmod:poss 's_X Hungarian_A:amod minority_N:nsubj met_V", "minority", "ROU CVL"),
        ("en", "the_D Turkish_A:amod community_N:nsubj in_I Bulgaria_P:nmod met_V", "community", "BGR CVL"),
        ("en", "ethnic_A:amod Armenians_N:nsubj fled_V from_I Karabakh_P:obl", "Armenians", "AZE CVL"),
        ("de", "die_D ungarische_A Minderheit_N:nsubj in_I Rumänien_P:nmod traf_V sich_R", "Minderheit", "ROU CVL"),
        ("de", "die_D türkische_A Volksgruppe_N:nsubj auf_I Zypern_P:nmod traf_V sich_R", "Volksgruppe", "CYP CVL"),
        # not a community: of whom the adjective says, or of both that are joined
        ("de", "die_D türkische_A Armee_N:nsubj auf_I Zypern_P:nmod traf_V sich_R", "Armee", "TUR MIL"),
        ("en", "the_D Turkish_A:amod army_N:nsubj in_I Bulgaria_P:nmod left_V", "army", "TUR MIL"),
        ("en", "the_D Turkish_A:amod community_N:nsubj slept_V", "community", "TUR CVL"),
    ],
)
def test_a_community_is_of_the_land_in_which_it_lives(language: str, sentence: str, head: str, code: str) -> None:
    assert codes(language, sentence).get(head) == code


def test_the_leaders_of_two_peoples_of_a_land_treat_as_states_do() -> None:
    leaders = "Leaders_N:nsubj|Number=Plur of_I Cyprus_P:nmod:poss 's_X Greek_A:amod"
    both = f"{leaders} and_C Turkish_A:conj communities_N:nmod|Number=Plur met_V"
    assert codes("en", both)["Leaders"] == "CYP GOV"
    assert codes("en", f"{leaders} community_N:nmod met_V")["Leaders"] == "CYP CVL"


def test_two_states_in_the_genitive_own_a_plural_both() -> None:
    sentence = "Sweden_P:nmod:poss 's_X and_C Finland_P:conj 's_X ministers_N:nsubj|Number=Plur met_V"
    assert {e.country for e in entities_of("en", "ministers", sentence)} == {"SWE", "FIN"}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Two policemen were killed in Kenya ambush.", []),
        ("Kenya attack on Yemen kills two policemen", ["KEN"]),
        ("Kenya's attack killed two policemen.", ["KEN"]),
    ],
)
def test_the_name_before_what_happened_there_is_a_place(text: str, actors: list[str]) -> None:
    found = [one.code[:3] for event in read("en", text).events or () for one in event.actors]
    assert sorted(set(found)) == actors


@pytest.mark.parametrize(
    ("language", "sentence", "head", "code"),
    [
        ("en", "the_D Kenyan_A and_C Chadian_A:nmod governments_N:nsubj|Number=Plur met_V", "Kenyan", None),
        ("en", "the_D Russian_A:nmod -_U speaking_V:amod minority_N:nsubj in_I Latvia_P:nmod met_V", "Russian", None),
        ("en", "Ireland_P:nsubj rejected_V the_D Treaty_N:obj of_I Lisbon_P:nmod", "Lisbon", None),
        ("de", "Irland_P:nsubj verwarf_V den_D Vertrag_N:obj von_I Lissabon_P:nmod", "Lissabon", None),
        ("de", "der_D DGB-Präsident_N:nsubj schwieg_V", "DGB-Präsident", "DEU LAB"),
        # no paper, and a people by itself
        ("en", "Ireland_P:nsubj rejected_V the_D offer_N:obj of_I Lisbon_P:nmod", "Lisbon", "PRT GOV"),
        ("de", "Israelis_N:nsubj und_C jordanische_A Soldaten_N:conj trafen_V sich_R", "Israelis", "ISR CVL"),
    ],
)
def test_a_word_in_a_name_or_before_a_noun_is_nobody_by_itself(
    language: str, sentence: str, head: str, code: str | None
) -> None:
    assert codes(language, sentence).get(head) == code


def test_the_leaders_of_the_two_communities_treat_as_states_do() -> None:
    leaders = "Leaders_N:nsubj|Number=Plur of_I the_D two_M communities_N:nmod|Number=Plur on_I Cyprus_P:nmod met_V"
    assert codes("en", leaders)["Leaders"] == "CYP GOV"
