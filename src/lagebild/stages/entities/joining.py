"""From drafts to entities: what has one key is one entity, numbered in order of first mention."""

from msgspec.structs import replace

from lagebild.record import Entity, Mention, Span
from lagebild.stages.entities.draft import Context, Draft, Line

_Placed = tuple[Span, Span, Draft]  # a draft with its own span and its head's


def join(lines: list[Line], context: Context) -> tuple[Entity, ...]:
    """Gather all drafts of a report into entities."""
    groups: dict[str, list[_Placed]] = {}
    for line in lines:
        for draft in line.drafts:
            owned = draft.noun and (draft.noun.kind == "things" or draft.neighbour or draft.type == "GPE")
            if draft.quiet or (draft.form == "nominal" and draft.country is None and owned):
                continue  # a thing acts only in the place of its owner
            for one in _split(draft, context):
                groups.setdefault(_key(one), []).append(_placed(line, one))
    ordered = sorted(groups.values(), key=lambda group: min([span for span, _, _ in group]))
    return tuple(_entity(f"e{n}", group, context) for n, group in enumerate(ordered, 1))


def name_offices(lines: list[Line], context: Context) -> None:
    """Let "der russische Präsident" mean the holder of that office whom the report names."""
    holders: dict[tuple[str, str], Draft] = {}
    named: dict[str, list[Draft]] = {}
    for line in lines:
        for draft in line.drafts:
            if draft.form == "name" and draft.type == "PER" and draft.country:
                named.setdefault(draft.country, []).append(draft)
            if draft.form == "nominal" and draft.noun and draft.country and draft.key:
                holders.setdefault((draft.country, draft.noun.lemma), draft)
    in_office: dict[tuple[str, str], Draft | None] = {}
    for line in lines:
        for draft in line.drafts:
            if draft.form != "nominal" or draft.noun is None or draft.key or draft.plural or draft.former:
                continue
            if draft.country is None or draft.type != "PER":
                continue
            office = (draft.country, draft.noun.lemma)
            if office not in in_office:
                holder = holders.get(office) if draft.noun.lemma in context.words.offices else None
                in_office[office] = holder or _in_office(draft.noun.lemma, named.get(draft.country, []), context)
            holder = in_office[office]
            if holder and draft.definite | draft.rule.startswith("noun-with"):
                draft.key, draft.name, draft.sector = holder.key, holder.name, holder.sector
                draft.rule = "office-holder"


def _in_office(noun: str, named: list[Draft], context: Context) -> Draft | None:
    offices = context.words.offices.get(noun, frozenset())
    for person in named:
        terms = person.known.terms if person.known else ()
        for term in terms:
            if term.office in offices and term.holds(context.day):
                return person
    return None


def _split(draft: Draft, context: Context) -> list[Draft]:
    """One draft for each country of "Iranian and Russian officials"."""
    if not draft.others:
        return [draft]
    found = []
    for country in (draft.country, *draft.others):
        state = context.world.countries.get(country or "")
        one = replace(draft, country=country, key=draft.keys.get(country or "", ""), others=[])
        one.name = f"{draft.name} ({state.name})" if state else draft.name
        one.plural = draft.plural and not draft.both  # each of "both governments" is one
        found.append(one)
    return found


def _key(draft: Draft) -> str:
    country = draft.country
    if draft.key:
        return draft.key
    if draft.noun and country and (draft.noun.kind == "bodies" or draft.definite):
        return f"noun:{country}:{draft.sector}:{draft.noun.lemma}:{draft.plural}"
    return f"draft:{draft.line}:{draft.head}:{country}"


def _placed(line: Line, draft: Draft) -> _Placed:
    tokens = line.tokens
    span = draft.span or (tokens[draft.first].span[0], tokens[draft.last].span[1])
    return span, draft.span or tokens[draft.head].span, draft


def _entity(name: str, group: list[_Placed], context: Context) -> Entity:
    group.sort(key=lambda row: (row[0], row[2].form))
    # A name tells best who it is; of several, the one that the world knows.
    best = min(group, key=_telling)[2]
    country = best.country
    sector = None if best.form == "metonym" and best.known and best.known.kind == "capital" else best.sector
    mentions = tuple([_mention(span, head, draft, country, sector) for span, head, draft in group])
    named = [draft.known for _, _, draft in group if draft.known and draft.known.kind != "capital"]
    state = context.world.countries.get(country or "") if best.form == "metonym" else None
    wikidata = named[0].wikidata if named else None
    if state and state.key == best.key:  # only its capital is named
        wikidata = state.wikidata
    sanctioned = context.world.sanctions(named[0] if named else None)
    return Entity(
        id=name, name=best.name, type=best.type, mentions=mentions, country=country, sector=sector,
        wikidata=wikidata, sanctioned=sanctioned, rule=best.rule,
    )  # fmt: skip


def _telling(row: _Placed) -> tuple[bool, ...]:
    """How little a mention tells who it is: names tell most, subjects stand in the nominative."""
    draft = row[2]
    return (draft.known is None, draft.form != "name", draft.country is None, draft.both, not draft.subject)


def _mention(span: Span, head: Span, draft: Draft, country: str | None, sector: str | None) -> Mention:
    """The mention with its own country and sector where they differ from the entity's."""
    own_country = draft.country if draft.country != country else None
    own_sector = draft.sector if draft.sector != sector else None
    return Mention(span, draft.form, head, own_country, own_sector)
