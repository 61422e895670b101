"""Alerts as a signed POST of JSON to an address, tried again where the other side fails.

The signature is an HMAC with SHA-256 over the moment and the body, so that nobody who saw one delivery can change it or
send it again later: `Lagebild-Signature: t=1700000000,v1=<hexadecimal>` signs `1700000000.<body>`. `Lagebild-Alert` is
the alert's id: a receiver leaves out one that it has.

The host is resolved and its addresses are checked before each try, and the connection goes to the checked address, as
in `fetch.session`; redirects are not followed, for they would carry the alert elsewhere.
"""

import hmac
import time
from collections.abc import Callable
from hashlib import sha256

import httpx
import msgspec

from lagebild.errors import SinkError
from lagebild.fetch.public import Resolve, is_public, resolve_host
from lagebild.watches.model import Alert

FIRST_WAIT = 1.0  # seconds; doubled after each failure
LONGEST_WAIT = 60.0  # also where the other side asks for longer: the next alert waits behind this one
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})  # worth another try; anything else will not change


class WebhookSink:
    """Sends alerts to one address."""

    def __init__(
        self,
        url: str,
        secret: bytes,
        *,
        private: bool,
        tries: int,
        timeout: float,
        user_agent: str,
        resolve: Resolve = resolve_host,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._url, self._secret, self._private, self._tries = _parse(url), secret, private, tries
        self._timeout, self._user_agent = timeout, user_agent
        self._resolve, self._transport, self._sleep, self._now = resolve, transport, sleep, now

    def send(self, alert: Alert) -> None:
        """Deliver an alert; SinkError where the address is not allowed, refuses, or fails at every try."""
        body = msgspec.json.encode(alert)
        reason = ""
        for number in range(self._tries):
            wait = min(FIRST_WAIT * 2**number, LONGEST_WAIT)
            try:
                answer = self._post(alert, body)
            except httpx.HTTPError as error:
                reason = str(error) or type(error).__name__
            else:
                if 200 <= answer.status_code < 300:
                    return
                reason = f"status {answer.status_code}"
                if answer.status_code not in PASSING:
                    raise SinkError(f"{self._url}: refuses the alert ({reason}); check address and secret")
                wait = max(wait, min(_asked_to_wait(answer), LONGEST_WAIT))
            if number + 1 < self._tries:
                self._sleep(wait)
        raise SinkError(f"{self._url}: not delivered in {self._tries} tries ({reason})")

    def _post(self, alert: Alert, body: bytes) -> httpx.Response:
        moment = str(int(self._now()))
        headers = {
            "Host": self._url.netloc.decode("ascii"),
            "User-Agent": self._user_agent,
            "Content-Type": "application/json",
            "Lagebild-Alert": alert.id,
            "Lagebild-Signature": f"t={moment},v1={sign(self._secret, moment, body)}",
        }
        pinned = self._url.copy_with(host=self._checked_address())
        with httpx.Client(transport=self._transport, trust_env=False, follow_redirects=False) as client:
            request = client.build_request("POST", pinned, content=body, headers=headers, timeout=self._timeout)
            request.extensions["sni_hostname"] = self._url.host
            response = client.send(request, stream=True)  # what it answers is of no interest and may be endless
            response.close()
            return response

    def _checked_address(self) -> str:
        host, port = self._url.host, self._url.port or (443 if self._url.scheme == "https" else 80)
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"host {host!r} is not known") from error
        if not found:
            raise httpx.ConnectError(f"host {host!r} has no address")
        closed = [ip for ip in found if not is_public(ip)]
        if closed and not self._private:
            raise SinkError(
                f"{self._url}: leads to {closed[0]}, which is not a public address; if it is yours, set private = true"
            )
        return found[0]


def sign(secret: bytes, moment: str, body: bytes) -> str:
    """The signature of a body that is sent at a moment (seconds since 1970): HMAC-SHA256, hexadecimal."""
    return hmac.new(secret, moment.encode() + b"." + body, sha256).hexdigest()


def _parse(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise SinkError(f"{url!r:.200}: not an address ({error})") from error
    if address.scheme not in ("http", "https") or not address.host or address.userinfo:
        raise SinkError(f"{url!r:.200}: give an http or https address without user name and password")
    return address.copy_with(fragment=None)


def _asked_to_wait(answer: httpx.Response) -> float:
    """Seconds of Retry-After; 0 where there is none, or a date."""
    given = answer.headers.get("retry-after", "")
    return float(given) if given.isascii() and given.isdigit() and len(given) < 7 else 0.0
