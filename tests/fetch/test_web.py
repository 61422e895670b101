"""Fetching without a network: a mock transport and a resolver that answers from a table."""

import gzip

import httpx
import pytest

from lagebild.errors import FetchError, NotFoundError, NotTextError, TooLargeError
from lagebild.fetch.public import is_public
from lagebild.fetch.web import fetch_page
from lagebild.record import Page

ARTICLE = """<html lang=en><head><title>Ferry talks resume</title></head><body>
<h1>Ferry talks resume</h1><p>Both ministers met in Turku on Monday.</p></body></html>"""
PUBLIC = "93.184.215.14"
HOSTS = {
    "news.example": [PUBLIC],
    "other.example": ["2606:2800:220:1::1"],
    "inside.example": ["10.0.0.7"],
    "mixed.example": [PUBLIC, "127.0.0.1"],
    "127.0.0.1": ["127.0.0.1"],
    "2130706433": ["127.0.0.1"],
}


class Site:
    """Answers by host and path, and remembers what it was asked."""

    def __init__(self, pages: dict[str, httpx.Response]) -> None:
        self.pages = pages
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.pages.get(request.headers["host"] + request.url.path, httpx.Response(404))


def resolve(host: str, port: int) -> list[str]:
    if host not in HOSTS:
        raise OSError("unknown host")
    return HOSTS[host]


def fetch(url: str, pages: dict[str, httpx.Response], *, limit: int = 100_000, site: Site | None = None) -> Page:
    return fetch_page(
        url,
        timeout=5,
        limit_bytes=limit,
        user_agent="Lagebild/0.1",
        resolve=resolve,
        transport=httpx.MockTransport(site or Site(pages)),
    )


def html(text: str = ARTICLE, **headers: str) -> httpx.Response:
    return httpx.Response(200, content=text.encode(), headers={"content-type": "text/html; charset=utf-8", **headers})


def moved(where: str) -> httpx.Response:
    return httpx.Response(302, headers={"location": where})


def test_page_is_read_and_says_where_and_when_it_was_fetched() -> None:
    page = fetch("https://news.example/a#top", {"news.example/a": html()})
    assert page.url == "https://news.example/a"
    assert page.title == "Ferry talks resume"
    assert page.retrieved is not None
    assert "Both ministers met in Turku on Monday." in page.text


def test_connection_goes_to_the_checked_address_with_the_right_name() -> None:
    site = Site({"news.example/a": html()})
    fetch("https://news.example/a", {}, site=site)
    request = site.requests[-1]
    assert request.url.host == PUBLIC
    assert request.headers["host"] == "news.example"
    assert request.extensions["sni_hostname"] == "news.example"


@pytest.mark.parametrize(
    "url",
    [
        "http://inside.example/",
        "http://mixed.example/",
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://unknown.example/",
        "ftp://news.example/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://user:secret@news.example/a",
        "http://[::1",
        "",
    ],
)
def test_address_that_is_not_public_or_no_web_address_is_refused_before_any_request(url: str) -> None:
    site = Site({})
    with pytest.raises(FetchError) as raised:
        fetch(url, {}, site=site)
    assert site.requests == []
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "nonsense",
    ],
)  # fmt: skip
def test_private_reserved_and_wrapped_addresses_are_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["93.184.215.14", "8.8.8.8", "2606:4700::1111"])
def test_ordinary_addresses_are_public(ip: str) -> None:
    assert is_public(ip)


def test_redirect_is_followed_across_hosts() -> None:
    pages = {"news.example/a": moved("https://other.example/b"), "other.example/b": html()}
    assert fetch("http://news.example/a", pages).url == "https://other.example/b"


@pytest.mark.parametrize(
    "target", ["http://inside.example/x", "http://127.0.0.1/", "file:///etc/passwd", "//mixed.example/"]
)
def test_redirect_to_the_inside_is_refused(target: str) -> None:
    with pytest.raises(FetchError):
        fetch("http://news.example/a", {"news.example/a": moved(target)})


def test_endless_redirects_end() -> None:
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch("http://news.example/a", {"news.example/a": moved("/a")})


def test_large_answer_is_cut_off_by_declaration_and_while_reading() -> None:
    with pytest.raises(TooLargeError, match="10,000"):
        fetch("http://news.example/a", {"news.example/a": html("<p>" + "x" * 20_000)}, limit=10_000)


def test_compressed_answer_counts_as_large_as_it_becomes() -> None:
    bomb = httpx.Response(
        200,
        content=gzip.compress(b"<p>" + b"word " * 400_000),
        headers={"content-type": "text/html", "content-encoding": "gzip"},
    )
    with pytest.raises(TooLargeError):
        fetch("http://news.example/a", {"news.example/a": bomb}, limit=10_000)


def test_robots_are_obeyed() -> None:
    robots = httpx.Response(200, text="User-agent: *\nDisallow: /private/\n")
    pages = {"news.example/robots.txt": robots, "news.example/private/a": html(), "news.example/a": html()}
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch("http://news.example/private/a", pages)
    assert fetch("http://news.example/a", pages).title == "Ferry talks resume"


def test_robots_of_the_redirect_target_are_obeyed_too() -> None:
    robots = httpx.Response(200, text="User-agent: lagebild\nDisallow: /\n")
    pages = {
        "news.example/a": moved("http://other.example/b"),
        "other.example/robots.txt": robots,
        "other.example/b": html(),
    }
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch("http://news.example/a", pages)


def test_failing_robots_means_stay_away() -> None:
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch("http://news.example/a", {"news.example/robots.txt": httpx.Response(503), "news.example/a": html()})


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "video/mp4", "application/json"])
def test_answer_that_is_no_text_is_named(kind: str) -> None:
    answer = httpx.Response(200, content=b"data", headers={"content-type": kind})
    with pytest.raises(NotTextError, match=kind):
        fetch("http://news.example/a", {"news.example/a": answer})


def test_plain_text_keeps_its_text() -> None:
    answer = httpx.Response(
        200,
        content="Grüße\r\naus Köln.\n".encode("latin-1"),
        headers={"content-type": "text/plain; charset=iso-8859-1"},
    )
    assert fetch("http://news.example/a", {"news.example/a": answer}).text == "Grüße\r\naus Köln.\n"


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, NotFoundError), (410, NotFoundError), (403, FetchError), (500, FetchError), (304, FetchError)],
)
def test_status_becomes_a_clear_error(status: int, error: type[Exception]) -> None:
    with pytest.raises(error, match=str(status)):
        fetch("http://news.example/a", {"news.example/a": httpx.Response(status)})


def test_network_failure_is_a_fetch_error() -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(FetchError, match="refused"):
        fetch_page(
            "http://news.example/a",
            timeout=5,
            limit_bytes=10,
            user_agent="x",
            resolve=resolve,
            transport=httpx.MockTransport(fail),
        )


def test_time_limit_is_for_everything_together() -> None:
    with pytest.raises(FetchError, match="in time"):
        fetch_page(
            "http://news.example/a",
            timeout=0,
            limit_bytes=10,
            user_agent="x",
            resolve=resolve,
            transport=httpx.MockTransport(Site({})),
        )
