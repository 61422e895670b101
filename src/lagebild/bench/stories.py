"""How well reports are brought together: happenings, stories, independent sources, copies, contradictions, changes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from msgspec import Struct

from lagebild.bench.measures import Advance, per_cent, rounded
from lagebild.bench.story_files import (
    GoldChange,
    GoldContradiction,
    GoldHappening,
    GoldReport,
    GoldStory,
    GoldVersion,
)
from lagebild.knowledge.judging import StoryKnowledge
from lagebild.record import Page, Report
from lagebild.stories.adding import add_report
from lagebild.stories.changes import changes, version_of
from lagebild.stories.contradictions import contradictions
from lagebild.stories.memory import MemoryIndex
from lagebild.stories.model import Change, Claim, Contradiction, Happening
from lagebild.stories.origins import voices

Item = Hashable
Read = Callable[[Page, str], Report]


class BCubed(Struct, frozen=True):
    """Precision, recall and their harmonic mean over items in clusters, per cent."""

    precision: float | None
    recall: float | None
    f1: float | None
    items: int


class Share(Struct, frozen=True):
    """How many of those wanted were found, and how many were given that nobody wanted."""

    found: int
    wanted: int
    wrong: int = 0

    @property
    def rate(self) -> float | None:
        """Found of those wanted, per cent."""
        return rounded(per_cent(self.found, self.wanted))


class StoriesScore(Struct, frozen=True):
    """All figures of one set."""

    reports: int
    told: Share  # tellings for which an event of the right type was coded at all
    happenings: BCubed  # a telling for which none was coded counts as a happening of its own
    coded: BCubed  # the same without those
    stories: BCubed
    independent: Share  # happenings whose number of independent sources is exactly right
    independent_coded: Share  # the same of happenings all of whose tellings were coded
    copies: Share
    contradictions: Share
    changes: Share


class Bench:
    """One set, read and added report by report in the order of publication."""

    def __init__(self, stories: Sequence[GoldStory], read: Read, knowledge: StoryKnowledge, advance: Advance) -> None:
        self.stories = stories
        self.knowledge = knowledge
        self.index = MemoryIndex()
        self.pages: dict[str, Report] = {}
        for report in sorted((r for s in stories for r in s.reports), key=lambda r: (r.published, r.id)):
            self.pages[report.id] = read(_page(report), report.language)
            self.index.apply(add_report(self.pages[report.id], self.index, knowledge))
            advance()

    def score(self) -> StoriesScore:
        """All figures."""
        told = [bool(self.claims_of(h, r)) for s in self.stories for h in s.happenings for r in h.told]
        gold, given = self._items()
        coded = [item for item in gold if isinstance(item, str)]
        return StoriesScore(
            reports=len(self.pages),
            told=Share(sum(told), len(told)),
            happenings=b_cubed(gold, given),
            coded=b_cubed({i: gold[i] for i in coded}, {i: given[i] for i in coded}),
            stories=self._stories(),
            independent=self._independent(coded=False),
            independent_coded=self._independent(coded=True),
            copies=self._copies(),
            contradictions=self._contradictions(),
            changes=self._changes(),
        )

    def claims_of(self, happening: GoldHappening, report: str) -> list[Claim]:
        """The claims that stand where the gold says that the report tells the happening, of a type that is right."""
        text = self.pages[report].page.text
        places = [(text.index(words), text.index(words) + len(words)) for words in happening.told[report]]
        return [
            claim
            for claim in self.index.claims_of_report(report)
            if claim.type in happening.types
            and (not happening.modes or not claim.modes or set(happening.modes) & set(claim.modes))
            and any(a < claim.span[1] and claim.span[0] < b for a, b in places)
        ]

    def _items(self) -> tuple[dict[Item, Item], dict[Item, Item]]:
        """Gold and found happenings of the claims at the places of the gold, by id, and of tellings without a claim."""
        gold: dict[Item, Item] = {}
        given: dict[Item, Item] = {}
        for story in self.stories:
            for happening in story.happenings:
                for report in happening.told:
                    found = self.claims_of(happening, report)
                    for claim in found:
                        gold[claim.id] = (story.story, happening.id)
                        given[claim.id] = self.index.happenings_of_claims([claim.id])[0].id
                    if not found:
                        missed = (story.story, happening.id, report)
                        gold[missed], given[missed] = (story.story, happening.id), missed
        return gold, given

    def _stories(self) -> BCubed:
        gold: dict[Item, Item] = {r.id: r.story or s.story for s in self.stories for r in s.reports}
        found = {r: self.index.stories_of_reports([r]) for r in self.pages}
        given: dict[Item, Item] = {r: stories[0].id if stories else r for r, stories in found.items()}
        return b_cubed(gold, given)

    def _independent(self, *, coded: bool) -> Share:
        wanted = [h for s in self.stories for h in s.happenings if h.independent is not None]
        if coded:
            wanted = [h for h in wanted if all(self.claims_of(h, report) for report in h.told)]
        return Share(sum(self.count(h) == h.independent for h in wanted), len(wanted))

    def count(self, happening: GoldHappening) -> int:
        """Independent sources of the happening that holds most of the tellings; 0 where no claim was found."""
        claims = [c.id for report in happening.told for c in self.claims_of(happening, report)]
        if not claims:
            return 0
        often = Counter(self.index.happenings_of_claims([claim])[0].id for claim in claims)
        found = self.index.happenings([often.most_common(1)[0][0]])[0]
        return len(
            voices(
                self.index.claims(found.claims),
                self.index.fingerprints(found.reports),
                self.index.dependences_of(found.reports),
            )
        )

    def _copies(self) -> Share:
        wanted = {frozenset(pair[:2]) for s in self.stories for pair in s.copies}
        given = {frozenset((d.report, d.on)) for d in self.index.dependences_of(self.pages)}
        beyond = {pair for pair in given - wanted if not _through(pair, wanted)}
        return Share(len(wanted & given), len(wanted), len(beyond))

    def _contradictions(self) -> Share:
        found = wanted = 0
        matched: set[Contradiction] = set()
        given = self.contradictions()
        for story in self.stories:
            for gold in story.contradictions:
                hits = {c for c in given if c.kind == gold.kind and self._between(c, gold)}
                matched |= hits
                wanted += not gold.optional
                found += bool(hits) and not gold.optional
        return Share(found, wanted, len(given) - len(matched))

    def contradictions(self) -> tuple[Contradiction, ...]:
        """All contradictions of all happenings."""
        return tuple(
            found
            for h in self.index.all_happenings.values()
            for found in contradictions(
                h.id, self.index.claims(h.claims), self.index.dependences_of(h.reports), self._accusations(h)
            )
        )

    def _accusations(self, happening: Happening) -> tuple[Claim, ...]:
        claims = (claim for report in happening.reports for claim in self.index.claims_of_report(report))
        return tuple(claim for claim in claims if claim.blames)

    def _between(self, given: Contradiction, gold: GoldContradiction) -> bool:
        here, there = (claim.report for claim in self.index.claims([given.claim, given.other]))
        one, other = gold.sides
        return (here in one and there in other) or (here in other and there in one)

    def _changes(self) -> Share:
        found = wanted = wrong = 0
        for version in (v for s in self.stories for v in s.versions):
            given = self.changes(version)
            for gold in version.changes:
                wanted += not gold.optional
                found += not gold.optional and any(self._tells(change, gold) for change in given)
            wrong += sum(not any(self._tells(change, gold) for gold in version.changes) for change in given)
        return Share(found, wanted, wrong)

    def changes(self, version: GoldVersion) -> tuple[Change, ...]:
        """What is found to have changed from one version to the other."""
        before, after = (version_of(self.pages[r], self.knowledge) for r in (version.earlier, version.later))
        return changes(before, after, self.knowledge)

    def _tells(self, change: Change, gold: GoldChange) -> bool:
        if change.kind != gold.kind or (gold.aspect and change.aspect != gold.aspect):
            return False
        claims = {c.id: c.text for c in self.index.claims([i for i in (change.before, change.after) if i])}
        earlier = claims.get(change.before or "", change.earlier or "")
        later = claims.get(change.after or "", change.later or "")
        return (not gold.before or gold.before in earlier) and (not gold.after or gold.after in later)


def b_cubed(gold: dict[Item, Item], given: dict[Item, Item]) -> BCubed:
    """B³ (Bagga and Baldwin 1998) of the items that both cluster."""
    gold_clusters, given_clusters = _clusters(gold), _clusters(given)
    precision = recall = 0.0
    for item in gold:
        wanted, found = gold_clusters[gold[item]], given_clusters[given[item]]
        precision += len(wanted & found) / len(found)
        recall += len(wanted & found) / len(wanted)
    items = len(gold)
    p, r = per_cent_of(precision, items), per_cent_of(recall, items)
    mean = 2 * p * r / (p + r) if p and r else None
    return BCubed(rounded(p), rounded(r), rounded(mean), items)


def per_cent_of(total: float, items: int) -> float | None:
    """A mean of shares from 0 to 100."""
    return 100 * total / items if items else None


def _clusters(of: dict[Item, Item]) -> dict[Item, set[Item]]:
    clusters: dict[Item, set[Item]] = defaultdict(set)
    for item, cluster in of.items():
        clusters[cluster].add(item)
    return clusters


def _through(pair: frozenset[str], wanted: Iterable[frozenset[str]]) -> bool:
    """True for two copies of one text: each is a pair with it."""
    one, other = sorted(pair)
    return any({one} < a and {other} < b and a & b for a in wanted for b in wanted if a != b)


def _page(report: GoldReport) -> Page:
    return Page(report.text, id=report.id, url=report.url, publisher=report.outlet, published=report.published)
