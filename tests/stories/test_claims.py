"""Claims: what is said, by whom, on whose word, in a form that compares."""

import pytest

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.stories.claims import claims_of
from tests.stories.conftest import Read

STRIKE = (
    "Ugandan police arrest 14 Kenyan fishermen\n\n"
    "KAMPALA (AFP) - Ugandan police arrested 14 Kenyan fishermen on Lake Victoria on Monday, police spokesman "
    "Moses Kaweesi said.\n\n"
    "Kenya's foreign ministry accused Uganda of an unfriendly act.\n"
)


def test_a_claim_keeps_who_what_when_and_on_whose_word(read: Read, knowledge: StoryKnowledge) -> None:
    claims = [c for c in claims_of(read(STRIKE), knowledge) if c.type == "COERCE"]
    told = next(c for c in claims if c.date_begin)
    assert told.actors[0].code == "UGA COP"
    assert told.recipients[0].code == "KEN AGR"
    assert told.date_begin == "2025-06-16"
    assert told.lead
    assert (told.quantities[0].low, told.quantities[0].kind) == (14.0, "arrested")
    assert told.origin.key == "n:kvs"
    assert told.origin.code == "UGA COP"


def test_what_nobody_says_rests_on_the_agency_of_the_text(read: Read, knowledge: StoryKnowledge) -> None:
    title = next(c for c in claims_of(read(STRIKE), knowledge) if not c.sources)
    assert (title.origin.kind, title.origin.key) == ("agency", "afp")


def test_who_accuses_in_person_is_no_source_of_having_done_so(read: Read, knowledge: StoryKnowledge) -> None:
    accusation = next(c for c in claims_of(read(STRIKE), knowledge) if c.type == "ACCUSE")
    assert accusation.actors[0].code == "KEN GOV"
    assert accusation.origin.key == "afp"


def test_without_an_agency_it_rests_on_the_outlet(read: Read, knowledge: StoryKnowledge) -> None:
    claims = claims_of(read(STRIKE.replace("KAMPALA (AFP) - ", "")), knowledge)
    title = next(c for c in claims if not c.sources)
    assert (title.origin.kind, title.origin.key) == ("outlet", "harbour gazette")


def test_the_same_report_gives_the_same_ids_and_another_report_others(read: Read, knowledge: StoryKnowledge) -> None:
    ids = [c.id for c in claims_of(read(STRIKE), knowledge)]
    assert ids == [c.id for c in claims_of(read(STRIKE), knowledge)]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & {c.id for c in claims_of(read(STRIKE, id="r2"), knowledge)}


def test_what_an_earlier_version_said_is_no_longer_asserted(read: Read, knowledge: StoryKnowledge) -> None:
    text = STRIKE + "\nAn earlier version of this report said that Ugandan police had arrested two Kenyan pilots.\n"
    taken_back = [c for c in claims_of(read(text), knowledge) if "earlier version" in c.text]
    assert all(c.modality == "denied" for c in taken_back)


def test_a_report_without_events_has_no_claims(read: Read, knowledge: StoryKnowledge) -> None:
    assert claims_of(read("It rained in Bergen on Monday. The harbour was empty all day."), knowledge) == ()


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Belarus released 52 prisoners on Thursday, the Lithuanian president's office said.", "en", "LTU GOV"),
        ("Belarus released 52 prisoners on Thursday, a critic of the Lithuanian president said.", "en", ""),
        ("Belarus released 52 prisoners on Thursday, a Lithuanian diplomat said.", "en", ""),
        ("Belarus released 52 prisoners on Thursday, Lithuanian officials said.", "en", ""),
        ("Belarus hat am Donnerstag 52 Gefangene freigelassen, teilte das Büro des litauischen Präsidenten mit.", "de",
         "LTU GOV"),
        ("Belarus hat am Donnerstag 52 Gefangene freigelassen, sagte ein litauischer Diplomat.", "de", ""),
    ],
)  # fmt: skip
def test_offices_are_sources_and_unnamed_officials_are_none(
    text: str, language: str, wanted: str, read: Read, knowledge: StoryKnowledge
) -> None:
    claim = next(c for c in claims_of(read(text, language), knowledge) if c.type == "RETREAT")
    assert [source.key for source in claim.sources] == [wanted]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The Chinese coast guard attacked a Philippine boat on Sunday. Three sailors were hurt, the Philippine navy "
         "said.", "en", {"PHL MIL"}),
        ("Die chinesische Küstenwache hat am Sonntag ein philippinisches Boot angegriffen. Drei Seeleute wurden "
         "verletzt, wie die Marine der Philippinen mitteilte.", "de", {"PHL MIL"}),
        ("The Chinese coast guard attacked a Philippine boat on Sunday. The sea was calm, the Philippine navy said.",
         "en", {""}),
        ("Unknown men attacked a Philippine boat on Sunday. The assault lasted an hour, the Philippine navy said.",
         "en", {"PHL MIL"}),
        ("Unbekannte haben am Sonntag ein philippinisches Boot angegriffen. Sie kamen in drei Booten, teilte die "
         "philippinische Marine mit.", "de", {"PHL MIL"}),
        ("Unbekannte haben am Sonntag ein philippinisches Boot angegriffen. Sie hatten zuvor gedroht.", "de", {""}),
        ("Unbekannte haben am Sonntag ein philippinisches Boot angegriffen. Die See sei ruhig gewesen, teilte die "
         "philippinische Marine mit.", "de", {""}),
    ],
)  # fmt: skip
def test_a_toll_or_more_of_the_same_in_the_next_sentence_brings_its_source(
    text: str, language: str, wanted: set[str], read: Read, knowledge: StoryKnowledge
) -> None:
    claims = [c for c in claims_of(read(text, language), knowledge) if c.lead and c.type == "ASSAULT"]
    assert {c.sources[0].code if c.sources else "" for c in claims} == wanted


def test_of_a_plan_nobody_knows_but_who_plans_it(read: Read, knowledge: StoryKnowledge) -> None:
    planned = "Kampala (AFP) - Das Außenministerium in Kampala kündigte am Montag eine Protestnote an Kenia an."
    done = "Kampala (AFP) - Das Außenministerium in Kampala verurteilte am Montag die Haltung Kenias."
    (plan,) = claims_of(read(planned, "de"), knowledge)
    (deed,) = claims_of(read(done, "de"), knowledge)
    assert (plan.modality, plan.origin.key) == ("planned", "UGA GOV")
    assert (deed.modality, deed.origin.key) == ("asserted", "afp")


@pytest.mark.parametrize(
    ("answer", "origin"),
    [
        ("Nairobi stellte den Hergang anders dar: Ugandische Soldaten hätten ein Dorf beschossen.", "KEN"),
        ("Nairobi stellte den Hergang anders dar: Ugandas Armee habe ein Dorf beschossen.", "KEN"),
        ("Die kenianische Regierung widersprach: Ugandas Armee habe ein Dorf beschossen.", "KEN GOV"),
        ("Die kenianische Regierung hielt dagegen: Ugandas Armee habe ein Dorf beschossen.", "KEN GOV"),
        ("Die kenianische Regierung ist empört: Ugandas Armee hat ein Dorf beschossen.", "harbour gazette"),
        (
            "Die Lage ist unklar: Ugandas Armee habe ein Dorf beschossen, sagte ein Sprecher der Polizei Kenias.",
            "KEN COP",
        ),
    ],
)
def test_what_stands_behind_a_colon_in_the_mood_of_speech_is_whose_the_sentence_is(
    answer: str, origin: str, read: Read, knowledge: StoryKnowledge
) -> None:
    text = "Ein Soldat wurde verletzt, wie die Armee Ugandas mitteilte. " + answer
    told = [c for c in claims_of(read(text, "de"), knowledge) if "Dorf" in c.text]
    assert [(c.type, c.modality, c.origin.key) for c in told] == [("ASSAULT", "asserted", origin)]


def test_whom_an_object_names_is_not_the_pronoun_beside_it(read: Read, knowledge: StoryKnowledge) -> None:
    text = "Außenminister Kęstutis Budrys forderte die Freigabe der Lastwagen. Verhandlungen mit {} lehnte er ab."
    for name in ("Lukaschenko", "Präsident Lukaschenko"):
        (refusal,) = (c for c in claims_of(read(text.format(name), "de"), knowledge) if c.type == "REJECT")
        assert refusal.actors[0].code == "LTU GOV"


def test_who_orders_in_person_is_no_source_of_having_done_so(read: Read, knowledge: StoryKnowledge) -> None:
    ordered = "Die Regierung des Tschad hat den Botschafter Frankreichs am Montag aufgefordert, das Land zu verlassen."
    (expulsion,) = claims_of(read(ordered, "de"), knowledge)
    assert (expulsion.type, expulsion.origin.key) == ("SANCTION", "harbour gazette")
    told = "Der Tschad hat am Montag den Botschafter Frankreichs ausgewiesen, teilte die Regierung des Tschad mit."
    (expulsion,) = claims_of(read(told, "de"), knowledge)
    assert (expulsion.type, expulsion.origin.key) == ("SANCTION", "TCD GOV")


SCENE = (
    "Der Zug um 5.12 Uhr\n\nVon Daniel Körber, Konotop\n\n"
    "Sieben Menschen sind in der Ukraine bei einem russischen Angriff getötet worden. Die Bergung dauert an.\n\n"
    "Die Ukraine wehrt sich seit Jahren gegen russische Angriffe auf ihre Bahnhöfe.\n"
)


def test_the_byline_says_from_where_a_deed_without_a_place_is_told(read: Read, knowledge: StoryKnowledge) -> None:
    claims = claims_of(read(SCENE, "de"), knowledge)
    scenes = {claim.lead: claim.scene.name if claim.scene else None for claim in claims if claim.type == "ASSAULT"}
    assert scenes[True] == "Konotop"
    assert scenes.get(False) is None  # what happened over years did not happen here


def test_a_capital_in_a_dateline_is_no_scene(read: Read, knowledge: StoryKnowledge) -> None:
    text = "KYIV, Ukraine (AP) - Russian drones killed seven people on Monday, the mayor of Konotop said.\n"
    assert all(claim.scene is None for claim in claims_of(read(text), knowledge))


def test_her_lawyer_is_the_one_lawyer_whom_the_report_names(read: Read, knowledge: StoryKnowledge) -> None:
    told = "ANKARA (AP) - A court in Ankara on Monday convicted a Turkish journalist of spying, her lawyer said.\n\n"
    named = told + 'The lawyer Deniz Aksoy said by telephone: "We will appeal against it."\n'
    one, two = (claims_of(read(text), knowledge) for text in (told, named))
    assert next(c for c in one if c.type == "SANCTION").origin.key == "ap"
    assert next(c for c in two if c.type == "SANCTION").origin.name == "Deniz Aksoy"


@pytest.mark.parametrize(
    ("sentence", "lasting"),
    [
        ("Ugandan troops have attacked Kenya for months.", True),
        ("Ugandan troops have repeatedly attacked Kenya.", True),
        ("Ugandan troops attacked Kenya on Monday.", False),
        ("Ugandan troops, who have been in the hills for months, attacked Kenya.", False),
    ],
)
def test_what_is_told_of_months_is_not_of_a_day(
    sentence: str, lasting: bool, read: Read, knowledge: StoryKnowledge
) -> None:
    (claim,) = (c for c in claims_of(read(sentence), knowledge) if c.type == "ASSAULT")
    assert claim.lasting == lasting


@pytest.mark.parametrize(
    ("sentence", "language", "again"),
    [
        ("Kenya again accused Uganda of an attack.", "en", True),
        ("Kenia warf Uganda erneut einen Angriff vor.", "de", True),
        ("Kenya accused Uganda of an attack, and talks will begin again.", "en", False),
    ],
)
def test_what_was_done_before_is_told_as_done_again(
    sentence: str, language: str, again: bool, read: Read, knowledge: StoryKnowledge
) -> None:
    (claim,) = (c for c in claims_of(read(sentence, language), knowledge) if c.type == "ACCUSE")
    assert claim.again == again
