"""On whom a claim finally rests: the innermost named source, else the agency of the text, else the outlet."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.knowledge.sounds import fold
from lagebild.knowledge.stories_words import StoryWords
from lagebild.record import Agency, Event, Report, Source, Span
from lagebild.stories.identities import Identities, code_of
from lagebild.stories.model import Origin, OriginKind, Outlet, Party

# Sectors whose unnamed speakers speak for an office, force, body or party that is known again; "a doctor", "a resident"
# and "an analyst" are not.
OFFICES = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "REB", "PTY", "OPP", "IGO", "LAB", "UAF"})
PLANNED = "planned"
SPOKEN = ("verbal_cooperation", "verbal_conflict")
NAMED_BY = ("name", "metonym")  # forms of mention: Nairobi says what Kenya says
TEXT_BLOCKS = ("title", "lead", "body", "byline", "notice", "furniture")


def outlet_of(report: Report, knowledge: StoryKnowledge) -> Outlet:
    """Who published the report; unknown outlets go by their folded name, else by their host."""
    named = next((a for a in report.agencies or () if a.role == "publisher"), None)
    name = (report.masthead.publisher if report.masthead else None) or report.page.publisher
    name = name or (named.name if named else None)
    known = knowledge.press.by_name(name) if name else None
    if known is None and report.page.url:
        known = knowledge.press.by_address(report.page.url)
    if known is None and named and named.id:
        known = knowledge.press.get(named.id)
    if known is not None:
        return Outlet(known.id, known.name, known.house or known.id, known.ownership, known.country)
    host = (urlsplit(report.page.url).hostname or "").removeprefix("www.") if report.page.url else ""
    key = fold(name).strip() if name else host
    return Outlet(key, name or host, key)


def agencies_of(report: Report, outlet: Outlet, knowledge: StoryKnowledge) -> tuple[Origin, ...]:
    """The agencies whose text this is: credited beside the text (not beside a photo), or the publisher itself."""
    published = knowledge.press.get(outlet.key)
    found = [_agency(published.id, knowledge)] if published and published.kind == "agency" else []
    for agency in report.agencies or ():
        if agency.role == "credited" and agency.id and _beside_text(agency, report):
            found.append(_agency(agency.id, knowledge))
    return tuple(dict.fromkeys(origin for origin in found if origin is not None))


def sources_of(
    told_by: Sequence[Source], identities: Identities, knowledge: StoryKnowledge, words: StoryWords
) -> tuple[Origin, ...]:
    """The chain of an event, innermost first, with keys by which its links are known again."""
    return tuple(_origin(source, identities, knowledge, words) for source in told_by)


def origin_of(
    sources: Sequence[Origin], told_by: Sequence[Source], event: Event, actors: Sequence[Party],
    agencies: Sequence[Origin], outlet: Outlet,
) -> Origin:  # fmt: skip
    """On whom it finally rests. Who accuses, promises or orders in person is no source of having done so.

    Of what is only planned, nobody can know but who plans it. `told_by` is what `sources` were made of.
    """
    spoken = event.quad in SPOKEN
    for source, told in zip(sources, told_by, strict=True):
        by_saying = spoken or (told.cue is not None and _overlap(told.cue, event.trigger))
        in_person = event.modality != PLANNED and by_saying and any(_same(source, actor) for actor in actors)
        if source.key and not in_person:
            return source
    if agencies:
        return agencies[0]
    return Origin("outlet", outlet.key, outlet.name, outlet.ownership, outlet.country)


def _same(source: Origin, actor: Party) -> bool:
    return source.key == actor.key or (bool(source.code) and source.code == actor.code)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _agency(outlet_id: str, knowledge: StoryKnowledge) -> Origin | None:
    outlet = knowledge.press.get(outlet_id)
    if outlet is None or outlet.kind != "agency":
        return None
    return Origin("agency", outlet.id, outlet.name, outlet.ownership, outlet.country)


def _beside_text(agency: Agency, report: Report) -> bool:
    blocks = report.blocks or ()
    return any(b.kind in TEXT_BLOCKS and _inside(span, b.span) for span in agency.spans for b in blocks)


def _inside(span: Span, outer: Span) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1]


def _origin(source: Source, identities: Identities, knowledge: StoryKnowledge, words: StoryWords) -> Origin:
    outlet = knowledge.press.by_name(source.name) if source.kind in ("agency", "outlet") else None
    if outlet is not None:
        kind: OriginKind = "agency" if outlet.kind == "agency" else "outlet"
        return Origin(kind, outlet.id, outlet.name, outlet.ownership, outlet.country)
    entity = identities.entity(source.entity)
    role = words.speaker_of.get(source.name.rpartition(" ")[2].lower())
    if role is not None:
        return Origin(source.kind, "r:" + role, source.name)
    named = entity is not None and any(mention.form in NAMED_BY for mention in entity.mentions)
    if entity is not None and not named and entity.sector not in OFFICES and (meant := identities.named_alike(entity)):
        entity, named = meant, True
    if entity is None or not (named or entity.sector):
        return _office(source, identities, words)
    code = code_of(entity)
    if named:
        name = source.name if source.entity == entity.id else entity.name
        return Origin(source.kind, identities.key(entity.id), name, None, entity.country, code)
    office = entity.sector in OFFICES and entity.country and source.name.split()[-1].lower() not in words.unnamed
    return Origin(source.kind, code if office else "", source.name, None, entity.country, code)


def _office(source: Source, identities: Identities, words: StoryWords) -> Origin:
    """Somebody's office, by whose it is: "the Lithuanian president's office", "his office"; else a stranger."""
    speaks = any(word in words.offices for word in source.name.lower().split())
    within = identities.within(source.span) if source.span and speaks else ()
    within = within or (identities.within(source.span, pronouns=True) if source.span and speaks else ())
    owners = {code_of(e): e.country for e in within if e.sector in OFFICES and e.country}
    if len(owners) != 1:
        return Origin(source.kind, "", source.name)
    ((code, country),) = owners.items()
    return Origin(source.kind, code, source.name, None, country, code)
