"""Reports with gold coreference: JSON Lines, or a text in which mentions are marked.

JSON Lines: one object a line with `id`, `text` and `mentions`, each with `kind` ("entity" counts, others do not),
`chain` and `spans` in code points. Marked text: `== id` begins a report, `[words|chain]` is a mention, which may hold
others; lines that begin with `#` are left out.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from lagebild.bench.text_files import open_lines
from lagebild.errors import DataError
from lagebild.record import Span

_TITLE = re.compile(r"== (\S+)\s*$")
_CHAIN = re.compile(r"\|([\w-]+)\]")


class GoldMention(Struct, frozen=True):
    """Where somebody is meant, and who: mentions of one chain mean the same."""

    span: Span
    chain: str


class CoreferentText(Struct, frozen=True):
    """A report and the mentions in it."""

    id: str
    text: str
    mentions: tuple[GoldMention, ...]


class _MentionObject(Struct, frozen=True):
    kind: str
    chain: str
    spans: list[Span]


class _TextObject(Struct, frozen=True):
    id: str
    text: str
    mentions: list[_MentionObject]


def read_coreferent_texts(file: Path) -> list[CoreferentText]:
    """Read a file of either form; DataError says which line is wrong."""
    with open_lines(file, "file of reports with mentions") as opened:
        lines = list(opened)
        marked = any(_TITLE.match(line) for line in lines)
        texts = list(_marked(lines) if marked else _objects(lines))
        if not any(text.mentions for text in texts):
            raise DataError("no report with mentions in it")
    return texts


def _objects(lines: Sequence[str]) -> Iterator[CoreferentText]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            one = msgspec.json.decode(line, type=_TextObject)
        except msgspec.MsgspecError as error:
            raise DataError(f"line {number}: {error}") from error
        spans = ((m.chain, (m.spans[0][0], m.spans[-1][1])) for m in one.mentions if m.kind == "entity" and m.spans)
        yield CoreferentText(one.id, one.text, tuple(GoldMention(span, chain) for chain, span in spans))


def _marked(lines: Sequence[str]) -> Iterator[CoreferentText]:
    name = ""
    kept: list[str] = []
    for line in [*(line.rstrip("\n") for line in lines if not line.startswith("#")), "== end"]:
        if title := _TITLE.match(line):
            if name:
                yield _unmarked(name, "\n".join(kept).strip())
            name = title.group(1)
            kept = []
        else:
            kept.append(line)


def _unmarked(name: str, marked: str) -> CoreferentText:
    text, at = "", 0
    mentions: list[GoldMention] = []
    open_at: list[int] = []
    while at < len(marked):
        chain = _CHAIN.match(marked, at)
        if marked[at] == "[":
            open_at.append(len(text))
            at += 1
        elif chain:
            if not open_at:
                raise DataError(f"{name}: {chain.group()!r} closes a mention that nothing opened")
            mentions.append(GoldMention((open_at.pop(), len(text)), chain.group(1)))
            at = chain.end()
        else:
            text += marked[at]
            at += 1
    if open_at:
        raise DataError(f"{name}: a mention is not closed: {text[open_at[-1] :][:40]!r}")
    return CoreferentText(name, text, tuple(sorted(mentions, key=lambda mention: mention.span)))
