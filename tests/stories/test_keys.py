"""Keys: claims of one happening share one, whatever the language; a look-up asks for few."""

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.stories.keys import keys_of, look_up_keys, story_keys_of, story_look_up_keys
from lagebild.stories.model import Party
from tests.stories.made import claim, fingerprint, party


def test_the_same_happening_is_looked_up_where_it_is_kept(knowledge: StoryKnowledge) -> None:
    kept = keys_of(claim("a1"))
    asked = look_up_keys(claim("b1", type="COERCE", date_begin=None, date_end=None), knowledge.likeness)
    assert set(kept) & set(asked)


def test_another_country_or_week_shares_no_key(knowledge: StoryKnowledge) -> None:
    kept = set(keys_of(claim("a1")))
    abroad = claim("b1", actors=(party("ARM COP"),), recipients=(), place=None)
    later = claim("c1", date_begin="2025-11-20", date_end="2025-11-20")
    for other in (abroad, later):
        assert not kept & set(look_up_keys(other, knowledge.likeness))


def test_a_claim_without_any_day_has_no_keys(knowledge: StoryKnowledge) -> None:
    undated = claim("a1", date_begin=None, date_end=None, published=None)
    assert keys_of(undated) == ()
    assert look_up_keys(undated, knowledge.likeness) == ()
    assert story_keys_of(fingerprint("a", published=None), [undated]) == ()


def test_the_number_of_keys_does_not_grow_with_the_claim() -> None:
    crowded = claim(
        "a1",
        actors=tuple(party(f"A{i:02} GOV") for i in range(20)),
        names=tuple(f"n:name{i}" for i in range(50)),
    )
    assert len(keys_of(crowded)) <= 7


def test_a_story_is_found_weeks_later() -> None:
    told = claim("a1", names=("n:kobalia",))
    later = claim("b1", names=("n:kobalia",), published="2025-11-25T08:00")
    kept, new = set(story_keys_of(fingerprint("a"), [told])), fingerprint("b", published="2025-11-25T08:00")
    assert kept & set(story_look_up_keys(new, [later], 35))
    assert not kept & set(story_look_up_keys(new, [later], 7))


def test_only_what_a_report_leads_with_finds_its_story() -> None:
    assert story_keys_of(fingerprint("a"), [claim("a1", lead=False)]) == ()


def test_reports_of_a_week_that_say_the_same_words_find_each_other() -> None:
    about = fingerprint("a", topic=("pipeline", "hydrogen"))
    kept = set(story_keys_of(about, []))
    week_later = fingerprint("b", topic=("hydrogen",), published="2025-11-12T08:00")
    assert kept & set(story_look_up_keys(week_later, [], 35))
    for other in ({"language": "de"}, {"published": "2025-12-03T08:00"}, {"topic": ("harvest",)}):
        asked = fingerprint("b", **{"topic": ("hydrogen",), **other})
        assert not kept & set(story_look_up_keys(asked, [], 35))


def test_reports_without_a_day_find_each_other() -> None:
    one, other = (fingerprint(name, topic=("hydrogen",), published=None) for name in "ab")
    assert set(story_keys_of(one, [])) & set(story_look_up_keys(other, [], 35))


def test_who_is_told_of_without_a_day_is_found_by_name_and_month(knowledge: StoryKnowledge) -> None:
    reporter = party("GEO JRN", "Belkania", "n:blkn")
    kept = keys_of(claim("a1", recipients=(reporter,)))
    month = {"date_begin": "2025-11-01", "date_end": "2025-11-30", "place": None, "actors": ()}
    asked = look_up_keys(claim("b1", recipients=(reporter,), **month), knowledge.likeness)
    stranger = look_up_keys(claim("c1", recipients=(party("GEO JRN", "a reporter"),), **month), knowledge.likeness)
    assert set(kept) & set(asked)
    assert not set(kept) & set(stranger)


def test_whom_a_pronoun_means_is_a_key_like_a_name(knowledge: StoryKnowledge) -> None:
    freed = {"place": None, "actors": (), "type": "RETREAT"}
    nurse = (Party("n:hlvg", "Miriam Hollweg", "MED", ""),)
    named = claim("a1", names=("n:hlvg",), recipients=nurse, **freed)
    meant = claim("b1", names=(), recipients=nurse, **freed)
    assert set(look_up_keys(meant, knowledge.likeness)) & set(keys_of(named))
