"""The situation: stories by last change, with a map, and those that a search finds."""

from collections.abc import Iterable

from litestar import Response, get
from litestar.params import FromQuery
from msgspec import Struct

from lagebild.situation.summaries import StoryRow, summaries_of
from lagebild.store.search import Filters
from lagebild.store.store import Store
from lagebild.stories.model import Spot
from lagebild.web.cursors import After, Cursor, Limit, Words, read_cursor, write_cursor
from lagebild.web.maps import Point, draw_map
from lagebild.web.problems import PROBLEMS
from lagebild.web.rendering import Tools, Visit, page, visitor_of
from lagebild.web.site import Here

PER_PAGE = 25
MOST_FOUND = 200  # reports looked at for the stories of a search


class StoryPage(Struct, frozen=True):
    """A part of the list of stories; `next` asks for what follows, None at the end."""

    items: list[StoryRow]
    next: str | None


def list_stories(store: Store, q: str, only_open: bool, limit: int, cursor: str | None) -> StoryPage:
    """Stories by last change, or those of the newest reports that hold the words `q`."""
    if q.strip():
        hits = store.reports.find(q, Filters(), MOST_FOUND)
        found = store.index.stories_of_reports(report.id for report, _ in hits)
        kept = sorted((s for s in found if s.open or not only_open), key=lambda s: s.last_published or "", reverse=True)
        return StoryPage([*summaries_of(store, kept[:limit])], None)
    after = read_cursor(cursor)
    placed = store.index.stories_after(limit + 1, only_open, None if after is None else (after.key, after.number))
    shown = placed[:limit]
    following = write_cursor(Cursor(*shown[-1][0])) if len(placed) > limit else None
    return StoryPage([*summaries_of(store, [story for _, story in shown])], following)


def _points_of_rows(rows: Iterable[StoryRow]) -> list[Point]:
    """Where stories are: the place most named of each; those at one place together."""
    at: dict[tuple[float, float], list[tuple[StoryRow, Spot]]] = {}
    for row in rows:
        spot = next((s for s in row.places if s.lat is not None), None)
        if spot is not None and spot.lat is not None and spot.lon is not None:
            at.setdefault((spot.lat, spot.lon), []).append((row, spot))
    return [
        Point(
            lat, lon, sum(row.reports for row, _ in here),
            f"{here[0][1].name}: {'; '.join(row.title[:80] for row, _ in here)}", f"/stories/{here[0][0].id}",
            here[0][1].precision in ("point", "city"),
        )
        for (lat, lon), here in at.items()
    ]  # fmt: skip


@get("/", sync_to_thread=True, include_in_schema=False)
def situation_page(
    request: Visit,
    site: Here,
    q: Words = "",
    ongoing: FromQuery[bool] = False,
    after: After = None,
) -> Response[str]:
    """Stories by last change."""
    tools = Tools(site, visitor_of(request, site), request)
    with site.store() as store:
        found = list_stories(store, q, ongoing, PER_PAGE, after)
        reports = store.reports.find(q, Filters(), 10) if q.strip() else ()
        total = store.reports.count()
    drawn = draw_map(_points_of_rows(found.items), tools.words.phrases["map_of_stories"], whole=True)
    return page(
        request,
        site,
        "situation",
        stories=found,
        listed=found.items,
        q=q,
        only_open=ongoing,
        map=drawn,
        reports=reports,
        total=total,
    )


@get("/api/stories", sync_to_thread=True, tags=["stories"], responses=PROBLEMS)
def get_stories(
    site: Here,
    q: Words = "",
    ongoing: FromQuery[bool] = False,
    limit: Limit = PER_PAGE,
    after: After = None,
) -> StoryPage:
    """Stories by last change, newest first; `q`: those of reports with these words; `ongoing`: that may still go on."""
    with site.store() as store:
        return list_stories(store, q, ongoing, limit, after)


HANDLERS = (situation_page, get_stories)
