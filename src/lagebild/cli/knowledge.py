"""`lagebild knowledge`: names from other files, and what is known of a name."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lagebild.cli.exits import SOME_FAILED, complain, exits
from lagebild.cli.progress import amount
from lagebild.cli.writers import console_for, open_output
from lagebild.errors import UsageError
from lagebild.settings import PREFIX, load_settings

if TYPE_CHECKING:
    from rich.console import Console

    from lagebild.knowledge.lookup import Finding

LOCAL_FILE = "lagebild-knowledge.db"

knowledge = typer.Typer(
    name="knowledge",
    no_args_is_help=True,
    help="What is known of persons, bodies and places: look names up, import more of them (docs/knowledge.md).",
    short_help="Look up what is known of a name; import further names.",
    rich_markup_mode="rich",
)

IMPORT_HELP = """Import names from a Wikidata JSON dump, an OpenSanctions file of FollowTheMoney entities, or a table.

The file is read once, line by line, gzipped (.gz), bzip2ed (.bz2) or not, and takes little memory, however large. \
What is kept of it goes into one local file, beside what was imported before; the same file imported again replaces \
itself. Nothing is fetched.

[bold]Kept of Wikidata[/bold]: persons who held an office at a known date, and organisations and cities of the classes \
in world/wikidata.yaml. [bold]Of OpenSanctions[/bold]: persons and bodies that are sanctioned or hold an office; it \
needs the library followthemoney: pip install 'lagebild[ftm]'. [bold]A table[/bold] is CSV with the columns name, \
variants, kind, country, sector, office, since, until, wikidata, sanctioned, of which name and country must be there.

[bold]Examples[/bold]

  lagebild knowledge import latest-all.json.bz2
  lagebild knowledge import entities.ftm.json --to sanctions.db
  LAGEBILD_KNOWLEDGE=sanctions.db lagebild read report.txt -f json

[bold]Exit status[/bold]: 0 all read, 1 some lines could not be read, 2 wrong usage or no such file; then the local \
file stays as it was.
"""
LOOKUP_HELP = """Show what is known by a name, and why: which file it is from, how it is spelt, which code it gets, \
and which office the person holds on a day.

[bold]Examples[/bold]

  lagebild knowledge lookup "Angela Merkel"
  lagebild knowledge lookup Merkel --date 2015-09-04
  lagebild knowledge lookup Minsker --lang de

[bold]Exit status[/bold]: 0 something is known, 1 nothing is.
"""


@knowledge.command("import", help=IMPORT_HELP, short_help="Import names from Wikidata, OpenSanctions or a table.")
def import_names(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to import; it may be compressed.")],
    to: Annotated[
        str | None,
        typer.Option(metavar="PATH", help=f"The local file; without it that of the settings, else {LOCAL_FILE} here."),
    ] = None,
    form: Annotated[
        Literal["wikidata", "ftm", "csv"] | None,
        typer.Option("--as", help="What the file is, where its name and first line do not tell."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        from lagebild.app import Reader
        from lagebild.imports.importing import import_file

        settings = load_settings()
        path, target = Path(file), Path(to or settings.knowledge or LOCAL_FILE)
        if not path.is_file():
            raise UsageError(f"{path}: no such file")
        reader = Reader(settings)
        with amount(path.stat().st_size, "entities") as advance:
            done = import_file(
                path, target, form=form, world=reader.world_folder, languages=reader.languages, advance=advance
            )
        one = done.imported
        listed = f", {one.sanctioned:,} of them sanctioned" if one.sanctioned else ""
        typer.echo(f"{target}: {one.entities:,} entities from {one.source!r} ({one.format}){listed}")
        if settings.knowledge is None or Path(settings.knowledge) != target:
            typer.echo(f'To use it: {PREFIX}KNOWLEDGE={target}, or in the settings file: knowledge = "{target}"')
        for skipped in done.first_skipped:
            complain(f"{path}: line {skipped.line}: {skipped.reason}")
        if done.skipped:
            complain(f"{path}: {done.skipped:,} lines could not be read, the rest is imported")
            raise SystemExit(SOME_FAILED)


@knowledge.command(help=LOOKUP_HELP, short_help="Show what is known by a name, and why.")
def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as a report would write it.")],
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="Who is in office on this day: 2015-09-04, 2015-09 or 2015.")
    ] = None,
    language: Annotated[
        str | None, typer.Option("--lang", metavar="LANG", help="Only what this language calls so (de, en).")
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        from lagebild.app import Reader
        from lagebild.knowledge.lookup import like, look_up

        if date is not None and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date):
            raise UsageError(f"--date {date!r}: expected a day such as 2015-09-04, a month or a year")
        reader = Reader(load_settings())
        if language is not None and language not in reader.languages:
            raise UsageError(f"no language pack for {language!r}; there are packs for {', '.join(reader.languages)}")
        found, alike = 0, dict[str, None]()
        with open_output(None) as output, console_for(output) as console:
            for code in [language] if language else reader.languages:
                world = reader.world_of(code)
                findings = look_up(world, name, date)
                found += len(findings)
                for finding in findings:
                    _show(finding, code, date, world.sanctions(finding.known), console)
                alike.update(dict.fromkeys(like(world, name)))
        if not found:
            complain(f"nothing is known by the name {name!r}" + (f"; but: {', '.join(alike)}" if alike else ""))
            raise SystemExit(SOME_FAILED)


def _show(
    finding: "Finding", language: str, day: str | None, sanctions: tuple[str, ...] | None, console: "Console"
) -> None:
    from rich.table import Table
    from rich.text import Text

    known = finding.known
    code = " ".join(part for part in (finding.country, finding.sector) if part)
    console.print(Text.assemble((known.name, "bold"), f"  {code}{f' on {day}' if day else ''}"))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
    rows = [
        ("read as", f"{finding.how} ({language})"),
        ("is", f"{known.type} {known.kind}" + (f" · {known.wikidata}" if known.wikidata else "")),
        ("from", known.source),
    ]
    rows += [("office", _term(term, day)) for term in known.terms]
    if sanctions is not None:
        rows.append(("sanctioned", ", ".join(sanctions) or "on no imported list"))
    if finding.spellings:
        rows.append(("spelt", " · ".join(finding.spellings)))
    for label, value in rows:
        table.add_row(label, Text(value))
    console.print(table)


def _term(term: object, day: str | None) -> str:
    from lagebild.knowledge.holders import Term

    assert isinstance(term, Term)
    whose = f" ({term.country})" if term.country else ""
    years = f"{term.office}{whose}, {term.since} – {term.until or ''}".rstrip()
    return years + (" (in office)" if day and term.holds(day) else "")
