"""What judgements say of quality: precision by type, events to judge drawn by chance."""

from math import sqrt
from random import Random

from litestar import Response, get, post
from litestar.response import Redirect
from msgspec import Struct

from lagebild.errors import UsageError
from lagebild.store.events import Wanted
from lagebild.store.store import Store
from lagebild.web.cursors import After, Cursor, read_cursor, write_cursor
from lagebild.web.event_rows import EventRow, rows_of, titles_of
from lagebild.web.forms import Form, back_to, check_form
from lagebild.web.problems import PROBLEMS
from lagebild.web.rendering import AUTHOR, Visit, keep_cookie, page
from lagebild.web.site import Here

SURE = 1.96  # standard deviations of the interval: 95 %
LISTED = 50
TO_JUDGE = 10
POOL = 2000  # of the latest events, from which those to judge are drawn


class Precision(Struct, frozen=True):
    """Of the judged events of a type, how many were right; the interval is Wilson's, 95 %."""

    type: str
    accepted: int
    rejected: int
    edited: int
    precision: float
    low: float
    high: float


def precision_by_type(store: Store) -> list[Precision]:
    """What share of the judged events of each type was right as it was read."""
    found = []
    for kind, counts in store.verdicts.count_by_type().items():
        right, wrong, edited = (counts.get(ruling, 0) for ruling in ("accept", "reject", "edit"))
        count = right + wrong + edited
        low, high = wilson(right, count)
        found.append(Precision(kind, right, wrong, edited, right / count, low, high))
    return found


def wilson(right: int, count: int) -> tuple[float, float]:
    """The interval in which the true share lies in 95 of 100 cases (E. B. Wilson 1927); 0 and 1 for none."""
    if count == 0:
        return 0.0, 1.0
    share, z2 = right / count, SURE * SURE
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = SURE * sqrt(share * (1 - share) / count + z2 / (4 * count * count)) / (1 + z2 / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def to_judge(store: Store, seed: int) -> list[EventRow]:
    """Some events that nobody judged, drawn by chance: precision measured on what one looks at anyway is none."""
    found = [claim for _, claim in store.events.find(Wanted(), POOL)]
    judged = store.verdicts.of_claims(claim.id for claim in found)
    left = [claim for claim in found if claim.id not in judged]
    return rows_of(store, Random(seed).sample(left, min(TO_JUDGE, len(left))))


@get("/quality", sync_to_thread=True, include_in_schema=False)
def quality_page(request: Visit, site: Here, after: After = None) -> Response[str]:
    """Precision by type, events to judge, judgements."""
    place = read_cursor(after)
    with site.store() as store:
        latest = store.verdicts.latest(LISTED + 1, None if place is None else place.number)
        claims = {c.id: c for c in store.index.claims(verdict.claim for _, verdict in latest)}
        draw = to_judge(store, store.index.last_claim() + sum(n for n, _ in latest[:1]))
        titles = titles_of(store, draw)
        precision = precision_by_type(store)
    following = write_cursor(Cursor("", latest[LISTED - 1][0])) if len(latest) > LISTED else None
    return page(
        request, site, "quality",
        precision=precision, verdicts=[v for _, v in latest[:LISTED]], claims=claims, next=following, draw=draw,
        titles=titles,
    )  # fmt: skip


@post("/author", sync_to_thread=True, include_in_schema=False)
def set_author(request: Visit, site: Here, data: Form) -> Redirect:
    """Say under which name one judges."""
    check_form(request, site, data)
    name = " ".join(data.get("author", "").split())[:80]
    if not name or name == "rules":
        raise UsageError("give the name of a person")
    return Redirect(back_to(data, "/quality"), status_code=303, cookies=[keep_cookie(AUTHOR, name)])


@get("/api/quality", sync_to_thread=True, tags=["corrections"], responses=PROBLEMS)
def get_quality(site: Here) -> list[Precision]:
    """Of the judged events of each type, what share was right."""
    with site.store() as store:
        return precision_by_type(store)


HANDLERS = (quality_page, set_author, get_quality)
