"""What the local file says of the names in a text: whom they mean, where that is clear, and who is sanctioned."""

import sqlite3
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from lagebild.imports.local_file import Stored, imports_of, open_local_file, read_names, read_wikidata_id
from lagebild.knowledge.world import Kind, Known, cut_atoms
from lagebild.record import EntityType

TYPES: dict[str, EntityType] = {"person": "PER", "organisation": "ORG", "region": "GPE"}
KINDS: dict[str, Kind] = {"person": "person", "organisation": "organisation", "region": "region"}
CLEARER = 5  # times as well known: then of two namesakes this one is meant
CACHED = 20_000  # first words whose names are kept; most words of a text begin no name
SHORTEST = 4  # letters of a name of one word that is no acronym: shorter ones are rather common words
FEWEST_CAPITALS = 2  # of an acronym

Names = dict[tuple[str, ...], Known]


class ImportedNames:
    """The local file as the world asks it; keeps what it has read. One for each language and process."""

    def __init__(self, path: Path, language: str, shipped: dict[str, Known], ordinary: frozenset[str]) -> None:
        """`shipped` are those whom the world knows, by Wikidata id; `ordinary` articles, with which no name begins."""
        self._base: sqlite3.Connection = open_local_file(path)
        self._language = language
        self._shipped = shipped
        self._ordinary = ordinary
        self._cache: dict[str, Names] = {}
        self.imports = imports_of(self._base)

    def names(self, first: str) -> Names:
        """Names that begin with this atom, longest first; a name of several who are equally known is left out."""
        if first not in self._cache:
            if len(self._cache) >= CACHED:
                self._cache.clear()
            self._cache[first] = self._read(first)
        return self._cache[first]

    def sanctions(self, known: Known | None) -> tuple[str, ...] | None:
        """The lists that name somebody; None where no list was imported."""
        if not any(one.sanctioned for one in self.imports):
            return None
        if known is None:
            return ()
        found = set(known.sanctions)
        if known.wikidata:
            found |= {name for one in read_wikidata_id(self._base, known.wikidata) for name in one.sanctions}
        elif not found and known.kind in ("person", "organisation"):
            atoms = tuple(atom for atom, _ in cut_atoms(known.name))
            same = self.names(atoms[0]).get(atoms)
            if same and same.kind == known.kind and same.country in (known.country, None):
                found |= set(same.sanctions)
        return tuple(sorted(found))

    def origin(self) -> str:
        """What was imported, for the record's `made_by`: "sanctions ftm 3210 0a1b2c3d"."""
        return ", ".join(f"{one.source} {one.format} {one.entities} {one.fingerprint}" for one in self.imports)

    def _read(self, first: str) -> Names:
        rows = read_names(self._base, first)
        found = []
        for atoms, group in groupby(rows, key=lambda row: row[0]):
            known = self._meant([stored for _, stored in group if self._is_name(atoms, stored)])
            if known:
                found.append((atoms, known))
        return dict(sorted(found, key=lambda row: -len(row[0])))

    def _is_name(self, atoms: tuple[str, ...], stored: Stored) -> bool:
        """False for what is rather a common word: one word of a person's name, "The Movement", "Front"."""
        if len(atoms) == 1:
            word = atoms[0]
            acronym = sum(ch.isupper() for ch in word) >= FEWEST_CAPITALS and stored.kind == "organisation"
            usual = word in stored.names.values() and word[:1].isupper() and len(word) >= SHORTEST
            return acronym or (usual and stored.kind != "person")
        return not (len(atoms) == 2 and atoms[0].lower() in self._ordinary) and any(a[:1].isupper() for a in atoms)

    def _meant(self, stored: list[Stored]) -> Known | None:
        """The one that a name means: rows of one Wikidata item are one; of two namesakes the far better known."""
        people: dict[str, list[Stored]] = {}
        for one in stored:
            people.setdefault(one.wikidata or f"{one.source}:{one.id}", []).append(one)
        ranked = sorted(people.values(), key=lambda rows: -max(row.weight for row in rows))
        if not ranked:
            return None
        if len(ranked) > 1 and max(r.weight for r in ranked[0]) < CLEARER * max(1, max(r.weight for r in ranked[1])):
            return None
        return self._known(ranked[0])

    def _known(self, rows: list[Stored]) -> Known | None:
        best = max(rows, key=lambda row: (bool(row.terms), row.weight))
        sanctions = tuple(sorted({name for row in rows for name in row.sanctions}))
        country = _first(row.country for row in (best, *rows))
        wikidata = _first(row.wikidata for row in rows)
        if wikidata in self._shipped:
            return self._shipped[wikidata]
        if country is None and not sanctions:
            return None
        name = best.names.get(self._language) or next(iter(best.names.values()))
        return Known(
            key=f"imported:{wikidata or best.id}", name=name, kind=KINDS[best.kind], type=TYPES[best.kind],
            country=country, sector=_first(row.sector for row in (best, *rows)), wikidata=wikidata,
            terms=best.terms, source=best.source, sanctions=sanctions,
        )  # fmt: skip


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
