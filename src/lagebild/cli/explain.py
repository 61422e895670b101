"""`lagebild explain`: why a report reads as it does."""

from enum import StrEnum, auto
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from lagebild.cli.exits import exits, located
from lagebild.cli.inputs import acquire, check_given
from lagebild.cli.read import make_reader
from lagebild.cli.writers import console_for, languages_folder, ontology_of, open_output
from lagebild.errors import InputError, UsageError
from lagebild.knowledge.rule_source import find_rule_sources
from lagebild.knowledge.rules_and_ontology import own_rules
from lagebild.record import Report
from lagebild.settings import load_settings
from lagebild.view.explanation_data import to_data

HELP = """Show stage by stage how a report was read.

Blocks, sentences with their parse, names, places, times, quotations and attributions come with the rules that \
found them; behind every event stand its rule, roles, modality and sources. The notes say of everything that could \
be an event and was not coded why: sport, a demand's content, a condition, nobody with a country …

[bold]Examples[/bold]

  lagebild explain report.txt        everything
  lagebild explain report.txt 3      the third event: its sentence, parse and rule
  lagebild explain report.txt ev3    the same, by its id
  lagebild explain report.txt | less -R
  lagebild explain report.txt --format json   all of it as data
"""


class ExplanationFormat(StrEnum):
    """How an explanation is printed."""

    text = auto()
    json = auto()


def explain(
    path: Annotated[str, typer.Argument(metavar="PATH|URL|-", help="A file, an address, or - for standard input.")],
    event: Annotated[str | None, typer.Argument(metavar="EVENT", help="Id or number of one event.")] = None,
    lang: Annotated[str | None, typer.Option(help="Language of the report (de, en); otherwise it is detected.")] = None,
    published: Annotated[str | None, typer.Option(help="Publication date, as 2024-03-05.")] = None,
    output_format: Annotated[
        ExplanationFormat, typer.Option("--format", "-f", help="json: every part with its rules, parses and notes.")
    ] = ExplanationFormat.text,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        given = check_given(lang, published, None)
        settings = load_settings()
        try:
            report = make_reader(settings).read(acquire(path, settings, given), given.language)
        except InputError as error:
            raise InputError(located(path, error)) from error
        only = None if event is None else find_event(report, event)
        from lagebild.view.explanation import explain as explain_report

        rules = find_rule_sources(languages_folder(settings).joinpath(report.language))
        if settings.ontology and (own := own_rules(Path(settings.ontology), report.language)):
            rules |= find_rule_sources(Path(str(own)).parent)
        if output_format is ExplanationFormat.json:
            with open_output(None) as output:
                output.write(msgspec.json.encode(to_data(report, rules, only)) + b"\n")
            return
        with open_output(None) as output, console_for(output) as console:
            explain_report(report, console, rules, ontology_of(settings), only)


def find_event(report: Report, name: str) -> str:
    """The id of the event that the user means: by id, or by its number in the list."""
    ids = [e.id for e in report.events or ()]
    if name in ids:
        return name
    if name.isascii() and name.isdigit() and 0 < int(name) <= len(ids):
        return ids[int(name) - 1]
    raise UsageError(f"no event {name}; the events of this report are: {', '.join(ids) or 'none'}")
