import re
from functools import cache

import pytest

from lagebild.engines.spacy_engine import Analyse, load_analyser
from lagebild.knowledge.attributions_words import load_attribution_words
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.press import Press, load_press
from lagebild.knowledge.quotations_words import load_quotation_words
from lagebild.record import Attribution, Block, BlockKind, Entity, Masthead, Mention, Page
from lagebild.stages.agencies import find_agencies
from lagebild.stages.attributions import find_attributions
from lagebild.stages.quotations import find_quotations


@cache
def analyser(language: str) -> Analyse:
    return load_analyser(language)


@cache
def press() -> Press:
    return load_press()


def read(text: str, language: str, kind: BlockKind, entities: tuple[Entity, ...] = ()) -> tuple[Attribution, ...]:
    folder = package_folder("languages").joinpath(language)
    page = Page(text, language=language)
    blocks = tuple(Block(kind, match.span(), "test") for match in re.finditer(r"[^\n]+", text))
    sentences = analyser(language)(page, blocks).part
    agencies = find_agencies(page, blocks, Masthead(), press=press()).part
    words = load_quotation_words(folder.joinpath("quotations"))
    quotations = find_quotations(page, blocks, sentences, entities, agencies, (), words=words, press=press()).part
    evidence = load_attribution_words(folder.joinpath("attributions"))
    return find_attributions(page, blocks, sentences, entities, agencies, quotations, words=evidence).part


def acts(text: str, entities: tuple[Entity, ...]) -> list[tuple[str, str]]:
    """Every act of speech with the name of its source."""
    found = read(text, "de", "body", entities)
    return [(text[slice(*a.scope[0])], a.sources[0].name) for a in found if a.rule == "act of speech"]


def chain(text: str, word: str, language: str = "de", kind: BlockKind = "body") -> list[str]:
    """On whose word `word` stands: smallest scope first, as the events stage reads it."""
    at = text.index(word)
    holding = [a for a in read(text, language, kind) if any(start <= at < end for start, end in a.scope)]
    holding.sort(key=lambda a: sum(end - start for start, end in a.scope))
    return list(dict.fromkeys(link.name for a in holding for link in a.sources))


@pytest.mark.parametrize(
    ("text", "word", "sources"),
    [
        ("Nach Angaben der Agentur Xinhua hat der Minister den Hafen besucht.", "besucht", ["Xinhua"]),
        ("Der Minister reiste am Montag ab, berichtete Reuters.", "reiste", ["Reuters"]),
        (
            "Die Brücke wurde gesprengt. Das meldet das Verteidigungsministerium.",
            "gesprengt",
            ["Verteidigungsministerium"],
        ),
        ("In einem Video ist zu sehen, wie Soldaten das Tor öffnen.", "öffnen", ["Video"]),
        ("Der Gouverneur Juan Rojas nannte den Angriff feige.", "nannte", ["Gouverneur Juan Rojas"]),
        ("Der Minister reiste am Montag ab.", "reiste", []),
        ("Die Stadt liegt am Fluss, der viel Wasser führt.", "führt", []),
    ],
)
def test_german_sources_are_found(text: str, word: str, sources: list[str]) -> None:
    assert chain(text, word) == sources


@pytest.mark.parametrize(
    ("text", "word", "sources"),
    [
        ("The bridge was blown up, officials said.", "blown", ["officials"]),
        ("The minister left on Monday, Reuters reported.", "left", ["Reuters"]),
        ("The minister left on Monday.", "left", []),
    ],
)
def test_english_sources_are_found(text: str, word: str, sources: list[str]) -> None:
    assert chain(text, word, "en") == sources


def test_a_document_vouches_for_the_sentence_before() -> None:
    text = "Die Armee hat zwei Schiffe entsandt. Das geht aus einer Mitteilung des Ministeriums hervor."
    assert "Ministerium" in chain(text, "entsandt")[0]


def test_a_caption_stands_on_the_word_of_its_agency() -> None:
    text = "Der Präsident begrüßte den Gast am Mittwoch im Hafen. (Screenshot/APTN-Video)"
    assert chain(text, "begrüßte", kind="caption")[-1] == "APTN"


def test_nested_scopes_give_the_innermost_source_first() -> None:
    text = "Der Bürgermeister sagte, die Stadt sei verloren, wie Reuters berichtete."
    assert chain(text, "verloren") == ["Bürgermeister", "Reuters"]


def test_a_dateline_is_no_source_of_each_event() -> None:
    assert chain("LIMA (dpa) – In Peru haben Arbeiter die Grenze blockiert.", "blockiert") == []


def test_two_entities_at_one_place_are_no_trouble() -> None:
    text = "Der Gouverneur Juan Rojas nannte den Angriff feige."
    page, blocks = Page(text, language="de"), (Block("body", (0, len(text)), "test"),)
    mention = Mention((15, 25), "name", (15, 19))
    entities = tuple(Entity(id, "Juan Rojas", "PER", (mention,)) for id in ("e1", "e2"))
    evidence = load_attribution_words(package_folder("languages").joinpath("de", "attributions"))
    sentences = analyser("de")(page, blocks).part
    (only,) = find_attributions(page, blocks, sentences, entities, (), (), words=evidence).part
    assert [(link.name, link.entity) for link in only.sources] == [("Juan Rojas", "e1")]


def test_a_country_that_acts_is_a_source_only_if_it_speaks_too() -> None:
    text = "Frankreich droht Mali wegen eines Vertrags und sagt, das Land werde dafür bezahlen."
    mention = Mention((0, 10), "name", (0, 10))
    country = Entity("e1", "Frankreich", "GPE", (mention,))
    assert acts(text, (country,)) == [("droht", "Frankreich")]
    assert acts("Frankreich droht Mali mit Strafen.", (country,)) == []


def test_a_clause_before_speech_in_marks_is_an_act_of_speech() -> None:
    text = "Polens Regierung stärkt Malta den Rücken: „Ihr seid nicht allein!“"
    assert [name for _, name in acts(text, ())] == ["Polens Regierung"]


def test_what_a_speaker_expects_stands_on_his_word() -> None:
    assert chain("European diplomats expect the two sides to resume talks in Oslo.", "resume", "en") == [
        "European diplomats"
    ]


def test_whoever_condemns_an_attack_does_not_claim_it() -> None:
    assert chain("The mayor condemned the attack on the market.", "attack", "en") == []


def test_those_who_announce_what_they_do_themselves_are_no_sources() -> None:
    text = "Mali und Niger werden eine Truppe aufstellen, wie sie gemeinsam bekannt machten."
    assert chain(text, "aufstellen") == []


@pytest.mark.parametrize(
    ("text", "word", "language", "sources"),
    [
        ("Augenzeugen berichteten von einem Angriff, bei dem 14 Menschen starben.", "Angriff", "de", ["Augenzeugen"]),
        ("Augenzeugen berichteten von einem Angriff, bei dem 14 Menschen starben.", "starben", "de", ["Augenzeugen"]),
        ("Die Ministerin verurteilte den Angriff auf die Stadt.", "Angriff", "de", []),
        ("Residents spoke of heavy shelling.", "shelling", "en", ["Residents"]),
        ("The army acknowledged a strike on the school.", "strike", "en", ["army"]),
        ("Residents spoke of heavy shelling.", "spoke", "en", []),
        ("The minister condemned the strike on the school.", "strike", "en", []),
    ],
)
def test_what_is_told_of_is_claimed_and_what_is_condemned_is_not(
    text: str, word: str, language: str, sources: list[str]
) -> None:
    assert chain(text, word, language) == sources
