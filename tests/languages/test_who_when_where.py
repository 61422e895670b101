"""On whose word, how meant, when and where: one sentence for each construction, in both languages. Own sentences."""

import pytest

from lagebild.record import Event, Report
from tests.languages.test_event_rules import read

SOURCES = (  # who stands behind an event, innermost first
    (
        "en",
        "Rebels seized the town of Bria, Radio Ndeke Luka said, quoting a local official.",
        "ASSAULT",
        ["local official", "Ndeke Luka"],
    ),
    ("en", "An official who said that Chadian troops had shelled Bria fled.", "ASSAULT", ["official"]),
    (
        "en",
        "The raid, which the Syrian army said killed an Iraqi general, was filmed.",
        "ASSAULT",
        ["Syrian army"],
    ),
    ("en", "Ukraine accused Russia of shelling a school; Moscow did not comment.", "ACCUSE", []),
    ("en", "Nicaragua to expel Vatican envoy - bishops", "SANCTION", ["bishops"]),
    ("en", "Sudan army: RSF shelled Omdurman market, 54 dead", "ASSAULT", ["Sudan army"]),
    (
        "en",
        "Rebels looted the Saudi embassy in Khartoum, an aide who asked not to be named said.",
        "ASSAULT",
        ["aide"],
    ),
    ("de", "Burundi habe, so ein UN-Bericht, Milizen im Kongo bewaffnet.", "AID", ["UN-Bericht"]),
    ("de", "Augenzeugen: Soldaten schießen in Yangon auf Demonstranten", "ASSAULT", ["Augenzeugen"]),
    ("de", "Mali weist UN-Diplomaten aus - Außenministerium", "SANCTION", ["Außenministerium"]),
    (
        "de",
        "In Kuba verhaftete Dissidenten sind nach Angaben ihrer Familien von der Polizei geschlagen worden.",
        "ASSAULT",
        ["Familien"],
    ),
)
MODALITIES = (
    ("en", "The rebels are said to have killed the Kenyan bishop.", "ASSAULT", "possible"),
    ("en", "North Korea reportedly executed two officials in January.", "ASSAULT", "possible"),
    ("en", "The Azerbaijani army dismissed claims that its forces had shelled a village.", "ASSAULT", "denied"),
    ("de", "Der Kreml wies einen Bericht zurück, Russland habe Söldner nach Mali geschickt.", "MOBILIZE", "denied"),
    ("de", "Sicherheitskräfte rückten in Kairo ein, um Demonstranten festzunehmen.", "THREATEN", "planned"),
)
UNTOLD = (  # what nobody has done
    ("en", "Armenia gave Azerbaijan until Friday to withdraw its soldiers.", "RETREAT"),
    ("de", "Armenien hat Aserbaidschan eine Frist bis Freitag gesetzt, um seine Soldaten abzuziehen.", "RETREAT"),
    ("de", "Hätte die Nato in den Konflikt eingegriffen, wären die russischen Truppen abgezogen.", "RETREAT"),
    ("de", "Der Film zeigt, wie chilenische Soldaten 1973 Studenten erschossen haben.", "ASSAULT"),
)
DAYS = (  # published on 2026-03-12
    ("en", "Ethiopian soldiers executed six civilians, witnesses told Reuters on Wednesday.", "ASSAULT", None),
    ("en", "The Taliban promised on Monday to release 200 prisoners on Saturday.", "CONCEDE", "2026-03-14"),
    ("en", "Spain's government apologised on Monday for the massacre of Moroccans in 1925.", "ASSAULT", "1925-01-01"),
    ("en", "Thai police arrested 12 students after they had marched in Bangkok last week.", "COERCE", None),
    ("en", "An Eritrean jailed in Asmara in 2001 met the Swedish foreign minister.", "CONSULT", None),
    ("en", "A Dutch court sentenced a Syrian to 12 years for a killing in Homs in 2014.", "SANCTION", None),
    ("de", "Vor drei Tagen hat der Präsident mit dem saudischen Kronprinzen telefoniert.", "CONSULT", "2026-03-09"),
    ("en", "Rebels have freed a Swiss missionary kidnapped in Timbuktu in January.", "RETREAT", None),
    ("de", "Der Minister wirft Mali vor, im Januar sechs Franzosen gefoltert zu haben.", "ACCUSE", None),
    (
        "de",
        "Das Gericht in Stuttgart hat einen Syrer am Mittwoch wegen eines Anschlags in Homs im Jahr 2013 verurteilt.",
        "SANCTION",
        "2026-03-11",
    ),
)
PLACES = (
    ("en", "The foreign ministry in Hanoi said China rammed a Vietnamese trawler.", "ASSAULT", None),
    ("en", "Police in Johannesburg detained 20 migrants from Zimbabwe.", "COERCE", "Johannesburg"),
    ("en", "A suicide bomber killed nine policemen in Kandahar province, officials said.", "ASSAULT", "Kandahar"),
    ("de", "Laut einem Diplomaten in Nairobi hat die sudanesische Armee einen Abzug zugesagt.", "CONCEDE", None),
    ("de", "Die Ukraine warf Russland vor, eine Schule in Cherson beschossen zu haben.", "ACCUSE", None),
    ("de", "Der in Teheran festgenommene Minister kritisierte die iranische Regierung.", "ACCUSE", None),
)


def told(language: str, text: str, kind: str) -> tuple[Report, list[Event]]:
    report = read(language, text)
    return report, [event for event in report.events or () if event.type == kind]


@pytest.mark.parametrize(("language", "text", "kind", "sources"), SOURCES)
def test_on_whose_word(language: str, text: str, kind: str, sources: list[str]) -> None:
    _, events = told(language, text, kind)
    assert sources in [[source.name for source in event.sources] for event in events]


@pytest.mark.parametrize(("language", "text", "kind", "modality"), MODALITIES)
def test_how_it_is_meant(language: str, text: str, kind: str, modality: str) -> None:
    assert modality in [event.modality for event in told(language, text, kind)[1]]


@pytest.mark.parametrize(("language", "text", "kind"), UNTOLD)
def test_what_nobody_has_done(language: str, text: str, kind: str) -> None:
    assert told(language, text, kind)[1] == []


@pytest.mark.parametrize(("language", "text", "kind", "day"), DAYS)
def test_the_day_of_the_act(language: str, text: str, kind: str, day: str | None) -> None:
    assert day in [event.date_begin for event in told(language, text, kind)[1]]


@pytest.mark.parametrize(("language", "text", "kind", "place"), PLACES)
def test_the_place_of_the_act(language: str, text: str, kind: str, place: str | None) -> None:
    report, events = told(language, text, kind)
    places = report.places or ()
    named = [None if e.place is None else report.page.text[slice(*places[e.place].span)] for e in events]
    assert place in named
    assert place is not None or not any(named)


def test_who_tells_of_an_act_has_no_part_in_it() -> None:
    text = "Survivors and a rebel alliance said government troops had massacred 40 villagers in Darfur."
    _, events = told("en", text, "ASSAULT")
    assert [[text[slice(*actor.span)] for actor in event.actors] for event in events] == [["government troops"]]


def test_who_says_it_behind_a_comma_suffers_nothing_of_it() -> None:
    _, events = told("en", "Sudanese jets bombed a market, survivors and a doctor said.", "ASSAULT")
    assert [event.recipients for event in events] == [()]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Forty soldiers were killed when Russian missiles hit Poltava in Ukraine.", ["UKR MIL"]),
        ("Twelve protesters were killed when Sudanese troops opened fire.", ["SDN CVL"]),
    ],
)
def test_no_army_strikes_its_own_soldiers(text: str, codes: list[str]) -> None:
    _, events = told("en", text, "ASSAULT")
    assert [[p.code for p in event.recipients] for event in events] == [codes]
