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


@pytest.mark.parametrize(
    ("text", "language", "content"),
    [
        ("OSLO/BERGEN (dpa/AFP) – Der Hafen sei offen, sagte die Ministerin.", "de", "Der Hafen sei offen"),
        ("LIMA – Der Hafen sei offen, sagte die Ministerin.", "de", "Der Hafen sei offen"),
        ("LIMA, Peru — The port is open, according to police.", "en", "The port is open"),
        ("LIMA, May 3 (Reuters) - The port is open, the minister said.", "en", "The port is open"),
    ],
)
def test_a_dateline_is_no_part_of_what_is_said(text: str, language: str, content: str) -> None:
    assert [c for _, c, _ in told(text, language)] == [content]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bei den Unruhen wurden nach Angaben der Gewerkschaft zwölf Demonstranten verletzt.", "Gewerkschaft"),
        ("Nach Angaben des Verteidigungsministeriums sind drei Soldaten gefallen.", "Verteidigungsministerium"),
        (
            "Nach Angaben des portugiesischen Außenministeriums sind drei Schiffe gesunken.",
            "portugiesisches Außenministerium",
        ),
        ("Die Lage ist nach Polizeiangaben ruhig.", "Polizei"),
        ("Ägypten könnte laut der Zeitung »Al-Ahram« im Sommer Ausbilder nach Somalia schicken.", "Al-Ahram"),
        ("Laut einem Kommuniqué des Generalstabs sind drei Soldaten gefallen.", "Generalstab"),
    ],
)
def test_a_source_is_named_in_its_first_case_and_without_what_follows(text: str, name: str) -> None:
    assert [link.name for q in read(text, "de").part for link in q.sources] == [name]


def test_a_document_named_again_is_whose_it_was_before() -> None:
    text = "Laut einem Kommuniqué des Generalstabs ist der Hafen zu. Das Schiff sank, berichtete das Kommuniqué."
    assert [q.sources[0].name for q in read(text, "de").part] == ["Generalstab", "Generalstab"]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "The strike will go on, France, Germany and Britain said.",
            "The strike will go on",
            "France, Germany and Britain",
        ),
        (
            "The strike would go on, his aide, Tom Hill, said on Monday.",
            "The strike would go on",
            "his aide, Tom Hill",
        ),
        ("The strikes hit a depot, the ministry said in a statement.", "The strikes hit a depot", "the ministry"),
        (
            "Rojas said the alliance, which freed two men last week, would hold talks.",
            "the alliance, which freed two men last week, would hold talks",
            "Rojas",
        ),
        ("Tunisia, which the army says hides the men, has closed the border.", "hides the men", "the army"),
        ("While Rojas said that the port was safe, his party disagreed.", "that the port was safe", "Rojas"),
    ],
)
def test_english_speech_begins_and_ends_where_it_does(text: str, content: str, speaker: str) -> None:
    assert [(c, s) for _, c, s in told(text, "en")] == [(content, speaker)]


def test_a_second_cue_of_the_same_speaker_ends_what_he_said_first() -> None:
    text = "The minister said the port would close, adding that ships were safe."
    assert [c for _, c, _ in told(text, "en")] == ["the port would close", "that ships were safe"]


def test_the_gist_of_an_act_of_speech_is_its_object_in_english() -> None:
    assert told("The mayor announced a curfew on Monday.", "en") == [("reported", "a curfew", "The mayor")]


def test_thoughts_told_in_turn_and_the_writers_own_are_no_quotations() -> None:
    assert len(told("Lind says she hopes the port will open.", "en")) == 1
    assert told("I think the port will open.", "en") == []


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Das Ministerium hat eingeräumt, dass der Damm bricht.", "dass der Damm bricht", "Das Ministerium"),
        ("Die Forderung der Union, die Steuer zu senken, stieß auf Kritik.", "die Steuer zu senken", "der Union"),
        ("Der Hafen ist zu. Das teilte die Polizei mit.", "Der Hafen ist zu.", "die Polizei"),
        (
            "Der Hafen ist zu. Das geht aus einem Bericht der Polizei hervor.",
            "Der Hafen ist zu.",
            "einem Bericht der Polizei",
        ),
        ("Der Hafen ist zu, so Rojas.", "Der Hafen ist zu", "Rojas"),
        ("Den Gegnern bot er an, sie zu treffen.", "sie zu treffen", "er"),
    ],
)
def test_more_german_quotations_are_found(text: str, content: str, speaker: str) -> None:
    assert [(c, s) for _, c, s in told(text)] == [(content, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Um die Ursache herauszufinden, läuft eine Untersuchung.",
        "Das Ministerium informierte die Botschaft, welche einen Stab einrichtete.",
        "Bürgermeister: Juan Rojas",
    ],
)
def test_purposes_relative_clauses_and_labels_are_no_quotations(text: str) -> None:
    assert told(text) == []


def test_a_name_before_a_colon_speaks_if_it_is_a_persons() -> None:
    text = "Rojas: Wir schicken keine Schiffe"
    entity = Entity("e1", "Juan Rojas", "PER", (Mention((0, 5), "name", (0, 5)),))
    (only,) = read(text, "de", (entity,)).part
    assert (text[slice(*only.content[0])], only.sources[0].name) == ("Wir schicken keine Schiffe", "Juan Rojas")


def test_a_state_news_agency_is_named_by_its_name_alone() -> None:
    (only,) = read("The border is closed, state news agency IRNA reported.", "en").part
    assert [(link.name, link.kind) for link in only.sources] == [("IRNA", "agency")]


def test_an_impersonal_cue_before_a_colon_waits_for_its_words() -> None:
    """The words stand in the next paragraph; somebody spoke just before, who is not meant."""
    text = "Der Richter sagte, die Regel sei nichtig. Er nannte den Absatz, in dem es heißt:\n\n„Daten sind frei.“"
    assert ("direct", "„Daten sind frei.“") in [(kind, content) for kind, content, _ in told(text)]


@pytest.mark.parametrize(
    ("language", "text", "chain"),
    [
        (
            "de",
            "Die Truppen seien abgezogen, meldete die Agentur AFP unter Berufung auf einen Sprecher der Armee.",
            ["Sprecher der Armee", "AFP"],
        ),
        ("en", "The troops have left, Reuters reported, citing an army spokesman.", ["army spokesman", "Reuters"]),
        ("en", "The troops have left, Reuters reported, citing bad weather.", ["Reuters"]),
        ("en", "The troops have left, the mayor said, citing a report by the army.", ["mayor"]),
    ],
)
def test_whom_an_agency_cites_stands_before_it_in_the_chain(language: str, text: str, chain: list[str]) -> None:
    (quotation,) = read(text, language).part
    assert [source.name for source in quotation.sources] == chain
