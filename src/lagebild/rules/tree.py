"""A sentence as a tree: the walks that every rule over Universal Dependencies needs."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec.structs import replace

from lagebild.record import Sentence, Span, Token

_CHILDLESS: list[int] = []  # of most words


class Tree:
    """Read-only view of one sentence; indexes are positions in `sentence.tokens`."""

    __slots__ = (
        "_by_case", "_by_relation", "_by_upos", "_cases", "_clause_heads", "children", "sentence", "subjects", "tokens",
    )  # fmt: skip

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        children: list[list[int]] = [_CHILDLESS] * len(sentence.tokens)
        for i, token in enumerate(sentence.tokens):
            head = token.head
            if head >= 0:
                if children[head]:
                    children[head].append(i)
                else:
                    children[head] = [i]
        self.children: Sequence[Sequence[int]] = children
        self.subjects: dict[int, list[int]] = {}  # of verbs, once rules/subjects.py has found them
        self._by_relation: dict[str, list[int]] | None = None
        self._by_upos: dict[str, list[int]] | None = None
        self._by_case: dict[str, list[int]] | None = None
        self._cases: dict[int, frozenset[str]] | None = None
        self._clause_heads: frozenset[int] | None = None

    @property
    def clause_heads(self) -> frozenset[int]:
        """Indexes of the verbs that are heads of clauses."""
        if self._clause_heads is None:
            fits, verbal = _fitting(CLAUSES), ("VERB", "AUX")
            found = [i for i, token in enumerate(self.tokens) if token.upos in verbal and fits[token.deprel]]
            self._clause_heads = frozenset(found)
        return self._clause_heads

    def with_tokens(self, tokens: Sequence[Token]) -> "Tree":
        """The tree of the same sentence with other arcs or labels: `tokens` in place of its own."""
        return Tree(replace(self.sentence, tokens=tuple(tokens)))

    def with_relation(self, head: int, *relations: str) -> list[int]:
        """Children of `head` by relation; "obl" also finds its subtypes ("obl:agent")."""
        found: list[int] = []
        below = self.children[head]  # mostly none
        if below:
            tokens, fits = self.tokens, _fitting(relations)
            for i in below:
                if fits[tokens[i].deprel]:
                    found.append(i)
        return found

    def tagged(self, upos: str) -> Sequence[int]:
        """Indexes of the tokens with this part of speech, in text order."""
        if self._by_upos is None:
            self._index()
        return self._by_upos.get(upos, ()) if self._by_upos else ()

    def related(self, relation: str) -> Sequence[int]:
        """Indexes of the tokens that have this relation to their heads or a subtype of it, in text order."""
        if self._by_relation is None:
            self._index()
        return self._by_relation.get(relation, ()) if self._by_relation else ()

    def _index(self) -> None:
        """Note where each relation and each part of speech stands: who asks for one mostly asks for the other."""
        by_relation: dict[str, list[int]] = defaultdict(list)
        by_upos: dict[str, list[int]] = defaultdict(list)
        for i, token in enumerate(self.tokens):
            deprel = token.deprel
            by_relation[deprel.partition(":")[0] if ":" in deprel else deprel].append(i)
            by_upos[token.upos].append(i)
        self._by_relation, self._by_upos = by_relation, by_upos

    def root(self) -> int | None:
        """Index of the first token without a head; None if there is none."""
        for i, token in enumerate(self.tokens):
            if token.head < 0:
                return i
        return None

    def acts_on_something(self, verb: int) -> bool:
        """True of a verb with an object and a subject that is read as one who acts, and no auxiliary of a passive."""
        below = {self.tokens[i].deprel for i in self.children[verb]}
        return {"obj", "nsubj"} <= below and "aux:pass" not in below

    def subtree(self, head: int) -> list[int]:
        """All indexes under `head`, itself included, in text order; ends even if the parse holds a cycle."""
        found, stack = {head}, [head]
        while stack:
            below = [child for child in self.children[stack.pop()] if child not in found]
            found.update(below)
            stack.extend(below)
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

    def top_of(self, tokens: Sequence[int]) -> int:
        """The head of some tokens that stand together: the first whose own head is none of them."""
        return next((i for i in tokens if self.tokens[i].head not in tokens), tokens[0])

    def case_words(self, i: int) -> frozenset[str]:
        """Lower-cased prepositions (and postpositions) on token `i`."""
        return self._words_of_case().get(i, _NONE)

    def marks(self, i: int) -> frozenset[str]:
        """The conjunctions and adverbs of a clause, as folded lemmas: "when", "als"."""
        return frozenset(self.tokens[c].lemma.casefold() for c in self.with_relation(i, "mark", "advmod"))

    def with_case(self, words: frozenset[str]) -> list[int]:
        """Indexes of the tokens that have one of these prepositions; casefolded words."""
        if self._by_case is None:
            self._by_case = defaultdict(list)
            for i, own in self._words_of_case().items():
                for word in own:
                    self._by_case[word.casefold()].append(i)
        named = self._by_case.keys() & words if self._by_case else ()
        return sorted({i for word in named for i in self._by_case[word]}) if named else []

    def _words_of_case(self) -> dict[int, frozenset[str]]:
        if self._cases is None:
            found: dict[int, frozenset[str]] = {}
            for token in self.tokens:
                if token.deprel == "case" and token.head >= 0:
                    own = frozenset((token.lemma.lower(), token.text.lower()))
                    found[token.head] = found.get(token.head, own) | own
            self._cases = dict(sorted(found.items()))
        return self._cases


_NONE: frozenset[str] = frozenset()
CLAUSES = ("root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp", "conj")


class _Fitting(dict[str, bool]):
    """Which relations of tokens fit those that are asked for: looked up once each."""

    def __init__(self, relations: tuple[str, ...]) -> None:
        self._relations = relations

    def __missing__(self, deprel: str) -> bool:
        found = matches(deprel, self._relations)
        if len(self) < MOST_RELATIONS:
            self[deprel] = found
        return found


MOST_RELATIONS = 1_000  # that are remembered; a treebank has some fifty
_fitting = cache(_Fitting)  # as many as the code asks for


@lru_cache(maxsize=10_000)  # asked a thousand times a report, of few relations
def matches(deprel: str, relations: tuple[str, ...]) -> bool:
    """True if `deprel` is one of `relations` or a subtype of one."""
    return any(deprel == r or deprel.startswith(r + ":") for r in relations)


def is_past_participle(token: Token) -> bool:
    """A participle that is none of the present: "kidnapped", "festgenommen"."""
    return "VerbForm=Part" in token.feats and "Tense=Pres" not in token.feats


def has(token: Token, *feats: str) -> bool:
    """True if the token carries all these features ("Mood=Sub")."""
    own = token.feats
    for feat in feats:  # noqa: SIM110, asked some hundred times a report
        if feat not in own:
            return False
    return True


def _start(token: Token) -> int:
    return token.span[0]


def _end(token: Token) -> int:
    return token.span[1]
