"""Rules + sentence → matches: which rules hold on which token."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from lagebild.knowledge.event_rules import Grammar, Rule, Slot
from lagebild.record import Token
from lagebild.rules.clause import clause_of
from lagebild.rules.frame import Frame
from lagebild.rules.tree import Tree

MOST_KNOWN = 50_000  # words whose rules are remembered


class Match(Struct, frozen=True):
    """The rules that hold with `trigger` as their word, the most demanding first.

    Where none holds, `excluded` is one of which all is met but that the word at token `by` must not stand there.
    """

    rules: tuple[Rule, ...]
    trigger: int
    excluded: Rule | None = None
    by: int = -1


class RuleIndex:
    """Rules by trigger, so that a sentence costs its length and not the number of rules."""

    def __init__(self, rules: Iterable[Rule], grammar: Grammar) -> None:
        rules = tuple(rules)
        self._grammar = grammar
        self._exact: dict[str, list[Rule]] = defaultdict(list)
        self._ending: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            for trigger in rule.triggers:
                self._exact[trigger].append(rule)
            for ending in rule.endings:
                self._ending[ending].append(rule)
        self._lengths = sorted({len(e) for e in self._ending}, reverse=True)
        self._upos = frozenset().union(*(rule.upos for rule in rules))
        self._known: dict[str, dict[str, Rule]] = {}

    def matches(self, tree: Tree) -> list[Match]:
        """For every token the rules that hold there, or one that a word excludes, in text order."""
        found = []
        for i, token in enumerate(tree.tokens):
            if token.upos not in self._upos:
                continue
            candidates = [r for r in self._candidates(tree, i) if token.upos in r.upos]
            if not candidates:
                continue
            frame = Frame(tree, i, self._grammar)
            clause = clause_of(tree, i)
            lemmas = {word for j in clause if j != i for word in words_at(tree, j)}
            held = [r for r in candidates if holds(r, frame, lemmas, tree)]
            if held:
                found.append(Match(tuple(sorted(held, key=lambda r: -r.weight)), i))
                continue
            barred = ((r, excluded_by(r, frame, lemmas, clause, tree)) for r in candidates if r.without or r.unless)
            rule, by = next(((r, by) for r, by in barred if by is not None), (None, -1))
            if rule is not None:
                found.append(Match((), i, rule, by))
        return found

    def names_an_act(self, word: str) -> bool:
        """True if some rule has this noun as its word: all that can be told of text that nobody has parsed."""
        listed = self._exact.get(word.casefold(), ())
        return any("NOUN" in rule.upos for rule in listed)

    def _candidates(self, tree: Tree, i: int) -> list[Rule]:
        token = tree.tokens[i]
        following = tree.tokens[i + 1].text.casefold() if i + 1 < len(tree.tokens) else ""
        found: dict[str, Rule] = {}
        # Verbs by lemma alone: the form "kommen" may be a part of zusammenkommen.
        lemma = token.lemma.casefold()
        words = [lemma] if token.upos == "VERB" else words_at(tree, i)
        if token.upos == "VERB" and following in self._grammar.particles:
            words.append(f"{lemma} {following}")  # "pulled out of Gaza": read as a preposition
        for word in words:  # in this order: of rules that ask for as much the first one wins, in every process the same
            found |= self._of(word)
        return list(found.values())

    def _of(self, word: str) -> dict[str, Rule]:
        """The rules that have this word as trigger, by name; remembered, since texts repeat their words."""
        found = self._known.get(word)
        if found is None:
            found = {rule.name: rule for rule in self._exact.get(word, ())}
            for length in self._lengths:
                if length <= len(word):
                    found |= {rule.name: rule for rule in self._ending.get(word[-length:], ())}
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            self._known[word] = found
        return found


def holds(rule: Rule, frame: Frame, lemmas: set[str], tree: Tree, *, barred: bool = True) -> bool:
    """True if every condition of `rule` beyond its trigger is met; without `barred`, if all but its exclusions are."""
    if rule.voice != "any" and (rule.voice == "passive") != frame.passive:
        return False
    if any(not among(lemmas, wanted) for wanted in rule.with_):
        return False
    if barred and rule.without and among(lemmas, rule.without):
        return False
    if any(not frame.slot(slot) for slot in rule.requires):
        return False
    if barred and any(among(_heads(frame, slot, tree), unwanted) for slot, unwanted in rule.unless):
        return False
    return all(among(_heads(frame, slot, tree), wanted) for slot, wanted in rule.slots)


def excluded_by(rule: Rule, frame: Frame, lemmas: set[str], clause: set[int], tree: Tree) -> int | None:
    """The token that alone keeps the rule from holding, by `without` or `unless`; None if more is missing."""
    if not holds(rule, frame, lemmas, tree, barred=False):
        return None
    for i in sorted(clause - {frame.trigger}):
        if among(words_at(tree, i), rule.without):
            return i
    for slot, unwanted in rule.unless:
        for i in frame.slot(slot):
            if among(words_at(tree, i), unwanted):
                return i
    return None


def _heads(frame: Frame, slot: Slot, tree: Tree) -> set[str]:
    """Words of those who fill a slot, of what a number counts there and of what is joined to it."""
    return {word for i in frame.slot(slot) for j in frame.meant_by(i) for word in words_at(tree, j)}


def words_at(tree: Tree, i: int) -> list[str]:
    """Lemma and form of a token, alone and with the word before that is a part of it: "cease-fire", "war game".

    The form, too: a small lemmatiser misses plurals that a list of words has by chance or care.
    """
    token = tree.tokens[i]
    found = [token.lemma.casefold(), token.text.casefold()]
    if i > 1 and tree.tokens[i - 1].text == "-" and _is_glued(tree.tokens[i - 2 : i + 1]):
        first = tree.tokens[i - 2].text.casefold()
        found += [first + between + word for word in found for between in ("-", "")]
    elif i > 0 and tree.tokens[i - 1].head == i and tree.tokens[i - 1].deprel in ("compound", "amod"):
        found += [f"{tree.tokens[i - 1].text.casefold()} {word}" for word in found]
    return found


def _is_glued(tokens: Sequence[Token]) -> bool:
    """True if no blank stands between them."""
    return all(a.span[1] == b.span[0] for a, b in pairwise(tokens))


def among(lemmas: Collection[str], wanted: frozenset[str]) -> bool:
    """True if a lemma is one of `wanted`, where "*gespräch" stands for every compound that ends so."""
    if not wanted.isdisjoint(lemmas):
        return True
    endings = _endings(wanted)
    return bool(endings) and any(lemma.endswith(endings) for lemma in lemmas)


@lru_cache(maxsize=10_000)  # as many as there are lists in the rules
def _endings(wanted: frozenset[str]) -> tuple[str, ...]:
    return tuple(w[1:] for w in wanted if w.startswith("*"))
