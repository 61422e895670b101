"""What people judge of single events: kept, and followed at once by lists, sums and exports."""

from datetime import date
from typing import get_args

from lagebild.errors import UsageError
from lagebild.record import Modality
from lagebild.situation.summing import sum_up_claims
from lagebild.store.reports import now
from lagebild.store.store import Store
from lagebild.store.terms import count, put_terms, remove_terms
from lagebild.store.verdicts import Edit, Ruling, Verdict, about, corrected
from lagebild.stories.model import Claim


def judge(store: Store, claim: str, verdict: Ruling, author: str, note: str = "", edit: Edit | None = None) -> Verdict:
    """Keep what somebody judged of an event; from now on lists, sums and exports follow it.

    UsageError where there is no such claim, no author, or an edit that changes nothing or names no date.
    """
    check_verdict(Verdict(claim, verdict, author, "", note, edit))
    with store.transaction():
        found = store.index.claims([claim])
        if not found:
            raise UsageError(f"{claim}: no claim of this id")
        made = Verdict(claim, verdict, author.strip(), now(), note.strip(), edit, about(found[0]))
        for one in corrected(found, _holding(made)):
            if edit is not None and one.date_begin and one.date_end and one.date_begin > one.date_end:
                raise UsageError(f"{one.date_begin} – {one.date_end}: it ends before it begins")
        lay_down(store, made, found[0])
    return made


def lay_down(store: Store, made: Verdict, told: Claim) -> None:
    """Append a judgement on a claim, and let lists and sums follow it; within the caller's transaction."""
    number = store.events.number_of_claim(told.id)
    if number is None:
        raise UsageError(f"{told.id}: no claim of this id")
    before = corrected((told,), store.verdicts.of_claims([told.id]))
    after = corrected((told,), _holding(made))
    store.verdicts.add(made, number)
    remove_terms(store.database, number, (told, *before))
    put_terms(store.database, [(number, one) for one in after])
    count(store.database, before, gone=True)
    count(store.database, after)
    sum_up_claims(store, (told.id,))


def verdicts_on_report(store: Store, report: str) -> dict[str, Verdict]:
    """The judgements that hold on the events of a report, by the id of the event in it."""
    claims = store.index.claims_of_report(report)
    found = store.verdicts.of_claims(claim.id for claim in claims)
    return {claim.event: found[claim.id] for claim in claims if claim.id in found}


def check_verdict(told: Verdict) -> None:
    """Raise UsageError where it is no judgement: without author, or an edit that changes nothing or names no day."""
    edit = told.edit
    if not told.author.strip():
        raise UsageError("a judgement needs the name of whoever judges")
    if (told.verdict == "edit") != (edit is not None):
        raise UsageError("an edit says what should stand instead; other judgements do not")
    if edit is None:
        return
    if edit == Edit():
        raise UsageError("nothing is changed by this edit")
    if edit.modality is not None and edit.modality not in get_args(Modality):
        raise UsageError(f"{edit.modality}: no modality; there are {', '.join(get_args(Modality))}")
    for day in (edit.date_begin, edit.date_end):
        if day is not None and not _is_day(day):
            raise UsageError(f"{day:.20}: no day; give it as 2024-05-14")


def _is_day(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _holding(verdict: Verdict) -> dict[str, Verdict]:
    return {} if verdict.verdict == "withdraw" else {verdict.claim: verdict}
