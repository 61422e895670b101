"""The API: pages of lists, filters, corrections, watches, the schema."""

from typing import Any

import pytest

from tests.web.conftest import ATTACK, Client


def walk(client: Client, path: str) -> list[dict[str, Any]]:
    """All items of a list, page by page."""
    found: list[dict[str, Any]] = []
    after = None
    while True:
        joint = "&" if "?" in path else "?"
        part: Any = client.json(f"{path}{joint}limit=7" + (f"&after={after}" if after else ""))
        found += part["items"]
        after = part["next"]
        if after is None:
            return found


@pytest.mark.parametrize(("path", "key"), [("/api/stories", "id"), ("/api/reports", "id")])
def test_lists_come_page_by_page_each_thing_once(client: Client, path: str, key: str) -> None:
    whole: Any = client.json(f"{path}?limit=200")
    assert whole["next"] is None
    assert [item[key] for item in walk(client, path)] == [item[key] for item in whole["items"]]


def test_events_come_page_by_page_latest_first(client: Client) -> None:
    events = walk(client, "/api/events")
    ids = [event["claim"]["id"] for event in events]
    counts: Any = client.json("/api/events/counts")
    assert len(ids) == len(set(ids)) == counts["total"]
    days = [event["claim"]["date_begin"] or event["claim"]["published"][:10] for event in events]
    assert days == sorted(days, reverse=True)


def test_filters_of_events_hold(client: Client) -> None:
    for event in walk(client, "/api/events?type=ASSAULT&modality=denied"):
        assert (event["claim"]["type"], event["claim"]["modality"]) == ("ASSAULT", "denied")
    country = walk(client, "/api/events?country=pak")
    assert country
    assert {event["claim"]["place"]["country"] for event in country} == {"PAK"}
    acted = walk(client, "/api/events?actor=PAK%20GOV")
    assert acted
    assert all(any(party["code"] == "PAK GOV" for party in event["claim"]["actors"]) for event in acted)
    assert all(event["independent"] >= 2 for event in walk(client, "/api/events?sources=2"))
    assert all(event["contradictions"] for event in walk(client, "/api/events?contradicted=true"))
    assert walk(client, "/api/events?since=2030-01-01") == []


def test_wrong_questions_are_answered_with_what_was_expected(client: Client) -> None:
    for path in ("/api/events?sources=many", "/api/events?after=x", "/api/stories?after=1", "/api/stories?limit=x"):
        answer = client.http.get(path)
        assert answer.status_code == 400, path
        assert answer.json()["detail"]


def test_a_text_becomes_a_record(client: Client) -> None:
    found = client.http.post("/api/read", json={"text": ATTACK, "published": "2024-05-14"}).json()
    assert found["record"]["schema"] == "lagebild.report/1"
    assert found["record"]["text"] == ATTACK
    assert found["record"]["events"]
    assert found["saved"] is False
    assert client.http.post("/api/read", json={"text": "123"}).status_code == 422
    assert client.http.post("/api/read", json={"txt": "x"}).status_code == 400


def test_a_rejected_event_counts_nowhere_and_can_be_taken_back(fresh: Any) -> None:
    client: Client = fresh()
    before: Any = client.json("/api/events/counts")
    claim = walk(client, "/api/events?type=ASSAULT&sources=2")[0]["claim"]
    told = {"claim": claim["id"], "verdict": "reject", "author": "Ada", "note": "no attack"}
    assert client.http.post("/api/verdicts", json=told).status_code == 201
    counts: Any = client.json("/api/events/counts")
    assert counts["total"] == before["total"] - 1
    report: Any = client.json(f"/api/reports/{claim['report']}")
    assert report["verdicts"][claim["event"]]["author"] == "Ada"
    corrected: Any = client.json(f"/api/reports/{claim['report']}/record?corrected=true")
    assert claim["event"] not in [event["id"] for event in corrected["events"]]
    quality: Any = client.json("/api/quality")
    assert (quality[0]["type"], quality[0]["rejected"]) == ("ASSAULT", 1)
    assert client.http.post("/api/verdicts", json={**told, "verdict": "withdraw"}).status_code == 201
    assert client.json("/api/events/counts") == before
    lines = client.http.get("/api/verdicts.jsonl").text.splitlines()
    assert len(lines) == 2


def test_an_edited_event_is_found_by_what_it_says_now(fresh: Any) -> None:
    client: Client = fresh()
    claim = walk(client, "/api/events?type=ASSAULT")[0]["claim"]
    edit = {"type": "PROTEST", "modality": "planned", "date_begin": "2031-02-03"}
    told = {"claim": claim["id"], "verdict": "edit", "author": "Ada", "edit": edit}
    assert client.http.post("/api/verdicts", json=told).status_code == 201
    found = walk(client, "/api/events?type=PROTEST&modality=planned&since=2031-02-03")
    assert [event["claim"]["id"] for event in found] == [claim["id"]]
    assert claim["id"] not in [event["claim"]["id"] for event in walk(client, "/api/events?type=ASSAULT")]
    record: Any = client.json(f"/api/reports/{claim['report']}/record?corrected=true")
    event = next(e for e in record["events"] if e["id"] == claim["event"])
    assert (event["type"], event["quad"], event["modes"]) == ("PROTEST", "material_conflict", [])
    wrong = {**told, "edit": {"type": "PARTY"}}
    assert client.http.post("/api/verdicts", json=wrong).status_code == 400


def test_an_edit_changes_mode_actors_recipients_and_place(fresh: Any) -> None:
    client: Client = fresh()
    claim = next(e["claim"] for e in walk(client, "/api/events?type=ASSAULT") if e["claim"]["actors"])
    kept, offers = claim["actors"][0]["name"], client.json("/api/names/places?q=Paris")
    assert isinstance(offers, list)
    pick = next(o["pick"] for o in offers if o["place"]["country"] == "FRA")
    edit = {
        "modes": ["explosives"],
        "actors": [{"name": kept}, {"name": "Vladimir Putin"}],
        "recipients": [{"name": "Xaver Ypsilon", "type": "PER", "code": "AUT JRN"}],
        "place": {"name": "Paris", "pick": pick},
    }
    told = {"claim": claim["id"], "verdict": "edit", "author": "Ada", "edit": edit}
    made = client.http.post("/api/verdicts", json=told)
    assert made.status_code == 201, made.text
    (found,) = walk(client, "/api/events?actor=Q7747&mode=ASSAULT/explosives&country=FRA&recipient=Xaver")
    assert [p["code"] for p in found["claim"]["actors"][1:]] == ["RUS GOV"]
    assert found["claim"]["actors"][0] == claim["actors"][0]
    assert found["claim"]["place"]["name"] == "Paris"
    assert found["verdict"]["author"] == "Ada"
    report: Any = client.json(f"/api/reports/{claim['report']}/record?corrected=true")
    event = next(e for e in report["events"] if e["id"] == claim["event"])
    assert (event["modes"], event["place"]) == (["explosives"], "Paris")
    text = client.get(f"/reports/{claim['report']}").text
    assert "Xaver Ypsilon" in text
    assert "Read as:" in text
    csv = client.http.get("/api/events/export/csv?actor=Q7747&country=FRA").text
    assert "Xaver Ypsilon" in csv
    taken_away = {"edit": {"without": ["place"], "actors": []}}
    assert client.http.post("/api/verdicts", json={**told, **taken_away}).status_code == 201
    (found,) = (e for e in walk(client, "/api/events?type=ASSAULT") if e["claim"]["id"] == claim["id"])
    assert (found["claim"]["actors"], found["claim"]["place"]) == ([], None)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"modes": ["waltz"]}, "waltz: no mode of ASSAULT; there are"),
        ({"actors": [{"name": "Xaver Ypsilon"}]}, "nobody of this name is known"),
        ({"actors": [{"name": "\u202e\u0000"}]}, "a name has letters"),
        ({"actors": [{"name": "Putin", "code": "<script>"}]}, "is no code"),
        ({"actors": [{"name": "Putin"}] * 30}, "length <= 20"),
        ({"actors": [{"name": "y" * 300}]}, "length <= 200"),
        ({"actors": [{"name": "Putin", "key": "Q1"}]}, "unknown field"),
        ({"place": {"name": "Paris"}}, "several places are called so; pick one"),
        ({"place": {"name": "Nirgendsheim"}}, "no place of this name"),
        ({"place": {"name": "Paris", "pick": "1"}}, "no place of this name"),
        ({"date_begin": "2024-13-40"}, "no day"),
        ({"date_begin": "2024-05-14", "date_end": "2024-05-13"}, "ends before it begins"),
        ({"score": 99.0}, "unknown field"),
        ({"without": ["type"]}, "Invalid enum value"),
        ({}, "nothing is changed"),
    ],
)
def test_edits_that_are_none_are_refused(client: Client, edit: dict[str, Any], said: str) -> None:
    found: Any = client.json("/api/events?type=ASSAULT&limit=1")
    told = {"claim": found["items"][0]["claim"]["id"], "verdict": "edit", "author": "Ada", "edit": edit}
    answer = client.http.post("/api/verdicts", json=told)
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in answer.json()["detail"]


def test_names_are_looked_up_for_an_edit(client: Client) -> None:
    actors: Any = client.json("/api/names/actors?q=Putin&language=de&day=2024-05-14")
    assert [(a["code"], a["sure"]) for a in actors] == [("RUS GOV", True)]
    assert client.json("/api/names/actors?q=Xaver%20Ypsilon") == []
    assert client.http.get("/api/names/actors?q=").status_code == 400
    assert client.http.get("/api/names/places?q=%00").status_code == 400


def test_happenings_are_joined_and_split_by_hand(fresh: Any) -> None:
    client: Client = fresh()
    stories: Any = client.json("/api/stories?limit=50")
    story = max(stories["items"], key=lambda s: s["happenings"])
    detail: Any = client.json(f"/api/stories/{story['id']}")
    one, other = (account["happening"] for account in detail["happenings"][:2])
    answer = client.http.post("/api/join", json={"id": one["id"], "other": other["id"], "author": "Ada"})
    assert answer.json() == {"id": one["id"]}
    joined: Any = client.json(f"/api/happenings/{one['id']}")
    assert set(joined["account"]["happening"]["claims"]) == {*one["claims"], *other["claims"]}
    answer = client.http.post("/api/split", json={"id": one["id"], "parts": other["claims"], "author": "Ada"})
    assert answer.status_code == 201
    again: Any = client.json(f"/api/happenings/{one['id']}")
    assert set(again["account"]["happening"]["claims"]) == set(one["claims"])
    assert any(j["author"] == "Ada" for j in again["judgements"])


def test_rules_are_tried_let_stand_muted_and_removed(fresh: Any) -> None:
    client: Client = fresh()
    rule = {"rule": '[watch.blast]\ntypes = ["ASSAULT"]\nplaces = ["PAK"]\n'}
    tried = client.http.post("/api/watches/try", json=rule).json()
    assert tried["alerts"]
    assert tried["tells_of"][0].startswith("blast: ASSAULT")
    assert client.http.post("/api/watches", json=rule).json() == ["blast"]
    assert client.http.post("/api/watches/run").json() == []
    assert client.http.post("/api/read", json={"text": ATTACK, "save": True}).status_code == 200
    assert client.http.post("/api/watches", json={"rule": rule["rule"].replace("PAK", "UKR")}).status_code == 201
    assert [alert["watch"] for alert in client.http.post("/api/watches/run").json()] == ["blast"]
    alerts: Any = client.json("/api/alerts")
    assert alerts["items"][0]["type"] == "ASSAULT"
    assert client.http.post("/api/watches/blast/mute", json={"hours": 5}).status_code == 204
    watches: Any = client.json("/api/watches")
    assert watches[0]["muted_until"]
    assert client.http.post("/api/watches/blast/remove").status_code == 204
    assert client.json("/api/watches") == []
    assert client.http.post("/api/watches", json={"rule": "[watch.x]\ntypes = ['NONE']"}).status_code == 422
    sink = '[watch.x]\ntypes = ["ASSAULT"]\nsinks = ["a"]\n[sinks.a]\nkind = "jsonl"\npath = "told.jsonl"\n'
    assert client.http.post("/api/watches", json={"rule": sink}).status_code in (400, 422)


def test_the_schema_describes_every_way_in(client: Client) -> None:
    schema: Any = client.json("/api/schema/openapi.json")
    assert schema["openapi"].startswith("3.")
    assert {"/api/stories", "/api/events", "/api/reports/{id}", "/api/read", "/api/verdicts"} <= set(schema["paths"])
    assert all(path.startswith("/api/") for path in schema["paths"])
    assert "StoryPage" in str(schema["components"]["schemas"])


def test_actors_and_sources_say_what_they_do(client: Client) -> None:
    actors: Any = client.json("/api/actors")
    actor: Any = client.json(f"/api/actor?key={actors[0]['key']}")
    assert actor["names"]
    assert actor["acted"]["total"] + actor["suffered"]["total"] > 0
    sources: Any = client.json("/api/sources")
    source: Any = client.json(f"/api/source?key={sources[0]['key']}")
    assert source["sums"] == sources[0]
