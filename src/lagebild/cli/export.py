"""`lagebild export`: records in the formats of others."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.cli.exits import SOME_FAILED, exits
from lagebild.cli.inputs import check_given
from lagebild.cli.read import make_reader, refuse_overwriting
from lagebild.cli.record_inputs import RecordInputs, refuse_terminal
from lagebild.cli.stores import StoreOption, opened
from lagebild.cli.writers import count_failures, ontology_of, open_output
from lagebild.errors import UsageError
from lagebild.exports.facts import only
from lagebild.exports.formats import ALL, FORMATS, Knows
from lagebild.knowledge.codes import load_codes
from lagebild.knowledge.data import package_folder
from lagebild.record import Modality
from lagebild.settings import Settings, load_settings

if TYPE_CHECKING:
    from lagebild.view.contract import ReportObject

HELP = """Write records in the formats of others.

Without PATH, all reports of the store. Otherwise what `lagebild read --format jsonl` (or json) prints, from files \
that end in .json, .jsonl or .ndjson or from standard input (-). Any other file, and any address, is a report that is \
read first. What each format holds, column by column: docs/exports.md.

[bold]Formats[/bold]: csv and parquet (one event a row), gdelt and gdelt-mentions (GDELT 2.0), plover (POLECAT), ftm \
(FollowTheMoney), jsonld (schema.org), atom. Parquet needs: pip install 'lagebild\\[exports]'

[bold]Examples[/bold]

  lagebild export csv -o events.csv             the store
  lagebild export csv --since 2024-03-01 --lang de
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
        typer.Argument(metavar="PATH|URL|-", help="Records or reports; - is standard input, nothing the store."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--out", "--output", "-o", metavar="FILE", help="Write here, not to the terminal.")
    ] = None,
    modality: Annotated[
        list[ModalityName] | None, typer.Option(help="Only events of this modality; may be given more than once.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of reports to be read (de, en); of the store, only those in it.")
    ] = None,
    published: Annotated[str | None, typer.Option(help="Publication date of reports to be read.")] = None,
    since: Annotated[str | None, typer.Option(help="Of the store: published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(help="Of the store: published on this day or earlier.")] = None,
    store: StoreOption = None,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        inputs = RecordInputs(load_settings(), check_given(lang, published, None), make_reader, debug)
        target = FORMATS[output_format.value]
        modalities = _chosen(modality) or target.modalities
        refuse_terminal(target.binary, output)
        refuse_overwriting(sources or [], output)
        knows = _knows(inputs.settings)
        if sources and (since or until or store):
            raise UsageError("--since, --until and --store are of the store; leave out the names of inputs")
        with ExitStack() as stack:
            records = (
                inputs.read(sources) if sources else stack.enter_context(_stored(inputs, store, lang, since, until))
            )
            out = stack.enter_context(open_output(output))
            for piece in target.convert(only(records, modalities), knows):
                out.write(piece)
        count_failures(inputs.records, inputs.failed)
    if inputs.failed:
        raise typer.Exit(SOME_FAILED)


@contextmanager
def _stored(
    inputs: RecordInputs, store: str | None, lang: str | None, since: str | None, until: str | None
) -> "Iterator[Iterator[ReportObject]]":
    """The records of the store, in order of arrival, as people corrected them."""
    from lagebild.exports.corrections import corrected_record
    from lagebild.situation.verdicts import verdicts_on_report
    from lagebild.store.search import Filters

    with opened(inputs.settings, store) as there:
        records = inputs.stored(there.reports.records(Filters(lang, None, since, until)))
        yield (corrected_record(record, verdicts_on_report(there, record.id)) for record in records)


def _chosen(names: list[ModalityName] | None) -> frozenset[Modality]:
    wanted = {name.value for name in names or ()}
    return frozenset(known for known in ALL if known in wanted)


def _knows(settings: Settings) -> Knows:
    mutual = frozenset(name for name, kind in ontology_of(settings).event_types.items() if kind.mutual)
    return Knows(mutual, load_codes(package_folder("world")))
