"""`lagebild serve --fetch`: an address is read from the page and by the API, but not from inside the own network."""

import shutil
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from lagebild.settings import Settings
from tests.web.browser import started, watch
from tests.web.conftest import ATTACK, Client
from tests.web.serving import served

PAGE = f"""<!doctype html><html lang="en"><head><title>Port of Odessa attacked | The Paper</title>
<meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2024-05-14T08:00:00Z">
</head><body><nav><a href="/">Home</a></nav><article><h1>Port of Odessa attacked</h1>
<p>{ATTACK}</p><p>The governor said on Tuesday that rescuers were still looking for survivors under the rubble.</p>
</article><script>alert(1)</script></body></html>"""


class Outlet(BaseHTTPRequestHandler):
    """Serves one report."""

    def do_GET(self) -> None:
        """Answer."""
        found = self.path == "/odessa"
        self.send_response(200 if found else 404)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode() if found else b"no such page")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def outlet() -> Iterator[str]:
    """The address of an outlet on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Outlet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def place(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "store.db"))


def test_an_address_is_read_kept_and_found(outlet: str, place: Path) -> None:
    with served(place, fetch=True, settings=Settings(private_addresses=True)) as (address, _):
        client = Client(address)
        found: Any = client.http.post("/api/read", json={"address": f"{outlet}/odessa"}).json()
        assert found["record"]["url"] == f"{outlet}/odessa"
        assert "ASSAULT" in [event["type"] for event in found["record"]["events"]]
        assert found["saved"] is False
        with started() as browser:
            page = browser.new_page(locale="en-GB")
            complaints = watch(page)
            page.goto(f"{address}/read")
            page.get_by_label("or an address").fill(f"{outlet}/odessa")
            page.get_by_role("button", name="read", exact=True).click()
            page.locator("a.event").first.wait_for()
            page.get_by_role("button", name="keep in the store").click()
            page.wait_for_url("**/reports/*")
            assert "Port of Odessa attacked" in page.locator("h1").inner_text()
            assert complaints == []
        missing = client.http.post("/api/read", json={"address": f"{outlet}/nothing"})
        assert (missing.status_code, missing.json()["type"]) == (404, "not_found")
        both = client.http.post("/api/read", json={"address": f"{outlet}/odessa", "text": ATTACK})
        assert both.status_code == 400


def test_addresses_inside_the_own_network_are_refused(outlet: str, place: Path) -> None:
    with served(place, fetch=True) as (address, _):
        client = Client(address)
        before = client.json("/api/health")
        for inside in (f"{outlet}/odessa", "http://169.254.169.254/latest/", "http://[::1]/"):
            answer = client.http.post("/api/read", json={"address": inside, "save": True})
            assert answer.status_code == 422, inside
            assert answer.headers["content-type"] == "application/problem+json"
            assert "not a public address" in answer.json()["detail"]
        assert client.post("/read", address=f"{outlet}/odessa", save="yes").status_code == 422
        time.sleep(2)  # readings are limited
        for wrong in ("file:///etc/passwd", "javascript:alert(1)"):
            assert client.http.post("/api/read", json={"address": wrong}).status_code in (400, 422), wrong
        assert client.json("/api/health") == before


def test_without_the_option_nothing_is_fetched(client: Client, outlet: str) -> None:
    answer = client.http.post("/api/read", json={"address": f"{outlet}/odessa"})
    assert answer.status_code == 400
    assert "--fetch" in answer.json()["detail"]
