"""Noun phrases that can act: "zwei armenische Soldaten", "the army", "ein Sprecher der Polizei"."""

from collections.abc import Iterator

from lagebild.knowledge.entities_words import Noun
from lagebild.record import EntityType
from lagebild.stages.entities.draft import STATELESS, Context, Draft, Line
from lagebild.stages.entities.names import is_place
from lagebild.stages.entities.owners import may_stand_between, read_left, settle_community, take_side

_TYPES: dict[str, EntityType] = {"persons": "PER", "bodies": "ORG", "things": "ORG"}
_SERVING = frozenset({"MIL", "SPY", "COP", "LEG", "JUD", "GOV", "REB"})
_COUNTRY = Noun("", "bodies", None)  # whatever the language calls a country


def find_nominals(line: Line, context: Context) -> None:
    """Add a draft for every noun with a sector, with what the phrase itself says of its country."""
    found: list[Draft] = _sides(line, context)
    begins = len(line.tokens)  # of the noun found last, which may be of several words
    for i in reversed(line.having("noun")):
        match = _noun_at(line, i, context) if i < begins else None
        if match:
            noun, first = match
            begins = first
            draft = _draft(line, first, i, noun, context)
            read_left(line, draft, context)
            _read_right(line, draft, found, context)
            _leave_office(line, draft, context)
            _share_origin(line, draft, found, context)
            if not _introduces(line, draft, context):
                found.append(draft)
    line.drafts.extend(reversed(found))


def _introduces(line: Line, draft: Draft, context: Context) -> bool:
    """True of "den Nachbarstaaten" in "den Nachbarstaaten Ruanda und Uganda", which then belongs to the name."""
    words, lower = context.words.words, line.lower[draft.head]
    if lower not in words.sides and lower not in words.neighbours:
        return False
    name = line.covering(draft.head + 1) if draft.head + 1 < len(line.tokens) else None
    if name is None or name.first != draft.head + 1 or name.known is None or name.known.kind != "country":
        return False
    name.first, name.head, name.place = draft.first, draft.head, False
    return True


def _leave_office(line: Line, draft: Draft, context: Context) -> None:
    """Let who presides over a society be no head of state: "the president of the Bar Association", "DRK-Präsident"."""
    if draft.noun is None or not (draft.noun.relation and draft.sector == "GOV") or draft.country in STATELESS:
        return
    initials = line.tokens[draft.head].text.rpartition("-")[0]
    unknown = len(initials) > 1 and initials.isupper() and draft.country is None
    if unknown or (draft.last == draft.head and _presides_over_society(line, draft.head + 1, context)):
        draft.sector = "CVL"


def _presides_over_society(line: Line, i: int, context: Context) -> bool:
    """True where "of" or a genitive, and nothing but words before it, lead to the noun of a society."""
    words = context.words.words
    if i >= len(line.tokens) or not (line.lower[i] in words.genitive or "Case=Gen" in line.tokens[i].feats):
        return False
    for j in range(i + 1, min(i + 6, len(line.tokens))):
        if line.covering(j) or line.tokens[j].upos not in ("DET", "ADJ", "NOUN", "PROPN", "PUNCT", "PART"):
            return False
        if line.lower[j].endswith(words.societies):
            return True
    return False


def _share_origin(line: Line, draft: Draft, found: list[Draft], context: Context) -> None:
    """Let "judges" of "judges and officers from Georgia" come from there, too."""
    joined = draft.last + 1 < len(line.tokens) and line.tokens[draft.last + 1].upos == "CCONJ"
    after = next((d for d in found if d.first == draft.last + 2), None) if joined and draft.country is None else None
    if after is None or not (draft.plural and after.plural) or not after.country:
        return
    if not context.words.words.origin.isdisjoint(line.lower[after.head + 1 : after.last]):
        draft.country, draft.rule = after.country, "noun-in-place"


def find_things(line: Line, context: Context) -> None:
    """Add other nouns that say whose they are: "das türkische Vorgehen", "Iran's programme", "US-Sanktionen"."""
    covered = {i for d in line.drafts if d.span is None for i in range(d.first, d.last + 1)}
    begun = {d.first for d in line.drafts if d.span is not None}
    begun.update(line.having("compound"))
    owners = covered.union(line.having("owner"))
    owned = False  # whether a word before may say whose this is
    for i in range(min(owners | begun, default=len(line.tokens)), len(line.tokens)):
        could = (i and owned) or i in begun
        owned = i in owners or (owned and may_stand_between(line, i, context))
        if not could or i in covered:
            continue
        token, word = line.tokens[i], line.words[i]
        if token.upos not in ("NOUN", "PROPN") or not word.letter or word.noun:
            continue
        if _is_modifier(line, i, context):
            continue
        noun = Noun(word.lower, "things", None)
        draft = Draft(line.index, i, i, i, "nominal", "NORP", token.text, "thing", noun=noun)
        read_left(line, draft, context)
        if draft.country and (draft.first < i or word.lower.endswith(context.words.words.acts)):
            covered.update(range(draft.first, i + 1))
            owned = True  # of the next noun, this one may be the owner
            draft.rule = "thing-with-country"
            if word.lower in context.words.words.counterparts and _is_of_state(line, draft):
                draft.country, draft.noun, draft.rule = None, None, "counterpart"  # "Kyiv's allies" are other states
            if _is_called_so(line, i, context):
                draft.sector = "CVL" if word.lower.endswith(context.words.words.societies) else "BUS"
            line.drafts.append(draft)
            if line.lower[i] in context.words.words.grounds and not draft.others:
                draft.place = is_place(line, draft, context)  # "in the Georgian capital"
            else:
                _entitle(line, draft)


def _is_of_state(line: Line, draft: Draft) -> bool:
    """True of what a state or a person owns by name: "Kyiv's …", not of what only an adjective or a union does."""
    name = line.covering(draft.first)
    return name is not None and name.form in ("name", "metonym") and not (name.known and name.country in STATELESS)


def _is_called_so(line: Line, i: int, context: Context) -> bool:
    """ "Die Deutsche Telekom": an adjective that has a capital within the sentence is part of a firm's name."""
    before = line.tokens[i - 1]
    capital = context.words.words.adjectives_in_lower_case and i > 1 and before.text[0].isupper()
    return capital and before.upos == "ADJ" and line.tokens[i - 2].upos != "PUNCT"


def _entitle(line: Line, title: Draft) -> None:
    """Give the name after an unknown title the title's country: "Norwegian climatologist Kari Solheim"."""
    name = next((d for d in line.drafts if d.first == title.last + 1 and d.form == "name" and d.type == "PER"), None)
    if name and (name.country is None or name.country == title.country) and name.key:
        name.country, name.rule = title.country, "name-with-title" if name.known is None else name.rule
        title.key, title.name, title.type = name.key, name.name, "PER"


def _is_plural(line: Line, i: int) -> bool:
    """True by its own form, or by its verb's: "die Außenminister … trafen sich" looks like a singular."""
    token = line.tokens[i]
    if "Number=Plur" in token.feats:
        return True
    if not token.deprel.startswith("nsubj") or token.head < 0 or "Number=Plur" not in line.tokens[token.head].feats:
        return False
    return not any(
        j != i and ((t.deprel == "conj" and t.head == i) or (t.deprel == "nsubj" and t.head == token.head))
        for j, t in enumerate(line.tokens)
    )


def _sides(line: Line, context: Context) -> list[Draft]:
    """Add "beide Länder", "the sides", "his country", "das Nachbarland": countries that are not named."""
    words = context.words.words
    found = []
    for i in reversed(line.having("land")):
        if not i or line.covering(i):
            continue
        lower, before = line.lower[i], line.lower[i - 1]
        draft = Draft(line.index, i, i, i, "nominal", "GPE", line.tokens[i].text, "noun", noun=_COUNTRY)
        if lower in words.sides and before in words.pair:
            draft.noun, draft.rule, draft.plural, draft.both = None, "both", True, True
            draft.first = i - 2 if i > 1 and line.lower[i - 2] in words.definite else i - 1
        elif lower in words.sides_alone and before in words.definite:
            draft.noun, draft.rule, draft.plural, draft.both, draft.first = None, "both", True, True, i - 1
        elif lower in words.lands and before in words.possessives:
            draft.owner, draft.first = words.possessives[before], i - 1
        elif lower in words.neighbours and (before in words.definite or before in words.possessives):
            draft.neighbour, draft.first = True, i - 1
        else:
            continue
        found.append(draft)
    return found


def _noun_at(line: Line, i: int, context: Context) -> tuple[Noun, int] | None:
    token, word = line.tokens[i], line.words[i]
    if token.upos not in ("NOUN", "PROPN") and not (token.upos in ("ADJ", "NUM") and word.capital):
        return None
    if not word.letter or line.covering(i) or _is_modifier(line, i, context) or _is_capital_adjective(line, i):
        return None
    if word.lower in context.words.words.alone and _is_alone(line, i):
        return None
    if i and context.words.words.compounds and token.deprel in ("appos", "flat", "flat:name") and token.head == i - 1:
        title = line.words[i - 1].noun
        if title and title.kind == "persons" and title.sector:
            return None  # "Außenminister | Fischer"
    if word.lower in context.words.words.conditions and _is_condition(line, i, context):
        return None
    for n in word.longer_nouns:
        words = tuple(line.lower[i - n + 1 : i + 1]) if n <= i + 1 else ()
        noun = context.words.nouns.get(words)
        if noun:
            return noun, i - n + 1
        if words in context.words.nouns:
            return None  # "Christmas party"
    return (word.noun, i) if word.noun else None


def _is_alone(line: Line, i: int) -> bool:
    """True for a noun before which no word says which one it is: "to use force", not "the force"."""
    return i == 0 or line.tokens[i - 1].upos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART")


def _is_condition(line: Line, i: int, context: Context) -> bool:
    """True for "state" in "a state of emergency", not in "the state of Veracruz"."""
    after = line.lower[i + 1 : i + 2]
    return (
        bool(after)
        and after[0] in context.words.words.genitive
        and i + 2 < len(line.tokens)
        and not (line.words[i + 2].capital or line.lower[i + 2] in context.words.words.definite)
    )


def _is_capital_adjective(line: Line, i: int) -> bool:
    """True for the first word of "das Oberste Gericht", which is no noun for all its capital."""
    following = line.tokens[i + 1] if i + 1 < len(line.tokens) else None
    return line.tokens[i].upos == "ADJ" and following is not None and following.upos == "NOUN"


def _is_modifier(line: Line, i: int, context: Context) -> bool:
    """True for "army" in "army statement": the next noun is what the phrase is about."""
    if context.words.words.compounds or i + 1 >= len(line.tokens):
        return False
    token, following = line.tokens[i], line.tokens[i + 1]
    if line.words[i + 1].capital and not line.words[i].capital:
        return False  # "president Moses Okello", whatever the tagger makes of Moses
    if following.upos == "NOUN" and token.deprel in ("compound", "amod", "nmod", "nmod:poss"):
        return True
    joined = following.upos == "NOUN" or (following.upos == "PROPN" and line.words[i].capital)
    return joined and line.words[i + 1].noun is not None


def _draft(line: Line, first: int, i: int, noun: Noun, context: Context) -> Draft:
    sector = noun.sector
    for j in range(i - 1, max(-1, i - 3), -1) if noun.relation and not noun.stated else ():
        if line.tokens[j].upos in ("CCONJ", "PUNCT", "ADP"):
            break  # "the army and members of parliament"
        modifier = line.words[j].noun if line.tokens[j].upos in ("NOUN", "PROPN") else None
        if modifier and not context.words.words.compounds:  # "police chief", "government spokesman"
            sector, first = modifier.sector, min(first, j)
            break
    kind: EntityType = "NORP" if noun.kind == "things" and sector is None else _TYPES[noun.kind]
    return Draft(
        line.index, first, i, i, "nominal", kind, line.tokens[i].text, "noun", noun=noun,
        sector=sector, plural=_is_plural(line, i),
    )  # fmt: skip


def _read_right(line: Line, draft: Draft, found: list[Draft], context: Context) -> None:
    """Read "der Armee", "of Niger", "in Jerewan" after the noun."""
    words = context.words.words
    p, n = draft.last + 1, len(line.tokens)
    preposition = ""
    if p < n and line.tokens[p].upos == "ADP" and (line.lower[p] in words.of or _dwells(line, draft, p, context)):
        preposition = line.lower[p]
        p += 1
    while (
        p < n
        and not line.covering(p)
        and line.tokens[p].upos in ("DET", "ADJ")
        and (line.lower[p] not in words.indefinite or "Case=Gen" in line.tokens[p].feats)
    ):
        if any(d.first == p for d in found):
            break
        p += 1
    p = _beyond_matter(line, p, preposition, context)
    target = line.covering(p) if p < n else None
    bare = not preposition and p == draft.last + 1
    if target and preposition:
        target = _owned_body(line, target) or target
        owned = next((d for d in found if d.first == target.first and d.head > target.last), None)
        if (
            owned
            and owned.country
            and draft.noun
            and (draft.noun.relation or _serves(line, draft, owned, preposition, context))
        ):
            target = None  # "a spokesman for Kenya's army"
    if target:
        if bare and target.type == "PER" and draft.noun and draft.noun.kind == "persons":
            return  # a title
        seat = _is_seat(line, draft, target, context)
        if bare and not seat and not line.tokens[target.last].text.endswith(("s", "’", "'")):
            return
        if target.form == "nominal" and not (draft.noun and draft.noun.relation):
            return
        _attach(line, draft, target, preposition, context)
        return
    starts = draft.last + 2 if preposition in context.words.words.of else draft.last + 1
    both = next((d for d in found if d.both and d.noun is None and d.first == starts), None)
    if both:
        draft.both, draft.last = True, both.last
        return
    nominal = next((d for d in found if d.first <= p <= d.head and d.first > draft.last), None) if p < n else None
    if (
        nominal
        and draft.noun
        and draft.noun.relation
        and (preposition or _opens_a_genitive(line, draft.last + 1, context))
    ):
        if nominal.sector and preposition in ("", "of", "von", "vom", "for", "für", "from", "aus"):
            draft.sector = "GOV" if nominal.several else nominal.sector  # the leaders of two peoples treat as states do
        if draft.country is None:
            draft.country = nominal.country
            draft.others = [*nominal.others] if draft.plural else []  # "envoys of the Kenyan and Ugandan governments"
        draft.rule = "noun-of-noun"
        draft.last = nominal.last
    consists = preposition in words.genitive and line.lower[p - 1] == preposition and draft.country is None
    if nominal and draft.country is None and _serves(line, draft, nominal, preposition, context):
        draft.country, draft.rule = nominal.country, "noun-of-noun"
    if nominal and consists and not nominal.others and draft.noun and draft.noun.kind == "bodies":
        draft.country = nominal.country  # "a battalion of Kenyan soldiers"


def _dwells(line: Line, draft: Draft, p: int, context: Context) -> bool:
    """True of the "auf" of "die türkische Volksgruppe auf Zypern", which for other bodies is no "of"."""
    words = context.words.words
    return draft.noun is not None and draft.noun.lemma in words.communities and line.lower[p] in words.dwelling


def _beyond_matter(line: Line, p: int, preposition: str, context: Context) -> int:
    """Where the owner begins behind what an office is for: "the minister of foreign affairs of | Peru"."""
    words, lower, n = context.words.words, line.lower, len(line.tokens)
    end = p
    while end < n and end < p + 4 and line.tokens[end].upos in ("NOUN", "ADJ") and not line.covering(end):
        end += 1
    if not preposition or end == p or end >= n - 1 or lower[end] not in words.of:
        return p
    end += 2 if lower[end + 1] in words.definite else 1
    return end if end < n and line.covering(end) else p


def _opens_a_genitive(line: Line, i: int, context: Context) -> bool:
    """True for the article of "Mitglieder der Miliz" and "Mitglieder einer Miliz", not of "als Mitglieder eine"."""
    words = context.words.words
    return line.lower[i] in words.definite or (line.lower[i] in words.indefinite and "Case=Gen" in line.tokens[i].feats)


def _owned_body(line: Line, name: Draft) -> Draft | None:
    """The organisation behind a country's genitive: "a member of Britain's Labour Party"."""
    i = name.last + 1
    if name.type != "GPE" or line.lower[i : i + 1] not in (["'s"], ["’s"], ["'"], ["’"]):
        return None
    body = line.covering(i + 1) if i + 1 < len(line.tokens) else None
    return body if body and body.known and body.known.kind == "organisation" else None


def _serves(line: Line, draft: Draft, nominal: Draft, preposition: str, context: Context) -> bool:
    """True of "agents of the Russian secret service": who is in the service of a body that says whose it is."""
    words, noun = context.words.words, draft.noun
    if noun is None or noun.relation or draft.sector not in _SERVING or nominal.others or nominal.country is None:
        return False
    joined = preposition in words.genitive if preposition else line.lower[draft.last + 1] in words.definite
    wanted = "ORG" if noun.kind == "persons" else "PER"  # "the troops of the Libyan leader"
    return joined and nominal.type == wanted and nominal.sector in _SERVING


def _is_seat(line: Line, draft: Draft, target: Draft, context: Context) -> bool:
    """The town of a body: "die Staatsanwaltschaft Zwickau", "das Landgericht Köln"."""
    place = target.rule == "town" or (target.known is not None and target.known.kind == "region")
    return place and context.is_seated(draft.noun)


def _attach(line: Line, draft: Draft, target: Draft, preposition: str, context: Context) -> None:
    """Take country (and for "head of the agency" the sector) from the name after the noun."""
    noun = draft.noun
    whereabouts = preposition in context.words.words.locative and preposition not in ("", "von", "of")
    name = line.tokens[target.head]
    comes = preposition in context.words.words.origin and name.deprel == "nmod" and name.head == draft.head
    if whereabouts and not comes and noun and noun.sector == "MIL" and noun.kind != "bodies":
        return  # soldiers in Mali need not be Mali's, nor those whom somebody withdraws from there
    if whereabouts and (draft.owner or _leaves(line, draft, preposition, context)):
        draft.last = target.last if draft.owner else draft.last
        return  # "seine Soldaten aus dem Irak", "the withdrawal of the troops from Iraq"
    if preposition in context.words.words.goals and noun and noun.sector == "MIL":
        return  # whoever goes there is not from there: "troops to Juba"
    if preposition not in context.words.words.goals:
        settle_community(draft, context)
    if draft.country is None and preposition not in context.words.words.goals:
        draft.country = target.known.country if target.known and target.known.kind == "capital" else target.country
        draft.rule = "noun-in-place" if whereabouts else "noun-of-name"
    if noun and noun.relation and target.known and target.known.kind == "organisation":
        draft.sector = draft.sector if noun.stated and noun.sector != "GOV" else target.sector
    if not whereabouts:
        take_side(draft, target.known)
        if noun and noun.relation and not noun.stated and draft.sector is None and target.form == "metonym":
            draft.sector = target.sector  # "Vertreter Kiews"
    if target.known and target.known.sector == "PRE" and draft.sector == "GOV":
        draft.sector = "GOV PRE"
    if target.known and target.known.kind == "capital":
        target.form, target.place, target.sector, target.rule = "name", True, None, "known-capital"
        target.key, target.name = target.known.key, target.known.name
    draft.last = target.last
    last = target
    for second in _more_owners(line, target, context):
        if second.country == draft.country or second.country in draft.others or not noun:
            break
        if noun.kind == "persons" and not draft.plural:
            break
        whole = second.type == "GPE" or (noun.relation and second.known is not None and second.type == "ORG")
        if whole and second.country:
            draft.others.append(second.country)
            last = second
    draft.last = last.last


def _more_owners(line: Line, target: Draft, context: Context) -> Iterator[Draft]:
    """The names listed behind the first, up to the one behind "and": "ministers of Iran | , Pakistan and Oman"."""
    before = target
    while (second := _second_owner(line, before, context)) is not None:
        yield second
        if not _is_listed(line, before, second):
            return
        before = second


def _is_listed(line: Line, before: Draft, second: Draft) -> bool:
    """True where only a comma stands between two names, an article behind it or not."""
    return all(token.upos != "CCONJ" for token in line.tokens[before.last + 1 : second.first])


def _leaves(line: Line, draft: Draft, preposition: str, context: Context) -> bool:
    """True of who leaves the place or is taken from there, as the noun or verb says that the phrase depends on."""
    governor = line.tokens[draft.head].head
    words = context.words.words
    return governor >= 0 and preposition in words.origin and line.tokens[governor].lemma.casefold() in words.leaving


def _second_owner(line: Line, target: Draft, context: Context) -> Draft | None:
    """The name that "and" joins to the first: "Vertreter der UN und | der EU"."""
    p = target.last + 1
    if p >= len(line.tokens) or not (line.tokens[p].upos == "CCONJ" or line.tokens[p].text == ","):
        return None
    p += 1
    if p < len(line.tokens) and line.tokens[p].upos == "CCONJ":  # "Iran, Pakistan, and Oman"
        p += 1
    if p < len(line.tokens) and line.tokens[p].upos == "DET" and line.lower[p] in context.words.words.definite:
        p += 1
    return line.covering(p) if p < len(line.tokens) else None
