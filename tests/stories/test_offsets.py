"""Days that are told from another day."""

import pytest

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.stories.claims import claims_of
from tests.stories.conftest import Read


def days(text: str, language: str, read: Read, knowledge: StoryKnowledge) -> dict[str, str | None]:
    return {c.type: c.date_begin for c in claims_of(read(text, language, published="2025-06-16T08:00"), knowledge)}


@pytest.mark.parametrize(
    ("language", "text", "type_name", "day"),
    [
        ("en", "Thousands of Kenyans marched through Nairobi on Saturday, three days after police had arrested the "
               "Kenyan lawmaker John Kamau.", "COERCE", "2025-06-11"),
        ("en", "Kenya recalled its ambassador from Sudan on Sunday, a week after rebels in Sudan attacked a Kenyan "
               "convoy.", "ASSAULT", "2025-06-08"),
        ("de", "Zehntausende Kenianer demonstrierten am Samstag in Nairobi, zwei Tage nachdem die kenianische Polizei "
               "den Abgeordneten John Kamau festgenommen hatte.", "COERCE", "2025-06-12"),
    ],
)  # fmt: skip
def test_what_happened_so_many_days_before_has_its_day(
    language: str, text: str, type_name: str, day: str, read: Read, knowledge: StoryKnowledge
) -> None:
    assert days(text, language, read, knowledge)[type_name] == day


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # the release came after the abduction: its own day is not counted back
        ("de", "Acht Tage nach ihrer Entführung sind in Nigeria 20 Schüler freigelassen worden."),
        ("en", "Nigeria's government released 20 rebels three days after the elections."),
    ],
)
def test_what_came_after_is_not_counted_back(language: str, text: str, read: Read, knowledge: StoryKnowledge) -> None:
    assert days(text, language, read, knowledge)["RETREAT"] is None


def test_a_day_ahead_is_none_of_a_deed(read: Read, knowledge: StoryKnowledge) -> None:
    text = "Kenya called off the talks with Sudan that were planned for next Friday."
    assert days(text, "en", read, knowledge)["REJECT"] is None


def test_two_events_of_a_sentence_share_its_day(read: Read, knowledge: StoryKnowledge) -> None:
    text = "A mine exploded as an army patrol passed through Gao in Mali on Saturday, killing three Malian soldiers."
    found = claims_of(read(text, "en", published="2025-06-16T08:00"), knowledge)
    assert {c.date_begin for c in found if c.type == "ASSAULT"} == {"2025-06-14"}
