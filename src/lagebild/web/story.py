"""One story: timeline, who says what, who depends on whom, contradictions, changes."""

from collections import Counter
from collections.abc import Iterable

from litestar import Response, get
from litestar.params import FromPath
from msgspec import Struct

from lagebild.errors import UsageError
from lagebild.record import Modality
from lagebild.situation.accounts import HappeningAccount, Revision, StoryAccount, account_of_story, find_story
from lagebild.situation.assimilating import story_knowledge
from lagebild.situation.summaries import StoryRow, summary_of
from lagebild.store.reports import StoredReport
from lagebild.store.store import Store
from lagebild.stories.model import Claim, Dependence, Story
from lagebild.web.maps import Point, draw_map
from lagebild.web.problems import PROBLEMS, NothingHereError
from lagebild.web.rendering import Tools, Visit, page, visitor_of
from lagebild.web.site import Here, Site

COLUMNS = 14  # outlets of the matrix; the others are told by number


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


def detail_of(site: Site, store: Store, named: str) -> tuple[StoryDetail, StoryAccount]:
    """A story by its id, or by that of a happening or report in it."""
    try:
        story = find_story(store, named)
    except UsageError as error:
        raise NothingHereError(str(error)) from error
    account = account_of_story(store, story, story_knowledge(site.knowledge.settings))
    sums = [(len(a.voices), len(a.contradictions)) for a in account.happenings]
    row = summary_of(story, [a.happening for a in account.happenings], sums)
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


def linked(account: StoryAccount) -> tuple[list[StoredReport], list[Dependence]]:
    """The reports that rest on each other, by publication, and how."""
    ids = {report.id for report in account.reports}
    links = [d for d in account.dependences if d.report in ids and d.on in ids]
    ends = {id for d in links for id in (d.report, d.on)}
    return [report for report in account.reports if report.id in ends], links


@get("/stories/{named:str}", sync_to_thread=True, include_in_schema=False)
def story_page(request: Visit, site: Here, named: FromPath[str]) -> Response[str]:
    """One story."""
    tools = Tools(site, visitor_of(request, site), request)
    with site.store() as store:
        detail, account = detail_of(site, store, named)
    columns, rows = matrix_of(account)
    linked_reports, links = linked(account)
    return page(
        request, site, "story",
        detail=detail, account=account, columns=columns, matrix=rows,
        titles={r.id: r for r in account.reports},
        claims={c.id: c for a in account.happenings for c in a.claims},
        linked=linked_reports, links=links,
        map=draw_map(points_of(account.happenings, tools), tools.words.phrases["map"]),
    )  # fmt: skip


@get("/api/stories/{named:str}", sync_to_thread=True, tags=["stories"], responses=PROBLEMS)
def get_story(site: Here, named: FromPath[str]) -> StoryDetail:
    """A story with timeline, claims, independent sources, contradictions, dependences and changes between versions."""
    with site.store() as store:
        return detail_of(site, store, named)[0]


HANDLERS = (story_page, get_story)
