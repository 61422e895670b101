"""What a user names → items: files, directories, addresses; and directories and feeds watched."""

import io
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from lagebild.errors import InputError
from lagebild.fetch.files import file_content
from lagebild.fetch.items import Expect, Failed, Found, Idle, Item, Memory, Step
from lagebild.fetch.json_lines import find_lines
from lagebild.fetch.local import SUFFIXES, find_files, kind_of_file, read_local
from lagebild.fetch.remote import Remote
from lagebild.fetch.session import Session

TICK = 1.0  # seconds between two looks at what is watched; a file is read once it has not changed for as long


class Sources:
    """What was named, told apart. Files are read before anything is fetched."""

    def __init__(
        self,
        named: Sequence[str],
        *,
        memory: Memory,
        session: Callable[[], Session],
        limit_bytes: int,
        language: str | None = None,
    ) -> None:
        self._memory, self._session = memory, session
        self._limit, self._language = limit_bytes, language
        self.addresses = [name for name in named if is_address(name)]
        self.folders = [Path(name) for name in named if not is_address(name) and Path(name).is_dir()]
        self.files = [Path(name) for name in named if not is_address(name) and not Path(name).is_dir()]

    @property
    def in_bytes(self) -> bool:
        """True if the size of what will come is counted in bytes: nothing is fetched."""
        return not self.addresses

    def read(self) -> Iterator[Step]:
        """All items that there are now."""
        found = [(file, str(file)) for file in self.files]
        found += [(file, str(folder)) for folder in self.folders for file in find_files(folder)]
        if self.in_bytes:
            yield Expect(sum(file.stat().st_size for file, _ in found if file.is_file()))
        saved: list[tuple[str, bytes]] = []
        for file, source in found:
            if file in self.files:
                yield from self._named(file, saved)
            else:
                yield from self._in_folder(file, source)
        if self.addresses or saved:
            session = self._session()
            try:
                remote = Remote(session, self._memory, self._limit, self._language)
                yield from remote.read(self.addresses, saved)
            finally:
                session.close()

    def watch(self, every: float, stop: Callable[[], bool] = lambda: False) -> Iterator[Step]:
        """Read all, then what is new in the folders as it comes, and the addresses anew `every` so many seconds."""
        yield from self.read()
        yield Idle()
        due = time.monotonic() + every
        fresh: dict[Path, tuple[int, int]] = {path: (-1, -1) for f in self.folders for path in find_files(f)}
        for changes in self._changes():
            for name in changes:
                if name.lower().endswith(SUFFIXES):
                    fresh[Path(name)] = (-1, -1)
            for path in list(fresh):
                seen = _state(path)
                if seen is None or seen == fresh[path]:
                    del fresh[path]
                    if seen is not None:
                        yield from self._in_folder(path, str(path.parent))
                else:
                    fresh[path] = seen
            yield Idle()
            if time.monotonic() >= due:
                yield from self.read()
                yield Idle()
                due = time.monotonic() + every
            if stop():
                return

    def _changes(self) -> Iterator[list[str]]:
        """Names of changed files, and nothing at every tick."""
        if self.folders:
            from watchfiles import watch

            wait = int(TICK * 1000)
            for changes in watch(*self.folders, rust_timeout=wait, yield_on_timeout=True, raise_interrupt=True):
                yield [name for _, name in changes]
        while True:
            time.sleep(TICK)
            yield []

    def _named(self, file: Path, saved: list[tuple[str, bytes]]) -> Iterator[Step]:
        """A file that was named; a saved feed or list is kept for later: what it lists is fetched."""
        if file.exists() and not file.is_file():  # a pipe: it can be read only once
            with file.open("rb") as stream:
                yield from read_stream(stream, self._limit, self._language)
            return
        try:
            if kind_of_file(file) in ("feed", "list"):
                saved.append((str(file), file_content(file, self._limit)))
                return
        except InputError:
            pass  # told as a failure of this file by what follows
        yield from self._in_folder(file, str(file))

    def _in_folder(self, file: Path, source: str) -> Iterator[Step]:
        """A file among others: nothing is fetched because of what it holds."""
        yield from read_local(file, source, self._memory, self._limit, self._language)


def read_stream(stream: BinaryIO, limit_bytes: int, language: str | None) -> Iterator[Step]:
    """The items of standard input: JSON Lines, or one page."""
    name = "standard input"
    if not isinstance(stream, io.BufferedReader):
        stream = io.BufferedReader(stream)  # type: ignore[type-var]  # for a look at its beginning
    if stream.peek(64).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        for line in find_lines(stream, limit_bytes):
            where = f"{name}, line {line.number}"
            if line.data:
                yield Found(Item(name, where, line.data.strip(), "line", language=language), line.size)
            else:
                reason = f"{where}: larger than the limit of {limit_bytes:,} bytes; raise max_bytes or split the text"
                yield Failed(Item(name, where, b""), "too_large", reason, line.size)
        return
    data = stream.read(limit_bytes + 1)
    if len(data) > limit_bytes:
        reason = f"{name}: larger than the limit of {limit_bytes:,} bytes; raise max_bytes"
        yield Failed(Item(name, name, b""), "too_large", reason, len(data))
    else:
        yield Found(Item(name, name, data, language=language), len(data))


def is_address(source: str) -> bool:
    """True for what is to be fetched from the network."""
    return source.lower().startswith(("http://", "https://"))


def _state(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
