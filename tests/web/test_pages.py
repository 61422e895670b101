"""Every page of the site answers in both languages, and says what it should of the stories in the store."""

import re
import time
from html.parser import HTMLParser
from typing import Any

import pytest

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.web_words import load_web_words
from tests.web.conftest import ATTACK, HOSTILE, Client

PAGES = ("/", "/events", "/reports", "/actors", "/sources", "/watches", "/read", "/quality")


class Links(HTMLParser):
    """Where a page leads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "action") and value]


def disputed(client: Client) -> dict[str, Any]:
    found: Any = client.json("/api/stories?limit=50")
    story: dict[str, Any] = max(found["items"], key=lambda one: one["contradictions"])
    return story


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_in_both_languages(client: Client, path: str, language: str) -> None:
    answer = client.get(path, **{"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert load_web_words(package_folder("languages"))[language].phrases["situation"] in answer.text


def test_no_link_of_a_page_leads_to_nothing(client: Client) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting and len(seen) < 120:
        path = waiting.pop(0)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if "text/html" not in answer.headers["content-type"]:
            continue
        links = Links()
        links.feed(answer.text)
        for link in (one.partition("#")[0] for one in links.found):
            shape = re.sub(r"[0-9a-f]{12,}", "ID", link.partition("?")[0])
            if link.startswith("/") and shape not in seen and "/why" not in link:
                seen.add(shape)
                waiting += [] if link in ("/theme", "/verdicts", "/split", "/join", "/author") else [link]
    assert {"/stories/sID", "/reports/ID", "/happenings/hID", "/actor", "/source"} <= seen


def test_a_story_tells_sources_contradictions_and_who_says_what(client: Client) -> None:
    story = disputed(client)
    text = client.get(f"/stories/{story['id']}").text
    assert "Timeline" in text
    assert 'class="versus"' in text
    assert 'class="cell ' in text
    assert 'class="map"' in text
    assert story["contradictions"]


def test_a_report_is_shown_with_marks_cards_and_chains(client: Client) -> None:
    detail = client.json(f"/api/stories/{disputed(client)['id']}")
    assert isinstance(detail, dict)
    text = client.get(f"/reports/{detail['reports'][0]['id']}").text
    assert 'class="event asserted' in text
    assert 'id="r-ev' in text or 'id="r-e' in text
    assert "Who says so" in text
    assert 'data-why="/reports/' in text


def test_versions_of_a_report_show_what_changed_as_marked_text(client: Client) -> None:
    stories = client.json("/api/stories?limit=50")
    assert isinstance(stories, dict)
    details = [client.json(f"/api/stories/{story['id']}") for story in stories["items"]]
    changed = [d for d in details if isinstance(d, dict) and any(r["changes"] for r in d["revisions"])]
    assert changed
    text = client.get(f"/stories/{changed[0]['story']['id']}").text
    assert "<del>" in text or "<ins>" in text


def test_filters_of_events_are_kept_in_the_link_and_in_the_downloads(client: Client) -> None:
    text = client.get("/events?type=ASSAULT&modality=denied&modality=asserted").text
    assert '<option value="ASSAULT" selected>' in text
    assert 'href="/events/download/csv?type=ASSAULT&amp;modality=denied&amp;modality=asserted"' in text
    rows = client.get("/events/download/csv?type=ASSAULT").text.splitlines()
    found = client.json("/api/events?type=ASSAULT&limit=500")
    assert isinstance(found, dict)
    assert len(rows) == len(found["items"]) + 1 > 2
    assert client.get("/events?since=yesterday").status_code == 400


def test_a_pasted_text_is_read_and_shown_at_once_and_saved_when_asked(fresh: Any) -> None:
    client: Client = fresh()
    text = ATTACK
    shown = client.post("/read", text=text)
    assert shown.status_code == 200
    assert 'class="event asserted' in shown.text
    before = client.json("/api/health")["reports"]
    saved = client.post("/read", text=text, publisher="The Paper", published="2024-05-14", save="yes")
    assert saved.status_code == 303
    assert client.json("/api/health")["reports"] == before + 1
    page = client.get(saved.headers["location"])
    assert "The Paper" in page.text
    assert client.get("/?q=odessa").text.count('class="story"') >= 1


def test_hostile_text_is_shown_and_nothing_in_it_acts(fresh: Any) -> None:
    client: Client = fresh()
    shown = client.post("/read", text=HOSTILE)
    assert shown.status_code == 200, shown.text
    for part in (
        shown,
        client.get(client.post("/read", text=HOSTILE, save="yes").headers["location"]),
        client.get("/"),
    ):
        assert "<script>alert" not in part.text
        assert "<img" not in part.text
        assert "\u202e" not in part.text.replace(HOSTILE, "")
        assert "49" not in re.sub(r"[0-9a-f]{16,}|\d{3,}", "", part.text.partition("<main")[2].partition("</main>")[0])


def test_a_title_of_a_megabyte_is_cut_and_slows_nothing_down(fresh: Any) -> None:
    client: Client = fresh()
    text = "A" * 400_000 + "\u202e<b>\n\n" + ATTACK
    answer = client.http.post("/api/read", json={"text": text, "save": True})
    assert answer.status_code == 200
    for path in ("/", "/reports", "/events", f"/reports/{answer.json()['id']}"):
        begin = time.perf_counter()
        page = client.get(path)
        assert page.status_code == 200
        assert time.perf_counter() - begin < 5
        assert "<b>\n" not in page.text
    assert len(client.get("/").text) < 200_000
    assert client.http.post("/api/read", json={"text": "x", "title": "y" * 10_000}).status_code == 400


def test_nothing_is_fetched_unless_the_server_was_told_so(client: Client) -> None:
    assert 'name="address"' not in client.get("/read").text
    assert client.post("/read", address="http://127.0.0.1/").status_code == 400


def test_why_shows_rule_and_parse(client: Client) -> None:
    detail = client.json(f"/api/stories/{disputed(client)['id']}")
    assert isinstance(detail, dict)
    claim = detail["happenings"][0]["claims"][0]
    text = client.get(f"/reports/{claim['report']}/events/{claim['event']}/why?part=true").text
    assert "Rule" in text or "rule" in text
    assert '<pre class="tree"' in text


def test_what_is_not_there_is_told_as_a_page_and_as_a_problem(client: Client) -> None:
    page = client.get("/stories/ffff")
    assert page.status_code == 404
    assert "Not found" in page.text
    problem = client.http.get("/api/stories/ffff")
    assert problem.status_code == 404
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == 404
    assert client.http.get("/api/nothing").headers["content-type"] == "application/problem+json"


def test_language_and_colours_are_remembered(client: Client) -> None:
    client.get("/?lang=de")
    assert '<html lang="de"' in client.get("/").text
    client.post("/theme", theme="dark", back="/events")
    assert 'data-theme="dark"' in client.get("/").text
