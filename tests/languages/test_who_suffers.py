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
