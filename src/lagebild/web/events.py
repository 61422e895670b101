"""Events across all reports: filters, counts over time, map, the table."""

from collections import Counter
from collections.abc import Iterable

from litestar import Response, get

from lagebild.exports.formats import FORMATS
from lagebild.stories.model import Claim
from lagebild.web.cursors import After, Limit
from lagebild.web.event_counts import EventCounts, counts_of, periods_of
from lagebild.web.event_filters import Asked, wanted_of
from lagebild.web.event_rows import EventPage, EventRow, list_events, titles_of
from lagebild.web.maps import Point, draw_map
from lagebild.web.problems import PROBLEMS
from lagebild.web.rendering import Tools, Visit, page, visitor_of
from lagebild.web.site import Here

PER_PAGE = 50
ON_MAP = 300  # events whose places are drawn


def points_of(rows: Iterable[EventRow], tools: Tools) -> list[Point]:
    """Where events were; those at one place together."""
    at: dict[tuple[float, float], list[Claim]] = {}
    for row in rows:
        spot = row.claim.place
        if spot is not None and spot.lat is not None and spot.lon is not None:
            at.setdefault((spot.lat, spot.lon), []).append(row.claim)
    points = []
    for (lat, lon), claims in at.items():
        spot = claims[0].place
        sharp = spot is not None and spot.precision in ("point", "city")
        what = ", ".join(
            f"{tools.type(kind)} {count}" for kind, count in Counter(c.type for c in claims).most_common(4)
        )
        href = tools.here(place=spot.name if spot else "", after=None)
        points.append(Point(lat, lon, len(claims), f"{tools.spot(spot)}: {what}", href, sharp))
    return points


@get("/events", sync_to_thread=True, include_in_schema=False)
def events_page(request: Visit, site: Here, asked: Asked, after: After = None) -> Response[str]:
    """Events with filters, counts over time, map, downloads."""
    tools = Tools(site, visitor_of(request, site), request)
    with site.store() as store:
        wanted = wanted_of(store, asked)
        found = list_events(store, wanted, PER_PAGE, after)
        counts = counts_of(site, store, wanted)
        titles = titles_of(store, found.items)
        mapped = found.items if len(found.items) < PER_PAGE else list_events(store, wanted, ON_MAP, after).items
    return page(
        request, site, "events",
        filter=asked, events=found, listed=found.items, counts=counts, periods=periods_of(counts), titles=titles,
        formats=FORMATS,
        ontology=site.knowledge.ontology, map=draw_map(points_of(mapped, tools), tools.words.phrases["map"]),
    )  # fmt: skip


@get("/api/events", sync_to_thread=True, tags=["events"], responses=PROBLEMS)
def get_events(site: Here, asked: Asked, limit: Limit = PER_PAGE, after: After = None) -> EventPage:
    """Events of all reports, the latest day first."""
    with site.store() as store:
        return list_events(store, wanted_of(store, asked), limit, after)


@get("/api/events/counts", sync_to_thread=True, tags=["events"], responses=PROBLEMS)
def get_event_counts(site: Here, asked: Asked) -> EventCounts:
    """How many events that match each day has."""
    with site.store() as store:
        return counts_of(site, store, wanted_of(store, asked))


HANDLERS = (events_page, get_events, get_event_counts)
