"""`lagebild export`: records in the formats of others."""

from enum import StrEnum
from typing import Annotated

import typer

from lagebild.cli.exits import SOME_FAILED, exits
from lagebild.cli.inputs import STDIN, check_given
from lagebild.cli.read import make_reader, refuse_overwriting
from lagebild.cli.record_inputs import RecordInputs, refuse_terminal
from lagebild.cli.writers import count_failures, ontology_of, open_output
from lagebild.exports.facts import only
from lagebild.exports.formats import ALL, FORMATS, Knows
from lagebild.knowledge.codes import load_codes
from lagebild.knowledge.data import package_folder
from lagebild.record import Modality
from lagebild.settings import Settings, load_settings

HELP = """Write records in the formats of others.

Reads what `lagebild read --format jsonl` (or json) prints, from files that end in .json, .jsonl or .ndjson or from \
standard input. Any other file, and any address, is a report that is read first. What each format holds, column by \
column: docs/exports.md.

[bold]Formats[/bold]: csv and parquet (one event a row), gdelt and gdelt-mentions (GDELT 2.0), plover (POLECAT), ftm \
(FollowTheMoney), jsonld (schema.org), atom. Parquet needs: pip install 'lagebild\\[exports]'

[bold]Examples[/bold]

  lagebild export csv records.jsonl -o events.csv
  lagebild export parquet records.jsonl -o events.parquet
  lagebild read --jsonl in.jsonl | lagebild export ftm - > entities.jsonl
  lagebild export jsonld report.html            read one report and export it
  lagebild export plover records.jsonl --modality asserted --modality denied

[bold]Modality[/bold]: all events are written, but for gdelt and gdelt-mentions, which have no column for it, only \
those that are asserted.

[bold]Exit status[/bold]: 0 all written, 1 some inputs failed and the rest is out, 2 wrong usage.
"""


class FormatName(StrEnum):
    """The formats, as `lagebild.exports.formats` lists them."""

    csv = "csv"
    parquet = "parquet"
    gdelt = "gdelt"
    gdelt_mentions = "gdelt-mentions"
    plover = "plover"
    ftm = "ftm"
    jsonld = "jsonld"
    atom = "atom"


class ModalityName(StrEnum):
    """How an event is meant."""

    asserted = "asserted"
    planned = "planned"
    expected = "expected"
    possible = "possible"
    conditional = "conditional"
    denied = "denied"


def export(
    output_format: Annotated[FormatName, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|URL|-", help="Records or reports; - and nothing are standard input."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--out", "--output", "-o", metavar="FILE", help="Write here, not to the terminal.")
    ] = None,
    modality: Annotated[
        list[ModalityName] | None, typer.Option(help="Only events of this modality; may be given more than once.")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="Language of reports to be read (de, en).")] = None,
    published: Annotated[str | None, typer.Option(help="Publication date of reports to be read.")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        inputs = RecordInputs(load_settings(), check_given(lang, published, None), make_reader, debug)
        target = FORMATS[output_format.value]
        modalities = _chosen(modality) or target.modalities
        refuse_terminal(target.binary, output)
        refuse_overwriting(sources or [STDIN], output)
        knows = _knows(inputs.settings)
        with open_output(output) as out:
            for piece in target.convert(only(inputs.read(sources or []), modalities), knows):
                out.write(piece)
        count_failures(inputs.records, inputs.failed)
    if inputs.failed:
        raise typer.Exit(SOME_FAILED)


def _chosen(names: list[ModalityName] | None) -> frozenset[Modality]:
    wanted = {name.value for name in names or ()}
    return frozenset(known for known in ALL if known in wanted)


def _knows(settings: Settings) -> Knows:
    mutual = frozenset(name for name, kind in ontology_of(settings).event_types.items() if kind.mutual)
    return Knows(mutual, load_codes(package_folder("world")))
