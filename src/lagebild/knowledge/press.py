"""The press of the world: who publishes, and where a text names them."""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from lagebild.errors import DataError
from lagebild.knowledge.data import Folder, decode, package_folder
from lagebild.record import Ownership, Span

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")  # words, gaps and marks; gaps are made alike
_WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
_GAPS = {"–": "-", "—": "-", "‑": "-", "’": "'"}  # typographic variants inside one name


class Outlet(Struct, frozen=True, forbid_unknown_fields=True):
    """One agency, outlet or photo service."""

    id: str
    kind: Literal["agency", "outlet", "photo"]
    names: tuple[str, ...]
    country: str | None  # ISO 3166-1 alpha-3; None: of no country
    ownership: Ownership
    usual: str | None = None  # None: the first of the names
    in_context: tuple[str, ...] = ()  # count only beside other evidence
    house: str | None = None  # whom it belongs to, where several outlets share one
    domains: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The usual name."""
        return self.usual or (self.names or self.in_context)[0]


class NamedOutlet(Struct, frozen=True):
    """A place in a text where an outlet's name stands."""

    span: Span
    outlet: Outlet
    certain: bool  # False: the name is also an ordinary word or code


class _PressFile(Struct, frozen=True, forbid_unknown_fields=True):
    nouns: tuple[str, ...]
    credit_words: tuple[str, ...]
    contribution_words: tuple[str, ...]
    press: tuple[Outlet, ...]


class _Node:
    """A place in the tree of names: what may follow, and whose name ends here."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: tuple[Outlet, bool] | None = None


class Press:
    """All outlets, with look-up by name, by web address and in running text."""

    def __init__(self, file: _PressFile) -> None:
        self.outlets = file.press
        self.nouns = frozenset(file.nouns)
        self.credit_words = frozenset(word.lower() for word in file.credit_words)
        self.contribution_words = frozenset(word.lower() for word in file.contribution_words)
        self._by_id = {outlet.id: outlet for outlet in file.press}
        self._by_domain = {domain: outlet for outlet in file.press for domain in outlet.domains}
        self._root = _Node()
        if len(self._by_id) != len(file.press):
            raise DataError("world/press.yaml: an id is used twice; give every outlet its own")
        for outlet in file.press:
            for name in outlet.names:
                self._add(name, outlet, certain=True)
                if len(name) > 3:
                    self._add(name.upper(), outlet, certain=True)
            for name in outlet.in_context:
                self._add(name, outlet, certain=False)
        self._begins = _second_words(self._root)
        self._first_words = frozenset(self._begins)

    def get(self, outlet_id: str) -> Outlet | None:
        """The outlet with this id."""
        return self._by_id.get(outlet_id)

    def by_name(self, name: str) -> Outlet | None:
        """The outlet that a whole string names ("Reuters", "The Guardian", "bild.de")."""
        stripped = name.strip()
        found = self._longest(stripped, 0, len(stripped))
        if found and found.span[1] == len(stripped):
            return found.outlet
        return self.by_address(stripped) if "." in stripped and " " not in stripped else None

    def by_address(self, address: str) -> Outlet | None:
        """The outlet behind a web address or host name; subdomains count."""
        host = re.sub(r"^[a-z]+://", "", address.strip().lower()).partition("/")[0].partition(":")[0]
        labels = host.split(".")
        for start in range(len(labels) - 1):
            if outlet := self._by_domain.get(".".join(labels[start:])):
                return outlet
        return None

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[NamedOutlet]:
        """Names of outlets in `text[start:end]`, longest match first, in one pass; spans count from `text`'s start."""
        end = len(text) if end is None else end
        if not self._may_name_one(_WORD_OR_MARK.findall(text, start, end)):
            return
        after = start
        for match in _WORD_OR_MARK.finditer(text, start, end):
            if match.group() in self._begins and match.start() >= after:  # most words begin no name
                found = self._longest(text, match.start(), end)
                if found:
                    yield found
                    after = found.span[1]

    def _may_name_one(self, words: list[str]) -> bool:
        """False where no word begins a name whose second word follows it: nearly always."""
        begins = self._first_words.intersection(words)
        for i, word in enumerate(words) if begins else ():
            if word in begins:
                second = self._begins[word]
                if "" in second or not second.isdisjoint(words[i + 1 : i + 2]):
                    return True
        return False

    def _longest(self, text: str, start: int, end: int) -> NamedOutlet | None:
        """The longest name that begins at a character; a genitive -s may follow it."""
        node, found = self._root, None
        for match in _PIECE.finditer(text, start, end):
            piece = _alike(match.group())
            following = node.next.get(piece)
            if following is None:
                # "Tagesspiegels", "APs": the case ending belongs to the sentence, not to the name
                following = node.next.get(piece[:-1]) if len(piece) > 4 and piece.endswith("s") else None
                if following is not None and following.ends is not None:
                    found = NamedOutlet((start, match.end()), *following.ends)
                break
            node = following
            if node.ends is not None:
                found = NamedOutlet((start, match.end()), *node.ends)
        return found

    def _add(self, name: str, outlet: Outlet, *, certain: bool) -> None:
        node = self._root
        for piece in map(_alike, _PIECE.findall(name)):
            node = node.next.setdefault(piece, _Node())
        if node.ends is None:
            node.ends = (outlet, certain)


def load_press() -> Press:
    """Read world/press.yaml."""
    folder: Folder = package_folder("world")
    return Press(decode(folder.joinpath("press.yaml"), _PressFile))


def load_press_file(path: Folder) -> Press:
    """The shipped press with the outlets of another file of the same shape."""
    shipped = decode(package_folder("world").joinpath("press.yaml"), _PressFile)
    return Press(replace(shipped, press=(*shipped.press, *decode(path, _PressFile).press)))


def _second_words(root: _Node) -> dict[str, frozenset[str]]:
    """How the first word of a name may stand in a text → the same of all second ones; "" for a name of one word."""
    found: dict[str, frozenset[str]] = {}
    for first, node in root.next.items():
        behind = [*node.next, *(node.next[" "].next if " " in node.next else ())]
        second = {form for piece in behind for form in _written(piece)} | ({""} if node.ends else set())
        for form in _written(first):
            found[form] = found.get(form, frozenset()) | second
    return found


def _alike(piece: str) -> str:
    return " " if piece.isspace() else _GAPS.get(piece, piece)


def _written(piece: str) -> tuple[str, ...]:
    """How the first piece of a name may stand in a text: also with a genitive -s, or another dash."""
    return (piece, piece + "s", *(mark for mark, alike in _GAPS.items() if alike == piece))
