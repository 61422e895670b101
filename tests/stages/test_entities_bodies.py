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
