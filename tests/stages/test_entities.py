"""Who is in a report; each sentence is written here with its tags, so that no model is needed."""

import pytest

from lagebild.record import BlockKind
from tests.marked import codes, entity_of, find


@pytest.mark.parametrize(
    ("language", "sentence", "head", "code"),
    [
        ("de", "drei_M norwegische_A Soldaten_N:nsubj halfen_V", "Soldaten", "NOR MIL"),
        ("de", "Norwegens_P:nmod Regierung_N:nsubj tagt_V", "Regierung", "NOR GOV"),
        ("de", "Die_D Polizei_N:nsubj in_I Oslo_P:nmod sucht_V", "Polizei", "NOR COP"),
        ("de", "US-Beamte_N:nsubj warnen_V", "US-Beamte", "USA GOV"),
        ("de", "Der_D Kreml_P:nsubj schweigt_V", "Kreml", "RUS GOV"),
        ("de", "Ein_D Sprecher_N:nsubj der_D Nato_P:nmod sagte_V", "Sprecher", "IGO MIL"),
        ("en", "Norwegian_A:amod police_N:nsubj searched_V", "police", "NOR COP"),
        ("en", "Norway_P:nmod:poss 's_X defence_N:compound ministry_N:nsubj said_V", "ministry", "NOR MIL"),
        ("en", "officials_N:nsubj in_I Oslo_P:nmod said_V", "officials", "NOR GOV"),
        ("en", "Kenyan_A:amod opposition_N:compound lawmakers_N:nsubj left_V", "lawmakers", "KEN OPP"),
        ("en", "Gunmen_N:nsubj fled_V", "Gunmen", "UAF"),
        ("en", "The_D White_A:amod House_P:nsubj said_V", "White", "USA GOV"),
    ],
)
def test_a_phrase_is_coded(language: str, sentence: str, head: str, code: str) -> None:
    assert codes(language, sentence).get(head) == code


def test_a_capital_that_acts_is_the_government_and_one_that_lies_somewhere_is_a_place() -> None:
    text, entities = find("de", "Oslo_P:nsubj drohte_V Bern_P:obj in_I Wien_P:obl")
    forms = {text[slice(*m.head)]: (m.form, e.country, m.sector) for e in entities for m in e.mentions}
    assert forms["Oslo"] == ("metonym", "NOR", "GOV")
    assert forms["Bern"] == ("metonym", "CHE", "GOV")
    assert forms["Wien"] == ("name", "AUT", None)


def test_spellings_surname_and_office_are_one_person() -> None:
    entity = entity_of(
        "de",
        "Putin",
        "Wladimir_P:nsubj Putin_P:flat reiste_V nach_I Oslo_P:obl",
        "Putin_P:nsubj sprach_V",
        "Der_D russische_A Präsident_N:nsubj ging_V",
    )
    assert entity.wikidata == "Q7747"
    assert [m.form for m in entity.mentions] == ["name", "name", "nominal"]


def test_an_unknown_minister_gets_country_and_sector_from_his_title() -> None:
    found = codes(
        "de",
        "Der_D kenianische_A Fischereiminister_N:nsubj Jomo_P:appos Wanjala_P:flat sagte_V",
        "Wanjala_P:nsubj ging_V",
    )
    assert found["Jomo"] == "KEN GOV"
    assert found["Wanjala"] == "KEN GOV"


def test_an_apposition_names_the_person() -> None:
    sentence = "Kenya_P:nmod:poss 's_X fisheries_N:compound minister_N:nsubj ,_U Jomo_P:appos Wanjala_P:flat ,_U said_V"
    entity = entity_of("en", "Jomo", sentence)
    assert (entity.country, entity.sector) == ("KEN", "GOV")


def test_a_bare_organ_of_state_belongs_to_the_country_of_the_report() -> None:
    found = codes("en", "Kenya_P:nsubj votes_V", "Kenya_P:nsubj waits_V", "The_D army_N:nsubj moved_V")
    assert found["army"] == "KEN MIL"


def test_a_bare_organ_stays_open_between_two_countries() -> None:
    found = codes("en", "Kenya_P:nsubj met_V Uganda_P:obj", "Soldiers_N:nsubj moved_V")
    assert found["Soldiers"] == "MIL"


def test_a_possessive_means_the_subject() -> None:
    found = codes("de", "Kenia_P:nsubj zog_V seine_D Soldaten_N:obj aus_I Somalia_P:obl ab_I")
    assert found["Soldaten"] == "KEN MIL"


def test_two_adjectives_give_two_actors() -> None:
    _, entities = find("en", "Kenyan_A:amod and_C Ugandan_A:amod officials_N:nsubj met_V")
    assert {e.country for e in entities if e.sector == "GOV"} == {"KEN", "UGA"}


def test_a_pronoun_stands_for_the_person_before() -> None:
    entity = entity_of("en", "He", "William_P:nsubj Ruto_P:flat spoke_V", "He_R:nsubj left_V")
    assert entity.name == "William Ruto"


def test_a_headline_of_another_article_gives_no_antecedent() -> None:
    kinds: tuple[BlockKind, ...] = ("headline", "body")
    found = codes("en", "Kenyan_A:amod army_N:nsubj moves_V", "The_D army_N:nsubj waits_V", kinds=kinds)
    assert found["army"] == "MIL"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Die_D Fahrzeuge_N:nsubj rollen_V"),
        ("de", "Drohnen_N:nsubj flogen_V"),
        ("en", "The_D tanks_N:nsubj rolled_V"),
        ("en", "It_R:nsubj rained_V on_I Monday_P:obl"),
    ],
)
def test_what_cannot_act_is_no_entity(language: str, sentence: str) -> None:
    assert find(language, sentence)[1] == ()


def test_entities_are_numbered_by_first_mention_and_spans_lie_in_the_text() -> None:
    text, entities = find("en", "Kenya_P:nsubj accused_V Uganda_P:obj", "Norway_P:nsubj waits_V")
    assert [e.id for e in entities] == ["e1", "e2", "e3"]
    assert [text[slice(*e.mentions[0].span)] for e in entities] == ["Kenya", "Uganda", "Norway"]


def test_a_family_name_that_stands_first_is_not_a_stranger_s_first_name() -> None:
    """Xi Jinping is called Xi, but Xi Marten is somebody else."""
    assert codes("en", "Xi_P:nsubj Marten_P:flat spoke_V").get("Xi") != "CHN GOV"
    assert codes("en", "Xi_P:nsubj spoke_V").get("Xi") == "CHN GOV"


def test_they_are_whom_an_amount_counts_or_the_one_group_of_the_sentence_before() -> None:
    counted = ("Thousands_N:nsubj|Number=Plur of_I Kenyan_A:amod teachers_N:nmod|Number=Plur marched_V",)
    urged = ("Oslo_P:nsubj urged_V Kenyan_A:amod teachers_N:obj|Number=Plur to_X march_V",)
    two = ("Kenyan_A:amod teachers_N:obj|Number=Plur met_V Ugandan_A:amod doctors_N:obj|Number=Plur",)
    they = "They_R:nsubj|Number=Plur waited_V"
    them = "Some_D:nsubj of_I them_R:nmod|Number=Plur waited_V"
    assert codes("en", *counted, they)["They"] == "KEN EDU"
    assert codes("en", *urged, them)["them"] == "KEN EDU"
    assert "them" not in codes("en", *two, them)


@pytest.mark.parametrize(
    ("language", "before", "sentence", "name"),
    [
        # a body without a name, where nouns have a gender
        (
            "de",
            "Die_D norwegische_A Polizei_N:nsubj|Gender=Fem schritt_V ein_I",
            "Sie_R:nsubj|Number=Sing fasste_V Diebe_N:obj",
            "norwegische Polizei",
        ),
        # the man named last, and no thing
        (
            "de",
            "Präsident_N:nsubj Museveni_P:flat traf_V Präsident_N:obj|Gender=Masc Ruto_P:flat",
            "Dieser_D:nsubj schwieg_V",
            "William Ruto",
        ),
        # the only person of the sentence before
        ("en", "Norway_P:nsubj blamed_V Yoweri_P Museveni_P:obj", "He_R:nsubj left_V", "Yoweri Museveni"),
    ],
)
def test_a_pronoun_at_the_beginning_goes_on_with_who_was_spoken_of(
    language: str, before: str, sentence: str, name: str
) -> None:
    text, entities = find(language, before, sentence, one_paragraph=True)
    assert name in [e.name for e in entities if any(m.form == "pronoun" for m in e.mentions)], text


@pytest.mark.parametrize(
    ("language", "before", "sentence"),
    [
        (
            "de",
            "Museveni_P:nsubj unterschrieb_V den_D Vertrag_N:obj|Gender=Masc",
            "Dieser_D:nsubj gilt_V",
        ),
        ("de", "Museveni_P:nsubj kam_V", "Dieser_D:det Besuch_N:nsubj überraschte_V"),
        (
            "en",
            "Norway_P:nsubj blamed_V Yoweri_P Museveni_P:obj and_C William_P Ruto_P:conj",
            "He_R:nsubj left_V",
        ),
    ],
)
def test_a_pronoun_that_may_mean_several_or_a_thing_is_left_alone(language: str, before: str, sentence: str) -> None:
    _, entities = find(language, before, sentence, one_paragraph=True)
    assert not [e.name for e in entities if any(m.form == "pronoun" for m in e.mentions)]


def test_students_are_of_the_place_and_experts_are_not() -> None:
    place = "In_I Oslo_P:obl brannte_V ein_D Schiff_N:nsubj"
    found = codes("de", place, "Studenten_N:nsubj und_C Experten_N:conj kamen_V", one_paragraph=True)
    assert (found["Studenten"], found["Experten"]) == ("NOR EDU", "EDU")


@pytest.mark.parametrize(
    ("sentences", "code"),
    [
        # the world knows a president of Kenya, and no defence minister, by that name
        (["In_I Somalia_P:obl schwieg_V Verteidigungsminister_N:nsubj William_P:flat Ruto_P:flat"], "SOM GOV"),
        (["Somalias_P:nmod Verteidigungsminister_N:nsubj William_P:flat Ruto_P:flat schwieg_V"], "SOM GOV"),
        (["In_I Kenia_P:obl schwieg_V Verteidigungsminister_N:nsubj William_P:flat Ruto_P:flat"], "KEN GOV"),
        (["In_I Somalia_P:obl schwieg_V Präsident_N:nsubj William_P:flat Ruto_P:flat"], "KEN GOV"),
    ],
)
def test_a_title_that_somebody_known_never_had_is_another_s(sentences: list[str], code: str) -> None:
    assert codes("de", *sentences)["William"] == code


def test_a_state_of_emergency_is_nobody() -> None:
    assert "state" not in codes("en", "Peru_P:nsubj declared_V a_D state_N:obj of_I emergency_N:nmod")
    assert codes("en", "The_D state_N:nsubj of_I Israel_P:nmod paid_V").get("state") == "ISR GOV"


@pytest.mark.parametrize(
    ("language", "before", "sentence", "names"),
    [
        (
            "de",
            "Museveni_P:nsubj und_C:cc Ruto_P:conj kamen_V",
            "Die_D:det beiden_D:nsubj sprachen_V",
            {"Yoweri Museveni", "William Ruto"},
        ),
        ("de", "Museveni_P:nsubj traf_V Ruto_P:obj", "Beide_D:nsubj schwiegen_V", {"Yoweri Museveni", "William Ruto"}),
        ("en", "Troops_N:nsubj freed_V two_M:nummod Kenyans_P:obj", "The_D:det pair_N:nsubj spoke_V", {"Kenyans"}),
        (
            "en",
            "Museveni_P:nsubj met_V Ruto_P:obj",
            "The_D:det two_M:nsubj spoke_V",
            {"Yoweri Museveni", "William Ruto"},
        ),
    ],
)
def test_the_two_are_those_who_were_spoken_of(language: str, before: str, sentence: str, names: set[str]) -> None:
    text, entities = find(language, before, sentence, one_paragraph=True)
    found = {e.name for e in entities if any(m.form == "pronoun" for m in e.mentions)}
    assert found == names, text


@pytest.mark.parametrize(
    ("language", "before", "sentence"),
    [
        # three, or a couple and others: nobody knows which two
        ("en", "Museveni_P:nsubj ,_U Ruto_P:conj and_C:cc Macron_P:conj met_V", "The_D:det two_M:nsubj spoke_V"),
        (
            "en",
            "Museveni_P:nsubj and_C:cc Ruto_P:conj freed_V two_M:nummod Kenyans_P:obj",
            "The_D:det pair_N:nsubj spoke_V",
        ),
        # that counts what stands behind it
        ("en", "Museveni_P:nsubj met_V Ruto_P:obj", "The_D:det two_M:nummod reports_N:nsubj appeared_V"),
        ("en", "Museveni_P:nsubj met_V Ruto_P:obj", "Both_D:nsubj of_I Bashir_P:nmod 's_X rivals_N spoke_V"),
        ("de", "Museveni_P:nsubj traf_V Ruto_P:obj", "Zwei_M:nsubj schwiegen_V"),
    ],
)
def test_the_two_are_left_alone_where_it_is_not_plain(language: str, before: str, sentence: str) -> None:
    text, entities = find(language, before, sentence, one_paragraph=True)
    assert not any(m.form == "pronoun" for e in entities for m in e.mentions), text


@pytest.mark.parametrize(
    ("language", "sentence", "head", "code"),
    [
        ("en", "Spokesman_N:nsubj Yahya_P:appos Saree_P:flat threatened_V Israel_P:obj", "Yahya", "YEM REB"),
        ("en", "Leader_N:nsubj Mazloum_P:appos Abdi_P:flat threatened_V Israel_P:obj", "Mazloum", "SYR REB"),
        ("de", "Minister_N:nsubj Karl_P:appos Lauterbach_P:flat kritisierte_V Polen_P:obj", "Karl", "DEU GOV"),
        ("de", "Ministerpräsident_N:nsubj Hendrik_P:appos Wüst_P:flat kritisierte_V Polen_P:obj", "Hendrik", "DEU GOV"),
        ("de", "Innenminister_N:nsubj Kolokolzew_P:appos kritisierte_V Polen_P:obj", "Kolokolzew", "RUS GOV"),
        ("en", "Finance_N:compound Minister_N:nsubj Brown_P:appos criticised_V Uganda_P:obj", "Brown", "GOV"),
        ("en", "Chief_N:nsubj Robinson_P:appos criticised_V Uganda_P:obj", "Robinson", None),
    ],
)
def test_a_title_that_many_offices_share_makes_nobody_a_namesake(
    language: str, sentence: str, head: str, code: str | None
) -> None:
    assert codes(language, sentence).get(head) == code


def test_a_minister_who_bears_the_name_of_another_country_s_president_is_another() -> None:
    found = codes(
        "en", "Colombia_P:nmod:poss 's_X Defence_N:compound Minister_N:nsubj Tony_P:appos Blair_P:flat spoke_V"
    )
    assert found["Tony"] == "COL GOV"


def test_a_bare_surname_is_that_of_whom_the_report_has_named_by_it() -> None:
    _, entities = find(
        "en",
        "Maria_P:nsubj Obama_P:flat spoke_V",
        "Obama_P:nsubj left_V",
    )
    assert [(e.name, e.country, len(e.mentions)) for e in entities] == [("Maria Obama", None, 2)]
    _, entities = find(
        "en",
        "Maria_P:nsubj Obama_P:flat spoke_V",
        "Obama_P:nsubj left_V",
        "Barack_P:nsubj Obama_P:flat slept_V",
    )
    assert {e.name: len(e.mentions) for e in entities} == {"Maria Obama": 1, "Barack Obama": 2}


def test_initials_between_the_names_of_somebody_known_make_nobody_else() -> None:
    _, entities = find("en", "Vladimir_P:nsubj V._P:flat Putin_P:flat spoke_V", "Putin_P:nsubj left_V China_P:obj")
    assert [(e.name, e.country) for e in entities if e.type == "PER"] == [("Vladimir Putin", "RUS")]
    _, entities = find("en", "Maria_P:nsubj V._P:flat Putin_P:flat spoke_V")
    assert [(e.name, e.country) for e in entities] == [("Maria V. Putin", None)]


def test_a_compound_for_an_act_is_of_the_country_it_begins_with_and_a_currency_is_nobody_s() -> None:
    assert codes("de", "In_I Oslo_P klagt_V jeder_R über_I US-Sanktionen_N:obl").get("US-Sanktionen") == "USA"
    assert "US-Dollar" not in codes("de", "In_I Oslo_P zahlt_V jeder_R mit_I US-Dollar_N:obl")
