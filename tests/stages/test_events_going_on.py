"""Acts in which nobody has a country are coded where the report, or the place of the act, shows whose world it is."""

import pytest

from tests.stages.test_events_uncoded import read

AGAIN = "In Kairo griffen Bewaffnete Kopten an. "
CLASHES = "In Cairo, gunmen attacked Copts. "


@pytest.mark.parametrize(
    ("language", "text", "word", "kind"),
    [
        ("de", "Der Brandanschlag in Tunis galt einer Synagoge.", "Brandanschlag", "ASSAULT"),
        ("de", "In Charkiw gab es wieder Razzien.", "Razzien", "COERCE"),
        ("de", AGAIN + "Nach dem Angriff verließen viele das Viertel.", "Angriff", "ASSAULT"),
        ("de", AGAIN + "Sechs von ihnen wurden erschossen.", "erschossen", "ASSAULT"),
        (
            "de",
            "In Kairo demonstrierten Tausende Ägypter. Die Proteste dauerten bis Mitternacht.",
            "Proteste",
            "PROTEST",
        ),
        ("en", CLASHES + "Many left after the attack.", "attack", "ASSAULT"),
        ("en", CLASHES + "Six of them were shot dead.", "shot", "ASSAULT"),
        ("en", CLASHES + "The two hostages were freed on Friday.", "freed", "RETREAT"),
        ("de", AGAIN + "Die beiden seien am Freitag freigekommen, hieß es.", "freigekommen", "RETREAT"),
        ("en", "Niger freed two hostages on Friday. Gunmen had kidnapped Smith on May 2.", "kidnapped", "ASSAULT"),
    ],
)
def test_the_place_or_what_was_told_before_shows_whose_world_it_is(
    language: str, text: str, word: str, kind: str
) -> None:
    found, notes = read(language, text)
    coded = [event for event in found if text[slice(*event.trigger)] == word]
    assert [event.type for event in coded] == [kind], notes
    assert "Bewaffnete" not in [text[slice(*a.span)] for event in coded for a in event.actors if a.span]


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("de", "Sechs von ihnen wurden erschossen.", "erschossen"),
        ("de", "Nach dem Angriff verließen viele das Viertel.", "Angriff"),
        ("de", AGAIN + "Ein Messer wurde sichergestellt.", "sichergestellt"),  # things: nobody is named
        ("de", AGAIN + "Manche erwarten weitere Angriffe.", "Angriffe"),  # not yet done
        ("de", "Kenia lobte Uganda. Sechs von ihnen wurden erschossen.", "erschossen"),  # only words before
        ("en", "Six of them were shot dead.", "shot"),
        ("de", "Die beiden seien am Freitag freigekommen, hieß es.", "freigekommen"),
        ("de", AGAIN + "Es wurde am Freitag freigegeben.", "freigegeben"),  # a thing
    ],
)
def test_otherwise_nobody_has_a_country(language: str, text: str, word: str) -> None:
    found, _ = read(language, text)
    assert all(text[slice(*event.trigger)] != word for event in found)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Four Nigerien journalists were ill. They were freed on Friday.", "en-retreat-release"),
        ("Four Nigerien carpets were sold. They were freed on Friday.", None),
    ],
)
def test_a_pronoun_stands_for_the_noun_that_described_whom_it_means(text: str, rule: str | None) -> None:
    assert [event.rule for event in read("en", text)[0]] == ([rule] if rule else [])
