"""Features find what they should, and say it; the table tells near misses from the same."""

from typing import Any

import pytest
from msgspec.structs import replace

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.stories.features import Beside, kilometres
from lagebild.stories.likeness import beside, judge, liken, liken_if
from lagebild.stories.model import Claim, Count, Judgement, Party
from tests.stories.made import BATUMI, TBILISI, claim, fingerprint, party

NOTHING = Beside("", "")


def judged(one: Claim, other: Claim, knowledge: StoryKnowledge, known: Beside = NOTHING) -> Judgement:
    return judge(one, other, known, knowledge.likeness)


def levels(judgement: Judgement) -> dict[str, float]:
    return {reason.feature: reason.weight for reason in judgement.reasons}


def test_the_same_deed_in_two_languages_is_the_same(knowledge: StoryKnowledge) -> None:
    german = claim("b1", language="de", words=("kundgebung", "wasserwerfer"), trigger=("auflosen",))
    found = judged(claim("a1"), german, knowledge)
    assert found.verdict == "same"
    assert found.author == "rules"
    assert all(reason.words for reason in found.reasons)


@pytest.mark.parametrize(
    "other",
    [
        {"date_begin": "2025-11-08", "date_end": "2025-11-08"},
        {"place": BATUMI},
        {"type": "CONSULT", "modes": ()},
        {"actors": (party("ARM COP"),), "recipients": (party("ARM CVL"),), "place": None},
        {"lasting": True, "date_begin": None, "date_end": None},
    ],
    ids=["another day", "another town", "another type", "another country", "for months"],
)
def test_a_near_miss_is_not_the_same(other: dict[str, Any], knowledge: StoryKnowledge) -> None:
    base = {"words": (), "trigger": (), "place": None}
    one = claim("a1", **{**base, "place": TBILISI if "place" in other else None})
    assert judged(one, claim("b1", **{**base, **other}), knowledge).verdict != "same"


def test_reversed_roles_are_two_happenings(knowledge: StoryKnowledge) -> None:
    kind = {"type": "SANCTION", "modes": ("expel",), "place": None}
    one = claim("a1", actors=(party("RUS GOV"),), recipients=(party("MDA GOV"),), **kind)
    other = claim("b1", actors=(party("MDA GOV"),), recipients=(party("RUS GOV"),), **kind)
    found = judged(one, other, knowledge)
    assert levels(found)["roles"] < 0
    assert found.verdict == "different"


def test_two_acts_of_one_kind_country_and_day_need_more_in_common(knowledge: StoryKnowledge) -> None:
    bare = {"type": "COERCE", "modes": ("arrest",), "place": None, "recipients": (), "words": (), "trigger": ()}
    found = judged(claim("a1", **bare), claim("b1", **bare), knowledge)
    assert levels(found)["specific"] < 0
    assert found.verdict != "same"


def test_a_country_that_was_only_inferred_is_no_other_country(knowledge: StoryKnowledge) -> None:
    unsure = replace(party("ARM CVL", "the men"), sure=False)
    sure = claim("b1", recipients=(party("ARM CVL"),))
    vague = claim("c1", recipients=(unsure,))
    one = claim("a1", recipients=(party("GEO CVL"),))
    assert levels(judged(one, vague, knowledge))["recipients"] > levels(judged(one, sure, knowledge))["recipients"]


def test_a_plan_is_not_the_deed(knowledge: StoryKnowledge) -> None:
    assert "modality" in levels(judged(claim("a1"), claim("b1", modality="planned"), knowledge))
    assert "modality" not in levels(judged(claim("a1"), claim("b1", modality="denied"), knowledge))


def test_a_promise_to_meet_may_be_coded_as_either(knowledge: StoryKnowledge) -> None:
    one, other = claim("a1", type="AGREE"), claim("b1", type="AGREE", modality="planned")
    assert "modality" not in levels(judged(one, other, knowledge))


def test_small_numbers_prove_little(knowledge: StoryKnowledge) -> None:
    two, fourteen = (Count(n, n, "man", "arrested") for n in (2.0, 14.0))
    small = judged(claim("a1", quantities=(two,)), claim("b1", quantities=(two,)), knowledge)
    large = judged(claim("a1", quantities=(fourteen,)), claim("b1", quantities=(fourteen,)), knowledge)
    assert 0 < levels(small)["numbers"] < levels(large)["numbers"]


def test_words_of_one_sentence_prove_nothing(knowledge: StoryKnowledge) -> None:
    one, other = claim("a1"), claim("a2")
    assert one.report == other.report
    assert "words" not in levels(judged(one, other, knowledge))


def test_who_blames_whom_does_not_tell_for_what(knowledge: StoryKnowledge) -> None:
    said = {"type": "ACCUSE", "modes": ("allege",), "lead": False, "place": None}
    found = judged(claim("a1", **said), claim("b1", **said), knowledge)
    assert "context" in levels(found)
    together = judged(claim("a1", **said), claim("b1", **said), knowledge, Beside("alike", "much in common"))
    assert "context" not in levels(together)


def test_two_sentences_of_two_copies_are_as_far_apart_as_in_one_report(knowledge: StoryKnowledge) -> None:
    copy = Beside("text", "one is a copy of the other")
    same = judged(claim("a1"), claim("b1"), knowledge, copy)
    other = judged(claim("a1"), claim("b1", words=("bread", "milk", "honey")), knowledge, copy)
    assert levels(same)["reports"] > levels(other)["reports"]


def test_reports_are_compared_by_their_names() -> None:
    many, other = ("n:a", "n:b", "n:c", "#4"), ("n:x", "n:y", "n:z")
    assert beside(fingerprint("a", anchors=many), fingerprint("b", anchors=many), None).level == "alike"
    assert beside(fingerprint("a", anchors=many), fingerprint("b", anchors=other), None).level == "unlike"
    assert beside(fingerprint("a", anchors=many), fingerprint("b", anchors=("n:a",)), None).level == ""


def test_distances_are_measured_on_the_globe() -> None:
    assert kilometres(TBILISI, BATUMI) == pytest.approx(265, abs=5)


def test_what_is_less_alike_than_asked_is_given_up_and_the_rest_weighed_the_same(knowledge: StoryKnowledge) -> None:
    table = knowledge.likeness
    days = [{"date_begin": day, "date_end": day} for day in ("2025-11-08", "2025-11-20")]
    changes: list[dict[str, Any]] = [{}, *days, {"place": BATUMI}, {"type": "COERCE"}, {"words": ()}, {"actors": ()}]
    for other in (claim("b1", **change) for change in changes):
        whole = liken(claim("a1"), other, NOTHING, table)
        assert liken_if(claim("a1"), other, NOTHING, table, whole.score) == whole
        assert liken_if(claim("a1"), other, NOTHING, table, whole.score + 0.1) is None


def test_two_who_meet_are_more_than_one_and_two_armies_that_fight_are_not(knowledge: StoryKnowledge) -> None:
    pair = (party("KEN", key="KEN"), party("UGA", key="UGA"))
    talks = [claim(i, type="CONSULT", modes=(), actors=pair, recipients=()) for i in ("a1", "b1")]
    fights = [claim(i, modes=(), actors=pair, recipients=()) for i in ("a1", "b1")]
    several = knowledge.likeness.weight("actors", "several")
    assert levels(judged(*talks, knowledge))["actors"] == several
    assert levels(judged(*fights, knowledge))["actors"] < several


def test_a_title_repeats_its_lead_and_two_sentences_of_the_lead_do_not(knowledge: StoryKnowledge) -> None:
    title = claim("a1", "a", text="Police disperse rally in Tbilisi", span=(0, 32))
    lead, second = claim("a2", "a", span=(34, 60)), claim("a3", "a", span=(61, 90))
    same = Beside("same", "told in one report")
    headline = knowledge.likeness.weight("reports", "headline")
    assert levels(judged(title, lead, knowledge, same))["reports"] == headline
    assert levels(judged(lead, second, knowledge, same))["reports"] < headline


def test_reports_of_one_day_that_lead_with_it_may_tell_two_days(knowledge: StoryKnowledge) -> None:
    one, other = claim("a1"), claim("b1", date_begin="2025-11-03", date_end="2025-11-03")
    alike = Beside("alike", "the reports share 3 names")
    disputed = knowledge.likeness.weight("time", "disputed")
    assert levels(judged(one, other, knowledge, alike))["time"] == disputed
    further_down = replace(other, lead=False)
    assert levels(judged(one, further_down, knowledge, alike))["time"] < disputed
    assert levels(judged(one, other, knowledge))["time"] < disputed


def test_bodies_have_other_names_in_other_languages(knowledge: StoryKnowledge) -> None:
    one = claim("a1", type="REQUEST", modes=(), actors=(Party("n:dctrs fr pc", "", "NGO"),), language="en")
    other = replace(one, id="b1", report="b", language="de", actors=(Party("n:rzt fr frdn", "", "NGO"),))
    assert levels(judged(one, other, knowledge)).get("actors", 0) >= 0


def test_who_is_convicted_tells_one_sentence_from_another(knowledge: StoryKnowledge) -> None:
    kind: dict[str, Any] = {"type": "SANCTION", "modes": ("convict",), "actors": (party("GEO JUD"),), "trigger": ()}
    minister = claim("a1", recipients=(party("GEO ELI", "Iashvili", "n:svl"),), **kind)
    reporters = claim("b1", recipients=(party("GEO JRN", "two reporters"),), **kind)
    ex_minister = claim("c1", recipients=(party("GEO GOV", "a former minister"),), **kind)
    assert levels(judged(minister, reporters, knowledge))["recipients"] < -1
    assert levels(judged(minister, ex_minister, knowledge))["recipients"] > 0


def test_who_is_blamed_tells_one_accusation_from_another(knowledge: StoryKnowledge) -> None:
    kind: dict[str, Any] = {"type": "ACCUSE", "modes": ("allege",), "actors": (party("IRQ GOV"),), "words": ()}
    kind |= {"trigger": (), "place": None}
    state = claim("a1", recipients=(party("IMG REB", "Islamic State", "Q2429253"),), **kind)
    militia = claim("b1", recipients=(replace(party("IRQ REB", "Kataib", "n:ktb"), sure=False),), **kind)
    assert judged(state, militia, knowledge).verdict == "different"
    assert judged(state, replace(state, id="c1", report="c"), knowledge).verdict == "same"


def test_a_party_and_its_candidate_are_of_one_side(knowledge: StoryKnowledge) -> None:
    kind: dict[str, Any] = {"type": "REJECT", "modes": (), "recipients": ()}
    front = claim("a1", actors=(party("MWI OPP", "United Front"),), **kind)
    candidate = claim("b1", actors=(party("MWI PTY", "Nyirenda", "n:nrnd"),), **kind)
    teachers = claim("c1", actors=(party("MWI EDU", "teachers"),), **kind)
    assert levels(judged(front, candidate, knowledge))["actors"] > 0
    assert levels(judged(front, teachers, knowledge))["actors"] < 0


def test_one_report_knows_whom_it_names(knowledge: StoryKnowledge) -> None:
    kind: dict[str, Any] = {"type": "COERCE", "modes": ("restrict",)}
    captain = replace(party("GIN MIL", "Captain Camara", "n:kmr"), sure=False)
    senegal = claim("a1", actors=(party("SEN", "Senegal"),), **kind)
    within, elsewhere = (claim(i, report=i[0], actors=(captain,), **kind) for i in ("a2", "b1"))
    assert levels(judged(senegal, within, knowledge))["actors"] < -1
    assert levels(judged(senegal, elsewhere, knowledge))["actors"] > -1


def test_the_next_sentence_may_give_the_words_of_an_act(knowledge: StoryKnowledge) -> None:
    kind: dict[str, Any] = {"type": "REJECT", "modes": (), "actors": (party("MWI OPP"),), "lead": False}
    told = claim("a1", span=(0, 40), text="The Front rejected the result.", **kind)
    said = claim("a2", span=(41, 90), text="“We will not take it,” it said.", quotes=("we will not take it",), **kind)
    later = replace(said, id="a3", span=(200, 250))
    within = Beside("same", "told in one report")
    close, apart = (levels(judged(told, other, knowledge, within))["reports"] for other in (said, later))
    assert close > apart


def test_a_deed_without_a_place_may_have_been_told_from_there(knowledge: StoryKnowledge) -> None:
    bare = {"place": None, "words": (), "trigger": ()}
    there = levels(judged(claim("a1"), claim("b1", scene=TBILISI, **bare), knowledge))
    elsewhere = levels(judged(claim("a1"), claim("b1", scene=BATUMI, **bare), knowledge))
    assert there["place"] > 0
    assert "place" not in elsewhere


def test_a_town_and_the_area_of_its_name_may_be_one_place(knowledge: StoryKnowledge) -> None:
    around = replace(BATUMI, precision="region", geonames=None)
    here, other = claim("a1", place=BATUMI), claim("b1", place=around)
    same = levels(judged(here, claim("b1", place=BATUMI), knowledge))["place"]
    assert levels(judged(here, other, knowledge))["place"] == same
    assert levels(judged(claim("a1", place=TBILISI), other, knowledge))["place"] < same


def test_modes_that_stand_for_one_act_do_not_speak_against_it(knowledge: StoryKnowledge) -> None:
    strike = claim("a1", type="PROTEST", modes=("strike",))
    assert "mode" not in levels(judged(strike, claim("b1", type="PROTEST", modes=("obstruct",)), knowledge))
    assert levels(judged(strike, claim("b1", type="PROTEST", modes=("boycott",)), knowledge))["mode"] < 0


def test_two_states_that_fire_on_each_other_are_both_in_it(knowledge: StoryKnowledge) -> None:
    fire = {"modes": ("firearms",), "place": None, "words": (), "trigger": ()}
    both = claim("a1", actors=(party("THA MIL"), party("KHM MIL")), recipients=(), **fire)
    one = claim("b1", actors=(party("THA MIL"),), recipients=(party("KHM MIL"),), **fire)
    third = claim("b1", actors=(party("THA MIL"),), recipients=(party("MMR MIL"),), **fire)
    assert levels(judged(both, one, knowledge))["roles"] > 0
    assert judged(both, one, knowledge).verdict == "same"
    assert "roles" not in levels(judged(both, third, knowledge))


def test_who_began_may_be_disputed_by_reports_of_one_clash(knowledge: StoryKnowledge) -> None:
    fire = {"modes": ("firearms",), "place": None}
    one = claim("a1", actors=(party("THA MIL"),), recipients=(party("KHM MIL"),), **fire)
    other = claim("b1", actors=(party("KHM MIL"),), recipients=(party("THA MIL"),), **fire)
    clash = levels(judged(one, other, knowledge, Beside("alike", "the reports share 4 names")))["roles"]
    assert clash > levels(judged(one, other, knowledge))["roles"]


def test_a_week_holds_the_day_on_which_the_other_was_published(knowledge: StoryKnowledge) -> None:
    week = claim("a1", date_begin="2025-11-03", date_end="2025-11-09")
    undated = claim("b1", date_begin=None, date_end=None)
    assert levels(judged(week, undated, knowledge))["time"] > 0


def test_reports_in_two_languages_may_share_no_name() -> None:
    few, other = fingerprint("a", anchors=("n:a", "n:b")), ("n:c", "n:d")
    assert beside(few, fingerprint("b", anchors=other), None).level == "unlike"
    assert beside(few, fingerprint("b", anchors=other, language="de"), None).level == ""


def test_things_that_two_languages_name_bring_sentences_together(knowledge: StoryKnowledge) -> None:
    base = {"place": None, "date_begin": None, "date_end": None, "words": (), "trigger": ()}
    one = claim("a1", things=("convoy", "fuel"), **base)
    german = claim("b1", language="de", things=("fuel", "convoy", "road"), **base)
    found = levels(judged(one, german, knowledge))
    assert found["things"] > levels(judged(one, replace(german, things=("fuel",)), knowledge))["things"] > 0
    assert "things" not in levels(judged(one, replace(german, things=("hospital",)), knowledge))
    assert "things" not in levels(judged(one, replace(german, language="en"), knowledge))  # there words tell


def test_what_is_done_again_was_not_told_the_day_before(knowledge: StoryKnowledge) -> None:
    said = {"type": "ACCUSE", "modes": (), "place": None, "date_begin": None, "date_end": None}
    one = claim("a1", **said)
    again = claim("b1", again=True, published="2025-11-08T08:00", **said)
    assert levels(judged(one, again, knowledge))["time"] == knowledge.likeness.weight("time", "again")
    same_day = replace(again, published=one.published)
    assert levels(judged(one, same_day, knowledge))["time"] > 0
    assert levels(judged(again, replace(one, published="2025-11-09T08:00"), knowledge))["time"] > 0  # tells it later
