"""Rules + sentence → matches: which rules hold on which token."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from msgspec import Struct

from lagebild.knowledge.event_rules import EventWords, Rule, Slot, Words
from lagebild.record import Span, Token
from lagebild.rules.frame import Frame
from lagebild.rules.tree import Tree, has
from lagebild.rules.word_lists import WordLists, shortest_ending

MOST_KNOWN = 50_000  # words whose rules are remembered
NOTHING: Mapping[Span, str] = MappingProxyType({})


class Match(Struct, frozen=True):
    """The rules that hold on the trigger of `frame`, the most demanding first.

    Where none holds, `excluded` is one of which all is met but that the word at token `by` must not stand there.
    """

    rules: tuple[Rule, ...]
    frame: Frame
    excluded: Rule | None = None
    by: int = -1

    @property
    def trigger(self) -> int:
        """Index of the token that is the rules' word."""
        return self.frame.trigger


class _Conditions(Struct, frozen=True):
    """What a rule asks for beyond its trigger, with its lists of words as bits."""

    rule: Rule
    weight: int
    words: tuple[int, ...]  # of each of these lists a word stands in the sentence, for `with_` and for `slots`
    passive: bool | None  # None: any voice will do
    with_: tuple[int, ...]
    without: int
    requires: tuple[Slot, ...]
    slots: tuple[tuple[Slot, int], ...]
    unless: tuple[tuple[Slot, int], ...]


class _Triggered(Struct, frozen=True):
    """The rules of a word, and the lists of which some word must stand beside it for any that asks for words."""

    rules: tuple[_Conditions, ...]
    bare: tuple[_Conditions, ...]  # those that ask for no words
    asked: int


class _Word(Struct, frozen=True):
    """What is known of a token whatever stands beside it: the lists that hold it, the rules that it triggers."""

    listed: int
    triggers: _Triggered | None


class Wording(Struct, frozen=True):
    """The words of a sentence as the rules know them; `whole` are the lists that hold any of them, as bits."""

    tokens: Sequence[Token]
    known: list[_Word]
    whole: int


class RuleIndex:
    """Rules by trigger, so that a sentence costs its length and not the number of rules."""

    def __init__(self, words: EventWords) -> None:
        self._grammar = words.grammar
        beside = (words.elsewhere, words.grammar.mishaps, words.grammar.attacks)  # of whole reports and sentences
        self._by_chance = tuple(words.grammar.by_chance)
        every = (*(listed for rule in words.rules for listed in _lists_of(rule)), *beside)
        self._lists = WordLists(every, self._by_chance)
        self._plain = self._lists.holding("")  # the lists of any word at all, which most words are on and on no other
        self._exact: dict[str, list[_Conditions]] = defaultdict(list)
        self._ending: dict[str, list[_Conditions]] = defaultdict(list)
        for rule in words.rules:
            conditions = self._conditions_of(rule)
            for trigger in rule.triggers:
                self._exact[trigger].append(conditions)
            for ending in rule.endings:
                self._ending[ending].append(conditions)
        self._lengths = sorted({len(e) for e in self._ending}, reverse=True)
        self._known: dict[tuple[str, ...], _Word] = {}  # the last of each key is a part of speech
        self._longer: dict[tuple[str, ...], _Word] = {}  # the same of words with the one before them, or a particle

    def look_up(self, tokens: Sequence[Token]) -> "Wording":
        """What is known of the words of a sentence, before anything is known of its tree."""
        known, plain = self._known, self._plain
        found, whole = [], plain
        for token in tokens:
            word = known.get((token.lemma, token.text, token.upos)) or self._learn(token)
            found.append(word)
            if word.listed is not plain:
                whole |= word.listed
        return Wording(tokens, found, whole)

    def names_one(self, words: "Wording", listed: frozenset[str]) -> bool:
        """True if one of the words is on this list: `elsewhere`, or mishaps and attacks of the grammar."""
        return bool(words.whole & self._lists.bits((listed,)))

    def matches(self, tree: Tree, words: "Wording | None" = None, meant: Mapping[Span, str] = NOTHING) -> list[Match]:
        """For every token the rules that hold there, or one that a word excludes, in text order.

        `words` is what was looked up of the tokens, in case the tree still has the same. `meant` are the casefolded
        nouns that pronouns stand for: "The teachers … They were freed".
        """
        tokens, particles = tree.tokens, self._grammar.particles
        if words is None or words.tokens is not tokens:
            words = self.look_up(tokens)
        listed: list[int] = []
        candidates: list[tuple[int, _Triggered]] = []
        whole, last = words.whole, len(tokens) - 1
        before: Token | None = None
        for i, (token, word) in enumerate(zip(tokens, words.known, strict=True)):
            if before is not None and (before.head == i or before.text == "-") and (part := _part_before(tree, i)):
                word = self._joined(word, token, part)
                whole |= word.listed
            if particles and token.upos == "VERB" and i < last and tokens[i + 1].text.casefold() in particles:
                word = self._with_particle(word, token, tokens[i + 1].text.casefold())
            if meant and (noun := meant.get(token.span)) is not None:
                word = _Word(word.listed | self._lists.holding(noun), word.triggers)
                whole |= word.listed
            listed.append(word.listed)
            if word.triggers:
                candidates.append((i, word.triggers))
            before = token
        found = []
        for i, triggers in candidates:
            if self._is_perfect(tree, i):
                continue
            possible = _possible(triggers, whole)
            match = _match(Frame(tree, i, self._grammar), possible, listed) if possible else None
            if match:
                found.append(match)
        return found

    def _is_perfect(self, tree: Tree, i: int) -> bool:
        """ "hat aufgefordert": the auxiliary of a perfect says nothing itself."""
        token = tree.tokens[i]
        if token.deprel != "aux" or token.lemma.casefold() not in self._grammar.bracket_auxiliaries:
            return False
        return has(tree.tokens[token.head], "VerbForm=Part")

    def names_an_act(self, word: str) -> bool:
        """True if some rule has this noun as its word: all that can be told of text that nobody has parsed."""
        return any("NOUN" in conditions.rule.upos for conditions in self._exact.get(word.casefold(), ()))

    def _conditions_of(self, rule: Rule) -> _Conditions:
        bits = self._lists.bits
        return _Conditions(
            rule=rule,
            weight=rule.weight,
            words=tuple(bits(words) for words in (*rule.with_, *(words for _, words in rule.slots))),
            passive=None if rule.voice == "any" else rule.voice == "passive",
            with_=tuple(bits(words) for words in rule.with_),
            without=bits(rule.without),
            requires=rule.requires,
            slots=tuple((slot, bits(words)) for slot, words in rule.slots),
            unless=tuple((slot, bits(words)) for slot, words in rule.unless),
        )

    def _learn(self, token: Token) -> _Word:
        lemma, form = token.lemma.casefold(), token.text.casefold()
        if token.upos == "NUM" and form in self._grammar.counting:
            return self._remember((token.lemma, token.text, token.upos), (), ())
        # Verbs by lemma alone: the form "kommen" may be a part of zusammenkommen.
        triggering = (lemma,) if token.upos == "VERB" else (lemma, form)
        return self._remember((token.lemma, token.text, token.upos), (lemma, form, f"={form}"), triggering)

    def _joined(self, word: _Word, token: Token, part: tuple[str, str]) -> _Word:
        """What is known of a word and of its longer forms, with the `part` before it."""
        key = (*part, token.lemma, token.text, token.upos)
        found = self._longer.get(key)
        if found is None:
            longer = _joined_words(part, token)
            known = self._remember((*longer, token.upos), longer, () if token.upos == "VERB" else longer)
            found = self._keep_longer(key, _Word(word.listed | known.listed, _both(word.triggers, known.triggers)))
        return found

    def _with_particle(self, word: _Word, verb: Token, particle: str) -> _Word:
        """ "pulled out of Gaza": a verb with the particle behind it, which was read as a preposition."""
        key = (verb.lemma, verb.text, particle)
        found = self._longer.get(key)
        if found is None or found.listed != word.listed:
            triggered = _triggers_of(self._triggered(f"{verb.lemma.casefold()} {particle}", "VERB"))
            found = self._keep_longer(key, _Word(word.listed, _both(word.triggers, triggered)))
        return found

    def _keep_longer(self, key: tuple[str, ...], word: _Word) -> _Word:
        if len(self._longer) >= MOST_KNOWN:
            self._longer.clear()
        self._longer[key] = word
        return word

    def _remember(self, key: tuple[str, ...], words: tuple[str, ...], triggering: tuple[str, ...]) -> _Word:
        """Keep under `key`, since texts repeat their words, which lists hold `words` and what `triggering` trigger."""
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        triggered = (self._triggered(word, key[-1]) for word in triggering)
        listed = 0
        for word in words:
            listed |= self._lists.holding(word)
        listed = self._plain if listed == self._plain else listed  # one number for all these words
        found = self._known[key] = _Word(listed, _triggers_of(_all(*triggered)))
        return found

    def _triggered(self, word: str, upos: str) -> tuple[_Conditions, ...]:
        """The rules that this very word triggers, then those that its endings do, the longest first."""
        shortest = shortest_ending(word, self._by_chance)
        endings = (word[-length:] for length in self._lengths if shortest <= length <= len(word))
        found = [*self._exact.get(word, ()), *(c for ending in endings for c in self._ending.get(ending, ()))]
        return tuple(conditions for conditions in found if upos in conditions.rule.upos)


def _triggers_of(rules: tuple[_Conditions, ...]) -> _Triggered | None:
    asked = 0
    for conditions in rules:
        if conditions.words:
            asked |= conditions.words[0]
    return _Triggered(rules, tuple(c for c in rules if not c.words), asked) if rules else None


def _both(one: _Triggered | None, other: _Triggered | None) -> _Triggered | None:
    return _triggers_of(_all(one.rules, other.rules)) if one and other else one or other


def _possible(triggered: _Triggered, whole: int) -> Sequence[_Conditions]:
    """Those of whose lists of words the `whole` sentence holds some: few, and all others need no parse."""
    if not triggered.asked & whole:
        return triggered.bare
    found = []
    for conditions in triggered.rules:
        for words in conditions.words:
            if not words & whole:
                break
        else:
            found.append(conditions)
    return found


def _match(frame: Frame, candidates: Sequence[_Conditions], listed: Sequence[int]) -> Match | None:
    """The rules that hold, or one that a word excludes; `listed` are the lists that hold each word."""
    filled = [c for c in candidates if _is_filled(c, frame, listed)]
    if not filled:
        return None
    around = 0
    for i in frame.clause if any(c.with_ or c.without for c in filled) else ():
        if i != frame.trigger:
            around |= listed[i]
    met = [c for c in filled if all(wanted & around for wanted in c.with_)]
    held = [c for c in met if not c.without & around and not _is_barred(c, frame, listed)]
    if held:
        return Match(tuple(c.rule for c in sorted(held, key=lambda c: -c.weight)), frame)
    for conditions in met:
        by = _excluding(conditions, frame, listed)
        if by is not None:
            return Match((), frame, conditions.rule, by)
    return None


def _all(*triggered: tuple[_Conditions, ...]) -> tuple[_Conditions, ...]:
    """Each rule once. Of those that ask for as much the first one wins: this order is the same in every process."""
    return tuple({conditions.rule.name: conditions for found in triggered for conditions in found}.values())


def _lists_of(rule: Rule) -> Iterator[frozenset[str]]:
    words: list[Words] = [*rule.with_, rule.without]
    words += [wanted for _, wanted in (*rule.slots, *rule.unless)]
    return (listed for lists in words for listed in lists)


def _is_filled(conditions: _Conditions, frame: Frame, listed: Sequence[int]) -> bool:
    """True if the voice is the rule's, and its slots hold somebody or what it asks for."""
    if conditions.passive is not None and conditions.passive != frame.passive:
        return False
    for slot in conditions.requires:
        if not frame.slot(slot):
            return False
    return not conditions.slots or all(_heads(frame, slot, listed) & wanted for slot, wanted in conditions.slots)


def _is_barred(conditions: _Conditions, frame: Frame, listed: Sequence[int]) -> bool:
    return bool(conditions.unless) and any(
        _heads(frame, slot, listed) & unwanted for slot, unwanted in conditions.unless
    )


def _excluding(conditions: _Conditions, frame: Frame, listed: Sequence[int]) -> int | None:
    """The token that excludes a rule of which all else is met; None where it stands in no slot itself."""
    for i in sorted(frame.clause):
        if i != frame.trigger and listed[i] & conditions.without:
            return i
    for slot, unwanted in conditions.unless:
        for i in frame.slot(slot):
            if listed[i] & unwanted:
                return i
    return None


def _heads(frame: Frame, slot: Slot, listed: Sequence[int]) -> int:
    """The lists that hold a word of those who fill a slot, of what a number counts there or of what is joined to it."""
    found = 0
    for i in frame.slot(slot):
        for j in frame.meant_by(i):
            found |= listed[j]
    return found


def _part_before(tree: Tree, i: int) -> tuple[str, str] | None:
    """The word before a token that is a part of it, and what stands between: "cease-fire", "war game"."""
    before = tree.tokens[i - 1]
    if i > 1 and before.text == "-" and _is_glued(tree.tokens[i - 2 : i + 1]):
        return tree.tokens[i - 2].text, "-"
    return (before.text, " ") if before.head == i and before.deprel in ("compound", "amod") else None


def _joined_words(part: tuple[str, str], token: Token) -> tuple[str, ...]:
    """Lemma and form of a token with the word before that is a part of it.

    The form, too: a small lemmatiser misses plurals that a list of words has by chance or care.
    """
    first, between = part[0].casefold(), ("-", "") if part[1] == "-" else (" ",)
    words = (token.lemma.casefold(), token.text.casefold())
    return tuple(first + mark + word for word in words for mark in between)


def _is_glued(tokens: Sequence[Token]) -> bool:
    """True if no blank stands between them."""
    return all(a.span[1] == b.span[0] for a, b in pairwise(tokens))
