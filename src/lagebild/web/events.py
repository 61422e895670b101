"""Events across all reports: filters, counts over time, the table, downloads in every export format."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Stream
from msgspec import Struct
from msgspec.structs import replace

from lagebild.errors import UsageError
from lagebild.exports.corrections import corrected_record
from lagebild.exports.formats import FORMATS, Format, Knows
from lagebild.exports.records import decode_record
from lagebild.situation.verdicts import verdicts_on_report
from lagebild.store.events import Bin, Wanted
from lagebild.store.store import Store
from lagebild.store.terms import day_number
from lagebild.store.verdicts import Verdict, corrected
from lagebild.store.words import fold
from lagebild.stories.model import Claim
from lagebild.view.contract import ReportObject
from lagebild.web.cursors import After, Cursor, Day, Limit, Words, read_cursor, write_cursor
from lagebild.web.maps import Point, draw_map
from lagebild.web.problems import PROBLEMS, NothingHereError
from lagebild.web.rendering import Tools, Visit, page, visitor_of
from lagebild.web.site import Here, Site

PER_PAGE = 50
MOST_EXPORTED = 20_000  # reports in one download; more is left to `lagebild export`
ON_MAP = 300  # events whose places are drawn
MOST_DAYS, MOST_MONTHS = 120, 120  # that counts are shown by; what lasts longer is by month, or by year
LONGEST_WORD = 200
STRAYS = 2  # of 100 events at either end that are counted together, as "< 2024-01-03"
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "ftm": "application/x-ndjson",
               "jsonld": "application/ld+json", "atom": "application/atom+xml"}  # fmt: skip
ENDINGS = {"ftm": "ftm.jsonl", "plover": "tsv", "gdelt": "tsv", "gdelt-mentions": "tsv", "atom": "atom.xml"}


class EventFilter(Struct, frozen=True):
    """What must hold of events, as a person writes it; empty: anything. Parts that are given must all hold."""

    actor: str = ""  # name or its beginning, code ("RUS GOV"), country, Wikidata id
    recipient: str = ""
    type: str = ""
    mode: str = ""  # "ASSAULT/drone"
    context: str = ""
    country: str = ""  # of the place, ISO 3166-1 alpha-3
    place: str = ""  # its name
    since: str = ""  # ISO date of the event, else of the report
    until: str = ""
    modality: tuple[str, ...] = ()
    outlet: str = ""  # key
    sources: int = 1  # independent ones of its happening, at least
    contradicted: bool = False

    def query(self) -> dict[str, object]:
        """What is given, for a link that keeps the filter."""
        told = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in told.items() if value not in ("", (), 1, False)}


class EventRow(Struct, frozen=True):
    """An event as one report tells it, corrected where somebody corrected it."""

    claim: Claim
    happening: str | None
    independent: int
    contradictions: int
    verdict: Verdict | None


class EventPage(Struct, frozen=True):
    """A part of the list of events, the latest day first; `next` asks for what follows, None at the end."""

    items: list[EventRow]
    next: str | None


class EventCounts(Struct, frozen=True):
    """How many events each day has; `day` as a number, 20240514; 0: without a day."""

    days: list[Bin]
    total: int


def event_filter(
    actor: Words = "",
    recipient: Words = "",
    type: Words = "",
    mode: Words = "",
    context: Words = "",
    country: Words = "",
    place: Words = "",
    since: Day = "",
    until: Day = "",
    outlet: Words = "",
    modality: FromQuery[list[str] | None] = None,
    sources: Annotated[str, QueryParameter(pattern=r"^[0-9]{0,3}$")] = "1",
    contradicted: FromQuery[bool] = False,
) -> EventFilter:
    """The filter that a query asks for; UsageError where a day is none."""
    for name, day in (("since", since), ("until", until)):
        if day and not day_number(day):
            raise UsageError(f"{name}={day:.20}: no day; give it as 2024-05-14")
    return EventFilter(
        actor=_word(actor),
        recipient=_word(recipient),
        type=_word(type),
        mode=_word(mode),
        context=_word(context),
        country=_word(country),
        place=_word(place),
        since=_word(since),
        until=_word(until),
        modality=tuple(dict.fromkeys(kind for kind in modality or () if kind))[:6],
        outlet=_word(outlet),
        sources=max(1, int(sources or 1)),
        contradicted=contradicted,
    )


def _word(given: str) -> str:
    return given.strip()[:LONGEST_WORD]


Asked = NamedDependency[EventFilter]


def wanted_of(store: Store, told: EventFilter) -> Wanted:
    """The filter in the terms of the index; names of people and groups are looked up."""
    groups: list[tuple[str, ...]] = []
    for role in ("actor", "recipient"):
        if named := getattr(told, role):
            keys = {named, named.upper(), *(party.key for party in store.events.find_parties(named))}
            groups.append(tuple(f"{role} {key}" for key in sorted(keys)))
    plain = (("type", told.type), ("mode", told.mode), ("context", told.context), ("country", told.country.upper()))
    groups += [(f"{kind} {value}",) for kind, value in plain if value]
    groups += [(f"place {fold(told.place)}",)] if told.place else []
    groups += [(f"outlet {told.outlet}",)] if told.outlet else []
    groups += [tuple(f"modality {m}" for m in told.modality)] if told.modality else []
    return Wanted(
        tuple(groups), day_number(told.since), day_number(told.until) or 99_999_999, told.sources, told.contradicted
    )


def list_events(store: Store, wanted: Wanted, limit: int, after: str | None) -> EventPage:
    """Events that match, the latest day first."""
    place = read_cursor(after)
    at = None
    if place is not None:
        if not place.key.isascii() or not place.key.isdigit() or len(place.key) > 8:
            raise UsageError("after: not a place in this list; take it from `next`")
        at = (int(place.key), place.number)
    found = store.events.find(wanted, limit + 1, at)
    shown = found[:limit]
    following = write_cursor(Cursor(str(shown[-1][0][0]), shown[-1][0][1])) if len(found) > limit else None
    return EventPage(rows_of(store, [claim for _, claim in shown]), following)


def rows_of(store: Store, claims: Iterable[Claim]) -> list[EventRow]:
    """Claims with their happenings, as they were corrected."""
    told = list(claims)
    ids = [claim.id for claim in told]
    happenings = store.events.happenings_of(ids)
    sums = store.events.sums({h.id for h in happenings.values()})
    verdicts = store.verdicts.of_claims(ids)
    rows = []
    for claim in told:
        happening = happenings.get(claim.id)
        independent, disagree = sums.get(happening.id, (1, 0)) if happening else (1, 0)
        (shown,) = corrected((claim,), verdicts) or (claim,)
        rows.append(EventRow(shown, happening.id if happening else None, independent, disagree, verdicts.get(claim.id)))
    return rows


def counts_of(site: Site, store: Store, wanted: Wanted) -> EventCounts:
    """Counts by day; kept as long as no event came and nobody judged."""
    state = (store.index.last_claim(), store.verdicts.latest(1)[0][0] if store.verdicts.latest(1) else 0)
    days = site.kept(("counts", state, wanted), lambda: store.events.count_by_day(wanted))
    return EventCounts(list(days), sum(one.count for one in days))


def periods_of(counts: EventCounts) -> dict[str, int]:
    """Counts by day, month or year, by how long most of it lasted; empty ones too, but none of events without a day."""
    dated = Counter({day: one.count for one in counts.days if (day := _date_of(one.day)) is not None})
    if not dated:
        return {}
    first, last = _most_of(dated)
    before = sum(count for day, count in dated.items() if day < first)
    after = sum(count for day, count in dated.items() if day > last)
    shown = {day: count for day, count in dated.items() if first <= day <= last}
    found = {f"< {first.isoformat()}": before} if before else {}
    found |= _by_period(shown, first, last)
    return found | ({f"> {last.isoformat()}": after} if after else {})


def _most_of(dated: Counter[date]) -> tuple[date, date]:
    """The first and last day of all but a few events: reports of today tell of a treaty of 1975."""
    few, days = sum(dated.values()) * STRAYS // 100, sorted(dated)
    ends = []
    for ordered in (days, days[::-1]):
        left = few
        for day in ordered:
            left -= dated[day]
            if left < 0:
                ends.append(day)
                break
    return ends[0], ends[1]


def _by_period(dated: dict[date, int], first: date, last: date) -> dict[str, int]:
    days = (last - first).days + 1
    if days <= MOST_DAYS:
        return {(day := first + timedelta(i)).isoformat(): dated.get(day, 0) for i in range(days)}
    by_year = days > MOST_MONTHS * 31
    found: dict[str, int] = {}
    for year in range(first.year, last.year + 1):
        months = range(1, 13) if not by_year else (0,)
        found |= {f"{year:04}-{month:02}" if month else f"{year:04}": 0 for month in months}
    for day, count in dated.items():
        found[f"{day.year:04}" if by_year else f"{day.year:04}-{day.month:02}"] += count
    filled = [i for i, count in enumerate(found.values()) if count]
    return dict(list(found.items())[filled[0] : filled[-1] + 1])


def _date_of(day: int) -> date | None:
    try:
        return date(day // 10_000, day // 100 % 100, day % 100)
    except ValueError:
        return None


def points_of(rows: Iterable[EventRow], tools: Tools) -> list[Point]:
    """Where events were; those at one place together."""
    at: dict[tuple[float, float], list[Claim]] = {}
    for row in rows:
        spot = row.claim.place
        if spot is not None and spot.lat is not None and spot.lon is not None:
            at.setdefault((spot.lat, spot.lon), []).append(row.claim)
    points = []
    for (lat, lon), claims in at.items():
        spot = claims[0].place
        sharp = spot is not None and spot.precision in ("point", "city")
        what = ", ".join(
            f"{tools.type(kind)} {count}" for kind, count in Counter(c.type for c in claims).most_common(4)
        )
        href = tools.here(place=spot.name if spot else "", after=None)
        points.append(Point(lat, lon, len(claims), f"{tools.spot(spot)}: {what}", href, sharp))
    return points


def export_events(site: Site, wanted: Wanted, target: Format) -> Iterator[bytes]:
    """The matching events in a format, report by report, as people corrected them."""
    knowledge = site.knowledge
    mutual = frozenset(name for name, kind in knowledge.ontology.event_types.items() if kind.mutual)
    with site.store() as store:
        yield from target.convert(_records(store, wanted, target), Knows(mutual, knowledge.codes))


def _records(store: Store, wanted: Wanted, target: Format) -> Iterator[ReportObject]:
    """The records of reports that tell such events, with those events alone."""
    numbers = store.events.matching(wanted, MOST_EXPORTED)
    for report, claims in numbers.items():
        record = corrected_record(
            decode_record(store.reports.record(report) or b"", report), verdicts_on_report(store, report)
        )
        events = {claim.event for claim in store.events.claims_by_number(claims)}
        kept = [e for e in record.events or () if e.id in events and e.modality in target.modalities]
        if kept:
            yield replace(record, events=kept)


@get("/events", sync_to_thread=True, include_in_schema=False)
def events_page(request: Visit, site: Here, asked: Asked, after: After = None) -> Response[str]:
    """Events with filters, counts over time, map, downloads."""
    tools = Tools(site, visitor_of(request, site), request)
    with site.store() as store:
        wanted = wanted_of(store, asked)
        found = list_events(store, wanted, PER_PAGE, after)
        counts = counts_of(site, store, wanted)
        titles = titles_of(store, found.items)
        mapped = found.items if len(found.items) < PER_PAGE else list_events(store, wanted, ON_MAP, after).items
    return page(
        request, site, "events",
        filter=asked, events=found, listed=found.items, counts=counts, periods=periods_of(counts), titles=titles,
        formats=FORMATS,
        ontology=site.knowledge.ontology, map=draw_map(points_of(mapped, tools), tools.words.phrases["map"]),
    )  # fmt: skip


def titles_of(store: Store, rows: Iterable[EventRow]) -> dict[str, str]:
    """The titles of the reports of these events."""
    numbers = store.reports.numbers_of(row.claim.report for row in rows)
    return {r.id: r.title or r.name for r in store.reports.by_numbers(numbers.values())}


@get("/events/download/{format:str}", sync_to_thread=True, include_in_schema=False)
def download(site: Here, asked: Asked, format: FromPath[str]) -> Stream:
    """The events of the filter in one of the export formats."""
    return _stream(site, asked, format)


@get("/api/events", sync_to_thread=True, tags=["events"], responses=PROBLEMS)
def get_events(site: Here, asked: Asked, limit: Limit = PER_PAGE, after: After = None) -> EventPage:
    """Events of all reports, the latest day first."""
    with site.store() as store:
        return list_events(store, wanted_of(store, asked), limit, after)


@get("/api/events/counts", sync_to_thread=True, tags=["events"], responses=PROBLEMS)
def get_event_counts(site: Here, asked: Asked) -> EventCounts:
    """How many events that match each day has."""
    with site.store() as store:
        return counts_of(site, store, wanted_of(store, asked))


@get("/api/events/export/{format:str}", sync_to_thread=True, tags=["events"], responses=PROBLEMS)
def get_event_export(site: Here, asked: Asked, format: FromPath[str]) -> Stream:
    """The events that match, in an export format: csv, parquet, gdelt, gdelt-mentions, plover, ftm, jsonld, atom."""
    return _stream(site, asked, format)


def _stream(site: Site, asked: EventFilter, format: str) -> Stream:
    if format not in FORMATS:
        raise NothingHereError(f"{format:.40}: no such format; there are {', '.join(FORMATS)}")
    with site.store() as store:
        wanted = wanted_of(store, asked)
    pieces = export_events(site, wanted, FORMATS[format])
    first = next(pieces, b"")  # so that a missing library is told before the download begins
    name = f"lagebild-events.{ENDINGS.get(format, format)}"
    return Stream(
        _with_first(first, pieces),
        media_type=MEDIA_TYPES.get(format, "text/tab-separated-values"),
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _with_first(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


HANDLERS = (events_page, download, get_events, get_event_counts, get_event_export)
