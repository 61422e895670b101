"""Where the store is, as the commands are told it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from lagebild.settings import Settings
from lagebild.store.store import Store, open_store

StoreOption = Annotated[
    str | None,
    typer.Option("--store", metavar="PATH|URL", help="The store, for this command; otherwise the setting `store`."),
]


def place_of(settings: Settings, option: str | None) -> str:
    """The path or address of the store: what the command says, else the setting, else the user's data folder."""
    given = option or settings.store
    if given:
        return given
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return str(Path(data) / "lagebild" / "store.db")


@contextmanager
def opened(settings: Settings, option: str | None, *, create: bool = False) -> Iterator[Store]:
    """The store, opened; StoreError where there is none yet and none is to be made."""
    with open_store(place_of(settings, option), create=create) as store:
        yield store
