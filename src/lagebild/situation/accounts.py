"""All that there is to say of a story or a happening, gathered from the store.

Claims of a report that a later version replaced stay in the store; they are told, but neither count as a source nor
contradict what the later version says (`stories.origins`, `stories.contradictions`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from lagebild.errors import UsageError
from lagebild.knowledge.judging import StoryKnowledge
from lagebild.situation.versions import version_of_record
from lagebild.store.reports import StoredReport
from lagebild.store.store import Store
from lagebild.store.verdicts import Verdict, corrected
from lagebild.stories.changes import changes
from lagebild.stories.contradictions import contradictions
from lagebild.stories.happenings import sum_up, summed
from lagebild.stories.model import Change, Claim, Contradiction, Dependence, Happening, Judgement, Story, Voice
from lagebild.stories.origins import voices

T = TypeVar("T", Story, Happening)


class HappeningAccount(Struct, frozen=True):
    """A happening with its claims, its independent sources and what they disagree on."""

    happening: Happening
    claims: tuple[Claim, ...]
    voices: tuple[Voice, ...]
    contradictions: tuple[Contradiction, ...]
    verdicts: dict[str, Verdict] = {}  # what people judged of its claims, by claim; rejected ones count nowhere

    @property
    def lead(self) -> Claim:
        """The claim that tells it best."""
        return next((c for c in self.claims if c.id == self.happening.lead), self.claims[0])


class Revision(Struct, frozen=True):
    """Two versions of one report that follow each other, and what changed."""

    earlier: str
    later: str
    changes: tuple[Change, ...]


class StoryAccount(Struct, frozen=True):
    """A story with its happenings by day, its reports by publication, who rests on whom, and revisions."""

    story: Story
    happenings: tuple[HappeningAccount, ...]
    reports: tuple[StoredReport, ...]
    dependences: tuple[Dependence, ...]
    revisions: tuple[Revision, ...]

    @property
    def independent(self) -> int:
        """The most independent sources that any one of its happenings has."""
        return max((len(account.voices) for account in self.happenings), default=0)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Those of all happenings."""
        return tuple(c for account in self.happenings for c in account.contradictions)


def account_of_story(store: Store, story: Story, knowledge: StoryKnowledge) -> StoryAccount:
    """Everything about a story."""
    happenings = accounts_of(store, store.index.happenings(story.happenings))
    numbers = store.reports.numbers_of(story.reports)
    reports = sorted(store.reports.by_numbers(numbers.values()), key=lambda r: (r.published or "", r.number))
    dependences = store.index.dependences_of(story.reports)
    return StoryAccount(
        story=story,
        happenings=happenings,
        reports=tuple(reports),
        dependences=dependences,
        revisions=tuple(revisions_of(store, reports, dependences, knowledge)),
    )


def accounts_of(
    store: Store, happenings: Iterable[Happening], only: Mapping[str, Set[str]] | None = None
) -> tuple[HappeningAccount, ...]:
    """Happenings with all that is known of them, in this order; looked up together.

    `only`: happening → the claims that are told of it, where not all are to be.
    """
    asked = tuple(happenings)
    index = store.index
    told_of = index.claims(c for h in asked for c in h.claims)
    verdicts = store.verdicts.of_claims(claim.id for claim in told_of)
    claims = {claim.id: claim for claim in told_of}
    holding = {claim.id: claim for claim in corrected(told_of, verdicts)}
    reports = dict.fromkeys(r for h in asked for r in h.reports)
    prints = {fingerprint.report: fingerprint for fingerprint in index.fingerprints(reports)}
    dependences = index.dependences_of(reports)
    by_report: dict[str, list[Dependence]] = defaultdict(list)
    for dependence in dependences:
        by_report[dependence.report].append(dependence)
        by_report[dependence.on].append(dependence)
    blaming = [claim for claim in holding.values() if claim.blames]
    found = []
    for happening in asked:
        own = tuple(claims[c] for c in happening.claims if c in claims and (only is None or c in only[happening.id]))
        between = tuple(dict.fromkeys(d for r in happening.reports for d in by_report[r]))
        valid = tuple(holding[claim.id] for claim in own if claim.id in holding)
        told = voices(valid, [prints[r] for r in happening.reports if r in prints], between)
        accusing = [claim for claim in blaming if claim.report in happening.reports]
        disagree = contradictions(happening.id, valid, between, accusing)
        judged = {claim.id: verdicts[claim.id] for claim in own if claim.id in verdicts}
        shown = tuple(holding.get(claim.id, claim) for claim in own)
        found.append(HappeningAccount(_as_judged(happening, valid, judged), shown, told, disagree, judged))
    return tuple(found)


def _as_judged(happening: Happening, valid: Sequence[Claim], judged: Mapping[str, Verdict]) -> Happening:
    """What the happening is by the claims that hold, as they were corrected; as it was where nobody changed any."""
    if not valid or all(verdict.verdict == "accept" for verdict in judged.values()):
        return happening
    held = {claim.id: claim for claim in valid}
    ids = [claim for claim in happening.claims if claim in held]
    again = sum_up(happening.id, happening.claims, happening.reports, [held[claim] for claim in summed(ids)])
    return replace(again, first_published=happening.first_published, last_published=happening.last_published)


def revisions_of(
    store: Store, reports: Sequence[StoredReport], dependences: Iterable[Dependence], knowledge: StoryKnowledge
) -> Iterator[Revision]:
    """What changed between the versions of reports: those at one address, and those that their text shows to be."""
    families: dict[str, list[StoredReport]] = defaultdict(list)
    for report in reports:
        families[report.family].append(report)
    pairs = [
        (earlier.id, later.id)
        for family in families.values()
        for earlier, later in pairwise(sorted(family, key=lambda report: report.version))
    ]
    of = {report.id: report.family for report in reports}
    by_text = [(d.on, d.report) for d in dependences if d.kind == "version" and d.on in of and d.report in of]
    pairs += [(on, report) for on, report in by_text if of[on] != of[report]]
    yield from (revision_of(store, earlier, later, knowledge) for earlier, later in pairs)


def revision_of(store: Store, earlier: str, later: str, knowledge: StoryKnowledge) -> Revision:
    """What changed from one stored report to another."""
    before, after = (
        version_of_record(store.reports.record(report) or b"{}", store.index.claims_of_report(report))
        for report in (earlier, later)
    )
    return Revision(earlier, later, changes(before, after, knowledge))


def find_story(store: Store, named: str) -> Story:
    """A story by its id or a beginning of it that no other has; also by the id of a happening or report in it.

    UsageError where there is none, or more than one.
    """
    index = store.index
    if found := index.begin_with("stories", named, Story):
        return _only(found, named, "stories")
    if happenings := index.begin_with("happenings", named, Happening):
        return _only(index.stories_of_happenings([_only(happenings, named, "happenings").id]), named, "stories")
    if (report := store.reports.get(named)) is not None and (of := index.stories_of_reports([report.id])):
        return of[0]
    raise UsageError(f"{named}: no story, happening or report of this id; see: lagebild stories")


def find_happening(store: Store, named: str) -> Happening:
    """A happening by its id or a beginning of it that no other has; UsageError where there is none."""
    found = store.index.begin_with("happenings", named, Happening)
    if not found:
        raise UsageError(f"{named}: no happening of this id; see: lagebild story ID")
    return _only(found, named, "happenings")


def judgements_of(store: Store, happening: Happening) -> tuple[Judgement, ...]:
    """Why its claims are one: all judgements between two of them, and those that keep others out, oldest first."""
    return store.index.judgements_of(happening.claims)


def _only(found: tuple[T, ...], named: str, what: str) -> T:
    if len(found) > 1:
        raise UsageError(f"{named}: {what} {', '.join(one.id for one in found[:3])} begin so; give more of the id")
    return found[0]
