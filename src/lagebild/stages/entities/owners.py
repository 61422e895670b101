"""What stands before a noun and says whose it is: "armenische", "Moskaus", "US-", "British and EU", "Saudi-led"."""

from lagebild.knowledge.world import Known
from lagebild.stages.entities.draft import STATELESS, Context, Draft, Line

_OF_A_COUNTRY = frozenset({"GOV", "LEG", "MIL", "SPY", "GOV PRE"})
_ARMED = frozenset({"REB", "PRM", "CRM"})  # their commanders and troops are no state's
_BY_ADJECTIVE = "noun-with-adjective"
_MODIFIERS = frozenset({"ADJ", "DET", "NUM", "PART"})
# Longest reach of a noun phrase to the left, in tokens.
REACH = 8


def read_left(line: Line, draft: Draft, context: Context) -> None:
    words = context.words.words
    prefix = _prefix(line, draft.head)
    envoy = prefix is not None and prefix.country in STATELESS and _is_unattached(draft, context)
    if prefix and not envoy:
        take_country(draft, prefix)
        if prefix.known and prefix.known.kind == "organisation" and draft.noun and draft.noun.relation:
            stated = draft.noun.stated and draft.noun.sector != "GOV"  # "DGB-Präsident" is a union's
            draft.sector = draft.sector if stated else prefix.sector
    _read_first_part(line, draft)
    i = draft.first - 1
    i = _before_short_name(line, i)
    while i >= 0 and draft.first - i <= REACH:
        step = _step_left(line, draft, i, context)
        if step is None:
            break
        i = step
    if prefix and envoy:
        take_country(draft, prefix)  # "Londons UN-Botschafter" is London's
    if _is_cut_off(line, draft.first):
        draft.first += 1
    draft.definite = line.lower[draft.first] in words.definite or draft.owner is not None


def _is_unattached(draft: Draft, context: Context) -> bool:
    return draft.noun is not None and draft.noun.lemma in context.words.unattached


def _before_short_name(line: Line, i: int) -> int:
    """The token before "(PIJ)" in "the Palestinian Islamic Jihad (PIJ) movement", or `i` itself."""
    if i < 3 or line.tokens[i].text != ")" or line.tokens[i - 2].text != "(":
        return i
    named = line.covering(i - 3) is not None and line.tokens[i - 1].text.isupper()
    return i - 3 if named else i


def _is_cut_off(line: Line, i: int) -> bool:
    """True for "least" in "at least 11 miners", whose preposition is outside the phrase."""
    before, token, following = line.tokens[max(i - 1, 0)], line.tokens[i], line.tokens[min(i + 1, len(line.tokens) - 1)]
    return before.upos == "ADP" and "Degree=Sup" in token.feats and following.upos == "NUM"


def _read_first_part(line: Line, draft: Draft) -> None:
    """Country, and for relations the sector, of the name that a compound begins with: "Kremlsprecher"."""
    known, noun = line.words[draft.head].compound_of, draft.noun
    if known is None or draft.country or noun is None:
        return
    draft.country, draft.rule = known.country, "noun-with-name"
    if noun.relation and not noun.stated:
        draft.sector = known.sector
    take_side(draft, known)


def _prefix(line: Line, i: int) -> Draft | None:
    """The name at the front of a compound: "US-Beamte"."""
    return next((d for d in line.drafts if d.span is not None and d.first == i), None)


def _step_left(line: Line, draft: Draft, i: int, context: Context) -> int | None:
    """Read the token left of the phrase; the next one to read, or None where the phrase begins."""
    words, token, lower = context.words.words, line.tokens[i], line.lower[i]
    name = line.covering(i)
    if name:
        article = line.lower[draft.first] in (words.definite | words.indefinite) and draft.first < draft.head
        scene = name.place and line.lower[draft.head] in words.scenes  # "Haiti ambush" is not Haiti's
        return None if article or scene else _read_owner(line, draft, name, i, context)  # "Evo Morales | den Rücktritt"
    if lower in words.sides and i and line.lower[i - 1] in words.pair:
        draft.both, draft.first = True, i - 1
        return i - 2
    if line.words[i].leads and token.upos in ("ADJ", "VERB", "NOUN"):
        leader = _leader(line, i, context)
        if leader is not None:
            take(draft, leader.country, "noun-with-leader")
            draft.sector = "MIL" if draft.sector == "PTY" else draft.sector  # a coalition led by a state is at war
            draft.first = leader.first
            return leader.first - 1
    if (town := context.town(line, i)) and draft.noun and draft.noun.sector:
        take(draft, town, "noun-with-town")
        draft.first = i
        return i - 1
    adjective = context.adjective(line, i)
    if adjective and token.upos in ("ADJ", "PROPN", "NOUN", "DET"):
        country, first = _shared_land(line, i, context) or adjective
        beside, draft.first = draft.first, first
        if first and line.lower[first - 1].startswith(words.ethnic):  # "ethnic Albanian guerrillas" are not Albania's
            draft.first, draft.foreign = first - 1, True
            return first - 2
        if first > 1 and line.tokens[first - 1].text == "-" and line.lower[first - 2] in words.stances:
            draft.first = first - 2  # "pro-Iranian militias" are not Iran's
            return first - 3
        if draft.rule == _BY_ADJECTIVE and i + 1 == beside and not draft.others:
            draft.country = None  # "Bosnian Croat forces", "Georgian Armenian leaders": of the land in which they live
        take(draft, country, _BY_ADJECTIVE)
        return first - 1
    if draft.country and (token.upos == "CCONJ" or (token.text == "," and draft.others)):
        joined = _read_joined(line, draft, i - 1, context)
        if joined is not None:
            return joined
    if token.upos == "CCONJ" and i and line.lower[i - 1].endswith("-"):  # "Staats- und Regierungschefs"
        draft.first = i - 1
        return i - 2
    if lower in words.whose:
        draft.whose, draft.first = True, i
        return None
    if lower in words.possessives and token.upos in ("DET", "PRON"):
        draft.owner, draft.first = words.possessives[lower], i
        return i - 1
    _note_word(draft, line, i, context)
    if lower not in words.pair and not _modifies(line, i, context):
        return None
    draft.first = i
    return i - 1


def _shared_land(line: Line, i: int, context: Context) -> tuple[str, int] | None:
    """Of the people at token `i` and its token, where the land is said once: "Greek and Turkish Cypriot leaders"."""
    if i + 3 > len(line.tokens) - 1 or line.tokens[i + 1].upos != "CCONJ" or context.adjective(line, i + 3) is None:
        return None
    known = context.world.adjectives.get(f"{line.lower[i]} {line.lower[i + 3]}")
    return (known.country, i) if known and known.country else None


def _read_joined(line: Line, draft: Draft, i: int, context: Context) -> int | None:
    """Read what "and" or a comma joins to the country before a noun; the next token to read, None for no country.

    An abbreviation without article is joined ("EU and British negotiators"), a country's name is not: "talks between
    Israel and Palestinian negotiators" are between two.
    """
    if i < 0:
        return None
    prefix, name = _prefix(line, i), line.covering(i)
    if prefix and line.tokens[i].text.endswith("-"):
        take(draft, prefix.country, "noun-with-name")
    elif name and draft.plural and name.first == i and _is_abbreviation(line, name, context):
        take(draft, name.country, "noun-with-name")
        name.quiet = True  # it only qualifies: the negotiators act
    else:
        return i if context.adjective(line, i) and name is None else None
    draft.first = i
    return i - 1


def _is_abbreviation(line: Line, name: Draft, context: Context, *, even_after_article: bool = False) -> bool:
    article = name.first > 0 and line.lower[name.first - 1] in context.words.words.definite
    text = line.tokens[name.first].text.replace(".", "")
    return name.form == "name" and text.isupper() and text.isalpha() and (even_after_article or not article)


def _leader(line: Line, i: int, context: Context) -> Draft | None:
    """Who leads: the name before "-led" or after the preposition of "von Riad geführt", as a draft from there on."""
    for j in range(i - 1, max(-1, i - 4), -1):
        adjective = context.adjective(line, j)
        name = line.covering(j)
        country, first = adjective or ((name.country, name.first) if name else (None, j))
        if country is None or (not name and not adjective):
            continue
        hyphen = j == i - 2 and line.tokens[i - 1].text == "-"
        agent = first > 0 and line.tokens[first - 1].upos == "ADP" and line.lower[first - 1] in context.words.words.of
        if hyphen or agent:
            start = first if hyphen else first - 1
            return Draft(line.index, start, j, j, "name", "GPE", "", "leader", country=country)
        return None
    return None


def _note_word(draft: Draft, line: Line, i: int, context: Context) -> None:
    words, lower = context.words.words, line.lower[i]
    definite = i > 0 and line.lower[i - 1] in words.definite
    if lower in words.all or (lower in words.pair and definite):
        # Two governments are of two countries; two soldiers mostly of one.
        draft.both |= draft.sector in (_OF_A_COUNTRY if draft.type == "ORG" else ("GOV", "LEG"))
    draft.several |= lower in words.pair and draft.noun is not None and draft.noun.lemma in words.communities
    draft.local |= lower.startswith(words.local)
    draft.foreign |= lower in words.foreign or (i > 0 and f"{line.lower[i - 1]} {lower}" in words.foreign)
    draft.stateless |= lower.startswith(words.stateless)
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


def may_stand_between(line: Line, i: int, context: Context) -> bool:
    """False for a word beyond which nothing says whose a noun is: what `_step_left` never passes."""
    words, word = context.words.words, line.words[i]
    small = word.of_land or word.lower in words.pair or word.lower in words.possessives or word.lower.endswith("-")
    return small or line.tokens[i].upos == "CCONJ" or _modifies(line, i, context)


def _read_owner(line: Line, draft: Draft, name: Draft, i: int, context: Context) -> int | None:
    """A name directly before: "Moskaus Militär", "Armenia's ministry", "UN inspectors"."""
    last = line.tokens[name.last]
    if context.words.words.compounds and name.first < name.last and last.deprel == "flat":
        last = line.tokens[name.head]  # "in Sri Lanka mehrere Dörfer": the name is joined within itself alone
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
        joined |= (
            _is_abbreviation(line, name, context, even_after_article=True) and line.tokens[draft.head].upos == "NOUN"
        )
    if not (genitive or joined) or line.tokens[i].upos == "PUNCT" or _is_of_word_before(line, draft, name, context):
        return None
    settle_community(draft, context)
    take_country(draft, name)
    if draft.noun and draft.noun.relation and not draft.noun.stated and draft.sector is None:
        draft.sector = name.sector
    draft.first = name.first
    second = _owner_listed_before(line, draft)
    if second:
        take(draft, second.country, "noun-with-name")
        draft.first = second.first
    return draft.first - 1


def _owner_listed_before(line: Line, draft: Draft) -> Draft | None:
    """The state before "and" of the two that own a plural: "Sweden's" in "Sweden's and Finland's ministers"."""
    i = draft.first - 1
    if not draft.plural or i < 2 or line.tokens[i].upos != "CCONJ" or line.lower[i - 1] not in ("'s", "’s", "'"):
        return None
    name = line.covering(i - 2)
    return name if name and name.type == "GPE" and name.country else None


def _is_of_word_before(line: Line, draft: Draft, name: Draft, context: Context) -> bool:
    """ "im Osten Kenias einen Bus", "im Norden Malis zehn Männer": before an article, or of the ground before it."""
    if line.tokens[name.last].text in ("'s", "’s") or not context.words.words.compounds:
        return False
    if "PronType=Art" in line.tokens[draft.first].feats:
        return True
    return name.first > 0 and line.lower[name.first - 1] in context.words.words.grounds


def take_side(draft: Draft, owner: Known | None) -> None:
    """Let what the owner is go before what the noun says: "RSF commanders" are rebels, a "UN mission" no government."""
    if owner is None or owner.kind != "organisation" or draft.noun is None:
        return
    if (draft.sector == "MIL" and owner.sector in _ARMED) or (
        draft.sector == "GOV" and owner.country in STATELESS and (draft.noun.kind == "bodies" or draft.noun.relation)
    ):
        draft.sector = owner.sector


def settle_community(draft: Draft, context: Context) -> None:
    """Forget whose people a community is: "Romania's Hungarian minority" is of the land in which it lives."""
    if draft.rule == _BY_ADJECTIVE and draft.noun is not None and draft.noun.lemma in context.words.words.communities:
        draft.several |= bool(draft.others)
        draft.country, draft.others, draft.rule = None, [], "community"


def take_country(draft: Draft, name: Draft) -> None:
    take_side(draft, name.known)
    if draft.country is None and name.country:
        draft.country, draft.rule = name.country, "noun-with-name"
        if name.known and name.known.sector == "PRE" and draft.sector == "GOV":
            draft.sector = "GOV PRE"


def take(draft: Draft, country: str | None, rule: str) -> None:
    """Add a country to a phrase: its first, or one more of "Iranian and Russian officials"."""
    if draft.country is None:
        draft.country, draft.rule = country, rule
    elif country and country != draft.country and country not in draft.others:
        draft.others.append(country)
