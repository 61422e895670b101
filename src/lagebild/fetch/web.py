"""An address → Page, politely and safely.

Every host is resolved here, its addresses are checked, and the connection goes to the checked
address itself, so that a name cannot point elsewhere between check and use. Redirects are followed
by hand, each through the same door. Proxy settings of the environment are not used: a proxy would
resolve names on its own.
"""

import ipaddress
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.robotparser import RobotFileParser

import httpx
from msgspec import Struct
from msgspec.structs import replace

from lagebild.errors import FetchError, NotFoundError, NotTextError, TooLargeError
from lagebild.fetch.files import read_bytes
from lagebild.record import Page

Resolve = Callable[[str, int], list[str]]

MOST_REDIRECTS = 5
LARGEST_ROBOTS = 512_000  # bytes; RFC 9309 asks crawlers to read at least 500 KiB


def resolve_host(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system resolves it."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch_page(
    url: str,
    *,
    timeout: float,
    limit_bytes: int,
    user_agent: str,
    resolve: Resolve = resolve_host,
    transport: httpx.BaseTransport | None = None,
) -> Page:
    """Fetch one address and read it; `timeout` is in seconds, for everything together."""
    with httpx.Client(transport=transport, trust_env=False, follow_redirects=False) as client:
        visit = _Visit(client, resolve, time.monotonic() + timeout, user_agent, {})
        answer = visit.follow(url, limit_bytes, polite=True)
    _check_status(answer)
    media_type, charset = _content_type(answer)
    if media_type not in _TEXT_TYPES:
        raise NotTextError(f"{answer.url}: sent as {media_type}, not as a page or text; give the address of the report")
    page = read_bytes(answer.body, url, url=answer.url, charset=charset, where=url)
    return replace(page, retrieved=datetime.now(UTC).isoformat(timespec="seconds"))


class _Answer(Struct, frozen=True):
    """A response that is no redirect, read to its end."""

    url: str
    status: int
    headers: httpx.Headers
    body: bytes


class _Visit:
    """One fetch with its redirects; robots.txt is asked once a host."""

    def __init__(
        self,
        client: httpx.Client,
        resolve: Resolve,
        deadline: float,
        user_agent: str,
        robots: dict[str, RobotFileParser],
    ) -> None:
        self._client, self._resolve, self._deadline = client, resolve, deadline
        self._user_agent, self._robots = user_agent, robots
        self._checked: dict[tuple[str, int], str] = {}

    def follow(self, url: str, limit_bytes: int, *, polite: bool) -> _Answer:
        """Get `url`, following redirects; each step is checked anew."""
        for _ in range(MOST_REDIRECTS + 1):
            address = _parse(url)
            self._checked_address(address)  # first, so that a refusal names this address and not its robots.txt
            if polite:
                self._ask_robots(address)
            answer = self._get(address, limit_bytes)
            location = answer.headers.get("location")
            if answer.status not in (301, 302, 303, 307, 308) or not location:
                return answer
            try:
                url = str(address.join(location))
            except (httpx.InvalidURL, ValueError) as error:
                raise FetchError(f"{url}: redirects to {location!r:.200}, which is no address") from error
        raise FetchError(f"{url}: more than {MOST_REDIRECTS} redirects; give the final address")

    def _ask_robots(self, address: httpx.URL) -> None:
        origin = f"{address.scheme}://{address.netloc.decode('ascii')}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        if not self._robots[origin].can_fetch(self._user_agent, str(address)):
            raise FetchError(
                f"{address}: the site's robots.txt does not allow {self._user_agent!r}; save the page by hand"
            )

    def _read_robots(self, origin: str) -> RobotFileParser:
        """RFC 9309: no file means all is allowed, a failing server means nothing is."""
        rules = RobotFileParser()
        try:
            answer = self.follow(origin + "/robots.txt", LARGEST_ROBOTS, polite=False)
        except TooLargeError:
            rules.parse([])
            return rules
        if answer.status >= 500:
            raise FetchError(f"{origin}: robots.txt cannot be read (status {answer.status}); try again later")
        readable = answer.status == 200
        rules.parse(answer.body.decode("utf-8", errors="replace").splitlines() if readable else [])
        return rules

    def _get(self, address: httpx.URL, limit_bytes: int) -> _Answer:
        host = address.host
        pinned = address.copy_with(host=self._checked_address(address))
        headers = {
            "Host": address.netloc.decode("ascii"),
            "User-Agent": self._user_agent,
            "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9",
            "Accept-Encoding": "gzip, deflate",
        }
        extensions = {"sni_hostname": host, "timeout": httpx.Timeout(self._remaining(address)).as_dict()}
        request = self._client.build_request("GET", pinned, headers=headers, extensions=extensions)
        try:
            response = self._client.send(request, stream=True)
            try:
                body = self._read(response, address, limit_bytes)
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise FetchError(f"{address}: no answer in time; try again or raise the timeout") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            raise FetchError(
                f"{address}: {str(error) or type(error).__name__}; check the address and the network"
            ) from error
        return _Answer(str(address), response.status_code, response.headers, body)

    def _read(self, response: httpx.Response, address: httpx.URL, limit_bytes: int) -> bytes:
        """The body as it decompresses, stopped at the limit, so that a small answer cannot grow large."""
        declared = response.headers.get("content-length", "")
        too_large = f"{address}: larger than the limit of {limit_bytes:,} bytes; raise max_bytes"
        if declared.isdecimal() and len(declared) < 20 and int(declared) > limit_bytes:
            raise TooLargeError(too_large)
        pieces, size = [], 0
        for piece in response.iter_bytes(65536):
            size += len(piece)
            if size > limit_bytes:
                raise TooLargeError(too_large)
            self._remaining(address)
            pieces.append(piece)
        return b"".join(pieces)

    def _remaining(self, address: httpx.URL) -> float:
        remaining = self._deadline - time.monotonic()
        if remaining <= 0:
            raise FetchError(f"{address}: no complete answer in time; try again or raise the timeout")
        return remaining

    def _checked_address(self, address: httpx.URL) -> str:
        """An address of the host that is public; refuse the host if any of its addresses is not."""
        host, port = address.host, address.port or (443 if address.scheme == "https" else 80)
        if (host, port) in self._checked:
            return self._checked[host, port]
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{address}: host {host!r} is not known; check the address and the network") from error
        if not found:
            raise FetchError(f"{address}: host {host!r} has no address")
        for ip in found:
            if not is_public(ip):
                raise FetchError(
                    f"{address}: leads to {ip}, which is not a public address; save the page as a file instead"
                )
        self._checked[host, port] = found[0]
        return found[0]


def is_public(ip: str) -> bool:
    """True if an IP address, and any address wrapped in it, belongs to the public internet."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            wrapped.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        return all(is_public(str(inner)) for inner in wrapped if inner is not None)
    return True


def _parse(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(f"{url!r:.200}: not an address ({error})") from error
    if address.scheme not in ("http", "https") or not address.host:
        raise FetchError(f"{url!r:.200}: only http and https addresses can be fetched")
    if address.userinfo:
        raise FetchError(f"{address.copy_with(userinfo=b'')}: addresses with a user name or password are not fetched")
    return address.copy_with(fragment=None)


def _check_status(answer: _Answer) -> None:
    if answer.status in (404, 410):
        raise NotFoundError(f"{answer.url}: there is no such page (status {answer.status}); check the address")
    if answer.status in (401, 402, 403, 407, 451):
        raise FetchError(f"{answer.url}: the site refuses (status {answer.status}); save the page by hand")
    if answer.status == 429:
        raise FetchError(f"{answer.url}: the site asks to wait (status 429); try again later")
    if answer.status != 200:
        raise FetchError(f"{answer.url}: the site answered with status {answer.status}; try again later")


def _content_type(answer: _Answer) -> tuple[str, str | None]:
    media_type, *parameters = answer.headers.get("content-type", "text/html").split(";")
    charset = next(
        (p.partition("=")[2].strip(" \"'") for p in parameters if p.strip().lower().startswith("charset=")), None
    )
    return media_type.strip().lower() or "text/html", charset


_TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/xml", "text/xml")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
