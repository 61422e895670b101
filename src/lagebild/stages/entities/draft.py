"""What the steps of this stage work on: prepared sentences and mentions under construction."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from lagebild.knowledge.entities_words import EntityWords, Noun
from lagebild.knowledge.lexicon import Kind, Lexicon, Word
from lagebild.knowledge.world import Known, World
from lagebild.record import BlockKind, EntityType, MentionForm, Sentence, Span, Token

# Codes that stand in the place of a country.
STATELESS = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG"})


class Draft(Struct):
    """One mention before it is joined with others to an entity."""

    line: int  # index of the sentence
    first: int
    last: int  # tokens, inclusive
    head: int
    form: MentionForm
    type: EntityType
    name: str
    rule: str
    key: str = ""  # drafts with equal keys are one entity; "" is an entity of its own
    country: str | None = None
    sector: str | None = None
    known: Known | None = None
    noun: Noun | None = None
    span: Span | None = None  # where it is only part of a token: "US" in "US-Beamte"
    place: bool = False  # named as a place, not as somebody who acts
    definite: bool = False
    plural: bool = False
    former: bool = False
    subject: bool = False
    agent: bool | None = None  # a subject or listed with one; None until asked for
    owner: str | None = None  # a possessive: whose number counts
    whose: bool = False  # of whom the words before name: "Pakistan, whose army"
    both: bool = False  # "beide Regierungen", "the two countries"
    local: bool = False  # "das dortige Ministerium"
    foreign: bool = False  # "foreign navies" are of no country that the context could name
    stateless: bool = False  # of a people of several states: "Kurdish fighters" are not of the state that acts
    several: bool = False  # of two peoples of one land: "Cyprus's Greek and Turkish communities"
    neighbour: bool = False  # "das Nachbarland"
    origin: bool = False  # of a place: "aus Oslo", "nach Oslo", where things come from or go to and do not happen
    quiet: bool = False  # evidence only, no entity
    keys: dict[str, str] = {}  # of "both": the entity of each country, where known
    others: list[str] = []  # further countries: "Iranian and Russian officials"


@dataclass(slots=True)
class Line:
    """One sentence, and what the spelling of its words says."""

    index: int
    kind: BlockKind
    sentence: Sentence
    tokens: Sequence[Token]
    words: list[Word]
    lower: list[str]
    of_kind: dict[Kind, list[int]]  # where the words of each kind stand that the sentence has
    subjects: list[int]  # tokens that the parse makes subjects
    counts: bool  # its mentions may be meant by later words; other articles' headlines may not
    drafts: list[Draft] = field(default_factory=list)

    def having(self, kind: Kind) -> Sequence[int]:
        """Tokens whose words are of this kind, in text order."""
        return self.of_kind.get(kind, ())

    def head_of(self, first: int, last: int) -> int:
        """Of the tokens of a name the one whose own head lies outside it."""
        for i in range(first, last):
            if not first <= self.tokens[i].head <= last:
                return i
        return last

    def covering(self, i: int) -> Draft | None:
        """The draft that covers token `i` wholly."""
        for draft in self.drafts:
            if draft.first <= i <= draft.last and draft.span is None:
                return draft
        return None


@dataclass(slots=True, frozen=True)
class Context:
    """What every step may look at."""

    lexicon: Lexicon
    words: EntityWords  # of the lexicon
    world: World  # of the lexicon
    day: str | None  # of publication, or its year: who is in office

    def adjective(self, line: Line, i: int) -> tuple[str, int] | None:
        """Country meant by an adjective that ends at token `i`, and its first token."""
        word = line.words[i]
        if i and f"{line.lower[i - 1]} {word.lower}" in self.words.words.foreign:
            return None  # "Latin American leaders" are of no country
        if word.ends_adjective and i:
            known = self.world.adjectives.get(f"{line.lower[i - 1]} {word.lower}")
            if known and known.country:
                return known.country, i - 1
        return (word.adjective, i) if word.adjective else None

    def is_seated(self, noun: Noun | None) -> bool:
        """True of a body behind which its town stands: "die Staatsanwaltschaft Zwickau"."""
        words = self.words.words
        if noun is None or noun.kind != "bodies":
            return False
        return noun.sector in words.seated and noun.lemma not in words.unseated

    def town(self, line: Line, i: int) -> str | None:
        """Country of the town that a word before a noun is made of: "Minsker", "Londoner"."""
        town = line.words[i].town
        return town if town and line.tokens[i].upos in ("ADJ", "NOUN", "PROPN", "X") else None


def make_line(index: int, sentence: Sentence, kind: BlockKind, lexicon: Lexicon) -> Line:
    """Prepare a sentence."""
    words = lexicon.words_of(sentence.tokens)
    subjects = [i for i, token in enumerate(sentence.tokens) if token.deprel.startswith("nsubj")]
    lower, counts = [word.lower for word in words], kind in ("title", "lead", "body")
    of_kind: dict[Kind, list[int]] = {}
    for i, word in enumerate(words):
        for one in word.kinds:
            of_kind.setdefault(one, []).append(i)
    return Line(index, kind, sentence, sentence.tokens, words, lower, of_kind, subjects, counts)
