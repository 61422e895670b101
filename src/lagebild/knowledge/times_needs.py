"""What a text must hold so that the pattern of a time rule can match: read off the pattern, to try few rules on a text.

What is optional or excluded need not be there, and what ranges of characters stand for is not looked at.
"""

import re
from functools import reduce

from msgspec import Struct

DIGIT = "#"  # stands among the names of lists for any digit


class Need(Struct, frozen=True):
    """One of these must be there: a word of one of the lists, or letters that the pattern spells out, folded."""

    lists: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()

    def __or__(self, other: "Need") -> "Need":
        return Need(self.lists | other.lists, self.letters | other.letters)


_PART = re.compile(
    r"\{=?(?P<list>[a-z_]+)\}"
    r"|(?P<open>\((?:\?(?:P<\w+>|<?[=!]|[a-z]*:))?)"
    r"|(?P<digit>\\d)|\[(?P<one_of>[^\]\\^-]+)\]|\[(?:\\.|[^\]\\])+\]|\\[a-zA-Z]|[.^$ ]|\\?(?P<letter>.)"
)
_UNREAD = re.compile(r"\(\?(?!P<|<?[=!]|[a-z]*:)|\\[1-9]")
_REPEATED = re.compile(r"(?P<optional>[?*]|\{0,?\d*\})|\+|\{[\d,]+\}")


def needs_of(pattern: str) -> tuple[Need, ...]:
    """Everything that a text must hold for `pattern`, a regular expression with names of lists in braces.

    Nothing where it has a construction that is not read here: a back reference, flags, a condition.
    """
    if _UNREAD.search(pattern):
        return ()
    return tuple(dict.fromkeys(_choice(pattern, 0)[0]))


def _choice(pattern: str, at: int) -> tuple[list[Need], int]:
    """The needs of the alternatives from `at` to the closing bracket, and where that stands."""
    branches = []
    while True:
        needs, at = _sequence(pattern, at)
        branches.append(needs)
        if not pattern.startswith("|", at):
            break
        at += 1
    if len(branches) == 1:
        return branches[0], at
    if not all(branches):
        return [], at
    common = [need for need in branches[0] if all(need in needs for needs in branches)]
    return [*common, reduce(Need.__or__, (min(needs, key=_how_common) for needs in branches))], at


def _sequence(pattern: str, at: int) -> tuple[list[Need], int]:
    """The needs of what follows from `at` to the end of the alternative, and where that stands."""
    needs: list[Need] = []
    letters = ""
    while at < len(pattern) and pattern[at] not in "|)":
        part = _PART.match(pattern, at)
        assert part is not None  # the last alternative takes any character
        at = part.end()
        inner: list[Need] = []
        if part["open"]:
            inner, at = _choice(pattern, at)
            at += 1
            if part["open"].endswith("!"):
                inner = []
        elif part["list"]:
            inner = [Need(lists=frozenset({part["list"]}))]
        elif part["digit"]:
            inner = [Need(lists=frozenset({DIGIT}))]
        elif part["one_of"]:
            inner = [Need(letters=frozenset(part["one_of"].casefold()))]
        repeated = _REPEATED.match(pattern, at)
        if repeated:
            at = repeated.end()
        if part["letter"] and not repeated and not part["letter"].isspace():
            letters += part["letter"].casefold()
            continue
        if letters:
            needs.append(Need(letters=frozenset({letters})))
            letters = ""
        if not (repeated and repeated["optional"]):
            needs += inner
    if letters:
        needs.append(Need(letters=frozenset({letters})))
    return needs, at


def _how_common(need: Need) -> tuple[int, int]:
    """Least for what fewest texts hold: one thing, and a long one."""
    return len(need.lists) + len(need.letters), -min(map(len, need.lists | need.letters))
