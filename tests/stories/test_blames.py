"""Who is blamed for a deed is said to have done it; who is blamed for something else is not."""

import pytest

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.stories.claims import claims_of
from lagebild.stories.contradictions import contradictions
from lagebild.stories.model import Claim, Contradiction
from tests.stories.conftest import Read
from tests.stories.made import claim, outlet, party

ARMY, REBELS, CRIMINALS = party("MLI MIL", "army"), party("MLI REB", "rebels"), party("MLI CRM", "bandits")
GOVERNMENT = party("MLI GOV", "government")


def deed(id_: str, **given: object) -> Claim:
    return claim(id_, **{"modes": (), "actors": (), "outlet": outlet(id_), **given})


def blame(id_: str, by: object, whom: object, **given: object) -> Claim:
    return claim(
        id_, **{"type": "ACCUSE", "modes": ("allege",), "actors": (by,), "recipients": (whom,), "blames": True, **given}
    )


def found(told: list[Claim], accusations: list[Claim]) -> list[Contradiction]:
    return [c for c in contradictions("h1", told, (), accusations) if c.kind == "blame"]


def test_two_who_blame_each_other_contradict() -> None:
    said = [blame("a2", ARMY, REBELS), blame("b2", REBELS, ARMY)]
    (one,) = found([deed("a1"), deed("b1")], said)
    assert (one.claim, one.other, one.words) == ("a2", "b2", "done by rebels or by army")


def test_an_accusation_contradicts_who_is_told_to_have_done_it() -> None:
    (one,) = found([deed("a1"), deed("b1", actors=(ARMY,))], [blame("a2", GOVERNMENT, REBELS)])
    assert (one.here, one.there) == ("rebels", "army")


def test_a_state_and_criminals_are_two_answers() -> None:
    said = [blame("a2", GOVERNMENT, party("NER", "Niger")), blame("b2", party("NER GOV"), CRIMINALS)]
    assert len(found([deed("a1"), deed("b1")], said)) == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [
        # both mean the rebels
        ([deed("a1"), deed("b1", actors=(REBELS,))], [blame("a2", ARMY, REBELS)]),
        # the army did it, the same report tells; whom its government blames, it blames for something else
        ([deed("a1", actors=(ARMY,)), deed("b1", actors=(ARMY,))], [blame("a2", GOVERNMENT, REBELS)]),
        # no blame for a deed
        ([deed("a1"), deed("b1", actors=(ARMY,))], [blame("a2", GOVERNMENT, REBELS, blames=False)]),
        # one who blames says one thing, whatever the paper
        ([deed("a1"), deed("b1")], [blame("a2", GOVERNMENT, REBELS), blame("b2", GOVERNMENT, ARMY)]),
        # the report of the accusation does not tell this deed
        ([deed("a1"), deed("b1", actors=(ARMY,))], [blame("c2", GOVERNMENT, REBELS)]),
    ],
)
def test_what_can_both_hold_is_no_contradiction(told: list[Claim], said: list[Claim]) -> None:
    assert found(told, said) == []


@pytest.mark.parametrize(
    ("language", "text", "blames"),
    [
        ("en", "Gunmen attacked a village in Mali on Monday. Mali's army blamed the Tuareg rebels for the raid.", True),
        ("de", "In Mali haben Unbekannte am Montag ein Dorf überfallen. Die Armee von Mali machte die Tuareg-Rebellen "
               "für den Überfall verantwortlich.", True),
        ("en", "Gunmen attacked a village in Mali on Monday. The opposition of Mali blamed the government of Mali for "
               "failing to prevent the attack.", False),
        ("en", "Gunmen attacked a village in Mali on Monday. Mali's army accused the Tuareg rebels of smuggling gold.",
         False),
    ],
)  # fmt: skip
def test_the_deed_is_named_and_no_neglect(
    language: str, text: str, blames: bool, read: Read, knowledge: StoryKnowledge
) -> None:
    accusations = [c for c in claims_of(read(text, language), knowledge) if c.type == "ACCUSE"]
    assert accusations
    assert any(c.blames for c in accusations) is blames
