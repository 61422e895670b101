"""The form by which an event is edited: how it was, of what type and mode, who did it to whom, when and where.

Names that are typed are looked up: *Look up* offers whom or what they may mean, *Keep* does so too and asks only where
a name alone does not tell. The form works without script.
"""

from collections.abc import Mapping, Sequence
from typing import cast, get_args

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect
from msgspec import Struct

from lagebild.errors import UsageError
from lagebild.exports.records import decode_record
from lagebild.record import Entity, EntityType, Modality
from lagebild.situation.naming import LONGEST_NAME, NamedParty, NamedPlace, Naming, PartyOffer, SpotOffer
from lagebild.store.store import Store
from lagebild.store.verdicts import Part, Verdict, corrected
from lagebild.stories.model import Claim, Party
from lagebild.view.from_contract import report_of
from lagebild.web.forms import Form, check_form
from lagebild.web.judging import LONGEST_NOTE, MOST_PARTIES, NewEdit, NewVerdict, judge_as
from lagebild.web.problems import NothingHereError
from lagebild.web.rendering import Visit, page, visitor_of
from lagebild.web.site import Here, Site

ROLES = ("actor", "recipient")
EMPTY = 2  # rows to add somebody


class Row(Struct, frozen=True):
    """One line of the form: a name, its code, what it is; `was_*`: as the form was given out."""

    name: str = ""
    code: str = ""
    type: str = ""
    pick: str = ""
    was_name: str = ""
    was_code: str = ""
    offers: tuple[PartyOffer, ...] = ()


class Draft(Struct, frozen=True):
    """What stands in the form."""

    type: str
    modes: tuple[str, ...]
    modality: str
    date_begin: str
    date_end: str
    actor: tuple[Row, ...]
    recipient: tuple[Row, ...]
    place: str
    place_pick: str = ""
    spots: tuple[SpotOffer, ...] = ()
    note: str = ""


class Edited(Struct, frozen=True):
    """The event that the form is about."""

    claim: Claim  # as it was read
    held: Claim  # as it reads now
    verdict: Verdict | None
    entities: tuple[Entity, ...]  # of its report


def edited_event(store: Store, report: str, event: str) -> Edited:
    """The event of a report; NothingHereError where there is none."""
    stored = store.reports.get(report)
    claims = store.index.claims_of_report(stored.id) if stored is not None else ()
    claim = next((one for one in claims if one.event == event), None)
    if stored is None or claim is None:
        raise NothingHereError(f"{event:.40}: no event of this id in report {report:.40}")
    verdicts = store.verdicts.of_claims([claim.id])
    (held,) = corrected((claim,), verdicts) or (claim,)
    record = decode_record(store.reports.record(stored.id) or b"", stored.id)
    return Edited(claim, held, verdicts.get(claim.id), report_of(record).entities or ())


def draft_of(claim: Claim, note: str = "") -> Draft:
    """The form filled with what an event says."""
    return Draft(
        claim.type, claim.modes, claim.modality, claim.date_begin or "", claim.date_end or "",
        _rows(claim.actors), _rows(claim.recipients), claim.place.name if claim.place else "", note=note,
    )  # fmt: skip


def _rows(parties: Sequence[Party]) -> tuple[Row, ...]:
    names = [(" ".join(party.name.split())[:LONGEST_NAME], party.code) for party in parties]
    return tuple(Row(name, code, "", "", name, code) for name, code in names) + (Row(),) * EMPTY


def draft_of_form(form: Mapping[str, str]) -> Draft:
    """What a browser sent of the form."""
    kind = form.get("type", "")
    marked = [name.removeprefix("mode_").split("/", 1) for name, value in form.items() if name[:5] == "mode_" and value]
    return Draft(
        type=kind,
        modes=tuple(mode for of, *names in marked if of == kind for mode in names),
        modality=form.get("modality", ""),
        date_begin=form.get("date_begin", "").strip(),
        date_end=form.get("date_end", "").strip(),
        actor=_sent_rows(form, "actor"),
        recipient=_sent_rows(form, "recipient"),
        place=form.get("place", "").strip(),
        place_pick=form.get("place_pick", "") if form.get("place_seen") == form.get("place", "").strip() else "",
        note=form.get("note", "").strip()[:LONGEST_NOTE],
    )


def _sent_rows(form: Mapping[str, str], role: str) -> tuple[Row, ...]:
    rows = []
    for i in range(MOST_PARTIES):
        sent = {part: form.get(f"{role}_{i}_{part}", "").strip() for part in (*Row.__struct_fields__[:6], "seen")}
        if sent["name"]:
            pick = sent["pick"] if sent["seen"] == sent["name"] else ""
            rows.append(Row(sent["name"], sent["code"], sent["type"], pick, sent["was_name"], sent["was_code"]))
    return (*rows, *(Row(),) * min(EMPTY, MOST_PARTIES - len(rows)))


def looked_up(draft: Draft, about: Edited, naming: Naming) -> Draft:
    """The form with those whom its new names may mean."""
    claim = about.claim
    day = claim.date_begin or (claim.published or "")[:10] or None

    def offered(row: Row) -> Row:
        if not row.name or row.name == row.was_name:
            return row
        offers = naming.offer_parties(row.name, claim.language, day, about.entities)
        sure = [offer for offer in offers if offer.sure]
        pick = row.pick or (sure[0].pick if len(sure) == 1 else "")
        return Row(row.name, row.code, row.type, pick, row.was_name, row.was_code, offers)

    new = draft.place and (about.held.place is None or draft.place != about.held.place.name)
    spots = naming.offer_spots(draft.place) if new else ()
    pick = draft.place_pick or (spots[0].pick if len(spots) == 1 else "")
    return Draft(
        draft.type, draft.modes, draft.modality, draft.date_begin, draft.date_end,
        tuple(map(offered, draft.actor)), tuple(map(offered, draft.recipient)), draft.place, pick, spots, draft.note,
    )  # fmt: skip


def edit_in(draft: Draft, claim: Claim) -> NewEdit:
    """What the form says, as the API takes it."""
    days = {"date_begin": draft.date_begin, "date_end": draft.date_end, "place": draft.place}
    modality = next((known for known in get_args(Modality) if known == draft.modality), None)
    if modality is None:
        raise UsageError(f"modality={draft.modality:.40}: one of {', '.join(get_args(Modality))} is meant")
    return NewEdit(
        type=draft.type,
        modes=list(draft.modes),
        modality=modality,
        date_begin=draft.date_begin or None,
        date_end=draft.date_end or None,
        actors=[_named(row) for row in draft.actor if row.name],
        recipients=[_named(row) for row in draft.recipient if row.name],
        place=NamedPlace(draft.place, draft.place_pick or None) if draft.place else None,
        without=[cast(Part, part) for part, said in days.items() if not said and getattr(claim, part) is not None],
    )


def _named(row: Row) -> NamedParty:
    """A line of the form; the code counts where it was changed by hand, else that of the name."""
    code = row.code if row.code != row.was_code else None
    kind = next((known for known in get_args(EntityType) if known == row.type), None)
    return NamedParty(row.name, code, kind, row.pick or None)


@get("/reports/{id:str}/events/{event:str}/edit", sync_to_thread=True, include_in_schema=False)
def edit_page(request: Visit, site: Here, id: FromPath[str], event: FromPath[str]) -> Response[str]:
    """The form for one event."""
    with site.store() as store:
        about = edited_event(store, id, event)
    note = about.verdict.note if about.verdict else ""
    return _form(request, site, about, draft_of(about.held, note))


@post("/reports/{id:str}/events/{event:str}/edit", sync_to_thread=True, include_in_schema=False, status_code=200)
def edit_event(
    request: Visit, site: Here, id: FromPath[str], event: FromPath[str], data: Form
) -> Response[str] | Redirect:
    """Look names up, or keep the correction."""
    check_form(request, site, data)
    draft = draft_of_form(data)
    with site.store() as store:
        about = edited_event(store, id, event)
        try:
            if data.get("do") != "keep":
                return _form(request, site, about, looked_up(draft, about, site.knowledge.naming()))
            edit, author = edit_in(draft, about.claim), visitor_of(request, site).author
            judge_as(site, store, NewVerdict(about.claim.id, "edit", author, draft.note, edit))
        except UsageError as error:
            return _form(request, site, about, _with_offers(draft, about, site), str(error))
    return Redirect(f"/reports/{about.claim.report}#r-{about.claim.event}", status_code=303)


def _with_offers(draft: Draft, about: Edited, site: Site) -> Draft:
    try:
        return looked_up(draft, about, site.knowledge.naming())
    except UsageError:  # a name that is none; the form says so already
        return draft


def _form(request: Visit, site: Site, about: Edited, draft: Draft, problem: str = "") -> Response[str]:
    return page(
        request, site, "edit", 400 if problem else 200,
        claim=about.claim, held=about.held, verdict=about.verdict, draft=draft, problem=problem, roles=ROLES,
        names=sorted({e.name for e in about.entities if len(e.name) <= LONGEST_NAME and e.mentions}),
        kinds=get_args(EntityType), longest=LONGEST_NAME,
    )  # fmt: skip


HANDLERS = (edit_page, edit_event)
