"""What a happening is, summed up from its claims."""

from collections import Counter
from collections.abc import Iterable, Sequence

from lagebild.stories.model import Claim, Happening, Party, Spot

SUMMED = 60  # claims that a happening is summed up from: its first and its newest
Weighed = tuple[int, float]


def summed(ids: Sequence[str]) -> Sequence[str]:
    """The claims of a happening that tell what it is: so that one of a thousand costs no more than one of sixty."""
    return ids if len(ids) <= SUMMED else (*ids[: SUMMED // 2], *ids[-SUMMED // 2 :])


def sum_up(happening_id: str, ids: Sequence[str], reports: Iterable[str], seen: Sequence[Claim]) -> Happening:
    """The happening of these claims and reports, which came in this order; `seen`: its claims of `summed`."""
    published = sorted(claim.published for claim in seen if claim.published)
    told = [claim for claim in seen if claim.modality != "denied"] or seen  # who denies a deed is not its doer
    dates = Counter((c.date_begin, c.date_end) for c in told if c.date_begin)
    begin, end = dates.most_common(1)[0][0] if dates else (None, None)
    lead = best_of(told)
    return Happening(
        id=happening_id,
        claims=tuple(ids),
        reports=tuple(dict.fromkeys(reports)),
        lead=lead.id,
        type=Counter(claim.type for claim in seen).most_common(1)[0][0],
        modality=Counter(claim.modality for claim in seen).most_common(1)[0][0],
        actors=most_named(party for claim in told for party in claim.actors),
        recipients=most_named(party for claim in told for party in claim.recipients),
        place=_place(told),
        begin=begin,
        end=end,
        first_published=published[0] if published else None,
        last_published=published[-1] if published else None,
    )


def best_of(claims: Sequence[Claim]) -> Claim:
    """The claim that tells it best: in the lead, with actor, recipient, day, place and number; of equals the first."""
    return max(claims, key=fullness)


def fullness(claim: Claim) -> Weighed:
    """How much a claim tells, and how sure it is."""
    parts = (claim.lead, claim.actors, claim.recipients, claim.date_begin, claim.place, claim.quantities)
    return sum(bool(part) for part in parts), claim.confidence


def most_named(parties: Iterable[Party], most: int = 4) -> tuple[Party, ...]:
    """Parties by how often they are named, each key once under its first name."""
    first: dict[str, Party] = {}
    often: Counter[str] = Counter()
    for party in parties:
        first.setdefault(party.key, party)
        often[party.key] += 1
    return tuple(first[key] for key, _ in often.most_common(most))


def _place(claims: Sequence[Claim]) -> Spot | None:
    """The place that most name, a town before a region."""
    order = ("point", "city", "region", "country")
    often = Counter(claim.place for claim in claims if claim.place is not None)
    return min(often, key=lambda spot: (order.index(spot.precision), -often[spot]), default=None)
