"""What can speak for or against two claims telling the same happening: one function for each feature of the table.

Each returns the level that it finds, with what says it in words (`findings.say`); None where it finds nothing.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct

from lagebild.knowledge.globe import distance_km
from lagebild.knowledge.judging import LikenessTable
from lagebild.stories.days import days_between, in_days
from lagebild.stories.findings import Finding, Level
from lagebild.stories.identities import TOWNS
from lagebild.stories.model import Claim, Count, Party, Spot
from lagebild.stories.parties import parties_in_common

NEAR = 30  # km between what two reports take for one place: a town and its airport
FAR = 60  # km from which two towns are not one place
WEEK = 7  # days
DISPUTED = 3  # days before publication in which reports of one day may tell other days of one deed
STOPS = frozenset('.!?:;…"”“»«’')  # what ends a sentence, and no title
LONG = 7  # days of a date that is no day: "2018", "in May"
BLANKS = 2  # characters between two sentences that stand side by side
MANY = 3  # above which a number is seldom the same by chance
CLASHES = ("ASSAULT",)  # types of which each side says that the other began
AHEAD = ("planned", "expected", "conditional")
SEEN = 16_384  # pairs of places that are kept with their distance
TOGETHER = ("same", "text", "translated", "alike", "akin")  # levels of reports that tell the same story


class Beside(Struct, frozen=True):
    """How the two reports stand to each other as wholes."""

    level: str  # as likeness.yaml lists them; "" where nothing is known
    words: str


class Pair(Struct, frozen=True):
    """Two claims and what is known beside them."""

    one: Claim
    other: Claim
    beside: Beside
    table: LikenessTable

    @property
    def one_sentence(self) -> bool:
        """Both are told in one sentence: its words, names and numbers prove nothing."""
        return self.one.report == self.other.report and self.one.span == self.other.span


def type_(pair: Pair) -> Finding:
    one, other = pair.one.type, pair.other.type
    if one == other:
        return "same", "both {}", (one,)
    if other in pair.table.related.get(one, frozenset()):
        return "related", "{} and {} are akin", (one, other)
    return "other", "{} and {}", (one, other)


def mode(pair: Pair) -> Finding:
    one, other = pair.one.modes, pair.other.modes
    if pair.one.type != pair.other.type or not one or not other:
        return None
    common = [m for m in one if m in other]
    if common:
        return "same", "both {}", (min(common),)
    akin = any(set(family) & set(one) and set(family) & set(other) for family in pair.table.modes)
    return "akin" if akin else "differs", "{} and {}", (one[0], other[0])


def actors(pair: Pair) -> Finding:
    return _in_common(pair, pair.one.actors, pair.other.actors)


def recipients(pair: Pair) -> Finding:
    return _in_common(pair, pair.one.recipients, pair.other.recipients)


def _in_common(pair: Pair, one: Sequence[Party], other: Sequence[Party]) -> Finding:
    return parties_in_common(
        one,
        other,
        spoken=pair.one.type in pair.table.spoken,
        translated=pair.one.language != pair.other.language,
        within=pair.one.report == pair.other.report,
    )


def roles(pair: Pair) -> Finding:
    """One does to the other what the other does to the one; or both do it to each other."""
    one, other = pair.one, pair.other
    if _is_mutual(pair):
        return "mutual", "between {}", (one.states,)
    if not (one.actors and one.recipients and other.actors and other.recipients):
        return None
    for (acts, suffers), (acts_there, suffers_there) in zip(one.sides, other.sides, strict=True):
        straight = acts & acts_there or suffers & suffers_there
        if not straight and acts & suffers_there and suffers & acts_there:
            level = "disputed" if _is_one_clash(pair) else "reversed"
            return level, "{} acts in one, {} in the other", (one.actors[0].name, other.actors[0].name)
    return None


def _is_mutual(pair: Pair) -> bool:
    """Two states do it to each other in one, "Thai and Cambodian soldiers exchanged fire", and both take part there."""
    one, other = pair.one, pair.other
    if pair.one.type in pair.table.spoken or one.report == other.report or one.states != other.states:
        return False
    return len(one.states) == 2 and any(claim.sides[0][0] == claim.states for claim in (one, other))


def _is_one_clash(pair: Pair) -> bool:
    """Two reports that have much in common lead with blows of one day, and each says that the other side struck."""
    one, other = pair.one, pair.other
    leads = one.lead and other.lead and one.report != other.report and pair.beside.level in (*TOGETHER, "related")
    days = {one.date_begin, one.date_end, other.date_begin, other.date_end}
    return leads and one.type == other.type and one.type in CLASHES and len(days) == 1 and one.date_begin is not None


def place(pair: Pair) -> Finding:
    one, other = pair.one.place, pair.other.place
    if pair.one.scene or pair.other.scene:
        return _scene(pair.one.scene or one, pair.other.scene or other)
    if one is None or other is None:
        return None
    distance = kilometres(one, other)
    towns = one.precision in TOWNS and other.precision in TOWNS
    if one.geonames is not None and one.geonames == other.geonames:
        return "same", "both in {}", (one.name,)
    if towns and distance is not None and distance <= NEAR:
        return "same", "{} and {} are {:.0f} km apart", (one.name, other.name, distance)
    if one.name == other.name and one.country == other.country and _is_around(one, other):
        return "same", "{} and what is around it", (one.name,)
    if one.country and other.country and one.country != other.country:
        return "other", "{} and {}, in different countries", (one.name, other.name)
    if towns and distance is not None and distance > FAR:
        return "apart", "{} and {} are {:.0f} km apart", (one.name, other.name, distance)
    if one.country and one.country == other.country:
        return "country", "{} and {}, in one country", (one.name, other.name)
    return None


def _is_around(one: Spot, other: Spot) -> bool:
    """A town and the area of its name, by which reports mean the same: "in Kharkiv", "in the Kharkiv region"."""
    exact = {one.precision, other.precision}
    return "region" in exact and not exact.isdisjoint(TOWNS)


def _scene(one: Spot | None, other: Spot | None) -> Finding:
    """A deed without a place, told from the town where the other happened; another town proves nothing."""
    if one is None or other is None:
        return None
    distance = kilometres(one, other)
    if one.precision not in TOWNS or other.precision not in TOWNS or distance is None or distance > NEAR:
        return None
    return "scene", "told from {}", (one.name,)


def time(pair: Pair) -> Finding:
    one, other = pair.one, pair.other
    if one.lasting != other.lasting:
        return "lasting", "one is told of a length of time or of many times, the other is not", ()
    if _is_repeated(one, other) or _is_repeated(other, one):
        return "again", "one says that it was done again; the other was published before it", ()
    if one.date_begin and other.date_begin:
        found = _both_dated(one, other)
        return ("disputed", *found[1:]) if found[0] in ("apart", "far") and _is_news_of_a_day(pair) else found
    if one.date_begin or other.date_begin:
        dated, undated = (one, other) if one.date_begin else (other, one)
        days = days_between(dated.date_end or dated.date_begin, undated.published)
        if days is None:
            return None
        level = "told" if 0 <= days <= 1 else "week" if 0 <= days <= WEEK or _is_within(dated, undated) else "later"
        return level, "{}; the other was published {} later", (dated.date_begin, in_days(days))
    days = days_between(one.published, other.published)
    if days is None:
        return None
    if abs(days) <= 2:
        level = "fresh" if one.lead and other.lead else "recent"
        return level, "no day in either; published {} apart", (in_days(days),)
    return ("old", "published {} apart", (in_days(days),)) if abs(days) > 3 else None


def numbers(pair: Pair) -> Finding:
    if pair.one_sentence:
        return None
    levels = [found for a in pair.one.quantities for b in pair.other.quantities if (found := _counts(a, b))]
    for level in ("same", "differ", "small"):
        if found := next((f for f in levels if f[0] == level), None):
            return found
    return None


def words(pair: Pair) -> Finding:
    if pair.one.language != pair.other.language or pair.one_sentence:
        return None
    one, other = pair.one.word_set, pair.other.word_set
    fewest = min(len(one), len(other))
    common = one & other
    if fewest < 2 or len(common) < 2:
        return None
    share = len(common) / fewest
    if share >= 0.7:
        return "much", "nearly the same words: {}", (common,)
    return ("some", "common words: {}", (common,)) if share >= 0.35 else None


def things(pair: Pair) -> Finding:
    """What both sentences of two languages name; within one language their words tell."""
    common = pair.one.thing_set & pair.other.thing_set
    if not common or pair.one.language == pair.other.language:
        return None
    return ("several" if len(common) > 1 else "one"), "both name: {}", (common,)


def trigger(pair: Pair) -> Finding:
    if pair.one.language != pair.other.language:
        return None
    common = [word for word in pair.one.trigger if word in pair.other.trigger]
    return ("same", "the same word: {}", (min(common),)) if common else None


def names(pair: Pair) -> Finding:
    if pair.one_sentence:
        return None
    one = pair.one.other_names - pair.other.party_keys
    other = pair.other.other_names - pair.one.party_keys
    common = one & other
    if len(common) > 1:
        return "several", "{} names in common beyond the parties", (len(common),)
    if common:
        return "one", "one name in common beyond the parties", ()
    return ("none", "no name in common beyond the parties", ()) if one and other else None


def quotes(pair: Pair) -> Finding:
    common = [quote for quote in pair.one.quotes if quote in pair.other.quotes]
    return ("same", "the same quotation: {}", (min(common)[:60],)) if common else None


def modality(pair: Pair) -> Finding:
    if {pair.one.type, pair.other.type} <= pair.table.spoken:
        return None  # "promised to meet" is both a promise and a plan
    if (pair.one.modality in AHEAD) != (pair.other.modality in AHEAD):
        return "planned", "{} in one, {} in the other", (pair.one.modality, pair.other.modality)
    return None


def context(pair: Pair) -> Finding:
    """Words are about something. Where reports have little in common, who blames whom does not tell for what."""
    spoken = {pair.one.type, pair.other.type} <= pair.table.spoken
    if not spoken or (pair.one.lead and pair.other.lead) or pair.beside.level in TOGETHER:
        return None
    return "adrift", "words of reports that have little in common", ()


def reports(pair: Pair) -> Finding:
    """How the reports stand to each other. Two sentences of two copies are no nearer than two of one report."""
    if pair.beside.level == "text" and pair.one.language == pair.other.language and not _much(pair.one, pair.other):
        return "same", "{}", (pair.beside.words,)
    if pair.beside.level == "same":
        return _within(pair)
    return (pair.beside.level, "{}", (pair.beside.words,)) if pair.beside.level else None


FEATURES: dict[str, Callable[[Pair], Finding]] = {
    "type": type_,
    "mode": mode,
    "actors": actors,
    "recipients": recipients,
    "roles": roles,
    "place": place,
    "time": time,
    "numbers": numbers,
    "words": words,
    "things": things,
    "trigger": trigger,
    "names": names,
    "quotes": quotes,
    "modality": modality,
    "context": context,
    "reports": reports,
}


@lru_cache(maxsize=SEEN)
def kilometres(one: Spot, other: Spot) -> float | None:
    """How far apart two places are; None where coordinates are unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _is_repeated(later: Claim, before: Claim) -> bool:
    """ "Again accused", of which a report that was published at least a day before can not have told."""
    if not later.again or before.again or (later.date_begin and later.date_begin == before.date_begin):
        return False
    return (days_between(before.published, later.published) or 0) >= 1


def _is_news_of_a_day(pair: Pair) -> bool:
    """Reports of one day that have much in common lead with it: a deed of which they tell other days is still one."""
    one, other = pair.one, pair.other
    if not (one.lead and other.lead) or one.report == other.report or pair.beside.level not in TOGETHER:
        return False
    days = [days_between(claim.date_begin, claim.published) for claim in (one, other)]
    recent = all(day is not None and 0 <= day <= DISPUTED for day in days)
    return recent and days_between(one.published, other.published) == 0


def _is_within(dated: Claim, undated: Claim) -> bool:
    """The other was published in the days that one names: "this week"."""
    since = days_between(dated.date_begin, undated.published)
    until = days_between(undated.published, dated.date_end)
    return since is not None and until is not None and since >= 0 and until >= 0


def _within(pair: Pair) -> Finding:
    """How two sentences of one report stand to each other: title and lead repeat each other."""
    titles = is_title(pair.one) or is_title(pair.other)
    if pair.one.lead and pair.other.lead and titles and not pair.one_sentence:
        return "headline", "title and lead of one report", ()
    if _goes_on(pair):
        return "next", "the next sentence gives the words", ()
    return ("same" if pair.one.lead or pair.other.lead else "further"), "{}", (pair.beside.words,)


def is_title(claim: Claim) -> bool:
    """Told in a line of the lead that ends no sentence."""
    return claim.lead and claim.text[-1:] not in STOPS


def _goes_on(pair: Pair) -> bool:
    """An act of words, and right behind it the same in somebody's own: "The Front rejected it. “We will not …”"."""
    one, other = sorted((pair.one, pair.other), key=lambda claim: claim.span)
    spoken = one.type == other.type and one.type in pair.table.spoken
    return spoken and bool(other.quotes) and not one.quotes and 0 <= other.span[0] - one.span[1] <= BLANKS


def _both_dated(one: Claim, other: Claim) -> Level:
    first, second = sorted((one, other), key=lambda claim: claim.date_begin or "")
    days = days_between(first.date_end or first.date_begin, second.date_begin) or 0
    if days <= 0:
        long = any((days_between(c.date_begin, c.date_end) or 0) > LONG for c in (one, other))
        level = "close" if long else "same"
    else:
        level = {1: "close", 2: "apart"}.get(days, "far")
    return level, "{} and {}", (one.date_begin, other.date_begin)


def _counts(one: Count, other: Count) -> Finding:
    if one.kind != other.kind or (one.kind is None and (one.unit is None or one.unit != other.unit)):
        return None
    a, b = value(one), value(other)
    what = one.kind or one.unit
    if a is None or b is None:
        return None
    if a != b:
        return "differ", "{:g} and {:g} {}", (a, b, what)
    return ("same" if a > MANY else "small"), "{:g} {} in both", (a, what)


def _much(one: Claim, other: Claim) -> bool:
    """At least half of the words of the shorter sentence stand in the other."""
    a, b = one.word_set, other.word_set
    return 2 * len(a & b) >= min(len(a), len(b))


def value(count: Count) -> float | None:
    """The figure that a count gives; of a range its lower end."""
    return count.low if count.low is not None else count.high
