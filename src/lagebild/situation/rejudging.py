"""Judgements taken into a store whose reports were read anew: an event that is read otherwise now is known again.

A claim has the same id as long as it says the same of the same words. Where it does not any more, the event is looked
for in the same sentence of the same report: the one that the same words tell, of several the one of the same type. What
was rejected or edited is so again. What was accepted is so only where the event still says what was accepted. Where two
events would fit, or none, nothing is judged.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from lagebild.situation.verdicts import lay_down
from lagebild.store.store import Store
from lagebild.store.verdicts import About, Verdict, about
from lagebild.stories.model import Claim


class Taken(Struct, frozen=True):
    """What became of judgements."""

    kept: int  # now in the store
    there: int  # were in it already
    lost: tuple[Verdict, ...]  # their event is not in the store, or says something else than was accepted


def take_over(store: Store, verdicts: Iterable[Verdict]) -> Taken:
    """Keep judgements that were made on another store, with their authors and times; each in its own transaction."""
    kept, there = 0, 0
    lost = []
    for verdict in verdicts:
        with store.transaction():
            claim = _find(store, verdict)
            if claim is None:
                lost.append(verdict)
            elif any(_same(one, verdict) for one in store.verdicts.history(claim.id)):
                there += 1
            else:
                lay_down(store, replace(verdict, claim=claim.id, about=verdict.about or about(claim)), claim)
                kept += 1
    return Taken(kept, there, tuple(lost))


def _find(store: Store, verdict: Verdict) -> Claim | None:
    if found := store.index.claims([verdict.claim]):
        return found[0]
    if verdict.about is None:
        return None
    meant = verdict.about
    near = [c for c in store.index.claims_of_report(meant.report) if c.text == meant.text]
    told = [claim for claim in near if set(claim.trigger) & set(meant.trigger)]
    alike = [claim for claim in told if claim.type == meant.type] if len(told) > 1 else told
    if len(alike) != 1 or (verdict.verdict == "accept" and not _says(alike[0], meant)):
        return None
    return alike[0]


def _says(claim: Claim, meant: About) -> bool:
    now = about(claim)
    return (now.type, now.modality, now.parties) == (meant.type, meant.modality, meant.parties)


def _same(one: Verdict, other: Verdict) -> bool:
    return (one.verdict, one.author, one.made, one.edit) == (other.verdict, other.author, other.made, other.edit)
