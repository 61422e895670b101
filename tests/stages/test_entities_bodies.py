"""A definite noun for any body goes on with the body of its kind that was named last."""

import pytest

from tests.marked import codes

GUARD = "der_D estnische_A Grenzschutz_N:nsubj stoppte_V ihn_R"
SERVICE = "Norwegian_A:amod police_N:nsubj stopped_V him_R:obj"
NATO = "NATO_P:nsubj met_V Kenya_P:obj"


@pytest.mark.parametrize(
    ("language", "sentences", "head", "code"),
    [
        ("de", (GUARD, "die_D Behörde_N:nsubj schwieg_V"), "Behörde", "EST COP"),
        ("de", ("Frankreichs_P Verteidigungsministerium_N:nsubj schwieg_V", "das_D Ministerium_N:nsubj drohte_V"),
         "Ministerium", "FRA MIL"),
        ("de", ("die_D Hisbollah_P:nsubj schwieg_V", "die_D Organisation_N:nsubj drohte_V"), "Organisation", "LBN REB"),
        ("en", (SERVICE, "the_D agency_N:nsubj warned_V Kenya_P:obj"), "agency", "NOR COP"),
        ("en", (NATO, "the_D alliance_N:nsubj warned_V Russia_P:obj"), "alliance", "IGO MIL"),
        # of another kind, too far off, or said which: not the one before
        ("en", (NATO, "the_D ministry_N:nsubj slept_V"), "ministry", "KEN GOV"),
        ("en", (NATO, *(["nobody_R:nsubj slept_V"] * 4), "the_D alliance_N:nsubj slept_V"), "alliance", None),
        ("en", (NATO, "the_D alliance_N:nsubj of_I parties_N:nmod slept_V"), "alliance", None),
        ("en", (NATO, "an_D alliance_N:nsubj slept_V"), "alliance", None),
        # two that acted there, or none that did, leave it open
        ("en", ("NATO_P:nsubj and_C ASEAN_P:nsubj met_V", "the_D bloc_N:nsubj slept_V"), "bloc", None),
    ],
)  # fmt: skip
def test_a_noun_for_any_body_means_the_one_named_last(
    language: str, sentences: tuple[str, ...], head: str, code: str | None
) -> None:
    assert codes(language, *sentences).get(head) == code


@pytest.mark.parametrize(
    ("language", "sentence", "head", "code"),
    [
        (
            "de",
            "der_D Präsident_N:nsubj des_D|Case=Gen Deutschen_A Ruder-Verbandes_N:nmod schwieg_V",
            "Präsident",
            "DEU CVL",
        ),
        ("de", "der_D XYZ-Präsident_N:nsubj schwieg_V", "XYZ-Präsident", "CVL"),
        ("en", "the_D president_N:nsubj of_I the_D Rowing_P Club_P:nmod slept_V", "president", "CVL"),
        ("de", "gestern_V schwieg_V der_D Deutsche_A Ruder-Verband_N:nsubj", "Ruder-Verband", "DEU CVL"),
        # a state's own, and a firm's name
        ("de", "der_D Präsident_N:nsubj des_D|Case=Gen Landes_N:nmod schwieg_V", "Präsident", "GOV"),
        ("de", "der_D US-Präsident_N:nsubj schwieg_V", "US-Präsident", "USA GOV"),
        ("en", "the_D president_N:nsubj of_I the_D Russian_A Federation_P:nmod slept_V", "president", "RUS GOV"),
        ("de", "gestern_V schwieg_V die_D Deutsche_A Ruderwerft_N:nsubj", "Ruderwerft", "DEU BUS"),
    ],
)
def test_a_society_is_no_firm_and_its_president_no_head_of_state(
    language: str, sentence: str, head: str, code: str
) -> None:
    assert codes(language, sentence).get(head) == code
