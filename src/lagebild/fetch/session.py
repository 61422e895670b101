"""Asking sites for pages, politely and safely.

Every host is resolved here at every fetch, its addresses are checked, and the connection goes to the checked address
itself, so that a name cannot point elsewhere between check and use. Redirects are followed by hand, each through the
same door. Proxy settings of the environment are not used: a proxy would resolve names on its own.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime

import httpx
from msgspec import Struct
from protego import Protego

from lagebild.errors import FetchError, TooLargeError
from lagebild.fetch.public import Resolve, checked_ip, resolve_host

MOST_REDIRECTS = 5
LARGEST_ROBOTS = 512_000  # bytes; RFC 9309 asks crawlers to read at least 500 KiB
ROBOTS_LAST = 24 * 3600  # seconds that robots.txt is believed; RFC 9309, 2.4
LONGEST_DELAY = 60.0  # seconds between two pages of a site that its robots.txt may ask for; more would be a refusal
LONGEST_REST = 120.0  # seconds that a site is left alone after "too many requests"; what it wants beyond is an error

ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain;q=0.9, */*;q=0.1"

Rules = Protego
_PRODUCT = re.compile(r"[A-Za-z_-]+")


class Manners(Struct, frozen=True):
    """How to behave, and what is allowed."""

    user_agent: str
    timeout: float = 20.0  # seconds for one address with its redirects
    delay: float = 0.0  # seconds between two pages of one host
    private: bool = False  # addresses inside the own network may be fetched from


class Answer(Struct, frozen=True):
    """A response that is no redirect, read to its end."""

    url: str
    status: int
    headers: httpx.Headers
    body: bytes


class Session:
    """Fetches by one program; robots.txt of a site and the time of its last page are remembered over fetches."""

    def __init__(
        self,
        manners: Manners,
        *,
        resolve: Resolve = resolve_host,
        transport: httpx.BaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.manners = manners
        self._client = httpx.Client(transport=transport, trust_env=False, follow_redirects=False)
        self._resolve, self._clock, self._sleep = resolve, clock, sleep
        self._robots: dict[str, tuple[float, Rules]] = {}
        self._free_from: dict[str, float] = {}  # when a host may be asked for the next page

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def get(self, url: str, limit_bytes: int, conditions: dict[str, str] | None = None) -> Answer:
        """Get a page, following redirects; `conditions` are headers such as If-None-Match. FetchError says why not."""
        visit = _Visit(self, self._clock() + self.manners.timeout)
        return visit.follow(url, limit_bytes, conditions or {}, polite=True)

    def waits(self, url: str) -> float:
        """Seconds until the host of an address may be asked again."""
        try:
            host = httpx.URL(url).host
        except (httpx.InvalidURL, ValueError):
            return 0.0
        return max(0.0, self._free_from.get(host, 0.0) - self._clock())


class _Visit:
    """One fetch with its redirects, and robots.txt where it is asked for."""

    def __init__(self, session: Session, deadline: float) -> None:
        self._session, self._deadline = session, deadline
        self._ips: dict[tuple[str, int | None], str] = {}

    def follow(self, url: str, limit_bytes: int, conditions: dict[str, str], *, polite: bool) -> Answer:
        """Get `url`, following redirects; each step is checked anew."""
        last_host = ""
        for _ in range(MOST_REDIRECTS + 1):
            address = parse_address(url)
            self._ip_of(address)  # first, so that a refusal names this address and not its robots.txt
            if polite:
                delay = self._ask_robots(address)
                if address.host != last_host:
                    self._wait(address.host)
                last_host = address.host
                self._session._free_from[address.host] = self._session._clock() + delay
            answer = self._get(address, limit_bytes, conditions)
            if polite and answer.status in (429, 503):
                self._rest(address.host, answer.headers.get("retry-after", ""))
            location = answer.headers.get("location")
            if answer.status not in (301, 302, 303, 307, 308) or not location:
                return answer
            try:
                url = str(address.join(location))
            except (httpx.InvalidURL, ValueError) as error:
                raise FetchError(f"{url}: redirects to {location!r:.200}, which is no address") from error
        raise FetchError(f"{url}: more than {MOST_REDIRECTS} redirects; give the final address")

    def _wait(self, host: str) -> None:
        """Leave the site its time between two pages; this does not count as time of the fetch."""
        rest = self._session._free_from.get(host, 0.0) - self._session._clock()
        if rest > 0:
            self._session._sleep(rest)
            self._deadline += rest

    def _rest(self, host: str, retry_after: str) -> None:
        self._session._free_from[host] = self._session._clock() + min(_seconds(retry_after), LONGEST_REST)

    def _ask_robots(self, address: httpx.URL) -> float:
        """Seconds to leave between two pages of this site; FetchError where its robots.txt refuses us."""
        origin, manners = f"{address.scheme}://{address.netloc.decode('ascii')}", self._session.manners
        until, rules = self._session._robots.get(origin, (0.0, None))
        if rules is None or until < self._session._clock():
            rules = self._read_robots(origin)
            self._session._robots[origin] = (self._session._clock() + ROBOTS_LAST, rules)
        token = _PRODUCT.match(manners.user_agent)
        name = token[0] if token else manners.user_agent  # RFC 9309: the product alone, not what follows it
        if not rules.can_fetch(str(address), name):
            raise FetchError(
                f"{address}: the site's robots.txt does not allow {manners.user_agent!r}; save the page by hand"
            )
        asked = rules.crawl_delay(name) or 0.0
        return max(manners.delay, min(float(asked), LONGEST_DELAY)) if manners.delay else 0.0

    def _read_robots(self, origin: str) -> Rules:
        """RFC 9309: no file means all is allowed, a failing server means nothing is."""
        try:
            answer = self.follow(origin + "/robots.txt", LARGEST_ROBOTS, {}, polite=False)
        except TooLargeError:
            return Protego.parse("")
        if answer.status >= 500:
            raise FetchError(f"{origin}: robots.txt cannot be read (status {answer.status}); try again later")
        return Protego.parse(answer.body.decode("utf-8", errors="replace") if answer.status == 200 else "")

    def _get(self, address: httpx.URL, limit_bytes: int, conditions: dict[str, str]) -> Answer:
        pinned = address.copy_with(host=self._ip_of(address))
        headers = {
            "Host": address.netloc.decode("ascii"),
            "User-Agent": self._session.manners.user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            **conditions,
        }
        extensions = {"sni_hostname": address.host, "timeout": httpx.Timeout(self._remaining(address)).as_dict()}
        with _failures(address):
            request = self._session._client.build_request("GET", pinned, headers=headers, extensions=extensions)
            response = self._session._client.send(request, stream=True)
            try:
                body = self._read(response, address, limit_bytes)
            finally:
                response.close()
        return Answer(str(address), response.status_code, response.headers, body)

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
        remaining = self._deadline - self._session._clock()
        if remaining <= 0:
            raise FetchError(f"{address}: no complete answer in time; try again or raise the timeout")
        return remaining

    def _ip_of(self, address: httpx.URL) -> str:
        """The checked IP address of the host, one for the whole visit."""
        key = (address.host, address.port)
        if key not in self._ips:
            self._ips[key] = checked_ip(address, self._session._resolve, private=self._session.manners.private)
        return self._ips[key]


def parse_address(url: str) -> httpx.URL:
    """An address as it may be fetched; FetchError says what is wrong with it."""
    try:
        address = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(f"{url!r:.200}: not an address ({error})") from error
    if address.scheme not in ("http", "https") or not address.host:
        raise FetchError(f"{url!r:.200}: only http and https addresses can be fetched")
    if address.userinfo:
        raise FetchError(f"{address.copy_with(userinfo=b'')}: addresses with a user name or password are not fetched")
    return address.copy_with(fragment=None)


@contextmanager
def _failures(address: httpx.URL) -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as error:
        raise FetchError(f"{address}: no answer in time; try again or raise the timeout") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
        raise FetchError(
            f"{address}: {str(error) or type(error).__name__}; check the address and the network"
        ) from error


def _seconds(retry_after: str) -> float:
    """What Retry-After says: seconds or a date; a minute where it says nothing."""
    if retry_after.isdecimal() and len(retry_after) < 10:
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, TypeError):
        return 60.0
