"""The door before every request: which host, whose page, how much, how often, who; and what every answer says.

An ASGI middleware that stands outside of the framework, so that nothing gets past it: not an asset, not an error.
"""

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

import msgspec
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from lagebild.web.access import Access, is_known_host, is_same_site, is_welcome
from lagebild.web.problems import PROBLEM_TYPE, make_problem
from lagebild.web.rates import READING_COSTS, Rates

SESSION = "lagebild_session"
SAFE = ("GET", "HEAD", "OPTIONS")
OPEN = ("/login", "/assets/")  # seen without a token
COSTLY = ("/read", "/api/read", "/login")  # posts here make Lagebild read, or guess at the token; so do explanations
HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        b"form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # no-referrer would make browsers send forms with "Origin: null"
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


class Guard:
    """Wraps an ASGI app; `most_bytes` is the largest body that a request may announce: the app counts the others."""

    def __init__(self, app: ASGIApp, access: Access, most_bytes: int, rates: Rates | None = None) -> None:
        self.app, self.access, self.most_bytes, self.rates = app, access, most_bytes, rates or Rates()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer why not."""
        if str(scope["type"]) == "lifespan":
            await self.app(scope, receive, send)
            return
        if str(scope["type"]) != "http":
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refused = self._refuse(scope, headers)
        if refused is not None:
            await _answer(send, *refused)
            return

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        await self.app(scope, receive, send_on)

    def _refuse(self, scope: Scope, headers: Mapping[str, str]) -> tuple[int, str, list[tuple[bytes, bytes]]] | None:
        """Status, reason and headers with which a request is turned away; None: it may come in."""
        path, method = str(scope["path"]), str(scope.get("method", "GET"))
        if not is_known_host(headers.get("host"), self.access):
            return 421, "this server is not called so; see --allow-host", []
        if method not in SAFE and not is_same_site(headers):
            return 403, "a page from elsewhere may not change anything here", []
        length = headers.get("content-length", "0")
        if length.isascii() and length.isdigit() and int(length) > self.most_bytes:
            return 413, f"more than {self.most_bytes:,} bytes", []
        client = scope.get("client")
        costly = path.endswith("/why") or (path.startswith(COSTLY) and method not in SAFE)
        wait = self.rates.wait(str(client[0]) if client else "", READING_COSTS if costly else 1.0)
        if wait:
            return 429, "too many requests; wait a moment", [(b"retry-after", str(max(1, round(wait))).encode())]
        cookie = _cookie(headers.get("cookie"), SESSION)
        if not path.startswith(OPEN) and not is_welcome(self.access, headers.get("authorization"), cookie):
            if path.startswith("/api") or method not in SAFE:
                return 401, "give the token: Authorization: Bearer …", [(b"www-authenticate", b"Bearer")]
            query = scope.get("query_string", b"").decode("latin-1")
            target = quote(path + (f"?{query}" if query else ""), safe="")
            return 303, "give the token", [(b"location", f"/login?next={target}".encode())]
        return None


def _cookie(header: str | None, name: str) -> str | None:
    try:
        found = SimpleCookie(header or "").get(name)
    except CookieError:
        return None
    return found.value if found else None


async def _answer(send: Send, status: int, reason: str, more: list[tuple[bytes, bytes]] | None = None) -> None:
    body = msgspec.json.encode(make_problem(status, reason))
    headers = [(b"content-type", PROBLEM_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *(more or []), *HEADERS]})
    await send({"type": "http.response.body", "body": body, "more_body": False})
