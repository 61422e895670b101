"""Manners towards sites: pauses, robots.txt, what is remembered over fetches. Without a network and without waiting."""

import httpx
import pytest

from lagebild.errors import FetchError
from lagebild.fetch.session import LONGEST_DELAY, LONGEST_REST, Manners, Session

PUBLIC = "93.184.215.14"


class World:
    """Sites, a clock that only moves when somebody sleeps, and names that may come to point elsewhere."""

    def __init__(self, replies: dict[str, httpx.Response], **manners: float | bool) -> None:
        self.time, self.slept, self.asked = 1000.0, [], []  # type: ignore[var-annotated]
        self.replies, self.ips = replies, {}  # type: ignore[var-annotated]
        self.session = Session(
            Manners("Lagebild/0.1", **manners),  # type: ignore[arg-type]
            resolve=lambda host, port: self.ips.get(host, [PUBLIC]),
            transport=httpx.MockTransport(self.answer),
            clock=lambda: self.time,
            sleep=self.sleep,
        )

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.time += seconds

    def answer(self, request: httpx.Request) -> httpx.Response:
        name = request.headers["host"] + request.url.path
        self.asked.append(name)
        return self.replies.get(name, httpx.Response(404))

    def get(self, url: str) -> int:
        return self.session.get(url, 10_000).status


def robots(text: str) -> httpx.Response:
    return httpx.Response(200, text=text)


def test_pages_of_one_site_are_asked_for_with_a_pause_and_others_without() -> None:
    world = World({}, delay=2.0)
    for url in ("http://a.example/1", "http://a.example/2", "http://b.example/1", "http://a.example/3"):
        world.get(url)
    assert world.slept == [2.0, 2.0]
    assert world.asked.count("a.example/robots.txt") == 1


def test_a_longer_pause_that_robots_asks_for_is_kept_within_reason() -> None:
    world = World({"a.example/robots.txt": robots("User-agent: *\nCrawl-delay: 7"),
                   "b.example/robots.txt": robots("User-agent: *\nCrawl-delay: 9999")}, delay=1.0)  # fmt: skip
    for url in ("http://a.example/1", "http://a.example/2", "http://b.example/1", "http://b.example/2"):
        world.get(url)
    assert world.slept == [7.0, LONGEST_DELAY]


def test_robots_are_read_anew_after_a_day() -> None:
    world = World({})
    world.get("http://a.example/1")
    world.time += 25 * 3600
    world.replies["a.example/robots.txt"] = robots("User-agent: *\nDisallow: /")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        world.get("http://a.example/1")


def test_a_wildcard_and_an_exception_in_robots_are_understood() -> None:
    rules = "User-agent: *\nDisallow: /*.php$\nDisallow: /news/\nAllow: /news/open/\n"
    world = World({"a.example/robots.txt": robots(rules)})
    for path in ("/x.php", "/news/1"):
        with pytest.raises(FetchError, match=r"robots\.txt"):
            world.get("http://a.example" + path)
    assert world.get("http://a.example/news/open/1") == 404


def test_a_site_that_asks_to_wait_is_left_alone() -> None:
    busy = httpx.Response(429, headers={"retry-after": "40"})
    world = World(
        {"a.example/1": busy, "b.example/1": httpx.Response(503, headers={"retry-after": "99999"})}, delay=1.0
    )
    assert world.get("http://a.example/1") == 429
    assert world.session.waits("http://a.example/2") == 40
    world.get("http://b.example/1")
    assert world.session.waits("http://b.example/2") == LONGEST_REST
    assert world.session.waits("http://c.example/2") == 0
    world.get("http://a.example/2")
    assert world.slept == [40.0]


def test_a_name_that_comes_to_point_inside_is_refused_at_the_next_fetch() -> None:
    world = World({})
    world.get("http://a.example/1")
    world.ips["a.example"] = ["169.254.169.254"]
    with pytest.raises(FetchError, match=r"169\.254\.169\.254"):
        world.get("http://a.example/2")
    world.ips["a.example"] = [PUBLIC, "192.168.0.1"]
    with pytest.raises(FetchError, match="not a public address"):
        world.get("http://a.example/2")


def test_a_redirect_to_the_inside_is_refused_unless_a_setting_allows_it() -> None:
    moved = {"a.example/1": httpx.Response(301, headers={"location": "http://inside.example/1"})}
    for private in (False, True):
        world = World(moved, private=private)
        world.ips["inside.example"] = ["fe80::1"]
        if private:
            assert world.get("http://a.example/1") == 404
        else:
            with pytest.raises(FetchError, match="not a public address"):
                world.get("http://a.example/1")


def test_a_pause_does_not_count_as_time_of_the_fetch() -> None:
    world = World({}, delay=50.0, timeout=5.0)
    world.get("http://a.example/1")
    assert world.get("http://a.example/2") == 404


def test_robots_know_us_by_our_product_name_alone() -> None:
    rules = "User-agent: user\nDisallow: /\n\nUser-agent: LageBild\nDisallow: /closed\n"
    world = World({"a.example/robots.txt": robots(rules)})
    world.session.manners = Manners("lagebild/1.0 (reads pages at its user's request)")
    assert world.get("http://a.example/open") == 404
    with pytest.raises(FetchError, match=r"robots\.txt"):
        world.get("http://a.example/closed/1")
