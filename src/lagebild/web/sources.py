"""Sources: outlets and agencies, what they tell on their own word and what they pass on."""

from litestar import Response, get
from msgspec import Struct

from lagebild.store.events import OutletSum, Wanted
from lagebild.store.store import Store
from lagebild.web.cursors import Limit, Words
from lagebild.web.event_rows import EventRow, list_events, titles_of
from lagebild.web.problems import PROBLEMS, NothingHereError
from lagebild.web.rendering import Visit, page
from lagebild.web.site import Here

LISTED = 200
SHOWN = 25


class Flow(Struct, frozen=True):
    """How many claims go from one source to another; `kind` is that of whose word it is."""

    kind: str
    key: str
    name: str
    claims: int


class SourceDetail(Struct, frozen=True):
    """An outlet or agency."""

    sums: OutletSum
    rests_on: list[Flow]  # on whose word it tells what it tells
    taken_up_by: list[Flow]
    latest: list[EventRow]


def detail_of(store: Store, key: str) -> SourceDetail:
    """An outlet or agency by its key."""
    sums = store.events.outlet(key)
    if sums is None:
        raise NothingHereError(f"{key:.80}: no outlet or agency of this key has told anything")
    return SourceDetail(
        sums,
        [Flow(*row) for row in store.events.told_by(key)],
        [Flow(*row) for row in store.events.takers_of(key)],
        list_events(store, Wanted(((f"outlet {key}",),)), SHOWN, None).items,
    )


@get("/sources", sync_to_thread=True, include_in_schema=False)
def sources_page(request: Visit, site: Here) -> Response[str]:
    """Outlets and agencies by how much they tell."""
    with site.store() as store:
        found = store.events.outlets(LISTED)
    return page(request, site, "sources", sources=found)


@get("/source", sync_to_thread=True, include_in_schema=False)
def source_page(request: Visit, site: Here, key: Words) -> Response[str]:
    """One outlet or agency."""
    with site.store() as store:
        found = detail_of(store, key)
        titles = titles_of(store, found.latest)
    return page(request, site, "source", source=found, titles=titles)


@get("/api/sources", sync_to_thread=True, tags=["sources"], responses=PROBLEMS)
def get_sources(site: Here, limit: Limit = LISTED) -> list[OutletSum]:
    """Outlets and agencies: what they tell on their own word, of speakers, of others; what others take up of them."""
    with site.store() as store:
        return list(store.events.outlets(limit))


@get("/api/source", sync_to_thread=True, tags=["sources"], responses=PROBLEMS)
def get_source(site: Here, key: Words) -> SourceDetail:
    """One outlet or agency: on whose word it tells, who takes up what it tells, its latest events."""
    with site.store() as store:
        return detail_of(store, key)


HANDLERS = (sources_page, source_page, get_sources, get_source)
