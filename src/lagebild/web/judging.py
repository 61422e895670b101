"""Single events judged: accepted, rejected, edited; what was judged, as a list and for download."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.params import JSONBody
from litestar.response import Redirect, Stream
from msgspec import Meta, Struct
from msgspec.structs import replace

from lagebild.errors import UsageError
from lagebild.exports.records import decode_record
from lagebild.knowledge.ontology import Ontology
from lagebild.record import Entity, Modality
from lagebild.situation.naming import NamedParty, NamedPlace, Naming, PartyOffer, SpotOffer
from lagebild.situation.verdicts import judge
from lagebild.store.store import Store
from lagebild.store.verdicts import Edit, Part, Ruling, Somebody, Verdict
from lagebild.stories.model import Claim, Party, Spot
from lagebild.view.from_contract import report_of
from lagebild.web.cursors import After, Cursor, Limit, Words, read_cursor, write_cursor
from lagebild.web.forms import Form, back_to, check_form
from lagebild.web.problems import PROBLEMS, NothingHereError
from lagebild.web.rendering import Visit, visitor_of
from lagebild.web.site import Here, Site

Author = Annotated[str, Meta(pattern=r"\S", max_length=80, description="who judges")]
SIMPLE: tuple[Ruling, ...] = ("accept", "reject", "withdraw")
LISTED = 50
MOST_PARTIES = 20
LONGEST_NOTE = 2000

DayOf = Annotated[str, Meta(max_length=10, description="ISO 8601 date")]
Parties = Annotated[list[NamedParty], Meta(max_length=MOST_PARTIES, description="all of them; []: nobody any more")]


class VerdictPage(Struct, frozen=True):
    """A part of the list of judgements, the last first; `next` asks for what follows, None at the end."""

    items: list[Verdict]
    next: str | None


class NewEdit(Struct, frozen=True, forbid_unknown_fields=True):
    """What an event should say instead of what was read; null: that part stays as it was read."""

    type: str | None = None
    modes: Annotated[Annotated[list[str], Meta(max_length=10)] | None, Meta(description="of the type")] = None
    modality: Modality | None = None
    date_begin: DayOf | None = None
    date_end: DayOf | None = None
    actors: Parties | None = None
    recipients: Parties | None = None
    place: NamedPlace | None = None
    without: Annotated[list[Part], Meta(max_length=3, description="parts that it should not have any more")] = []


class NewVerdict(Struct, frozen=True, forbid_unknown_fields=True):
    """A judgement to be kept."""

    claim: str
    verdict: Ruling
    author: Author
    note: Annotated[str, Meta(max_length=LONGEST_NOTE)] = ""
    edit: NewEdit | None = None


def judge_as(site: Site, store: Store, told: NewVerdict) -> Verdict:
    """Keep a judgement; names of an edit are looked up. UsageError where it is none, NothingHereError of no claim."""
    found = store.index.claims([told.claim])
    if not found:
        raise NothingHereError(f"{told.claim:.80}: no claim of this id")
    edit = edit_of(site, store, found[0], told.edit) if told.edit is not None else None
    return judge(store, told.claim, told.verdict, told.author, told.note, edit)


def edit_of(site: Site, store: Store, claim: Claim, told: NewEdit) -> Edit:
    """What changes against what was read, with all that was named looked up."""
    naming = site.knowledge.naming()
    record = decode_record(store.reports.record(claim.report) or b"", claim.report)
    entities = report_of(record).entities or ()
    before = store.verdicts.of_claims([claim.id]).get(claim.id)
    earlier = before.edit if before else None
    edit = Edit(
        modality=told.modality if told.modality != claim.modality else None,
        date_begin=told.date_begin if told.date_begin != claim.date_begin else None,
        date_end=told.date_end if told.date_end != claim.date_end else None,
        actors=_people(naming, told.actors, claim, claim.actors, earlier.actors if earlier else None, entities),
        recipients=_people(
            naming, told.recipients, claim, claim.recipients, earlier.recipients if earlier else None, entities
        ),
        place=_place(naming, told.place, claim.place, earlier.place if earlier else None),
        without=tuple(part for part in dict.fromkeys(told.without) if getattr(claim, part) is not None),
    )
    if doubled := [part for part in edit.without if getattr(told, part) is not None]:
        raise UsageError(f"without={', '.join(doubled)}: either another or none")
    return _coded(edit, told, claim, site.knowledge.ontology)


def _coded(edit: Edit, told: NewEdit, claim: Claim, ontology: Ontology) -> Edit:
    """With type and modes, and the quad, score and CAMEO code that belong to them."""
    name = told.type if told.type is not None else claim.type
    kind = ontology.event_types.get(name)
    if kind is None:
        raise UsageError(f"{name:.40}: no event type; there are {', '.join(ontology.event_types)}")
    stays = () if name != claim.type else claim.modes
    modes = stays if told.modes is None else tuple(dict.fromkeys(told.modes))
    known = [mode.name for mode in kind.modes]
    for mode in modes if told.modes is not None else ():
        if mode not in known:
            raise UsageError(
                f"{mode:.40}: no mode of {name}; " + (f"there are {', '.join(known)}" if known else "none")
            )
    if name == claim.type and modes == claim.modes:
        return edit
    return replace(
        edit, type=name if name != claim.type else None, modes=modes, quad=kind.quad,
        score=ontology.score(name, modes), cameo=ontology.cameo_code(name, modes),
    )  # fmt: skip


def _people(
    naming: Naming, told: list[NamedParty] | None, claim: Claim, read: tuple[Party, ...],
    earlier: tuple[Somebody, ...] | None, entities: tuple[Entity, ...],
) -> tuple[Somebody, ...] | None:  # fmt: skip
    if told is None:
        return None
    there = (*map(Somebody, read), *(earlier or ()))
    day = claim.date_begin or (claim.published or "")[:10] or None
    meant = tuple(dict.fromkeys(naming.party(named, claim.language, day, entities, there) for named in told))
    return meant if tuple(one.party for one in meant) != read else None


def _place(naming: Naming, told: NamedPlace | None, read: Spot | None, earlier: Spot | None) -> Spot | None:
    if told is None:
        return None
    known = next((spot for spot in (earlier, read) if spot is not None and spot.name == told.name.strip()), None)
    meant = naming.spot(told, known)
    return meant if meant != read else None


@post("/verdicts", sync_to_thread=True, include_in_schema=False)
def judge_event(request: Visit, site: Here, data: Form) -> Redirect:
    """Accept or reject an event, or take back what was judged."""
    check_form(request, site, data)
    verdict = next((ruling for ruling in SIMPLE if ruling == data.get("verdict")), None)
    if verdict is None:
        raise UsageError(f"verdict={data.get('verdict', ''):.40}: one of {', '.join(SIMPLE)} is meant")
    author = visitor_of(request, site).author
    with site.store() as store:
        judge_as(site, store, NewVerdict(data.get("claim", ""), verdict, author, data.get("note", "")[:LONGEST_NOTE]))
    return Redirect(back_to(data, "/quality"), status_code=303)


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


@get("/api/names/actors", sync_to_thread=True, tags=["corrections"], responses=PROBLEMS)
def get_actor_names(site: Here, q: Words, language: Words = "", day: Words = "") -> list[PartyOffer]:
    """Whom a name may mean on a day, with code; `pick` of one says in an edit that this one is meant."""
    return list(site.knowledge.naming().offer_parties(q, language, day or None))


@get("/api/names/places", sync_to_thread=True, tags=["corrections"], responses=PROBLEMS)
def get_place_names(site: Here, q: Words) -> list[SpotOffer]:
    """The places that are called so; `pick` of one says in an edit that this one is meant."""
    return list(site.knowledge.naming().offer_spots(q))


HANDLERS = (judge_event, get_verdicts, export_verdicts, post_verdict, get_actor_names, get_place_names)
