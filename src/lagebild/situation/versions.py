"""The record of a stored report → what versions are compared by."""

import msgspec
from msgspec import Struct

from lagebild.record import Span
from lagebild.stories.changes import Version, say
from lagebild.stories.counts import numbers_in
from lagebild.stories.model import Claim


class _Block(Struct, frozen=True):
    kind: str
    span: Span


class _Quantity(Struct, frozen=True):
    span: Span
    low: float | None
    high: float | None


class _Record(Struct, frozen=True):
    """What is read of a lagebild.report/1."""

    language: str
    text: str
    blocks: list[_Block] | None = None
    sentences: list[Span] | None = None
    quantities: list[_Quantity] | None = None


def version_of_record(record: bytes, claims: tuple[Claim, ...]) -> Version:
    """A stored report as a version; `record` is its lagebild.report/1 as JSON, `claims` what the store has of it."""
    known = msgspec.json.decode(record, type=_Record)
    blocks = known.blocks or []
    said = []
    at = 0
    for span in known.sentences or ():
        while at + 1 < len(blocks) and blocks[at].span[1] <= span[0]:
            at += 1
        kind = blocks[at].kind if blocks else "body"
        said.append(say(known.text, span, kind, numbers_in(known.quantities or (), span)))
    said += [say(known.text, block.span, block.kind, ()) for block in blocks if block.kind == "notice"]
    return Version(known.language, claims, tuple(said))
