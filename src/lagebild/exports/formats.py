"""The table of formats: read this to know what there is."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from lagebild.exports.atom import to_atom
from lagebild.exports.csv_table import to_csv
from lagebild.exports.ftm import to_ftm
from lagebild.exports.gdelt import to_gdelt
from lagebild.exports.gdelt_mentions import to_gdelt_mentions
from lagebild.exports.jsonld import to_jsonld
from lagebild.exports.parquet import to_parquet
from lagebild.exports.plover import to_plover
from lagebild.knowledge.codes import Codes
from lagebild.record import Modality
from lagebild.view.contract import ReportObject

ALL: frozenset[Modality] = frozenset({"asserted", "planned", "expected", "possible", "conditional", "denied"})


class Knows(Struct, frozen=True):
    """What some formats need to know beside the records."""

    mutual: frozenset[str]  # event types whose actors did it with each other
    codes: Codes


class Format(Struct, frozen=True):
    """One format: how records become bytes, and which events it takes unless the user says otherwise."""

    meaning: str
    convert: Callable[[Iterable[ReportObject], Knows], Iterator[bytes]]
    modalities: frozenset[Modality] = ALL
    binary: bool = False


# GDELT's tables have no column for modality: what is planned, doubted or denied would read there as done.
_DONE: frozenset[Modality] = frozenset({"asserted"})

FORMATS: dict[str, Format] = {
    "csv": Format("one event a row, for spreadsheets", lambda records, knows: to_csv(records)),
    "parquet": Format("the same with typed columns", lambda records, knows: to_parquet(records), binary=True),
    "gdelt": Format(
        "the events table of GDELT 2.0",
        lambda records, knows: to_gdelt(records, knows.mutual, knows.codes),
        modalities=_DONE,
    ),
    "gdelt-mentions": Format(
        "its mentions table",
        lambda records, knows: to_gdelt_mentions(records, knows.mutual, knows.codes),
        modalities=_DONE,
    ),
    "plover": Format("the table of POLECAT", lambda records, knows: to_plover(records)),
    "ftm": Format("FollowTheMoney entities", lambda records, knows: to_ftm(records, knows.codes)),
    "jsonld": Format("schema.org articles, claims and events", lambda records, knows: to_jsonld(records)),
    "atom": Format("a feed of reports and their claims", lambda records, knows: to_atom(records)),
}
