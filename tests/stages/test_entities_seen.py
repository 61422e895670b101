"""Names that only the model of the language sees."""

from lagebild.record import Entity, Name
from tests.marked import find


def named(language: str, sentence: str, *names: Name) -> dict[str, Entity]:
    text, entities = find(language, sentence, names={0: names})
    return {text[slice(*e.mentions[0].span)]: e for e in entities}


def test_a_person_of_two_words_is_seen_where_the_tagger_hides_the_run() -> None:
    found = named("de", "Auf_I dem_D Podium_N:obl saß_V al_P:nsubj Hassan_P:flat", Name(4, 5, "PER"))
    assert not any(entity.rule == "name-by-model" for entity in found.values())  # begins without a capital
    found = named("en", "Behind_I Tobacco_P:obl Control_P:flat stood_V nobody_R:nsubj", Name(1, 2, "ORG"))
    assert {e.name for e in found.values()} == {"Tobacco Control"}


def test_an_organisation_in_capitals_is_one_by_the_models_word() -> None:
    found = named("de", "Die_D WASG_P:nsubj tritt_V an_I", Name(1, 1, "ORG"))
    assert found["WASG"].type == "ORG"
    assert found["WASG"].rule == "name-by-model"


def test_single_words_that_only_the_model_takes_for_names_are_left() -> None:
    found = named("de", "In_I Siegerpose_N:obl flog_V Rita_P:nsubj davon_I", Name(1, 1, "PER"), Name(3, 3, "ORG"))
    assert found == {}


def test_what_the_world_knows_stays_what_it_is() -> None:
    found = named("de", "Putin_P:nsubj sprach_V", Name(0, 0, "ORG"))
    assert found["Putin"].type == "PER"
    assert found["Putin"].wikidata == "Q7747"


def test_common_nouns_adjectives_of_countries_and_places_are_no_actors() -> None:
    found = named(
        "de",
        "Der_D Minister_N:nsubj reiste_V mit_I russischen_A Gästen_N:obl nach_I Kleinwulsdorf_P:obl",
        Name(1, 1, "PER"), Name(4, 5, "ORG"), Name(7, 7, "LOC"),
    )  # fmt: skip
    assert all(entity.rule != "name-by-model" for entity in found.values())
