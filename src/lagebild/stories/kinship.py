"""How strongly a report belongs to another of the same story: the table's features, weighed and said in words."""

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from lagebild.knowledge.judging import StoryTable
from lagebild.stories.days import days_between, in_days
from lagebild.stories.features import FAR, kilometres
from lagebild.stories.findings import Level, say
from lagebild.stories.gists import Gist
from lagebild.stories.model import Dependence, Reason

MOST = 3  # happenings, and
MOST_NAMES = 4  # names, that count
NEAR_DAYS = 2
FEWEST_WORDS = 6
TOPICS = (("same", 0.4), ("near", 0.3), ("akin", 0.2))  # shares of the words that the report with fewer says most
WORDS = (("much", 0.4), ("some", 0.25))  # the same of the words of titles and claims


class Told(Struct, frozen=True, dict=True):
    """A report with the happenings that it tells."""

    gist: Gist
    happenings: dict[str, str]  # claim → happening

    @cached_property
    def led(self) -> frozenset[str]:
        """The happenings that it leads with."""
        told = self.happenings
        return frozenset(told[c.id] for c in self.gist.claims if c.lead and c.id in told)

    @cached_property
    def all(self) -> frozenset[str]:
        """All the happenings that it tells."""
        return frozenset(self.happenings[c.id] for c in self.gist.claims if c.id in self.happenings)


Found = tuple[str, float, Level]  # feature, how often, level


class Kinship(Struct, frozen=True):
    """How strongly two reports belong together, and by what; put into words only where that is kept."""

    score: float
    weighed: tuple[tuple[str, float, Level], ...]  # features that weigh anything

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Everything that spoke for and against, in words."""
        return tuple(Reason(feature, weight, say(level)) for feature, weight, level in self.weighed)


def kinship(one: Told, other: Told, dependence: Dependence | None, table: StoryTable) -> Kinship:
    """The score of two reports and what made it."""
    a, b = one.gist, other.gist
    found = [
        _text(dependence),
        *_happenings(one, other),
        _names(a, b),
        _dyad(a, b),
        _group(a, b),
        _place(a, b),
        _words(a, b),
        _topic(a, b),
        _days(a, b),
    ]
    weighed = []
    for one_found in found:
        if one_found is not None:
            feature, often, level = one_found
            if weight := table.weight(feature, level[0]) * often:
                weighed.append((feature, round(weight, 3), level))
    return Kinship(round(sum([weight for _, weight, _ in weighed]), 3), tuple(weighed))


def _text(dependence: Dependence | None) -> Found | None:
    return ("text", 1, ("dependent", "one is a {} of the other", (dependence.kind,))) if dependence else None


def _happenings(one: Told, other: Told) -> list[Found]:
    common = one.all & other.all
    if not common:
        return []
    both = one.led & other.led
    led = (one.led | other.led) & common - both
    rest = common - both - led
    levels: list[Found] = []
    for level, happenings in (("leading", both), ("led", led), ("told", rest)):
        if happenings:
            often = min(len(happenings), 1 if level == "leading" else MOST)
            levels.append(("happenings", often, (level, "{} happenings in common ({})", (len(happenings), level))))
    return levels


def _names(one: Gist, other: Gist) -> Found | None:
    common = one.fingerprint.names & other.fingerprint.names
    if not common:
        return None
    return "names", min(len(common), MOST_NAMES), ("each", "{} names in common", (len(common),))


def _dyad(one: Gist, other: Gist) -> Found | None:
    a, b = one.countries, other.countries
    if not a or not b:
        return None
    common = a & b
    if len(common) > 1:
        return "dyad", 1, ("same", "both lead with {}", (" and ".join(sorted(common)),))
    if common:
        return "dyad", 1, ("alone" if a == b else "one", "both lead with {}", (min(common),))
    return "dyad", 1, ("none", "other countries lead", ())


def _group(one: Gist, other: Gist) -> Found | None:
    """The same group of people of one country: fishermen, pupils, dockers."""
    common = one.groups & other.groups
    return ("group", 1, ("same", "both about {}", (min(common),))) if common else None


def _place(one: Gist, other: Gist) -> Found | None:
    """The towns that both lead with: one in common, or all far from each other."""
    a, b = one.towns, other.towns
    common = {spot.name for spot in a} & {spot.name for spot in b}
    if common:
        return "place", 1, ("same", "both lead with {}", (min(common),))
    distances = [kilometres(x, y) for x in a for y in b]
    if distances and all(distance is not None and distance > FAR for distance in distances):
        return "place", 1, ("apart", "{} and {} are far apart", (a[0].name, b[0].name))
    return None


def _words(one: Gist, other: Gist) -> Found | None:
    """Words of titles and claims, of reports in one language."""
    found = _shared(one, other, one.said, other.said, WORDS)
    if found is None:
        return None
    level, common = found
    return "words", 1, (level, "many common words: {}" if level == "much" else "common words: {}", (common,))


def _topic(one: Gist, other: Gist) -> Found | None:
    """The words that both say most, of reports in one language."""
    found = _shared(one, other, one.fingerprint.topic_set, other.fingerprint.topic_set, TOPICS)
    return ("topic", 1, (found[0], "both say much of {}", (found[1],))) if found else None


def _shared(
    one: Gist, other: Gist, a: frozenset[str], b: frozenset[str], levels: Sequence[tuple[str, float]]
) -> tuple[str, frozenset[str]] | None:
    """The first level whose share of the fewer words stands in both, and those words; None across languages."""
    fewest = min(len(a), len(b))
    if one.fingerprint.language != other.fingerprint.language or fewest < FEWEST_WORDS:
        return None
    common = a & b
    level = next((level for level, least in levels if len(common) / fewest >= least), None)
    return (level, common) if level else None


def _days(one: Gist, other: Gist) -> Found | None:
    days = days_between(one.fingerprint.published, other.fingerprint.published)
    if days == 0:
        return "days", 1, ("same", "published on one day", ())
    if days is None or abs(days) <= NEAR_DAYS:
        return None
    return "days", abs(days) - NEAR_DAYS, ("apart", "published {} apart", (in_days(days),))
