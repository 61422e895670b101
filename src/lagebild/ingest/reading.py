"""An item → what the store keeps of it; done where there is time, in this process or in another."""

import traceback
from collections.abc import Callable
from typing import Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from lagebild.errors import DataError, InputError, kind_of
from lagebild.fetch.items import Item, language_of, page_of
from lagebild.record import Page, Report
from lagebild.settings import Settings
from lagebild.store.reports import Entry, content_id, make_entry
from lagebild.view.contract import to_object


class Reads(Protocol):
    """What reads a page and says what made the record: `lagebild.app.Reader`."""

    def read(self, page: Page, language: str | None = None) -> Report: ...

    def made_by(self, report: Report) -> dict[str, object]: ...


class Task(Struct, frozen=True):
    """How to read items; it travels to the workers. `extract` takes from a report what goes on to the stories."""

    settings: Settings
    make_reader: Callable[[Settings], Reads]
    extract: Callable[[Report], object] | None = None
    debug: bool = False


class Reading(Struct, frozen=True):
    """A report that was read."""

    entry: Entry
    extract: object = None


class Unread(Struct, frozen=True):
    """Why an item could not be read."""

    kind: str
    reason: str


def start(task: Task) -> Callable[[Item], Reading | Unread]:
    """The function that reads one item; whatever goes wrong with it becomes its result."""
    reader = task.make_reader(task.settings)

    def read(item: Item) -> Reading | Unread:
        try:
            return read_item(item, reader, task.extract)
        except InputError as error:
            return Unread(kind_of(error), str(error))
        except DataError:
            raise  # a pack or the code book is wrong: no report can be read
        except Exception as error:  # a fault of ours in one report must not stop the others
            where = "".join(traceback.format_exception(error)) if task.debug else f"{type(error).__name__}: {error}"
            return Unread("internal", f"a fault of Lagebild, not of the report: {where}")

    return read


def crashed(item: Item) -> Reading | Unread:
    """The result of an item over which the process died."""
    return Unread("crashed", "the process that read this report died, perhaps for lack of memory")


def hung(item: Item) -> Reading | Unread:
    """The result of an item that was given up."""
    return Unread("too_slow", "reading it took longer than report_seconds allows; the process was stopped")


def read_item(item: Item, reader: Reads, extract: Callable[[Report], object] | None) -> Reading:
    """Read an item; its page gets the id under which it is stored. InputError says why it cannot be read."""
    page = page_of(item)
    name = page.id or item.url or item.name
    page = replace(page, id=content_id(page))
    report = reader.read(page, language_of(item))
    record = msgspec.json.encode(to_object(report, reader.made_by(report)))
    entry = make_entry(page, record, source=item.source, name=name)
    return Reading(entry, extract(report) if extract is not None else None)
