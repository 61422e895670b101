"""Who may see the pages: everybody on this machine, or whoever has the token."""

import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from hashlib import sha256

from msgspec import Struct

from lagebild.errors import UsageError

SHORTEST_TOKEN = 16  # characters
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class Access(Struct, frozen=True):
    """By which names this server may be called, and the token that is asked for; None: none."""

    hosts: frozenset[str]  # without port; a page elsewhere cannot make its own name lead here (DNS rebinding)
    token: str | None
    secret: bytes  # of this run: with it cookies and forms are signed


def make_access(host: str, token: str | None, hosts: tuple[str, ...] = ()) -> Access:
    """What goes for a server bound to this host; UsageError where others could reach it without a token."""
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise UsageError(f"the token has fewer than {SHORTEST_TOKEN} characters; make one: openssl rand -hex 16")
    if token is None and not is_loopback(host):
        raise UsageError(
            f"--host {host}: others could reach the store; say who may: set LAGEBILD_TOKEN to a secret of "
            f"{SHORTEST_TOKEN} characters or more, or leave --host out"
        )
    named = {host.lower(), *(name.lower() for name in hosts)}
    if is_loopback(host):
        named |= LOCAL
    return Access(frozenset(named), token, secrets.token_bytes(32))


def is_loopback(host: str) -> bool:
    """True where only this machine can reach what is bound to the host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_known_host(header: str | None, access: Access) -> bool:
    """True where a Host header names this server."""
    if not header:
        return False
    name = header.rpartition(":")[0] if header.rpartition(":")[2].isdigit() and not header.endswith("]") else header
    return name.strip("[]").lower() in access.hosts


def is_same_site(headers: Mapping[str, str]) -> bool:
    """False where a browser says that a page from elsewhere asks."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin is None or origin.partition("://")[2] == headers.get("host")


def session_of(access: Access) -> str:
    """What the cookie of somebody who gave the token holds; another one each time the server starts."""
    return _sign(access, f"session {access.token}")


def is_welcome(access: Access, authorization: str | None, cookie: str | None) -> bool:
    """True where no token is asked for, or it was given, or its cookie."""
    if access.token is None:
        return True
    scheme, _, given = (authorization or "").partition(" ")
    if scheme.lower() == "bearer" and is_token(access, given):
        return True
    return cookie is not None and hmac.compare_digest(cookie.encode(), session_of(access).encode())


def is_token(access: Access, given: str) -> bool:
    """True where this is the token."""
    return access.token is not None and hmac.compare_digest(given.strip().encode(), access.token.encode())


def form_token(access: Access, seed: str) -> str:
    """What a form of the browser with this cookie must send along."""
    return _sign(access, f"form {seed}")


def is_form_token(access: Access, seed: str | None, given: str | None) -> bool:
    """True where a form came from a page that this server gave to the same browser."""
    if not seed or not given:
        return False
    return hmac.compare_digest(form_token(access, seed).encode(), given.encode())


def _sign(access: Access, words: str) -> str:
    return hmac.new(access.secret, words.encode("utf-8", "surrogatepass"), sha256).hexdigest()
