"""Every test that takes `place` or `store` runs twice: over SQLite and over a PostgreSQL server."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lagebild.store.store import Store, open_store
from tests.store.server import address_of, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with running_server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgres"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Makes places for new stores."""
    made: list[str] = []

    def in_sqlite() -> str:
        return str(tmp_path / f"{uuid.uuid4().hex}.db")

    def in_postgres() -> str:
        import psycopg

        name = f"lagebild_{uuid.uuid4().hex}"
        with psycopg.connect(address_of(server, "postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        made.append(name)
        return address_of(server, name)

    if request.param == "sqlite":
        yield in_sqlite
        return
    server = request.getfixturevalue("server")
    yield in_postgres
    import psycopg

    with psycopg.connect(address_of(server, "postgres"), autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # type: ignore[arg-type]


@pytest.fixture
def place(new_place: Callable[[], str]) -> str:
    return new_place()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as opened:
        yield opened
