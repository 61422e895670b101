"""An index in memory, for tests and measurements: what a store does with tables, with dictionaries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from lagebild.stories.gists import Gist
from lagebild.stories.index import Addition
from lagebild.stories.model import Claim, Dependence, Fingerprint, Happening, Judgement, Story

T = TypeVar("T")


class MemoryIndex:
    """Implements `Index`; `apply` is the only way in."""

    def __init__(self) -> None:
        self.all_claims: dict[str, Claim] = {}
        self.all_fingerprints: dict[str, Fingerprint] = {}
        self.all_happenings: dict[str, Happening] = {}
        self.all_stories: dict[str, Story] = {}
        self.judgements: dict[tuple[str, str, str], Judgement] = {}
        self._claims_of_report: dict[str, list[str]] = defaultdict(list)
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_band: dict[str, list[str]] = defaultdict(list)
        self._by_story_key: dict[str, list[str]] = defaultdict(list)
        self._dependences: dict[str, list[Dependence]] = defaultdict(list)
        self._happening_of: dict[str, str] = {}
        self._story_of: dict[str, str] = {}
        self._story_of_report: dict[str, str] = {}

    def apply(self, addition: Addition) -> None:
        """Take in what one report adds."""
        fingerprint = addition.fingerprint
        if fingerprint is not None and fingerprint.report not in self.all_fingerprints:
            self.all_fingerprints[fingerprint.report] = fingerprint
            for band in fingerprint.bands:
                self._by_band[band].append(fingerprint.report)
        for claim in addition.claims:
            if claim.id not in self.all_claims:
                self.all_claims[claim.id] = claim
                self._claims_of_report[claim.report].append(claim.id)
        for claim_id, key in addition.claim_keys:
            self._by_key[key].append(claim_id)
        for dependence in addition.dependences:
            for report in (dependence.report, dependence.on):
                self._dependences[report].append(dependence)
        for judgement in addition.judgements:
            author = judgement.author if judgement.by_hand else ""
            self.judgements[(judgement.claim, judgement.other, judgement.about + author)] = judgement
        for gone in addition.gone_happenings:
            self.all_happenings.pop(gone, None)
        for happening in addition.happenings:
            self.all_happenings[happening.id] = happening
            self._happening_of.update(dict.fromkeys(happening.claims, happening.id))
        for gone in addition.gone_stories:
            self.all_stories.pop(gone, None)
        for story in addition.stories:
            self.all_stories[story.id] = story
            self._story_of.update(dict.fromkeys(story.happenings, story.id))
            self._story_of_report.update(dict.fromkeys(story.reports, story.id))
        for story_id, key in addition.story_keys:
            self._by_story_key[key].append(story_id)

    def claims(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        return _present(self.all_claims, ids)

    def claims_by_keys(self, wanted: Sequence[Iterable[str]], limit: int) -> tuple[tuple[Claim, ...], ...]:
        return tuple(_present(self.all_claims, _most_common(self._by_key, keys, limit)) for keys in wanted)

    def claims_of_report(self, report: str) -> tuple[Claim, ...]:
        return self.claims(self._claims_of_report.get(report, ()))

    def fingerprints(self, reports: Iterable[str]) -> tuple[Fingerprint, ...]:
        return _present(self.all_fingerprints, reports)

    def fingerprints_by_bands(self, bands: Iterable[str], limit: int) -> tuple[Fingerprint, ...]:
        return _present(self.all_fingerprints, _most_common(self._by_band, bands, limit))

    def gists(self, reports: Iterable[str]) -> tuple[Gist, ...]:
        return tuple(Gist(found, self.claims_of_report(found.report)) for found in self.fingerprints(reports))

    def dependences_of(self, reports: Iterable[str]) -> tuple[Dependence, ...]:
        return tuple(dict.fromkeys(d for report in reports for d in self._dependences.get(report, ())))

    def judgements_by_hand(self, claims: Iterable[str]) -> tuple[Judgement, ...]:
        wanted = set(claims)
        hands = [j for j in self.judgements.values() if j.by_hand and (j.claim in wanted or j.other in wanted)]
        return tuple(sorted(hands, key=lambda judgement: judgement.made or ""))

    def happenings_of_claims(self, claims: Iterable[str]) -> tuple[Happening, ...]:
        ids = dict.fromkeys(self._happening_of[c] for c in claims if c in self._happening_of)
        return self.happenings(ids)

    def happening_ids(self, claims: Iterable[str]) -> dict[str, str]:
        return {c: self._happening_of[c] for c in claims if self._happening_of.get(c) in self.all_happenings}

    def happenings(self, ids: Iterable[str]) -> tuple[Happening, ...]:
        return _present(self.all_happenings, ids)

    def stories_of_happenings(self, happenings: Iterable[str]) -> tuple[Story, ...]:
        ids = dict.fromkeys(self._story_of[h] for h in happenings if h in self._story_of)
        return _present(self.all_stories, ids)

    def stories_of_reports(self, reports: Iterable[str]) -> tuple[Story, ...]:
        ids = dict.fromkeys(self._story_of_report[r] for r in reports if r in self._story_of_report)
        return _present(self.all_stories, ids)

    def stories_by_keys(self, keys: Iterable[str], limit: int) -> tuple[Story, ...]:
        return _present(self.all_stories, _most_common(self._by_story_key, keys, limit))


def _present(table: dict[str, T], ids: Iterable[str]) -> tuple[T, ...]:
    return tuple(table[one] for one in ids if one in table)


def _most_common(table: dict[str, list[str]], keys: Iterable[str], limit: int) -> list[str]:
    """Those under most of the keys, of equals the newest first; at most `limit` of each key are looked at."""
    found: Counter[str] = Counter()
    order: dict[str, int] = {}
    for key in keys:
        for place, one in enumerate(reversed(table.get(key, ())[-limit:])):
            found[one] += 1
            order[one] = min(order.get(one, place), place)
    return sorted(found, key=lambda one: (-found[one], order[one]))[:limit]
