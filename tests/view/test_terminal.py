"""The terminal view: a readable situation, at every width, coloured or plain."""

import io

import pytest
from msgspec.structs import replace
from rich.console import Console

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.view_words import load_view_words
from lagebild.record import Masthead, Page, Report
from lagebild.view.highlight import show_text
from lagebild.view.phrases import snippet
from lagebild.view.terminal import show
from tests.view.sample import english, german


def shown(report: Report, width: int = 120, terminal: bool = False, text: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=terminal, color_system="standard" if terminal else None)
    words = load_view_words(package_folder("languages").joinpath(report.language, "view"))
    (show_text if text else show)(report, console, words)
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
    assert "→ Kenia KEN GOV" in text
    assert "der Bericht selbst" in text
    assert "bestritten" in text


def test_a_quotation_shows_its_speaker_and_the_outlet() -> None:
    assert "Daniel Otieno → NTV: „Wir gehen erst, wenn jemand mit uns spricht“" in shown(german())


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
