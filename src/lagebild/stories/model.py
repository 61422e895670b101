"""Every noun of many reports: claims, fingerprints, judgements, happenings, stories, contradictions, changes.

A claim is an event as one report tells it and is never merged away. A happening is a set of claims judged to be the
same event, a story a set of happenings; both are judgements laid over claims and can be undone.

Keys compare across languages: a Wikidata id where it is known ("Q159"), else a name folded to its sounds. Days are ISO
dates, times ISO date-times. Everything here is plain data that msgspec writes as JSON and reads back unchanged.
"""

from functools import cached_property
from typing import Literal

from msgspec import Struct

from lagebild.record import Modality, Ownership, Precision, Span

OriginKind = Literal["speaker", "document", "video", "photo", "agency", "outlet"]
DependenceKind = Literal["version", "copy", "excerpt", "translation", "source", "agency", "house"]
Verdict = Literal["same", "different", "unsure"]
Question = Literal["happening", "story"]
ContradictionKind = Literal["denial", "number", "blame", "victim", "place", "time"]
ChangeKind = Literal["added", "withdrawn", "altered"]
Aspect = Literal["number", "modality", "actor", "recipient", "place", "time", "source", "type", "wording"]


ANYBODY, THEM = "people", "them"  # groups of a count: whoever is counted is not said, or was said before


def is_country(key: str) -> bool:
    """True for the key of a country or of a group such as the EU, false for names, towns and codes with a sector."""
    return len(key) == 3 and key.isalpha() and key.isupper()


def is_name(key: str) -> bool:
    """True for the key of a person, body or town, false for countries and for who is only described."""
    return key[:2] == "n:" or (key[:1] == "Q" and key[1:].isdigit())


class Party(Struct, frozen=True, gc=False):
    """Who took part: `key` compares across languages, `name` is as the report has it, `code` PLOVER's ("RUS GOV")."""

    key: str
    name: str
    code: str
    country: str | None = None  # that of the code; None where it has none: "UAF"
    sure: bool = True  # False: nothing beside the words says of which country, only the report around them
    sanctioned: bool = False  # an imported list names it
    civilian: bool = False  # said to be no fighter: villagers, pupils; not "eight men", who may be anybody

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sectors of the code."""
        parts = self.code.split()
        return tuple(parts[1:] if self.country else parts)


class Spot(Struct, frozen=True, gc=False):
    """Where: a place as far as it was resolved."""

    name: str
    country: str | None  # ISO 3166-1 alpha-3
    lat: float | None  # degrees
    lon: float | None
    precision: Precision
    geonames: int | None = None


class Count(Struct, frozen=True, gc=False):
    """How many of what; `unit` is the lemma of the language, `kind` what compares across languages."""

    low: float | None
    high: float | None
    unit: str | None
    kind: str | None = None  # "killed", "injured", "arrested" …, a currency or "%"; None: nothing we compare
    group: str | None = None  # sector of those counted: soldiers, companies; ANYBODY: "people"; None: not known


class Origin(Struct, frozen=True, gc=False):
    """Whom a claim finally rests on: the innermost named source, else the agency, else the outlet."""

    kind: OriginKind
    key: str  # "" for an unnamed witness, doctor or resident, who is no source that could be known again
    name: str
    ownership: Ownership | None = None  # of an agency or outlet; None where unknown or where it is a person
    country: str | None = None
    code: str = ""  # PLOVER's, of a speaker: "UGA COP"; an office and its spokesman share it


class Outlet(Struct, frozen=True, gc=False):
    """Who published a report."""

    key: str  # id in world/press.yaml, else the folded name or the host name
    name: str
    house: str  # whom it belongs to; its own key where it stands alone
    ownership: Ownership | None = None
    country: str | None = None


class Claim(Struct, frozen=True, dict=True):
    """What one report says happened, on whose word. Append-only; `id` hashes what is said, by whom, in which report."""

    id: str
    report: str
    event: str  # id of the event in its report
    language: str
    published: str | None  # of the report; ISO date or date-time
    type: str  # PLOVER type
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Spot | None
    date_begin: str | None
    date_end: str | None
    modality: Modality
    quantities: tuple[Count, ...]
    sources: tuple[Origin, ...]  # innermost first; () where the report itself asserts it
    origin: Origin
    outlet: Outlet
    trigger: tuple[str, ...]  # lemmas of the words that tell what happened
    words: tuple[str, ...]  # lemmas of the content words of its sentence
    names: tuple[str, ...]  # keys of all named in its sentence
    numbers: tuple[str, ...]  # figures in its sentence, as plain numbers
    quotes: tuple[str, ...]  # keys of direct quotations in its sentence
    text: str  # its sentence
    span: Span  # of its sentence in the report's text
    lead: bool  # it stands in the title, in the lead or in the first sentence of the body
    confidence: float
    blames: bool = False  # it says who did a deed: "blamed the rebels for the attack"
    again: bool = False  # it says that the like was done before: "again accused"
    scene: Spot | None = None  # of a deed that names no place: the town from which the report is written
    things: tuple[str, ...] = ()  # keys of what its sentence names beside the act, the same in all languages
    lasting: bool = False  # it is told of months, not of a day: "has attacked ports for months", "repeatedly"

    @cached_property
    def word_set(self) -> frozenset[str]:
        """`words`, to be compared with many others; as all below, gathered once and no part of what is stored."""
        return frozenset(self.words)

    @cached_property
    def thing_set(self) -> frozenset[str]:
        """The same of `things`."""
        return frozenset(self.things)

    @cached_property
    def party_keys(self) -> frozenset[str]:
        """The keys of those who take part."""
        return frozenset(party.key for party in (*self.actors, *self.recipients))

    @cached_property
    def other_names(self) -> frozenset[str]:
        """The names of the sentence without those who take part."""
        return frozenset(self.names) - self.party_keys

    @cached_property
    def sides(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """Who acts and who suffers, by country and by code; those without a country are left out."""
        acting, suffering = ([p for p in role if p.country] for role in (self.actors, self.recipients))
        countries = (frozenset(p.country for p in role if p.country) for role in (acting, suffering))
        codes = (frozenset(p.code for p in role) for role in (acting, suffering))
        return (next(countries), next(countries)), (next(codes), next(codes))

    @cached_property
    def states(self) -> frozenset[str]:
        """The countries of all who take part."""
        return frozenset(party.country for party in (*self.actors, *self.recipients) if party.country)


class Fingerprint(Struct, frozen=True, dict=True):
    """What is kept of a report's text to know copies, translations, excerpts and versions of it."""

    report: str
    language: str
    published: str | None
    outlet: Outlet
    agencies: tuple[Origin, ...]  # credited with the text, not merely quoted in it
    address: str | None  # canonical web address
    title: str
    title_words: tuple[str, ...]  # folded
    length: int  # words of title, lead and body
    method: str  # how `signature` was made; only signatures of one method compare
    signature: tuple[int, ...]  # MinHash of word shingles
    shingles: tuple[int, ...]  # sorted sample of the hashes of shingles, for excerpts
    bands: tuple[str, ...]  # what an index looks up: any in common makes two reports worth comparing
    anchors: tuple[str, ...]  # names, numbers and quotations in text order, for translations
    quotes: tuple[str, ...]  # folded words of direct quotations
    developing: bool = False
    machine_translated: bool = False
    authors: tuple[str, ...] = ()  # folded words of its bylines
    topic: tuple[str, ...] = ()  # beginnings of the words that it says most, those that weigh most first

    @cached_property
    def shingle_set(self) -> frozenset[int]:
        """`shingles`, to be compared with many others."""
        return frozenset(self.shingles)

    @cached_property
    def topic_set(self) -> frozenset[str]:
        """`topic`, to be compared with many others."""
        return frozenset(self.topic)

    @cached_property
    def names(self) -> frozenset[str]:
        """Persons, bodies and towns that it names, without the agencies and outlets that stand in it; not stored."""
        return frozenset(key for key in self.anchors if is_name(key))


class Reason(Struct, frozen=True, gc=False):
    """One thing that spoke for (positive weight) or against."""

    feature: str
    weight: float  # what it added to the score
    words: str


class Dependence(Struct, frozen=True, gc=False):
    """`report` rests on `on`: the same text, a part or translation of it, a version, one agency's or one house's."""

    report: str
    on: str
    kind: DependenceKind
    score: float  # 0 to 1
    reasons: tuple[Reason, ...]


class Judgement(Struct, frozen=True, gc=False):
    """Whether two claims tell the same happening (or belong to one story); by hand goes before rules."""

    claim: str
    other: str
    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]
    author: str  # "rules" or who judged
    about: Question = "happening"  # the same happening, or happenings of the same story
    made: str | None = None  # ISO date-time; None by rules

    @property
    def by_hand(self) -> bool:
        """True where a person judged."""
        return self.author != "rules"


class Happening(Struct, frozen=True, gc=False):
    """Claims judged to be the same event, summed up."""

    id: str  # from its first claim; stays when claims join
    claims: tuple[str, ...]  # in the order in which they came
    reports: tuple[str, ...]
    lead: str  # the claim that tells it best
    type: str
    modality: Modality  # of most origins
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Spot | None
    begin: str | None  # ISO date
    end: str | None
    first_published: str | None
    last_published: str | None


class Story(Struct, frozen=True, gc=False):
    """Happenings that belong together over days."""

    id: str
    title: str
    lead: str  # claim
    happenings: tuple[str, ...]  # by day: the timeline
    reports: tuple[str, ...]
    cast: tuple[Party, ...]  # most named first
    places: tuple[Spot, ...]  # most named first
    begin: str | None  # ISO date of the first happening
    end: str | None  # of the last
    growth: tuple[tuple[str, int], ...]  # day of publication, reports of that day
    open: bool  # False: nothing came for as long as closes a story
    first_published: str | None = None
    last_published: str | None = None


class Voice(Struct, frozen=True, gc=False):
    """One independent source of a happening: claims that rest on the same, and why they are one."""

    origin: Origin
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    state: bool  # it is state media, or a source known only through state media
    dependences: tuple[Dependence, ...] = ()


class Contradiction(Struct, frozen=True, gc=False):
    """Two claims of one happening that cannot both hold."""

    kind: ContradictionKind
    happening: str
    claim: str
    other: str
    here: str  # what `claim` says
    there: str  # what `other` says
    words: str


class Change(Struct, frozen=True, gc=False):
    """What a later version of a report says otherwise."""

    kind: ChangeKind
    aspect: Aspect | None  # of what is altered; None where a claim was added or withdrawn as a whole
    before: str | None  # claim of the earlier version; None: added
    after: str | None  # claim of the later version; None: withdrawn
    earlier: str | None  # what the earlier version says
    later: str | None
    words: str
    retracted: bool = False  # withdrawn in so many words, not merely left out
