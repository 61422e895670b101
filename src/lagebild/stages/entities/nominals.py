"""Noun phrases that can act: "zwei armenische Soldaten", "the army", "ein Sprecher der Polizei"."""

from lagebild.knowledge.entities_words import Noun
from lagebild.record import EntityType
from lagebild.stages.entities.draft import Context, Draft, Line

_TYPES: dict[str, EntityType] = {"persons": "PER", "bodies": "ORG", "things": "ORG"}
_OF_A_COUNTRY = frozenset({"GOV", "LEG", "MIL", "SPY", "GOV PRE"})
_MODIFIERS = frozenset({"ADJ", "DET", "NUM", "PART"})
_COUNTRY = Noun("", "bodies", None)  # whatever the language calls a country
# Longest reach of a noun phrase to the left, in tokens.
REACH = 8


def find_nominals(line: Line, context: Context) -> None:
    """Add a draft for every noun with a sector, with what the phrase itself says of its country."""
    found: list[Draft] = _sides(line, context)
    for i in range(len(line.tokens) - 1, -1, -1):
        match = _noun_at(line, i, context)
        if match:
            noun, first = match
            draft = _draft(line, first, i, noun, context)
            _read_left(line, draft, context)
            _read_right(line, draft, found, context)
            found.append(draft)
    line.drafts.extend(reversed(found))


def find_things(line: Line, context: Context) -> None:
    """Add other nouns with an adjective of a country or its genitive: "das türkische Vorgehen", "Iran's programme"."""
    for i, token in enumerate(line.tokens):
        if token.upos not in ("NOUN", "PROPN") or line.covering(i) or _is_modifier(line, i, context) or i == 0:
            continue
        if context.noun((line.lower[i],)) or not token.text[:1].isalpha():
            continue
        noun = Noun(line.lower[i], "things", None)
        draft = Draft(line.index, i, i, i, "nominal", "NORP", token.text, "thing", noun=noun)
        _read_left(line, draft, context)
        if draft.country and draft.first < i:
            draft.rule = "thing-with-country"
            line.drafts.append(draft)
            _entitle(line, draft)


def _entitle(line: Line, title: Draft) -> None:
    """Give the name after an unknown title the title's country: "Norwegian climatologist Kari Solheim"."""
    name = next((d for d in line.drafts if d.first == title.last + 1 and d.form == "name" and d.type == "PER"), None)
    if name and (name.country is None or name.country == title.country) and name.key:
        name.country, name.rule = title.country, "name-with-title" if name.known is None else name.rule
        title.key, title.name, title.type = name.key, name.name, "PER"


def _sides(line: Line, context: Context) -> list[Draft]:
    """Add "beide Länder", "the sides", "his country", "das Nachbarland": countries that are not named."""
    words = context.words.words
    found = []
    for i in range(len(line.tokens) - 1, 0, -1):
        lower, before = line.lower[i], line.lower[i - 1]
        if line.covering(i):
            continue
        draft = Draft(line.index, i, i, i, "nominal", "GPE", line.tokens[i].text, "noun", noun=_COUNTRY)
        if lower in words.sides and before in words.pair:
            draft.noun, draft.rule, draft.plural, draft.both = None, "both", True, True
            draft.first = i - 2 if i > 1 and line.lower[i - 2] in words.definite else i - 1
        elif lower in words.sides_alone and before in words.definite:
            draft.noun, draft.rule, draft.plural, draft.both, draft.first = None, "both", True, True, i - 1
        elif lower in words.lands and before in words.possessives:
            draft.owner, draft.first = words.possessives[before], i - 1
        elif lower in words.neighbours and before in words.definite | set(words.possessives):
            draft.neighbour, draft.first = True, i - 1
        else:
            continue
        found.append(draft)
    return found


def _noun_at(line: Line, i: int, context: Context) -> tuple[Noun, int] | None:
    token = line.tokens[i]
    if token.upos not in ("NOUN", "PROPN") and not (token.upos in ("ADJ", "NUM") and token.text[:1].isupper()):
        return None
    if not token.text[:1].isalpha() or line.covering(i):
        return None
    if _is_modifier(line, i, context):
        return None
    for n in range(min(context.words.longest_noun, i + 1), 0, -1):
        noun = context.noun(tuple(line.lower[i - n + 1 : i + 1]))
        if noun:
            return noun, i - n + 1
    return None


def _is_modifier(line: Line, i: int, context: Context) -> bool:
    """True for "army" in "army statement": the next noun is what the phrase is about."""
    if context.words.words.compounds or i + 1 >= len(line.tokens):
        return False
    token, following = line.tokens[i], line.tokens[i + 1]
    if following.text[:1].isupper() and not token.text[:1].isupper():
        return False  # "president Moses Okello", whatever the tagger makes of Moses
    if following.upos == "NOUN" and token.deprel in ("compound", "amod", "nmod", "nmod:poss"):
        return True
    joined = following.upos == "NOUN" or (following.upos == "PROPN" and token.text[:1].isupper())
    return joined and context.noun((line.lower[i + 1],)) is not None


def _draft(line: Line, first: int, i: int, noun: Noun, context: Context) -> Draft:
    feats = line.tokens[i].feats
    sector = noun.sector
    for j in range(i - 1, max(-1, i - 3), -1) if noun.relation and not noun.stated else ():
        modifier = context.noun((line.lower[j],)) if line.tokens[j].upos in ("NOUN", "PROPN") else None
        if modifier and not context.words.words.compounds:  # "police chief", "government spokesman"
            sector, first = modifier.sector, min(first, j)
            break
    kind: EntityType = "NORP" if noun.kind == "things" and sector is None else _TYPES[noun.kind]
    return Draft(
        line.index, first, i, i, "nominal", kind, line.tokens[i].text, "noun", noun=noun,
        sector=sector, plural="Number=Plur" in feats,
    )  # fmt: skip


def _read_left(line: Line, draft: Draft, context: Context) -> None:
    words = context.words.words
    prefix = _prefix(line, draft.head)
    if prefix:
        _take_country(draft, prefix)
        if prefix.known and prefix.known.kind == "organisation" and draft.noun and draft.noun.relation:
            draft.sector = draft.sector if draft.noun.stated else prefix.sector
    i = draft.first - 1
    while i >= 0 and draft.first - i <= REACH:
        step = _step_left(line, draft, i, context)
        if step is None:
            break
        i = step
    draft.definite = line.lower[draft.first] in words.definite or draft.owner is not None


def _prefix(line: Line, i: int) -> Draft | None:
    """The name at the front of a compound: "US-Beamte"."""
    return next((d for d in line.drafts if d.span is not None and d.first == i), None)


def _step_left(line: Line, draft: Draft, i: int, context: Context) -> int | None:
    """Read the token left of the phrase; the next one to read, or None where the phrase begins."""
    words, token, lower = context.words.words, line.tokens[i], line.lower[i]
    name = line.covering(i)
    if name:
        return _read_owner(line, draft, name, i, context)
    if lower in words.sides and i and line.lower[i - 1] in words.pair:
        draft.both, draft.first = True, i - 1
        return i - 2
    adjective = context.adjective(line, i)
    if adjective and token.upos in ("ADJ", "PROPN", "NOUN", "DET"):
        country, first = adjective
        if draft.country is None:
            draft.country, draft.rule = country, "noun-with-adjective"
        elif country != draft.country:
            draft.others.append(country)
        draft.first = first
        return first - 1
    if token.upos == "CCONJ" and i and line.lower[i - 1].endswith("-"):  # "Staats- und Regierungschefs"
        draft.first = i - 1
        return i - 2
    if token.upos == "CCONJ" and draft.country and i and context.adjective(line, i - 1):
        return i - 1
    if lower in words.possessives and token.upos in ("DET", "PRON"):
        draft.owner, draft.first = words.possessives[lower], i
        return i - 1
    _note_word(draft, line, i, context)
    if lower not in words.pair and not _modifies(line, i, context):
        return None
    draft.first = i
    return i - 1


def _note_word(draft: Draft, line: Line, i: int, context: Context) -> None:
    words, lower = context.words.words, line.lower[i]
    definite = i > 0 and line.lower[i - 1] in words.definite
    if lower in words.all or (lower in words.pair and definite):
        # Two governments are of two countries; two soldiers mostly of one.
        draft.both |= draft.sector in (_OF_A_COUNTRY if draft.type == "ORG" else ("GOV", "LEG"))
    draft.local |= lower.startswith(words.local)
    draft.former |= lower.startswith(words.former)


def _modifies(line: Line, i: int, context: Context) -> bool:
    """True if token `i` belongs to the noun phrase on its right."""
    words, token = context.words.words, line.tokens[i]
    if token.upos in _MODIFIERS and line.lower[i] not in words.pronouns:
        return True
    if not words.compounds and token.upos in ("NOUN", "PROPN"):
        return token.deprel in ("compound", "amod", "nmod:poss", "flat", "nmod:desc")
    participle = token.upos == "VERB" and token.deprel == "amod"
    return participle and (i == 0 or line.tokens[i - 1].upos in ("DET", "ADP", "ADJ", "ADV", "NUM", "PUNCT", "CCONJ"))


def _read_owner(line: Line, draft: Draft, name: Draft, i: int, context: Context) -> int | None:
    """A name directly before: "Moskaus Militär", "Armenia's ministry", "UN inspectors"."""
    last = line.tokens[name.last]
    genitive = last.text.endswith(("s", "'", "’")) or line.lower[name.last + 1 : name.last + 2] in (
        ["'s"],
        ["’s"],
        ["'"],
    )
    joined = last.deprel in ("compound", "amod", "nmod:poss", "nmod:desc", "flat") or last.upos == "ADJ"
    if not genitive and line.tokens[name.last + 1].upos == "VERB":
        return None
    if not joined and name.last + 1 == draft.first and not context.words.words.compounds:
        joined = last.deprel in ("obj", "iobj", "nmod", "dep", "appos")  # the parser's guesses at "U.N. inspectors"
    if not (genitive or joined) or line.tokens[i].upos == "PUNCT":
        return None
    _take_country(draft, name)
    if draft.noun and draft.noun.relation and not draft.noun.stated and draft.sector is None:
        draft.sector = name.sector
    draft.first = name.first
    return name.first - 1


def _take_country(draft: Draft, name: Draft) -> None:
    if draft.country is None and name.country:
        draft.country, draft.rule = name.country, "noun-with-name"
        if name.known and name.known.sector == "PRE" and draft.sector == "GOV":
            draft.sector = "GOV PRE"


def _read_right(line: Line, draft: Draft, found: list[Draft], context: Context) -> None:
    """Read "der Armee", "of Niger", "in Jerewan" after the noun."""
    words = context.words.words
    p, n = draft.last + 1, len(line.tokens)
    preposition = ""
    if p < n and line.tokens[p].upos == "ADP" and line.lower[p] in words.of:
        preposition = line.lower[p]
        p += 1
    while (
        p < n
        and not line.covering(p)
        and line.tokens[p].upos in ("DET", "ADJ")
        and line.lower[p] not in words.indefinite
    ):
        if any(d.first == p for d in found):
            break
        p += 1
    target = line.covering(p) if p < n else None
    bare = not preposition and p == draft.last + 1
    if target:
        if bare and target.type == "PER" and draft.noun and draft.noun.kind == "persons":
            return  # a title
        if bare and not line.tokens[target.last].text.endswith(("s", "’", "'")):
            return
        if target.form == "nominal" and not (draft.noun and draft.noun.relation):
            return
        _attach(line, draft, target, preposition, context)
        return
    both = next((d for d in found if d.both and d.noun is None and d.first == draft.last + 1), None)
    if both:
        draft.both, draft.last = True, both.last
        return
    nominal = next((d for d in found if d.first <= p <= d.head and d.first > draft.last), None) if p < n else None
    if nominal and draft.noun and draft.noun.relation and (preposition or line.lower[draft.last + 1] in words.definite):
        if nominal.sector and preposition in ("", "of", "von", "vom", "for", "für", "from", "aus"):
            draft.sector = nominal.sector
        draft.country = draft.country or nominal.country
        draft.rule = "noun-of-noun"
        draft.last = nominal.last


def _attach(line: Line, draft: Draft, target: Draft, preposition: str, context: Context) -> None:
    """Take country (and for "head of the agency" the sector) from the name after the noun."""
    noun = draft.noun
    whereabouts = preposition in context.words.words.locative and preposition not in ("", "von", "of")
    if whereabouts and noun and noun.sector == "MIL" and noun.kind != "bodies":
        return  # soldiers in Mali need not be Mali's
    if draft.country is None:
        draft.country = target.known.country if target.known and target.known.kind == "capital" else target.country
        draft.rule = "noun-in-place" if whereabouts else "noun-of-name"
    if noun and noun.relation and target.known and target.known.kind == "organisation":
        draft.sector = draft.sector if noun.stated and noun.sector != "GOV" else target.sector
    if target.known and target.known.sector == "PRE" and draft.sector == "GOV":
        draft.sector = "GOV PRE"
    if target.known and target.known.kind == "capital":
        target.form, target.place, target.sector, target.rule = "name", True, None, "known-capital"
        target.key, target.name = target.known.key, target.known.name
    draft.last = target.last
    p = target.last + 1
    if line.lower[p : p + 1] in (["und"], ["and"], [","]) or (p < len(line.tokens) and line.tokens[p].upos == "CCONJ"):
        second = line.covering(p + 1)
        if (
            second
            and second.country
            and second.country != draft.country
            and second.type == "GPE"
            and noun
            and (noun.kind != "persons" or draft.plural)
        ):
            draft.others.append(second.country)
            draft.last = second.last
