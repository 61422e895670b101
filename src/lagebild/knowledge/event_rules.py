"""Event rules: what a rule file may say, and its loading.

A rule names trigger lemmas, conditions, and where its participants stand:

    - name: attack
      event: ASSAULT
      trigger: [angreifen, "*angriff"]      # "*" stands for any beginning: compounds
      actor: subject | possessor            # the first alternative that names somebody; "+" joins
      recipient: object | oblique(auf, gegen)
      with: ["Rakete|Drohne"]               # each must occur in the trigger's clause, beside the trigger
      without: ["@words"]                   # none may; "@name" is a list in words.yaml
      abroad: true                          # actor and recipient are of different countries
      official: [actor, recipient]          # these act for a state, a party, an armed side, or are a state
      joint: true                           # the actors are of two countries at least
      last: true                            # tried after all others: for verbs of many uses
      finds: [{text: …, actor: …, recipient: …}]
      misses: [{text: …}]

Slots are logical, the same in every language: subject, object (a passive's subject), indirect,
oblique(prepositions), local(prepositions) (nowhere but on the trigger itself: where it happens),
possessor, adjective (a country's), carrier (the subject of a support verb:
*flog einen Angriff*), scene (of the verb that a talk stands beside: *in einem Telefonat mit X sagte Y*),
governor (the word that the trigger hangs on) and governor.subject,
clause.subject, clause.auxiliary and clause.mark (of the complement clause: *if*), infinitive
(of the trigger: *declined to say*), head (the noun that a participle modifies), speaker (on whose word the clause
stands), auxiliary (of the trigger).

A word of a rule may be two ("war game"): a noun with the one right before that hangs on it. Words with hyphens are
matched with and without them ("cease-fire", "ceasefire").
"""

import re
from functools import lru_cache
from typing import Literal, TypeVar

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from lagebild.errors import DataError
from lagebild.knowledge.context_words import ContextIndex, load_contexts
from lagebild.knowledge.data import Folder, decode
from lagebild.knowledge.uncoded_words import UncodedWords, load_uncoded_words
from lagebild.record import Precision

_SLOT = re.compile(
    r"(subject|object|indirect|possessor|adjective|carrier|scene|head|speaker|infinitive|governor\.subject|governor|clause\.subject|clause\.auxiliary"
    r"|clause\.mark|auxiliary"
    r"|(?:oblique|local)\(([\w ,'/-]+)\))$"
)


Lists = TypeVar("Lists", bound=Struct)


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that a rule must find or miss; participants are words of the sentence."""

    text: str
    actor: str | None = None
    recipient: str | None = None
    modality: str | None = None


class Slot(Struct, frozen=True, cache_hash=True):
    """One place in a clause; `cases` are the prepositions of an oblique or a local."""

    kind: str
    cases: frozenset[str] = frozenset()


Slots = tuple[tuple[Slot, ...], ...]  # alternatives of joined slots
Words = tuple[frozenset[str], ...]  # casefolded lists that stand for one; "*gespräch" is every word that ends so


class RuleText(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule as its file says it."""

    name: str
    event: str
    trigger: tuple[str, ...]
    modes: tuple[str, ...] = ()
    upos: tuple[str, ...] = ("VERB",)
    actor: str = ""
    recipient: str = ""
    with_: tuple[str, ...] = field(default=(), name="with")
    without: tuple[str, ...] = ()
    people: tuple[str, ...] = ()  # slots, or "actor", in which a person must stand
    requires: tuple[str, ...] = ()  # slots that must hold somebody or something: ["object"]
    unless: dict[str, tuple[str, ...]] = {}  # slot → lemmas of which its head must be none: {subject: [Erdbeben]}
    slots: dict[str, tuple[str, ...]] = {}  # slot → lemmas of which its head must be one: {object: [Sanktion]}
    voice: Literal["any", "active", "passive"] = "any"
    modality: str | None = None  # where the rule itself fixes it: a threat's "conditional" is found in the clause
    reading: str | None = None  # what the clause itself must say: "will not sign" is read as denied, and is REJECT
    uncoded: bool = False  # may stand without any participant that has a code
    abroad: bool = False  # actor and recipient must be of different countries: words that are vague at home
    official: tuple[Literal["actor", "recipient"], ...] = ()  # on these sides stands an official, or a country as such
    joint: bool = False  # the actors must be of two countries at least: who does it together
    last: bool = False  # tried after all other rules on its word
    towns_suffer: bool = False  # a town beside the noun is where it was done: "the Paris attacks"
    finds: tuple[Example, ...] = ()
    misses: tuple[Example, ...] = ()


class Rule(Struct, frozen=True):
    """One rule, ready to match."""

    name: str
    file: str
    event: str
    modes: tuple[str, ...]
    triggers: frozenset[str]  # casefolded lemmas
    endings: tuple[str, ...]  # casefolded endings of compounds
    upos: frozenset[str]
    actor: Slots
    recipient: Slots
    with_: tuple[Words, ...]
    without: Words
    people: tuple[Slot, ...]
    actor_is_person: bool
    requires: tuple[Slot, ...]
    slots: tuple[tuple[Slot, Words], ...]
    unless: tuple[tuple[Slot, Words], ...]
    voice: str
    modality: str | None
    reading: str | None
    uncoded: bool
    abroad: bool
    official: tuple[str, ...]
    joint: bool
    last: bool
    towns_suffer: bool
    finds: tuple[Example, ...]
    misses: tuple[Example, ...]

    @property
    def weight(self) -> int:
        """How much the rule asks for; of two rules on one trigger the more demanding one wins."""
        if self.last:
            return -1
        return (
            2 * len(self.people)
            + 2 * len(self.slots)
            + 2 * len(self.with_)
            + len(self.requires)
            + bool(self.without)
            + (self.voice != "any")
        )


class Grammar(Struct, frozen=True, forbid_unknown_fields=True):
    """The little that frames must know of a language beyond Universal Dependencies."""

    passive_auxiliaries: frozenset[str]
    active_auxiliaries: frozenset[str]  # with these alone a participle is active: "have attacked"
    agent_cases: frozenset[str]
    support_verbs: frozenset[str]  # verbs that carry a noun's meaning: fly an attack
    object_control: frozenset[str]  # the object does it: "forced Y to leave"
    relative_pronouns: frozenset[str]
    doer_cases: frozenset[str] = frozenset()  # behind a noun they tell whose deed it was: "a crackdown by the police"
    locative_cases: frozenset[str] = frozenset()  # prepositions that make a country a place: "in Russia"
    intransitives: frozenset[str] = frozenset()  # no passive, whatever the label: "ist gelandet"
    grounds: frozenset[str] = frozenset()  # parts of a country: "im Osten Kenias"
    scenes: frozenset[str] = frozenset()  # behind a name, what happened there: "Nigeria clashes"
    transitives: frozenset[str] = frozenset()  # never without object: "Two soldiers killed in Mali" is a passive
    outcomes: frozenset[str] = frozenset()  # what stands behind such a verb: "shot dead", "found guilty"
    direction_cases: frozenset[str] = frozenset()  # prepositions of where a thing leads: "the road to X" is not in X
    partner_cases: frozenset[str] = frozenset()  # prepositions that make a place a party: "talks with Ankara"
    there: frozenset[str] = frozenset()  # adverbs that point back to the last place
    there_nouns: dict[str, tuple[Precision, ...]] = {}  # lemmas that do so with an article, and to how exact a place
    told_before_nouns: frozenset[str] = frozenset()  # verbs whose participles tell it: "die in Mali entführten Nonnen"
    participle_endings: tuple[str, ...] = ()  # of participles before nouns
    lasting_cases: frozenset[str] = frozenset()  # prepositions since when something goes on: "seit 2021 inhaftiert"
    backdrop_cases: frozenset[str] = frozenset()  # prepositions of what had happened: "denied it after the attack"
    attended_cases: frozenset[str] = frozenset()  # prepositions of a talk at which its party does something: "bei"
    scene_cases: frozenset[str] = frozenset()  # prepositions that with a dative say in what talk something was said
    happening: frozenset[str] = frozenset()  # verbs that tell whether their subject or object comes about
    mishaps: frozenset[str] = frozenset()  # quakes, storms, crashes: nobody attacks those who are hurt there
    attacks: frozenset[str] = frozenset()  # words beside which a mishap is none: "nach dem Abschuss stürzte es ab"
    deadline_cases: frozenset[str] = frozenset()  # prepositions of a time until when something is to be done
    placed_deeds: frozenset[str] = frozenset()  # deeds that are called by their place: "der Anschlag von Paris"
    reason_cases: frozenset[str] = frozenset()  # prepositions of why: "protests over the killing in X" are not in X
    definite_cases: frozenset[str] = frozenset()  # prepositions that hold an article: im
    documents: frozenset[str] = frozenset()  # nouns that speak for whoever issues them: "a statement condemning"
    issuing_verbs: frozenset[str] = frozenset()  # what is done with such a document to make it one's own
    time_marks: frozenset[str] = frozenset()  # "three days after", "zwei Wochen nachdem": that was on another day
    dating_cases: frozenset[str] = frozenset()  # a date with one of these is a noun's, not the act's: "a report of May"
    day_cases: frozenset[str] = frozenset()  # prepositions of the day something is done on: "am Freitag", not "seit"
    coming: frozenset[str] = frozenset()  # words of a time that is to come: next, tomorrow
    same_time_marks: frozenset[str] = frozenset()  # conjunctions of what happened then: "when the war began in 2010"
    same_day_cases: frozenset[str] = frozenset()  # prepositions of what an act was done at: "at the talks on Monday"
    dated_nouns: frozenset[str] = frozenset()  # a day beside one in a phrase is its own: "over the test of 3 March"
    things: frozenset[str] = frozenset()  # subjects that say nothing in anybody's name: "the scandal threatens"
    speaking_nouns: frozenset[str] = frozenset()  # with a nation they speak for it: "the French side"; empty: all do
    fault_marks: frozenset[str] = frozenset()  # what the object has done: "assailed her for backing the war"
    intentions: frozenset[str] = frozenset()  # nouns whose infinitive is of whose they are: "a decision by X to leave"
    planning: frozenset[str] = (
        frozenset()
    )  # the plan that is their object is their subject's: "denied a plan to attack"
    kin: frozenset[str] = frozenset()  # who is somebody's and not he: "the gunman's brother" is not the gunman
    partitives: frozenset[str] = frozenset()  # "thousands of": those meant stand below
    by_chance: frozenset[str] = frozenset()  # words that end like others by chance: "vorschlag" is no "*schlag"
    members: frozenset[str] = frozenset()  # of whom what they belong to tells who they are: "members of the militia"
    deeds: frozenset[str] = frozenset()  # nouns whose "of" names whom it was done to: "the bombing of a mosque"
    counting: frozenset[str] = frozenset()  # numbers that are other words, too, and on no list as numbers: elf, die Elf
    particles: frozenset[str] = frozenset()  # right after its verb one of these is a part of it: "pull out of"
    measures: frozenset[str] = frozenset()  # prepositions that only round the number behind them: "bis zu 100"
    bracket_auxiliaries: frozenset[str] = frozenset()  # they and the participle at the end embrace the clause: "hat …"
    occasion_cases: frozenset[str] = frozenset()  # prepositions of what something happened at: "bei Protesten"
    genitive_cases: frozenset[str] = frozenset({"of"})  # prepositions that say no more than a genitive
    origin_cases: frozenset[str] = frozenset()  # "warships from Egypt" stand for Egypt where nobody else is named
    orders: frozenset[str] = frozenset()  # what is done on one of these is done by whose it is: "auf Anordnung Kairos"
    source_nouns: frozenset[str] = frozenset()  # "nach Angaben aus Kairo" says who tells it, not where it goes
    deciding: frozenset[str] = frozenset()  # verbs whose subject brings about their content: "entschied, dass …"
    causatives: frozenset[str] = frozenset()  # verbs whose subject has others do it: "ließ sie verhaften"
    deliberate: frozenset[str] = frozenset()  # verbs whose subject is somebody: "die Bitte lehnte Peking ab"
    zero_relatives: bool = False  # relative clauses may have no pronoun: "the minister he dismissed"
    nominative_fallback: bool = False  # case tells the subject where arcs fail
    speakers_in_third_person: dict[str, list[str]] = {}  # pronoun → entity types that call themselves so: "sie werde"
    speaker_pronouns: frozenset[str] = frozenset()  # in somebody's words they mean the speaker: "we"


class ModalityWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say how an event is meant; lemmas, casefolded when read."""

    negators: frozenset[str]
    negative_nouns: frozenset[str]  # "keine Rede von …"
    auxiliaries: dict[str, str]  # lemma → modality
    auxiliary_forms: dict[str, str]  # form → modality, before lemmas: "könnte"
    governors: dict[str, frozenset[str]]  # modality → lemmas of verbs and nouns over the event; "hidden" codes nothing
    adjectives: dict[str, frozenset[str]]  # modality → adjectives and adverbs on the trigger
    tolls: frozenset[str] = frozenset()  # what a deed, not somebody, demands: "forderte vier Todesopfer"
    neither: frozenset[str] = frozenset()  # before one of two things of which none was: weder in Rom noch in Bari
    nor: frozenset[str] = frozenset()  # before the other
    prepositions: dict[str, frozenset[str]] = {}  # modality → prepositions on a noun: "vor dem Treffen"
    escapes: frozenset[str] = frozenset()  # over such a noun the preposition says no modality: "vor Angriffen fliehen"
    conditions: frozenset[str] = frozenset()  # marks of an if-clause
    refusals: frozenset[str] = frozenset()  # acts of speech that deny their object: to reject a charge
    open_questions: frozenset[str] = frozenset()  # conjunctions of what is asked: whether
    hearsay: frozenset[str] = frozenset()  # auxiliaries that with a perfect say "allegedly": soll getroffen haben
    infinitive_marks: frozenset[str] = frozenset()  # a headline's "to send" is a plan
    inversions: frozenset[str] = frozenset()  # finite forms that open a condition without "if": "should"
    verb_first_conditions: bool = False  # a clause that begins with its verb is a condition
    additions: frozenset[str] = frozenset()  # behind a negator they take it back: "not only"
    contracted_perfects: frozenset[str] = frozenset()  # forms that beside a participle are no modal: "he'd asked"
    left_open: frozenset[str] = frozenset()  # of `denied`: negated they leave it open: "schloss nicht aus"
    told_apart: frozenset[str] = frozenset()  # conjunctions of what has happened beside the main clause: after
    perfects: frozenset[str] = frozenset()  # auxiliaries of the perfect
    counterfactuals: frozenset[str] = frozenset()  # auxiliaries that with a perfect say it was not so: "would have"
    hearsay_adverbs: frozenset[str] = frozenset()  # of several verbs they hold for all that follow: "allegedly"
    undenying: frozenset[str] = frozenset()  # nouns whose "no" denies no deed: "killed him for no reason"
    futures: frozenset[str] = frozenset()  # forms that make an infinitive a future: "going to attack"
    purposes: frozenset[str] = frozenset()  # what before "to" makes an infinitive an end: "in order to"
    evidence: frozenset[str] = frozenset()  # nouns without which nothing is told: "no evidence that troops attacked"
    asked: frozenset[str] = frozenset()  # verbs beside which "if" asks and sets no condition: "are investigating if"
    calls: frozenset[str] = frozenset()  # demands that with somebody as object may be talks by telephone
    conveyed: frozenset[str] = frozenset()  # verbs of what is done in such a talk: "called him to congratulate him"
    few: frozenset[str] = frozenset()  # with a verb of `opinions` they say that it is not so: "nobody believes"
    opinions: frozenset[str] = frozenset()
    fictions: frozenset[str] = frozenset()  # of works, those in which nothing that happens is true: "in the novel"
    fiction_cases: frozenset[str] = frozenset()  # prepositions before them
    fulfilled: frozenset[str] = frozenset()  # what people come together for they do: "gingen auf die Straße, um zu …"
    announcing: frozenset[str] = frozenset()  # verbs of what is to come: ankündigen
    as_marks: frozenset[str] = frozenset()  # what opens the clause of one who tells it: wie
    auxiliaries_reach_down: bool = False  # the auxiliary of a verb holds for its infinitive: "will try to seize"


class EventWords(Struct, frozen=True):
    """All that the events stage knows of one language."""

    rules: tuple[Rule, ...]
    grammar: Grammar
    modality: ModalityWords
    contexts: ContextIndex
    uncoded: UncodedWords
    elsewhere: frozenset[str] = frozenset()  # words.yaml's list of this name: sport, culture, science
    surveys: frozenset[str] = frozenset()  # words.yaml's list of this name: what is counted, nobody has done
    voting: frozenset[str] = frozenset()  # words.yaml's list of this name: "polling station" is no survey
    participles: dict[str, str] = {}  # of the verbs `told_before_nouns`: "entführt" → "entführen"


FIXED = ("words.yaml", "grammar.yaml", "modality.yaml", "contexts.yaml", "uncoded.yaml")  # all others hold rules


# The sentences of rules, which only tests read: they are a quarter of what the files of rules hold.
_EXAMPLES = re.compile(r"^( *)(?:finds|misses):.*\n(?:\1[ -].*\n|[ \t]*(?:#.*)?\n)*", re.MULTILINE)


def load_event_words(folder: Folder, own: Folder | None = None, *, examples: bool = False) -> EventWords:
    """Read languages/<code>/events: the files that are named above, and a file of rules per type.

    The rules' `finds` and `misses` are read with `examples` alone.

    `own` is the folder of such files that an ontology brings: its rules stand in place of the language's, and its
    words.yaml and contexts.yaml, if it has them, in place of theirs.
    """
    listed = decode(folder / "words.yaml", dict[str, list[str]])
    if own is not None and (own / "words.yaml").is_file():
        listed |= decode(own / "words.yaml", dict[str, list[str]])
    words = _NamedLists(listed)
    rules: list[Rule] = []
    for path in sorted((own or folder).iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yaml") and path.name not in FIXED:
            texts = decode(path, list[RuleText], skip=None if examples else _EXAMPLES)
            rules += [_rule(text, path.name, words) for text in texts]
    names = [rule.name for rule in rules]
    if len(set(names)) < len(names):
        twice = {n for n in names if names.count(n) > 1}
        raise DataError(f"{own or folder}: rule names must be unique, found twice: {', '.join(sorted(twice))}")
    contexts = own / "contexts.yaml" if own is not None else folder / "contexts.yaml"
    return EventWords(
        rules=tuple(rules),
        grammar=_casefolded(decode(folder / "grammar.yaml", Grammar)),
        modality=_casefolded(decode(folder / "modality.yaml", ModalityWords)),
        contexts=load_contexts(contexts if contexts.is_file() else folder / "contexts.yaml"),
        uncoded=load_uncoded_words(folder / "uncoded.yaml"),
        elsewhere=words.together("@elsewhere") if "elsewhere" in listed else frozenset(),
        surveys=words.together("@surveys") if "surveys" in listed else frozenset(),
        voting=words.together("@voting") if "voting" in listed else frozenset(),
    )


def _casefolded(words: Lists) -> Lists:
    """The same lists with every word casefolded: tokens are compared by casefolded lemma or form."""
    return replace(words, **{name: _fold(value) for name, value in asdict(words).items()})


def _fold(value: object) -> object:
    match value:
        case str():
            return value.casefold()
        case frozenset():
            return frozenset(map(_fold, value))
        case list():
            return [_fold(item) for item in value]
        case dict():
            return {_fold(key): _fold(item) for key, item in value.items()}
    return value


def parse_slots(text: str) -> Slots:
    """Parse "subject + oblique(mit) | possessor" into alternatives of joined slots."""
    if not text.strip():
        return ()
    return tuple(tuple(_slot(part) for part in alternative.split("+")) for alternative in text.split("|"))


@lru_cache(maxsize=1_000)  # rules ask for the same slots again and again
def _slot(text: str) -> Slot:
    found = _SLOT.match(text.strip())
    if not found:
        raise DataError(f"unknown slot {text.strip()!r}; known: see knowledge/event_rules.py")
    if found[2]:
        kind = text.strip().partition("(")[0]
        return Slot(kind, frozenset(case.strip().casefold() for case in found[2].split(",")))
    return Slot(found[1])


def _rule(text: RuleText, file: str, words: "_NamedLists") -> Rule:
    try:
        triggers = words.together(*text.trigger)
        return Rule(
            name=text.name,
            file=file,
            event=text.event,
            modes=text.modes,
            triggers=frozenset(t for t in triggers if not t.startswith("*")),
            endings=tuple(sorted(t[1:] for t in triggers if t.startswith("*"))),
            upos=frozenset(text.upos),
            actor=parse_slots(text.actor),
            recipient=parse_slots(text.recipient),
            with_=tuple(words.lists(item) for item in text.with_),
            without=words.lists(*text.without),
            people=tuple(_slot(s) for s in text.people if s != "actor"),
            actor_is_person="actor" in text.people,
            requires=tuple(_slot(s) for s in text.requires),
            slots=tuple((_slot(s), words.lists(*w)) for s, w in text.slots.items()),
            unless=tuple((_slot(s), words.lists(*w)) for s, w in text.unless.items()),
            voice=text.voice,
            modality=text.modality,
            reading=text.reading,
            uncoded=text.uncoded,
            abroad=text.abroad,
            official=text.official,
            joint=text.joint,
            last=text.last,
            towns_suffer=text.towns_suffer,
            finds=text.finds,
            misses=text.misses,
        )
    except DataError as error:
        raise DataError(f"{file}: rule {text.name!r}: {error}") from error


class _NamedLists:
    """The lists of words.yaml; each is casefolded once and shared by the rules that name it."""

    def __init__(self, listed: dict[str, list[str]]) -> None:
        self._listed = listed
        self._known: dict[str, Words] = {}

    def lists(self, *items: str) -> Words:
        """The words of "Angriff|@drone", and the lists that it names as lists of their own."""
        found: list[frozenset[str]] = []
        single: list[str] = []
        for item in (part.strip() for text in items for part in text.split("|")):
            if item.startswith("@"):
                found += self._named(item[1:])
            elif item:
                single.append(item.casefold())
        if single:
            found.append(frozenset(single))
        return tuple(dict.fromkeys(found))

    def together(self, *items: str) -> frozenset[str]:
        """The same words in one list."""
        return frozenset().union(*self.lists(*items))

    def _named(self, name: str) -> Words:
        if name not in self._listed:
            raise DataError(f"words.yaml has no list {name!r}")
        if name not in self._known:
            self._known[name] = self.lists(*self._listed[name])
        return self._known[name]
