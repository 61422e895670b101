"""What a phrase leaves unsaid: "the army" is the army of the country that acts, or in which it happens."""

from lagebild.knowledge.entities_words import Noun
from lagebild.stages.entities.draft import STATELESS, Context, Draft, Line
from lagebild.stages.entities.evidence import (
    AT_A_PLACE,
    RECENT,
    Memory,
    acts,
    countries_of,
    evidence,
    listed_with,
    places_of,
    qualifies,
    stands_against,
)
from lagebild.stages.entities.pairs import fill_pair

# State organs belong to the country that acts; civilians to the place; others (reporters) to nobody.
DOMESTIC = AT_A_PLACE | {"GOV", "MIL", "LEG", "SPY", "OPP", "GOV PRE", "REB", "PTY", "ELI"}
SPEAKING = frozenset({"EDU", "JRN"})  # students and newspapers of a place; experts and reporters are nobody's
LEAD = 3.0  # a country named twice counts less than one named in the title
CLEAR = 1.5  # the first country must have this many times the mentions of the second


def fill_countries(lines: list[Line], context: Context) -> None:
    """Give every phrase without a country the one that its surroundings suggest, and say so in its rule."""
    _settle_sectors(lines, context)
    memory = _memory(lines, context)
    _remember_holders(lines, memory, context)
    for line in lines:
        for draft in sorted(line.drafts, key=lambda d: (d.first, d.head)):
            if draft.both and draft.country is None:
                fill_pair(line, draft, memory, context)
            elif draft.form == "nominal" and draft.noun and draft.country is None:
                _fill(line, draft, memory, context)
            _arm(draft, memory)
            memory.remember(line, draft)
        memory.remember_subject(line)
        _share_with_names(line)
        memory.remember_meant(line)


def _settle_sectors(lines: list[Line], context: Context) -> None:
    """Nouns of two callings have that of the report: "deputies" beside a sheriff are police, no legislators."""
    for noun, callings in context.words.beside.items():
        drafts = [d for line in lines for d in line.drafts if d.noun and d.noun.lemma == noun]
        said = {word for line in lines for word in line.lower} if drafts else set()
        sector = next((sector for word, sector in callings.items() if word in said), None)
        for draft in drafts if sector else ():
            draft.sector = sector


def _is_of_another(line: Line, draft: Draft, context: Context) -> bool:
    """True for "head of a department": of a body that the phrase names, though nobody knows it."""
    words, after = context.words.words, line.lower[draft.last + 1 : draft.last + 2]
    return bool(after) and (after[0] in words.of or after[0] in words.definite)


def _is_agency(line: Line, draft: Draft) -> bool:
    """True for "the news agency | X", which need not be of the place it reports from."""
    return any(d.rule == "agency" and draft.first <= d.first <= draft.last + 1 for d in line.drafts)


def _possessor(line: Line, draft: Draft) -> Draft | None:
    """The person in the genitive before a phrase: "Museveni's translator", "Musevenis Übersetzer"."""
    last = draft.first - 1
    if last > 0 and line.lower[last] in ("'s", "’s", "'", "’"):
        last -= 1
    elif last < 0 or not line.tokens[last].text.endswith("s"):
        return None
    name = line.covering(last)
    genitive = name is not None and name.form == "name" and not name.name.endswith(line.tokens[last].text)
    marked = last < draft.first - 1
    return name if name and name.type == "PER" and name.country and (marked or genitive) else None


def _memory(lines: list[Line], context: Context) -> Memory:
    ranked = rank_countries(lines) or _reported_from(lines)
    codes, counts = tuple(code for code, _ in ranked), [count for _, count in ranked]
    one = len(counts) == 1 or (len(counts) > 1 and counts[0] >= CLEAR * counts[1])
    two = len(counts) == 2 or (len(counts) > 2 and counts[1] >= CLEAR * counts[2])
    words = context.words.words
    main, pair = codes[0] if one else None, codes[:2] if two else ()
    return Memory(main, pair, codes, lines, words.ruling, words.domestic, words.promising, words.goals)


def _remember_holders(lines: list[Line], memory: Memory, context: Context) -> None:
    """Keep who is named with which title or known in which office: whom "both presidents" may mean."""
    for line in lines:
        for draft in line.drafts if line.counts else ():
            if draft.type != "PER" or not draft.country or not draft.key:
                continue
            offices = memory.holders.setdefault(draft.country, {}).setdefault(draft.key, set())
            if draft.noun:
                offices |= {draft.noun.lemma, *context.words.offices.get(draft.noun.lemma, ())}
            for term in draft.known.terms if draft.known else ():
                if term.holds(context.day):
                    offices.add(term.office)


def rank_countries(lines: list[Line]) -> list[tuple[str, float]]:
    """Countries by how often title, lead and body name them or what is theirs."""
    counts: dict[str, float] = {}
    for line in lines:
        weight = LEAD if line.kind in ("title", "lead") else 1.0
        for draft in line.drafts if line.counts else ():
            if qualifies(line, draft):
                continue
            if draft.country and draft.country not in STATELESS and (draft.known or draft.form == "nominal"):
                counts[draft.country] = counts.get(draft.country, 0.0) + weight
    return sorted(counts.items(), key=lambda row: -row[1])


def _reported_from(lines: list[Line]) -> list[tuple[str, float]]:
    """Countries of the places in the byline of a report that names none itself: "Von Lena Aschenbach, Nairobi"."""
    named = (d for line in lines if line.kind == "byline" for d in line.drafts if d.type == "GPE")
    return [(code, 1.0) for code in dict.fromkeys(d.country for d in named) if code]


def _fill(line: Line, draft: Draft, memory: Memory, context: Context) -> None:
    noun = draft.noun
    if noun is None:
        return
    if draft.foreign and draft.sector != "NGO":
        return
    possessor = _possessor(line, draft)
    if noun.homes and noun.lemma not in context.words.unattached:
        draft.country, draft.rule = _home(line, draft, noun, memory), "noun-with-home"
    elif possessor:
        draft.country, draft.rule, draft.first = possessor.country, "noun-with-name", possessor.first
        draft.sector = possessor.sector if noun.relation and not noun.stated else draft.sector
    elif draft.sector == "NGO":
        draft.country = "NGO"
    elif draft.neighbour:
        draft.country, draft.rule = _neighbour(line, draft, memory), "neighbour-by-context"
        _become_country(draft, context)
    elif draft.whose:
        _take_antecedent(line, draft, noun)
    elif draft.owner:
        owner = memory.owner(line, draft)
        if owner:
            draft.country, draft.rule = owner.country, "noun-with-owner"
            if draft.sector is None and noun.relation:
                draft.sector = owner.sector
            several = draft.plural and draft.owner != "Sing" and noun.kind == "persons" and owner.line == line.index
            if several:  # "Kenya and Chad … their envoys"
                codes = [d.country for d in listed_with(line, owner) if d.country]
                draft.others = [code for code in dict.fromkeys(codes) if code != owner.country]
            _become_country(draft, context)
    elif noun.kind == "things" or (draft.plural and noun.lemma in context.words.several):
        return
    elif noun.lemma in context.words.unattached:
        same = memory.nouns.get(line.lower[draft.head])
        if same and draft.definite:  # "the German consulate … the consulate"
            draft.country, draft.rule = same.country, "noun-by-context"
    elif noun.relation and not noun.stated and draft.sector is None:
        body = memory.organisations[-1] if memory.organisations else None
        bare = not draft.plural and not _is_of_another(line, draft, context)
        if body and bare and draft.line - body.line <= RECENT:  # a bare "spokesman" speaks for the body named last
            draft.country, draft.sector, draft.rule = body.country, body.sector, "noun-by-context"
    elif draft.local and memory.countries:
        draft.country, draft.rule = memory.countries[-1], "noun-local-by-context"
    elif draft.sector in SPEAKING and noun.lemma not in context.words.residents:
        countries = countries_of(places_of(line))
        if len(countries) == 1 and not _is_agency(line, draft):
            draft.country, draft.rule = countries.pop(), "noun-by-context"
    elif draft.sector in DOMESTIC or noun.lemma in context.words.residents:
        country = evidence(line, draft, memory)
        if country:
            draft.country, draft.rule = country, "noun-by-context"


def _take_antecedent(line: Line, draft: Draft, noun: Noun) -> None:
    """Let "Pakistan, whose army …" say whose army it is: the name or phrase that ends before the comma."""
    before = [d for d in line.drafts if draft.first - 3 <= d.last < draft.first and d.span is None]
    owner = next((d for d in before if d.country), None)
    if owner:
        draft.country, draft.rule = owner.country, "noun-with-owner"
        draft.sector = owner.sector if draft.sector is None and noun.relation else draft.sector


def _home(line: Line, draft: Draft, noun: Noun, memory: Memory) -> str:
    """Of the countries that call something so: whose it was before, where police are, else who is named most."""
    if len(noun.homes) == 1:
        return noun.homes[0]
    same = memory.nouns.get(line.lower[draft.head])
    if same and same.country and draft.definite:  # "the Ethiopian federal government … the federal government"
        return same.country
    near = evidence(line, draft, memory) if draft.sector in AT_A_PLACE else None
    if near in noun.homes:
        return near
    named = (c for c in memory.ranked if c in noun.homes and not stands_against(line, draft, c))
    return next(named, noun.homes[0])


def _arm(draft: Draft, memory: Memory) -> None:
    """Let "ships" be the military's after "warships"."""
    noun = draft.noun if draft.rule != "thing-with-country" else None
    if noun and noun.kind == "things" and draft.sector is None:
        draft.sector = "MIL" if any(word.endswith(noun.lemma) for word in memory.arms) else None


def _neighbour(line: Line, draft: Draft, memory: Memory) -> str | None:
    """ "its neighbour", "das Nachbarland": of the two countries that the report is about, the one not acting here."""
    owner = memory.owner(line, draft) if draft.owner else None
    acting = {owner.country} if owner else countries_of([d for d in line.drafts if d is not draft and acts(line, d)])
    others = [code for code in memory.two if code not in acting]
    if len(acting) == 1 and len(others) == 1:
        return others[0]
    return memory.main if len(acting) == 1 and memory.main not in acting else None


def _become_country(draft: Draft, context: Context) -> None:
    """Make "his country" a mention of the state itself."""
    state = context.world.countries.get(draft.country or "")
    if draft.type == "GPE" and state:
        draft.key, draft.name = state.key, state.name


def _share_with_names(line: Line) -> None:
    """Let a name learn from its title what the title learnt."""
    for draft in line.drafts:
        if draft.form == "name" and draft.country is None and draft.type in ("PER", "ORG") and draft.key:
            title = next((d for d in line.drafts if d.form == "nominal" and d.key == draft.key), None)
            if title:
                draft.country, draft.sector = title.country, draft.sector or title.sector
                if title.rule.endswith("by-context"):
                    draft.rule = f"{draft.rule}-by-context"
