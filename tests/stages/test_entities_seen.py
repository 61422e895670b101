"""Names that only the model of the language sees."""

from lagebild.record import Entity, Name
from tests.marked import find


def named(language: str, sentence: str, *names: Name) -> dict[str, Entity]:
    text, entities = find(language, sentence, names={0: names})
    return {text[slice(*e.mentions[0].span)]: e for e in entities}


def test_a_surname_alone_is_a_person() -> None:
    found = named("de", "Am_I Abend_N:obl trat_V Brandmeier_P:nsubj zurück_I", Name(3, 3, "PER"))
    assert found["Brandmeier"].type == "PER"
    assert found["Brandmeier"].rule == "name-by-model"


def test_a_run_of_proper_nouns_is_an_organisation_where_the_model_says_so() -> None:
    found = named("de", "Alba_P:nsubj Nordwerft_P:flat entlässt_V Arbeiter_N:obj", Name(0, 1, "ORG"))
    assert found["Alba Nordwerft"].type == "ORG"


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


def test_a_person_seen_before_is_the_same_person() -> None:
    text, entities = find(
        "en",
        "Jomo_P:nsubj Wanjala_P:flat spoke_V",
        "On_I Monday_P:obl Wanjala_P:nsubj left_V",
        names={1: (Name(2, 2, "PER"),)},
    )
    assert [len(e.mentions) for e in entities if e.name == "Jomo Wanjala"] == [2]
    assert text
