"""Claims → happenings, one report at a time: each claim joins the happening that it is most like, or begins one.

Judgements by hand go before the table: claims that somebody joined or split stay so, whatever is added later.
"""

from collections.abc import Iterable, Iterator, Sequence

from lagebild.knowledge.judging import LikenessTable, StoryKnowledge
from lagebild.stories.copies import depends
from lagebild.stories.features import FAR, Beside, is_title, kilometres
from lagebild.stories.happenings import sum_up, summed
from lagebild.stories.identities import TOWNS
from lagebild.stories.index import Index
from lagebild.stories.keys import look_up_keys
from lagebild.stories.likeness import Likeness, beside, liken, liken_if
from lagebild.stories.model import Claim, Dependence, Fingerprint, Happening, Judgement, Spot
from lagebild.stories.splits import are_split_by_hand

CANDIDATES = 20  # claims looked at for each new one; more of one key and day are of one great happening
MEMBERS = 12  # claims of a happening that a new one is compared with: its first and its newest
HOPELESS = 4.0  # so far below `same` no other claim of the happening is looked at
KIN = Beside("alike", "the reports lead with the same happening")
AKIN = Beside("akin", "one report leads with what the other tells too")
ELSEWHERE = Beside("elsewhere", "the reports lead with what happened in different towns")
KEPT = 3  # judgements kept of each claim with the happening that it joined


class Grouping:
    """The happenings of one report while they are found; the index is only read."""

    def __init__(
        self, fingerprint: Fingerprint, claims: Sequence[Claim], near: Iterable[Fingerprint], index: Index,
        knowledge: StoryKnowledge,
    ) -> None:  # fmt: skip
        self._index = index
        self._knowledge = knowledge
        self._fingerprints: dict[str, Fingerprint] = {fingerprint.report: fingerprint}
        self._fingerprint = fingerprint
        self._beside: dict[str, Beside] = {}
        self._claims: dict[str, Claim] = {}
        self._placed: list[Claim] = []
        self._known: dict[str, Happening] = {}  # happenings of the index
        self._happening_of: dict[str, Happening | None] = {}  # claim of the index → the one that holds it, if any
        self.dependences: dict[str, Dependence] = {}
        self.members: dict[str, list[str]] = {}  # happenings that changed → their claims
        self._reports: dict[str, dict[str, None]] = {}  # and their reports, in order
        self.gone: dict[str, str] = {}  # happening → the one that it became part of
        self.judgements: list[Judgement] = []
        self._leads: dict[str, tuple[Claim, ...]] = {}  # what other reports lead with
        self._judged = [j for j in index.judgements_by_hand(c.id for c in claims) if j.about == "happening"]
        self._stands: dict[str, Beside] = {}  # how the report stands to others, as far as the claims so far tell
        self._kin: set[str] = set()  # reports that lead with a happening that this one leads with
        self._akin: set[str] = set()  # reports of which one of the two leads with what the other tells
        for other in near:
            self._fingerprints[other.report] = other
            self._beside_of(other.report)
        found = index.claims_by_keys([look_up_keys(claim, self._table) for claim in claims], CANDIDATES)
        self._near = dict(zip((claim.id for claim in claims), found, strict=True))
        self._claims |= {claim.id: claim for near_claims in found for claim in near_claims}
        reports = dict.fromkeys(claim.report for claim in self._claims.values())
        self._fingerprints |= {
            f.report: f for f in index.fingerprints(r for r in reports if r not in self._fingerprints)
        }

    def place(self, claim: Claim) -> None:
        """Put a claim into the happening that it tells, or into a new one."""
        self._claims[claim.id] = claim
        self._placed.append(claim)
        self._stands = {}
        hands = self._by_hand(claim)
        scored = [self._score(claim, h, ids, hands) for h, ids in self._candidates(claim, hands).items()]
        fitting = sorted((s for s in scored if s[0] >= self._table.same), key=lambda s: (-s[0], s[1]))
        if not fitting:
            self.members[f"h{claim.id}"] = [claim.id]
            self._reports[f"h{claim.id}"] = {claim.report: None}
            unsure = [likeness for s in scored for likeness in s[2] if likeness.verdict == "unsure"]
            self.judgements += [likeness.judgement for likeness in unsure[:KEPT]]
            return
        _, chosen, judged = fitting[0]
        for member in self._resolved(first_and_newest(self._ids_of(chosen))):
            if claim.lead or member.lead:
                (self._kin if claim.lead and member.lead else self._akin).add(member.report)
        self._open(chosen)
        self.members[chosen].append(claim.id)
        self._reports[chosen][claim.report] = None
        self.judgements += [likeness.judgement for likeness in sorted(judged, key=lambda j: -j.score)[:KEPT]]
        for _, other, _ in fitting[1:]:
            if self._are_one(chosen, other, hands):
                chosen = self._merge(chosen, other)

    def happenings(self) -> dict[str, Happening]:
        """The happenings that changed, summed up anew."""
        return {
            happening: sum_up(happening, ids, self._reports[happening], self._resolved(summed(ids)))
            for happening, ids in self.members.items()
        }

    def _open(self, happening: str) -> None:
        """Take a happening of the index among those that change."""
        if happening not in self.members:
            (found,) = self._find(happening)
            self.members[happening] = list(found.claims)
            self._reports[happening] = dict.fromkeys(found.reports)

    @property
    def _table(self) -> LikenessTable:
        return self._knowledge.likeness

    def _candidates(self, claim: Claim, hands: dict[str, Judgement]) -> dict[str, Sequence[str]]:
        """Happenings that the claim might tell, with their claims: those that changed, and those in the index."""
        near = list(self._near[claim.id])
        for dependent in self.dependences:
            near += self._index.claims_of_report(dependent)
        near += self._index.claims(hands)
        found: dict[str, Sequence[str]] = {}
        for happening in self._holding(near):
            if happening.id not in self.members and happening.id not in self.gone:
                found[happening.id] = happening.claims
        return found | self.members

    def _holding(self, claims: Iterable[Claim]) -> list[Happening]:
        """The happenings of the index that hold these claims, each once; looked up together with all others so far."""
        wanted = dict.fromkeys(claim.id for claim in claims)
        if any(claim not in self._happening_of for claim in wanted):
            asked = dict.fromkeys((*(c.id for near in self._near.values() for c in near), *self._happening_of, *wanted))
            self._known = {h.id: h for h in self._index.happenings_of_claims(asked)}
            holding = {claim: h for h in self._known.values() for claim in h.claims}
            self._happening_of = {claim: holding.get(claim) for claim in asked}
        ids = {h.id for claim in wanted if (h := self._happening_of[claim]) is not None}
        return [happening for happening in self._known.values() if happening.id in ids]

    def _find(self, happening: str) -> tuple[Happening, ...]:
        """A happening of the index; () where it has none of this id."""
        known = self._known.get(happening)
        return (known,) if known else self._index.happenings([happening])

    def _score(
        self, claim: Claim, happening: str, ids: Sequence[str], hands: dict[str, Judgement]
    ) -> tuple[float, str, list[Likeness]]:
        """Half the best judgement, half the mean of the best of each report: one likeness alone must be great."""
        by_hand = {hands[i].verdict for i in ids if i in hands}
        if by_hand:
            return (-99.0 if "different" in by_hand else 99.0), happening, []
        akin = {claim.type} | self._table.related.get(claim.type, frozenset())
        judged: list[Likeness] = []
        hopeless = self._table.same - HOPELESS
        for other in self._each(first_and_newest(ids)):
            if other.type in akin:
                beside = self._standing(other.report)
                if judged:
                    judged.append(liken(claim, other, beside, self._table))
                else:  # what is less than unsure of the only one, or hopeless of the first, changes nothing
                    least = self._table.unsure if len(ids) == 1 else min(hopeless, self._table.unsure)
                    if (first := liken_if(claim, other, beside, self._table, least)) is None:
                        break
                    judged.append(first)
                if judged[-1].score < hopeless:
                    break
        best: dict[str, float] = {}
        for likeness in judged:
            report = self._claims[likeness.other].report
            best[report] = max(best.get(report, likeness.score), likeness.score)
        score = (max(best.values()) + sum(best.values()) / len(best)) / 2 if best else -99.0
        return score, happening, judged

    def _standing(self, report: str) -> Beside:
        """How the new report stands to another, as far as the claims so far tell."""
        if report not in self._stands:
            known = self._beside_of(report)
            if report in self._kin and known.level in ("", "related", "unlike"):
                known = KIN
            elif report in self._akin and known.level in ("", "related", "unlike"):
                known = AKIN
            elif known.level in ("", "related") and self._is_apart(report):
                known = ELSEWHERE
            elif known.level == "unlike" and self._is_between_the_same(report):
                known = Beside("", "")
            self._stands[report] = known
        return self._stands[report]

    def _is_apart(self, report: str) -> bool:
        """Both reports lead with towns, and all are far from each other."""
        distances = [kilometres(a, b) for a in _scenes(self._placed) for b in _scenes(self._led(report))]
        return bool(distances) and all(d is not None and d > FAR for d in distances)

    def _is_between_the_same(self, report: str) -> bool:
        """Both reports lead with the same two states, so that it proves nothing if they name nobody in common."""
        return len(_states(self._placed) & _states(self._led(report))) > 1

    def _led(self, report: str) -> tuple[Claim, ...]:
        """The claims that a report of the index leads with."""
        if report not in self._leads:
            self._leads[report] = tuple(claim for claim in self._index.claims_of_report(report) if claim.lead)
        return self._leads[report]

    def _are_one(self, one: str, other: str, hands: dict[str, Judgement]) -> bool:
        """Whether two happenings that a claim fits are the same: by the mean of their judgements."""
        first = self._resolved(first_and_newest(self._ids_of(one)))
        second = self._resolved(first_and_newest(self._ids_of(other)))
        if are_split_by_hand((c.id for c in first), (c.id for c in second), "happening", self._index):
            return False
        scores = [liken(a, b, self._between(a, b), self._table).score for a in first for b in second]
        if scores and (self._is_title(first) or self._is_title(second)):
            return max(scores) >= self._table.same  # what the lead tells goes on from it
        return bool(scores) and sum(scores) / len(scores) >= self._table.joins

    def _is_title(self, claims: Sequence[Claim]) -> bool:
        """True of what only the title of the report that is being placed tells."""
        return all(claim.report == self._fingerprint.report and is_title(claim) for claim in claims)

    def _merge(self, one: str, other: str) -> str:
        """Make one happening of two; the one that was there first keeps its name."""
        kept, gone = (other, one) if self._is_new(one) and not self._is_new(other) else (one, other)
        for happening in (kept, gone):
            self._open(happening)
        self.members[kept] = list(dict.fromkeys((*self.members[kept], *self.members.pop(gone))))
        self._reports[kept] |= self._reports.pop(gone)
        self.gone = {name: kept if into == gone else into for name, into in self.gone.items()} | {gone: kept}
        return kept

    def _is_new(self, happening: str) -> bool:
        return not self._find(happening)

    def _ids_of(self, happening: str) -> Sequence[str]:
        if happening in self.members:
            return self.members[happening]
        found = self._find(happening)
        return found[0].claims if found else ()

    def _each(self, ids: Iterable[str]) -> Iterator[Claim]:
        """Those claims one by one; mostly the first, which was found by its keys, is enough."""
        wanted = list(ids)
        for one in wanted:
            if one not in self._claims:
                self._resolved(wanted)
            if one in self._claims:
                yield self._claims[one]

    def _resolved(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        wanted = list(ids)
        for claim in self._index.claims(i for i in wanted if i not in self._claims):
            self._claims[claim.id] = claim
        return tuple(self._claims[i] for i in wanted if i in self._claims)

    def _by_hand(self, claim: Claim) -> dict[str, Judgement]:
        """What was judged by hand of this claim: other claim → the newest judgement."""
        return {j.other if j.claim == claim.id else j.claim: j for j in self._judged if claim.id in (j.claim, j.other)}

    def _beside_of(self, report: str) -> Beside:
        """How the new report stands to another; its dependence is found on the way."""
        if report not in self._beside:
            other = self._fingerprint_of(report)
            found = depends(self._fingerprint, other, self._knowledge.copies) if other else None
            if found is not None:
                self.dependences[report] = found
            self._beside[report] = beside(self._fingerprint, other, found)
        return self._beside[report]

    def _between(self, one: Claim, other: Claim) -> Beside:
        if self._fingerprint.report in (one.report, other.report):
            return self._beside_of(other.report if one.report == self._fingerprint.report else one.report)
        a, b = self._fingerprint_of(one.report), self._fingerprint_of(other.report)
        return beside(a, b, depends(a, b, self._knowledge.copies) if a and b else None)

    def _fingerprint_of(self, report: str) -> Fingerprint | None:
        if report not in self._fingerprints:
            for found in self._index.fingerprints([report]):
                self._fingerprints[report] = found
        return self._fingerprints.get(report)


def _scenes(claims: Iterable[Claim]) -> tuple[Spot, ...]:
    """The towns that claims lead with."""
    return tuple(c.place for c in claims if c.lead and c.place and c.place.precision in TOWNS)


def _states(claims: Iterable[Claim]) -> frozenset[str]:
    """The countries of all who take part in what claims lead with."""
    return frozenset[str]().union(*(claim.states for claim in claims if claim.lead))


def first_and_newest(ids: Sequence[str]) -> Sequence[str]:
    return ids if len(ids) <= MEMBERS else (*ids[: MEMBERS // 2], *ids[-MEMBERS // 2 :])
