"""What must not get in, and what every answer says."""

import re

import pytest

from lagebild.errors import UsageError
from lagebild.web.access import is_known_host, is_same_site, make_access
from lagebild.web.forms import back_to
from lagebild.web.rates import Rates
from tests.web.conftest import Client

TOKEN = "a-secret-of-some-length"


def test_others_are_let_in_with_a_token_only() -> None:
    with pytest.raises(UsageError, match="LAGEBILD_TOKEN"):
        make_access("0.0.0.0", None)
    with pytest.raises(UsageError, match="16"):
        make_access("127.0.0.1", "short")
    assert make_access("0.0.0.0", TOKEN).token == TOKEN
    assert make_access("::1", None).token is None


def test_names_that_lead_here_by_another_way_are_refused() -> None:
    access = make_access("127.0.0.1", None, ("lage.example",))
    assert all(is_known_host(name, access) for name in ("127.0.0.1:8420", "localhost", "[::1]:8420", "LAGE.example:80"))
    assert not any(is_known_host(name, access) for name in ("evil.example", "127.0.0.1.evil.example", "", None))


def test_pages_from_elsewhere_are_known() -> None:
    assert is_same_site({"host": "127.0.0.1:1"})
    assert is_same_site({"host": "127.0.0.1:1", "origin": "http://127.0.0.1:1", "sec-fetch-site": "same-origin"})
    assert not is_same_site({"host": "127.0.0.1:1", "origin": "http://evil.example"})
    assert not is_same_site({"host": "127.0.0.1:1", "origin": "null"})
    assert not is_same_site({"host": "127.0.0.1:1", "sec-fetch-site": "cross-site"})


def test_a_form_leads_back_to_this_server_only() -> None:
    assert back_to({"back": "/events?a=1#x"}, "/") == "/events?a=1#x"
    assert [back_to({"back": b}, "/") for b in ("//evil", "https://evil", "/\\evil", "/a\nb", "")] == ["/"] * 5


def test_who_asks_too_often_waits() -> None:
    now = [0.0]
    rates = Rates(lambda: now[0])
    assert all(rates.wait("a") == 0.0 for _ in range(300))
    assert rates.wait("a") > 0
    assert rates.wait("b") == 0.0
    now[0] = 1.0
    assert rates.wait("a") == 0.0


@pytest.mark.parametrize("path", ["/", "/assets/site.css", "/api/stories", "/nothing", "/api/nothing"])
def test_every_answer_keeps_scripts_and_frames_out(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"


def test_no_page_holds_script_or_style_of_its_own(client: Client) -> None:
    for path in ("/", "/events", "/quality", "/watches", "/read"):
        text = client.get(path).text
        assert "<style" not in text
        assert " style=" not in text
        assert re.findall(r"<script[^>]*>(?!</script>)|<script(?! src=\"/assets/[a-z0-9.]+\" defer>)", text) == []
        assert " onclick=" not in text


def test_a_wrong_host_is_refused(client: Client) -> None:
    answer = client.http.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 421
    assert answer.headers["content-type"] == "application/problem+json"


def test_forms_need_the_token_of_the_page_and_no_page_elsewhere_may_send_them(client: Client) -> None:
    assert client.http.post("/author", data={"author": "x"}).status_code == 403
    assert client.http.post("/author", data={"author": "x", "_token": "0" * 64}).status_code == 403
    token = client.form_token()
    away = {"origin": "http://evil.example"}
    assert client.http.post("/author", data={"author": "x", "_token": token}, headers=away).status_code == 403
    assert client.http.post("/author", data={"author": "x", "_token": token}).status_code == 303
    away = {"sec-fetch-site": "cross-site"}
    assert client.http.post("/api/read", json={"text": "x"}, headers=away).status_code == 403
    assert client.http.post("/api/read", content=b"text=x").status_code == 400


def test_large_bodies_are_refused(client: Client) -> None:
    assert client.http.post("/api/read", content=b"x" * 4_000_001).status_code == 413

    def parts() -> object:
        for _ in range(50):
            yield b"x" * 100_000

    answer = client.http.post("/api/read", content=parts(), headers={"content-type": "application/json"})  # type: ignore[arg-type]
    assert answer.status_code == 413


def test_what_the_browser_has_is_not_sent_again(client: Client) -> None:
    for path in ("/api/stories", "/sources", "/assets/world.svg"):
        first = client.get(path)
        again = client.get(path, **{"if-none-match": first.headers["etag"]})
        assert again.status_code == 304
        assert again.content == b""


def test_with_a_token_nothing_is_shown_without_it(fresh: object) -> None:
    client: Client = fresh(TOKEN)  # type: ignore[operator]
    assert client.http.get("/api/stories").status_code == 401
    assert client.http.get("/api/schema/openapi.json").status_code == 401
    assert client.get("/").headers["location"] == "/login?next=%2F"
    assert client.http.get("/api/stories", headers={"authorization": "Bearer wrong-wrong-wrong"}).status_code == 401
    assert client.http.get("/api/stories", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    page = client.get("/login").text
    token = page.partition('name="_token" value="')[2][:64]
    assert client.http.post("/login", data={"_token": token, "token": "wrong"}).status_code == 401
    entered = client.http.post("/login", data={"_token": token, "token": TOKEN, "back": "//evil.example"})
    assert entered.headers["location"] == "/"
    assert "httponly" in entered.headers["set-cookie"].lower()
    assert client.get("/").status_code == 200
