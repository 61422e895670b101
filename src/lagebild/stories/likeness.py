"""How alike two claims are: the table's features, each found, weighed and said in words."""

from collections.abc import Mapping

from msgspec import Struct

from lagebild.knowledge.judging import LikenessTable
from lagebild.stories.features import FEATURES, Beside, Pair
from lagebild.stories.findings import Finding, Level, say
from lagebild.stories.model import Claim, Dependence, Fingerprint, Judgement, Reason, Verdict

ALIKE = 3  # names in common that make two reports alike
RELATED = 2  # and related; one alone proves nothing
FOREIGN = 5  # names that each must have before it speaks against them that two languages share none
AUTHOR = "rules"
ROUNDING = 0.001  # of scores
# What is found at once and tells most apart; the others follow.
FIRST_LOOKS = tuple(dict.fromkeys(("type", "time", "place", "actors", "recipients", "reports", "quotes", *FEATURES)))
NOTHING_SPECIFIC: Level = ("none", "nothing in common beyond the kind of act, the country and the time", ())


class Likeness(Struct, frozen=True, gc=False):
    """How alike two claims are, and by what; put into words only where that is kept."""

    claim: str
    other: str
    score: float
    verdict: Verdict
    weighed: tuple[tuple[str, float, Level], ...]  # features that weigh anything, in the order of the table

    @property
    def judgement(self) -> Judgement:
        """The same with everything that spoke for and against in words, strongest first."""
        reasons = [Reason(feature, weight, say(level)) for feature, weight, level in self.weighed]
        ordered = tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))
        return Judgement(self.claim, self.other, self.verdict, self.score, ordered, AUTHOR)


def judge(one: Claim, other: Claim, beside: Beside, table: LikenessTable) -> Judgement:
    """Whether two claims tell the same happening, with everything that spoke for and against, strongest first."""
    return liken(one, other, beside, table).judgement


def liken(one: Claim, other: Claim, beside: Beside, table: LikenessTable) -> Likeness:
    """How alike two claims are: what each feature finds, weighed."""
    pair = Pair(one, other, beside, table)
    return _weighed(one, other, {feature: find(pair) for feature, find in FEATURES.items()}, table)


def liken_if(one: Claim, other: Claim, beside: Beside, table: LikenessTable, least: float) -> Likeness | None:
    """The same; None where they are less alike than `least`, which a few looks mostly show."""
    pair = Pair(one, other, beside, table)
    found: dict[str, Finding] = {}
    score, best = 0.0, table.best
    possible = table.best_score
    for feature in FIRST_LOOKS:
        found[feature] = level = FEATURES[feature](pair)
        possible -= best.get(feature, 0.0)
        if level is not None:
            score += table.weight(feature, level[0])
        if score + possible < least - ROUNDING:
            return None
    likeness = _weighed(one, other, found, table)
    return likeness if likeness.score >= least else None


def _weighed(one: Claim, other: Claim, found: Mapping[str, Finding], table: LikenessTable) -> Likeness:
    weighed = []
    specific = False
    for feature in FEATURES:
        if (level := found[feature]) is not None:
            specific = specific or level[0] in table.specific_levels.get(feature, ())
            if weight := table.weight(feature, level[0]):
                weighed.append((feature, weight, level))
    if not specific and (weight := table.weight("specific", "none")):
        weighed.append(("specific", weight, NOTHING_SPECIFIC))
    score = round(sum([weight for _, weight, _ in weighed]), 3)
    return Likeness(one.id, other.id, score, verdict(score, table), tuple(weighed))


def verdict(score: float, table: LikenessTable) -> Verdict:
    """What the table makes of a score."""
    return "same" if score >= table.same else "unsure" if score >= table.unsure else "different"


def beside(one: Fingerprint | None, other: Fingerprint | None, dependence: Dependence | None) -> Beside:
    """How two reports stand to each other as wholes: one and the same, one text, much in common, something, nothing."""
    if one is None or other is None:
        return Beside("", "")
    if one.report == other.report:
        return Beside("same", "told in one report")
    if dependence is not None:
        level = "text" if one.language == other.language else "translated"
        return Beside(level, f"one report is a {dependence.kind} of the other")
    a, b = one.names, other.names
    common = len(a & b)
    if common >= ALIKE:
        return Beside("alike", f"the reports share {common} names")
    if common == RELATED:
        return Beside("related", f"the reports share {common} names")
    enough = RELATED if one.language == other.language else FOREIGN
    few = min(len(a), len(b)) < enough
    return Beside("", "") if common or few else Beside("unlike", "the reports share no name")
