"""What cannot both hold, and what can."""

from typing import Any

import pytest
from msgspec.structs import replace

from lagebild.stories.contradictions import contradictions
from lagebild.stories.model import ANYBODY, THEM, Claim, Contradiction, Count, Dependence, Origin
from tests.stories.made import BATUMI, claim, outlet, party, speaker


def found(*claims: Claim, texts: tuple[Dependence, ...] = ()) -> list[Contradiction]:
    return list(contradictions("h1", claims, texts))


def killed(id_: str, low: float | None, high: float | None = None, **given: Any) -> Claim:
    return claim(id_, quantities=(Count(low, high, "people", "killed"),), **given)


def test_two_tolls_contradict_and_the_figures_are_said() -> None:
    (one,) = found(killed("a1", 22.0, 22.0), killed("b1", 31.0, 31.0))
    assert (one.kind, one.here, one.there) == ("number", "22", "31")
    assert one.words == "22 or 31 killed"


def test_two_exact_numbers_that_are_near_contradict() -> None:
    (one,) = found(killed("a1", 68.0, 68.0), killed("b1", 71.0, 71.0))
    assert one.words == "68 or 71 killed"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((20.0, 20.0), (21.0, 21.0)),  # rounded
        ((10.0, 20.0), (15.0, 15.0)),  # within the range
        ((None, None), (5.0, 5.0)),  # no figure
    ],
)
def test_numbers_that_can_both_hold_do_not(one: tuple[Any, Any], other: tuple[Any, Any]) -> None:
    assert found(killed("a1", *one), killed("b1", *other)) == []


def test_killed_and_injured_are_two_numbers() -> None:
    injured = claim("b1", quantities=(Count(40.0, 40.0, "people", "injured"),))
    assert found(killed("a1", 22.0, 22.0), injured) == []


def test_soldiers_here_and_attackers_there_are_two_numbers() -> None:
    soldiers = claim("a1", quantities=(Count(5.0, 5.0, "soldier", "killed", "MIL"),))
    attackers = claim("b1", quantities=(Count(32.0, 32.0, "attacker", "killed", "REB"),))
    assert found(soldiers, attackers) == []
    people = claim("b1", quantities=(Count(32.0, 32.0, "people", "killed", ANYBODY),))
    assert found(soldiers, people)[0].words == "5 or 32 killed"
    of_them = claim("b1", quantities=(Count(32.0, 32.0, None, "killed", THEM),))
    assert found(soldiers, of_them) == []


def test_of_people_and_companies_on_a_list_each_compares_with_its_own_in_any_language() -> None:
    here = (Count(7.0, 7.0, "people", "recipients"), Count(9.0, 9.0, "company", "recipients", "BUS"))
    there = (Count(7.0, 7.0, "Person", "recipients"), Count(12.0, 12.0, "Firma", "recipients", "BUS"))
    listed = claim("b1", quantities=there, language="de")
    assert found(claim("a1", quantities=here), listed)[0].words == "9 or 12 recipients"
    assert found(claim("a1", quantities=here[:1]), listed) == []


def test_who_names_one_number_more_does_not_contradict() -> None:
    both = claim("b1", quantities=(Count(4.0, 4.0, None, "killed"), Count(22.0, 22.0, "people", "killed")))
    assert found(killed("a1", 22.0, 22.0), both) == []


def test_a_later_toll_says_how_much_later() -> None:
    later = killed("b1", 17.0, 17.0, published="2025-11-08T08:00", outlet=outlet("rheinblick"))
    (one,) = found(killed("a1", 9.0, 9.0), later)
    assert one.words.endswith("published 2 days apart")


def test_a_later_and_higher_toll_of_one_source_is_a_change() -> None:
    later = killed("b1", 17.0, 17.0, published="2025-11-08T08:00")
    assert found(killed("a1", 9.0, 9.0), later) == []


def test_denied_against_asserted() -> None:
    (one,) = found(claim("a1"), claim("b1", modality="denied"))
    assert (one.kind, one.words) == ("denial", "asserted by Morgenbote, denied according to Morgenbote")


def test_nobody_named_contradicts_himself() -> None:
    minister, army = (Origin("speaker", key, key) for key in ("n:minister", "n:army"))
    asserted, denied = claim("a1", origin=minister), claim("b1", modality="denied", origin=minister)
    assert found(asserted, denied) == []
    (one,) = found(asserted, replace(denied, origin=army))
    assert one.kind == "denial"


def test_that_we_did_it_is_denied_and_not_that_somebody_did() -> None:
    blast = claim("a1", actors=())
    assert found(blast, claim("b1", modality="denied", actors=(party("GEO REB"),))) == []


def test_blame_on_either_side() -> None:
    army, rebels = claim("a1", actors=(party("SDN MIL", "army"),)), claim("b1", actors=(party("SDN REB", "militia"),))
    (one,) = found(army, rebels)
    assert (one.kind, one.words) == ("blame", "done by army or by militia")


def test_the_police_and_the_government_of_one_state_are_no_contradiction() -> None:
    assert found(claim("a1"), claim("b1", actors=(party("GEO GOV"),))) == []


def test_victims_that_were_civilians_or_fighters() -> None:
    fighters = claim("b1", recipients=(party("MLI REB"),), outlet=outlet("rheinblick"))
    villagers, men = (replace(party("MLI CVL"), civilian=civilian) for civilian in (True, False))
    assert [c.kind for c in found(claim("a1", recipients=(villagers,)), fighters)] == ["victim"]
    assert found(claim("a1", recipients=(men,)), fighters) == []


def test_two_towns_and_two_days() -> None:
    assert [c.kind for c in found(claim("a1"), claim("b1", place=BATUMI))] == ["place"]
    late = claim("b1", date_begin="2025-11-08", date_end="2025-11-08")
    assert [c.kind for c in found(claim("a1"), late)] == ["time"]
    next_day = claim("b1", date_begin="2025-11-06", date_end="2025-11-06")
    assert found(claim("a1"), next_day) == []


def test_plans_contradict_nothing() -> None:
    assert found(killed("a1", 22.0, 22.0), killed("b1", 31.0, 31.0, modality="expected")) == []


def test_a_version_that_was_replaced_contradicts_nobody() -> None:
    version = Dependence("b", "a", "version", 1.0, ())
    old, new, other = killed("a1", 5.0, 5.0), killed("b1", 7.0, 7.0), killed("c1", 7.0, 7.0)
    assert found(old, new, other, texts=(version,)) == []


def test_each_kind_is_named_once_for_two_reports() -> None:
    claims = [killed("a1", 22.0, 22.0), killed("a2", 22.0, 22.0), killed("b1", 31.0, 31.0), killed("b2", 31.0, 31.0)]
    assert len(found(*claims)) == 1


def test_a_title_rests_on_whom_its_lead_names() -> None:
    governor = speaker("UKR GOV", "UKR GOV")
    early = killed("a1", 3.0, 3.0, sources=(governor,), origin=governor)
    title = killed("b1", 5.0, 5.0, text="Five dead in Konotop", published="2025-11-06T12:00")
    lead = killed("b2", 5.0, 5.0, sources=(governor,), origin=governor, published="2025-11-06T12:00")
    assert found(early, title, lead) == []  # the number grew
    assert [c.kind for c in found(early, title)] == ["number"]
