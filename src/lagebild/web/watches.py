"""Watches and alerts: rules that stand over the store; made, tried on its past, muted, removed."""

from datetime import UTC, datetime, timedelta
from itertools import islice

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Redirect
from msgspec import Struct

from lagebild.errors import DataError, UsageError
from lagebild.situation.standing import standing_rules
from lagebild.situation.watching import Past, begin_watch, find_due, mute, muted_until
from lagebild.store.store import Store
from lagebild.watches.dry_run import dry_run
from lagebild.watches.in_words import describe
from lagebild.watches.model import Alert
from lagebild.watches.rule_file import WatchFile, read_watch_file
from lagebild.web.cursors import After, Cursor, Limit, Words, read_cursor, write_cursor
from lagebild.web.forms import Form, check_form
from lagebild.web.problems import PROBLEMS, NothingHereError
from lagebild.web.rendering import Visit, page
from lagebild.web.site import Here, Site

LISTED = 40
MOST_TRIED = 5_000  # reports, the newest, on which a rule is tried here; `lagebild watch try` takes all
MOST_TOLD = 100  # alerts of a try that are shown
LONGEST_RULE = 20_000  # characters
EXAMPLE = """[watch.arms]
note = "deliveries between the two"
types = ["AID", "COOPERATE"]
between = ["RUS", "PRK"]
sources = 2
"""


class StandingWatch(Struct, frozen=True):
    """A rule that stands."""

    name: str
    rule: str  # as it was written
    tells_of: str  # in words; what is wrong with it where it is not understood any more
    sinks: tuple[str, ...]
    alerts: int
    muted_until: str | None


class AlertPage(Struct, frozen=True):
    """A part of the list of alerts, the last first; `next` asks for what follows, None at the end."""

    items: list[Alert]
    next: str | None


class TriedRule(Struct, frozen=True):
    """What a rule would have told."""

    tells_of: list[str]
    reports: int  # it was tried on, the newest ones
    alerts: list[Alert]


class RuleText(Struct, frozen=True, forbid_unknown_fields=True):
    """Rules in TOML (docs/watches.md), without sinks."""

    rule: str


class Muted(Struct, frozen=True, forbid_unknown_fields=True):
    """For how many hours; 0: not any more."""

    hours: float


def standing(store: Store, site: Site) -> list[StandingWatch]:
    """The rules that stand."""
    counts, now = store.watches.count_alerts(), datetime.now(UTC)
    return [
        StandingWatch(
            name=rule.stored.name,
            rule=rule.stored.rule,
            tells_of=describe(rule.watch) if rule.watch else rule.problem,
            sinks=rule.watch.rule.sinks if rule.watch else (),
            alerts=counts.get(rule.stored.name, 0),
            muted_until=muted_until(store, rule.stored.name, now),
        )
        for rule in standing_rules(store, site.knowledge.vocabulary())
    ]


def read_rules(site: Site, text: str) -> WatchFile:
    """Rules that come from outside. They may not name sinks: who may see pages need not be who may send alerts."""
    if len(text) > LONGEST_RULE:
        raise UsageError(f"more than {LONGEST_RULE:,} characters; no rule is so long")
    file = read_watch_file(text.replace("\r\n", "\n"), "rule", site.knowledge.vocabulary())
    if file.sinks or any(watch.rule.sinks for watch in file.watches):
        raise UsageError("rules given here may not name sinks; let them stand with: lagebild watch add FILE")
    return file


def try_rules(store: Store, site: Site, text: str) -> TriedRule:
    """What rules would have told of the newest reports of the store."""
    file, past = read_rules(site, text), Past(store)
    newest = store.reports.latest(MOST_TRIED)
    reports = past.reports_of(newest)
    alerts = list(islice(dry_run(file.watches, reports, past.add), MOST_TOLD))
    return TriedRule([f"{w.name}: {describe(w)}" for w in file.watches], len(newest), alerts)


def add_rules(store: Store, site: Site, text: str) -> list[str]:
    """Let rules stand from now on; their names. UsageError where one of that name was made with sinks elsewhere."""
    file = read_rules(site, text)
    guarded = {w.name for w in standing(store, site) if w.sinks}
    names = [watch.name for watch in file.watches]
    if taken := guarded & set(names):
        raise UsageError(f"{', '.join(sorted(taken))}: stands with sinks; change it with: lagebild watch add FILE")
    for name in names:
        begin_watch(store, name, text.replace("\r\n", "\n"))
    return names


def look_now(store: Store, site: Site) -> tuple[Alert, ...]:
    """What has become due since the last look, kept in the store; sinks get it from `lagebild watch run`."""
    rules = standing_rules(store, site.knowledge.vocabulary())  # the list of rules says what is wrong with the others
    return find_due(store, [rule.watch for rule in rules if rule.watch], datetime.now(UTC))


def list_alerts(store: Store, watch: str | None, limit: int, after: str | None) -> AlertPage:
    """Alerts, the last first."""
    place = read_cursor(after)
    found = store.watches.latest_alerts(Alert, limit + 1, watch, None if place is None else place.number)
    following = write_cursor(Cursor("", found[limit - 1][0])) if len(found) > limit else None
    return AlertPage([alert for _, alert in found[:limit]], following)


@get("/watches", sync_to_thread=True, include_in_schema=False)
def watches_page(
    request: Visit,
    site: Here,
    watch: Words = "",
    after: After = None,
    rule: Words = "",
) -> Response[str]:
    """Rules, alerts, and the form for a new rule."""
    with site.store() as store:
        return _page(request, site, store, rule=rule or EXAMPLE, watch=watch, after=after)


def _page(
    request: Visit, site: Site, store: Store, *, rule: str, tried: TriedRule | None = None, problem: str = "",
    watch: str = "", after: str | None = None,
) -> Response[str]:  # fmt: skip
    alerts = list_alerts(store, watch or None, LISTED, after)
    return page(
        request, site, "watches", 422 if problem else 200,
        standing=standing(store, site), alerts=alerts, listed=alerts.items, rule=rule, tried=tried, problem=problem,
        watch=watch,
    )  # fmt: skip


@post("/watches", sync_to_thread=True, include_in_schema=False, status_code=200)
def change_watches(request: Visit, site: Here, data: Form) -> Response[str] | Redirect:
    """Try a rule, let it stand, mute one, let one tell again, remove one."""
    check_form(request, site, data)
    do, name, rule = data.get("do", ""), data.get("name", ""), data.get("rule", "")
    with site.store() as store:
        try:
            if do == "try":
                return _page(request, site, store, rule=rule, tried=try_rules(store, site, rule))
            if do == "add":
                add_rules(store, site, rule)
            elif do == "look":
                look_now(store, site)
            elif do in ("mute", "unmute"):
                mute_watch(store, name, 24.0 if do == "mute" else 0.0)
            elif do == "remove":
                remove_watch(store, name)
            else:
                raise UsageError(f"do={do:.20}: not known")
        except (DataError, UsageError) as error:
            return _page(request, site, store, rule=rule or EXAMPLE, problem=str(error))
    return Redirect("/watches", status_code=303)


def mute_watch(store: Store, name: str, hours: float) -> None:
    """Mute a rule for so many hours, or let it tell again."""
    if name not in {watch.name for watch in store.watches.each()}:
        raise NothingHereError(f"{name:.80}: no such rule stands")
    if not 0 <= hours <= 24 * 366:
        raise UsageError("hours: from 0 to a year")
    mute(store, name, (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="seconds") if hours else None)


def remove_watch(store: Store, name: str) -> None:
    """Take a rule away; its alerts stay."""
    if not store.watches.remove(name):
        raise NothingHereError(f"{name:.80}: no such rule stands")


@get("/api/watches", sync_to_thread=True, tags=["watches"], responses=PROBLEMS)
def get_watches(site: Here) -> list[StandingWatch]:
    """The rules that stand."""
    with site.store() as store:
        return standing(store, site)


@post("/api/watches", sync_to_thread=True, tags=["watches"], responses=PROBLEMS)
def post_watch(site: Here, data: JSONBody[RuleText]) -> list[str]:
    """Let rules stand from now on; their names."""
    with site.store() as store:
        return add_rules(store, site, data.rule)


@post("/api/watches/try", sync_to_thread=True, tags=["watches"], responses=PROBLEMS, status_code=200)
def post_try(site: Here, data: JSONBody[RuleText]) -> TriedRule:
    """What rules would have told of the newest reports of the store."""
    with site.store() as store:
        return try_rules(store, site, data.rule)


@post("/api/watches/run", sync_to_thread=True, tags=["watches"], responses=PROBLEMS, status_code=200)
def post_run(site: Here) -> list[Alert]:
    """Look what is due since the last look. Alerts are kept; sinks get them from `lagebild watch run`."""
    with site.store() as store:
        return list(look_now(store, site))


@post("/api/watches/{name:str}/mute", sync_to_thread=True, tags=["watches"], responses=PROBLEMS, status_code=204)
def post_mute(site: Here, name: FromPath[str], data: JSONBody[Muted]) -> None:
    """Mute a rule for some hours; 0: let it tell again."""
    with site.store() as store:
        mute_watch(store, name, data.hours)


@post("/api/watches/{name:str}/remove", sync_to_thread=True, tags=["watches"], responses=PROBLEMS, status_code=204)
def post_remove(site: Here, name: FromPath[str]) -> None:
    """Take a rule away; its alerts stay."""
    with site.store() as store:
        remove_watch(store, name)


@get("/api/alerts", sync_to_thread=True, tags=["watches"], responses=PROBLEMS)
def get_alerts(
    site: Here, watch: FromQuery[str | None] = None, limit: Limit = LISTED, after: After = None
) -> AlertPage:
    """Alerts, the last first; `watch`: of one rule."""
    with site.store() as store:
        return list_alerts(store, watch, limit, after)


HANDLERS = (
    watches_page,
    change_watches,
    get_watches,
    post_watch,
    post_try,
    post_run,
    post_mute,
    post_remove,
    get_alerts,
)
