"""The items in quarantine, tried again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from lagebild.errors import InputError, kind_of
from lagebild.fetch.files import file_content
from lagebild.fetch.items import Expect, Failed, Found, Item, Step
from lagebild.fetch.remote import Remote, Wanted
from lagebild.fetch.session import Session
from lagebild.fetch.sources import is_address
from lagebild.store.quarantine import BadItem
from lagebild.store.store import Store

T = TypeVar("T")


class Forgetful:
    """A memory that holds nothing: everything is read from its beginning."""

    def get(self, key: str, shape: type[T]) -> T | None:
        """None, always."""
        return None


def retry(store: Store, session: Callable[[], Session], limit_bytes: int, kind: str | None = None) -> Iterator[Step]:
    """Each item that is in quarantine now, once, as it was kept or as it is where it came from."""
    bad = store.quarantine.each(kind)
    yield Expect(len(bad))
    opened: Session | None = None
    try:
        for entry in bad:
            item = _item(store, entry)
            if item.data:
                yield Found(item, 1, entry.hash, again=True)
            elif item.at is not None and is_address(item.at):
                opened = opened or session()
                remote = Remote(opened, Forgetful(), limit_bytes, item.language)
                yield from (_tried(step, entry) for step in remote.again(_wanted(item)))
            elif item.at is not None:
                yield _from_file(item, entry, limit_bytes)
            else:
                yield Failed(item, entry.kind, entry.reason)  # too large to be kept: `ingest --again` on its source
    finally:
        if opened is not None:
            opened.close()


def _item(store: Store, entry: BadItem) -> Item:
    kept = store.quarantine.item(entry.number)
    return msgspec.msgpack.decode(kept, type=Item) if kept is not None else Item(entry.source, entry.name, b"")


def _wanted(item: Item) -> Wanted:
    return Wanted(item.source, item.at or item.name, item.title, item.published, item.publisher)


def _tried(step: Step, entry: BadItem) -> Step:
    """The page itself takes the place of the entry; if it is a feed, its pages are items of their own."""
    return (
        replace(step, instead=entry.hash, again=True)
        if isinstance(step, Found) and step.item.at == entry.name
        else step
    )


def _from_file(item: Item, entry: BadItem, limit_bytes: int) -> Step:
    path = Path(item.at or item.name)
    try:
        return Found(replace(item, data=file_content(path, limit_bytes), id=path.stem), 1, entry.hash, again=True)
    except InputError as error:
        return Failed(item, kind_of(error), str(error))
