"""Which country a phrase belongs to that names none: the nearest evidence decides, and two countries decide nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lagebild.stages.entities.draft import STATELESS, Draft, Line

# Police, courts and the people of a place belong to the place, before they belong to who acts.
AT_A_PLACE = frozenset({"COP", "JUD", "CVL", "EDU", "LAB", "AGR", "MED", "REF", "REL", "CRM", "BUS"})
STATES = frozenset({None, "GOV", "GOV PRE", "MIL", "SPY"})  # sectors of those who act for a state
_CHAMBERS = ("LEG", "JUD")  # sectors of bodies that have members
_OFFICIALS = frozenset({"GOV", "LEG", "OPP", "ELI", "PTY"})
LISTED = 8  # names of a list that are read together
PARAGRAPH = 8  # sentences of a paragraph that are looked back on
RECENT = 3  # sentences: "the army" of so few sentences ago is still meant
_OBJECTS = frozenset({"obj", "iobj", "obl", "obl:arg", "obl:agent"})
_PARTS = frozenset({"appos", "compound", "flat", "flat:name", "nmod", "nmod:desc"})
_PAUSES = frozenset({",", ";", ":", "–", "—", "„", "“", "”", '"', "»", "«", "(", ")"})


@dataclass(slots=True)
class Memory:
    """What has been read so far."""

    main: str | None  # the country of the report, where one is named clearly most
    two: tuple[str, ...]  # the two countries that it is about, where there are clearly two
    ranked: tuple[str, ...]  # all countries, those named most first
    lines: list[Line]
    ruling: frozenset[str] = frozenset()  # lemmas of verbs whose object is the country of their subject: "govern"
    domestic: frozenset[str] = frozenset()  # lemmas of verbs of what states do to their own officials: "dismiss"
    promising: frozenset[str] = frozenset()  # lemmas of verbs whose subject is whoever does what is said: "promise"
    goals: frozenset[str] = frozenset()  # prepositions of where somebody goes: "to"
    sectors: dict[str, Draft] = field(default_factory=dict)  # latest draft of a sector
    nouns: dict[str, Draft] = field(default_factory=dict)  # latest draft of a noun
    subjects: list[Draft] = field(default_factory=list)
    organisations: list[Draft] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)  # as named, latest last
    holders: dict[str, dict[str, set[str]]] = field(default_factory=dict)  # country → person → offices and titles
    arms: set[str] = field(default_factory=set)  # "warship", once one was named
    seen: set[str] = field(default_factory=set)  # countries so far, also those of armies and persons
    meant: set[str] = field(default_factory=set)  # of the sentences before, of all who were not only met in

    def remember(self, line: Line, draft: Draft) -> None:
        """Keep what later phrases may mean; what another article's headline names is not kept."""
        if line.counts and draft.noun and draft.noun.kind == "things" and draft.sector:
            self.arms.add(draft.noun.lemma)
        if not line.counts or draft.country is None:
            return
        self.seen |= {draft.country, *draft.others}
        if draft.known and draft.known.kind in ("country", "capital") and draft.type == "GPE":
            self.countries.append(draft.country)
        if draft.others:
            return
        if draft.form == "nominal" and draft.noun:
            self.nouns[line.lower[draft.head]] = draft
        if draft.sector and draft.type in ("ORG", "PER"):
            self.sectors[draft.sector] = draft
        if draft.type == "ORG" and draft.span is None and draft.rule != "agency" and draft.sector != "JRN":
            self.organisations.append(draft)

    def remember_meant(self, line: Line) -> None:
        """Keep the countries of all of a sentence that is read: "they met in Singapore. The two leaders …"."""
        if line.counts:
            self.meant |= meant_by(line.drafts)

    def remember_subject(self, line: Line) -> None:
        """Keep the first subject of the sentence: what "its" and "their" of the next one mean."""
        if not line.counts:
            return
        able = [d for d in line.drafts if d.country and not d.place and d.span is None and d.form != "pronoun"]
        able.sort(key=lambda d: d.first)
        subject = next((d for d in able if is_subject(line, d)), None)
        if able and able[0].first == 0 and able[0].form in ("name", "metonym"):  # the parser misses many of these
            subject = able[0]
        if subject:
            self.subjects.append(subject)

    def owner(self, line: Line, draft: Draft) -> Draft | None:
        """Whom a possessive means: the subject of the sentence so far, else of the one before."""
        own = [d for d in line.drafts if d.first < draft.first and d.country and not d.place and d.form != "pronoun"]
        own = [d for d in own if d.span is None and not (draft.owner == "Sing" and _is_several(d))]
        own.sort(key=lambda d: d.first)
        if (controller := _controller(line, draft, self.promising)) is not None:
            found = next((d for d in own if d.first <= controller <= d.last), None)
            if found:
                return found
        subjects = [d for d in own if is_subject(line, d) or _stands_before_own_verb(line, draft, d)]
        if subjects:
            return subjects[-1]
        later = [d for d in line.drafts if d.first > draft.last and is_subject(line, d) and d.country]
        later = [d for d in later if not (draft.owner == "Sing" and _is_several(d))]
        if own:
            return own[0]
        if later and not self.subjects:
            return later[0]
        return self.subjects[-1] if self.subjects else (later[0] if later else None)


def meant_by(drafts: list[Draft]) -> set[str]:
    """Countries of those who are spoken of, and no places."""
    return countries_of([d for d in drafts if d.form != "pronoun" and not d.place and d.country not in STATELESS])


def _is_several(draft: Draft) -> bool:
    """True of a plural noun, which "its" and "seine" never mean: "protesters stormed its embassy"."""
    return draft.form == "nominal" and (draft.plural or draft.both)


def _stands_before_own_verb(line: Line, draft: Draft, name: Draft) -> bool:
    """True of the name before the verb of the phrase's own clause: "…, Israel rief seinen Botschafter zurück"."""
    after = line.tokens[name.last + 1 : name.last + 2]
    verb = bool(after) and after[0].upos in ("VERB", "AUX")
    return verb and name.form != "nominal" and name.first == _clause(line, draft).start


def _controller(line: Line, draft: Draft, promising: frozenset[str]) -> int | None:
    """Who does what the phrase is the object of, where another verb says it: "urged Oslo to withdraw its troops"."""
    tokens, verb = line.tokens, line.tokens[draft.head].head
    if tokens[draft.head].deprel not in ("obj", "iobj", "obl", "obl:arg") or verb < 0:
        return None
    if tokens[verb].deprel == "conj" and tokens[verb].head >= 0:
        verb = tokens[verb].head
    governor = tokens[verb].head
    if governor < 0 or any(tokens[i].head == verb for i in line.subjects):
        return None
    of = any(
        t.head == verb and t.upos in ("ADP", "SCONJ") and t.deprel == "mark" for t in tokens[max(0, verb - 3) : verb]
    )
    told = tokens[verb].deprel == "xcomp" or (tokens[verb].deprel in ("advcl", "ccomp") and of)
    if not told or tokens[governor].lemma.casefold() in promising:
        return None
    objects = (
        i for i, t in enumerate(tokens) if t.head == governor and t.deprel in ("obj", "iobj") and i < draft.first
    )
    return next(objects, None)


def evidence(line: Line, draft: Draft, memory: Memory) -> str | None:
    """The country that the nearest evidence names; None where the nearest names two."""
    for countries in _ladder(line, draft, memory):
        if countries:
            return countries.pop() if len(countries) == 1 else None
    return None


def acts(line: Line, draft: Draft) -> bool:
    """True for a subject, its conjuncts, and what stands first in the sentence: the parser misses many of these."""
    if draft.place or draft.form == "pronoun" or draft.type in ("LOC", "NORP") or draft.sector == "JRN":
        return False
    if draft.country is None or draft.country in STATELESS or draft.span is not None:
        return False
    if draft.agent is None and qualifies(line, draft):
        draft.agent = False
    if draft.agent is None:
        listed = _stands_between_comma_and_verb(line, draft) or any(
            is_subject(line, d) or d.first == 0 for d in listed_with(line, draft)
        )
        draft.agent = listed or is_subject(line, draft) or _is_conjunct_of_subject(line, draft)
    return draft.agent


def _stands_between_comma_and_verb(line: Line, draft: Draft) -> bool:
    """True of the name between a comma and a finite verb, whatever the parser makes of it: "…, Oslo schickte …"."""
    after = draft.last + 1
    name = draft.form in ("name", "metonym") and draft.first > 0 and line.lower[draft.first - 1] in (",", ";")
    return name and after < len(line.tokens) and "VerbForm=Fin" in line.tokens[after].feats


def qualifies(line: Line, draft: Draft) -> bool:
    """True of the name in "US-backed rebels" and "Iran-aligned militias", who are somebody else; not in "US-led"."""
    i = draft.last + 2
    if i >= len(line.tokens) or line.tokens[i - 1].text != "-" or line.words[i].leads or line.words[i].capital:
        return False
    return line.tokens[i].upos in ("VERB", "ADJ")


def _is_conjunct_of_subject(line: Line, draft: Draft) -> bool:
    i = draft.head
    for _ in range(3):
        if line.tokens[i].deprel != "conj" or line.tokens[i].head < 0:
            break
        i = line.tokens[i].head
    return i in line.subjects


def listed_with(line: Line, draft: Draft) -> list[Draft]:
    """The names of one list with this, in order, itself included: "Kenya, Uganda and Rwanda"."""
    found = [draft]
    while len(found) < LISTED and (following := _next_in_list(line, found[-1].last + 1, 1)):
        found.append(following)
    while len(found) < LISTED and (before := _next_in_list(line, found[0].first - 1, -1)):
        found.insert(0, before)
    return found


def _next_in_list(line: Line, i: int, step: int) -> Draft | None:
    """The name beyond the comma or conjunction at token `i`."""
    if not 0 <= i + step < len(line.tokens) or i < 0:
        return None
    if step < 0 and line.tokens[i].upos == "DET":  # "Chad and the | United States"
        i -= 1
    if i < 1 or (line.tokens[i].text != "," and line.tokens[i].upos != "CCONJ"):
        return None
    if step > 0 and line.tokens[i + 1].upos == "DET" and i + 2 < len(line.tokens):
        i += 1
    name = line.covering(i + step)
    return name if name and name.form in ("name", "metonym") and not name.place else None


def is_subject(line: Line, draft: Draft) -> bool:
    """True if the parse makes one of the draft's tokens a subject, or the noun of which it is the name."""
    if not line.subjects:
        return False
    first, last = draft.first, draft.last
    if draft.form == "name":
        head = line.tokens[draft.head]
        if head.deprel in ("appos", "flat") and head.head == first - 1:
            return head.head in line.subjects
    end = min(last, draft.head + 2)
    for i in line.subjects:  # noqa: SIM110, asked some hundred times a report
        if first <= i <= end and not first <= line.tokens[i].head <= last:
            return True
    return False


def countries_of(drafts: list[Draft]) -> set[str]:
    """All countries of some drafts."""
    return {code for d in drafts for code in (d.country, *d.others) if code}


def _ladder(line: Line, draft: Draft, memory: Memory) -> Iterator[set[str]]:
    """Countries that each kind of evidence names, the nearest first."""
    at_a_place = _is_of_places(draft)
    clause = _clause(line, draft)
    actors = [d for d in line.drafts if d is not draft and acts(line, d) and not (d.key and d.key == draft.key)]
    actors = [] if draft.stateless else actors
    actors = [d for d in actors if not _at_odds(line, draft, d) and not _is_dealt_with(line, draft, d, memory)]
    places = places_of(line)
    if not at_a_place:  # whoever goes there is not from there: "to send soldiers to Somalia"
        places = [d for d in places if not _is_goal(line, d, memory)]
    yield _ruled(line, draft, memory)
    yield _body_of(line, draft)
    if at_a_place:
        yield countries_of([d for d in places if d.first in clause])
    yield countries_of([d for d in actors if d.first in clause])
    same = memory.nouns.get(line.lower[draft.head])
    if same and same.country and draft.definite and draft.line - same.line <= RECENT:
        yield {same.country}
    earlier = list(_paragraph(line, memory))
    if at_a_place:
        yield _there(line)
        yield countries_of(actors) | countries_of(places_of(earlier[0]) if actors and earlier else [])
    else:
        if draft.sector == "REB":  # "rebels killed two nurses in Goma, Kampala said"
            yield countries_of([d for d in places if d.first in clause])
        yield countries_of(actors)
        yield countries_of(places)
        if any(_is_hit_by(line, draft, d) for d in line.drafts if d is not draft):
            yield _there(line)
    # a firm is no evidence of where police are: "vor einem McDonald's in Darmstadt"
    yield countries_of([d for d in _persons_and_bodies(line, draft) if not (at_a_place and d.sector == "BUS")])
    yield from _before(line, draft, memory, earlier)


def _is_goal(line: Line, place: Draft, memory: Memory) -> bool:
    """True of where somebody goes: "to Somalia"."""
    return place.first > 0 and line.lower[place.first - 1] in memory.goals


def _ruled(line: Line, draft: Draft, memory: Memory) -> set[str]:
    """The country that it rules: "the junta, which has ruled Mali", "the party has governed Namibia"."""
    tokens = line.tokens
    verbs = {i for i in _verbs_of(line, draft) if i >= 0 and tokens[i].lemma.casefold() in memory.ruling}
    ruled = (d for d in line.drafts if tokens[d.head].head in verbs and tokens[d.head].deprel == "obj")
    return countries_of([d for d in ruled if d.known and d.known.kind == "country" and not d.place])


def _body_of(line: Line, draft: Draft) -> set[str]:
    """The country of the chamber or court before its members: "das dänische Parlament …, drohten die Abgeordneten"."""
    if draft.type != "PER" or not draft.definite or draft.sector not in _CHAMBERS:
        return set()
    bodies = (d for d in line.drafts if d.type == "ORG" and d.sector == draft.sector and d.last < draft.first)
    return countries_of([d for d in bodies if d.country not in STATELESS])


def _is_of_places(draft: Draft) -> bool:
    """Police, crowds and mayors belong to the place that is spoken of, whoever acts there."""
    return draft.sector in AT_A_PLACE or draft.sector == "REB" or (draft.noun is not None and draft.noun.local)


def _before(line: Line, draft: Draft, memory: Memory, earlier: list[Line]) -> Iterator[set[str]]:
    """What the sentence before, an earlier mention of the same, the paragraph so far and the report name."""
    # Where others act, what was said before is no evidence any more.
    acting = countries_of([d for d in line.drafts if d is not draft and acts(line, d)])
    at_a_place = _is_of_places(draft)
    main = {memory.main} if memory.main else set[str]()
    for other in earlier[:1]:
        scene = _scene(other, main, at_a_place=at_a_place)
        yield scene if acting <= scene else set()
    for same in (memory.nouns.get(line.lower[draft.head]), memory.sectors.get(draft.sector or "")):
        if draft.definite and same and same.country and same.line < line.index and _compatible(draft, same):
            yield {same.country}
    paragraph: set[str] = set().union(*(_scene(other, main, at_a_place=at_a_place) for other in earlier[1:]))
    yield paragraph if acting <= paragraph else set()
    if not memory.main or draft.stateless or not acting <= main:
        return
    mains = [d for d in line.drafts if d.country == memory.main]
    facing = any(_is_dealt_with(line, draft, d, memory) for d in mains)
    facing |= draft.sector == "MIL" and any(d.place and _is_goal(line, d, memory) for d in mains)
    if not (facing or stands_against(line, draft, memory.main)):
        yield {memory.main}


def _paragraph(line: Line, memory: Memory) -> Iterator[Line]:
    """The sentences of the paragraph before this one, the nearest first."""
    for i in range(line.index - 1, max(-1, line.index - 1 - PARAGRAPH), -1):
        if memory.lines[i].sentence.block != line.sentence.block:
            return
        yield memory.lines[i]


def _scene(line: Line, main: set[str], *, at_a_place: bool) -> set[str]:
    """The places of a sentence for who belongs to places, else places and those who act."""
    places = _there(line) if at_a_place else countries_of(places_of(line))
    acting = countries_of([d for d in line.drafts if acts(line, d)])
    if at_a_place:  # who acts may be abroad: only the country of the report confirms it
        return places or (acting | main if acting and main else set())
    return places | acting


def places_of(line: Line) -> list[Draft]:
    """Where a sentence says that it happens."""
    return [d for d in line.drafts if d.place and d.country and len(d.country) == 3 and not d.origin]


def _there(line: Line) -> set[str]:
    """Countries of its places, else of the towns to which something is done: "Russia struck Kharkiv. The mayor …"."""
    if places := countries_of(places_of(line)):
        return places
    named = (d for d in line.drafts if d.type == "GPE" and d.known and d.known.kind != "country" and d.form == "name")
    return countries_of([d for d in named if d.country and not acts(line, d)])


def _clause(line: Line, draft: Draft) -> range:
    """The tokens around a phrase up to the next comma, colon or quotation mark on either side."""
    lower, first, end = line.lower, draft.first, draft.last + 1
    while first > 0 and lower[first - 1] not in _PAUSES:
        first -= 1
    while end < len(lower) and lower[end] not in _PAUSES:
        end += 1
    return range(first, end)


def _persons_and_bodies(line: Line, draft: Draft) -> list[Draft]:
    """Others in the sentence who are somebody's, but no countries: those may be whom the phrase deals with."""
    found = [d for d in line.drafts if d is not draft and d.type in ("PER", "ORG") and not d.place and d.span is None]
    found = [d for d in found if d.form != "pronoun" and d.sector != "JRN" and d.country and d.country not in STATELESS]
    return [d for d in found if not (d.key and d.key == draft.key) and not _at_odds(line, draft, d)]


def _at_odds(line: Line, draft: Draft, other: Draft) -> bool:
    """True where one acts on the other, and states mostly act on other states: "Norway warned the government"."""
    if _is_stranger(draft, other):
        return True
    if _is_state_acted_on(line, draft, other) or _is_hit_by(line, draft, other):
        return True
    near = other.first in _clause(line, draft)
    if draft.type == "PER" and not near:
        return False  # "Norway would close its ports, the minister said"
    mine, theirs = is_subject(line, draft), acts(line, other)
    if mine and not theirs:
        return near and draft.sector in STATES and other.sector in STATES
    if mine or not theirs or other.sector not in STATES:
        return False
    body = draft.noun is not None and draft.noun.kind == "bodies"
    if draft.sector in STATES:  # but "Norway moves units"
        return body and other.type in ("GPE", "ORG") and (draft.sector != "MIL" or draft.definite)
    if draft.sector == "REB":
        return other.type == "GPE"
    return draft.sector in ("CVL", "REF") and (other.type == "GPE" or other.sector == "MIL")


def _verbs_of(line: Line, draft: Draft) -> set[int]:
    """The verbs whose subject the draft is, or has a part in: "the head of the rebels", "the army, which invaded …"."""
    first, last, i = draft.first, draft.last, draft.head
    verbs = {line.tokens[s].head for s in line.subjects if first <= s <= last}
    verbs = {verb for verb in verbs if not first <= verb <= last}
    for _ in range(4):
        if i < 0 or line.tokens[i].deprel not in _PARTS:
            break
        i = line.tokens[i].head
    if i != draft.head and i in line.subjects:
        verbs.add(line.tokens[i].head)
    for subject in line.subjects:
        clause = line.tokens[line.tokens[subject].head]
        if line.tokens[subject].upos == "PRON" and clause.deprel == "acl:relcl" and clause.head == draft.head:
            verbs.add(line.tokens[subject].head)
    return verbs


def _is_stranger(draft: Draft, other: Draft) -> bool:
    """True of people whom only their nation names, for police and courts: "arrested two Syrians" is said abroad."""
    return draft.sector in ("COP", "JUD") and other.rule == "demonym"


def _is_state_acted_on(line: Line, draft: Draft, other: Draft) -> bool:
    """True of a country called by its name that is an object: "parliament condemned Norway" is no Norwegian one."""
    if other.type != "GPE" or other.place or other.known is None or other.known.kind != "country":
        return False
    token = line.tokens[other.head]
    second = token.deprel == "nsubj" and other.first > draft.last  # one subject a verb: "warf Norwegen Verrat vor"
    return (second or token.deprel in _OBJECTS) and token.head in _verbs_of(line, draft)


def _is_hit_by(line: Line, draft: Draft, other: Draft) -> bool:
    """True of whom a clause says to have suffered while another tells who struck: "killed when Russian missiles hit …".

    Who only clashed with somebody may have suffered: the clause of the blow has an object. No army strikes its own, and
    jets and missiles strike abroad; but who is killed when troops open fire is mostly of their country.
    """
    tokens = line.tokens
    if draft.sector != "MIL" and (other.noun is None or other.noun.kind != "things"):
        return False
    suffered = {
        tokens[i].head for i in line.subjects if draft.first <= i <= draft.last and tokens[i].deprel == "nsubj:pass"
    }
    blows = {
        verb for verb in _verbs_of(line, other) if tokens[verb].deprel == "advcl" and tokens[verb].head in suffered
    }
    return any(token.head in blows and token.deprel == "obj" for token in tokens)


def _is_dealt_with(line: Line, draft: Draft, other: Draft, memory: Memory) -> bool:
    """True of somebody else's officials: "Moscow praised the minister"; not of whom a state dismisses or jails."""
    token = line.tokens[draft.head]
    if draft.type != "PER" or draft.sector not in _OFFICIALS or other.type != "GPE" or other.place or token.head < 0:
        return False
    if token.deprel not in _OBJECTS:
        return False
    verb = line.tokens[token.head]
    if (controller := _controller(line, draft, memory.promising)) is not None:
        return not other.first <= controller <= other.last
    own = any(line.tokens[i].head == token.head and other.first <= i <= other.last for i in line.subjects)
    return (own or acts(line, other)) and verb.lemma.casefold() not in memory.domestic and verb.upos == "VERB"


def stands_against(line: Line, draft: Draft, country: str) -> bool:
    """True where the sentence sets this phrase against the country: then it is hardly its own."""
    return any(
        d.country == country and d is not draft and not d.place and d.form != "pronoun" and _at_odds(line, draft, d)
        for d in line.drafts
    )


def _compatible(draft: Draft, same: Draft) -> bool:
    if same.noun is None:
        return draft.type == same.type
    return same.noun.lemma == (draft.noun.lemma if draft.noun else "") or same.noun.kind == "bodies"
