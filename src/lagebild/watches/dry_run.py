"""What would watches have told of reports of the past? Report by report, in the order of publication."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from msgspec import Struct

from lagebild.stories.days import moment_in_utc
from lagebild.stories.model import Claim
from lagebild.watches.alerting import check
from lagebild.watches.matching import matches
from lagebild.watches.model import Alert, Sighting, Told, Watch
from lagebild.watches.silence import silence

# Takes the claims of one more report and gives the happenings that they joined or began.
Group = Callable[[tuple[Claim, ...]], tuple[Sighting, ...]]
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class PastReport(Struct, frozen=True):
    """One report, where it is found, and how to get its claims: all reports of a store are sorted, not all claims."""

    id: str
    url: str | None
    published: str | None
    claims: Callable[[], tuple[Claim, ...]]


def dry_run(watches: Iterable[Watch], reports: Iterable[PastReport], group: Group) -> Iterator[Alert]:
    """The alerts in the order in which they would have come; reports without a date come first."""
    run = _Run(tuple(watches), group)
    for report in sorted(reports, key=lambda r: moment_in_utc(r.published) or _BEFORE_ALL):
        yield from run.add(report)


class _Run:
    """What was told so far, and when each watch last had a match."""

    def __init__(self, watches: tuple[Watch, ...], group: Group) -> None:
        self._watches, self._group = watches, group
        self._told: dict[tuple[str, str], Told] = {}
        self._last: dict[str, datetime] = {}
        self._addresses: dict[str, str | None] = {}

    def add(self, report: PastReport) -> Iterator[Alert]:
        self._addresses[report.id] = report.url
        moment = moment_in_utc(report.published)
        claims = report.claims()
        sightings = self._group(claims) if claims else ()
        for watch in self._watches:
            if watch.rule.silence is not None:
                yield from self._listen(watch, claims, moment)
                continue
            for sighting in sightings:
                yield from self._check(watch, sighting, self._addresses)

    def _listen(self, watch: Watch, claims: tuple[Claim, ...], moment: datetime | None) -> Iterator[Alert]:
        if moment is None:
            return
        alert = silence(watch, self._last.get(watch.name), moment)
        if alert is not None:
            del self._last[watch.name]  # told once, until something comes again
            yield alert
        if any(matches(claim, watch) for claim in claims):
            self._last[watch.name] = moment

    def _check(self, watch: Watch, sighting: Sighting, addresses: Mapping[str, str | None]) -> Iterator[Alert]:
        key = (watch.name, sighting.happening)
        due = check(watch, sighting, self._told.get(key), addresses)
        if due is not None:
            alert, self._told[key] = due
            yield alert
