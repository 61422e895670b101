"""Stories: the situation, and one story with timeline, sources, dependences, contradictions and changes."""

from collections import Counter
from collections.abc import Iterable, Sequence

from litestar import Response, get
from litestar.params import FromPath, FromQuery
from msgspec import Struct

from lagebild.errors import UsageError
from lagebild.record import Modality
from lagebild.situation.accounts import (
    HappeningAccount,
    Revision,
    StoryAccount,
    account_of_story,
    accounts_of,
    find_happening,
    find_story,
    judgements_of,
)
from lagebild.situation.assimilating import story_knowledge
from lagebild.store.reports import StoredReport
from lagebild.store.search import Filters
from lagebild.store.store import Store
from lagebild.stories.model import Claim, Dependence, Happening, Judgement, Spot, Story
from lagebild.web.charts import Link, Node, lanes
from lagebild.web.cursors import After, Cursor, Limit, Words, read_cursor, write_cursor
from lagebild.web.maps import Point, draw_map
from lagebild.web.problems import PROBLEMS, NothingHereError
from lagebild.web.rendering import Tools, Visit, page, visitor_of
from lagebild.web.site import Here, Site

PER_PAGE = 25
MOST_FOUND = 200  # reports looked at for the stories of a search
COLUMNS = 14  # outlets of the matrix; the others are told by number


class StoryRow(Struct, frozen=True):
    """A story in a list."""

    id: str
    title: str
    open: bool
    first_published: str | None
    last_published: str | None
    reports: int
    happenings: int
    independent: int  # the most independent sources that any one of its happenings has
    contradictions: int
    modalities: dict[Modality, int]  # happenings by modality, most first
    growth: tuple[tuple[str, int], ...]  # day of publication, reports of that day
    places: tuple[Spot, ...]


class StoryPage(Struct, frozen=True):
    """A part of the list of stories; `next` asks for what follows, None at the end."""

    items: list[StoryRow]
    next: str | None


class Cell(Struct, frozen=True):
    """What one outlet says of one happening; `modalities` most often said first."""

    modalities: tuple[Modality, ...]
    href: str
    claims: int


class MatrixRow(Struct, frozen=True):
    """One happening and what each outlet says of it, None: nothing."""

    account: HappeningAccount
    cells: list[Cell | None]


class StoryDetail(Struct, frozen=True):
    """A story whole, as the API gives it."""

    row: StoryRow
    story: Story
    happenings: tuple[HappeningAccount, ...]
    reports: tuple[StoredReport, ...]
    dependences: tuple[Dependence, ...]
    revisions: tuple[Revision, ...]


class HappeningDetail(Struct, frozen=True):
    """A happening whole: claims, independent sources, contradictions, and why its claims are one."""

    account: HappeningAccount
    judgements: tuple[Judgement, ...]
    stories: tuple[str, ...]


def list_stories(store: Store, q: str, only_open: bool, limit: int, cursor: str | None) -> StoryPage:
    """Stories by last change, or those of the newest reports that hold the words `q`."""
    if q.strip():
        hits = store.reports.find(q, Filters(), MOST_FOUND)
        found = store.index.stories_of_reports(report.id for report, _ in hits)
        kept = sorted((s for s in found if s.open or not only_open), key=lambda s: s.last_published or "", reverse=True)
        return StoryPage([*_rows(store, kept[:limit])], None)
    after = read_cursor(cursor)
    placed = store.index.stories_after(limit + 1, only_open, None if after is None else (after.key, after.number))
    shown = placed[:limit]
    following = write_cursor(Cursor(*shown[-1][0])) if len(placed) > limit else None
    return StoryPage([*_rows(store, [story for _, story in shown])], following)


def _rows(store: Store, stories: Sequence[Story]) -> Iterable[StoryRow]:
    ids = dict.fromkeys(h for story in stories for h in story.happenings)
    happenings = {h.id: h for h in store.index.happenings(ids)}
    sums = store.events.sums(ids)
    unknown = [h for h in happenings.values() if h.id not in sums and len(h.claims) > 1]
    sums |= {a.happening.id: (len(a.voices), len(a.contradictions)) for a in accounts_of(store, unknown)}
    for story in stories:
        own = [happenings[h] for h in story.happenings if h in happenings]
        yield _row(story, own, [sums.get(h.id, (1, 0)) for h in own])


def _row(story: Story, happenings: Sequence[Happening], sums: Sequence[tuple[int, int]]) -> StoryRow:
    return StoryRow(
        id=story.id,
        title=story.title,
        open=story.open,
        first_published=story.first_published,
        last_published=story.last_published,
        reports=len(story.reports),
        happenings=len(happenings),
        independent=max((independent for independent, _ in sums), default=0),
        contradictions=sum(disagree for _, disagree in sums),
        modalities=dict(Counter(h.modality for h in happenings).most_common()),
        growth=story.growth,
        places=story.places[:10],
    )


def detail_of(site: Site, store: Store, named: str) -> tuple[StoryDetail, StoryAccount]:
    """A story by its id, or by that of a happening or report in it."""
    try:
        story = find_story(store, named)
    except UsageError as error:
        raise NothingHereError(str(error)) from error
    account = account_of_story(store, story, story_knowledge(site.knowledge.settings))
    sums = [(len(a.voices), len(a.contradictions)) for a in account.happenings]
    row = _row(story, [a.happening for a in account.happenings], sums)
    detail = StoryDetail(row, story, account.happenings, account.reports, account.dependences, account.revisions)
    return detail, account


def matrix_of(account: StoryAccount) -> tuple[list[str], list[MatrixRow]]:
    """Outlets that tell most, and what each says of each happening that more than one report tells, or all."""
    outlets = Counter(_outlet(claim) for a in account.happenings for claim in a.claims)
    columns = [name for name, _ in outlets.most_common(COLUMNS)]
    return columns, [MatrixRow(a, [_cell(a, name) for name in columns]) for a in account.happenings]


def _cell(account: HappeningAccount, outlet: str) -> Cell | None:
    said = [claim for claim in account.claims if _outlet(claim) == outlet]
    if not said:
        return None
    modalities = tuple(m for m, _ in Counter(claim.modality for claim in said).most_common())
    return Cell(modalities, f"/reports/{said[0].report}#r-{said[0].event}", len(said))


def _outlet(claim: Claim) -> str:
    return claim.outlet.name or "?"


def points_of(happenings: Iterable[HappeningAccount], tools: Tools) -> list[Point]:
    """Where happenings were, those at one place together."""
    at: dict[tuple[float, float], list[HappeningAccount]] = {}
    for account in happenings:
        spot = account.happening.place
        if spot is not None and spot.lat is not None and spot.lon is not None:
            at.setdefault((spot.lat, spot.lon), []).append(account)
    points = []
    for (lat, lon), here in at.items():
        spot = here[0].happening.place
        what = ", ".join(dict.fromkeys(tools.type(a.happening.type) for a in here))
        sharp = spot is not None and spot.precision in ("point", "city")
        points.append(Point(lat, lon, len(here), f"{tools.spot(spot)}: {what}", f"#{here[0].happening.id}", sharp))
    return points


def _points_of_rows(rows: Iterable[StoryRow]) -> list[Point]:
    """Where stories are: the place most named of each; those at one place together."""
    at: dict[tuple[float, float], list[tuple[StoryRow, Spot]]] = {}
    for row in rows:
        spot = next((s for s in row.places if s.lat is not None), None)
        if spot is not None and spot.lat is not None and spot.lon is not None:
            at.setdefault((spot.lat, spot.lon), []).append((row, spot))
    return [
        Point(
            lat, lon, sum(row.reports for row, _ in here),
            f"{here[0][1].name}: {'; '.join(row.title[:80] for row, _ in here)}", f"/stories/{here[0][0].id}",
            here[0][1].precision in ("point", "city"),
        )
        for (lat, lon), here in at.items()
    ]  # fmt: skip


def _graph(account: StoryAccount, tools: Tools) -> str:
    reports = account.reports
    ids = {report.id for report in reports}
    links = [d for d in account.dependences if d.report in ids and d.on in ids]
    if not links:
        return ""
    linked = {id for d in links for id in (d.report, d.on)}
    nodes = [
        Node(
            r.id, r.publisher or "?", f"{r.publisher or ''} {tools.day(r.published)}: {r.title or r.name}",
            f"/reports/{r.id}",
        )
        for r in reports
        if r.id in linked
    ]  # fmt: skip
    names = tools.words.names["dependence"]
    arrows = [Link(d.report, d.on, d.kind, f"{names[d.kind]}: {'; '.join(r.words for r in d.reasons)}") for d in links]
    return lanes(nodes, arrows, tools.words.phrases["dependences"])


@get("/", sync_to_thread=True, include_in_schema=False)
def situation_page(
    request: Visit,
    site: Here,
    q: Words = "",
    ongoing: FromQuery[bool] = False,
    after: After = None,
) -> Response[str]:
    """Stories by last change."""
    tools = Tools(site, visitor_of(request, site), request)
    with site.store() as store:
        found = list_stories(store, q, ongoing, PER_PAGE, after)
        reports = store.reports.find(q, Filters(), 10) if q.strip() else ()
        total = store.reports.count()
    drawn = draw_map(_points_of_rows(found.items), tools.words.phrases["map_of_stories"], whole=True)
    return page(
        request,
        site,
        "situation",
        stories=found,
        listed=found.items,
        q=q,
        only_open=ongoing,
        map=drawn,
        reports=reports,
        total=total,
    )


@get("/stories/{named:str}", sync_to_thread=True, include_in_schema=False)
def story_page(request: Visit, site: Here, named: FromPath[str]) -> Response[str]:
    """One story."""
    tools = Tools(site, visitor_of(request, site), request)
    with site.store() as store:
        detail, account = detail_of(site, store, named)
    columns, rows = matrix_of(account)
    return page(
        request, site, "story",
        detail=detail, account=account, columns=columns, matrix=rows,
        titles={r.id: r for r in account.reports},
        claims={c.id: c for a in account.happenings for c in a.claims},
        graph=_graph(account, tools),
        map=draw_map(points_of(account.happenings, tools), tools.words.phrases["map"]),
    )  # fmt: skip


@get("/happenings/{named:str}", sync_to_thread=True, include_in_schema=False)
def happening_page(request: Visit, site: Here, named: FromPath[str]) -> Response[str]:
    """One happening: why its claims are one, and the tools to join and split."""
    with site.store() as store:
        found = happening_of(store, named)
        others = store.index.claims(c for j in found.judgements for c in (j.claim, j.other))
        stories = store.index.stories(found.stories)
        near = store.index.happenings(h for story in stories for h in story.happenings)
        history = {c.id: store.verdicts.history(c.id) for c in found.account.claims if c.id in found.account.verdicts}
    return page(
        request, site, "happening",
        found=found, claims={c.id: c for c in (*others, *found.account.claims)}, stories=stories, history=history,
        near=[h for h in near if h.id != found.account.happening.id],
    )  # fmt: skip


def happening_of(store: Store, named: str) -> HappeningDetail:
    """A happening by its id or the beginning of it."""
    try:
        happening = find_happening(store, named)
    except UsageError as error:
        raise NothingHereError(str(error)) from error
    (account,) = accounts_of(store, [happening])
    stories = tuple(story.id for story in store.index.stories_of_happenings([happening.id]))
    return HappeningDetail(account, judgements_of(store, happening), stories)


@get("/api/stories", sync_to_thread=True, tags=["stories"], responses=PROBLEMS)
def get_stories(
    site: Here,
    q: Words = "",
    ongoing: FromQuery[bool] = False,
    limit: Limit = PER_PAGE,
    after: After = None,
) -> StoryPage:
    """Stories by last change, newest first; `q`: those of reports with these words; `ongoing`: that may still go on."""
    with site.store() as store:
        return list_stories(store, q, ongoing, limit, after)


@get("/api/stories/{named:str}", sync_to_thread=True, tags=["stories"], responses=PROBLEMS)
def get_story(site: Here, named: FromPath[str]) -> StoryDetail:
    """A story with timeline, claims, independent sources, contradictions, dependences and changes between versions."""
    with site.store() as store:
        return detail_of(site, store, named)[0]


@get("/api/happenings/{named:str}", sync_to_thread=True, tags=["stories"], responses=PROBLEMS)
def get_happening(site: Here, named: FromPath[str]) -> HappeningDetail:
    """A happening with its claims, its independent sources, and why its claims are one."""
    with site.store() as store:
        return happening_of(store, named)


HANDLERS = (situation_page, story_page, happening_page, get_stories, get_story, get_happening)
