"""The webhook: what arrives, how it is signed, when it is tried again, where it does not go."""

import hmac
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from lagebild.errors import SinkError
from lagebild.sinks.webhook import WebhookSink
from tests.sinks.samples import alert

SECRET = b"0123456789abcdef"
PUBLIC = ["93.184.216.34"]


def sink(
    answer: Callable[[httpx.Request], httpx.Response], waits: list[float] | None = None, **changes: object
) -> WebhookSink:
    given: dict[str, object] = {
        "private": False,
        "tries": 3,
        "timeout": 5.0,
        "user_agent": "test",
        "resolve": lambda host, port: PUBLIC,
        "transport": httpx.MockTransport(answer),
        "sleep": (waits if waits is not None else []).append,
        "now": lambda: 1_700_000_000.5,
    }
    return WebhookSink("https://desk.example/hook", SECRET, **(given | changes))  # type: ignore[arg-type]


def test_the_alert_arrives_signed_at_the_checked_address() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(204)

    sink(answer).send(alert())
    (request,) = seen
    assert (request.method, request.url.host, request.headers["host"]) == ("POST", PUBLIC[0], "desk.example")
    assert json.loads(request.content)["sources"][0]["url"] == "https://paper.example/1"
    assert request.headers["lagebild-alert"] == alert().id
    expected = hmac.new(SECRET, b"1700000000." + request.content, "sha256").hexdigest()
    assert request.headers["lagebild-signature"] == f"t=1700000000,v1={expected}"


def test_passing_failures_are_tried_again_and_waits_grow() -> None:
    answers = iter((httpx.Response(503), httpx.Response(500), httpx.Response(200)))
    waits: list[float] = []
    sink(lambda request: next(answers), waits).send(alert())
    assert waits == [1.0, 2.0]


def test_the_other_side_may_ask_to_wait_but_not_for_ever() -> None:
    answers = iter((httpx.Response(429, headers={"retry-after": "7"}), httpx.Response(429, headers={"retry-after": "99999"}), httpx.Response(200)))  # fmt: skip  # noqa: E501
    waits: list[float] = []
    sink(lambda request: next(answers), waits).send(alert())
    assert waits == [7.0, 60.0]


def test_the_last_try_is_the_last() -> None:
    waits: list[float] = []
    with pytest.raises(SinkError, match=r"not delivered in 3 tries \(status 502\)"):
        sink(lambda request: httpx.Response(502), waits).send(alert())
    assert len(waits) == 2


def test_a_network_that_fails_is_told() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("connection refused")

    with pytest.raises(SinkError, match=r"3 tries \(connection refused\)"):
        sink(answer).send(alert())


@pytest.mark.parametrize("status", [301, 400, 401, 404, 410])
def test_a_refusal_or_a_redirect_is_not_tried_again(status: int) -> None:
    waits: list[float] = []
    with pytest.raises(SinkError, match=f"refuses the alert \\(status {status}\\)"):
        sink(lambda request: httpx.Response(status, headers={"location": "http://127.0.0.1/"}), waits).send(alert())
    assert waits == []


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "::ffff:192.168.0.1"])
def test_private_addresses_are_refused_unless_allowed(address: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        return [*PUBLIC, address]

    with pytest.raises(SinkError, match="not a public address; if it is yours, set private = true"):
        sink(lambda request: httpx.Response(200), resolve=resolve).send(alert())
    sink(lambda request: httpx.Response(200), resolve=resolve, private=True).send(alert())


@pytest.mark.parametrize("url", ["ftp://a.example/", "https://user:pass@a.example/", "no address", "https://"])
def test_what_is_no_address_is_refused_at_once(url: str) -> None:
    with pytest.raises(SinkError, match="give an http or https address"):
        WebhookSink(url, SECRET, private=False, tries=1, timeout=1, user_agent="test")


@pytest.fixture
def server() -> Iterator[tuple[str, list[bytes]]]:
    """A server on this machine that keeps what it is sent."""
    seen: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}/hook", seen
    http.shutdown()
    thread.join()
    http.server_close()


def test_a_real_server_takes_it(server: tuple[str, list[bytes]]) -> None:
    url, seen = server
    WebhookSink(url, SECRET, private=True, tries=1, timeout=5, user_agent="test").send(alert())
    assert json.loads(seen[0])["id"] == alert().id
