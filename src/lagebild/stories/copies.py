"""Who has his text from whom: versions, copies, excerpts and translations, told by the text alone."""

from collections.abc import Sequence

from lagebild.knowledge.judging import CopyTable
from lagebild.stories.days import days_between, in_days
from lagebild.stories.fingerprints import MOST_SHINGLES
from lagebild.stories.model import Dependence, DependenceKind, Fingerprint, Reason


def depends(one: Fingerprint, other: Fingerprint, table: CopyTable) -> Dependence | None:
    """How the later of two texts rests on the earlier, or the excerpt on the whole; None where it does not."""
    if one.report == other.report:
        return None
    if one.language != other.language:
        return _translation(one, other, table)
    both, shorter = share_of_shingles(one, other)
    if found := _version(one, other, shorter, table):
        return found
    if both >= table.copy:
        words = f"{both:.0%} of all runs of {table.shingle} words are the same"
        return _directed(one, other, "copy", both, [Reason("shingles", both, words)])
    if shorter >= table.excerpt:
        words = f"{shorter:.0%} of the runs of {table.shingle} words of the shorter text stand in the longer"
        kind: DependenceKind = "excerpt"
        return _directed(one, other, kind, shorter, [Reason("shingles", shorter, words)], by_length=True)
    return None


def share_of_shingles(one: Fingerprint, other: Fingerprint) -> tuple[float, float]:
    """Shares of common shingles: of those of both texts, and of those of the shorter; 0 where there are none."""
    a, b = one.shingle_set, other.shingle_set
    if not a & b:
        return 0.0, 0.0
    step = max(_step(one.shingles), _step(other.shingles))
    if step > 1:
        a, b = (frozenset(s for s in shingles if s % step == 0) for shingles in (a, b))
    if not a or not b:
        return 0.0, 0.0
    common = len(a & b)
    return common / len(a | b), common / min(len(a), len(b))


def _step(shingles: Sequence[int]) -> int:
    """The power of two that all hashes of a sampled text are divisible by."""
    step = 1
    while len(shingles) > MOST_SHINGLES // 4 and all(shingle % (step * 2) == 0 for shingle in shingles):
        step *= 2
    return step


def _version(one: Fingerprint, other: Fingerprint, shorter: float, table: CopyTable) -> Dependence | None:
    if one.address and one.address == other.address and shorter >= table.version_address:
        words = f"the same address, {one.address}"
        return _directed(one, other, "version", 1.0, [Reason("address", 1.0, words)])
    days = days_between(one.published, other.published)
    if shorter < table.version_text or one.outlet.key != other.outlet.key:
        return None
    if days is None or abs(days) > table.version_days:
        return None
    alike = _share_of_words(one.title_words, other.title_words)
    authors = [word for word in one.authors if word in other.authors]
    if alike >= table.version_title:
        why = Reason("title", alike, f"{alike:.0%} of the words of both titles are the same")
    elif len(authors) >= table.version_authors:
        why = Reason("authors", shorter, f"both by {' '.join(authors)}, with {shorter:.0%} of the text in common")
    else:
        return None
    outlet = Reason("outlet", 1.0, f"both from {one.outlet.name}, {in_days(days)} apart")
    return _directed(one, other, "version", why.weight, [why, outlet])


def _share_of_words(one: Sequence[str], other: Sequence[str]) -> float:
    a, b = set(one), set(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def _translation(one: Fingerprint, other: Fingerprint, table: CopyTable) -> Dependence | None:
    """Names, numbers and quotations of the shorter stand in the longer, in the same order.

    Two agencies that are credited with the texts wrote them: each tells in its own words what the other tells too.
    """
    if one.agencies and other.agencies and not {a.key for a in one.agencies} & {a.key for a in other.agencies}:
        return None
    days = days_between(one.published, other.published)
    fewest = min(len(one.anchors), len(other.anchors))
    if fewest < table.translation_anchors or (days is not None and abs(days) > table.translation_days):
        return None
    common = _longest_common(one.anchors, other.anchors)
    shorter, longer = common / fewest, common / max(len(one.anchors), len(other.anchors))
    figures = _share_of_figures(one.anchors, other.anchors)
    if shorter < table.translation or longer < table.translation_longer or figures < table.translation_numbers:
        return None
    reasons = [
        Reason("order", shorter, f"{common} of {fewest} names, numbers and quotations stand in the same order"),
        Reason("numbers", figures, f"{figures:.0%} of the figures of one stand in the other"),
    ]
    return _directed(one, other, "translation", shorter, reasons)


def _longest_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for a in one:
        before = 0
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], before + 1 if a == b else max(row[j], row[j - 1])
    return row[-1]


def _share_of_figures(one: Sequence[str], other: Sequence[str]) -> float:
    """Of the figures of the report that has fewer, how many the other has; 1 where one has none."""
    a, b = ({key for key in keys if key.startswith("#")} for keys in (one, other))
    return len(a & b) / min(len(a), len(b)) if a and b else 1.0


def _directed(
    one: Fingerprint, other: Fingerprint, kind: DependenceKind, score: float, reasons: list[Reason],
    *, by_length: bool = False,
) -> Dependence:  # fmt: skip
    """The later rests on the earlier; where length tells or the time is the same, the shorter on the longer."""
    later = (one.published or "", -one.length, one.report) >= (other.published or "", -other.length, other.report)
    if by_length:
        later = (-one.length, one.published or "", one.report) >= (-other.length, other.published or "", other.report)
    report, on = (one, other) if later else (other, one)
    return Dependence(report.report, on.report, kind, round(score, 3), tuple(reasons))
