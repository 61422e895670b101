import re
from functools import cache

import pytest

from lagebild.engines.spacy_engine import Analyse, load_analyser
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.press import Press, load_press
from lagebild.knowledge.quotations_words import QuotationWords, load_quotation_words
from lagebild.pipeline import Found
from lagebild.record import Block, Entity, Masthead, Mention, Page, Quotation, Span
from lagebild.stages.agencies import find_agencies
from lagebild.stages.quotations import find_quotations
from lagebild.stages.quotations.marks import find_marked


@cache
def words(language: str) -> QuotationWords:
    return load_quotation_words(package_folder("languages").joinpath(language, "quotations"))


@cache
def analyser(language: str) -> Analyse:
    return load_analyser(language)


@cache
def press() -> Press:
    return load_press()


def read(text: str, language: str, entities: tuple[Entity, ...] = ()) -> Found[tuple[Quotation, ...]]:
    page = Page(text, language=language)
    blocks = tuple(Block("body", match.span(), "test") for match in re.finditer(r"[^\n]+", text))
    sentences = analyser(language)(page, blocks).part
    agencies = find_agencies(page, blocks, Masthead(), press=press()).part
    return find_quotations(page, blocks, sentences, entities, agencies, (), words=words(language), press=press())


def told(text: str, language: str = "de") -> list[tuple[str, str, str]]:
    """Kind, content and speaker of every quotation."""

    def cut(spans: tuple[Span, ...]) -> str:
        return " … ".join(text[slice(*span)] for span in spans)

    return [(q.type, cut(q.content), cut(q.speaker)) for q in read(text, language).part]


@pytest.mark.parametrize(
    ("text", "kind", "content", "speaker"),
    [
        ("„Wir bleiben hier“, sagte der Bürgermeister.", "direct", "„Wir bleiben hier“", "der Bürgermeister"),
        ("»Wir bleiben hier«, sagte der Bürgermeister.", "direct", "»Wir bleiben hier«", "der Bürgermeister"),
        ("Die Ministerin sagte: „Der Damm hält.“", "direct", "„Der Damm hält.“", "Die Ministerin"),
        ("Die Ministerin sagte, der Damm sei sicher.", "indirect", "der Damm sei sicher", "Die Ministerin"),
        ("Die Polizei teilte mit, dass die Straße frei ist.", "indirect", "dass die Straße frei ist", "Die Polizei"),
        ("Der Damm sei sicher, betonte die Ministerin.", "indirect", "Der Damm sei sicher", "die Ministerin"),
        ("Laut Polizei wurden zwei Menschen verletzt.", "indirect", "wurden zwei Menschen verletzt", "Polizei"),
        (
            "Nach Angaben der Feuerwehr ist das Lager leer.",
            "indirect",
            "ist das Lager leer",
            "Angaben der Feuerwehr",
        ),
        ("Die Lage sei ernst, so die Ministerin.", "indirect", "Die Lage sei ernst", "die Ministerin"),
        (
            "Der Damm sei „völlig sicher“, sagte die Ministerin.",
            "mixed",
            "Der Damm sei „völlig sicher“",
            "die Ministerin",
        ),
        (
            "Die Gewerkschaft fordert höhere Löhne.",
            "reported",
            "Die Gewerkschaft fordert höhere Löhne",
            "Die Gewerkschaft",
        ),
        (
            "Die Regierung drohte, den Hafen zu schließen.",
            "indirect",
            "den Hafen zu schließen",
            "Die Regierung",
        ),
    ],
)
def test_german_quotations_are_found(text: str, kind: str, content: str, speaker: str) -> None:
    assert (kind, content, speaker) in told(text)


@pytest.mark.parametrize(
    ("text", "kind", "content", "speaker"),
    [
        ('"We are staying here," the mayor said.', "direct", '"We are staying here,"', "the mayor"),
        ("“We are staying here,” said the mayor.", "direct", "“We are staying here,”", "the mayor"),
        ("The minister said that the dam was safe.", "indirect", "that the dam was safe", "The minister"),
        ("The dam was safe, the minister said.", "indirect", "The dam was safe", "the minister"),
        ("According to police, two people were injured.", "indirect", "two people were injured", "police"),
    ],
)
def test_english_quotations_are_found(text: str, kind: str, content: str, speaker: str) -> None:
    assert (kind, content, speaker) in told(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Das Schiff „Seeadler“ liegt im Hafen.",
        "Der Präsident reiste am Montag nach Oslo.",
        "Sie kaufte das Buch „Der lange Weg“ und ging nach Hause.",
        "Lang lebe die Freundschaft!",
    ],
)
def test_titles_names_and_plain_reports_are_no_quotations(text: str) -> None:
    assert told(text) == []


def test_the_mood_carries_on_the_last_speaker() -> None:
    text = "Die Ministerin sagte, der Damm sei sicher. Das Wasser gehe zurück. Die Helfer seien müde."
    assert ("free_indirect", "Das Wasser gehe zurück. Die Helfer seien müde", "Die Ministerin") in told(text)


def test_speech_that_a_cue_interrupts_is_one_quotation() -> None:
    text = "„Wir bleiben hier“, sagte der Bürgermeister. „Niemand wird die Stadt verlassen.“"
    (only,) = read(text, "de").part
    assert len(only.content) == 2


def test_an_agency_that_was_told_passes_on_and_does_not_speak() -> None:
    (only,) = read("„Wir bleiben hier“, sagte der Bürgermeister der Agentur Reuters.", "de").part
    assert [(link.name, link.kind) for link in only.sources] == [("Bürgermeister", "speaker"), ("Reuters", "agency")]


def test_an_agency_without_another_speaker_is_the_source() -> None:
    (only,) = read("Der Zug kam am Dienstag an, berichtete Reuters.", "de").part
    assert [(link.name, link.kind) for link in only.sources] == [("Reuters", "agency")]


def test_the_name_of_a_spokeswoman_wins_over_a_stray_pronoun() -> None:
    text = "„Wir warten ab“, sagte er Rathaus Eva Roth, Sprecherin der Stadt."
    (only,) = read(text, "de").part
    assert "Roth" in text[slice(*only.speaker[0])]


def test_the_speaker_is_linked_to_his_entity() -> None:
    text = "„Wir warten ab“, sagte Sprecherin Eva Roth."
    at = text.index("Eva")
    mention = Mention((at, at + 8), "name", (at, at + 3))
    entity = Entity("e1", "Eva Roth", "PER", (mention,))
    (only,) = read(text, "de", (entity,)).part
    assert only.speaker_entity == "e1"
    assert only.sources[0].name == "Eva Roth"


def test_an_unclosed_mark_is_noted_not_raised() -> None:
    found = read("Er rief: „Nie wieder. Dann ging er fort.", "de")
    assert [note.span for note in found.notes] == [(9, 10)]


@pytest.mark.parametrize(
    ("text", "language", "marked"),
    [
        ("„Er sagte ‚nein‘ zu mir“, sagte sie.", "de", ["„Er sagte ‚nein‘ zu mir“"]),
        ("«Gut», »schlecht«, \"so\" und ,,neu''.", "de", ["«Gut»", "»schlecht«", '"so"', ",,neu''"]),
        ("“I don’t know,” he said.", "en", ["“I don’t know,”"]),
        ("The workers’ union isn’t here.", "en", []),
    ],
)
def test_marks_of_all_styles_are_paired(text: str, language: str, marked: list[str]) -> None:
    found, _ = find_marked(text, (Block("body", (0, len(text)), "test"),), words(language))
    assert [text[slice(*span)] for span in found] == marked


def test_a_speech_over_two_paragraphs_stays_open() -> None:
    text = "“One.\n“Two.”"
    blocks = (Block("body", (0, 5), "test"), Block("body", (6, 12), "test"))
    found, notes = find_marked(text, blocks, words("en"))
    assert [text[slice(*span)] for span in found] == ["“One.", "“Two.”"]
    assert notes == []


@pytest.mark.parametrize(
    ("text", "language", "addressee"),
    [
        ('"We will wait," Smith told reporters.', "en", "reporters"),
        ("„Wir warten ab“, sagte die Ministerin am Montag.", "de", None),
    ],
)
def test_who_was_told_is_the_addressee(text: str, language: str, addressee: str | None) -> None:
    (only,) = read(text, language).part
    assert (text[slice(*only.addressee)] if only.addressee else None) == addressee


def test_a_noun_of_saying_opens_a_quotation() -> None:
    text = "Die Behauptung der Armee, dass die Stadt sicher ist, hat niemand geprüft."
    (only,) = read(text, "de").part
    assert text[slice(*only.speaker[0])] == "der Armee"
    assert text[slice(*only.content[0])].startswith("dass die Stadt sicher ist")
