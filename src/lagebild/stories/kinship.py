"""How strongly a report belongs to another of the same story: the table's features, weighed and said in words."""

from functools import cached_property

from msgspec import Struct

from lagebild.knowledge.judging import StoryTable
from lagebild.stories.days import days_between, in_days
from lagebild.stories.features import FAR, kilometres
from lagebild.stories.identities import TOWNS
from lagebild.stories.keys import countries_of
from lagebild.stories.likeness import names_of
from lagebild.stories.model import Claim, Dependence, Fingerprint, Reason, Spot

MOST = 3  # happenings, and
MOST_NAMES = 4  # names, that count
NEAR_DAYS = 2
FEWEST_WORDS = 6
STEM = 6  # letters; compounds and derivations of one word share them
GROUPS = frozenset({"EDU", "AGR", "LAB", "MED", "REF", "REL", "SPY", "JRN", "BUS", "SOC"})  # who is not in every report
MUCH, SOME = 0.4, 0.25  # of the words of the report that has fewer


class Told(Struct, frozen=True, dict=True):
    """A report as far as stories look at it; a new one is compared with many, so each thing is gathered once."""

    fingerprint: Fingerprint
    claims: tuple[Claim, ...]
    happenings: dict[str, str]  # claim → happening

    @cached_property
    def led(self) -> frozenset[str]:
        """The happenings that it leads with."""
        return frozenset(self.happenings[c.id] for c in self.claims if c.lead and c.id in self.happenings)

    @cached_property
    def all(self) -> frozenset[str]:
        """All the happenings that it tells."""
        return frozenset(self.happenings[c.id] for c in self.claims if c.id in self.happenings)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that its text holds."""
        return names_of(self.fingerprint)

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


def kinship(
    one: Told, other: Told, dependence: Dependence | None, table: StoryTable
) -> tuple[float, tuple[Reason, ...]]:
    """The score of two reports and what made it."""
    found = [
        _text(dependence),
        *_happenings(one, other),
        *_names(one, other),
        _dyad(one, other),
        _group(one, other),
        _place(one, other),
        _words(one, other),
        *_days(one, other),
    ]
    reasons = []
    for level in found:
        if level is not None and (weight := table.weight(level[0], level[1]) * level[2]):
            reasons.append(Reason(level[0], round(weight, 3), level[3]))
    return round(sum(reason.weight for reason in reasons), 3), tuple(reasons)


Level = tuple[str, str, float, str]  # feature, level, how often, words


def _text(dependence: Dependence | None) -> Level | None:
    return ("text", "dependent", 1, f"one is a {dependence.kind} of the other") if dependence else None


def _happenings(one: Told, other: Told) -> list[Level]:
    common = one.all & other.all
    both = one.led & other.led
    led = (one.led | other.led) & common - both
    rest = common - both - led
    levels: list[Level] = []
    for level, happenings in (("leading", both), ("led", led), ("told", rest)):
        if happenings:
            often = min(len(happenings), 1 if level == "leading" else MOST)
            levels.append(("happenings", level, often, f"{len(happenings)} happenings in common ({level})"))
    return levels


def _names(one: Told, other: Told) -> list[Level]:
    common = one.names & other.names
    return [("names", "each", min(len(common), MOST_NAMES), f"{len(common)} names in common")] if common else []


def _dyad(one: Told, other: Told) -> Level | None:
    a, b = one.countries, other.countries
    if not a or not b:
        return None
    common = a & b
    if len(common) > 1:
        return "dyad", "same", 1, f"both lead with {' and '.join(sorted(common))}"
    if common:
        return "dyad", ("alone" if a == b else "one"), 1, f"both lead with {min(common)}"
    return "dyad", "none", 1, "other countries lead"


def _group(one: Told, other: Told) -> Level | None:
    """The same group of people of one country: fishermen, pupils, dockers."""
    common = one.groups & other.groups
    return ("group", "same", 1, f"both about {min(common)}") if common else None


def _place(one: Told, other: Told) -> Level | None:
    """The towns that both lead with: one in common, or all far from each other."""
    a, b = one.towns, other.towns
    common = {spot.name for spot in a} & {spot.name for spot in b}
    if common:
        return "place", "same", 1, f"both lead with {min(common)}"
    distances = [kilometres(x, y) for x in a for y in b]
    if distances and all(distance is not None and distance > FAR for distance in distances):
        return "place", "apart", 1, f"{a[0].name} and {b[0].name} are far apart"
    return None


def _words(one: Told, other: Told) -> Level | None:
    """Words of titles and claims, of reports in one language."""
    if one.fingerprint.language != other.fingerprint.language:
        return None
    a, b = one.said, other.said
    fewest = min(len(a), len(b))
    share = len(a & b) / fewest if fewest >= FEWEST_WORDS else 0.0
    said = ", ".join(sorted(a & b)[:6])
    if share >= MUCH:
        return "words", "much", 1, f"many common words: {said}"
    return ("words", "some", 1, f"common words: {said}") if share >= SOME else None


def _days(one: Told, other: Told) -> list[Level]:
    days = days_between(one.fingerprint.published, other.fingerprint.published)
    beyond = abs(days) - NEAR_DAYS if days is not None else 0
    return [("days", "apart", beyond, f"published {in_days(days or 0)} apart")] if beyond > 0 else []
