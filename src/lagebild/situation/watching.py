"""Standing rules over the store: which alerts are due since the last run, kept and handed over once each.

What is told and how far a watch has looked are written in one transaction, so that a run that is killed neither loses
nor doubles an alert. An alert waits until its sinks have it; a sink that fails is tried again later, at growing
intervals.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from lagebild.errors import SinkError
from lagebild.situation.accounts import HappeningAccount, accounts_of
from lagebild.store.reports import StoredReport, stamp
from lagebild.store.store import Store
from lagebild.store.watches import Delivery
from lagebild.stories.days import moment_in_utc
from lagebild.stories.model import Claim
from lagebild.watches.alerting import check
from lagebild.watches.dry_run import PastReport
from lagebild.watches.matching import matches
from lagebild.watches.model import Alert, Sighting, Told, Watch
from lagebild.watches.silence import silence

BATCH = 500  # claims looked at in one transaction
FIRST_WAIT = 60.0  # seconds until a sink that failed is tried again; doubled after each failure
LONGEST_WAIT = 6 * 3600.0
MOST_TRIES = 12  # about two days

Send = Callable[[Alert], None]


def begin_watch(store: Store, name: str, text: str, *, past: bool = False) -> None:
    """Let a watch stand from now on, or over all that the store holds; `text` is the file of rules that it is from."""
    with store.transaction():
        store.watches.put(name, text)
        if past or store.marks.get(_place(name), int) is None:
            store.marks.put(_place(name), 0 if past else store.index.last_claim())


def mute(store: Store, name: str, until: str | None) -> None:
    """Keep a watch from telling until an ISO date or date-time; None: let it tell again.

    While it is muted its alerts are kept and can be looked at, but are neither shown by a run nor handed to sinks.
    """
    store.marks.put(_muted(name), until or "")


def muted_until(store: Store, name: str, now: datetime) -> str | None:
    """Until when a watch is muted; None where it is not (any more)."""
    until = store.marks.get(_muted(name), str)
    moment = moment_in_utc(until)
    return until if moment is not None and moment > now else None


def find_due(store: Store, watches: Sequence[Watch], now: datetime) -> tuple[Alert, ...]:
    """The alerts that have become due, kept in the store and waiting for their sinks, in the order of their coming."""
    due: list[Alert] = []
    while watches:
        with store.transaction():
            seen = {watch.name: store.marks.get(_place(watch.name), int) or 0 for watch in watches}
            claims = store.index.claims_after(min(seen.values()), BATCH)
            due += _look_at(store, watches, claims, seen, now)
            if len(claims) < BATCH:
                due += [alert for watch in watches for alert in _listen(store, watch, now)]
                quiet = {watch.name for watch in watches if muted_until(store, watch.name, now)}
                return tuple(alert for alert in due if alert.watch not in quiet)
    return ()


def deliver(store: Store, send: Callable[[Alert, str], Send | None], now: datetime) -> tuple[int, list[str]]:
    """Hand over what waits; how many were delivered, and what to tell of those that were not.

    `send` gives, for an alert and the name of a sink, what takes it; None where the watch or the sink is gone.
    """
    delivered, problems = 0, []
    for delivery in store.watches.waiting(stamp(now)):
        alert = store.watches.alert(delivery.alert, Alert)
        take = send(alert, delivery.sink) if alert is not None else None
        if alert is None or take is None:
            store.watches.put_delivery(_after(delivery, "its watch or its sink is no longer there", now, give_up=True))
            continue
        try:
            take(alert)
        except SinkError as error:
            after = _after(delivery, str(error), now)
            again = "given up" if after.state == "given_up" else f"tried again after {after.next_try}"
            problems.append(f"sink {delivery.sink}: {error}; {again}")
            store.watches.put_delivery(after)
        else:
            store.watches.put_delivery(
                Delivery(delivery.alert, delivery.sink, "delivered", delivery.tries + 1, None, "")
            )
            delivered += 1
    return delivered, problems


class Past:
    """The store as it would have been told report by report, in the order of publication; for `watches.dry_run`.

    Claims are one happening where they are judged so today, by the rules and by hand.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: dict[str, set[str]] = {}

    def reports(self) -> Iterable[PastReport]:
        """All reports; their claims are looked up when their turn comes."""
        return self.reports_of(self._store.reports.each())

    def reports_of(self, reports: Iterable[StoredReport]) -> Iterable[PastReport]:
        """These reports."""
        for report in reports:
            claims = partial(self._store.index.claims_of_report, report.id)
            yield PastReport(report.id, report.url, report.published, claims)

    def add(self, claims: tuple[Claim, ...]) -> tuple[Sighting, ...]:
        """The happenings that these claims joined or began, as far as they were told by then."""
        found = self._store.index.happenings_of_claims(claim.id for claim in claims)
        for happening in found:
            new = {claim.id for claim in claims} & set(happening.claims)
            self._seen.setdefault(happening.id, set()).update(new)
        return tuple(_sighting(account) for account in accounts_of(self._store, found, self._seen))


def _look_at(
    store: Store, watches: Sequence[Watch], claims: Sequence[tuple[int, Claim]], seen: Mapping[str, int], now: datetime
) -> Iterable[Alert]:
    numbers = {claim.id: number for number, claim in claims}
    accounts = accounts_of(store, store.index.happenings_of_claims(numbers))
    addresses = _addresses(store, accounts)
    due = []
    for account in accounts:
        newest = max(numbers.get(claim, 0) for claim in account.happening.claims)
        for watch in watches:
            if watch.rule.silence is None and newest > seen[watch.name]:
                told = store.watches.told_of(watch.name, account.happening.id, Told)
                found = check(watch, _sighting(account), told, addresses)
                if found is not None:
                    due.append(_keep(store, watch, account.happening.id, *found, now))
    for watch in watches:
        _hear(store, watch, [claim for number, claim in claims if number > seen[watch.name]])
        store.marks.put(_place(watch.name), max([seen[watch.name], *numbers.values()]))
    return due


def _keep(store: Store, watch: Watch, subject: str, alert: Alert, told: object, now: datetime) -> Alert:
    """Keep an alert, what is told with it, and that its sinks wait for it, unless the watch is muted."""
    number = store.watches.add_alert(watch.name, subject, alert)
    store.watches.put_told(watch.name, subject, told)
    for sink in watch.rule.sinks if muted_until(store, watch.name, now) is None else ():
        store.watches.put_delivery(Delivery(number, sink, "waiting", 0, None, ""))
    return alert


def _hear(store: Store, watch: Watch, claims: Sequence[Claim]) -> None:
    """Remember when a watch that asks for silence last heard something."""
    if watch.rule.silence is None:
        return
    moments = [moment_in_utc(claim.published) for claim in claims if matches(claim, watch)]
    heard = max((moment for moment in moments if moment is not None), default=None)
    last = moment_in_utc(store.marks.get(_heard(watch.name), str))
    if heard is not None and (last is None or heard > last):
        store.marks.put(_heard(watch.name), heard.isoformat())


def _listen(store: Store, watch: Watch, now: datetime) -> Iterable[Alert]:
    alert = silence(watch, moment_in_utc(store.marks.get(_heard(watch.name), str)), now)
    if alert is not None and store.watches.told_of(watch.name, alert.id, str) is None:
        yield _keep(store, watch, alert.id, alert, alert.title, now)


def _sighting(account: HappeningAccount) -> Sighting:
    return Sighting(account.happening.id, account.claims, account.voices, account.contradictions)


def _addresses(store: Store, accounts: Iterable[HappeningAccount]) -> dict[str, str | None]:
    ids = {claim.report for account in accounts for claim in account.claims}
    return {report.id: report.url for report in store.reports.by_numbers(store.reports.numbers_of(ids).values())}


def _after(delivery: Delivery, reason: str, now: datetime, *, give_up: bool = False) -> Delivery:
    tries = delivery.tries + 1
    wait = min(FIRST_WAIT * 2.0 ** (tries - 1), LONGEST_WAIT)
    if give_up or tries >= MOST_TRIES:
        return Delivery(delivery.alert, delivery.sink, "given_up", tries, None, reason)
    later = stamp(now + timedelta(seconds=wait))
    return Delivery(delivery.alert, delivery.sink, "waiting", tries, later, reason)


def _place(name: str) -> str:
    return f"watch {name}"


def _heard(name: str) -> str:
    return f"watch {name} heard"


def _muted(name: str) -> str:
    return f"watch {name} muted"
