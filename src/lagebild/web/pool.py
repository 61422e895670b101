"""Stores that wait to be used: a connection serves one request at a time, and is opened when none waits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from threading import BoundedSemaphore

from lagebild.errors import StoreError
from lagebild.store.store import Store

AT_ONCE = 8  # connections; more requests wait for one to become free


class Pool:
    """Connections to one store, used again and again."""

    def __init__(self, open_one: Callable[[], Store], at_once: int = AT_ONCE) -> None:
        self._open, self._free = open_one, LifoQueue[Store]()
        self._places = BoundedSemaphore(at_once)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """A store for as long as the block runs; one that failed is closed and not used again."""
        with self._places:
            try:
                store = self._free.get_nowait()
            except Empty:
                store = self._open()
            try:
                yield store
            except StoreError:
                store.close()
                raise
            except BaseException:
                self._free.put(store)
                raise
            self._free.put(store)

    def close(self) -> None:
        """Close all that are free."""
        while True:
            try:
                self._free.get_nowait().close()
            except Empty:
                return
