"""Lemmas from the table, particles joined to their verbs."""

from msgspec.structs import replace

from lagebild.engines.lemmas import improve_lemmas
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.sentences_words import SentencesWords, load_sentences_words
from lagebild.record import Token

GERMAN = load_sentences_words(package_folder("languages").joinpath("de", "sentences"))
ENGLISH = load_sentences_words(package_folder("languages").joinpath("en", "sentences"))


def make(*rows: str) -> tuple[Token, ...]:
    """Each row: form lemma UPOS head relation [feature …]."""
    tokens = []
    for i, row in enumerate(rows):
        form, lemma, upos, head, relation, *feats = row.split()
        tokens.append(Token((10 * i, 10 * i + len(form)), form, lemma, upos, tuple(feats), int(head), relation))
    return tuple(tokens)


def lemmas(tokens: tuple[Token, ...], words: SentencesWords = GERMAN) -> list[str]:
    return [token.lemma for token in improve_lemmas(tokens, words)]


def test_a_particle_is_joined_before_a_german_verb() -> None:
    tokens = make("feuerte feueren VERB -1 root VerbForm=Fin", "Raketen Raket NOUN 0 obj", "ab ab ADP 0 compound:prt")
    assert lemmas(tokens) == ["abfeuern", "Rakete", "ab"]


def test_a_particle_is_joined_behind_an_english_verb() -> None:
    assert lemmas(make("called call VERB -1 root", "off off ADP 0 compound:prt"), ENGLISH) == ["call off", "off"]


def test_a_particle_the_parser_missed_is_hung_on_the_verb() -> None:
    tokens = make(
        "lehnte lehnen VERB -1 root VerbForm=Fin", "Angebot Angebot NOUN 0 obj", "ab ab ADP 1 case", ". . PUNCT 0 punct"
    )
    found = improve_lemmas(tokens, GERMAN)
    assert found[0].lemma == "ablehnen"
    assert (found[2].head, found[2].deprel) == (0, "compound:prt")


def test_a_preposition_before_its_noun_is_no_particle() -> None:
    tokens = make("kam kommen VERB -1 root VerbForm=Fin", "an an ADP 2 case", "Bord Bord NOUN 0 obl")
    assert lemmas(tokens)[0] == "kommen"


def test_a_word_that_makes_no_verb_is_not_joined() -> None:
    tokens = make("herrscht herrschen VERB -1 root VerbForm=Fin", "sicherlich sicherlich ADV 0 compound:prt")
    assert lemmas(tokens)[0] == "herrschen"


def test_a_participle_may_belong_to_another_verb_than_the_same_finite_form() -> None:
    assert lemmas(make("gehört x VERB -1 root VerbForm=Fin")) == ["gehören"]
    assert lemmas(make("gehört x VERB -1 root VerbForm=Part")) == ["hören"]


def test_verbs_of_the_news_have_their_lemmas_in_every_form() -> None:
    wanted = {
        "drohte": "drohen", "abgeschossen": "abschießen", "traf": "treffen", "verhängten": "verhängen",
        "zurückzuweisen": "zurückweisen", "forderte": "fordern", "unterzeichneten": "unterzeichnen",
        "beschloss": "beschließen", "festgenommen": "festnehmen", "entsandte": "entsenden", "werde": "werden",
        "kündigte": "kündigen", "anzuerkennen": "anerkennen", "umzingelt": "umzingeln",
        "einmarschierten": "einmarschieren",
        "ließen": "lassen", "habe": "haben", "wurden": "werden", "könne": "können", "stürmten": "stürmen",
    }  # fmt: skip
    assert {form: lemmas(make(f"{form} x VERB -1 root"))[0] for form in wanted} == wanted


def test_a_verb_with_a_rare_particle_is_taken_apart() -> None:
    wanted = {"herausgefordert": "herausfordern", "davonjagten": "davonjagen", "fortzuschicken": "fortschicken"}
    assert {form: lemmas(make(f"{form} x VERB -1 root"))[0] for form in wanted} == wanted


def test_english_verbs_have_their_lemmas_in_every_form() -> None:
    wanted = {
        "struck": "strike", "bombed": "bomb", "fled": "flee", "banned": "ban", "seized": "seize", "carried": "carry",
        "withdrew": "withdraw", "imposing": "impose", "travelled": "travel", "dying": "die", "expresses": "express",
    }  # fmt: skip
    assert {form: lemmas(make(f"{form} x VERB -1 root"), ENGLISH)[0] for form in wanted} == wanted


def test_nouns_and_unknown_compounds_have_their_lemmas() -> None:
    wanted = {
        "Raketen": "Rakete", "Truppen": "Truppe", "Soldaten": "Soldat", "Gespräche": "Gespräch",
        "Sanktionen": "Sanktion", "Drohnenangriffen": "Drohnenangriff", "Nato-Truppen": "Nato-Truppe",
        "Grenzpolizisten": "Grenzpolizist", "Verletzten": "Verletzter", "Wähler": "Wähler", "Westens": "Westen",
        "Unterhändlerinnen": "Unterhändlerin",
    }  # fmt: skip
    assert {form: lemmas(make(f"{form} x NOUN -1 root"))[0] for form in wanted} == wanted


def test_english_men_have_their_singular() -> None:
    wanted = {"servicemen": "serviceman", "Gunmen": "gunman", "businesswomen": "businesswoman", "specimen": "specimen"}
    assert {form: lemmas(make(f"{form} x NOUN -1 root"), ENGLISH)[0] for form in wanted} == wanted


def test_without_data_lemmas_stay_as_the_pipeline_gave_them() -> None:
    bare = replace(GERMAN, join_particles="none", lemmas={}, verbs=frozenset(), noun_endings={}, compounds=False)
    assert lemmas(make("rief rufen VERB -1 root", "an an ADP 0 compound:prt"), bare) == ["rufen", "an"]
