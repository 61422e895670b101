"""The rules that stand over a store, each understood as far as it can be."""

from msgspec import Struct

from lagebild.errors import DataError
from lagebild.store.store import Store
from lagebild.store.watches import StoredWatch
from lagebild.watches.model import Watch
from lagebild.watches.rule_file import WatchFile, read_watch_file
from lagebild.watches.vocabulary import Vocabulary


class Standing(Struct, frozen=True):
    """A rule that stands; `watch` and `file` are None where it is wrong by what is known now, `problem` says how."""

    stored: StoredWatch
    watch: Watch | None
    file: WatchFile | None  # that it is from, with its sinks
    problem: str = ""


def standing_rules(store: Store, vocabulary: Vocabulary) -> tuple[Standing, ...]:
    """All rules that stand, by name."""
    return tuple(_understood(stored, vocabulary) for stored in store.watches.each())


def _understood(stored: StoredWatch, vocabulary: Vocabulary) -> Standing:
    try:
        file = read_watch_file(stored.rule, f"watch {stored.name}", vocabulary)
    except DataError as error:
        return Standing(stored, None, None, str(error))
    watch = next((one for one in file.watches if one.name == stored.name), None)
    return Standing(stored, watch, file, "" if watch else f"watch {stored.name}: its rule no longer names it")
