"""How well it is known who is meant: chains of mentions against gold chains.

A mention that was found stands for the shortest gold mention that holds its head: gold marks whole phrases, the record
marks names and heads. Chains are scored on the gold mentions that were found, recall on all that belong to a chain of
two or more. MUC counts links (Vilain et al. 1995), B³ mentions (Bagga and Baldwin 1998), LEA links weighted by the size
of their chain (Moosavi and Strube 2016). What matters to a reader of sources is the share of pronouns and of
descriptions ("der Minister") that are joined to the right chain, and of those that are joined at all.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from msgspec import Struct

from lagebild.bench.coreferent_texts import CoreferentText
from lagebild.bench.measures import Advance, per_cent, rounded
from lagebild.record import Page, Report, Span

Chains = Mapping[Hashable, set[Span]]
Rates = dict[str, float]  # right_r of wanted, right_p of given
KINDS = ("pronoun", "description")


class LinkScore(Struct, frozen=True):
    """Per cent: of those joined to a chain, how many rightly; and of all that should be joined."""

    precision: float | None
    recall: float | None
    mentions: int  # that follow another of their chain in the gold


class CoreferenceScore(Struct, frozen=True):
    """F1 in per cent by three measures, and links by kind of mention; None where there is nothing to score."""

    muc: float | None
    b_cubed: float | None
    lea: float | None
    pronouns: LinkScore
    descriptions: LinkScore
    found: float | None  # of the gold mentions, per cent
    texts: int
    mentions: int


def score_coreference(
    read: Callable[[Page], Report], texts: Sequence[CoreferentText], language: str, advance: Advance
) -> CoreferenceScore:
    """Score the chains of a reader; `advance` is called after each report."""
    measures = {"muc": _muc, "b_cubed": _b_cubed, "lea": _lea}
    rates: dict[str, Rates] = {name: defaultdict(float) for name in measures}
    links: Counter[tuple[str, str]] = Counter()
    mentions = found = 0
    for text in texts:
        report = read(Page(text.text, id=text.id, language=language))
        gold, kinds = _gold(text, report)
        given = _given(text, report)
        mentions += len(text.mentions)
        found += len({span for chain in given.values() for span in chain})
        for name, measure in measures.items():
            for part, value in measure(gold, given).items():
                rates[name][part] += value
        links.update(_links(gold, given, kinds))
        advance()
    muc, b_cubed, lea = (_f1(rates[name]) for name in measures)
    pronouns, descriptions = (_link_score(links, kind) for kind in KINDS)
    share = rounded(per_cent(found, mentions))
    return CoreferenceScore(muc, b_cubed, lea, pronouns, descriptions, share, len(texts), mentions)


def _gold(text: CoreferentText, report: Report) -> tuple[Chains, dict[Span, str]]:
    """The gold chains, and for each mention whether it is a pronoun, a name or a description."""
    chains: dict[Hashable, set[Span]] = defaultdict(set)
    kinds = {}
    for mention in text.mentions:
        chains[mention.chain].add(mention.span)
        kinds[mention.span] = _kind(mention.span, report)
    return chains, kinds


def _kind(span: Span, report: Report) -> str:
    tags = {t.upos for s in report.sentences or () for t in s.tokens if span[0] <= t.span[0] and t.span[1] <= span[1]}
    if tags and tags <= {"PRON", "DET"}:
        return "pronoun"
    return "name" if "PROPN" in tags else "description"


def _given(text: CoreferentText, report: Report) -> Chains:
    """The chains that were found, over gold mentions."""
    chains: dict[Hashable, set[Span]] = defaultdict(set)
    taken: set[Span] = set()
    for entity in report.entities or ():
        for mention in sorted(entity.mentions, key=lambda m: m.span):
            holding = [g.span for g in text.mentions if _holds(g.span, mention.head) and g.span not in taken]
            if holding:
                span = min(holding, key=lambda s: s[1] - s[0])
                taken.add(span)
                chains[entity.id].add(span)
    return chains


def _holds(span: Span, head: Span) -> bool:
    return span[0] <= head[0] and head[1] <= span[1]


def _chain_of(chains: Chains) -> dict[Span, Hashable]:
    return {span: chain for chain, spans in chains.items() for span in spans}


def _muc(gold: Chains, given: Chains) -> Rates:
    """Links that are right, given, and wanted."""

    def right(key: Chains, other: dict[Span, Hashable]) -> int:
        return sum(len(c) - len({other.get(span, span) for span in c}) for c in key.values() if len(c) > 1)

    wanted = sum(len(c) - 1 for c in gold.values())
    made = sum(len(c) - 1 for c in given.values())
    right_r, right_p = right(gold, _chain_of(given)), right(given, _chain_of(gold))
    return {"right_r": right_r, "wanted": wanted, "right_p": right_p, "given": made}


def _b_cubed(gold: Chains, given: Chains) -> Rates:
    """For each mention the share of its chain that it is rightly with."""
    theirs, ours = _chain_of(gold), _chain_of(given)
    wanted = [span for span, chain in theirs.items() if len(gold[chain]) > 1]
    made = [span for span in ours if len(gold[theirs[span]]) > 1]

    def shared(span: Span) -> int:
        return len(gold[theirs[span]] & given[ours[span]])

    return {
        "right_r": sum(shared(span) / len(gold[theirs[span]]) for span in wanted if span in ours),
        "wanted": len(wanted),
        "right_p": sum(shared(span) / len(given[ours[span]]) for span in made),
        "given": len(made),
    }


def _lea(gold: Chains, given: Chains) -> Rates:
    """Links of a chain that are right, weighted by its size; chains of one have none."""

    def part(key: Chains, other: Chains) -> tuple[float, int]:
        right, size = 0.0, 0
        for chain in key.values():
            if len(chain) > 1:
                size += len(chain)
                shared = sum(_pairs(len(chain & one)) for one in other.values())
                right += len(chain) * shared / _pairs(len(chain))
        return right, size

    (right_r, wanted), (right_p, made) = part(gold, given), part(given, gold)
    return {"right_r": right_r, "wanted": wanted, "right_p": right_p, "given": made}


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def _links(gold: Chains, given: Chains, kinds: Mapping[Span, str]) -> Iterable[tuple[str, str]]:
    """For each mention that follows another of its chain: wanted; joined to an earlier one: given; rightly: right."""
    theirs, ours = _chain_of(gold), _chain_of(given)
    for span, chain in theirs.items():
        kind = kinds[span]
        follows = any(other < span for other in gold[chain])
        if follows:
            yield kind, "wanted"
        before = [other for other in given.get(ours.get(span), ()) if other < span] if span in ours else []
        if before:
            yield kind, "given"
            if theirs[max(before)] == chain:
                yield kind, "right"


def _link_score(links: Counter[tuple[str, str]], kind: str) -> LinkScore:
    right, given, wanted = (links[kind, part] for part in ("right", "given", "wanted"))
    return LinkScore(rounded(per_cent(right, given)), rounded(per_cent(right, wanted)), wanted)


def _f1(counts: Rates) -> float | None:
    if not counts["given"] or not counts["wanted"]:
        return None
    precision, recall = counts["right_p"] / counts["given"], counts["right_r"] / counts["wanted"]
    return rounded(200 * precision * recall / (precision + recall)) if precision + recall else 0.0
