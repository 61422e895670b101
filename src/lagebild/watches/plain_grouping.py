"""Happenings where there is no store: claims of one type between the same parties on the same day.

Strict, so that nothing is told as confirmed that is not: other wording or an unknown day keeps claims apart. Origins
are independent where their keys differ; copies and houses are not looked for.
"""

from msgspec import Struct

from lagebild.stories.model import Claim, Contradiction, Voice
from lagebild.watches.model import Sighting

_Key = tuple[str, tuple[str, ...], tuple[str, ...], str]


class _Found(Struct):
    happening: str
    claims: list[Claim]


class PlainGrouping:
    """Gathers claims as they come."""

    def __init__(self) -> None:
        self._found: dict[_Key, _Found] = {}

    def add(self, claims: tuple[Claim, ...]) -> tuple[Sighting, ...]:
        """The happenings that these claims joined or began, each once."""
        touched: dict[str, _Found] = {}
        for claim in claims:
            found = self._found.setdefault(_key(claim), _Found(claim.id, []))
            found.claims.append(claim)
            touched[found.happening] = found
        return tuple(_sighting(found) for found in touched.values())


def _key(claim: Claim) -> _Key:
    actors, recipients = (tuple(sorted({p.key for p in side})) for side in (claim.actors, claim.recipients))
    known = all((*actors, *recipients)) and (actors or recipients)
    day = claim.date_begin or ""
    return (claim.type, actors, recipients, day if known and day else f"claim {claim.id}")


def _sighting(found: _Found) -> Sighting:
    return Sighting(found.happening, tuple(found.claims), _voices(found.claims), _contradictions(found))


def _voices(claims: list[Claim]) -> tuple[Voice, ...]:
    by_origin: dict[str, list[Claim]] = {}
    for claim in claims:
        by_origin.setdefault(claim.origin.key or claim.origin.name, []).append(claim)
    return tuple(
        Voice(
            origin=same[0].origin,
            claims=tuple(claim.id for claim in same),
            reports=tuple(dict.fromkeys(claim.report for claim in same)),
            state=same[0].origin.ownership == "state",
        )
        for same in by_origin.values()
    )


def _contradictions(found: _Found) -> tuple[Contradiction, ...]:
    """Asserted by one and denied by another."""
    asserted = next((claim for claim in found.claims if claim.modality == "asserted"), None)
    denied = next((claim for claim in found.claims if claim.modality == "denied"), None)
    if asserted is None or denied is None:
        return ()
    words = f"{asserted.origin.name} asserts it, {denied.origin.name} denies it"
    return (
        Contradiction(
            kind="denial",
            happening=found.happening,
            claim=asserted.id,
            other=denied.id,
            here="asserted",
            there="denied",
            words=words,
        ),
    )
