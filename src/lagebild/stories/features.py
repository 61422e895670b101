"""What can speak for or against two claims telling the same happening: one function for each feature of the table.

Each returns the level that it finds, as likeness.yaml names it, and says it in words; None where it finds nothing.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from lagebild.knowledge.globe import distance_km
from lagebild.knowledge.judging import LikenessTable
from lagebild.stories.days import days_between, in_days
from lagebild.stories.identities import TOWNS, is_country, is_name
from lagebild.stories.model import Claim, Count, Party, Spot

NEAR = 30  # km between what two reports take for one place: a town and its airport
FAR = 60  # km from which two towns are not one place
WEEK = 7  # days
LONG = 7  # days of a date that is no day: "2018", "in May"
OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
PEOPLE = "CVL"  # sector of "people" and "men", who may also be fishermen
AGAINST = frozenset({"REB", "OPP", "CRM", "UAF"})
MANY = 3  # above which a number is seldom the same by chance
TOGETHER = ("same", "text", "translated", "alike", "akin")  # levels of reports that tell the same story
Finding = tuple[str, str] | None
Level = tuple[str, str]


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
        return "same", f"both {one}"
    if other in pair.table.related.get(one, frozenset()):
        return "related", f"{one} and {other} are akin"
    return "other", f"{one} and {other}"


def mode(pair: Pair) -> Finding:
    one, other = pair.one.modes, pair.other.modes
    if pair.one.type != pair.other.type or not one or not other:
        return None
    common = sorted(set(one) & set(other))
    return ("same", f"both {common[0]}") if common else ("differs", f"{one[0]} and {other[0]}")


def actors(pair: Pair) -> Finding:
    return _parties(pair.one.actors, pair.other.actors, pair)


def recipients(pair: Pair) -> Finding:
    return _parties(pair.one.recipients, pair.other.recipients, pair)


def roles(pair: Pair) -> Finding:
    """One does to the other what the other does to the one."""
    one, other = pair.one, pair.other
    if not (one.actors and one.recipients and other.actors and other.recipients):
        return None
    for alike in (_countries, _codes):
        straight = alike(one.actors) & alike(other.actors) or alike(one.recipients) & alike(other.recipients)
        crossed = alike(one.actors) & alike(other.recipients) and alike(one.recipients) & alike(other.actors)
        if crossed and not straight:
            return "reversed", f"{one.actors[0].name} acts in one, {other.actors[0].name} in the other"
    return None


def place(pair: Pair) -> Finding:
    one, other = pair.one.place, pair.other.place
    if one is None or other is None:
        return None
    distance = kilometres(one, other)
    towns = one.precision in TOWNS and other.precision in TOWNS
    if one.geonames is not None and one.geonames == other.geonames:
        return "same", f"both in {one.name}"
    if towns and distance is not None and distance <= NEAR:
        return "same", f"{one.name} and {other.name} are {distance:.0f} km apart"
    if one.country and other.country and one.country != other.country:
        return "other", f"{one.name} and {other.name}, in different countries"
    if towns and distance is not None and distance > FAR:
        return "apart", f"{one.name} and {other.name} are {distance:.0f} km apart"
    if one.country and one.country == other.country:
        return "country", f"{one.name} and {other.name}, in one country"
    return None


def time(pair: Pair) -> Finding:
    one, other = pair.one, pair.other
    if one.date_begin and other.date_begin:
        return _both_dated(one, other)
    if one.date_begin or other.date_begin:
        dated, undated = (one, other) if one.date_begin else (other, one)
        days = days_between(dated.date_end or dated.date_begin, undated.published)
        if days is None:
            return None
        told = f"{dated.date_begin}; the other was published {in_days(days)} later"
        if 0 <= days <= 1:
            return "told", told
        return ("week", told) if 0 <= days <= WEEK else ("later", told)
    days = days_between(one.published, other.published)
    if days is None:
        return None
    if abs(days) <= 2:
        level = "fresh" if one.lead and other.lead else "recent"
        return level, f"no day in either; published {in_days(days)} apart"
    return ("old", f"published {in_days(days)} apart") if abs(days) > 3 else None


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
    one, other = set(pair.one.words), set(pair.other.words)
    fewest = min(len(one), len(other))
    common = one & other
    if fewest < 2 or len(common) < 2:
        return None
    share = len(common) / fewest
    said = ", ".join(sorted(common)[:6])
    if share >= 0.7:
        return "much", f"nearly the same words: {said}"
    return ("some", f"common words: {said}") if share >= 0.35 else None


def trigger(pair: Pair) -> Finding:
    if pair.one.language != pair.other.language:
        return None
    common = set(pair.one.trigger) & set(pair.other.trigger)
    return ("same", f"the same word: {min(common)}") if common else None


def names(pair: Pair) -> Finding:
    if pair.one_sentence:
        return None
    parties = {p.key for c in (pair.one, pair.other) for p in (*c.actors, *c.recipients)}
    one, other = (set(c.names) - parties for c in (pair.one, pair.other))
    common = one & other
    if len(common) > 1:
        return "several", f"{len(common)} names in common beyond the parties"
    if common:
        return "one", "one name in common beyond the parties"
    return ("none", "no name in common beyond the parties") if one and other else None


def quotes(pair: Pair) -> Finding:
    common = set(pair.one.quotes) & set(pair.other.quotes)
    return ("same", f"the same quotation: {min(common)[:60]}") if common else None


def modality(pair: Pair) -> Finding:
    if {pair.one.type, pair.other.type} <= pair.table.spoken:
        return None  # "promised to meet" is both a promise and a plan
    ahead = [claim.modality in ("planned", "expected", "conditional") for claim in (pair.one, pair.other)]
    if ahead[0] != ahead[1]:
        return "planned", f"{pair.one.modality} in one, {pair.other.modality} in the other"
    return None


def context(pair: Pair) -> Finding:
    """Words are about something. Where reports have little in common, who blames whom does not tell for what."""
    spoken = {pair.one.type, pair.other.type} <= pair.table.spoken
    if not spoken or (pair.one.lead and pair.other.lead) or pair.beside.level in TOGETHER:
        return None
    return "adrift", "words of reports that have little in common"


def reports(pair: Pair) -> Finding:
    """How the reports stand to each other. Two sentences of two copies are no nearer than two of one report."""
    if pair.beside.level == "text" and pair.one.language == pair.other.language and not _much(pair.one, pair.other):
        return "same", pair.beside.words
    return (pair.beside.level, pair.beside.words) if pair.beside.level else None


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
    "trigger": trigger,
    "names": names,
    "quotes": quotes,
    "modality": modality,
    "context": context,
    "reports": reports,
}


def kilometres(one: Spot, other: Spot) -> float | None:
    """How far apart two places are; None where coordinates are unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _parties(one: Sequence[Party], other: Sequence[Party], pair: Pair) -> Finding:
    """The best that any two of them have in common."""
    spoken = pair.one.type in pair.table.spoken
    found = [_party(a, b, spoken=spoken) for a in one for b in other]
    for level in ("named", "code", "country", "sector", "people", "vague", "groups", "sides", "persons", "other"):
        if best := next((f for f in found if f is not None and f[0] == level), None):
            return best
    return None


def _party(one: Party, other: Party, *, spoken: bool) -> Finding:
    said = one.name if one.name == other.name else f"{one.name} – {other.name}"
    if one.key == other.key and (is_name(one.key) or is_country(one.key)):
        return "named", said
    a, b = one.sectors, other.sectors
    if not one.country or not other.country:
        return ("sector", said) if set(a) & set(b) else None
    if one.country != other.country:
        return ("other" if one.sure and other.sure else "vague"), said
    if spoken and is_name(one.key) and is_name(other.key):
        return "persons", said
    if _sides(a, b):
        return "sides", said
    official = [not sectors or bool(OFFICIAL & set(sectors)) for sectors in (a, b)]
    if a == b or (all(official) and (not a or not b)):
        return "code", said
    if not all(official) and a and b and PEOPLE not in (*a, *b):
        return "groups", said
    return ("country" if all(official) else "people"), said


def _sides(one: Sequence[str], other: Sequence[str]) -> bool:
    """Those who act for a state, and those who act against it."""
    crossed = (OFFICIAL & set(a) and AGAINST & set(b) for a, b in ((one, other), (other, one)))
    return any(crossed)


def _countries(parties: Sequence[Party]) -> set[str]:
    return {party.country for party in parties if party.country}


def _codes(parties: Sequence[Party]) -> set[str]:
    return {party.code for party in parties if party.country}


def _both_dated(one: Claim, other: Claim) -> Level:
    first, second = sorted((one, other), key=lambda claim: claim.date_begin or "")
    days = days_between(first.date_end or first.date_begin, second.date_begin) or 0
    said = f"{one.date_begin} and {other.date_begin}"
    if days <= 0:
        long = any((days_between(c.date_begin, c.date_end) or 0) > LONG for c in (one, other))
        return ("close" if long else "same"), said
    if days == 1:
        return "close", said
    return ("apart", said) if days == 2 else ("far", said)


def _counts(one: Count, other: Count) -> Finding:
    if one.kind != other.kind or (one.kind is None and (one.unit is None or one.unit != other.unit)):
        return None
    a, b = value(one), value(other)
    what = one.kind or one.unit
    if a is None or b is None:
        return None
    if a != b:
        return "differ", f"{a:g} and {b:g} {what}"
    return ("same" if a > MANY else "small"), f"{a:g} {what} in both"


def _much(one: Claim, other: Claim) -> bool:
    """At least half of the words of the shorter sentence stand in the other."""
    a, b = set(one.words), set(other.words)
    return 2 * len(a & b) >= min(len(a), len(b))


def value(count: Count) -> float | None:
    """The figure that a count gives; of a range its lower end."""
    return count.low if count.low is not None else count.high
