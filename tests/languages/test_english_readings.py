"""How English sentences of the kind that news is made of are read: who acts, how, when, where. Own sentences."""

import pytest

from lagebild.record import Event
from tests.languages.test_event_rules import read


def events(text: str, kind: str) -> list[Event]:
    return [e for e in read("en", text).events or () if e.type == kind]


MODALITIES = (
    ("The French army will try to seize the town of Kidal.", "THREATEN", "planned"),
    ("The measures could include indicting the Russian hackers.", "ACCUSE", "possible"),
    ("The Ukrainian president may face an attempt to impeach him.", "ACCUSE", "possible"),
    ("The trade pact was hastened by the Russian invasion of Ukraine.", "ASSAULT", "asserted"),
    ("The government said it was committed to rescuing the girls kidnapped by Boko Haram.", "ASSAULT", "asserted"),
    ("Afghan authorities were investigating if a second car was involved.", "ACCUSE", "asserted"),
    ("The release of the girls by Boko Haram does not mean the end of the war.", "RETREAT", "asserted"),
    ("The man allegedly produced a weapon and fired on two police officers in Texas.", "ASSAULT", "possible"),
    ("Greece announced spending cuts in order to get loans from the EU.", "AGREE", "planned"),
    ("The Polish president is going to visit Estonia.", "AGREE", "planned"),
    ("The French president called the Chilean president to congratulate him on the vote.", "SUPPORT", "asserted"),
    ("Eritrea is willing to withdraw its garrison.", "AGREE", "asserted"),
    ("Eritrea is ready to release its prisoners.", "CONCEDE", "planned"),
    ("Denmark hailed the British move to lift the embargo on Iran.", "CONCEDE", "planned"),
    ("Pressed by France, Mali agreed to talks.", "REQUEST", "asserted"),
    ("Peru had no plans to recognise the rebel government in Libya.", "SUPPORT", "denied"),
    ("The Ohio governor does not have the power to suspend the constitution of Ohio.", "COERCE", "denied"),
)
HIDDEN = (
    ("There is no indication that Russian forces attacked the town.", "ASSAULT"),
    ("Nobody believes that Moscow will apologise for the raid.", "CONCEDE"),
    ("Few diplomats expect Turkey to agree to the plan.", "AGREE"),
    ("In the opera, an Egyptian general frees his Libyan foes and threatens the king of Egypt.", "THREATEN"),
    ("The film, in which a Russian general threatens to bomb Berlin, opens on Friday.", "THREATEN"),
    ("Poland is not prepared to meet the president of Belarus.", "CONSULT"),
    ("Togo's president vowed not to resign.", "RETREAT"),
    ("A Chinese tourist complained to the hotel in Nairobi about the food.", "ACCUSE"),
    ("The Spanish singer was praised by critics in Vienna.", "SUPPORT"),
    ("The storm, which threatens Cuba's coast, moved north.", "THREATEN"),
    ("Turkey should stop bombing the Kurds in Syria.", "ASSAULT"),
    ("A US commander said attacking Somali ports would not be effective.", "ASSAULT"),
    ("The French minister could be sentenced to life in prison if he is convicted.", "THREATEN"),
    ("The temblor killed 12 people in Iran.", "ASSAULT"),
    ("Israel's intransigence threatens Lebanon, and its insistence threatens Jordan.", "AGREE"),
)
DAYS = (  # published on 2026-03-12
    ("The line to Iran was due to open this morning after Iran proposed talks.", "REQUEST", None),
    ("Officials said on Monday that Russian troops had attacked the town of Bakhmut.", "ASSAULT", None),
    ("Russian troops attacked the town of Bakhmut on Monday, officials said on Tuesday.", "ASSAULT", "2026-03-09"),
    ("Poland said on Monday that it would not join the talks with Hungary.", "REJECT", "2026-03-09"),
    ("Spain and France have agreed to build a pipeline by 2030.", "AGREE", None),
    (
        "Iceland's prime minister resisted pressure to resign after documents showed that he bought a firm in 2007.",
        "REJECT",
        None,
    ),
    ("When the junta of Burma began reforms in 2010, the opposition leader was freed.", "RETREAT", "2010-01-01"),
)
PLACES = (
    ("Seoul welcomed Pyongyang's decision to reopen the border.", "SUPPORT", None),
    ("NATO criticised Russia's plans to base missiles in Belarus.", "ACCUSE", None),
    ("Trump accused China of exporting oil to North Korea.", "ACCUSE", None),
    ("South Korea has seized the Hong Kong-flagged ship.", "COERCE", None),
    ("Ukraine said Belarus had been attacked by Moscow.", "ASSAULT", None),
    ("Protesters threw petrol bombs at Athens's main courthouse.", "PROTEST", "Athens"),
    ("President Macron met the Iranian president in Tehran.", "CONSULT", "Tehran"),
)
CODES = (  # the code of who acts or suffers; None where nobody is said to
    ("Denmark welcomed the decision by Mali to withdraw its troops from Kidal.", "CONCEDE", "actors", "MLI"),
    ("The Greek parliament backed a plan by Cyprus to withdraw its troops from Kidal.", "CONCEDE", "actors", "CYP"),
    ("The treaty Laos signed last year ends the war.", "SUPPORT", "actors", "LAO"),
    ("The village the Syrian rebels attacked on Monday lies near Aleppo.", "ASSAULT", "actors", "SYR REB"),
    ("It was unacceptable for Turkey to bomb villages in Iraq, the Iraqi minister said.", "ASSAULT", "actors", "TUR"),
    ("A proposal Kenya made in March has been rejected by Chad.", "REJECT", "recipients", "KEN"),
    ("The judge Jo Fox of Chile questioned the Peruvian banker.", "ACCUSE", "recipients", "PER BUS"),
    ("North Yemen offered to free 30 Saudi soldiers.", "CONCEDE", "recipients", "SAU MIL"),
    ("Latin American leaders condemned the raid.", "ACCUSE", "actors", "GOV"),
    ("Sheriff's deputies were shot in Los Angeles.", "ASSAULT", "recipients", "USA COP"),
    ("Lebanese deputies were shot in Beirut.", "ASSAULT", "recipients", "LBN LEG"),
    ("Most foreign navies off the Somali coast have detained Somali pirates.", "COERCE", "actors", "MIL"),
    (
        '"He is a killer. He murdered three people in France," the French prosecutor Paul Stirling said.',
        "ASSAULT",
        "actors",
        None,
    ),
    ("Prosecutors in Georgia charged the man. The trial in Atlanta begins on Monday.", "ACCUSE", "actors", "USA JUD"),
    ("Georgia withdrew its troops from Abkhazia.", "RETREAT", "actors", "GEO"),
    (
        "The French president urged the international community to support the government of Nigeria.",
        "REQUEST",
        "recipients",
        None,
    ),
    ("The French president was threatened by the gunman's brother.", "THREATEN", "actors", None),
    ("Senator Sanders assailed Hillary Clinton for backing the Iraq war.", "SUPPORT", "actors", "USA ELI"),
    ("A battalion of Kenyan soldiers landed in Port-au-Prince.", "MOBILIZE", "actors", "KEN MIL"),
    ("Up to 300 Nigerian rebels have surrendered, Cameroonian soldiers said.", "RETREAT", "actors", "NGA REB"),
    ("The Bolivian government issued a statement to journalists condemning Chile.", "ACCUSE", "actors", "BOL GOV"),
    ("The Tehrik-i-Taliban Pakistan (TTP) militants shelled a village.", "ASSAULT", "actors", "PAK REB"),
    ("A nurse was arrested in Niger on Monday.", "COERCE", "actors", "NER"),
    ("Kenya's union leader said they would not suspend the strike.", "REJECT", "actors", "KEN LAB"),
)


@pytest.mark.parametrize(("text", "kind", "modality"), MODALITIES)
def test_how_it_is_meant(text: str, kind: str, modality: str) -> None:
    assert modality in {event.modality for event in events(text, kind)}


@pytest.mark.parametrize(("text", "kind"), HIDDEN)
def test_nothing_is_told(text: str, kind: str) -> None:
    assert events(text, kind) == []


@pytest.mark.parametrize(("text", "kind", "day"), DAYS)
def test_the_day_is_of_the_act_and_not_of_another_clause(text: str, kind: str, day: str | None) -> None:
    assert {event.date_begin and event.date_begin[:10] for event in events(text, kind)} == {day}


@pytest.mark.parametrize(("text", "kind", "place"), PLACES)
def test_the_place_is_of_the_act_and_not_of_what_is_spoken_about(text: str, kind: str, place: str | None) -> None:
    report = read("en", text)
    found = [event for event in report.events or () if event.type == kind]
    names = {report.places[e.place].name if report.places and e.place is not None else None for e in found}
    assert names == {place}


@pytest.mark.parametrize(("text", "kind", "side", "code"), CODES)
def test_who_it_is(text: str, kind: str, side: str, code: str | None) -> None:
    found = events(text, kind)
    assert found
    codes = {p.code for event in found for p in getattr(event, side)}
    assert codes == ({code} if code else set())


def test_people_at_a_party_belong_to_no_party() -> None:
    report = read("en", "A man in Canada opened fire on the Christmas party.")
    assert not any(p.code.endswith("PTY") for e in report.events or () for p in (*e.actors, *e.recipients))


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        ("Ministers of Iran, Pakistan and Oman met on Monday.", "CONSULT", {"IRN GOV", "PAK GOV", "OMN GOV"}),
        ("Ministers of Iran and Oman met, and Peru protested.", "CONSULT", {"IRN GOV", "OMN GOV"}),
        ("Kuwait, Iraq agree to swap remains of war dead", "AGREE", {"KWT", "IRQ"}),
    ],
)
def test_all_who_are_listed_take_part(text: str, kind: str, codes: set[str]) -> None:
    assert {p.code for e in events(text, kind) for p in e.actors} == codes


def test_talks_for_which_somebody_comes_are_no_second_event() -> None:
    (visit,) = events("Peru's foreign minister flew to Geneva for talks with the Greek prime minister.", "CONSULT")
    assert {p.code for p in visit.recipients} == {"CHE", "GRC GOV"}
