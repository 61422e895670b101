"""What a report tells, as far as stories look at it, gathered once: it is compared with many."""

from functools import cached_property

from msgspec import Struct

from lagebild.stories.identities import TOWNS
from lagebild.stories.keys import countries_of
from lagebild.stories.model import Claim, Fingerprint, Spot

STEM = 6  # letters; compounds and derivations of one word share them
GROUPS = frozenset({"EDU", "AGR", "LAB", "MED", "REF", "REL", "SPY", "JRN", "BUS", "SOC"})  # who is not in every report


class Gist(Struct, frozen=True, dict=True):
    """A report that never changes any more: its fingerprint and claims, and what they have to say of it."""

    fingerprint: Fingerprint
    claims: tuple[Claim, ...]

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that it leads with."""
        leads = [claim for claim in self.claims if claim.lead] or list(self.claims[:1])
        places = {claim.place.country for claim in leads if claim.place and claim.place.country}
        return frozenset({c for claim in leads for c in countries_of((*claim.actors, *claim.recipients))} | places)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The codes of the groups of people of a country that it tells of."""
        parties = (p for c in self.claims for p in (*c.actors, *c.recipients))
        return frozenset(party.code for party in parties if party.country and GROUPS & set(party.sectors))

    @cached_property
    def towns(self) -> tuple[Spot, ...]:
        """The towns that it leads with."""
        return tuple(c.place for c in self.claims if c.lead and c.place and c.place.precision in TOWNS)

    @cached_property
    def said(self) -> frozenset[str]:
        """Beginnings of its words, so that entführen and Entführung are one."""
        words = {word for claim in self.claims for word in (*claim.words, *claim.trigger)}
        words |= {word for word in self.fingerprint.title_words if len(word) > 4}
        return frozenset(word[:STEM] for word in words if len(word) > 3)
