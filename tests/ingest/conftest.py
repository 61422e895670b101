"""What the tests of ingest share: a site, a place for a store, and the command with a reader without models."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lagebild.cli import ingest as ingest_module
from lagebild.cli.main import app
from tests.cli.reader import make_reader
from tests.ingest.site import Site, running_site

Ingest = Callable[..., Result]


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "store" / "store.db")


@pytest.fixture
def ingest(place: str, monkeypatch: pytest.MonkeyPatch) -> Ingest:
    """Runs `lagebild ingest` with these arguments; addresses on this machine are allowed, pauses are short."""
    monkeypatch.setattr(ingest_module, "make_reader", make_reader)
    monkeypatch.setenv("LAGEBILD_STORE", place)
    monkeypatch.setenv("LAGEBILD_PRIVATE_ADDRESSES", "true")
    monkeypatch.setenv("LAGEBILD_DELAY_SECONDS", "0.01")

    def run(*arguments: object, input: bytes | None = None) -> Result:
        return CliRunner().invoke(app, ["ingest", *(str(a) for a in arguments)], input=input)

    return run
