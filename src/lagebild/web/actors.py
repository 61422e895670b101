"""Actors: who takes part in events; one of them over time, with whom, under which names."""

from collections import Counter

from litestar import Response, get
from msgspec import Struct

from lagebild.store.events import PartyName, Wanted
from lagebild.store.store import Store
from lagebild.stories.model import Party
from lagebild.web.cursors import Limit, Words
from lagebild.web.event_counts import EventCounts, counts_of, periods_of
from lagebild.web.event_rows import EventRow, list_events, titles_of
from lagebild.web.problems import PROBLEMS, NothingHereError
from lagebild.web.rendering import Visit, page
from lagebild.web.site import Here, Site

LISTED = 100
LOOKED_AT = 300  # of the latest events in each role, for the network
AROUND = 14  # others that are drawn
SHOWN = 25
NAMES = 40  # in use, those used most


class Companion(Struct, frozen=True):
    """Somebody else in the same events."""

    key: str
    name: str
    events: int


class ActorDetail(Struct, frozen=True):
    """Somebody who takes part in events."""

    key: str
    name: str
    code: str
    names: tuple[PartyName, ...]  # those used most
    acted: EventCounts
    suffered: EventCounts
    types: dict[str, int]  # of the latest events in which they act
    companions: list[Companion]
    latest_acted: list[EventRow]
    latest_suffered: list[EventRow]


def detail_of(site: Site, store: Store, key: str) -> ActorDetail:
    """Somebody by key, or by a name that begins so."""
    names = store.events.names_of(key, NAMES) or store.events.find_parties(key, 1)
    if not names:
        raise NothingHereError(f"{key:.80}: nobody of this name takes part in any event")
    if names[0].key != key:
        key = names[0].key
        names = store.events.names_of(key, NAMES)
    roles = [Wanted(((f"{role} {key}",),)) for role in ("actor", "recipient")]
    acted, suffered = (list_events(store, wanted, LOOKED_AT, None).items for wanted in roles)
    return ActorDetail(
        key=key,
        name=names[0].name,
        code=names[0].code,
        names=names,
        acted=counts_of(site, store, roles[0]),
        suffered=counts_of(site, store, roles[1]),
        types=dict(Counter(row.claim.type for row in acted).most_common()),
        companions=_companions(key, [*acted, *suffered]),
        latest_acted=acted[:SHOWN],
        latest_suffered=suffered[:SHOWN],
    )


def _companions(key: str, rows: list[EventRow]) -> list[Companion]:
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for claim in {row.claim.id: row.claim for row in rows}.values():
        others: dict[str, Party] = {p.key: p for p in (*claim.actors, *claim.recipients) if p.key and p.key != key}
        counts.update(others.keys())
        names.update((k, p.name) for k, p in others.items())
    return [Companion(k, names[k], count) for k, count in counts.most_common(AROUND)]


@get("/actors", sync_to_thread=True, include_in_schema=False)
def actors_page(request: Visit, site: Here, q: Words = "") -> Response[str]:
    """Who takes part in most events, or whose name begins so."""
    with site.store() as store:
        found = store.events.find_parties(q, LISTED) if q.strip() else store.events.most_active(LISTED)
    return page(request, site, "actors", actors=found, q=q)


@get("/actor", sync_to_thread=True, include_in_schema=False)
def actor_page(request: Visit, site: Here, key: Words) -> Response[str]:
    """One actor."""
    with site.store() as store:
        found = detail_of(site, store, key)
        titles = titles_of(store, [*found.latest_acted, *found.latest_suffered])
    return page(
        request, site, "actor", actor=found, titles=titles,
        acted=periods_of(found.acted), suffered=periods_of(found.suffered),
    )  # fmt: skip


@get("/api/actors", sync_to_thread=True, tags=["actors"], responses=PROBLEMS)
def get_actors(site: Here, q: Words = "", limit: Limit = LISTED) -> list[PartyName]:
    """Who takes part in most events; `q`: whose name begins so, or whose key is so."""
    with site.store() as store:
        return list(store.events.find_parties(q, limit) if q.strip() else store.events.most_active(limit))


@get("/api/actor", sync_to_thread=True, tags=["actors"], responses=PROBLEMS)
def get_actor(site: Here, key: Words) -> ActorDetail:
    """One actor: names in use, events over time, with whom; `key` as in the list."""
    with site.store() as store:
        return detail_of(site, store, key)


HANDLERS = (actors_page, actor_page, get_actors, get_actor)
