"""What people judge of single events: kept, and followed at once by lists, sums and exports."""

from typing import get_args

from lagebild.errors import UsageError
from lagebild.record import Modality
from lagebild.situation.summing import sum_up_claims
from lagebild.store.reports import now
from lagebild.store.store import Store
from lagebild.store.terms import day_number, put_terms, remove_terms
from lagebild.store.verdicts import Edit, Ruling, Verdict, corrected


def judge(store: Store, claim: str, verdict: Ruling, author: str, note: str = "", edit: Edit | None = None) -> Verdict:
    """Keep what somebody judged of an event; from now on lists, sums and exports follow it.

    UsageError where there is no such claim, no author, or an edit that changes nothing or names no date.
    """
    if not author.strip():
        raise UsageError("a judgement needs the name of whoever judges")
    _check(verdict, edit)
    with store.transaction():
        number = store.events.number_of_claim(claim)
        if number is None:
            raise UsageError(f"{claim}: no claim of this id")
        (told,) = store.index.claims([claim])
        before = store.verdicts.of_claims([claim])
        made = Verdict(claim, verdict, author.strip(), now(), note.strip(), edit)
        store.verdicts.add(made, number)
        remove_terms(store.database, number, (told, *corrected((told,), before)))
        put_terms(store.database, [(number, one) for one in corrected((told,), _holding(made))])
        sum_up_claims(store, (claim,))
    return made


def verdicts_on_report(store: Store, report: str) -> dict[str, Verdict]:
    """The judgements that hold on the events of a report, by the id of the event in it."""
    claims = store.index.claims_of_report(report)
    found = store.verdicts.of_claims(claim.id for claim in claims)
    return {claim.event: found[claim.id] for claim in claims if claim.id in found}


def _check(verdict: Ruling, edit: Edit | None) -> None:
    if (verdict == "edit") != (edit is not None):
        raise UsageError("an edit says what should stand instead; other judgements do not")
    if edit is None:
        return
    if edit == Edit():
        raise UsageError("nothing is changed by this edit")
    if edit.modality is not None and edit.modality not in get_args(Modality):
        raise UsageError(f"{edit.modality}: no modality; there are {', '.join(get_args(Modality))}")
    for day in (edit.date_begin, edit.date_end):
        if day is not None and (not day_number(day) or len(day) != len("2024-05-14")):
            raise UsageError(f"{day}: no day; give it as 2024-05-14")


def _holding(verdict: Verdict) -> dict[str, Verdict]:
    return {} if verdict.verdict == "withdraw" else {verdict.claim: verdict}
