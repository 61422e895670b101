"""THE data model: every noun of Lagebild.

A span is `(start, end)` in Unicode code points of `Page.text`, end exclusive. In a `Report`,
None means that the stage did not run and `()` that it ran and found nothing.
"""

from typing import Literal

from msgspec import Struct

Span = tuple[int, int]

BlockKind = Literal[
    "title", "lead", "body", "headline", "caption", "credit", "byline", "promo", "notice", "comment", "furniture"
]
AgencyRole = Literal["publisher", "quoted", "credited", "contributor"]
EntityType = Literal["PER", "ORG", "GPE", "LOC", "FAC", "NORP"]
NameType = Literal["PER", "ORG", "LOC", "NORP", "MISC"]
MentionForm = Literal["name", "nominal", "pronoun", "metonym"]
Precision = Literal["point", "city", "region", "country"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
QuotationType = Literal["direct", "indirect", "mixed", "reported", "free_indirect"]
SourceKind = Literal["speaker", "agency", "outlet", "document", "video", "photo"]
Ownership = Literal["state", "public", "private"]  # state: owned or directed by a government
QuantityKind = Literal[
    "killed", "wounded", "missing", "arrested", "captured", "released", "displaced", "protesters", "troops", "weapons",
    "money",
]  # fmt: skip
Modality = Literal["asserted", "planned", "expected", "possible", "conditional", "denied"]


class Element(Struct, frozen=True):
    """One HTML element that holds a line of `Page.text`."""

    span: Span
    tag: str  # h1 h2 … p li figcaption time address nav aside footer header blockquote …, innermost that matters
    main: bool  # inside what the main-text extractor took for the article


class Page(Struct, frozen=True):
    """What came in. `text` is the input itself, or for HTML all its visible lines; it never changes."""

    text: str
    id: str = ""
    url: str | None = None
    title: str | None = None  # given by the user or the page's metadata
    publisher: str | None = None
    published: str | None = None  # ISO 8601 date or date-time
    language: str | None = None  # ISO 639-1
    retrieved: str | None = None
    elements: tuple[Element, ...] = ()  # () for plain text


class Block(Struct, frozen=True):
    """A line or element of the page and what it is for."""

    kind: BlockKind
    span: Span
    rule: str


class Masthead(Struct, frozen=True):
    """What the page says of itself."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None  # ISO 8601 date or date-time
    developing: bool = False
    machine_translated: bool = False


class Token(Struct, frozen=True, gc=False):
    """A syntactic word with Universal Dependencies labels; nothing in it can hold it: no garbage to look for."""

    span: Span
    text: str  # as analysed: differs from the page where capitals were recased
    lemma: str  # separable verbs joined: griffen … an → angreifen
    upos: str
    feats: tuple[str, ...]  # ("Case=Nom", "Number=Sing")
    head: int  # index in the sentence; -1 for the root
    deprel: str


class Name(Struct, frozen=True, gc=False):
    """A name as the model of the language sees it, before anybody asks whose it is."""

    first: int  # index of its first token in the sentence
    last: int  # and of its last
    type: NameType


class Sentence(Struct, frozen=True):
    """One sentence of one block."""

    span: Span
    block: int  # index into Report.blocks
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()  # in text order; () also where the pipeline knows no names


class Agency(Struct, frozen=True):
    """A news agency or outlet named in the report."""

    name: str
    id: str  # key in world/press.yaml
    role: AgencyRole
    spans: tuple[Span, ...]
    ownership: Ownership | None = None  # None where the outlet is unknown
    country: str | None = None  # ISO 3166-1 alpha-3


class Mention(Struct, frozen=True):
    """One place where an entity is meant; `head` is the syntactic head token's span."""

    span: Span
    form: MentionForm
    head: Span
    country: str | None = None  # of this mention, where it differs from its entity's
    sector: str | None = None  # a metonym's: Moscow as government is GOV


class Entity(Struct, frozen=True):
    """Somebody or something that acts or is acted on."""

    id: str
    name: str
    type: EntityType
    mentions: tuple[Mention, ...]
    country: str | None = None  # ISO 3166-1 alpha-3, or IGO/NGO/IMG/EUR/UNO as in PLOVER
    sector: str | None = None  # PLOVER sector
    wikidata: str | None = None
    rule: str = ""
    sanctioned: tuple[str, ...] | None = None  # the lists that name it; None where none was imported


class PlaceCandidate(Struct, frozen=True):
    """One of the places that a name may mean; scores compare only within one name."""

    name: str
    country: str | None
    admin1: str | None
    geonames: int | None
    score: float


class Place(Struct, frozen=True):
    """A place named in the text, resolved as far as is honest."""

    span: Span
    entity: str | None
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: Precision
    geonames: int | None
    rule: str = ""
    candidates: tuple[PlaceCandidate, ...] = ()  # best first; () where the name leaves no choice


class Time(Struct, frozen=True):
    """A TIMEX3 expression."""

    span: Span
    type: TimeType
    value: str  # TIMEX3 value
    begin: str | None  # ISO date; None where it names no day
    end: str | None
    rule: str = ""


class Quantity(Struct, frozen=True):
    """A number of something."""

    span: Span
    low: float | None
    high: float | None
    unit: str | None  # lemma of what is counted
    rule: str = ""
    kind: QuantityKind | None = None  # what became of those counted, or what they are; None where that is not told


class Source(Struct, frozen=True):
    """One link in a chain of sources."""

    name: str
    entity: str | None
    kind: SourceKind
    cue: Span | None
    span: Span | None = None  # where the source is named


class Quotation(Struct, frozen=True):
    """Words or gist given as somebody's."""

    id: str
    type: QuotationType
    content: tuple[Span, ...]
    cue: Span | None
    speaker: tuple[Span, ...]
    speaker_entity: str | None
    addressee: Span | None
    sources: tuple[Source, ...]  # innermost first; includes the speaker
    rule: str = ""


class Stance(Struct, frozen=True):
    """How a quotation is meant by whoever speaks; `cue` are the words that tell, None where none are needed."""

    quotation: str
    modality: Modality
    cue: Span | None


class Attribution(Struct, frozen=True):
    """A stretch of text and those on whose word it stands, innermost first."""

    scope: tuple[Span, ...]
    sources: tuple[Source, ...]
    rule: str


class Participant(Struct, frozen=True):
    """Who did it, or to whom."""

    entity: str | None
    span: Span
    code: str  # "RUS GOV"; "" where neither country nor sector is known


class Event(Struct, frozen=True):
    """A coded event as this report tells it."""

    id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: str
    score: float
    cameo: str | None
    trigger: Span
    sentence: int
    block: int
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    place: int | None  # index into Report.places
    time: int | None  # index into Report.times
    date_begin: str | None
    date_end: str | None
    modality: Modality
    modality_cue: Span | None
    sources: tuple[Source, ...]  # innermost first; () where the report itself asserts it
    quantities: tuple[int, ...]  # indexes into Report.quantities
    rule: str
    confidence: float
    evidence: tuple[str, ...] = ()  # what the confidence was read from: names in calibration/events.yaml


class Note(Struct, frozen=True):
    """Something odd about the world's text, kept beside the findings."""

    stage: str
    reason: str
    span: Span | None = None
    uncoded: bool = False  # says why something was not coded: shown by `explain`, not beside the findings


class Report(Struct, frozen=True):
    """One report and everything found in it; each part is filled by one stage."""

    page: Page
    language: str  # ISO 639-1 of the language pack that reads it
    blocks: tuple[Block, ...] | None = None
    masthead: Masthead | None = None
    sentences: tuple[Sentence, ...] | None = None
    agencies: tuple[Agency, ...] | None = None
    entities: tuple[Entity, ...] | None = None
    places: tuple[Place, ...] | None = None
    times: tuple[Time, ...] | None = None
    quantities: tuple[Quantity, ...] | None = None
    quotations: tuple[Quotation, ...] | None = None
    stances: tuple[Stance, ...] | None = None
    attributions: tuple[Attribution, ...] | None = None
    events: tuple[Event, ...] | None = None
    notes: tuple[Note, ...] = ()
