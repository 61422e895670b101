"""GDELT 2.0 mentions: where and how surely each row of the events table is told, the 16 columns of GDELT."""

from collections.abc import Iterable, Iterator

from lagebild.exports.addresses import web_address
from lagebild.exports.columns import Column, nothing, to_delimited
from lagebild.exports.gdelt import Dyad, added, citation, dyads_of
from lagebild.knowledge.codes import Codes
from lagebild.view.contract import ParticipantObject, ReportObject

WEB, CITATION_ONLY = 1, 2  # how MentionIdentifier is to be read


def to_gdelt_mentions(records: Iterable[ReportObject], mutual: frozenset[str], codes: Codes) -> Iterator[bytes]:
    """One mention for each row that `gdelt.to_gdelt` gives for the same records: tabs, no header."""
    return to_delimited(dyads_of(records, mutual, codes), MENTION_COLUMNS, tabs=True, header=False)


def _start(participant: ParticipantObject | None) -> int | None:
    return participant.span[0] if participant else None


MENTION_COLUMNS: tuple[Column[Dyad], ...] = (
    Column("GLOBALEVENTID", "integer", "the row of the events table", lambda d: d.id),
    Column("EventTimeDate", "integer", "its DATEADDED", lambda d: added(d.told.record)),
    Column("MentionTimeDate", "integer", "the same: a row has one mention", lambda d: added(d.told.record)),
    Column(
        "MentionType",
        "integer",
        "1 MentionIdentifier is an address, 2 it is a citation",
        lambda d: WEB if web_address(d.told.record.url) else CITATION_ONLY,
    ),
    Column("MentionSourceName", "text", "publisher of the report", lambda d: d.told.record.publisher),
    Column(
        "MentionIdentifier",
        "text",
        "address, else publisher and title, else id of the report",
        lambda d: citation(d.told.record),
    ),
    Column("SentenceID", "integer", "number of the sentence, from 1", lambda d: d.told.event.sentence + 1),
    Column(
        "Actor1CharOffset", "integer", "where the actor is named, in code points of the text", lambda d: _start(d.actor)
    ),
    Column("Actor2CharOffset", "integer", "where the recipient is named", lambda d: _start(d.recipient)),
    Column("ActionCharOffset", "integer", "where the trigger stands", lambda d: d.told.event.trigger[0]),
    Column("InRawText", "integer", "1: we always read the text as it came", lambda d: 1),
    Column("Confidence", "integer", "confidence in per cent", lambda d: round(d.told.event.confidence * 100)),
    Column("MentionDocLen", "integer", "characters of the report", lambda d: len(d.told.record.text)),
    Column("MentionDocTone", "number", "empty: we do not measure tone", nothing),
    Column("MentionDocTranslationInfo", "text", "empty: we read the original, not a translation", nothing),
    Column("Extras", "text", "empty, as at GDELT", nothing),
)
