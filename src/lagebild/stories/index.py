"""The few look-ups across reports that the rules need; a store implements them, as does the index in memory."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from lagebild.stories.gists import Gist
from lagebild.stories.model import Claim, Dependence, Fingerprint, Happening, Judgement, Story


class Index(Protocol):
    """What is known already. Each look-up is bounded, so that a report costs the same in a small and a large store."""

    def claims(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims of these ids that there are, in this order."""

    def claims_by_keys(self, wanted: Sequence[Iterable[str]], limit: int) -> tuple[tuple[Claim, ...], ...]:
        """For each of these sets of keys (`keys.keys_of`) claims that have one of them, looked up together.

        Those with most keys in common first, of equals the newest; `limit` of each set at most.
        """

    def claims_of_report(self, report: str) -> tuple[Claim, ...]:
        """All claims of a report."""

    def fingerprints(self, reports: Iterable[str]) -> tuple[Fingerprint, ...]:
        """The fingerprints of these reports that there are, in this order."""

    def fingerprints_by_bands(self, bands: Iterable[str], limit: int) -> tuple[Fingerprint, ...]:
        """Fingerprints that have one of these bands, those with most in common first, newest first."""

    def gists(self, reports: Iterable[str]) -> tuple[Gist, ...]:
        """What these reports tell, of those whose fingerprints there are, in this order."""

    def dependences_of(self, reports: Iterable[str]) -> tuple[Dependence, ...]:
        """Dependences in which one of these reports stands on either side."""

    def judgements_by_hand(self, claims: Iterable[str]) -> tuple[Judgement, ...]:
        """Judgements by hand in which one of these claims stands on either side, oldest first."""

    def happenings_of_claims(self, claims: Iterable[str]) -> tuple[Happening, ...]:
        """The happenings that hold these claims, each once."""

    def happening_ids(self, claims: Iterable[str]) -> dict[str, str]:
        """Claim → the happening that holds it, of those of these claims that one holds."""

    def happenings(self, ids: Iterable[str]) -> tuple[Happening, ...]:
        """The happenings of these ids that there are, in this order."""

    def stories_of_happenings(self, happenings: Iterable[str]) -> tuple[Story, ...]:
        """The stories that hold these happenings, each once."""

    def stories_of_reports(self, reports: Iterable[str]) -> tuple[Story, ...]:
        """The stories that hold these reports, each once; a report is in one story at most."""

    def stories_by_keys(self, keys: Iterable[str], limit: int) -> tuple[Story, ...]:
        """Stories that have one of these keys (`keys.story_keys_of`), those with most in common first, newest first."""


class Addition(Struct, frozen=True):
    """What one report, or one judgement by hand, adds: to be applied in one transaction.

    Happenings and stories replace those of their id; their keys are added to the keys that they have.
    """

    fingerprint: Fingerprint | None = None  # None: nothing was added but judgements
    claims: tuple[Claim, ...] = ()
    claim_keys: tuple[tuple[str, str], ...] = ()  # claim, key
    dependences: tuple[Dependence, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    happenings: tuple[Happening, ...] = ()
    gone_happenings: tuple[str, ...] = ()  # ids that were merged into another
    stories: tuple[Story, ...] = ()
    gone_stories: tuple[str, ...] = ()
    story_keys: tuple[tuple[str, str], ...] = ()  # story, key
