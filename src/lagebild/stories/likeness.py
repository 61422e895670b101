"""How alike two claims are: the table's features, each found, weighed and said in words."""

from lagebild.knowledge.judging import LikenessTable
from lagebild.stories.features import FEATURES, Beside, Pair
from lagebild.stories.identities import is_name
from lagebild.stories.model import Claim, Dependence, Fingerprint, Judgement, Reason, Verdict

ALIKE = 3  # names in common that make two reports alike
RELATED = 2  # and related; one alone proves nothing
AUTHOR = "rules"


def judge(one: Claim, other: Claim, beside: Beside, table: LikenessTable) -> Judgement:
    """Whether two claims tell the same happening, with everything that spoke for and against, strongest first."""
    pair = Pair(one, other, beside, table)
    reasons = []
    found_levels = set()
    for feature, find in FEATURES.items():
        found = find(pair)
        if found is not None:
            found_levels.add(f"{feature} {found[0]}")
        if found is not None and (weight := table.weight(feature, found[0])):
            reasons.append(Reason(feature, weight, found[1]))
    if not found_levels & table.specific and (weight := table.weight("specific", "none")):
        reasons.append(Reason("specific", weight, "nothing in common beyond the kind of act, the country and the time"))
    score = round(sum(reason.weight for reason in reasons), 3)
    ordered = tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))
    return Judgement(one.id, other.id, verdict(score, table), score, ordered, AUTHOR)


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
    a, b = (names_of(fingerprint) for fingerprint in (one, other))
    common = len(a & b)
    if common >= ALIKE:
        return Beside("alike", f"the reports share {common} names")
    if common == RELATED:
        return Beside("related", f"the reports share {common} names")
    few = min(len(a), len(b)) < RELATED
    return Beside("", "") if common or few else Beside("unlike", "the reports share no name")


def names_of(fingerprint: Fingerprint) -> frozenset[str]:
    """Persons, bodies and towns that a report names, without the agencies and outlets that stand in it."""
    return frozenset(key for key in fingerprint.anchors if is_name(key))
