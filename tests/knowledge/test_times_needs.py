import re

import pytest

from lagebild.knowledge.alternatives import any_of
from lagebild.knowledge.times_needs import DIGIT, Need, needs_of


def lists(*names: str) -> Need:
    return Need(lists=frozenset(names))


def letters(*spelled: str) -> Need:
    return Need(letters=frozenset(spelled))


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("{weekday} Uhr", (lists("weekday"), letters("uhr"))),
        ("(?:{start} )?{=month}", (lists("month"),)),
        ("Jahre?s?", (letters("jahr"),)),
        (r"\d{1,2}\. ?{month}", (lists(DIGIT), letters("."), lists("month"))),
        (r"\d{0,2} ?{month}", (lists("month"),)),
        ("(?:on|every) {day}", (letters("on", "every"), lists("day"))),
        ("(?:{every}|on the) {day}", (Need(frozenset({"every"}), frozenset({"the"})), lists("day"))),
        ("(?:on|) {day}", (lists("day"),)),
        ("(?:that day|the same day)", (letters("day"), letters("that", "same"))),
        ("(?<!alter )(?! uhr){year}(?= ago)", (lists("year"), letters("ago"))),
        ("(?P<time>mid[’'])", (letters("mid"), letters("’", "'"))),
        ("(?i)uhr", ()),
        (r"(?P<a>uhr) (?P=a)", ()),
        (r"[0-3]\d-[^a]\w+", (lists(DIGIT), letters("-"))),
    ],
)
def test_what_is_optional_or_excluded_is_no_need(pattern: str, needs: tuple[Need, ...]) -> None:
    assert needs_of(pattern) == needs


def test_the_longest_of_many_words_is_found_first() -> None:
    found = re.findall(
        any_of(["ein", "eins", "ein Dutzend", "zwei", "v. Chr."]), "zwei eins ein Dutzend v. Chr. vx Chr."
    )

    assert found == ["zwei", "eins", "ein Dutzend", "v. Chr."]
