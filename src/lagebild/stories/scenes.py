"""Where a report is written: the town of its byline, or of its dateline, if that is no capital.

"Von Daniel Körber, Konotop"; "KONOTOP, Ukraine (AP) -". Capitals are where agencies sit, and prove nothing there.
"""

from lagebild.record import Report
from lagebild.stories.days import days_between
from lagebild.stories.identities import CAPITAL, TOWNS, spot
from lagebild.stories.model import Claim, Spot, is_country

FRESH = 2  # days before publication: what is older happened elsewhere as well


def scene_of(report: Report) -> Spot | None:
    """The town; None where byline and dateline name none, or more than one."""
    blocks, places = report.blocks or (), report.places or ()
    capitals = {entity.id for entity in report.entities or () if entity.rule == CAPITAL}
    lead = next((b for b in blocks if b.kind in ("lead", "body")), None)
    towns = [p for p in places if p.precision in TOWNS and p.country]
    bylines = [block.span for block in blocks if block.kind == "byline"]
    named = [p for p in towns if any(start <= p.span[0] and p.span[1] <= end for start, end in bylines)]
    named = named or [p for p in towns if lead and p.span[0] == lead.span[0] and p.entity not in capitals]
    return spot(named[0]) if len(named) == 1 else None


def is_at_the_scene(claim: Claim, scene: Spot | None, spoken: frozenset[str]) -> bool:
    """True if a deed of these days that names no town or region is one of the scene's country, by who takes part."""
    if scene is None or claim.type in spoken or claim.modality not in ("asserted", "denied"):
        return False
    if claim.place is not None and (claim.place.precision != "country" or claim.place.country != scene.country):
        return False
    days = days_between(claim.date_begin, claim.published) if claim.date_begin else 0 if claim.lead else None
    if days is None or not 0 <= days <= FRESH:
        return False
    countries = {p.country for p in (*claim.actors, *claim.recipients) if p.country}
    countries |= {claim.place.country} if claim.place and claim.place.country else set()
    suffering = {p.country for p in claim.recipients if p.country and not is_country(p.key)}
    return scene.country in countries and (not suffering or scene.country in suffering)
