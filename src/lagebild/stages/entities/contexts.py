"""What a phrase leaves unsaid: "the army" is the army of the country that the report is about."""

from dataclasses import dataclass, field

from lagebild.stages.entities.draft import Context, Draft, Line

# State organs belong to the place of the news; civilians too, unless the report says otherwise.
STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "GOV PRE"})
OF_THE_PLACE = STATE | {"CVL", "LAB", "AGR", "REB", "EDU", "REF", "MED", "PTY", "BUS", "REL", "CRM", "ELI"}
STATELESS = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG"})
NOT_OF_THE_PLACE = frozenset({"EDU", "JRN"})  # experts and reporters speak, they do not act
LEAD = 3.0  # a country named twice counts less than one named in the title
CLEAR = 1.5  # the first country must have this many times the mentions of the second


@dataclass(slots=True)
class Memory:
    """What has been read so far."""

    main: str | None
    two: tuple[str, ...]  # the two countries named most
    sectors: dict[str, Draft] = field(default_factory=dict)  # latest draft of a sector
    nouns: dict[str, Draft] = field(default_factory=dict)
    subjects: list[Draft] = field(default_factory=list)
    organisations: list[Draft] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)  # as named, latest last


def fill_countries(lines: list[Line], context: Context) -> None:
    """Give every phrase without a country the one that its surroundings suggest, and say so in its rule."""
    ranked = rank_countries(lines)
    clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] >= CLEAR * ranked[1][1])
    memory = Memory(ranked[0][0] if clear else None, tuple(code for code, _ in ranked[:2]))
    for line in lines:
        here = _here(line)
        for draft in sorted(line.drafts, key=lambda d: (d.first, d.head)):
            if draft.both and draft.country is None and len(memory.two) == 2:
                draft.country, draft.others, draft.rule = memory.two[0], [memory.two[1]], "both-by-context"
            elif draft.form == "nominal" and draft.noun:
                _fill(line, draft, here, memory, context)
            if draft.others and not draft.both and draft.country and line.counts:
                memory.two = (draft.country, draft.others[0])
            _remember(line, draft, memory)
        _remember_subject(line, memory)
        for draft in line.drafts:  # a name learns from its title what the title learnt
            if draft.form == "name" and draft.country is None and draft.type == "PER":
                title = next((d for d in line.drafts if d.form == "nominal" and d.key == draft.key), None)
                if title:
                    draft.country, draft.sector = title.country, draft.sector or title.sector
                    if title.rule.endswith("by-context"):
                        draft.rule = f"{draft.rule}-by-context"


def rank_countries(lines: list[Line]) -> list[tuple[str, float]]:
    """Countries by how often title, lead and body name them or what is theirs."""
    counts: dict[str, float] = {}
    for line in lines:
        weight = LEAD if line.kind in ("title", "lead") else 1.0
        for draft in line.drafts if line.counts else ():
            if draft.country and draft.country not in STATELESS and (draft.known or draft.form == "nominal"):
                counts[draft.country] = counts.get(draft.country, 0.0) + weight
    return sorted(counts.items(), key=lambda row: -row[1])


def _here(line: Line) -> str | None:
    """The country of the first place that the sentence names as a place."""
    places = [d for d in line.drafts if d.place and d.country and len(d.country) == 3]
    return places[0].country if places else None


def _fill(line: Line, draft: Draft, here: str | None, memory: Memory, context: Context) -> None:
    if draft.country or not draft.noun:
        return
    if draft.sector == "NGO":
        draft.country = "NGO"
        return
    if draft.owner:
        owner = _owner(line, draft, memory)
        if owner:
            draft.country, draft.rule = owner.country, "noun-with-owner"
            if draft.sector is None and draft.noun.relation:
                draft.sector = owner.sector
            return
    if draft.noun.kind == "things":
        return
    if draft.noun.relation and not draft.noun.stated and memory.organisations and draft.sector is None:
        body = memory.organisations[-1]  # a bare "spokesman" speaks for the body named last
        draft.country, draft.sector, draft.rule = body.country, body.sector, "noun-by-context"
        return
    same = memory.nouns.get(draft.noun.lemma) or memory.sectors.get(draft.sector or "")
    if draft.local and memory.countries:
        draft.country, draft.rule = memory.countries[-1], "noun-local-by-context"
    elif draft.definite and same and same.country and _compatible(draft, same) and here in (None, same.country):
        draft.country, draft.rule = same.country, "noun-by-context"
        draft.sector = draft.sector or same.sector
    elif draft.sector in OF_THE_PLACE - NOT_OF_THE_PLACE or (here and draft.sector == "EDU"):
        country = here or _actor_country(line, draft) or memory.main
        if country:
            draft.country, draft.rule = country, "noun-by-context"


def _compatible(draft: Draft, same: Draft) -> bool:
    if same.noun is None:
        return draft.type == same.type
    return same.noun.lemma == (draft.noun.lemma if draft.noun else "") or same.noun.kind == "bodies"


def _actor_country(line: Line, draft: Draft) -> str | None:
    """The only country that acts before this phrase: of the subjects if there are any, else of all."""
    before = [d for d in line.drafts if d is not draft and d.first < draft.first and not d.place and d.type != "LOC"]
    before = [d for d in before if d.country and d.country not in STATELESS and not (d.key and d.key == draft.key)]
    named = [d for d in before if d.form in ("name", "metonym")]
    for candidates in ([d for d in before if is_subject(line, d)], named, before):
        countries = {d.country for d in candidates}
        if len(countries) == 1:
            return countries.pop()
    return None


def _owner(line: Line, draft: Draft, memory: Memory) -> Draft | None:
    """Whom a possessive means: the subject of the sentence so far, else of the one before."""
    own = [d for d in line.drafts if d.first < draft.first and d.country and not d.place and d.form != "pronoun"]
    own = [d for d in own if d.span is None]
    subjects = [d for d in own if is_subject(line, d)]
    if subjects:
        return subjects[-1]
    later = [d for d in line.drafts if d.first > draft.last and is_subject(line, d) and d.country]
    if own:
        return own[0]
    if later and not memory.subjects:
        return later[0]
    return memory.subjects[-1] if memory.subjects else (later[0] if later else None)


def is_subject(line: Line, draft: Draft) -> bool:
    """True if the parse makes one of the draft's tokens a subject."""
    return any(
        line.tokens[i].deprel.startswith("nsubj") and not draft.first <= line.tokens[i].head <= draft.last
        for i in range(draft.first, min(draft.last, draft.head + 2) + 1)
    )


def _remember(line: Line, draft: Draft, memory: Memory) -> None:
    if not line.counts or draft.country is None:
        return
    if draft.known and draft.known.kind in ("country", "capital") and draft.type == "GPE":
        memory.countries.append(draft.country)
    if draft.form == "nominal" and draft.noun:
        memory.nouns[draft.noun.lemma] = draft
    if draft.sector and draft.type in ("ORG", "PER"):
        memory.sectors[draft.sector] = draft
    if draft.type == "ORG" and draft.span is None and draft.rule != "agency" and draft.sector != "JRN":
        memory.organisations.append(draft)


def _remember_subject(line: Line, memory: Memory) -> None:
    """Keep the first subject of the sentence: what "its" and "their" of the next one mean."""
    if not line.counts:
        return
    able = [d for d in line.drafts if d.country and not d.place and d.span is None and d.form != "pronoun"]
    able.sort(key=lambda d: d.first)
    subject = next((d for d in able if is_subject(line, d)), None)
    if able and able[0].first == 0 and able[0].form in ("name", "metonym"):  # the parser misses many of these
        subject = able[0]
    if subject:
        memory.subjects.append(subject)
