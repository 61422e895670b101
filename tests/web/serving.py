"""A server of the pages on a free port of this machine, in a thread of the test."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from lagebild.cli.serve import make_site
from lagebild.settings import Settings
from lagebild.web.access import make_access
from lagebild.web.app import make_app
from lagebild.web.site import Site


@contextmanager
def served(
    place: Path, token: str | None = None, *, fetch: bool = False, settings: Settings | None = None
) -> Iterator[tuple[str, Site]]:
    """The address of a server over the store at a place, and what its pages are made from."""
    site = make_site(settings or Settings(), str(place), make_access("127.0.0.1", token), fetch=fetch)
    server = uvicorn.Server(uvicorn.Config(make_app(site), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}", site
    finally:
        server.should_exit = True
        thread.join(timeout=10)
