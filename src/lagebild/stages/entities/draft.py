"""What the steps of this stage work on: prepared sentences and mentions under construction."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lagebild.knowledge.entities_words import EntityWords, Noun
from lagebild.knowledge.world import Known, World, cut_atoms
from lagebild.record import BlockKind, EntityType, MentionForm, Sentence, Span, Token

# Codes that stand in the place of a country.
STATELESS = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG"})


@dataclass(slots=True)
class Draft:
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
    both: bool = False  # "beide Regierungen", "the two countries"
    local: bool = False  # "das dortige Ministerium"
    neighbour: bool = False  # "das Nachbarland"
    origin: bool = False  # of a place: "aus Oslo", where things come from and do not happen
    quiet: bool = False  # evidence only, no entity
    keys: dict[str, str] = field(default_factory=dict)  # of "both": the entity of each country, where known
    others: list[str] = field(default_factory=list)  # further countries: "Iranian and Russian officials"


@dataclass(slots=True)
class Line:
    """One sentence with its words in lower case and its atoms."""

    index: int
    kind: BlockKind
    sentence: Sentence
    tokens: Sequence[Token]
    lower: list[str]
    atoms: list[str]
    places: list[tuple[int, int]]  # of each atom: token, offset on the page
    drafts: list[Draft] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        """True if its mentions may be meant by later words; other articles' headlines may not."""
        return self.kind in ("title", "lead", "body")

    def head_of(self, first: int, last: int) -> int:
        """Of the tokens of a name the one whose own head lies outside it."""
        return next((i for i in range(first, last + 1) if not first <= self.tokens[i].head <= last), last)

    def covering(self, i: int) -> Draft | None:
        """The draft that covers token `i` wholly."""
        for draft in self.drafts:
            if draft.span is None and draft.first <= i <= draft.last:
                return draft
        return None


@dataclass(slots=True, frozen=True)
class Context:
    """What every step may look at."""

    words: EntityWords
    world: World
    day: str | None  # of publication, or its year: who is in office
    nouns: dict[tuple[str, ...], Noun | None]  # what was looked up in this report so far

    def noun(self, words: tuple[str, ...]) -> Noun | None:
        """The noun in these words, looked up once a report."""
        if words not in self.nouns:
            self.nouns[words] = self.words.noun(words)
        return self.nouns[words]

    def adjective(self, line: Line, i: int) -> tuple[str, int] | None:
        """Country meant by an adjective that ends at token `i`, and its first token."""
        text = line.tokens[i].text
        if not self.words.words.adjectives_in_lower_case and not text[:1].isupper():
            return None
        for first in (i - 1, i) if i else (i,):
            known = self.world.adjectives.get(" ".join(line.lower[first : i + 1]))
            if known and known.country:
                return known.country, first
        return None

    def town(self, line: Line, i: int) -> str | None:
        """Country of the town that a word before a noun is made of: "Minsker", "Londoner"."""
        known = self.world.towns.get(line.tokens[i].text)
        return known.country if known and line.tokens[i].upos in ("ADJ", "NOUN", "PROPN", "X") else None


def make_line(index: int, sentence: Sentence, kind: BlockKind, world: World) -> Line:
    """Prepare a sentence; words in capitals are also read as written with one capital."""
    atoms: list[str] = []
    places: list[tuple[int, int]] = []
    for i, token in enumerate(sentence.tokens):
        whole = len(token.text) != token.span[1] - token.span[0]
        for atom, offset in cut_atoms(token.text):
            if len(atom) > 4 and atom.isupper() and atom not in world.names:
                atom = atom.capitalize()
            atoms.append(atom)
            places.append((i, token.span[0] + (0 if whole else offset)))
    lower = [token.text.lower() for token in sentence.tokens]
    return Line(index, kind, sentence, sentence.tokens, lower, atoms, places)
