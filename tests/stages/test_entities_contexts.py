"""What phrases leave unsaid: countries from the surroundings, pairs, names of descriptions and organisations."""

import pytest

from tests.marked import codes, entities_of, entity_of, find


@pytest.mark.parametrize(
    ("language", "sentence", "head", "code"),
    [
        # the actor of the same clause
        ("de", "Die_D dänische_A Opposition_N:nsubj rügte_V die_D Regierung_N:obj", "Regierung", "DNK GOV"),
        ("en", "Danish_A:amod unions_N:nsubj sued_V the_D government_N:obj", "government", "DNK GOV"),
        # the actor of another clause, for whom the minister speaks
        (
            "de",
            "Dänemark_P:nsubj sperre_V für_I irische_A Boote_N Häfen_N ,_U drohte_V der_D Fischereiminister_N:nsubj",
            "Fischereiminister",
            "DNK GOV",
        ),
        # police and residents belong to the place, whoever acts there
        ("de", "In_I Oslo_P:obl fasste_V die_D Polizei_N:nsubj einen_D irischen_A Dieb_N:obj", "Polizei", "NOR COP"),
        ("en", "Danish_A:amod troops_N:nsubj hurt_V residents_N:obj in_I Oslo_P:obl", "residents", "NOR CVL"),
        # members belong to the chamber that the sentence names
        (
            "de",
            "Oslo_P:nsubj kam_V ,_U das_D dänische_A Parlament_N:nsubj ging_V ,_U rügten_V die_D Abgeordneten_N:nsubj",
            "Abgeordneten",
            "DNK LEG",
        ),
        # troops that are sent are the sender's, wherever they go
        ("de", "Dänemark_P:nsubj schickt_V Soldaten_N:obj nach_I Kenia_P:obl", "Soldaten", "DNK MIL"),
        (
            "de",
            "Museveni_P:nsubj kam_V ,_U Musevenis_P:nmod:poss Übersetzer_N:nsubj schwieg_V",
            "Übersetzer",
            "UGA GOV",
        ),
    ],
)
def test_the_nearest_evidence_gives_the_country(language: str, sentence: str, head: str, code: str) -> None:
    assert codes(language, sentence).get(head) == code


@pytest.mark.parametrize(
    ("language", "sentence", "head", "code"),
    [
        ("en", "Norway_P:nsubj warned_V the_D government_N:obj", "government", "GOV"),
        ("de", "Norwegen_P:nsubj griff_V die_D Armee_N:obj an_I", "Armee", "MIL"),
        ("de", "Die_D Regierung_N:nsubj verklagte_V Norwegen_P:obj und_C Irland_P:conj", "Regierung", "GOV"),
        ("en", "Kenya_P:nsubj and_C Uganda_P:conj freed_V prisoners_N:obj", "prisoners", "CVL"),
        ("en", "Norway_P:nsubj killed_V civilians_N:obj", "civilians", "CVL"),
        ("en", "Norway_P:nsubj waits_V ,_U diplomats_N:nsubj said_V", "diplomats", "GOV"),
        # whoever acts on a country called by its name is of another
        ("en", "Parliament_N:nsubj condemned_V Norway_P:obj", "Parliament", "LEG"),
        ("de", "Die_D Opposition_N:nsubj rügte_V Norwegen_P:obj", "Opposition", "OPP"),
        ("en", "Rebels_N:nsubj warned_V Norway_P:obj", "Rebels", "REB"),
        # people are called by their nation alone where it is not that of the police
        ("de", "Die_D Polizei_N:nsubj fasste_V zwei_M Norweger_N:obj", "Polizei", "COP"),
        ("en", "Two_M Norwegians_N:nsubj:pass were_X held_V by_I police_N:obl", "police", "COP"),
    ],
)
def test_no_country_rather_than_a_wrong_one(language: str, sentence: str, head: str, code: str) -> None:
    assert codes(language, sentence).get(head) == code


@pytest.mark.parametrize(
    ("language", "sentence", "head", "code"),
    [
        ("de", "Die_D Bundespolizei_N:nsubj fasste_V einen_D Norweger_N:obj", "Bundespolizei", "DEU COP"),
        ("de", "In_I Wien_P:obl rügte_V der_D Bundeskanzler_N:nsubj Norwegen_P:obj", "Bundeskanzler", "AUT GOV"),
        ("de", "Der_D Bundeskanzler_N:nsubj rügte_V Österreich_P:obj", "Bundeskanzler", "DEU GOV"),
        ("de", "Der_D norwegische_A Bundeskanzler_N:nsubj schwieg_V", "Bundeskanzler", "NOR GOV"),
        ("de", "Der_D Ständerat_N:nsubj rügte_V Norwegen_P:obj", "Ständerat", "CHE LEG"),
        ("de", "Der_D Bundesstaat_N:nsubj rügte_V Norwegen_P:obj", "Bundesstaat", "GOV"),  # a state of anywhere
        ("en", "House_P:compound Republicans_N:nsubj rebuked_V Norway_P:obj", "Republicans", "USA LEG"),
        ("en", "In_I Canada_P:obl federal_A:amod judges_N:nsubj freed_V Norwegians_N:obj", "judges", "CAN JUD"),
    ],
)
def test_some_nouns_name_their_country_and_of_several_the_one_that_the_report_names(
    language: str, sentence: str, head: str, code: str
) -> None:
    assert codes(language, sentence).get(head) == code


def test_a_body_is_whose_it_was_before() -> None:
    before = "Die_D norwegische_A:amod Bundesregierung_N:nsubj schwieg_V"
    found = codes("de", before, "Die_D Bundesregierung_N:nsubj rügte_V Kenia_P:obj", one_paragraph=True)
    assert found["Bundesregierung"] == "NOR GOV"


def test_police_who_hold_a_native_are_of_the_country_that_the_report_is_about() -> None:
    before = "In_I Oslo_P:obl brannte_V ein_D Schiff_N:nsubj"
    found = codes("de", before, "Die_D Polizei_N:nsubj fasste_V einen_D Norweger_N:obj", one_paragraph=True)
    assert found["Polizei"] == "NOR COP"


def test_police_belong_to_the_place_of_the_sentence_before() -> None:
    before = "Hundert_M Bauern_N:nsubj zogen_V durch_I den_D Hafen_N von_I Ålesund_P:nmod in_I Norwegen_P:obl"
    found = codes("de", before, "Die_D Polizei_N:nsubj schritt_V ein_I", one_paragraph=True)
    assert found["Polizei"] == "NOR COP"


def test_a_town_of_the_gazetteer_tells_the_country_and_is_no_entity() -> None:
    text, entities = find("en", "Norway_P:nsubj waits_V", "Police_N:nsubj in_I Larvik_P:nmod searched_V")
    assert [(text[slice(*e.mentions[0].span)], e.country) for e in entities] == [
        ("Norway", "NOR"),
        ("Police in Larvik", "NOR"),
    ]


def test_a_german_body_is_of_the_town_behind_it() -> None:
    _, entities = find("de", "die_D Staatsanwaltschaft_N:nsubj Zwickau_P:appos schwieg_V")
    assert [(e.name, e.country) for e in entities] == [("Staatsanwaltschaft Zwickau", "DEU")]
    _, (police, cologne) = find("de", "die_D Polizei_N:nsubj Köln_P:appos schwieg_V")
    assert (police.name, police.country, cologne.country) == ("Polizei Köln", "DEU", "DEU")


def test_no_town_stands_behind_a_government() -> None:
    _, entities = find("de", "die_D Regierung_N:nsubj Zwickau_P:appos schwieg_V")
    assert [(e.name, e.country) for e in entities] == [("Regierung", None)]


def test_english_nouns_are_known_in_plurals_without_s() -> None:
    _, entities = find("en", "Norway_P:nsubj waits_V", "Norwegian_A dustmen_N:nsubj struck_V")
    assert [(e.name, e.country, e.sector) for e in entities][1:] == [("Norwegian dustmen", "NOR", "LAB")]


def test_where_things_come_from_is_not_where_they_happen() -> None:
    waits, sentence = "Norwegen_P:nsubj wartet_V", "Nach_I Waren_N aus_I Irland_P:nmod suchte_V die_D Polizei_N:nsubj"
    assert codes("de", waits, waits, sentence)["Polizei"] == "NOR COP"


def test_others_who_act_in_between_end_what_was_said_before() -> None:
    first = "Kenya_P:nsubj waits_V"
    assert codes("en", first, first, "Uganda_P:nsubj killed_V civilians_N:obj")["civilians"] == "CVL"


def test_both_sides_are_the_two_countries_that_acted_last() -> None:
    first = "Kenya_P:nsubj and_C Uganda_P:conj signed_V"
    norway = "Norway_P:nsubj watched_V"
    found = entities_of("en", "sides", norway, norway, first, "Both_D sides_N:nsubj slept_V")
    assert {e.name for e in found} == {"Kenya", "Uganda"}


def test_both_sides_of_three_stay_open() -> None:
    first = "Kenya_P:nsubj met_V Uganda_P:obj and_C Rwanda_P:conj"
    (entity,) = entities_of("en", "sides", first, "Both_D sides_N:nsubj slept_V")
    assert (entity.name, entity.country) == ("Both sides", None)


def test_both_leaders_are_the_two_persons_named_last() -> None:
    first = "William_P:nsubj Ruto_P:flat traf_V Yoweri_P:obj Museveni_P:flat in_I Oslo_P:obl"
    second = "Die_D beiden_A Staats-_N und_C Regierungschefs_N:nsubj|Number=Plur schwiegen_V"
    found = entities_of("de", "Regierungschefs", first, second)
    assert {e.name for e in found} == {"William Ruto", "Yoweri Museveni"}


def test_two_governments_are_two_entities_that_say_whose() -> None:
    first = "Kenya_P:nsubj met_V Uganda_P:obj"
    found = entities_of("en", "governments", first, "The_D two_M governments_N:nsubj|Number=Plur slept_V")
    assert {(e.country, e.name) for e in found} == {
        ("KEN", "two governments (Kenya)"),
        ("UGA", "two governments (Uganda)"),
    }


@pytest.mark.parametrize("phrase", ["Beide_D Soldaten_N:nsubj|Number=Plur", "Zwei_M Minister_N:nsubj|Number=Plur"])
def test_two_of_many_are_no_pair_of_countries(phrase: str) -> None:
    _, entities = find("de", "Kenia_P:nsubj und_C Uganda_P:conj warten_V", f"{phrase} schliefen_V")
    assert [e.country for e in entities] == ["KEN", "UGA", None]


def test_the_neighbour_is_the_other_country_and_his_country_the_speakers() -> None:
    met = "Kenya_P:nsubj met_V Uganda_P:obj"
    found = entity_of("en", "neighbour", met, "Kenya_P:nsubj blamed_V its_R neighbour_N:obj")
    assert found.name == "Uganda"
    minister = "Kenya_P:nmod:poss 's_X minister_N:nsubj said_V his_R country_N:nsubj would_V wait_V"
    assert entity_of("en", "country", met, minister).name == "Kenya"


def test_they_are_all_of_a_list() -> None:
    sentence = "Kenya_P:nsubj ,_U Uganda_P:conj and_C Rwanda_P:conj said_V they_R:nsubj|Number=Plur would_V wait_V"
    assert {e.country for e in entities_of("en", "they", sentence)} == {"KEN", "UGA", "RWA"}


def test_ships_are_the_militarys_only_after_warships() -> None:
    plain = "Norwegische_A Schiffe_N:nsubj warteten_V"
    assert codes("de", plain)["Schiffe"] == "NOR"
    assert codes("de", "Norwegische_A Kriegsschiffe_N:nsubj kamen_V", plain)["Schiffe"] == "NOR MIL"


@pytest.mark.parametrize(
    ("language", "sentence", "head", "name"),
    [
        ("de", "Ein_D Vertreter_N:nsubj des_D Kremls_P:nmod schwieg_V", "Vertreter", "Vertreter des Kremls"),
        ("en", "Some_D officials_N:nsubj in_I Dodoma_P:nmod left_V", "officials", "officials in Dodoma"),
        ("en", "A_D Kenyan_A:amod defence_N:compound ministry_N:nsubj said_V", "ministry", "Kenyan defence ministry"),
        ("en", "Its_R army_N:nsubj left_V", "army", "army"),
        (
            "en",
            "Kenyan_A:amod old_A:amod tired_A:amod hungry_A:amod angry_A:amod idle_A:amod soldiers_N:nsubj left_V",
            "soldiers",
            "old tired hungry angry idle soldiers",
        ),
    ],
)
def test_a_description_is_called_by_its_phrase(language: str, sentence: str, head: str, name: str) -> None:
    assert entity_of(language, head, sentence).name == name


@pytest.mark.parametrize(
    ("language", "sentence", "head", "country"),
    [
        ("de", "Der_D Polizeichef_N:nsubj von_I Oslo_P:nmod ,_U Jon_P Vik_P ,_U sprach_V", "Jon", "NOR"),
        ("en", "Norwegian_A:amod climatologist_N Kari_P:nsubj Solheim_P:flat spoke_V", "Kari", "NOR"),
        ("en", "Uganda_P:nmod:poss 's_X president_N:compound Moses_N:nsubj Okello_P:nsubj came_V", "Moses", "UGA"),
    ],
)
def test_a_title_tells_the_country_of_a_name(language: str, sentence: str, head: str, country: str) -> None:
    assert entity_of(language, head, sentence).country == country


@pytest.mark.parametrize(
    ("language", "sentence", "head", "name"),
    [
        ("en", "Blue_P Harbour_P Union_P:nsubj sued_V", "Blue", "Blue Harbour Union"),
        ("de", "Rote_P Hafenfront_P:nsubj klagte_V", "Rote", "Rote Hafenfront"),
        ("de", "Die_D Reederei_N:nsubj Alba_P Nord_P klagte_V", "Alba", "Alba Nord"),
    ],
)
def test_a_name_of_an_organisation_is_no_person(language: str, sentence: str, head: str, name: str) -> None:
    entity = entity_of(language, head, sentence)
    assert (entity.name, entity.type) == (name, "ORG")


def test_a_government_is_not_named_like_a_firm() -> None:
    assert entity_of("de", "Jon", "Die_D Regierung_N:nsubj Jon_P Vik_P:nsubj klagte_V").type == "PER"


def test_he_outside_a_quotation_is_nobody_named_inside_it() -> None:
    first = "William_P:nsubj Ruto_P:flat spoke_V"
    second = '"_U No_D soldier_N:nsubj died_V "_U ,_U he_R:nsubj said_V'
    assert entity_of("en", "he", first, second).name == "William Ruto"


def test_they_are_rather_the_last_subject_than_whom_the_sentence_cites() -> None:
    first = "Norwegische_A Minister_N:nsubj|Number=Plur tagen_V"
    second = "Nach_I Angaben_N:obl von_I Diplomaten_N:nmod|Number=Plur wollen_V sie_R:nsubj|Number=Plur zahlen_V"
    assert entity_of("de", "sie", first, second).country == "NOR"


def test_it_is_what_the_sentence_is_about() -> None:
    sentence = "Oslo_P:nsubj blamed_V Danish_A:amod troops_N:nsubj for_I what_R it_R:nsubj called_V theft_N"
    assert entity_of("en", "it", sentence).country == "NOR"


def test_an_embassy_is_only_that_of_the_country_it_was_called_after() -> None:
    police = "Norwegian_A:amod police_N:nsubj guarded_V the_D embassy_N:obj"
    assert codes("en", police)["embassy"] == "GOV"
    assert codes("en", "The_D Irish_A:amod embassy_N:nsubj closed_V", police)["embassy"] == "IRL GOV"


def test_a_head_of_something_unknown_is_not_the_head_of_the_body_named_last() -> None:
    police, head = "Irish_A:amod police_N:nsubj waited_V", "The_D head_N:nsubj of_I a_D choir_N:nmod sang_V"
    assert codes("en", police, head)["head"] == ""
    assert codes("en", police, "A_D spokesman_N:nsubj sang_V")["spokesman"] == "IRL COP"


def test_a_report_that_names_no_country_is_of_the_place_in_its_byline() -> None:
    told = "Hier_A nahm_V die_D Polizei_N:nsubj elf_M Menschen_N:obj fest_A"
    byline = "Von_I Lena_P Aschenbach_P ,_U Nairobi_P"
    assert codes("de", byline, told, kinds=("byline", "body"))["Polizei"] == "KEN COP"
    abroad = "In_I Oslo_P:obl nahm_V die_D Polizei_N:nsubj elf_M Menschen_N:obj fest_A"
    assert codes("de", byline, abroad, kinds=("byline", "body"))["Polizei"] == "NOR COP"


def test_the_assembly_of_a_nation_is_that_of_the_report() -> None:
    told = "Crowds_N:nsubj met_V outside_I the_D National_P Assembly_P:obl in_I Sofia_P ,_U police_N:nsubj said_V"
    assert codes("en", told)["police"] == "BGR COP"


def test_the_ministers_of_the_two_states_are_of_both() -> None:
    signed = "Armenia_P:nsubj and_C Azerbaijan_P:conj signed_V a_D protocol_N:obj"
    met = "The_D foreign_A ministers_N:nsubj|Number=Plur of_I the_D two_M states_N:nmod|Number=Plur met_V"
    _, entities = find("en", signed, met)
    both = {e.country for e in entities for m in e.mentions if e.sector == "GOV" and e.type == "PER"}
    assert both == {"ARM", "AZE"}


@pytest.mark.parametrize(
    ("language", "lines", "head"),
    [
        ("en", ("Russia_P:nsubj struck_V Kharkiv_P:obj", "Mayor_N:nsubj Terekhov_P:flat spoke_V"), "Mayor"),
        ("de", ("Russland_P:nsubj griff_V Charkiw_P:obj an_A", "Der_D Bürgermeister_N:nsubj kam_V"), "Bürgermeister"),
        ("de", ("Russische_A Raketen_N:nsubj trafen_V einen_D Hafen_N:obj in_I der_D Ukraine_P:nmod ,_U "
                "sagte_V der_D Gouverneur_N:nsubj",), "Gouverneur"),
    ],
)  # fmt: skip
def test_governors_and_mayors_are_of_the_place_and_not_of_who_strikes_it(
    language: str, lines: tuple[str, ...], head: str
) -> None:
    assert codes(language, *lines, one_paragraph=True)[head] == "UKR GOV"


@pytest.mark.parametrize("name", ["Ngong_P Road_P", "Saratov_P Region_P"])
def test_a_road_or_region_is_nobody(name: str) -> None:
    _, entities = find("en", f"Drones_N:nsubj fell_V on_I {name}:obl ,_U he_R:nsubj added_V")
    assert not [e for e in entities if e.type == "PER"]


def test_a_body_that_says_whose_it_is_is_no_other_country_s() -> None:
    assert codes("de", "Der_D US-Kongress_N:nsubj rügte_V Norwegen_P:obj").get("US-Kongress") == "USA LEG"


def test_whose_envoys_they_are_may_stand_further_back_than_their_sentence_is_long() -> None:
    before = "In_I rain_N and_C came_V Kenya_P:nsubj"
    assert codes("en", before, "Their_D:nmod:poss envoys_N:nsubj|Number=Plur left_V")["envoys"] == "KEN GOV"
