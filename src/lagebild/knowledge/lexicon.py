"""What the spelling of a word alone says of who is meant: read once, however often the word comes."""

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from lagebild.knowledge.entities_words import EntityWords, Noun
from lagebild.knowledge.remembered import Remembered
from lagebild.knowledge.world import Known, World, cut_atoms
from lagebild.record import Token

# What the steps that find entities look for in a sentence.
Kind = Literal[
    "adjective", "capital", "compound", "crowd", "digit", "land",
    "name", "noun", "owner", "people", "person", "settlement",
]  # fmt: skip
SHORTEST = 4  # letters of a name at the front of a compound: "Kremlsprecher", but "Eta" is no part of "Etage"


class Word(Struct, frozen=True, gc=False):
    """One spelling, and all that the words of a language and the world have for it."""

    lower: str
    capital: bool  # begins with one
    letter: bool  # begins with one
    digit: bool  # begins with one
    atoms: tuple[str, ...]
    offsets: tuple[int, ...]  # of the atoms in the word
    longest_name: int  # atoms of the longest name that begins with its first atom; 0 where none does
    second_atoms: frozenset[str] | None  # one of them follows the first in each such name; None where it is one alone
    people: Known | None  # "Armenier"
    ends_people: bool  # perhaps the last of two words for a people, or a compound with one
    people_at_end: Known | None  # "Exil-Iraner"
    adjective: str | None  # country of "armenische"
    ends_adjective: bool  # perhaps the last of two words: "North Korean"
    town: str | None  # country of "Minsker"
    noun: Noun | None  # that the word is by itself
    ends_noun: bool  # the word is a noun, or perhaps the last of several words that are one
    longer_nouns: tuple[int, ...]  # numbers of words of the nouns that end with this word, the longest first
    compound_of: Known | None  # the organisation that a compound begins with: "Kremlsprecher"
    crowds: tuple[tuple[str, ...], ...]  # those that begin with this word, the longest first
    of_land: bool  # stands for a country that is not named: "Seiten", "the country"
    leads: bool  # says who leads: "geführt"
    owns: bool  # may say whose a noun after it is: leads, or is an adjective of a country
    settlement: bool  # a town may follow it
    titled: bool  # a title: "Oberst"
    may_be_name: bool  # of a person
    organisation: bool  # makes an organisation of a name: "Union", "Befreiungsfront"
    surname: str  # without the ending of a genitive
    kinds: tuple[Kind, ...] = ()


class Lexicon:
    """The words of one language with the world as it calls it; keeps what it has read, in bounds."""

    def __init__(self, words: EntityWords, world: World) -> None:
        self.words, self.world = words, world
        self._read: Remembered[str, Word] = Remembered(self._of)
        self._ends_people = _last_of_two(world.demonyms)
        self._ends_adjective = _last_of_two(world.adjectives)
        self._longer_nouns = _lengths_by_last(words)
        self._organisations = _of_one_word(world)
        self._crowds = {crowd[0]: _crowds_from(crowd[0], words) for crowd in words.crowds}
        given = words.words
        long = [organisation for organisation in given.organisations if len(organisation) > 4]
        self._ends_of_organisations = tuple(map(str.lower, long)) if given.compounds else ()
        self._of_land = given.sides | given.sides_alone | given.lands | given.neighbours
        self._settlement = given.genitive | given.locative | given.settlements
        self._no_names = given.definite | given.indefinite | words.titles.keys()

    def word(self, text: str) -> Word:
        """What is known of a word as it is written."""
        return self._read[text]

    def words_of(self, tokens: Sequence[Token]) -> list[Word]:
        """What is known of each word of a sentence."""
        read = self._read
        return [read[token.text] for token in tokens]

    def _of(self, text: str) -> Word:
        world, words = self.world, self.words.words
        lower, capital = text.lower(), text[:1].isupper()
        atoms = cut_atoms(text)
        written = tuple(_written(atom, world) for atom, _ in atoms)
        names = self._names(written[0]) if written else []
        noun = self.words.noun((lower,))
        adjectival = capital or words.adjectives_in_lower_case
        known = world.adjectives.get(lower) if adjectival else None
        ends_adjective, leads = adjectival and lower in self._ends_adjective, lower.startswith(words.led)
        town = world.towns.get(text)
        people_at_end = world.demonyms.get(text.rpartition("-")[2]) if "-" in text else None
        word = Word(
            lower=lower,
            capital=capital,
            letter=text[:1].isalpha(),
            digit=text[:1].isdigit(),
            atoms=written,
            offsets=tuple(offset for _, offset in atoms),
            longest_name=max(map(len, names), default=0),
            second_atoms=None if any(len(name) == 1 for name in names) else frozenset([name[1] for name in names]),
            people=world.demonyms.get(text),
            ends_people=text in self._ends_people or people_at_end is not None,
            people_at_end=people_at_end,
            adjective=known.country if known else None,
            ends_adjective=ends_adjective,
            town=town.country if town else None,
            noun=noun,
            ends_noun=noun is not None or lower in self._longer_nouns,
            longer_nouns=self._longer_nouns.get(lower, ()),
            compound_of=self._compound_of(text) if capital and words.compounds else None,
            crowds=self._crowds.get(lower, ()),
            of_land=lower in self._of_land,
            leads=leads,
            owns=leads or ends_adjective or bool(known and known.country),
            settlement=lower in self._settlement,
            titled=lower in self.words.titles,
            may_be_name=capital
            and len(text) > 1
            and noun is None
            and lower not in self._no_names
            and text not in words.unread_capitals
            and (text.isalpha() or not any(c.isdigit() for c in text)),
            organisation=text in words.organisations or lower.endswith(self._ends_of_organisations),
            surname=text.removesuffix("s").rstrip("'’"),
        )
        return replace(word, kinds=tuple(kind for kind, is_of in _KINDS.items() if is_of(word)))

    def _names(self, atom: str) -> list[tuple[str, ...]]:
        """All names of the world that begin with an atom."""
        if not (atom[:1].isalnum() or atom == "'"):
            return []
        beside = self.world.beside.names(atom) if self.world.beside else ()
        return [*self.world.names.get(atom, ()), *beside]

    def _compound_of(self, text: str) -> Known | None:
        """The organisation whose name a compound begins with, with or without a linking sound; its rest is a noun."""
        if self._organisations.keys().isdisjoint([text[:n] for n in range(1, len(text) - 2)]):
            return None  # nearly always
        for cut in range(len(text) - 3, SHORTEST - 1, -1):
            first = text[:cut]
            stems = [first, *(first.removesuffix(end) for end in self.words.words.linking if first.endswith(end))]
            known = next((self._organisations[stem] for stem in stems if stem in self._organisations), None)
            if known and self.words.noun((text[cut:].lower(),)):
                return known
        return None


_KINDS: dict[Kind, Callable[[Word], object]] = {
    "adjective": lambda word: word.adjective or word.ends_adjective,
    "capital": lambda word: word.capital,
    "compound": lambda word: word.compound_of,
    "crowd": lambda word: word.crowds,
    "digit": lambda word: word.digit,
    "land": lambda word: word.of_land,
    "name": lambda word: word.longest_name,
    "noun": lambda word: word.ends_noun,
    "owner": lambda word: word.owns,
    "people": lambda word: word.people or word.ends_people,
    "person": lambda word: word.may_be_name,
    "settlement": lambda word: word.settlement,
}


def _written(atom: str, world: World) -> str:
    """An atom in capitals as it is written with one capital, unless the world knows it so."""
    return atom.capitalize() if len(atom) > 4 and atom.isupper() and atom not in world.names else atom


def _of_one_word(world: World) -> dict[str, Known]:
    """The organisations whose name is a single atom."""
    return {
        first: known
        for first, names in world.names.items()
        for atoms, known in names.items()
        if len(atoms) == 1 and known.kind == "organisation"
    }


def _last_of_two(spelled: dict[str, Known]) -> frozenset[str]:
    return frozenset(key.rpartition(" ")[2] for key in spelled if " " in key)


def _lengths_by_last(words: EntityWords) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for noun in words.nouns:
        if len(noun) > 1:
            lengths.setdefault(noun[-1], set()).add(len(noun))
    return {last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()}


def _crowds_from(first: str, words: EntityWords) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((crowd for crowd in words.crowds if crowd[0] == first), key=len, reverse=True))
