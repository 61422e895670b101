"""What a source gives: items that may be reports, and what is to be remembered of the source between runs."""

import hashlib
from typing import Literal, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from lagebild.fetch.files import read_bytes
from lagebild.fetch.json_lines import decode_line, page_of_line
from lagebild.record import Page

T = TypeVar("T")


class Item(Struct, frozen=True):
    """One thing that may be a report, as it came in; title, publisher and date serve where it says none itself."""

    source: str  # what the user named
    name: str  # where it is: a path, an address, "path:line"
    data: bytes
    form: Literal["page", "line"] = "page"  # a text or HTML page, or a line of JSON Lines
    id: str = ""
    url: str | None = None
    charset: str | None = None  # that the server declared
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    retrieved: str | None = None
    archived: bool = False  # of an archive of anything: what is no report, or in no known language, is only counted
    at: str | None = None  # path or address from which it can be had again; None: `data` must be kept for that


class Found(Struct, frozen=True):
    """An item; `size` is how far it takes the progress bar."""

    item: Item
    size: float = 1
    instead: int | None = None  # hash under which it may lie in quarantine; None: its own
    again: bool = False  # it is tried again, though it is known


class Failed(Struct, frozen=True):
    """Something that could not be had: an address that does not answer, an archive that is cut off."""

    item: Item  # without data
    kind: str
    reason: str
    size: float = 1


class Unchanged(Struct, frozen=True):
    """What was dealt with in an earlier run, and has not changed since."""

    name: str
    size: float = 1


class Passed(Struct, frozen=True):
    """Input that holds no item, or none any more: only the progress bar moves."""

    size: float
    instead: int | None = None  # hash under which it may lie in quarantine, and need not any more


class Mark(Struct, frozen=True):
    """To be remembered once all that came before it is dealt with."""

    key: str
    value: object


class Expect(Struct, frozen=True):
    """So much more will come: for the progress bar."""

    size: float


class Idle(Struct, frozen=True):
    """Nothing new for now: time to finish what is under way."""


Step = Found | Failed | Unchanged | Passed | Mark | Expect | Idle


class Memory(Protocol):
    """What was remembered: `store.marks.Marks`."""

    def get(self, key: str, shape: type[T]) -> T | None: ...


def item_hash(item: Item) -> int:
    """A 64-bit hash of all that decides what is read: the same item is not read twice."""
    told = [item.form, item.url, item.title, item.publisher, item.published, item.language, item.charset]
    if not item.data:
        told = [item.at or item.name]  # it could not be had: known by where it is
    head = "\n".join(part or "" for part in told).encode("utf-8", errors="replace")
    return int.from_bytes(hashlib.blake2b(head + b"\n\n" + item.data, digest_size=8).digest(), signed=True)


def as_text(name: str) -> str:
    """A file name as text: bytes in it that are none become question marks, so that it can be stored and shown."""
    return name.encode("utf-8", errors="replace").decode()


def page_of(item: Item) -> Page:
    """The page of an item; InputError says what is wrong with it."""
    if item.form == "line":
        line = decode_line(item.data, item.name)
        return page_of_line(line, item.id or (str(line.id) if line.id is not None else item.name))
    page = read_bytes(item.data, item.id, url=item.url, charset=item.charset, where=item.name)
    return replace(
        page,
        id=item.id,
        url=item.url or page.url,
        title=page.title or item.title,
        publisher=_publisher(page.publisher, item),
        published=page.published or item.published,
        retrieved=item.retrieved or page.retrieved,
    )


def _publisher(named: str | None, item: Item) -> str | None:
    """What the page names; where only its host stands for it, a feed's title says more."""
    if named is None or item.publisher is None:
        return named or item.publisher
    only_host = f"://{named}/".lower() in (item.url or "").lower().replace("://www.", "://") + "/"
    return item.publisher if only_host else named


def language_of(item: Item) -> str | None:
    """What is said of an item's language; None: the text must tell."""
    if item.form == "line" and item.language is None:
        line = decode_line(item.data, item.name)
        return line.language or line.lang
    return item.language
