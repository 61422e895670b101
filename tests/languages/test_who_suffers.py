"""Who suffers is not of the country whose arms did it, unless the report says so. Own sentences."""

import pytest

from tests.languages.test_event_rules import read


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Three soldiers were killed when Turkish forces shelled a barracks.", "MIL"),
        ("en", "Three Kenyan soldiers were killed when Turkish forces shelled a barracks.", "KEN MIL"),
        ("de", "Drei Soldaten wurden getötet, als türkische Truppen eine Kaserne beschossen.", "MIL"),
        # who only clashed may have lost them; whom an army mourns are its own
        ("en", "Three soldiers were killed when Kenyan troops clashed with rebels.", "KEN MIL"),
        ("en", "The Turkish army said three soldiers had been killed.", "TUR MIL"),
    ],
)
def test_the_killed_are_not_of_who_struck(language: str, text: str, code: str) -> None:
    assert code in [one.code for event in read(language, text).events or () for one in event.recipients]


@pytest.mark.parametrize(
    ("text", "actors", "place"),
    [
        ("Chad clashes leave 20 dead, officials say.", [], "TCD"),
        ("Somalia suicide attack kills 9 near the parliament.", [], "SOM"),
        ("The Kabul blast killed twelve people on Monday.", [], "AFG"),
        ("Oman drone attack kills 9 rebels, officials say.", ["OMN"], None),  # whose arms strike is told
    ],
)
def test_before_what_happened_a_name_says_where(text: str, actors: list[str], place: str | None) -> None:
    report = read("en", text)
    event = next(e for e in report.events or () if e.type == "ASSAULT")
    assert {one.code for one in event.actors} == set(actors)
    assert (event.place is not None and (report.places or ())[event.place].country) == (place or False)


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("de", "Die Demokratische Partei Thailands begrüßte den Schritt der Regierung.", "THA PTY"),
        ("en", "Japan's Democratic Party criticised the prime minister.", "JPN PTY"),
        ("en", "The Democratic Party of Japan criticised the prime minister.", "JPN PTY"),
        ("en", "The Democratic Party criticised the president of Turkey.", "USA PTY"),
    ],
)
def test_a_party_is_of_the_land_that_stands_beside_its_name(language: str, text: str, code: str) -> None:
    assert [one.code for event in read(language, text).events or () for one in event.actors] == [code]


def test_what_else_a_verb_has_none_of_denies_no_meeting() -> None:
    for language, text in (
        ("de", "Der Gipfel der EU mit der Türkei hat keine Einigung gebracht."),
        ("en", "The summit between Chad and Libya brought no deal."),
    ):
        talks = [event for event in read(language, text).events or () if event.type == "CONSULT"]
        assert [event.modality for event in talks] == ["asserted"], text
