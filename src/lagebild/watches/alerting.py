"""A happening as it stands and what was told of it → the alert that is due, and what has been told then.

One alert for a happening; afterwards an update for each new independent source, new contradiction or change of
modality. Updates look at all claims of the happening: who asked for what is asserted wants to know that it is denied.
"""

from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b

from lagebild.record import Modality
from lagebild.stories.model import Claim, Contradiction, Voice
from lagebild.watches.matching import matching_claims
from lagebild.watches.model import Alert, AlertSource, News, Sighting, Told, Watch

MOST_SOURCES = 30  # that an alert carries: what a person reads and a webhook takes
FIRMEST: tuple[Modality, ...] = ("asserted", "denied", "planned", "expected", "possible", "conditional")


def check(
    watch: Watch, sighting: Sighting, told: Told | None, addresses: Mapping[str, str | None]
) -> tuple[Alert, Told] | None:
    """The alert that a happening calls for and what is told with it; None where nothing is due.

    `told` is what this gave for the watch and happening the last time, None at first. `addresses`: report → its
    address.
    """
    found = matching_claims(sighting, watch)
    if told is None and not found:
        return None
    now = _as_it_stands(sighting, told)
    news = _news(now, told) if told else ()
    if told and not news:
        return None
    return _alert(watch, sighting, found or sighting.claims, now, news, addresses), now


def alert_id(watch: str, subject: str, number: int) -> str:
    """The same for the same alert, 20 hexadecimal digits."""
    return blake2b(f"{watch}\0{subject}\0{number}".encode(), digest_size=10).hexdigest()


def _as_it_stands(sighting: Sighting, told: Told | None) -> Told:
    return Told(
        number=told.number + 1 if told else 1,
        voices=tuple(sorted(_voice_key(voice) for voice in sighting.voices)),
        contradictions=tuple(sorted({_contradiction_key(c) for c in sighting.contradictions})),
        modality=modality_of(sighting),
    )


def modality_of(sighting: Sighting) -> Modality:
    """The modality that most independent sources give, each by its latest claim; of equals the firmer one."""
    claims = {claim.id: claim for claim in sighting.claims}
    latest = (
        next((claims[i].modality for i in reversed(voice.claims) if i in claims), None) for voice in sighting.voices
    )
    counts = Counter(modality for modality in latest if modality is not None)
    counts = counts or Counter(claim.modality for claim in sighting.claims)
    return min(counts, key=lambda modality: (-counts[modality], FIRMEST.index(modality)))


def _news(now: Told, told: Told) -> tuple[News, ...]:
    news: list[News] = []
    if not set(now.voices) <= set(told.voices):
        news.append("source")
    if not set(now.contradictions) <= set(told.contradictions):
        news.append("contradiction")
    if now.modality != told.modality:
        news.append("modality")
    return tuple(news)


def _alert(
    watch: Watch,
    sighting: Sighting,
    found: tuple[Claim, ...],
    now: Told,
    news: tuple[News, ...],
    addresses: Mapping[str, str | None],
) -> Alert:
    lead = max(found, key=lambda claim: (claim.lead, claim.confidence))
    sources = _sources(sighting, addresses)
    return Alert(
        id=alert_id(watch.name, sighting.happening, now.number),
        watch=watch.name,
        note=watch.rule.note,
        kind="update" if news else "new",
        news=news,
        number=now.number,
        at=max((claim.published for claim in sighting.claims if claim.published), default=None),
        happening=sighting.happening,
        title=title_of(lead, now.modality),
        type=lead.type,
        modes=lead.modes,
        contexts=lead.contexts,
        actors=tuple(party.name for party in lead.actors),
        recipients=tuple(party.name for party in lead.recipients),
        place=lead.place.name if lead.place else None,
        begin=lead.date_begin,
        end=lead.date_end,
        modality=now.modality,
        independent=len(sighting.voices),
        contradictions=tuple(dict.fromkeys(contradiction.words for contradiction in sighting.contradictions)),
        sources=sources[:MOST_SOURCES],
        left_out=max(len(sources) - MOST_SOURCES, 0),
    )


def title_of(claim: Claim, modality: Modality) -> str:
    """ "denied: ASSAULT/drone, A → B": as the exports name an event."""
    who, whom = (", ".join(party.name for party in side) for side in (claim.actors, claim.recipients))
    title = "/".join((claim.type, *claim.modes)) + (f", {who}" if who else "") + (f" → {whom}" if whom else "")
    return title if modality == "asserted" else f"{modality}: {title}"


def _sources(sighting: Sighting, addresses: Mapping[str, str | None]) -> tuple[AlertSource, ...]:
    state = {claim: voice.state for voice in sighting.voices for claim in voice.claims}
    found = (
        AlertSource(
            name=claim.origin.name,
            kind=claim.origin.kind,
            state=state.get(claim.id, claim.origin.ownership == "state"),
            outlet=claim.outlet.name,
            report=claim.report,
            url=addresses.get(claim.report),
            published=claim.published,
            modality=claim.modality,
            text=claim.text,
        )
        for claim in reversed(sighting.claims)
    )
    return tuple(dict.fromkeys(found))  # two acts told in one sentence are one source


def _voice_key(voice: Voice) -> str:
    return f"{voice.origin.kind}:{voice.origin.key or voice.origin.name}"


def _contradiction_key(contradiction: Contradiction) -> str:
    return ":".join((contradiction.kind, *sorted((contradiction.here, contradiction.there))))
