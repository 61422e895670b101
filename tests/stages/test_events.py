"""Matches become events with roles, codes, sources, time and place; what nobody can be named for is left out."""

from typing import Any

from msgspec.structs import replace

from lagebild.knowledge.calibration import load_calibration
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import load_event_words
from lagebild.knowledge.ontology import load_ontology
from lagebild.record import (
    Attribution,
    Block,
    Entity,
    Event,
    Masthead,
    Mention,
    Page,
    Place,
    Sentence,
    Source,
    Span,
    Time,
)
from lagebild.rules.match import RuleIndex
from lagebild.stages.events import find_events
from tests.conllu import sentence, text_of

WORDS = load_event_words(package_folder("languages") / "de" / "events")
CALIBRATION = load_calibration(package_folder("calibration"))
RULES = RuleIndex(WORDS)
ONTOLOGY = load_ontology(package_folder("ontology"))

ATTACK = """
Rebellen  Rebell    NOUN  Case=Nom      2 nsubj
überfielen überfallen VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
am        an        ADP   _             4 case
Montag    Montag    NOUN  Case=Dat      2 obl
Soldaten  Soldat    NOUN  Case=Acc      2 obj
in        in        ADP   _             7 case
Bamako    Bamako    PROPN _             2 obl
"""


def events(
    s: Sentence, *entities: Entity, kind: str = "body", published: str | None = "2026-03-12", **parts: Any
) -> tuple[Event, ...]:
    given: dict[str, Any] = {"places": (), "times": (), "quantities": (), "attributions": ()} | parts
    blocks = (Block(kind, s.span, "test"),)  # type: ignore[arg-type]
    masthead = Masthead(published=published)
    page = Page(text_of(s))
    return find_events(
        page,
        blocks,
        masthead,
        (s,),
        entities,
        **given,
        words=WORDS,
        rules=RULES,
        ontology=ONTOLOGY,
        calibration=CALIBRATION,
    ).part


def actor(s: Sentence, index: int, name: str, country: str | None, sector: str | None = None) -> Entity:
    span = s.tokens[index].span
    return Entity(f"e{index}", name, "PER", (Mention(span, "nominal", span),), country, sector)


def test_an_event_has_its_roles_and_codes() -> None:
    s = sentence(ATTACK)
    (event,) = events(s, actor(s, 0, "Rebellen", "MLI", "REB"), actor(s, 4, "Soldaten", "MLI", "MIL"))
    assert (event.type, event.quad, event.modality) == ("ASSAULT", "material_conflict", "asserted")
    assert [p.code for p in event.actors] == ["MLI REB"]
    assert [p.code for p in event.recipients] == ["MLI MIL"]
    assert event.trigger == s.tokens[1].span
    assert event.sources == ()


def test_without_a_country_on_either_side_nothing_is_coded() -> None:
    s = sentence(ATTACK)
    assert events(s, actor(s, 0, "Rebellen", None, "UAF"), actor(s, 4, "Soldaten", None, "CVL")) == ()


def test_a_sector_of_politics_is_coded_without_a_country() -> None:
    s = sentence(ATTACK)
    (event,) = events(s, actor(s, 0, "Rebellen", None, "REB"), actor(s, 4, "Soldaten", None, "MIL"))
    assert ([p.code for p in event.actors], [p.code for p in event.recipients]) == (["REB"], ["MIL"])


def test_a_report_on_sport_has_only_what_officials_do_to_each_other() -> None:
    said = """
    Das   das   PRON _ 3 nsubj
    war   sein  AUX  _ 3 cop
    Pokal Pokal NOUN _ 0 root
    von   von   ADP  _ 5 case
    gestern gestern NOUN _ 3 nmod
    """
    game = tuple(sentence(said, start=100 * n) for n in range(4))
    s = sentence(ATTACK, start=400)
    page = Page(" " * 500)

    def coded(*entities: Entity) -> tuple[Event, ...]:
        return find_events(
            page,
            (Block("body", (0, 500), "test"),),
            Masthead(published="2026-03-12"),
            (*game, s),
            entities,
            (),
            (),
            (),
            (),
            words=WORDS,
            rules=RULES,
            ontology=ONTOLOGY,
            calibration=CALIBRATION,
        ).part

    assert coded(actor(s, 0, "Rebellen", "MLI", "CVL"), actor(s, 4, "Soldaten", "MLI", "CVL")) == ()
    assert coded(actor(s, 0, "Rebellen", "MLI", "REB")) == ()
    assert len(coded(actor(s, 0, "Rebellen", "MLI", "REB"), actor(s, 4, "Soldaten", "MLI", "MIL"))) == 1


def test_furniture_is_not_coded() -> None:
    s = sentence(ATTACK)
    assert events(s, actor(s, 0, "Rebellen", "MLI", "REB"), kind="promo") == ()


def test_a_confidence_is_read_from_evidence_that_the_event_names() -> None:
    s = sentence(ATTACK)
    (event,) = events(s, actor(s, 0, "Rebellen", "MLI", "REB"), kind="headline")
    assert {"type ASSAULT", "block headline", "main clause"} <= set(event.evidence)
    assert event.confidence == CALIBRATION.confidence(event.evidence)


def test_without_an_actor_an_event_is_less_sure() -> None:
    s = sentence(ATTACK)
    (known,) = events(s, actor(s, 0, "Rebellen", "MLI", "REB"), actor(s, 4, "Soldaten", "MLI", "MIL"))
    (unknown,) = events(s, actor(s, 4, "Soldaten", "MLI", "MIL"))
    assert "no actor" in unknown.evidence
    assert unknown.confidence < known.confidence


def test_time_and_place_of_the_clause_are_the_event_s() -> None:
    s = sentence(ATTACK)
    when = Time((s.tokens[2].span[0], s.tokens[3].span[1]), "DATE", "2026-03-09", "2026-03-09", "2026-03-09")
    where = Place(s.tokens[6].span, None, "Bamako", "MLI", None, 12.6, -8.0, "city", None)
    (event,) = events(s, actor(s, 0, "Rebellen", "MLI", "REB"), times=(when,), places=(where,))
    assert (event.time, event.date_begin, event.place) == (0, "2026-03-09", 0)


def test_sources_come_innermost_first_and_once() -> None:
    s = sentence(ATTACK)
    inner, outer = scope(s.span, "Armeesprecher"), scope((0, s.span[1] + 50), "AFP", "Armeesprecher")
    (event,) = events(s, actor(s, 0, "Rebellen", "MLI", "REB"), attributions=(outer, inner))
    assert [source.name for source in event.sources] == ["Armeesprecher", "AFP"]


def test_we_in_somebody_s_words_is_the_speaker() -> None:
    s = sentence(
        """
        Wir      wir       PRON  Case=Nom     2 nsubj
        griffen  angreifen VERB  VerbForm=Fin 0 root
        Rebellen Rebell    NOUN  Case=Acc     2 obj
        an       an        ADP   _            2 compound:prt
        """
    )
    speaker = Entity("e9", "Oberst", "PER", (), "MLI", "MIL")
    said = Attribution((s.span,), (Source("Oberst", "e9", "speaker", None),), "test")
    (event,) = events(s, speaker, actor(s, 2, "Rebellen", "MLI", "REB"), attributions=(said,))
    assert [p.code for p in event.actors] == ["MLI MIL"]


def test_a_meeting_to_come_is_an_agreement() -> None:
    s = sentence(
        """
        Polen     Polen    PROPN Case=Nom     4 nsubj
        will      wollen   AUX   VerbForm=Fin 4 aux
        Litauen   Litauen  PROPN Case=Acc     4 obj
        treffen   treffen  VERB  VerbForm=Inf 0 root
        """
    )
    (event,) = events(s, actor(s, 0, "Polen", "POL"), actor(s, 2, "Litauen", "LTU"))
    assert (event.type, event.modality) == ("AGREE", "planned")
    assert {p.code for p in event.actors} == {"POL", "LTU"}


FRIDAY = """
Polen     Polen    PROPN Case=Nom                               2 nsubj
trifft    treffen  VERB  Mood=Ind|Tense=Pres|VerbForm=Fin       0 root
am        an       ADP   _                                      4 case
Freitag   Freitag  NOUN  Case=Dat                               2 obl
Litauen   Litauen  PROPN Case=Acc                               2 obj
"""


def test_without_a_date_of_the_report_the_present_of_a_day_is_to_come() -> None:
    s = sentence(FRIDAY)
    sides = (actor(s, 0, "Polen", "POL"), actor(s, 4, "Litauen", "LTU"))
    friday = Time(s.tokens[3].span, "DATE", "XXXX-WXX-5", None, None)
    (event,) = events(s, *sides, times=(friday,), published=None)
    assert (event.type, event.modality) == ("AGREE", "planned")
    dated = replace(friday, value="2026-03-06", begin="2026-03-06", end="2026-03-06")
    (event,) = events(s, *sides, times=(dated,))
    assert (event.type, event.modality) == ("CONSULT", "asserted")


def test_an_attack_that_its_doers_announce_is_a_threat() -> None:
    s = sentence(
        """
        Polen     Polen     PROPN Case=Nom     4 nsubj
        will      wollen    AUX   VerbForm=Fin 4 aux
        Litauen   Litauen   PROPN Case=Acc     4 obj
        angreifen angreifen VERB  VerbForm=Inf 0 root
        """
    )
    (event,) = events(s, actor(s, 0, "Polen", "POL"), actor(s, 2, "Litauen", "LTU"))
    assert (event.type, event.modality) == ("THREATEN", "planned")


def test_who_belongs_to_a_country_has_its_code() -> None:
    s = sentence(
        """
        Soldaten   Soldat     NOUN Case=Nom 4 nsubj
        der        der        DET  Case=Gen 3 det
        Armee      Armee      NOUN Case=Gen 1 nmod
        überfielen überfallen VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
        Bauern     Bauer      NOUN Case=Acc 4 obj
        """
    )
    (event,) = events(s, actor(s, 0, "Soldaten", None, "MIL"), actor(s, 2, "Armee", "CIV", "MIL"))
    assert [p.code for p in event.actors] == ["CIV MIL"]


def test_a_noun_and_the_verb_that_carries_it_are_one_event() -> None:
    s = sentence(
        """
        Israel    Israel    PROPN Case=Nom                4 nsubj
        hat       haben     AUX   VerbForm=Fin            4 aux
        Luftangriffe Luftangriff NOUN Case=Acc            4 obj
        geflogen  fliegen   VERB  VerbForm=Part           0 root
        auf       auf       ADP   _                       6 case
        Stellungen Stellung NOUN  Case=Acc                3 nmod
        Syriens   Syrien    PROPN Case=Gen                6 nmod
        """
    )
    found = events(s, actor(s, 0, "Israel", "ISR"), actor(s, 6, "Syrien", "SYR"))
    assert [(e.type, [p.code for p in e.actors], [p.code for p in e.recipients]) for e in found] == [
        ("ASSAULT", ["ISR"], ["SYR"])
    ]


def scope(span: Span, *names: str) -> Attribution:
    return Attribution((span,), tuple(Source(name, None, "speaker", None) for name in names), "test")


def test_a_deed_stands_for_its_doer_and_not_for_whom_it_was_done_to() -> None:
    s = sentence(
        """
        Die          der          DET   Case=Nom      2 det
        Bombardierung Bombardierung NOUN Case=Nom     7 nsubj
        einer        ein          DET   Case=Gen      4 det
        Moschee      Moschee      NOUN  Case=Gen      2 nmod
        durch        durch        ADP   _             6 case
        Rebellen     Rebell       NOUN  Case=Acc      2 nmod
        tötete       töten        VERB  Mood=Ind|Tense=Past|VerbForm=Fin 0 root
        Soldaten     Soldat       NOUN  Case=Acc      7 obj
        """
    )
    found = events(
        s,
        actor(s, 3, "Moschee", "PAK", "REL"),
        actor(s, 5, "Rebellen", "AFG", "REB"),
        actor(s, 7, "Soldaten", "PAK", "MIL"),
    )
    assert [p.code for event in found for p in event.actors] == ["AFG REB"]
    without = events(s, actor(s, 3, "Moschee", "PAK", "REL"), actor(s, 7, "Soldaten", "PAK", "MIL"))
    assert [(e.rule, p.code) for e in without for p in e.actors] == []


def test_what_a_length_sets_apart_does_not_share_the_day() -> None:
    text = """
        Am          an          ADP   _         2 case
        Samstag     Samstag     NOUN  Case=Dat  3 obl
        überfielen  überfallen  VERB  Mood=Ind|Tense=Past|VerbForm=Fin 0 root
        Rebellen    Rebell      NOUN  Case=Nom  3 nsubj
        Soldaten    Soldat      NOUN  Case=Acc  3 obj
        ,           ,           PUNCT _         3 punct
        zwei        zwei        NUM   _         8 nummod
        Wochen      Woche       NOUN  Case=Acc  12 obl
        {mark}      {mark}      SCONJ _         12 mark
        Soldaten    Soldat      NOUN  Case=Nom  12 nsubj
        Rebellen    Rebell      NOUN  Case=Acc  12 obj
        töteten     töten       VERB  Mood=Ind|Tense=Past|VerbForm=Fin 3 advcl
        """
    days = {}
    for mark in ("nachdem", "während"):
        s = sentence(text.format(mark=mark))
        when = Time((s.tokens[0].span[0], s.tokens[1].span[1]), "DATE", "2026-03-07", "2026-03-07", "2026-03-07")
        length = Time((s.tokens[6].span[0], s.tokens[7].span[1]), "DURATION", "P2W", None, None)
        rebels, soldiers = actor(s, 3, "Rebellen", "MLI", "REB"), actor(s, 4, "Soldaten", "MLI", "MIL")
        others = actor(s, 9, "Soldaten", "MLI", "MIL"), actor(s, 10, "Rebellen", "MLI", "REB")
        found = events(s, rebels, soldiers, *others, times=(when, length))
        days[mark] = [event.date_begin for event in found]
    assert days == {"nachdem": ["2026-03-07", None], "während": ["2026-03-07", "2026-03-07"]}
