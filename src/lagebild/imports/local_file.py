"""The local file of imported names: one SQLite database, written by the imports and asked by the world.

Only the names that begin with a word of the text are read, so that memory does not grow with the file.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

import msgspec
from msgspec import Struct

from lagebild.errors import DataError
from lagebild.imports.row import Listing, Row
from lagebild.imports.wikidata import Holder, Position, in_office
from lagebild.knowledge.holders import Term
from lagebild.knowledge.world import cut_atoms

FORMAT = "lagebild.knowledge/1"
LONGEST = 12  # atoms of a name; longer ones are descriptions
_SCHEMA = """
create table if not exists meta (key text primary key, value text not null);
create table if not exists entity (
  number integer primary key, id text not null, source text not null, kind text not null, name text not null,
  names text not null, country text, sector text, wikidata text, weight integer not null, sanctions text not null,
  terms text not null, unique (source, id)
);
create table if not exists name (first text not null, atoms text not null, entity integer not null);
create index if not exists name_first on name (first);
create index if not exists entity_wikidata on entity (wikidata);
"""


class Imported(Struct, frozen=True):
    """What one import left in the file."""

    source: str
    format: str
    entities: int
    sanctioned: int
    fingerprint: str  # of what was kept: the same for the same file and version


class Stored(Struct, frozen=True):
    """One entity as it lies in the file."""

    source: str
    id: str
    kind: str
    names: dict[str, str]  # language → usual name; "" where the language is unknown
    country: str | None
    sector: str | None
    wikidata: str | None
    weight: int
    sanctions: tuple[str, ...]
    terms: tuple[Term, ...]


_terms = msgspec.json.Decoder(tuple[Term, ...])
_strings = msgspec.json.Decoder(tuple[str, ...])
_names = msgspec.json.Decoder(dict[str, str])


def write_rows(path: Path, source: str, form: str, rows: Iterable[Row | Holder | Position | Listing]) -> Imported:
    """Put the rows of one source into the file in place of what was imported from it before.

    All or nothing: where an import fails or is stopped, the file stays as it was.
    """
    with closing(_opened(path, write=True)) as base:
        base.executescript(_SCHEMA)
        base.execute("insert or replace into meta values ('format', ?)", (FORMAT,))
        base.execute("create temp table waiting (holder blob not null)")
        base.execute("create temp table listed (entity text not null, list text not null, unique (entity, list))")
        base.execute("begin")
        try:
            _forget(base, source)
            positions: dict[str, Position] = {}
            sum_of_rows = 0
            for row in chain(_split(base, rows, positions), _settled(base, positions)):
                sum_of_rows = zlib.crc32(msgspec.msgpack.encode(row), sum_of_rows)
                _insert(base, source, row)
            _name_lists(base, source)
            counts = "select count(*), coalesce(sum(sanctions != '[]'), 0) from entity where source = ?"
            entities, sanctioned = base.execute(counts, (source,)).fetchone()
            done = Imported(source, form, entities, sanctioned, f"{sum_of_rows:08x}")
            base.execute(
                "insert or replace into meta values (?, ?)", (f"source:{source}", msgspec.json.encode(done).decode())
            )
            base.execute("commit")
        except BaseException:
            base.execute("rollback")
            raise
    return done


def read_names(base: sqlite3.Connection, first: str) -> Iterator[tuple[tuple[str, ...], Stored]]:
    """All names that begin with an atom, with whose they are; namesakes stand one after the other."""
    query = (
        "select n.atoms, e.source, e.id, e.kind, e.names, e.country, e.sector, e.wikidata, e.weight, e.sanctions,"
        " e.terms from name n join entity e on e.number = n.entity where n.first = ? order by n.atoms"
    )
    for atoms, *rest in base.execute(query, (first,)):
        yield tuple(atoms.split(" ")), _stored(rest)


def read_wikidata_id(base: sqlite3.Connection, wikidata: str) -> list[Stored]:
    """The entities with this Wikidata id, one for each source that knows it."""
    query = (
        "select source, id, kind, names, country, sector, wikidata, weight, sanctions, terms"
        " from entity where wikidata = ?"
    )
    return [_stored(row) for row in base.execute(query, (wikidata,))]


def open_local_file(path: Path) -> sqlite3.Connection:
    """Open the file for reading; DataError where it is none of ours."""
    if not path.is_file():
        raise DataError(f"{path}: no such file; make it with `lagebild knowledge import`")
    return _opened(path, write=False)


def imports_of(base: sqlite3.Connection) -> tuple[Imported, ...]:
    """What was imported into the file, in the order of the names."""
    rows = base.execute("select value from meta where key like 'source:%' order by key")
    return tuple(msgspec.json.decode(value, type=Imported) for (value,) in rows)


def _opened(path: Path, *, write: bool) -> sqlite3.Connection:
    try:
        address = str(path) if write else f"{path.resolve().as_uri()}?mode=ro"
        base = sqlite3.connect(address, uri=not write, isolation_level=None, check_same_thread=False)
        tables = {name for (name,) in base.execute("select name from sqlite_master where type = 'table'")}
        found = base.execute("select value from meta where key = 'format'").fetchone() if "meta" in tables else None
    except sqlite3.Error as error:
        raise DataError(f"{path}: {error}; this is no file of `lagebild knowledge import`") from error
    if (tables or not write) and (found is None or found[0] != FORMAT):
        base.close()
        raise DataError(
            f"{path}: no file of `lagebild knowledge import` (expected {FORMAT}, found {found and found[0]})"
        )
    return base


def _forget(base: sqlite3.Connection, source: str) -> None:
    base.execute("delete from name where entity in (select number from entity where source = ?)", (source,))
    base.execute("delete from entity where source = ?", (source,))


def _split(
    base: sqlite3.Connection, rows: Iterable[Row | Holder | Position | Listing], positions: dict[str, Position]
) -> Iterator[Row]:
    """Pass rows on, keep positions, and let persons and listings wait on the disk."""
    for row in rows:
        if isinstance(row, Position):
            positions[row.id] = row
        elif isinstance(row, Holder):
            base.execute("insert into waiting values (?)", (msgspec.msgpack.encode(row),))
        elif isinstance(row, Listing):
            base.executemany("insert or ignore into listed values (?, ?)", [(row.entity, name) for name in row.lists])
        else:
            yield row


def _settled(base: sqlite3.Connection, positions: dict[str, Position]) -> Iterator[Row]:
    decoder = msgspec.msgpack.Decoder(Holder)
    for (holder,) in base.cursor().execute("select holder from waiting"):
        row = in_office(decoder.decode(holder), positions)
        if row:
            yield row


def _name_lists(base: sqlite3.Connection, source: str) -> None:
    """Let those who are sanctioned bear the lists that say so, where the file tells them from other datasets."""
    base.execute(
        "update entity set sanctions = (select json_group_array(list) from"
        " (select list from listed where listed.entity = entity.id order by list))"
        " where source = ? and sanctions != '[]' and id in (select entity from listed)",
        (source,),
    )


def _insert(base: sqlite3.Connection, source: str, row: Row) -> None:
    query = "select number, terms, names, sanctions from entity where source = ? and id = ?"
    old = base.execute(query, (source, row.id)).fetchone()
    terms, sanctions = row.terms, row.sanctions
    usual: dict[str, str] = {}
    known: set[str] = set()
    if old:  # a second line of a table: one more term
        terms = (*_terms.decode(old[1]), *terms)
        usual = _names.decode(old[2])
        sanctions = tuple(sorted({*_strings.decode(old[3]), *sanctions}))
        known = {atoms for (atoms,) in base.execute("select atoms from name where entity = ?", (old[0],))}
    for code, name in row.names:
        usual.setdefault(code, name)
    number = base.execute(
        "insert or replace into entity (number, id, source, kind, name, names, country, sector, wikidata, weight,"
        " sanctions, terms) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            old[0] if old else None, row.id, source, row.kind, row.names[0][1],
            json.dumps(usual, ensure_ascii=False), row.country, row.sector, row.wikidata, row.weight,
            json.dumps(sanctions), msgspec.json.encode(terms).decode(),
        ),
    ).lastrowid  # fmt: skip
    names = {tuple(atom for atom, _ in cut_atoms(name)) for _, name in row.names}
    base.executemany(
        "insert into name values (?, ?, ?)",
        [
            (atoms[0], " ".join(atoms), number)
            for atoms in sorted(names)
            if 0 < len(atoms) <= LONGEST and " ".join(atoms) not in known
        ],
    )


def _stored(row: list[object] | tuple[object, ...]) -> Stored:
    source, identifier, kind, names, country, sector, wikidata, weight, sanctions, terms = row
    return Stored(
        str(source), str(identifier), str(kind), _names.decode(str(names)), _text(country), _text(sector),
        _text(wikidata), int(str(weight)), _strings.decode(str(sanctions)), _terms.decode(str(terms)),
    )  # fmt: skip


def _text(value: object) -> str | None:
    return None if value is None else str(value)
