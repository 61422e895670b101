"""Rules + sentence → matches: which rules hold on which token."""

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from lagebild.knowledge.event_rules import Grammar, Rule, Slot
from lagebild.record import Token
from lagebild.rules.clause import clause_of
from lagebild.rules.frame import Frame
from lagebild.rules.tree import Tree


class Match(Struct, frozen=True):
    """The rules that hold with `trigger` as their word, the most demanding first."""

    rules: tuple[Rule, ...]
    trigger: int


class RuleIndex:
    """Rules by trigger, so that a sentence costs its length and not the number of rules."""

    def __init__(self, rules: Iterable[Rule], grammar: Grammar) -> None:
        self._grammar = grammar
        self._exact: dict[str, list[Rule]] = defaultdict(list)
        self._ending: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            for trigger in rule.triggers:
                self._exact[trigger].append(rule)
            for ending in rule.endings:
                self._ending[ending].append(rule)
        self._lengths = sorted({len(e) for e in self._ending}, reverse=True)

    def matches(self, tree: Tree) -> list[Match]:
        """For every token the rules that hold there, in text order."""
        found = []
        for i, token in enumerate(tree.tokens):
            following = tree.tokens[i + 1].text.casefold() if i + 1 < len(tree.tokens) else ""
            candidates = [r for r in self._candidates(token, following) if token.upos in r.upos]
            if not candidates:
                continue
            frame = Frame(tree, i, self._grammar)
            lemmas = {word for j in clause_of(tree, i) if j != i for word in _words(tree.tokens[j])}
            held = [r for r in candidates if holds(r, frame, lemmas, tree)]
            if held:
                found.append(Match(tuple(sorted(held, key=lambda r: -r.weight)), i))
        return found

    def _candidates(self, token: Token, following: str) -> list[Rule]:
        found: dict[str, Rule] = {}
        # Verbs by lemma alone: the form "kommen" may be a part of zusammenkommen.
        words = {token.lemma.casefold()} if token.upos == "VERB" else _words(token)
        if token.upos == "VERB" and following in self._grammar.particles:
            words.add(f"{token.lemma.casefold()} {following}")  # "pulled out of Gaza": read as a preposition
        for word in words:
            found |= {rule.name: rule for rule in self._exact.get(word, ())}
            for length in self._lengths:
                if length <= len(word):
                    found |= {rule.name: rule for rule in self._ending.get(word[-length:], ())}
        return list(found.values())


def holds(rule: Rule, frame: Frame, lemmas: set[str], tree: Tree) -> bool:
    """True if every condition of `rule` beyond its trigger is met."""
    if rule.voice != "any" and (rule.voice == "passive") != frame.passive:
        return False
    if any(not among(lemmas, wanted) for wanted in rule.with_):
        return False
    if rule.without and among(lemmas, rule.without):
        return False
    if any(not frame.slot(slot) for slot in rule.requires):
        return False
    if any(among(_heads(frame, slot, tree), unwanted) for slot, unwanted in rule.unless):
        return False
    return all(among(_heads(frame, slot, tree), wanted) for slot, wanted in rule.slots)


def _heads(frame: Frame, slot: Slot, tree: Tree) -> set[str]:
    """Words of those who fill a slot."""
    return {word for i in frame.slot(slot) for word in _words(tree.tokens[i])}


def _words(token: Token) -> set[str]:
    """Lemma and form: a small lemmatiser misses plurals that a list of words has by chance or care."""
    return {token.lemma.casefold(), token.text.casefold()}


def among(lemmas: Iterable[str], wanted: frozenset[str]) -> bool:
    """True if a lemma is one of `wanted`, where "*gespräch" stands for every compound that ends so."""
    endings = tuple(w[1:] for w in wanted if w.startswith("*"))
    return any(lemma in wanted or (endings and lemma.endswith(endings)) for lemma in lemmas)
