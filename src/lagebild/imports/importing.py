"""One import: a file of any kind → rows → the local file."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from lagebild.errors import DataError
from lagebild.imports.local_file import Imported, write_rows
from lagebild.imports.own_table import read_own_table
from lagebild.imports.row import Listing, Row, Skipped
from lagebild.imports.sanctioned import read_sanctioned
from lagebild.imports.stream import Format, guess_format, read_lines
from lagebild.imports.wikidata import Holder, Position, read_wikidata
from lagebild.knowledge.data import Folder
from lagebild.knowledge.wikidata_classes import load_wikidata_classes
from lagebild.knowledge.world import load_countries, load_offices

STATELESS = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG"})
MOST_SHOWN = 5  # lines that could not be read, of which the reason is kept
TRIED = 200  # lines after which a file of which none could be read is given up
_ENDINGS = (".gz", ".bz2", ".json", ".jsonl", ".ndjson", ".csv")

Found = Row | Holder | Position | Listing | Skipped


class Outcome(Struct, frozen=True):
    """What an import did."""

    imported: Imported
    read: int  # lines that hold something to keep
    skipped: int  # lines that could not be read
    first_skipped: tuple[Skipped, ...]


def import_file(
    path: Path,
    to: Path,
    *,
    form: Format | None,
    world: Folder,
    languages: tuple[str, ...],
    advance: Callable[[int, int], None],
) -> Outcome:
    """Import a file into the local file `to`, in place of what was imported from a file of that name before.

    `form` None: its name and first line tell. `languages` are those whose labels are read of Wikidata. `advance` is
    told the bytes of the file and the entities read so far. Raises UsageError and DataError; then `to` stays as it was.
    """
    form = form or guess_format(path)
    entities = 0
    lines = read_lines(path, lambda at: advance(at, entities))
    skipped: list[Skipped] = []
    counts = [0, 0]  # read, skipped

    def rows() -> Iterator[Row | Holder | Position | Listing]:
        nonlocal entities
        for found in _reader(form, lines, world, languages, path):
            if isinstance(found, Skipped):
                counts[1] += 1
                skipped.extend([found] if len(skipped) < MOST_SHOWN else [])
                if not counts[0] and counts[1] >= TRIED:
                    raise DataError(f"{path}: none of {TRIED} lines could be read; line {found.line}: {found.reason}")
                continue
            counts[0] += 1
            entities = counts[0]
            yield found
        if skipped and not counts[0]:
            raise DataError(f"{path}: no line could be read; line {skipped[0].line}: {skipped[0].reason}")

    imported = write_rows(to, name_of(path), form, rows())
    return Outcome(imported, counts[0], counts[1], tuple(skipped))


def name_of(path: Path) -> str:
    """A file's name without what says how it is packed: the source by which the import is known."""
    name = path.name
    while name.endswith(_ENDINGS):
        name = name[: name.rindex(".")]
    return name or path.name


def _reader(
    form: Format, lines: Iterable[tuple[int, bytes]], world: Folder, languages: tuple[str, ...], path: Path
) -> Iterator[Found]:
    countries = load_countries(world)
    if form == "wikidata":
        by_id = {c.wikidata: c.code for c in countries if c.wikidata}
        return read_wikidata(lines, load_wikidata_classes(world), by_id, languages)
    if form == "ftm":
        by_two = {c.alpha2: c.code for c in countries if c.alpha2} | {"EU": "EUR"}
        return read_sanctioned(lines, by_two)
    codes = STATELESS | {c.code for c in countries}
    return _located(read_own_table(lines, codes, load_offices(world)), path)


def _located(rows: Iterator[Row | Skipped], path: Path) -> Iterator[Row | Skipped]:
    try:
        yield from rows
    except DataError as error:
        raise DataError(f"{path}: {error}") from error
