"""Corrections: events accepted, rejected, edited; happenings joined and split; and what that says of quality."""

from collections.abc import Iterator
from math import sqrt
from random import Random
from typing import Annotated, cast

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody
from litestar.response import Redirect, Stream
from msgspec import Meta, Struct
from msgspec.structs import replace

from lagebild.errors import UsageError
from lagebild.record import Modality
from lagebild.situation import hands
from lagebild.situation.verdicts import judge
from lagebild.store.events import Wanted
from lagebild.store.store import Store
from lagebild.store.verdicts import Edit, Ruling, Verdict
from lagebild.web.cursors import After, Cursor, Limit, read_cursor, write_cursor
from lagebild.web.events import EventRow, rows_of, titles_of
from lagebild.web.forms import Form, back_to, check_form
from lagebild.web.problems import PROBLEMS, NothingHereError
from lagebild.web.rendering import AUTHOR, Visit, keep_cookie, page, visitor_of
from lagebild.web.site import Here, Site

Name = Annotated[str, Meta(pattern=r"\S", max_length=80, description="who judges")]
RULINGS: tuple[Ruling, ...] = ("accept", "reject", "edit", "withdraw")
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


class VerdictPage(Struct, frozen=True):
    """A part of the list of judgements, the last first; `next` asks for what follows, None at the end."""

    items: list[Verdict]
    next: str | None


class NewVerdict(Struct, frozen=True, forbid_unknown_fields=True):
    """A judgement to be kept."""

    claim: str
    verdict: Ruling
    author: Name
    note: str = ""
    edit: Edit | None = None


class Join(Struct, frozen=True, forbid_unknown_fields=True):
    """Two happenings, or two stories, that are one; `id` keeps its name."""

    id: str
    other: str
    author: Name


class Split(Struct, frozen=True, forbid_unknown_fields=True):
    """Claims to be taken out of a happening, or reports out of a story."""

    id: str
    parts: Annotated[list[str], Meta(min_length=1)]
    author: Name


class Handled(Struct, frozen=True):
    """The happening or story that came of it."""

    id: str


def precision_by_type(store: Store) -> list[Precision]:
    """What share of the judged events of each type was right as it was read."""
    found = []
    for kind, counts in store.verdicts.count_by_type().items():
        right, wrong, edited = (counts.get(ruling, 0) for ruling in ("accept", "reject", "edit"))
        count = right + wrong + edited
        low, high = wilson(right, count)
        found.append(Precision(kind, right, wrong, edited, right / count, low, high))
    return found


def judge_as(site: Site, store: Store, told: NewVerdict) -> Verdict:
    """Keep a judgement; another type brings its own quad, score and CAMEO code. UsageError where it is none."""
    edit = told.edit
    if edit is not None and edit.type is not None:
        kind = site.knowledge.ontology.event_types.get(edit.type)
        if kind is None:
            raise UsageError(
                f"{edit.type:.40}: no event type; there are {', '.join(site.knowledge.ontology.event_types)}"
            )
        edit = replace(edit, modes=edit.modes or (), quad=kind.quad, score=kind.score, cameo=kind.cameo)
    if store.events.number_of_claim(told.claim) is None:
        raise NothingHereError(f"{told.claim:.80}: no claim of this id")
    return judge(store, told.claim, told.verdict, told.author, told.note[:2000], edit)


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


@post("/verdicts", sync_to_thread=True, include_in_schema=False)
def judge_event(request: Visit, site: Here, data: Form) -> Redirect:
    """Accept, reject or edit an event."""
    check_form(request, site, data)
    verdict = data.get("verdict", "")
    if verdict not in RULINGS:
        raise UsageError(f"verdict={verdict:.40}: one of {', '.join(RULINGS)} is meant")
    edit = _edit_of(data) if verdict == "edit" else None
    author = visitor_of(request, site).author
    with site.store() as store:
        told = NewVerdict(data.get("claim", ""), verdict, author, data.get("note", ""), edit)
        judge_as(site, store, told)
    return Redirect(back_to(data, "/quality"), status_code=303)


def _edit_of(form: dict[str, str]) -> Edit:
    """What a form says otherwise; fields that stayed are sent along with what they were."""
    given = {name: form.get(name, "").strip() for name in ("type", "modality", "date_begin", "date_end")}
    changed = {name: value for name, value in given.items() if value and value != form.get(f"was_{name}", "").strip()}
    modes: tuple[str, ...] | None = () if "type" in changed else None  # modes are those of a type
    modality = cast("Modality | None", changed.get("modality"))  # checked by `judge`
    return Edit(changed.get("type"), modes, modality, changed.get("date_begin"), changed.get("date_end"))


@post("/author", sync_to_thread=True, include_in_schema=False)
def set_author(request: Visit, site: Here, data: Form) -> Redirect:
    """Say under which name one judges."""
    check_form(request, site, data)
    name = " ".join(data.get("author", "").split())[:80]
    if not name or name == "rules":
        raise UsageError("give the name of a person")
    return Redirect(back_to(data, "/quality"), status_code=303, cookies=[keep_cookie(AUTHOR, name)])


@post("/join", sync_to_thread=True, include_in_schema=False)
def join_form(request: Visit, site: Here, data: Form) -> Redirect:
    """Make one of two happenings."""
    check_form(request, site, data)
    with site.store() as store:
        joined = hands.join(store, data.get("id", ""), data.get("other", ""), visitor_of(request, site).author)
    return Redirect(f"/happenings/{joined.id}", status_code=303)


@post("/split", sync_to_thread=True, include_in_schema=False)
def split_form(request: Visit, site: Here, data: Form) -> Redirect:
    """Take claims out of a happening; each is a field of its own."""
    check_form(request, site, data)
    parts = [name.removeprefix("part_") for name, value in data.items() if name.startswith("part_") and value]
    if not parts:
        raise UsageError("choose the claims that go out")
    with site.store() as store:
        new = hands.split(store, data.get("id", ""), parts, visitor_of(request, site).author)
    return Redirect(f"/happenings/{new.id}", status_code=303)


@get("/api/verdicts", sync_to_thread=True, tags=["corrections"], responses=PROBLEMS)
def get_verdicts(site: Here, limit: Limit = LISTED, after: After = None) -> VerdictPage:
    """Judgements on events, the last first."""
    place = read_cursor(after)
    with site.store() as store:
        found = store.verdicts.latest(limit + 1, None if place is None else place.number)
    following = write_cursor(Cursor("", found[limit - 1][0])) if len(found) > limit else None
    return VerdictPage([verdict for _, verdict in found[:limit]], following)


@get(
    "/api/verdicts.jsonl",
    sync_to_thread=True,
    tags=["corrections"],
    responses=PROBLEMS,
    media_type="application/x-ndjson",
)
def export_verdicts(site: Here) -> Stream:
    """All judgements ever made, oldest first, a line of JSON each."""

    def lines() -> Iterator[bytes]:
        with site.store() as store:
            for verdict in store.verdicts.each():
                yield msgspec.json.encode(verdict) + b"\n"

    name = {"content-disposition": 'attachment; filename="lagebild-verdicts.jsonl"'}
    return Stream(lines(), media_type="application/x-ndjson", headers=name)


@post("/api/verdicts", sync_to_thread=True, tags=["corrections"], responses=PROBLEMS)
def post_verdict(site: Here, data: JSONBody[NewVerdict]) -> Verdict:
    """Accept, reject or edit an event, or withdraw what was judged of it."""
    with site.store() as store:
        return judge_as(site, store, data)


@get("/api/quality", sync_to_thread=True, tags=["corrections"], responses=PROBLEMS)
def get_quality(site: Here) -> list[Precision]:
    """Of the judged events of each type, what share was right."""
    with site.store() as store:
        return precision_by_type(store)


@post("/api/join", sync_to_thread=True, tags=["corrections"], responses=PROBLEMS)
def post_join(site: Here, data: JSONBody[Join]) -> Handled:
    """Say that two happenings, or two stories, are one."""
    with site.store() as store:
        return Handled(hands.join(store, data.id, data.other, data.author).id)


@post("/api/split", sync_to_thread=True, tags=["corrections"], responses=PROBLEMS)
def post_split(site: Here, data: JSONBody[Split]) -> Handled:
    """Take claims out of a happening, or reports out of a story."""
    with site.store() as store:
        return Handled(hands.split(store, data.id, data.parts, data.author).id)


HANDLERS = (
    quality_page, judge_event, set_author, join_form, split_form, get_verdicts, export_verdicts, post_verdict,
    get_quality, post_join, post_split,
)  # fmt: skip
