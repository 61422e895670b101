"""What a language must supply to find those who act: nouns by sector, endings, articles, pronouns."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from lagebild.knowledge.data import Folder, decode
from lagebild.knowledge.world import Inflection

NounKind = Literal["persons", "bodies", "things"]


class Noun(Struct, frozen=True):
    """A noun that can act, as found in a text."""

    lemma: str
    kind: NounKind
    sector: str | None
    relation: bool = False  # takes country and sector of what it stands for: "spokesman", "head"
    stated: bool = True  # the noun itself names its sector; False for a bare "spokesman"
    local: bool = False  # of the place that is spoken of, not of the state that acts there: "mayor"
    homes: tuple[str, ...] = ()  # countries that call theirs so, the one meant most often first: "Bundeskanzler"


class Pronoun(Struct, frozen=True, forbid_unknown_fields=True):
    """What a pronoun can stand for."""

    number: Literal["Sing", "Plur", "Any"]
    kind: Literal["PER", "ORG", "Any"]
    gender: Literal["Masc", "Fem", "Any"] = "Any"


class _Nouns(Struct, frozen=True, forbid_unknown_fields=True):
    persons: dict[str, tuple[str, ...]]
    bodies: dict[str, tuple[str, ...]]
    things: dict[str, tuple[str, ...]]
    relations: tuple[str, ...]
    offices: dict[str, tuple[str, ...]]
    called: dict[str, tuple[str, ...]] = {}  # office → nouns for its holders that do not tell the office alone
    crowds: tuple[str, ...] = ()  # numbers that are people where they act: "hundreds protested"
    unattached: tuple[str, ...] = ()  # anybody's: of no country but that of the same noun before
    local: tuple[str, ...] = ()  # officials of a town or region: "governor"
    residents: tuple[str, ...] = ()  # of the place that is spoken of, unlike others of their sector: "student"
    several: tuple[str, ...] = ()  # in the plural those of several countries: "governments"
    homes: dict[str, tuple[str, ...]] = {}  # country → nouns, and beginnings ("bundes-"), that name what is its own
    others: tuple[str, ...] = ()  # look like a compound with one of these nouns, and are none: "Christmas party"
    beside: dict[str, dict[str, str]] = {}  # noun → word of the report → the sector that it has beside that word


class Namesake(Struct, frozen=True, forbid_unknown_fields=True):
    """Another land of a country's name, meant where the report has one of these words: Georgia beside Atlanta."""

    country: str
    beside: frozenset[str]  # in lower case


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    inflection: Inflection
    noun_endings: tuple[str, ...]
    umlauts: dict[str, str]
    feminine: tuple[str, ...]
    sides: frozenset[str]
    sides_alone: frozenset[str]  # mean the two parties without "both"
    lands: frozenset[str]  # with a possessive: "his country"
    ways: frozenset[str]  # behind a name, a place: "Ngong Road", "Saratov Region"
    grounds: frozenset[str]  # with a country, a place: "the Kenyan capital"
    groups: frozenset[str]  # beside the name of an armed group, the group: "the Hamas movement"
    led: tuple[str, ...]  # "Saudi-led", "von X geführt": whose troops they are
    settled: tuple[str, ...]  # are of their own country whatever stands before: "Turkish Cypriots"
    ethnic: tuple[str, ...]  # "ethnic Albanians" are not of Albania
    neighbours: frozenset[str]
    compounds: bool
    linking: tuple[str, ...]
    adjectives_in_lower_case: bool
    definite: frozenset[str]
    indefinite: frozenset[str]
    negative: frozenset[str]  # "no soldier" is nobody whom a pronoun could mean
    possessives: dict[str, Literal["Sing", "Plur", "Any"]]
    of: frozenset[str]
    genitive: frozenset[str]  # between a noun and the town it is of
    origin: frozenset[str]  # of the locative ones: where things come from, not where they happen
    locative: frozenset[str]
    settlements: frozenset[str]  # before the name of a town: "the town Larvik"
    local: tuple[str, ...]
    former: tuple[str, ...]
    all: frozenset[str]
    pair: frozenset[str]
    titles: dict[str, tuple[str, ...]]
    particles: frozenset[str]
    pronouns: dict[str, Pronoun]
    age_endings: tuple[str, ...]  # of who is called by their age: "61-Jährige"
    surnames: frozenset[str]  # countries and towns that are also names of people
    organisations: frozenset[str]  # a name with one of these is no person
    unread_capitals: frozenset[str]
    namesakes: dict[str, Namesake] = {}  # name of a country → another land of that name
    couples: frozenset[str] = frozenset()  # nouns for two who were named: the duo
    both: frozenset[str] = frozenset()  # of `pair`: needs no article to mean two who were named
    latter: frozenset[str] = frozenset()  # demonstratives that alone mean the man named last: dieser
    ruling: frozenset[str] = frozenset()  # lemmas of verbs whose object is the country of their subject
    domestic: frozenset[str] = frozenset()  # lemmas of verbs of what a state does to its own officials
    promising: frozenset[str] = frozenset()  # lemmas of verbs of an object and an infinitive that the subject does
    leaving: frozenset[str] = frozenset()  # lemmas of nouns and verbs: who leaves or is taken from a place is not of it
    counterparts: frozenset[str] = frozenset()  # are not of the country whose they are: "Kyiv's allies"
    goals: frozenset[str] = frozenset()  # of the locative ones: where somebody goes
    goals_elsewhere: bool = False  # nothing is done at a goal: true of "nach", but "to" also says where: "to the north"
    whose: frozenset[str] = frozenset()  # "Pakistan, whose army"
    communities: frozenset[str] = frozenset()  # lemmas of peoples within a land: "Romania's Hungarian minority"
    dwelling: frozenset[str] = frozenset()  # behind these, before the island on which they live
    bodies: dict[str, frozenset[str]] = {}  # nouns for any body → sectors of those that they mean: "the agency"
    societies: tuple[str, ...] = ()  # ends of nouns of societies: no firms, and their heads no heads of state
    scenes: frozenset[str] = frozenset()  # behind a name, what happened there: "Haiti ambush"
    targets: frozenset[str] = frozenset()  # … unless one of these follows: "Oman attack on Yemen"
    arms: frozenset[str] = frozenset()  # … or one of these stands between: "Oman drone attack"
    papers: frozenset[str] = frozenset()  # called after the capital where they were made: "the Lisbon Treaty"
    alone: frozenset[str] = frozenset()  # nouns that are nobody without a word before them: "to use force"
    conditions: frozenset[str] = frozenset()  # nouns that "of" and no name makes a condition: "state of emergency"
    acts: tuple[str, ...] = ()  # ends of compounds that without an article are whose they say: "US-Sanktionen"
    stances: frozenset[str] = frozenset()  # with a hyphen before a name: who is for or against it, is not it
    stateless: tuple[str, ...] = ()  # adjectives of peoples of several states: "Kurdish", "Korean"
    foreign: frozenset[str] = frozenset()  # before a noun: it is of no country that is meant
    plurals: dict[str, str] = {}  # last part of a noun → that of its plural: man, men
    seated: frozenset[str] = frozenset()  # sectors of the bodies that stand before their town: "Landgericht Zwickau"
    unseated: frozenset[str] = frozenset()  # nouns of these that stand before the name of whoever leads them

    @property
    def elsewhere(self) -> frozenset[str]:
        """Prepositions of places where a thing does not happen: from where it comes, and to where it goes."""
        return self.origin | self.goals if self.goals_elsewhere else self.origin


class Homes(Struct, frozen=True):
    """Whose a noun is that names its country: the countries that call theirs so, the one meant most often first."""

    nouns: dict[str, tuple[str, ...]]
    beginnings: dict[str, tuple[str, ...]]  # of nouns, the longest first: "bundes"

    @classmethod
    def made_of(cls, listed: dict[str, tuple[str, ...]]) -> "Homes":
        """From the lists of each country, in which a beginning ends with a hyphen."""
        homes: dict[str, tuple[str, ...]] = {}
        for country, own in listed.items():
            homes |= {noun: (*homes.get(noun, ()), country) for noun in own}
        begins = sorted((noun for noun in homes if noun.endswith("-")), key=len, reverse=True)
        return cls(homes, {begin.removesuffix("-"): homes[begin] for begin in begins})

    def of(self, noun: str) -> tuple[str, ...]:
        """As listed, else by the longest beginning; () of a noun that names no country."""
        if noun in self.nouns:
            return self.nouns[noun]
        return next((codes for begin, codes in self.beginnings.items() if noun.startswith(begin)), ())


class EntityWords(Struct, frozen=True):
    """A language's words for this stage; made by `load_entity_words`."""

    nouns: dict[tuple[str, ...], Noun | None]  # words in lower case; None where a word only looks like one
    longest_noun: int  # words
    unattached: frozenset[str]
    residents: frozenset[str]
    several: frozenset[str]
    homes: Homes
    beside: dict[str, dict[str, str]]  # noun → word of the report → sector
    crowds: frozenset[tuple[str, ...]]
    offices: dict[str, frozenset[str]]  # noun → offices it can mean
    called: dict[str, frozenset[str]]  # noun → offices whose holders are also called so: "leader" of a party
    titles: dict[str, str]  # "oberst" → MIL
    words: _Words

    def noun(self, words: tuple[str, ...]) -> Noun | None:
        """The noun in these lower-case words: as listed, inflected, or as the last part of a compound."""
        found = self.nouns.get(words)
        if found is None and words not in self.nouns and len(words) == 1 and self.words.compounds:
            return self._compound(words[0])
        return found

    def _compound(self, word: str) -> Noun | None:
        """ "Bereitschaftspolizist" → "polizist"; a relation takes the sector of its first part."""
        for cut in range(3, len(word) - 3):
            rest = (word[cut:],)
            noun = self.nouns.get(rest)
            if noun is None and rest in self.nouns:
                return None
            if noun and (len(noun.lemma) > 4 or noun.relation):
                return self._with_first_part(word[:cut], noun)
        return None

    def _with_first_part(self, first: str, noun: Noun) -> Noun:
        noun = replace(noun, homes=self.homes.of(first + noun.lemma))
        if not noun.relation:
            return replace(noun, stated=True)
        first = first.rstrip("-")
        for ending in ("", *self.words.linking):
            stem = first[: len(first) - len(ending)] if first.endswith(ending) else ""
            known = self.nouns.get((stem,))
            if known and known.stated:
                return replace(noun, sector=known.sector, stated=True, local=False)
        return noun


def load_entity_words(folder: Folder) -> EntityWords:
    """Read languages/<code>/entities."""
    nouns = decode(folder.joinpath("nouns.yaml"), _Nouns)
    words = decode(folder.joinpath("words.yaml"), _Words)
    relations = frozenset(nouns.relations)
    table: dict[tuple[str, ...], Noun | None] = {
        tuple(form.split()): None for lemma in nouns.others for form in _inflected(lemma, words)
    }
    kinds: tuple[tuple[NounKind, dict[str, tuple[str, ...]]], ...] = (
        ("persons", nouns.persons),
        ("bodies", nouns.bodies),
        ("things", nouns.things),
        ("persons", {"": nouns.relations}),
    )
    homes = Homes.made_of(nouns.homes)
    listed = [
        Noun(
            lemma.lower(),
            kind,
            sector or None,
            lemma in relations,
            bool(sector),
            lemma in nouns.local,
            homes.of(lemma),
        )
        for kind, sectors in kinds
        for sector, lemmas in sectors.items()
        for lemma in lemmas
    ]
    for noun in listed:
        table[tuple(noun.lemma.split())] = table.get(tuple(noun.lemma.split())) or noun
    for noun in listed:  # a listed form beats an inflected one
        *first, last = noun.lemma.split()
        for form in _inflected(last, words):
            table.setdefault((*first, form), noun)
            if "-" in noun.lemma:  # some tokenisers cut "secretary-general" in three
                table.setdefault(tuple(" ".join((*first, form)).replace("-", " - ").split()), noun)
    return EntityWords(
        nouns=table,
        longest_noun=max(len(key) for key in table),
        unattached=frozenset(nouns.unattached),
        residents=frozenset(nouns.residents),
        several=frozenset(nouns.several),
        homes=homes,
        beside=nouns.beside,
        crowds=frozenset(tuple(crowd.split()) for crowd in nouns.crowds),
        offices=_by_noun(nouns.offices),
        called=_by_noun(nouns.called),
        titles={title: sector for sector, titles in words.titles.items() for title in titles},
        words=words,
    )


def _by_noun(listed: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Office → nouns, turned round."""
    found: dict[str, set[str]] = {}
    for office, lemmas in listed.items():
        for lemma in lemmas:
            found.setdefault(lemma, set()).add(office)
    return {lemma: frozenset(offices) for lemma, offices in found.items()}


def _inflected(noun: str, words: _Words) -> set[str]:
    """All forms that the endings of the language make of a noun, umlauts in the plural included."""
    stems = {noun}
    if noun.endswith("e") and words.feminine:
        stems.add(noun[:-1])
    if noun.endswith("y") and not words.umlauts:
        stems.add(noun[:-1] + "ie")
    for mark, plain in words.umlauts.items():
        at = noun.rfind(plain)
        if at >= 0:
            stems.add(noun[:at] + mark + noun[at + 1 :])
    forms = {noun[: -len(end)] + plural for end, plural in words.plurals.items() if noun.endswith(end)}
    forms |= {noun} | {stem + ending for stem in stems if stem != noun[:-1] for ending in words.noun_endings}
    if noun.endswith("e"):
        forms |= {noun[:-1] + ending for ending in words.feminine} | {noun + "r"}
    return forms | stems - {noun[:-1]}
