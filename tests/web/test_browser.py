"""The pages in a real Chromium: nothing complains, nothing overflows, axe finds nothing serious, the walks work."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.web.browser import PATIENCE, started, watch
from tests.web.conftest import ATTACK, HOSTILE, Client

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
LOOKS = (("light", "en-GB", DESK), ("dark", "de-DE", PHONE))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as found:
        yield found


def paths_of(client: Client) -> list[str]:
    """One page of every kind."""
    stories: Any = client.json("/api/stories?limit=50")
    story = max(stories["items"], key=lambda one: one["contradictions"])
    detail: Any = client.json(f"/api/stories/{story['id']}")
    actors: Any = client.json("/api/actors")
    sources: Any = client.json("/api/sources")
    return [
        "/", "/events", "/reports?q=police", "/actors", "/sources", "/watches", "/read", "/quality",
        f"/stories/{story['id']}", f"/reports/{detail['reports'][0]['id']}",
        f"/happenings/{detail['happenings'][0]['happening']['id']}",
        f"/actor?key={actors[0]['key']}", f"/source?key={sources[0]['key']}",
    ]  # fmt: skip


@pytest.mark.parametrize(("colours", "locale", "size"), LOOKS, ids=["light-desk-en", "dark-phone-de"])
def test_every_page_is_sound(browser: Browser, client: Client, colours: Any, locale: str, size: Any) -> None:
    context = browser.new_context(color_scheme=colours, locale=locale, viewport=size)
    page = context.new_page()
    complaints, axe = watch(page), Axe()
    for number, path in enumerate(paths_of(client)):
        page.goto(client.address + path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"
        if size == PHONE and number % 2:
            continue  # axe takes a second a page, and what it looks for beside contrast is the same in all looks
        found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).response["violations"]
        serious = [
            (one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], path
    assert complaints == []
    context.close()


def test_charts_are_drawn_from_tables_that_can_be_read_without_script(browser: Browser, client: Client) -> None:
    actors: Any = client.json("/api/actors")
    stories: Any = client.json("/api/stories?limit=50")
    details: list[Any] = [client.json(f"/api/stories/{one['id']}") for one in stories["items"]]
    linked = next(one["story"]["id"] for one in details if one["dependences"])
    context = browser.new_context(locale="en-GB", viewport=DESK)
    page = context.new_page()
    complaints = watch(page)
    page.goto(f"{client.address}/actor?key={actors[0]['key']}")
    bars = page.locator("figure[data-chart=bars]").first
    assert bars.locator("rect.bar").count() == bars.locator("tbody tr").count() > 0
    assert "at most" in (bars.locator("svg[role=img]").get_attribute("aria-label") or "")
    node = page.locator("figure[data-chart=network] svg a").first
    node.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{client.address}/stories/{linked}")
    assert page.locator("figure[data-chart=lanes] path.link").count() > 0
    assert page.locator("[data-chart=spark] svg").count() == 1
    wide = page.locator("figure[data-chart=lanes] svg").bounding_box()
    page.set_viewport_size(PHONE)
    page.wait_for_timeout(200)
    assert page.locator("figure[data-chart=lanes] svg").bounding_box() != wide
    page.goto(client.address + "/events")
    page.locator("rect.leads").first.click()
    page.wait_for_url("**/events?*since=*")
    assert complaints == []
    context.close()
    plain = browser.new_context(locale="en-GB", java_script_enabled=False).new_page()
    plain.goto(f"{client.address}/actor?key={actors[0]['key']}")
    assert plain.locator("figure svg").count() == 0
    plain.get_by_text("as a table").first.click()
    assert plain.locator("figure[data-chart=bars] table").first.is_visible()
    plain.get_by_text("as a list").first.click()
    assert plain.locator("figure[data-chart=network] li a").first.is_visible()
    plain.goto(client.address + "/")
    assert "reports a day:" in plain.locator(".spark").first.inner_text()
    plain.close()


def test_from_a_pasted_text_to_a_download(browser: Browser, fresh: Any) -> None:
    client: Client = fresh()
    page = browser.new_page(locale="en-GB")
    complaints = watch(page)
    page.goto(client.address + "/read")
    page.get_by_label("Text of the report").fill(ATTACK)
    page.get_by_label("Published").fill("2024-05-14")
    page.get_by_label("Outlet").fill("The Paper")
    page.get_by_role("button", name="read", exact=True).click()
    page.locator("a.event").first.wait_for()
    page.get_by_role("button", name="keep in the store").click()
    page.wait_for_url("**/reports/*")
    _why(page)
    page.get_by_label("quotation").uncheck()
    assert "hide-quotation" in (page.locator("body").get_attribute("class") or "")
    page.get_by_role("link", name="attack", exact=False).first.click()
    page.goto(client.address + "/?q=odessa")
    page.locator(".story h2 a").first.click()
    page.wait_for_url("**/stories/*")
    page.goto(client.address + "/events")
    page.get_by_label("Type").select_option("ASSAULT")
    page.get_by_label("Country").fill("UKR")
    page.get_by_role("button", name="show").click()
    assert "country=UKR" in page.url
    assert page.locator("table.events tbody tr").count() == 1
    with page.expect_download() as download:
        page.get_by_role("link", name="csv", exact=True).click()
    assert len(download.value.path().read_text(encoding="utf-8").splitlines()) == 2
    assert complaints == []
    page.close()


def _why(page: Page) -> None:
    """A click on a mark leads to its card; there rule and parse unfold."""
    mark = page.locator("a.event").first
    mark.click()
    target = page.locator(mark.get_attribute("href") or "")
    target.get_by_text("Why?").click()
    target.locator("pre.tree").wait_for()


def test_an_event_is_judged_edited_and_taken_back(browser: Browser, fresh: Any) -> None:
    client: Client = fresh()
    events: Any = client.json("/api/events?type=ASSAULT")
    claim = events["items"][0]["claim"]
    page = browser.new_page(locale="en-GB")
    page.goto(f"{client.address}/reports/{claim['report']}#r-{claim['event']}")
    card = page.locator(f"#r-{claim['event']}")
    card.get_by_role("button", name="wrong").click()
    assert "rejected" in (card.get_attribute("class") or "")
    card.get_by_role("button", name="withdraw").click()
    card.get_by_role("link", name="correct", exact=True).click()
    page.get_by_label("Modality").select_option("possible")
    page.get_by_role("button", name="keep").click()
    page.wait_for_url(f"**/reports/{claim['report']}*")
    verdicts: Any = client.json("/api/verdicts")
    assert [v["verdict"] for v in verdicts["items"]] == ["edit", "withdraw", "reject"]
    assert verdicts["items"][0]["edit"]["modality"] == "possible"
    assert verdicts["items"][0]["edit"]["type"] is None
    page.goto(client.address + "/quality")
    assert page.get_by_role("row", name="Assault").count() == 1
    page.close()


def test_who_where_and_how_are_edited_with_names_looked_up(browser: Browser, fresh: Any) -> None:
    client: Client = fresh()
    events: Any = client.json("/api/events?type=ASSAULT")
    claim = next(e["claim"] for e in events["items"] if e["claim"]["actors"])
    page = browser.new_page(locale="en-GB")
    complaints = watch(page)
    page.goto(f"{client.address}/reports/{claim['report']}/events/{claim['event']}/edit")
    assert page.locator("fieldset[data-modes]:visible").count() == 1
    page.get_by_label("Type").select_option("PROTEST")
    page.get_by_role("checkbox", name="riot").check()
    actors = page.get_by_role("group", name="Actors")
    actors.get_by_label("Name").last.fill("Vladimir Putin")
    page.get_by_role("group", name="Place").get_by_label("Name").fill("Paris")
    page.set_default_timeout(4 * PATIENCE)  # the first look-up loads all that is known, in both languages
    page.get_by_role("button", name="look up").click()
    assert "RUS GOV" in actors.get_by_label("Means").locator("option:checked").inner_text()
    page.get_by_role("button", name="keep").click()
    assert "several places are called so" in page.get_by_role("alert").inner_text()
    page.get_by_role("group", name="Place").get_by_label("Means").select_option("2988507")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    page.get_by_role("button", name="keep").click()
    page.wait_for_url(f"**/reports/{claim['report']}*")
    card = page.locator(f"#r-{claim['event']}")
    assert "Wladimir Putin" in card.inner_text()
    assert "Paris" in card.inner_text()
    assert "Read as:" in card.inner_text()
    edit: Any = client.json("/api/verdicts")["items"][0]["edit"]  # type: ignore[call-overload, index]
    assert (edit["type"], edit["modes"], edit["place"]["country"]) == ("PROTEST", ["riot"], "FRA")
    assert len(edit["actors"]) == len(claim["actors"]) + 1
    assert edit["recipients"] is None
    assert [one for one in complaints if "400" not in one] == []
    page.close()


def test_a_rule_is_tried_and_let_stand(browser: Browser, fresh: Any) -> None:
    client: Client = fresh()
    page = browser.new_page(locale="en-GB")
    page.goto(client.address + "/watches")
    page.locator("#rule").fill('[watch.blast]\ntypes = ["ASSAULT"]\n')
    page.get_by_role("button", name="try it").click()
    page.get_by_text("It would have told").wait_for()
    page.get_by_role("button", name="let it stand").click()
    page.get_by_role("link", name="blast").wait_for()
    page.get_by_role("button", name="mute").click()
    page.get_by_text("muted until").wait_for()
    page.close()


def test_hostile_text_does_nothing(browser: Browser, fresh: Any) -> None:
    client: Client = fresh()
    saved = client.post("/read", text=HOSTILE, save="yes")
    page = browser.new_page()
    complaints = watch(page)
    for path in (saved.headers["location"], "/", "/events", "/actors", "/reports"):
        page.goto(client.address + path)
    page.goto(client.address + "/?q=" + "%3Cscript%3Ealert(3)%3C/script%3E")
    page.goto(client.address + "/events?actor=%22%3E%3Cimg+src%3Dx+onerror%3Dalert(4)%3E")
    assert complaints == []
    page.close()


def test_the_keyboard_reaches_everything_and_colours_can_be_changed(browser: Browser, client: Client) -> None:
    page = browser.new_page(locale="en-GB")
    page.goto(client.address + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for colours in ("dark", "light", "auto"):
        page.get_by_role("button", name="Colours").click()
        assert page.locator("html").get_attribute("data-theme") == colours
    page.get_by_role("link", name="DE", exact=True).click()
    assert page.locator("h1").inner_text() == "Lage"
    page.close()
