"""Context words: contexts.yaml of a language's `events` folder, and which words of a sentence show which context.

A word is compared by lemma and by form, without regard to capitals. "*" stands for any beginning ("*soldaten") or end
("militär*") of a compound. A phrase counts only together; the words of a
phrase in `never` do not count for its context ("tennis court" is no court).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from lagebild.errors import DataError
from lagebild.knowledge.data import Folder, decode
from lagebild.knowledge.remembered import Remembered
from lagebild.record import Token


class ContextText(Struct, frozen=True, forbid_unknown_fields=True, rename={"except_": "except"}):
    """The words of one context as the file says them; examples are run as tests."""

    context: str
    words: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()  # words that a "*" must not take
    never: tuple[str, ...] = ()  # phrases whose words do not count
    finds: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()


class Phrase(Struct, frozen=True):
    """Words that follow each other, and what they show; or, where `counts` is false, what they do not show."""

    words: tuple[str, ...]
    context: str
    counts: bool


class _Word(Struct, frozen=True):
    """What is known of a token: what it shows alone, and the phrases it begins."""

    shows: frozenset[str]
    begins: tuple[Phrase, ...]


class ContextIndex:
    """Words by what they show, so that a sentence costs its length and not the number of words listed."""

    def __init__(self, texts: Sequence[ContextText]) -> None:
        self.texts = tuple(texts)
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._begins: dict[str, list[str]] = defaultdict(list)
        self._ends: dict[str, list[str]] = defaultdict(list)
        self._phrases: dict[str, list[Phrase]] = defaultdict(list)
        self._not: dict[str, set[str]] = defaultdict(set)
        for text in texts:
            for word in text.words:
                self._add(word.casefold(), text.context)
            for word in text.except_:
                self._not[word.casefold()].add(text.context)
            for listed, counts in ((text.phrases, True), (text.never, False)):
                for line in listed:
                    self._add_phrase(line.casefold(), text.context, counts)
        self._begin_lengths = sorted({len(w) for w in self._begins})
        self._end_lengths = sorted({len(w) for w in self._ends})
        self._known = Remembered(self._learn)

    def find(self, tokens: Sequence[Token]) -> dict[int, set[str]]:
        """Token index → contexts that it shows, for the tokens that show any."""
        known = self._known
        words = [(i, word) for i, token in enumerate(tokens) if (word := known[token.lemma, token.text])]
        found = {i: set(word.shows) for i, word in words if word.shows}
        for i, word in words:
            for phrase in word.begins:
                if not _follows(tokens, i, phrase.words):
                    continue
                for j in range(i, i + len(phrase.words)):
                    if phrase.counts:
                        found.setdefault(j, set()).add(phrase.context)
                    elif j in found:
                        found[j].discard(phrase.context)
        return {i: shown for i, shown in found.items() if shown}

    def _add(self, word: str, context: str) -> None:
        if " " in word or "-" in word.strip("-"):
            self._add_phrase(word, context, True)
        if word.startswith("*"):
            self._ends[word[1:]].append(context)
        elif word.endswith("*"):
            self._begins[word[:-1]].append(context)
        else:
            self._exact[word].append(context)

    def _add_phrase(self, line: str, context: str, counts: bool) -> None:
        """The phrase as written and, for analysers that take hyphens apart, in pieces: "pro - democracy"."""
        for words in dict.fromkeys((tuple(line.split()), tuple(re.findall(r"-|[^\s-]+", line)))):
            self._phrases[words[0]].append(Phrase(words, context, counts))

    def _learn(self, word: tuple[str, str]) -> _Word | None:
        """What is known of a lemma and its form; None where they show and begin nothing."""
        lemma, form = word[0].casefold(), word[1].casefold()
        shows, begins = frozenset(self._look_up(lemma)), self._phrases.get(lemma, [])
        if form != lemma:
            shows |= frozenset(self._look_up(form)) - self._not.get(lemma, set())
            begins = [*begins, *self._phrases.get(form, ())]
        return _Word(shows, tuple(begins)) if shows or begins else None

    def _look_up(self, word: str) -> Iterator[str]:
        yield from self._exact.get(word, ())
        unfit = self._not.get(word, set())
        for length in self._begin_lengths:
            yield from (c for c in self._begins.get(word[:length], ()) if c not in unfit and length <= len(word))
        for length in self._end_lengths:
            yield from (c for c in self._ends.get(word[-length:], ()) if c not in unfit and length <= len(word))


def _follows(tokens: Sequence[Token], i: int, words: tuple[str, ...]) -> bool:
    """True if these words stand from token `i` on, each as a lemma or a form."""
    end = i + len(words)
    if end > len(tokens):
        return False
    for token, word in zip(tokens[i + 1 : end], words[1:], strict=True):  # by the first one the phrase was found
        if word not in (token.lemma.casefold(), token.text.casefold()):
            return False
    return True


def load_contexts(path: Folder) -> ContextIndex:
    """Read contexts.yaml; DataError where a context stands twice."""
    texts = decode(path, tuple[ContextText, ...])
    names = [text.context for text in texts]
    if twice := sorted({n for n in names if names.count(n) > 1}):
        raise DataError(f"{path}: contexts stand twice: {', '.join(twice)}")
    return ContextIndex(texts)
