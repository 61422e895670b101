"""Happenings, report by report: joined, kept apart, merged, and what people decided stays."""

import msgspec
import pytest

from lagebild.errors import UsageError
from lagebild.knowledge.judging import StoryKnowledge
from lagebild.stories.adding import add
from lagebild.stories.hands import join_happenings, join_stories, split_happening, split_story
from lagebild.stories.happenings import sum_up
from lagebild.stories.index import Addition
from lagebild.stories.memory import MemoryIndex
from lagebild.stories.model import Claim, Judgement, Story, Verdict
from lagebild.stories.splits import are_split_by_hand
from tests.stories.made import BATUMI, claim, fingerprint, party

ANCHORS = ("n:tbls", "n:kbl", "n:lmds", "n:mlkds")
NOW = "2025-11-10T12:00:00"
SPLIT_AND_JOINED: tuple[tuple[Verdict, str], ...] = (("different", NOW), ("same", "2025-11-11T12:00:00"))


def reports(*claims: Claim) -> dict[str, list[Claim]]:
    told: dict[str, list[Claim]] = {}
    for one in claims:
        told.setdefault(one.report, []).append(one)
    return told


def built(knowledge: StoryKnowledge, *claims: Claim, hands: tuple[Judgement, ...] = ()) -> MemoryIndex:
    index = MemoryIndex()
    index.apply(Addition(judgements=hands))
    for report, told in reports(*claims).items():
        day = told[0].published or ""
        index.apply(add(fingerprint(report, anchors=ANCHORS, published=day), told, index, knowledge))
    return index


def groups(index: MemoryIndex) -> set[frozenset[str]]:
    return {frozenset(happening.claims) for happening in index.all_happenings.values()}


def stories(index: MemoryIndex) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in index.all_stories.values()}


LATER = {"date_begin": "2025-11-08", "date_end": "2025-11-08", "published": "2025-11-09T08:00"}
ELSEWHERE = {
    "type": "CONSULT", "modes": (), "actors": (party("ARG GOV"),), "recipients": (party("BRA GOV"),), "place": None,
}  # fmt: skip


def test_the_same_happening_of_three_reports_is_one(knowledge: StoryKnowledge) -> None:
    assert groups(built(knowledge, claim("a1"), claim("b1"), claim("c1"))) == {frozenset({"a1", "b1", "c1"})}


def test_the_same_place_on_another_day_is_another_happening_of_the_same_story(knowledge: StoryKnowledge) -> None:
    index = built(knowledge, claim("a1"), claim("b1", **LATER))
    assert groups(index) == {frozenset({"a1"}), frozenset({"b1"})}
    assert stories(index) == {frozenset({"a", "b"})}


def test_the_order_of_arrival_does_not_matter_here(knowledge: StoryKnowledge) -> None:
    claims = [claim("a1"), claim("b1", **LATER), claim("c1"), claim("d1", **LATER)]
    wanted = {frozenset({"a1", "c1"}), frozenset({"b1", "d1"})}
    assert groups(built(knowledge, *claims)) == wanted
    assert groups(built(knowledge, *claims[::-1])) == wanted


def test_adding_a_report_twice_changes_nothing(knowledge: StoryKnowledge) -> None:
    index = built(knowledge, claim("a1"), claim("b1"))
    assert add(fingerprint("b", anchors=ANCHORS), [claim("b1")], index, knowledge) == Addition()


def test_a_report_without_claims_is_kept_with_a_story_of_its_own(knowledge: StoryKnowledge) -> None:
    index = MemoryIndex()
    index.apply(add(fingerprint("a", published=None), [], index, knowledge))
    (story,) = index.all_stories.values()
    assert (story.reports, story.happenings, story.title) == (("a",), (), "Title of a")


def test_every_claim_that_joined_has_its_judgement_with_reasons(knowledge: StoryKnowledge) -> None:
    index = built(knowledge, claim("a1"), claim("b1"))
    judged = [j for j in index.judgements.values() if j.about == "happening"]
    assert [(j.claim, j.other, j.verdict) for j in judged] == [("b1", "a1", "same")]
    assert judged[0].reasons


def test_a_story_tells_title_timeline_cast_places_and_growth(knowledge: StoryKnowledge) -> None:
    index = built(knowledge, claim("a1"), claim("b1", **LATER), claim("c1", published="2025-11-06T20:00"))
    (story,) = index.all_stories.values()
    assert story.title == "Title of a"
    assert (story.begin, story.end) == ("2025-11-05", "2025-11-08")
    assert [h.begin for h in index.happenings(story.happenings)] == ["2025-11-05", "2025-11-08"]
    assert {p.code for p in story.cast} == {"GEO COP", "GEO CVL"}
    assert [spot.name for spot in story.places] == ["Tbilisi"]
    assert dict(story.growth) == {"2025-11-06": 2, "2025-11-09": 1}


def test_other_countries_are_another_story(knowledge: StoryKnowledge) -> None:
    index = MemoryIndex()
    index.apply(add(fingerprint("a", anchors=ANCHORS), [claim("a1")], index, knowledge))
    index.apply(add(fingerprint("b", anchors=("n:ml", "n:ll", "n:br")), [claim("b1", **ELSEWHERE)], index, knowledge))
    assert stories(index) == {frozenset({"a"}), frozenset({"b"})}


def test_a_story_that_slept_too_long_is_not_woken(knowledge: StoryKnowledge) -> None:
    much_later = {"date_begin": "2026-02-01", "date_end": "2026-02-01", "published": "2026-02-02T08:00"}
    assert len(stories(built(knowledge, claim("a1"), claim("b1", **much_later)))) == 2


def test_a_split_is_kept_when_all_is_run_again(knowledge: StoryKnowledge) -> None:
    claims = (claim("a1"), claim("b1"), claim("c1"))
    index = built(knowledge, *claims)
    (happening,) = index.all_happenings.values()
    split = split_happening(happening, ["c1"], "nora", NOW, index)
    index.apply(split)
    wanted = {frozenset({"a1", "b1"}), frozenset({"c1"})}
    assert groups(index) == wanted
    assert groups(built(knowledge, *claims, hands=split.judgements)) == wanted
    assert {j.author for j in split.judgements} == {"nora"}


def test_a_join_is_kept_when_all_is_run_again(knowledge: StoryKnowledge) -> None:
    claims = (claim("a1"), claim("b1", place=BATUMI, **LATER))
    index = built(knowledge, *claims)
    one, other = index.all_happenings.values()
    join = join_happenings(one, other, "nora", NOW, index)
    index.apply(join)
    assert groups(index) == {frozenset({"a1", "b1"})}
    assert groups(built(knowledge, *claims, hands=join.judgements)) == {frozenset({"a1", "b1"})}


def test_the_newest_judgement_by_hand_counts(knowledge: StoryKnowledge) -> None:
    claims = (claim("a1"), claim("b1"))
    index = built(knowledge, *claims)
    (happening,) = index.all_happenings.values()
    split = split_happening(happening, ["b1"], "nora", NOW, index)
    index.apply(split)
    join = join_happenings(*index.all_happenings.values(), "emil", "2025-11-11T12:00:00", index)
    assert groups(built(knowledge, *claims, hands=(*split.judgements, *join.judgements))) == {frozenset({"a1", "b1"})}


def test_stories_are_split_and_joined_by_hand(knowledge: StoryKnowledge) -> None:
    claims = (claim("a1"), claim("b1", **LATER))
    index = built(knowledge, *claims)
    (story,) = index.all_stories.values()
    split = split_story(story, ["b"], "nora", NOW, index)
    index.apply(split)
    apart = {frozenset({"a"}), frozenset({"b"})}
    assert stories(index) == apart
    assert stories(built(knowledge, *claims, hands=split.judgements)) == apart
    join = join_stories(*index.all_stories.values(), "emil", "2025-11-11T12:00:00", index)
    index.apply(join)
    assert stories(index) == {frozenset({"a", "b"})}


def test_what_cannot_be_split_is_refused(knowledge: StoryKnowledge) -> None:
    index = built(knowledge, claim("a1"), claim("b1"))
    (happening,) = index.all_happenings.values()
    (story,) = index.all_stories.values()
    for claims in ([], ["a1", "b1"], ["z9"]):
        with pytest.raises(UsageError, match="not none and not all"):
            split_happening(happening, claims, "nora", NOW, index)
    with pytest.raises(UsageError, match="not none and not all"):
        split_story(story, ["a", "b"], "nora", NOW, index)


def test_the_rules_are_no_person(knowledge: StoryKnowledge) -> None:
    index = built(knowledge, claim("a1"), claim("b1"))
    (happening,) = index.all_happenings.values()
    for author in ("rules", " "):
        with pytest.raises(UsageError, match="name of a person"):
            split_happening(happening, ["b1"], author, NOW, index)


def test_everything_goes_through_json_unchanged(knowledge: StoryKnowledge) -> None:
    index = built(knowledge, claim("a1"), claim("b1"))
    for thing in (*index.all_claims.values(), *index.all_happenings.values(), *index.all_stories.values()):
        assert msgspec.json.decode(msgspec.json.encode(thing), type=type(thing)) == thing
    (story,) = index.all_stories.values()
    assert isinstance(story, Story)


def test_who_denies_a_deed_is_not_its_doer() -> None:
    asserted = claim("a1", actors=())
    denied = claim("b1", modality="denied", actors=(party("GEO REB", "militia"),), published="2025-11-06T09:00")
    happening = sum_up("h1", ["a1", "b1"], ["a", "b"], [asserted, denied])
    assert (happening.actors, happening.modality) == ((), "asserted")
    assert sum_up("h1", ["b1"], ["b"], [denied]).actors == denied.actors


def test_a_split_that_was_taken_back_keeps_nothing_apart(knowledge: StoryKnowledge) -> None:
    first, second = (Judgement("a1", "b1", v, 0.0, (), "nora", "happening", at) for v, at in SPLIT_AND_JOINED)
    index = built(knowledge, hands=(first, second))
    assert not are_split_by_hand(["a1"], ["b1"], "happening", index)
    assert are_split_by_hand(["a1"], ["b1"], "happening", built(knowledge, hands=(first,)))
    assert not are_split_by_hand(["a1"], ["b1"], "story", built(knowledge, hands=(first,)))


def test_a_title_that_fits_its_lead_follows_it_into_a_happening(knowledge: StoryKnowledge) -> None:
    """What the title tells is akin to no other telling, but its own lead is."""
    signed = {"type": "SUPPORT", "modes": (), "actors": (party("ARM"), party("AZE")), "recipients": (), "place": None}
    agreed = {**signed, "type": "AGREE", "text": "Armenia and Azerbaijan agree to revive rail link", "words": ()}
    index = built(knowledge, claim("a1", **signed), claim("b1", **agreed), claim("b2", **signed))
    assert groups(index) == {frozenset({"a1", "b1", "b2"})}
