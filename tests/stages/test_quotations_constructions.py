"""Constructions by which German and English give words to somebody, one sentence each, and their near misses."""

import pytest

from tests.stages.test_quotations import read, told

GERMAN = [
    # the gist stands behind the verb's preposition
    ("Der Sprecher berichtete von zwei Verletzten.", "reported", "berichtete von zwei Verletzten", "Der Sprecher"),
    ("Die Ministerin sprach von einem Erfolg.", "reported", "sprach von einem Erfolg", "Die Ministerin"),
    # claims behind nouns: with wonach, with zu in the verb, in the mood of reported speech
    ("Es gibt einen Bericht, wonach der Damm bricht.", "indirect", "der Damm bricht", "einen Bericht"),
    (
        "Er wies die Forderung der Union zurück, auf die Partei zuzugehen.",
        "indirect",
        "auf die Partei zuzugehen",
        "der Union",
    ),
    ("Sie teilte die Meinung, der Damm sei sicher.", "indirect", "der Damm sei sicher", "Sie"),
    # adverbs that point back
    (
        "Die Polizei sagte, zwei Menschen seien tot. Demnach brannte ein Haus.",
        "indirect",
        "brannte ein Haus",
        "Demnach",
    ),
    # wie-clauses behind a conjunction, with a name in marks
    (
        "Denn wie die „Allgemeine“ am Montag berichtete, steigt der Preis.",
        "indirect",
        "steigt der Preis",
        "die „Allgemeine“",
    ),
    # inserted: the auxiliary first, the speaker behind
    ("Es drohe eine Krise, hatte Rossi am Montag in Rom gesagt.", "indirect", "Es drohe eine Krise", "Rossi"),
    ("Die Rebellen zogen ab, berichtete das Kommuniqué.", "indirect", "Die Rebellen zogen ab", "das Kommuniqué"),
    # papers and places that speak
    (
        "In einer Erklärung wurde gefordert, dass die Armee abzieht.",
        "indirect",
        "dass die Armee abzieht",
        "einer Erklärung",
    ),
    (
        "Aus Regierungskreisen verlautete, die Wahl werde verschoben.",
        "indirect",
        "die Wahl werde verschoben",
        "Regierungskreisen",
    ),
    # who is quoted speaks
    ("„Der Damm hält“, wird Rossi zitiert.", "direct", "„Der Damm hält“", "Rossi"),
    # the dative before the verb is no subject
    ("Den Opfern sicherte Rossi zu, dass Hilfe komme.", "indirect", "dass Hilfe komme", "Rossi"),
    # hearsay goes on with what was said
    (
        "Die Polizei meldete, ein Haus brenne. Es soll leer gewesen sein.",
        "free_indirect",
        "Es soll leer gewesen sein",
        "Die Polizei",
    ),
    # the teller goes on in the indicative
    ("Die Behörde teilte mit, dass es regnet und warnte vor Fluten.", "indirect", "dass es regnet", "Die Behörde"),
    # a single word by which somebody is called
    ("Der Abgeordnete nannte den Bericht eine „Zeitungsente“.", "direct", "„Zeitungsente“", "Der Abgeordnete"),
    # several cries
    (
        "Die Menge rief „Nie wieder Krieg“ und „Schluss mit dem Töten“.",
        "direct",
        "„Schluss mit dem Töten“",
        "Die Menge",
    ),
    # acts of speech: in the passive with who did it, joined to another verb, of the object what it is held for
    ("Der Plan wurde von der Ministerin als unrealistisch bezeichnet.", "reported", "unrealistisch", "der Ministerin"),
    ("Die Union kam und verlangte eine Prüfung der Verträge.", "reported", "verlangte eine Prüfung", "Die Union"),
    ("Die Richter halten das Verfahren für rechtswidrig.", "reported", "das Verfahren", "Die Richter"),
    ("Die Ermittler gehen von einem Unfall aus.", "reported", "von einem Unfall", "Die Ermittler"),
    # the speaker's name in marks, or behind a conjunction that looks like a preposition
    (
        "Im Mai verkündete der „Deutsche Bund“ dann, dass man komme.",
        "indirect",
        "dass man komme",
        "der „Deutsche Bund“",
    ),
    (
        "Als Hongkongs Regierungschef C.Y. Leung am Sonntag sagte, dass die Proteste enden müssten, lachten viele.",
        "indirect",
        "dass die Proteste enden müssten",
        "Hongkongs Regierungschef C.Y. Leung",
    ),
    # papers before a relative clause
    (
        "In einer Erklärung, die am Mittwoch erschien, wurde verkündet, dass die Stadt hilft.",
        "indirect",
        "dass die Stadt hilft",
        "einer Erklärung",
    ),
    # what the passive of thinking gives to somebody
    ("Von den Behörden wird angenommen, dass Öl austrat.", "indirect", "dass Öl austrat", "den Behörden"),
    # the claim with which somebody acts is theirs
    ("Die Bank zog das Angebot mit der Begründung zurück, es sei zu teuer.", "indirect", "es sei zu teuer", "Die Bank"),
]

ENGLISH = [
    ("Rossi called for a commission to study the flood.", "reported", "a commission to study the flood", "Rossi"),
    ("He described the deal as a disaster for the region.", "reported", "the deal as a disaster for the region", "He"),
    ("The bridge is closed, according to a poll released Monday.", "indirect", "The bridge is closed", "a poll"),
    (
        "Reuters reported, citing two officials, that the bridge was closed.",
        "indirect",
        "that the bridge was closed",
        "Reuters",
    ),
    ("Still, he said, officials have to decide.", "indirect", "Still … officials have to decide", "he"),
    ("Rossi told parliament his government would resign.", "indirect", "his government would resign", "Rossi"),
    ("“Is it safe?” Rossi asked, repeating himself.", "direct", "“Is it safe?”", "Rossi"),
    ("“It is safe,” she said as some in the crowd booed.", "direct", "“It is safe,”", "she"),
    ("The dam is safe, Rossi said, adding, “It will hold.”", "direct", "“It will hold.”", "Rossi"),
    ("Asked about the dam, Rossi said, “It is safe.”", "direct", "“It is safe.”", "Rossi"),
    (
        "Rossi said the dam was safe, but he gave a warning: “Stay away.”",
        "indirect",
        "the dam was safe, but he gave a warning",
        "Rossi",
    ),
    ("He congratulated her and praised her effort.", "reported", "her effort", "He"),
    ("The senator portrayed the strike as a crime.", "reported", "the strike as a crime", "The senator"),
    ("They called on the mayor to resign.", "reported", "the mayor to resign", "They"),
]


@pytest.mark.parametrize(("text", "kind", "content", "speaker"), GERMAN)
def test_german_constructions(text: str, kind: str, content: str, speaker: str) -> None:
    assert any((k, s) == (kind, speaker) and content in c for k, c, s in told(text)), told(text)


@pytest.mark.parametrize(("text", "kind", "content", "speaker"), ENGLISH)
def test_english_constructions(text: str, kind: str, content: str, speaker: str) -> None:
    assert any((k, s) == (kind, speaker) and content == c for k, c, s in told(text, "en")), told(text, "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Gemeinde sprach mit den Helfern.", "de"),  # to whom, not of what
        ("Er soll am Montag kommen.", "de"),  # nobody said anything before
        ("In der Debatte, die seit Wochen läuft, hat niemand gesiegt.", "de"),
        ("Spending per year rose by half.", "en"),
        ("In other words, the dam broke.", "en"),
        ("He continued to work until the evening.", "en"),
        ("They will not be blamed for not supporting the plan.", "en"),
        ("Die Ministerin nannte keine Zahlen.", "de"),
        ("Die Namen wurden von der Polizei nicht genannt.", "de"),
        ("Eine angekündigte Reise fiel aus.", "de"),
        ("Der Senator sah Tiflis und seine Freunde.", "de"),
        ("She saw the mayor and her friends.", "en"),
    ],
)
def test_near_misses(text: str, language: str) -> None:
    assert told(text, language) == []


def test_narration_after_words_in_marks_is_not_said() -> None:
    (only,) = read("“Go home,” Rossi barked, and the soldiers led him out.", "en").part
    assert [only.type, len(only.content)] == ["direct", 1]


def test_a_relative_clause_holds_no_inserted_verb() -> None:
    text = "The leaders, responding to the unions, who have insisted on it, will meet on Monday."
    assert all(said != "The leaders, responding to the unions" for _, said, _ in told(text, "en"))


def test_what_is_said_of_somebody_stands_on_no_named_word() -> None:
    (only,) = read("The minister is believed to have fled the country.", "en").part
    text = "The minister is believed to have fled the country."
    assert [text[slice(*c)] for c in only.content] == ["The minister", "to have fled the country"]
    assert (only.rule, only.speaker, only.sources) == ("said of its subject", (), ())
    assert told("The minister believes in reform.", "en") == []


def test_of_whom_something_is_expected_does_not_speak() -> None:
    (only,) = read("Von Rossi wird erwartet, dass er zurücktritt.", "de").part
    assert only.speaker == ()


def test_the_particle_of_a_verb_is_no_second_verb() -> None:
    text = "Jetzt gab der Leiter der Dienststelle, Andreas Huber, bekannt, dass das Handy noch sendet."
    (only,) = read(text, "de").part
    assert [text[slice(*s)] for s in only.speaker] == ["der Leiter der Dienststelle, Andreas Huber"]


@pytest.mark.parametrize(
    ("text", "language", "chain"),
    [
        ("“We will strike,” Khan said, in remarks translated by Reuters.", "en", ["Khan", "Reuters"]),
        ("“We will strike,” Khan said, according to a translation by Reuters.", "en", ["Khan", "Reuters"]),
        ("In einer von der AFP verbreiteten Rede sagte Khan, die Armee greife an.", "de", ["Khan", "AFP"]),
        ("In einer Rede, übersetzt von AFP, sagte Khan, die Armee greife an.", "de", ["Khan", "AFP"]),
        ("„Wir greifen an“, sagte Khan nach einer Übersetzung der AFP.", "de", ["Khan", "AFP"]),
        ("Khan said the book was translated by hand.", "en", ["Khan"]),
    ],
)
def test_the_translator_stands_behind_the_speaker(text: str, language: str, chain: list[str]) -> None:
    chains = [[source.name for source in q.sources] for q in read(text, language).part]
    assert chain in chains, chains


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("Die Armee hat nach eigenen Angaben vierzig Drohnen abgeschossen.", "de", "Die Armee"),
        ("Nach eigenen Angaben hat die Armee vierzig Drohnen abgeschossen.", "de", "die Armee"),
        ("By its own account, the army killed twelve rebels.", "en", "army"),
        ("Nach Angaben seiner eigenen Partei trat Rossi zurück.", "de", "eigenen Partei"),  # theirs, not his
        ("The minister misled people, according to his own party.", "en", "own party"),
    ],
)
def test_whose_own_word_it_is_the_clause_says(text: str, language: str, speaker: str) -> None:
    (only,) = read(text, language).part
    assert [speaker.removeprefix("Die ").removeprefix("die ") in source.name for source in only.sources] == [True]
