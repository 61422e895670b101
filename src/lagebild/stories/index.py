"""The few look-ups across reports that the rules need; a store implements them, as does the index in memory."""

from collections.abc import Iterable
from typing import Protocol

from msgspec import Struct

from lagebild.stories.model import Claim, Dependence, Fingerprint, Happening, Judgement, Story


class Index(Protocol):
    """What is known already. Each look-up is bounded, so that a report costs the same in a small and a large store."""

    def claims(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims of these ids that there are, in this order."""

    def claims_by_keys(self, keys: Iterable[str], limit: int) -> tuple[Claim, ...]:
        """Claims that have one of these keys (`keys.keys_of`), those with most keys in common first, newest first."""

    def claims_of_report(self, report: str) -> tuple[Claim, ...]:
        """All claims of a report."""

    def fingerprints(self, reports: Iterable[str]) -> tuple[Fingerprint, ...]:
        """The fingerprints of these reports that there are, in this order."""

    def fingerprints_by_bands(self, bands: Iterable[str], limit: int) -> tuple[Fingerprint, ...]:
        """Fingerprints that have one of these bands, those with most in common first, newest first."""

    def dependences_of(self, reports: Iterable[str]) -> tuple[Dependence, ...]:
        """Dependences in which one of these reports stands on either side."""

    def judgements_by_hand(self, claims: Iterable[str]) -> tuple[Judgement, ...]:
        """Judgements by hand in which one of these claims stands on either side, oldest first."""

    def happenings_of_claims(self, claims: Iterable[str]) -> tuple[Happening, ...]:
        """The happenings that hold these claims, each once."""

    def happenings(self, ids: Iterable[str]) -> tuple[Happening, ...]:
        """The happenings of these ids that there are, in this order."""

    def happenings_by_keys(self, keys: Iterable[str], limit: int) -> tuple[Happening, ...]:
        """Happenings that have one of these keys (`keys.story_keys_of`), most in common first, newest first."""

    def stories_of_happenings(self, happenings: Iterable[str]) -> tuple[Story, ...]:
        """The stories that hold these happenings, each once."""


class Addition(Struct, frozen=True):
    """What one report adds: to be applied in one transaction. Happenings and stories replace those of their id."""

    fingerprint: Fingerprint
    claims: tuple[Claim, ...]
    claim_keys: tuple[tuple[str, str], ...]  # claim, key
    dependences: tuple[Dependence, ...]
    judgements: tuple[Judgement, ...]
    happenings: tuple[Happening, ...]
    happening_keys: tuple[tuple[str, str], ...]  # happening, key
    gone_happenings: tuple[str, ...]  # ids that were merged into another
    stories: tuple[Story, ...]
    gone_stories: tuple[str, ...]
