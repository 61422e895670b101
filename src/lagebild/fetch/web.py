"""An address → Page, politely and safely (`session.py`)."""

from datetime import UTC, datetime

import httpx
from msgspec.structs import replace

from lagebild.errors import FetchError, NotFoundError, NotTextError
from lagebild.fetch.files import read_bytes
from lagebild.fetch.public import Resolve, resolve_host
from lagebild.fetch.session import Answer, Manners, Session
from lagebild.record import Page


def fetch_page(
    url: str,
    *,
    timeout: float,
    limit_bytes: int,
    user_agent: str,
    private: bool = False,
    resolve: Resolve = resolve_host,
    transport: httpx.BaseTransport | None = None,
) -> Page:
    """Fetch one address and read it; `timeout` is in seconds, for everything together."""
    session = Session(Manners(user_agent, timeout, private=private), resolve=resolve, transport=transport)
    try:
        answer = session.get(url, limit_bytes)
    finally:
        session.close()
    check_status(answer)
    charset = check_type(answer)
    page = read_bytes(answer.body, url, url=answer.url, charset=charset, where=url)
    return replace(page, retrieved=datetime.now(UTC).isoformat(timespec="seconds"))


def check_status(answer: Answer) -> None:
    """Raise what a status other than 200 means."""
    if answer.status in (404, 410):
        raise NotFoundError(f"{answer.url}: there is no such page (status {answer.status}); check the address")
    if answer.status in (401, 402, 403, 407, 451):
        raise FetchError(f"{answer.url}: the site refuses (status {answer.status}); save the page by hand")
    if answer.status == 429:
        raise FetchError(f"{answer.url}: the site asks to wait (status 429); try again later")
    if answer.status != 200:
        raise FetchError(f"{answer.url}: the site answered with status {answer.status}; try again later")


def check_type(answer: Answer) -> str | None:
    """The declared charset; NotTextError where the answer is declared as something that cannot be a report or feed."""
    media_type, *parameters = answer.headers.get("content-type", "text/html").split(";")
    media_type = media_type.strip().lower() or "text/html"
    if media_type not in _TEXT_TYPES:
        raise NotTextError(f"{answer.url}: sent as {media_type}, not as a page or text; give the address of the report")
    return next(
        (p.partition("=")[2].strip(" \"'") for p in parameters if p.strip().lower().startswith("charset=")), None
    )


_TEXT_TYPES = (
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/xml", "text/xml",
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/x-opml",
)  # fmt: skip
