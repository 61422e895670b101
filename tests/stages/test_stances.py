"""How what is said is meant."""

import pytest

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import load_event_words
from lagebild.record import Block, Page
from lagebild.stages.stances import find_stances
from tests.stages.test_quotations import analyser, read


def meant(text: str, language: str) -> list[tuple[str, str]]:
    """Modality of every quotation, and the words that tell it."""
    page = Page(text, language=language)
    sentences = analyser(language)(page, (Block("body", (0, len(text)), "test"),)).part
    quotations = read(text, language).part
    words = load_event_words(package_folder("languages").joinpath(language, "events"))
    stances = find_stances(sentences, quotations, words=words).part
    assert [stance.quotation for stance in stances] == [quotation.id for quotation in quotations]
    return [(stance.modality, text[slice(*stance.cue)] if stance.cue else "") for stance in stances]


@pytest.mark.parametrize(
    ("text", "language", "modality", "cue"),
    [
        ("Der Minister sagte, der Damm halte.", "de", "asserted", ""),
        ("Der Kreml dementierte, dass Truppen verlegt worden seien.", "de", "denied", "dementierte"),
        ("„Wir werden nicht verhandeln“, sagte der Präsident.", "de", "denied", "nicht"),
        ("Die Ministerin kündigte an, die Grenze zu schließen.", "de", "planned", "kündigte"),
        ("Die Behörde warnte vor neuen Angriffen.", "de", "expected", "warnte"),
        ("Die Armee könnte nach Angaben von Diplomaten einmarschieren.", "de", "possible", "könnte"),
        (
            "Sollte die EU zustimmen, werde Ankara das Abkommen aufkündigen, sagte der Minister.",
            "de",
            "conditional",
            "Sollte",
        ),
        ("Die Union fordert, die Steuer zu senken.", "de", "possible", "fordert"),
        ("Die Abgeordnete fragte, ob der Damm halte.", "de", "possible", "fragte"),
        ("The minister denied that troops had crossed the border.", "en", "denied", "denied"),
        ("The government rejected the accusation.", "en", "denied", "rejected"),
        ("Officials said the rebels might attack.", "en", "possible", "might"),
        ("The president vowed to respond.", "en", "planned", "vowed"),
        ("She refused to answer.", "en", "denied", "refused"),
        ("Kenya threatened to close the border if the shelling continued.", "en", "conditional", "threatened"),
        ("Officials said the bridge was open.", "en", "asserted", ""),
    ],
)
def test_modality_of_what_is_said(text: str, language: str, modality: str, cue: str) -> None:
    assert meant(text, language) == [(modality, cue)]


def test_a_report_without_quotations_has_no_stances() -> None:
    assert meant("Der Damm ist gebrochen.", "de") == []
