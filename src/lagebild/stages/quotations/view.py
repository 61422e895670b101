"""One sentence, prepared for the questions that every rule on quotations asks of it."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from lagebild.record import Sentence, Span, Token
from lagebild.rules.tree import Tree, has

_CUTS = frozenset(",;:–—―-")
NAME = 30  # characters in marks that may still be a name: "laut »Al-Ahram«"
Range = tuple[int, int]  # token indexes, end exclusive

# Children that tell more about a name than who it is: not part of a speaker's span.
_LOOSE = ("acl", "advcl", "parataxis", "ccomp", "csubj", "discourse", "dislocated")


class View:
    """Tokens with lower-cased forms, commas as borders of segments, and what stands in marks."""

    __slots__ = (
        "_segment_of", "_segments", "_timed", "_times", "after_marks", "lower", "marked", "sentence", "tokens", "tree",
    )  # fmt: skip

    def __init__(
        self, sentence: Sentence, marked: Iterable[Span], times: Iterable[Span] = (), *, after_marks: bool = False
    ) -> None:
        self.after_marks = after_marks  # speech in marks that waits for its speaker ends just before
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.tree = Tree(sentence)
        self.lower = [token.text.lower() for token in sentence.tokens]
        self.marked = _standing_in(sentence.tokens, marked)
        self._times = times
        self._timed: list[Span | None] | None = None
        self._segments: list[Range] | None = None
        self._segment_of: list[int] | None = None

    @property
    def timed(self) -> list[Span | None]:
        """For each token the time that it tells, which is no part of anybody's name."""
        if self._timed is None:
            self._timed = _standing_in(self.tokens, self._times)
        return self._timed

    @property
    def segments(self) -> list[Range]:
        """The stretches between commas and the like, and those themselves; many sentences are never asked for them."""
        if self._segments is None:
            self._segments = self._cut()
        return self._segments

    @property
    def segment_of(self) -> list[int]:
        """For each token the number of its segment."""
        if self._segment_of is None:
            self._segment_of = []
            for n, (start, end) in enumerate(self.segments):
                self._segment_of += [n] * (end - start)
        return self._segment_of

    def _cut(self) -> list[Range]:
        """Cut at commas, colons, dashes and brackets outside marks, and where marks begin or end."""
        marked = self.marked
        borders = {0, len(self.tokens)}
        for i, word in enumerate(self.lower):
            if word in _CUTS and marked[i] is None and not (word == "-" and self._is_hyphen(i)):
                borders.add(i)
                borders.add(i + 1)
        if any(marked):
            borders.update(i for i in range(1, len(marked)) if (marked[i] is None) != (marked[i - 1] is None))
        return list(pairwise(sorted(borders)))

    def _is_hyphen(self, i: int) -> bool:
        """True inside a word that was cut in pieces: "Tuareg-led"."""
        start, end = self.tokens[i].span
        glued_left = i > 0 and self.tokens[i - 1].span[1] == start
        return glued_left and i + 1 < len(self.tokens) and self.tokens[i + 1].span[0] == end

    def is_cut(self, segment: int) -> bool:
        """True if this segment is only a comma, colon, dash or bracket."""
        start, end = self.segments[segment]
        return end - start == 1 and self.lower[start] in _CUTS and self.marked[start] is None

    def first_word(self, start: int, end: int) -> int:
        """Index of the first token in the range that is no punctuation; `end` if there is none."""
        while start < end and self.tokens[start].upos == "PUNCT":
            start += 1
        return start

    def is_finite(self, start: int, end: int) -> bool:
        """True if a finite verb stands in the range, or a verb with its subject where the form does not tell."""
        for i, token in enumerate(self.tokens[start:end], start):
            if "VerbForm=Fin" in token.feats or (token.upos == "VERB" and self.tree.with_relation(i, "nsubj")):
                return True
        return False

    def span(self, start: int, end: int) -> Span:
        """Characters from the first to the last token of the range."""
        return (self.tokens[start].span[0], self.tokens[end - 1].span[1])

    def trimmed(self, start: int, end: int) -> Range:
        """The range without punctuation at its edges; marks stay."""
        while start < end and self._is_loose(start):
            start += 1
        while end > start and self._is_loose(end - 1):
            end -= 1
        return (start, end)

    def _is_loose(self, i: int) -> bool:
        return self.tokens[i].upos == "PUNCT" and self.marked[i] is None

    def noun_phrase(self, head: int, *, left: int = 0, right: int | None = None) -> Range:
        """The words around `head` that name it, between `left` and `right`; clauses about it stay out."""
        right = len(self.tokens) if right is None else right
        inside, stack = {head}, [head]
        while stack:
            for child in self.tree.children[stack.pop()]:
                if left <= child < right and not self.tokens[child].deprel.startswith(_LOOSE) and child not in inside:
                    inside.add(child)
                    stack.append(child)
        start = end = head
        while start - 1 in inside or (start > left and self._joins(start - 1)):
            start -= 1
        while end + 1 in inside or (end + 1 < right and self._joins(end)):
            end += 1
        start, end = self.trimmed(start, self._new_phrase(head, end + 1))
        while end > head + 1 and self.tokens[end - 1].upos in ("CCONJ", "ADP"):
            end -= 1
        return (start, end)

    def _new_phrase(self, head: int, end: int) -> int:
        """Where another phrase begins that the parser took into this one: "der Gewerkschaft | zwölf Menschen"."""
        for j in range(head + 1, end):
            if self.opens_phrase(j):
                return j
        return end

    def opens_phrase(self, j: int) -> bool:
        """True if token `j` opens a noun phrase or tells the time, and cannot belong to the noun before it."""
        token, before = self.tokens[j], self.tokens[j - 1]
        after = self.timed[j + 1] if j + 1 < len(self.tokens) else None
        stretch = self.marked[j]
        if stretch and not self.marked[j - 1] and stretch[1] - stretch[0] > NAME:
            return True
        if self.timed[j] or (token.upos == "ADP" and after):
            return True
        if before.upos not in ("NOUN", "PROPN") or self.marked[j] != self.marked[j - 1]:
            return False
        if token.upos == "DET":
            return not (has(token, "Case=Gen") or has(token, "Case=Dat"))  # Dat: "der" is often a genitive unknown
        if token.upos in ("NUM", "PRON"):
            return True
        # an adjective after its noun opens another phrase, except in a genitive: "Angaben syrischer Rebellen"
        return token.upos == "ADJ" and token.deprel == "amod" and token.head > j and not has(token, "Case=Gen")

    def is_name_in_marks(self, i: int) -> bool:
        """True if token `i` stands in marks that hold a short name: "die „Allgemeine“ berichtete"."""
        stretch = self.marked[i]
        return stretch is not None and stretch[1] - stretch[0] <= NAME and self.tokens[i].text[0].isupper()

    def _joins(self, i: int) -> bool:
        """True if a name goes on from token `i` to the next, whatever the parser says: "Sprecher Gao Lin"."""
        names = self.tokens[i].upos in ("NOUN", "PROPN") and self.tokens[i + 1].upos == "PROPN"
        return names and self.marked[i] == self.marked[i + 1]


def _standing_in(tokens: tuple[Token, ...], stretches: Iterable[Span]) -> list[Span | None]:
    """For each token the stretch that it stands in."""
    found: list[Span | None] = [None] * len(tokens)
    spans = list(stretches)
    if not spans:
        return found
    last, n = max(end for _, end in spans), 0
    for i in range(bisect_right(tokens, spans[0][0], key=_end), len(tokens)):
        start, end = tokens[i].span
        if start >= last:
            break
        while spans[n][1] <= start:
            n += 1
        if spans[n][0] < end:
            found[i] = spans[n]
    return found


def _end(token: Token) -> int:
    return token.span[1]
