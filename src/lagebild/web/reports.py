"""Reports: lists and search, and one report with its text highlighted and everything found in it beside."""

from collections.abc import Mapping

import msgspec
from litestar import Response, get
from litestar.enums import MediaType
from litestar.params import FromPath, FromQuery
from msgspec import Struct

from lagebild.exports.corrections import corrected_record
from lagebild.exports.records import decode_record
from lagebild.record import Report, Sentence, Token
from lagebild.situation.accounts import Revision, revision_of
from lagebild.situation.assimilating import story_knowledge
from lagebild.situation.verdicts import verdicts_on_report
from lagebild.store.reports import StoredReport
from lagebild.store.search import Filters, snippet
from lagebild.store.store import Store
from lagebild.store.verdicts import Verdict
from lagebild.stories.model import Claim, Dependence
from lagebild.view.contract import ReportObject
from lagebild.view.from_contract import report_of
from lagebild.view.page import Article, article_of
from lagebild.view.parse_tree import draw
from lagebild.view.phrases import flat
from lagebild.web.cursors import After, Cursor, Day, Limit, Words, read_cursor, write_cursor
from lagebild.web.maps import Point, draw_map
from lagebild.web.problems import PROBLEMS, NothingHereError
from lagebild.web.rendering import Tools, Visit, page, visitor_of
from lagebild.web.site import Here, Site

PER_PAGE = 30


class ReportPage(Struct, frozen=True):
    """A part of the list of reports; `next` asks for what follows, None at the end."""

    items: list[StoredReport]
    next: str | None


class ReportDetail(Struct, frozen=True):
    """A report as the API gives it: what the store knows, the record, judgements on its events, versions, kin."""

    stored: StoredReport
    record: ReportObject
    verdicts: dict[str, Verdict]  # by event of the record, which is as it was read
    versions: tuple[StoredReport, ...]
    dependences: tuple[Dependence, ...]
    claims: dict[str, str]  # event of the record → claim
    stories: tuple[str, ...]


class Why(Struct, frozen=True):
    """Why an event was found: its rule and the text of that, the parse of the sentence, what the confidence is from."""

    event: str
    rule: str
    file: str | None
    line: int | None
    rule_text: str | None
    confidence: float
    evidence: tuple[str, ...]
    tokens: tuple[Token, ...]
    tree: list[str]


def list_reports(store: Store, q: str, filters: Filters, limit: int, after: str | None) -> ReportPage:
    """Reports with the words `q`, or all; the last that came first."""
    if q.strip():
        return ReportPage([report for report, _ in store.reports.find(q, filters, limit)], None)
    place = read_cursor(after)
    found = store.reports.latest(limit + 1, None if place is None else place.number, filters)
    following = write_cursor(Cursor("", found[limit - 1].number)) if len(found) > limit else None
    return ReportPage(list(found[:limit]), following)


def detail_of(store: Store, id: str) -> ReportDetail:
    """A report by its id or the beginning of it."""
    stored = store.reports.get(id)
    record = store.reports.record(stored.id) if stored is not None else None
    if stored is None or record is None:
        raise NothingHereError(f"{id}: no report of this id")
    claims = store.index.claims_of_report(stored.id)
    return ReportDetail(
        stored=stored,
        record=decode_record(record, stored.id),
        verdicts=verdicts_on_report(store, stored.id),
        versions=store.reports.versions(stored.id),
        dependences=store.index.dependences_of([stored.id]),
        claims={claim.event: claim.id for claim in claims},
        stories=tuple(story.id for story in store.index.stories_of_reports([stored.id])),
    )


def article(report: Report, made_by: Mapping[str, object], tools: Tools, site: Site) -> Article:
    """The report as templates show it."""
    language = next((code for code, words in site.knowledge.words.items() if words is tools.words), report.language)
    return article_of("r", report, tools.view_words, language, site.knowledge.ontology, made_by)


def map_of(record: ReportObject, tools: Tools) -> str:
    """The places of a report that its events name, or all of them."""
    used = {event.place for event in record.events or () if event.place}
    points: dict[str, Point] = {}
    for place in record.places or ():
        if place.lat is not None and place.lon is not None and (not used or place.name in used):
            sharp = place.precision in ("point", "city")
            count = points[place.name].count + 1 if place.name in points else 1
            label = f"{place.name} ({place.country})" if place.country else place.name
            points[place.name] = Point(place.lat, place.lon, count, label, "", sharp)
    return draw_map(points.values(), tools.words.phrases["map"])


def explain(site: Site, id: str, event: str) -> Why:
    """Why an event was found: the report is read anew, as parses are not stored."""
    with site.store() as store:  # given back before the reading, which may have to wait for others
        stored = store.reports.get(id)
        read_from = store.reports.page(stored.id) if stored is not None else None
        if stored is None or read_from is None:
            raise NothingHereError(f"{id}: no report of this id")
        record = decode_record(store.reports.record(stored.id) or b"", stored.id)
    coded = next((e for e in record.events or () if e.id == event), None)
    if coded is None:
        raise NothingHereError(f"{event}: no event of this id in report {stored.id}")
    with site.reader() as reader:
        report = reader.read(read_from, stored.language)
    same = next((e for e in report.events or () if e.trigger == coded.trigger and e.type == coded.type), None)
    sentence = _sentence_at(report, coded.trigger[0])
    rules = site.knowledge.rules(stored.language)
    rule = rules.get(coded.rule) or rules.get(coded.rule.split("/")[-1].split(":")[-1])
    return Why(
        event=event,
        rule=coded.rule,
        file=rule.file if rule else None,
        line=rule.line if rule else None,
        rule_text=rule.text if rule else None,
        confidence=coded.confidence,
        evidence=same.evidence if same else (),
        tokens=sentence.tokens if sentence else (),
        tree=_tree(sentence) if sentence else [],
    )


def _tree(sentence: Sentence) -> list[str]:
    """The parse as lines: a word on its branch, its class, its relation to the word that it hangs on."""
    words = [branch + flat(token.text) for branch, token in zip(draw(sentence), sentence.tokens, strict=True)]
    width = max(map(len, words), default=0)
    return [f"{word:<{width}}  {t.upos:<5}  {t.deprel}" for word, t in zip(words, sentence.tokens, strict=True)]


def _sentence_at(report: Report, at: int) -> Sentence | None:
    return next((s for s in report.sentences or () if s.span[0] <= at < s.span[1]), None)


@get("/reports", sync_to_thread=True, include_in_schema=False)
def reports_page(
    request: Visit, site: Here, q: Words = "", language: Words = "", publisher: Words = "", since: Day = "",
    until: Day = "", after: After = None,
) -> Response[str]:  # fmt: skip
    """The list of reports, or what a search finds."""
    filters = Filters(language or None, publisher or None, since or None, until or None)
    with site.store() as store:
        found = list_reports(store, q, filters, PER_PAGE, after)
        snippets = {r.id: snippet(store.reports.text(r.id), q) for r in found.items} if q.strip() else {}
    return page(request, site, "reports", reports=found, listed=found.items, q=q, filters=filters, snippets=snippets)


@get("/reports/{id:str}", sync_to_thread=True, include_in_schema=False)
def report_page(request: Visit, site: Here, id: FromPath[str]) -> Response[str]:
    """One report."""
    tools = Tools(site, visitor_of(request, site), request)
    with site.store() as store:
        detail = detail_of(store, id)
        near = {d.on if d.report == detail.stored.id else d.report for d in detail.dependences}
        others = {r.id: r for r in store.reports.by_numbers(store.reports.numbers_of(near).values())}
        claims = {c.event: c for c in store.index.claims_of_report(detail.stored.id)}
        earlier = next((v for v in reversed(detail.versions) if v.version < detail.stored.version), None)
        revision: Revision | None = None
        if earlier is not None:
            revision = revision_of(store, earlier.id, detail.stored.id, story_knowledge(site.knowledge.settings))
        stories = store.index.stories(detail.stories)
    record = corrected_record(detail.record, detail.verdicts, rejected=True)
    made_by = msgspec.to_builtins(record.made_by)
    return page(
        request, site, "report",
        detail=detail, a=article(report_of(record), made_by, tools, site), others=others, claims=claims,
        revision=revision, stories=stories, map=map_of(record, tools), happening=_happenings(site, claims),
        saved=True,
    )  # fmt: skip


def _happenings(site: Site, claims: Mapping[str, Claim]) -> dict[str, str]:
    """Event of the report → the happening that it tells."""
    with site.store() as store:
        found = store.events.happenings_of(claim.id for claim in claims.values())
    return {event: found[claim.id].id for event, claim in claims.items() if claim.id in found}


@get("/reports/{id:str}/events/{event:str}/why", sync_to_thread=True, include_in_schema=False)
def why_page(
    request: Visit, site: Here, id: FromPath[str], event: FromPath[str], part: FromQuery[bool] = False
) -> Response[str]:
    """Rule, parse and confidence of one event; `part`: only that, for the margin of the report."""
    found = explain(site, id, event)
    return page(request, site, "why_part" if part else "why", why=found, report=id)


@get("/api/reports", sync_to_thread=True, tags=["reports"], responses=PROBLEMS)
def get_reports(
    site: Here, q: Words = "", language: Words = "", publisher: Words = "", since: Day = "", until: Day = "",
    limit: Limit = PER_PAGE, after: After = None,
) -> ReportPage:  # fmt: skip
    """Reports, the last that came first; `q`: with these words; `since`, `until`: published in these days."""
    filters = Filters(language or None, publisher or None, since or None, until or None)
    with site.store() as store:
        return list_reports(store, q, filters, limit, after)


@get("/api/reports/{id:str}", sync_to_thread=True, tags=["reports"], responses=PROBLEMS)
def get_report(site: Here, id: FromPath[str]) -> ReportDetail:
    """A report: what the store knows of it, its record (`lagebild.report/1`), judgements, versions, copies, stories."""
    with site.store() as store:
        return detail_of(store, id)


@get(
    "/api/reports/{id:str}/record", sync_to_thread=True, tags=["reports"], responses=PROBLEMS, media_type=MediaType.JSON
)
def get_record(site: Here, id: FromPath[str], corrected: FromQuery[bool] = False) -> ReportObject:
    """The record alone; `corrected`: without rejected events, and with others as they were edited."""
    with site.store() as store:
        found = detail_of(store, id)
    return corrected_record(found.record, found.verdicts) if corrected else found.record


@get("/api/reports/{id:str}/events/{event:str}/why", sync_to_thread=True, tags=["reports"], responses=PROBLEMS)
def get_why(site: Here, id: FromPath[str], event: FromPath[str]) -> Why:
    """Why an event was found: rule, parse, confidence. The report is read anew for it."""
    return explain(site, id, event)


HANDLERS = (reports_page, report_page, why_page, get_reports, get_report, get_record, get_why)
