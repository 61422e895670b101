"""The terminal view: a readable situation, at every width, coloured or plain."""

import io

import pytest
from msgspec.structs import replace
from rich.console import Console

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.ontology import load_ontology
from lagebild.knowledge.view_words import load_view_words
from lagebild.record import Block, Entity, Masthead, Mention, Page, Participant, Quotation, Report
from lagebild.view.highlight import show_text
from lagebild.view.phrases import clause, named, people, quoted, sayings, snippet
from lagebild.view.terminal import show
from tests.view.sample import english, german


def shown(report: Report, width: int = 120, terminal: bool = False, text: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=terminal, color_system="standard" if terminal else None)
    words = load_view_words(package_folder("languages").joinpath(report.language, "view"))
    if text:
        show_text(report, console, words)
    else:
        show(report, console, words, load_ontology(package_folder("ontology")))
    return out.getvalue()


def test_who_when_where_stand_on_top() -> None:
    lines = shown(german()).splitlines()
    assert lines[0].startswith("Hafenarbeiter blockieren")
    assert "Beispielblatt · 2024-03-06 · de · wird fortgeschrieben · maschinell übersetzt" in lines[1]
    head = "\n".join(lines[:9])
    assert "Ingrid Solheim (NOR GOV)" in head
    assert "Mombasa (KEN), Nairobi (KEN)" in head
    assert "2024-03-05 „am Dienstag“" in head


def test_an_event_shows_who_to_whom_how_it_is_meant_and_who_says_so() -> None:
    text = shown(german())
    assert "PROTEST/obstruct" in text
    assert "Polizei → Reuters" in text
    assert "→ Nairobi KEN GOV" in text
    assert "der Bericht selbst" in text
    assert "bestritten" in text


def test_a_quotation_shows_its_speaker_and_the_outlet() -> None:
    assert "Gewerkschaftschef Daniel Otieno → NTV (wörtlich): „Wir gehen erst, wenn jemand mit uns spricht“" in shown(
        german()
    )


@pytest.mark.parametrize("width", [40, 80, 120, 300])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for text in (False, True):
        assert max(len(line) for line in shown(german(), width, text=text).splitlines()) <= min(width, 120)


def test_plain_output_has_no_escape_codes_and_written_marks() -> None:
    text = shown(german(), text=True)
    assert "\x1b" not in text
    assert "[1 PROTEST/obstruct: versperrt]" in text
    assert "{Wir gehen erst, wenn jemand mit uns spricht}" in text
    assert "_Ingrid Solheim_" in text
    assert "[Eigenwerbung] Lesen Sie auch" in text


def test_a_terminal_gets_colours_instead_of_written_marks() -> None:
    text = shown(german(), terminal=True, text=True)
    assert "\x1b[" in text
    assert "[1 PROTEST" not in text


def test_a_report_without_events_says_so() -> None:
    report = Report(page=Page("x"), language="en", events=(), quotations=())
    text = shown(report)
    assert "Untitled" in text
    assert "No events found." in text
    assert "No quotations found." in text


def test_an_english_report_is_shown_with_english_words() -> None:
    assert "What happened" in shown(english())


def test_text_cannot_steer_the_terminal() -> None:
    hostile = "\x1b[2J\x07 \u202egnihton [bold]x[/bold]"
    report = replace(german(), masthead=Masthead(title=hostile))
    text = shown(report, terminal=False)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "[bold]x[/bold]" in text


def test_a_snippet_keeps_to_its_line_and_width() -> None:
    report = german()
    assert report.events is not None
    part = snippet(report.events[0].trigger, report, 60)
    assert part.words == "versperrt"
    assert part.before.startswith("… ")
    assert len(part.before + part.words + part.after) <= 62
    whole = snippet(report.events[1].trigger, report, 200)
    assert (whole.before.split()[0], whole.after) == ("Norwegens", ".")


def test_participants_are_called_as_the_report_calls_them() -> None:
    text = "Die Polizei der Hafenstadt und die neue Regierung. Sie und beide Seiten verhandeln."
    pronoun = (text.index("Sie"), text.index("Sie") + 3)
    report = Report(
        page=Page(text),
        language="de",
        entities=(Entity("n1", "Stadtpolizei", "ORG", (Mention(pronoun, "pronoun", pronoun),)),),
    )

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    people = (
        Participant(None, at("Die Polizei der Hafenstadt"), "KEN COP"),
        Participant(None, at("die neue Regierung"), "KEN GOV"),
        Participant("n1", pronoun, "KEN COP"),
        Participant("n2", at("beide Seiten"), "KEN"),
        Participant("n3", at("beide Seiten"), "UGA"),
    )
    words = load_view_words(package_folder("languages").joinpath("de", "view"))
    assert [(p.name, p.code) for p in named(people, report, words)] == [
        ("Polizei der Hafenstadt", "KEN COP"),
        ("die neue Regierung", "KEN GOV"),
        ("Stadtpolizei", "KEN COP"),
        ("beide Seiten", "KEN + UGA"),
    ]


def test_names_stand_before_nominals_and_only_nominals_that_act() -> None:
    assert people(german()) == [
        "Ingrid Solheim (NOR GOV)",
        "Kenia (KEN)",
        "Daniel Otieno (KEN LAB)",
        "Hafenarbeiter (KEN LAB)",
        "Soldaten (KEN MIL)",
    ]


def test_an_event_stands_in_its_whole_sentence_or_in_whole_clauses() -> None:
    report = german()
    assert report.events is not None
    whole = clause(report.events[0], report, 200)
    assert whole.before.startswith("Hunderte Hafenarbeiter")
    assert whole.after == ", wie Reuters von der Polizei hörte."
    cut = clause(report.events[0], report, 100)
    assert (cut.before[:8], cut.after) == ("Hunderte", " …")
    tight = clause(report.events[2], report, 60)
    assert (tight.before, tight.words, tight.after) == ("… dass Soldaten auf die Menge ", "geschossen", " hätten.")


def test_an_event_told_in_another_article_is_marked_as_such() -> None:
    report = german()
    assert report.blocks is not None
    blocks = list(report.blocks)
    blocks[2] = Block("headline", blocks[2].span, "x")
    assert "[fremde Schlagzeile] Hunderte" in shown(replace(report, blocks=tuple(blocks)))


def test_the_codes_that_occur_are_explained_once() -> None:
    assert "Codes nach PLOVER, Land und Sektor: LAB Arbeitnehmer, GOV Regierung, MIL Streitkräfte" in shown(german())
    assert "Codes" not in shown(english())


def test_quotations_with_speakers_come_first_and_long_ones_are_shortened() -> None:
    report = german()
    assert report.quotations is not None
    nobody = Quotation("q0", "indirect", ((0, 20),), None, (), None, None, ())
    mixed = replace(report, quotations=(nobody, *report.quotations))
    assert [q.id for q in sayings(mixed)] == ["q1", "q0"]
    words = load_view_words(package_folder("languages").joinpath("de", "view"))
    assert quoted(report.quotations[0], report, words, 20) == "„Wir gehen erst…“"
