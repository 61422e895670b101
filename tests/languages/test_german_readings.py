"""How German sentences of the kind that news is made of are read: who acts, how it is meant, when. Own sentences."""

import pytest

from lagebild.record import Event
from tests.languages.test_event_rules import read


def events(text: str, kind: str) -> list[Event]:
    return [e for e in read("de", text).events or () if e.type == kind]


def named(text: str, event: Event, field: str) -> list[str]:
    return [text[slice(*p.span)] for p in getattr(event, field)]


ACTORS = (
    (
        "Den Vorsitzenden der Partei forderte Theresa May auf, über einen Rücktritt nachzudenken.",
        "REQUEST",
        "Theresa May",
    ),
    ("Verdi fordert neue Gespräche, diese lehnt der US-Konzern jedoch ab.", "REJECT", "der US-Konzern"),
    ("Nach Angaben der Gewerkschaft streiken Mitarbeiter in Sachsen.", "PROTEST", "Mitarbeiter in Sachsen"),
)
NOBODY = (  # who stands there is no actor
    ("Einerseits wird der durch die EU-Kommission ausgelöste Aufwand in Polen bemängelt.", "ACCUSE"),
    (
        "Am Morgen wurden in Mainz zwei Männer festgenommen, die beschuldigt werden, Mitglieder von Al-Qaida zu sein.",
        "ACCUSE",
    ),
    ("Charles Taylor, Ex-Präsident von Liberia, wurde nach Den Haag in den Niederlanden überstellt.", "COOPERATE"),
    ("Obwohl die Wahl in Kolumbien von Sicherheitskräften gut geschützt war, wurden 35 Politiker entführt.", "ASSAULT"),
    (
        "Im Prozess gegen die ukrainische Politikerin Julia Timoschenko hat die Anklage eine Haftstrafe gefordert.",
        "REQUEST",
    ),
    ("Die Milizen in Syrien haben die Vorwürfe zum Anschlag von Ankara zurückgewiesen.", "ASSAULT"),
)
MODALITIES = (
    (
        "Der thailändische Ministerpräsident Thaksin, der sein Amt an einen Stellvertreter abgegeben hatte, "
        "hat nun seine Rückkehr angekündigt.",
        "RETREAT",
        "asserted",
    ),
    (
        "Bei einem Treffen in Brüssel vereinbarten Polen und Litauen, dass künftig mehr geprüft wird.",
        "CONSULT",
        "asserted",
    ),
    (
        "Nachdem der Mann die bulgarische Familie mit dem Tod bedroht haben soll, wurde er gefasst.",
        "THREATEN",
        "possible",
    ),
    ("Er bestritt nicht, dass Uiguren eine Polizeistation in China angegriffen hätten.", "ASSAULT", "asserted"),
    ("Es ist wahrscheinlich, dass die Taliban die Menschen in Afghanistan angriffen.", "ASSAULT", "possible"),
    ("Die USA haben ihre Bereitschaft erklärt, in Gespräche mit dem Iran einzutreten.", "AGREE", "planned"),
    ("Das Europäische Parlament muss den Bestimmungen noch zustimmen.", "AGREE", "planned"),
    (
        "In einem Gespräch mit dem deutschen Umweltminister wies der Geschäftsführer alle Vorwürfe zurück.",
        "CONSULT",
        "asserted",
    ),
    ("Das Treffen der EU-Innenminister in Cannes diene keineswegs der Abschottung.", "CONSULT", "asserted"),
    ("Dem Appell der belgischen Polizei, sich zu stellen, folgte er nicht.", "REQUEST", "asserted"),
)


@pytest.mark.parametrize(("text", "kind", "actor"), ACTORS)
def test_who_acts(text: str, kind: str, actor: str) -> None:
    assert [actor] in [named(text, e, "actors") for e in events(text, kind)]


@pytest.mark.parametrize(("text", "kind"), NOBODY)
def test_who_only_stands_there_does_not_act(text: str, kind: str) -> None:
    assert all(not e.actors for e in events(text, kind))


@pytest.mark.parametrize(("text", "kind", "modality"), MODALITIES)
def test_how_it_is_meant(text: str, kind: str, modality: str) -> None:
    assert modality in [e.modality for e in events(text, kind)]


def test_what_is_asked_is_not_told() -> None:
    assert not events("Es ist umstritten, ob der Bundesrat dem Gesetz zustimmen muss.", "AGREE")


def test_a_deadline_and_the_year_of_a_treaty_date_nothing() -> None:
    ordered = "Ausländer wurden von den chinesischen Behörden angewiesen, die Stadt bis Montag zu verlassen."
    broken = "Der sudanesische Minister bezeichnete die Operation Ugandas als Verstoß gegen das Abkommen von 2005."
    assert [e.date_begin for e in events(ordered, "REQUEST")] == [None]
    assert [e.date_begin for e in events(broken, "ACCUSE")] == [None]


def test_governments_of_several_countries_are_of_none() -> None:
    (promise,) = events("Mehrere Regierungen sagten den Menschen in Haiti rasche Hilfe zu.", "AGREE")
    assert [p.code for p in promise.actors] == ["GOV"]


def test_a_pope_is_of_the_vatican() -> None:
    (praise,) = events("Der deutsche Minister lobte die Rede des Papstes.", "SUPPORT")
    assert {p.code for p in praise.recipients} == {"VAT REL"}


def test_a_town_where_people_protest_is_not_its_government() -> None:
    (protest,) = events("In Bangkok kam es zu Massenprotesten gegen den Minister.", "PROTEST")
    assert [p.code for p in protest.actors] == ["THA"]


def test_the_day_of_a_main_clause_is_not_that_of_a_relative_clause() -> None:
    text = "Am Montag kam der polnische Journalist frei, den die Polizei in Minsk verhaftet hatte."
    assert [e.date_begin for e in events(text, "COERCE")] == [None]
    assert [e.date_begin is None for e in events(text, "RETREAT")] == [False]


def test_the_day_of_a_participle_is_its_own_and_what_it_tells_is_done() -> None:
    text = "Das Gericht in Minsk verurteilte den am Montag in Brest festgenommenen Journalisten zu fünf Jahren Haft."
    assert [e.date_begin for e in events(text, "SANCTION")] == [None]
    assert [(e.date_begin is None, e.modality) for e in events(text, "COERCE")] == [(False, "asserted")]
    assert events("Minsk bestritt, dass der Journalist in Brest festgenommen wurde.", "COERCE")[0].modality == "denied"


def test_since_when_somebody_rules_is_not_when_they_act() -> None:
    text = "Die Junta, die Mali seit 2020 regiert, hat den französischen Botschafter ausgewiesen."
    (expelled,) = events(text, "SANCTION")
    assert (expelled.date_begin, [p.code for p in expelled.actors]) == (None, ["MLI GOV"])


def test_a_dateline_with_a_day_does_not_act() -> None:
    (held,) = events("TEHERAN, 3. März. Sicherheitskräfte haben 20 Demonstranten festgenommen.", "COERCE")
    assert [p.code for p in held.actors] == ["IRN COP"]


def test_whoever_is_hurt_in_a_mishap_was_attacked_by_nobody() -> None:
    quake = "Ein schweres Erdbeben hat den Südwesten Japans erschüttert. Hunderte Menschen wurden in Kumamoto verletzt."
    plane = "Nach dem Abschuss über der Ukraine kam es zum Absturz. Dabei wurden in Donezk 298 Menschen getötet."
    assert not events(quake, "ASSAULT")
    assert events(plane, "ASSAULT")
    assert events(quake + " In Tokio wurden drei Plünderer festgenommen.", "COERCE")


def test_the_subject_agrees_with_its_verb() -> None:
    text = "Politiker aus anderen deutschen Parteien haben der Bildungsministerin Lügen vorgeworfen."
    (accusation,) = events(text, "ACCUSE")
    assert named(text, accusation, "recipients") == ["der Bildungsministerin"]


def sides(text: str, kind: str) -> list[tuple[set[str], set[str]]]:
    return [({p.code[:3] for p in e.actors}, {p.code[:3] for p in e.recipients}) for e in events(text, kind)]


def test_two_bare_states_are_two_sides() -> None:
    assert sides("Nach dem Vorfall warf Kairo Jerusalem Wortbruch vor.", "ACCUSE") == [({"EGY"}, {"ISR"})]
    assert sides("Als erste hat Norwegen Kroatien diplomatisch anerkannt.", "SUPPORT") == [({"NOR"}, {"HRV"})]


def test_a_dative_behind_the_subject_is_no_genitive_of_it() -> None:
    text = "Zuvor hatte die Nato der Regierung in Belgrad mit Luftangriffen gedroht."
    assert [theirs for _, theirs in sides(text, "THREATEN")] == [{"SRB"}]
    text = "Wegen der Zölle drohte der Präsident der Ukraine mit dem Abbruch der Gespräche."
    assert sides(text, "THREATEN") == [({"UKR"}, set())]


def test_whoever_is_asked_goes_before_whom_a_noun_beside_the_verb_names() -> None:
    text = "Gambia bat Dakar um die Entsendung von Ärzten."
    assert sides(text, "REQUEST") == [({"GMB"}, {"SEN"})]


def test_what_is_refused_is_no_deed() -> None:
    assert not events("Angola weigert sich, seine Truppen abzuziehen.", "RETREAT")
    assert events("Angola bestritt, Sambia angegriffen zu haben.", "ASSAULT")[0].modality == "denied"


def test_a_demand_is_told_once() -> None:
    assert len(events("Togo solle seine Soldaten abziehen, verlangte der ghanaische Außenminister.", "REQUEST")) == 1
    assert not events("„Togo muss die Gewalt beenden“, sagte der ghanaische Präsident.", "CONCEDE")


def test_the_auxiliary_of_a_perfect_tells_nothing() -> None:
    text = "Malta hat den Irak aufgefordert, den UN-Inspekteuren Zugang zu gewähren."
    assert not events(text, "RETREAT")


def test_what_is_announced_in_a_clause_beside_it_is_to_come() -> None:
    text = "Malta liefert den Mann an Italien aus, wie das Ministerium in Valletta ankündigte."
    assert events(text, "AGREE")[0].modality == "planned"


def test_nothing_happens_in_a_play() -> None:
    assert not events("In dem Theaterstück wird der britische Premierminister des Mordes beschuldigt.", "ACCUSE")


def test_two_peoples_stand_for_their_states() -> None:
    text = "Israelis und Jordanier verständigten sich auf eine Brücke über den Fluss."
    assert sides(text, "AGREE") == [({"ISR", "JOR"}, set())]


def test_a_capital_adjective_makes_a_firm_of_a_nation() -> None:
    assert not events("Die Deutsche Telekom hat sich mit ihren Gläubigern verständigt.", "AGREE")
