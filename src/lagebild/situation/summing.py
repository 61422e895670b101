"""What is kept of happenings beside them, so that lists are quick: independent sources and contradictions."""

from collections.abc import Iterable

from lagebild.situation.accounts import accounts_of
from lagebild.store.store import Store
from lagebild.stories.index import Addition
from lagebild.stories.model import Happening


def sum_up_addition(store: Store, addition: Addition) -> None:
    """Bring the sums of all happenings up to date that an addition changed or that its versions replaced claims of."""
    replaced = [d.on for d in addition.dependences if d.kind == "version"]
    others = store.index.happenings_of_claims(c.id for report in replaced for c in store.index.claims_of_report(report))
    changed = {happening.id: happening for happening in (*others, *addition.happenings)}
    _sum_up(store, changed.values())


def sum_up_claims(store: Store, claims: Iterable[str]) -> None:
    """Bring the sums of the happenings of these claims up to date."""
    _sum_up(store, store.index.happenings_of_claims(claims))


def _sum_up(store: Store, happenings: Iterable[Happening]) -> None:
    accounts = accounts_of(store, happenings)
    store.events.put_sums((a.happening.id, len(a.voices), len(a.contradictions)) for a in accounts)
