"""A sentence as a tree: the walks that every rule over Universal Dependencies needs."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from lagebild.record import Sentence, Span, Token


class Tree:
    """Read-only view of one sentence; indexes are positions in `sentence.tokens`."""

    __slots__ = ("children", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.children: list[list[int]] = [[] for _ in sentence.tokens]
        for i, token in enumerate(sentence.tokens):
            if token.head >= 0:
                self.children[token.head].append(i)

    def with_relation(self, head: int, *relations: str) -> list[int]:
        """Children of `head` by relation; "obl" also finds its subtypes ("obl:agent")."""
        below = self.children[head]  # mostly none
        return [i for i in below if matches(self.tokens[i].deprel, relations)] if below else []

    def subtree(self, head: int) -> list[int]:
        """All indexes under `head`, itself included, in text order."""
        found, stack = [], [head]
        while stack:
            i = stack.pop()
            found.append(i)
            stack.extend(self.children[i])
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above `i`, nearest first; ends even if the parse holds a cycle."""
        seen = {i}
        i = self.tokens[i].head
        while i >= 0 and i not in seen:
            seen.add(i)
            yield i
            i = self.tokens[i].head

    def span(self, indexes: list[int]) -> Span:
        """The smallest span over these tokens."""
        return (min(self.tokens[i].span[0] for i in indexes), max(self.tokens[i].span[1] for i in indexes))

    def at(self, span: Span) -> list[int]:
        """Indexes of the tokens that overlap `span`."""
        first = bisect_right(self.tokens, span[0], key=_end)
        return list(range(first, bisect_left(self.tokens, span[1], lo=first, key=_start)))

    def case_words(self, i: int) -> set[str]:
        """Lower-cased prepositions (and postpositions) on token `i`."""
        found: set[str] = set()
        for j in self.children[i]:
            token = self.tokens[j]
            if token.deprel == "case":
                found |= {token.lemma.lower(), token.text.lower()}
        return found


@lru_cache(maxsize=10_000)  # asked a thousand times a report, of few relations
def matches(deprel: str, relations: tuple[str, ...]) -> bool:
    """True if `deprel` is one of `relations` or a subtype of one."""
    return any(deprel == r or deprel.startswith(r + ":") for r in relations)


def has(token: Token, *feats: str) -> bool:
    """True if the token carries all these features ("Mood=Sub")."""
    return all(f in token.feats for f in feats)


def _start(token: Token) -> int:
    return token.span[0]


def _end(token: Token) -> int:
    return token.span[1]
