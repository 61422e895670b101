"""Two wordings → one text in which what went and what came is marked."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

LONGEST = 600  # words of either text that are compared; what is longer is shown as wholly new

Fate = Literal["kept", "gone", "new"]


class Stretch(Struct, frozen=True):
    """Words of one fate."""

    fate: Fate
    text: str


def mark_changes(before: str | None, after: str | None) -> list[Stretch]:
    """What was kept, what went, what came, in order."""
    if before is None or after is None:
        return [Stretch("gone" if after is None else "new", after or before or "")]
    old, new = _words(before), _words(after)
    if max(len(old), len(new)) > LONGEST:
        return [Stretch("gone", before), Stretch("new", after)]
    return list(_stretches(old, new))


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*", text)


def _stretches(old: list[str], new: list[str]) -> Iterator[Stretch]:
    bare_old, bare_new = [w.strip() for w in old], [w.strip() for w in new]
    for kind, a, b, c, d in SequenceMatcher(None, bare_old, bare_new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch("kept", "".join(new[c:d]))
            continue
        if a < b:
            yield Stretch("gone", "".join(old[a:b]))
        if c < d:
            yield Stretch("new", "".join(new[c:d]))
