"""One thing that is imported, whatever file it comes from."""

from typing import Literal

from msgspec import Struct

from lagebild.knowledge.holders import Term

Kind = Literal["person", "organisation", "region"]


class Row(Struct, frozen=True):
    """Somebody or something with all its names."""

    id: str  # in its source
    kind: Kind
    names: tuple[tuple[str, str], ...]  # language ("" where unknown) and name, the usual ones first
    country: str | None = None  # ISO 3166-1 alpha-3, or UNO, EUR, IGO, NGO
    sector: str | None = None  # PLOVER sector; of persons where no term says it
    terms: tuple[Term, ...] = ()
    wikidata: str | None = None
    sanctions: tuple[str, ...] = ()  # lists that name it
    weight: int = 0  # how well known: of two namesakes the one known five times better is meant


class Listing(Struct, frozen=True):
    """That lists name an entity of the same source, which may stand before or behind it in the file."""

    entity: str
    lists: tuple[str, ...]


class Skipped(Struct, frozen=True):
    """A line that could not be read, and why."""

    line: int
    reason: str
