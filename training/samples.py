"""What the networks learn from: paragraphs of treebanks, sentences with names, and their labels as numbers."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from lagebild.bench.named_sentences import NamedSentence, is_held_out, read_named_sentences
from lagebild.bench.treebank import TreebankSentence, Word, read_treebank
from lagebild.engines.network.lemma_rules import lemma_rule
from lagebild.engines.network.network import Labels

QUOTES = (("„", "“"), ("»", "«"), ('"', '"'), ("“", "”"))
QUOTE_MARKS = {mark for pair in QUOTES for mark in pair} | {"``", "''"}
# English headlines capitalise all but these.
SMALL_WORDS = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "as", "by", "with", "from"}
NAME_TYPES = ("PER", "LOC", "ORG", "OTH", "LOCderiv", "LOCpart", "ORGpart")  # of GermEval 2014; others are rare
NAME_TAGS = ("O", *(f"{place}-{kind}" for kind in NAME_TYPES for place in "BI"))
FEATURES = (
    "Case", "Number", "Gender", "Person", "Tense", "Mood", "VerbForm", "Degree", "PronType", "Definite", "NumType",
    "Poss", "Reflex", "Polarity", "Voice", "Hyph", "NumForm",
)  # fmt: skip
NO_RULE = "k|0>|0|"  # the lemma is the form
LEAST_RULE = 2  # times that a lemma rule must occur
UNKNOWN = -100  # the label that torch's losses pass over

Tree = tuple[TreebankSentence, tuple[str, ...] | None]  # with the tags of its names, where they are known


@dataclass(frozen=True)
class Sample:
    """A paragraph. Its words carry UD labels if `parsed`; `names` is a tag a word, or None where unknown."""

    words: tuple[Word, ...]
    starts: tuple[bool, ...]
    parsed: bool = True
    names: tuple[str, ...] | None = None


def read_trees(file: Path, language: str, names: dict[str, tuple[str, ...]] | None = None) -> list[Tree]:
    """Read a treebank; `names` gives tags by the id of a sentence."""
    return [(sentence, (names or {}).get(sentence.id)) for sentence in read_treebank(file, language)]


def make_paragraphs(trees: Sequence[Tree], chance: random.Random, language: str, vary: bool) -> list[Sample]:
    """Join neighbours to paragraphs of one to four sentences; if `vary`, with marks and headlines as in the news."""
    paragraphs, i = [], 0
    while i < len(trees):
        group = [t for t in trees[i : i + chance.choice((1, 1, 2, 3, 4))] if t[0].document == trees[i][0].document]
        i += len(group)
        if vary:
            group = [(_vary(tree, chance, language), names) for tree, names in group]
            group[-1] = _drop_final_stop(*group[-1], chance)
        words: list[Word] = []
        starts: list[bool] = []
        for tree, _ in group:
            starts += [j == 0 for j in range(len(tree.words))]
            words += [replace(w, head=w.head + len(starts) - len(tree.words)) for w in tree.words]
        known = all(names is not None for _, names in group)
        tags = tuple(tag for _, names in group for tag in names or ()) if known else None
        paragraphs.append(Sample(tuple(words), tuple(starts), True, tags))
    return paragraphs


def _vary(sentence: TreebankSentence, chance: random.Random, language: str) -> TreebankSentence:
    words = list(sentence.words)
    if any(w.form in QUOTE_MARKS for w in words) and chance.random() < 0.7:
        opened, pair = False, chance.choice(QUOTES)
        for i, word in enumerate(words):
            if word.form in QUOTE_MARKS:
                opened = not opened
                mark = pair[0] if opened else pair[1]
                words[i] = replace(word, form=mark, lemma=mark)
    if language == "en" and chance.random() < 0.07:
        words = [w if w.form in SMALL_WORDS else replace(w, form=w.form[:1].upper() + w.form[1:]) for w in words]
    return replace(sentence, words=tuple(words))


def _drop_final_stop(sentence: TreebankSentence, names: tuple[str, ...] | None, chance: random.Random) -> Tree:
    """Headlines and captions end without a stop."""
    last = len(sentence.words) - 1
    if last < 2 or sentence.words[last].form != "." or chance.random() > 0.15:
        return sentence, names
    if any(w.head == last for w in sentence.words[:last]):
        return sentence, names
    return replace(sentence, words=sentence.words[:last]), None if names is None else names[:last]


def read_names(file: Path, held_out: bool) -> list[Sample]:
    """Sentences of GermEval 2014, or the fifth of them, by a hash of the id, that is held out for the figure."""
    return [_named(sentence) for sentence in read_named_sentences(file) if is_held_out(sentence.id) == held_out]


def _named(sentence: NamedSentence) -> Sample:
    words = tuple(Word(form, form, "X", {}, i, "dep", blank) for i, (form, blank) in enumerate(sentence.words))
    tags = tag_names([(name.first, name.last + 1, name.type) for name in sentence.names], len(words))
    return Sample(words, tuple(i == 0 for i in range(len(words))), False, tags)


def tag_names(spans: Iterable[tuple[int, int, str]], length: int) -> tuple[str, ...]:
    """Names from first word to last + 1, as a tag a word."""
    tags = ["O"] * length
    for start, end, kind in spans:
        if kind in NAME_TYPES and start < end <= length:
            tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    return tuple(tags)


def labels_of(words: Sequence[Word]) -> Labels:
    """All labels that occur."""
    rules = Counter(lemma_rule(w.form, w.lemma) for w in words)
    values = {name: ("", *sorted({w.feats[name] for w in words if name in w.feats})) for name in FEATURES}
    return Labels(
        upos=tuple(sorted({w.upos for w in words})),
        deprels=tuple(sorted({w.deprel for w in words})),
        features={name: found for name, found in values.items() if len(found) > 1},
        lemmas=(NO_RULE, *sorted(rule for rule, n in rules.items() if n >= LEAST_RULE and rule != NO_RULE)),
        names=NAME_TAGS,
    )


class Targets:
    """Labels of samples as numbers."""

    def __init__(self, labels: Labels) -> None:
        self.kinds = ["upos", *["feature"] * len(labels.features), "lemma", "start", "name"]
        self.upos = {value: i for i, value in enumerate(labels.upos)}
        self.features = [(name, {v: i for i, v in enumerate(values)}) for name, values in labels.features.items()]
        self.lemmas = {value: i for i, value in enumerate(labels.lemmas)}
        self.deprels = {value: i for i, value in enumerate(labels.deprels)}
        self.names = {value: i for i, value in enumerate(labels.names)}

    def __call__(self, samples: Sequence[Sample]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """[kind, sample, word] labels; [sample, word] heads, 0 the root; [sample, word] relations."""
        shape = (len(samples), max(len(s.words) for s in samples))
        labels = np.full((len(self.kinds), *shape), UNKNOWN)
        heads, relations = np.full(shape, UNKNOWN), np.full(shape, UNKNOWN)
        for i, sample in enumerate(samples):
            n = len(sample.words)
            if sample.parsed:
                for j, word in enumerate(sample.words):
                    labels[0, i, j] = self.upos.get(word.upos, UNKNOWN)
                    for k, (name, values) in enumerate(self.features, start=1):
                        labels[k, i, j] = values.get(word.feats.get(name, ""), UNKNOWN)
                    labels[-3, i, j] = self.lemmas.get(lemma_rule(word.form, word.lemma), UNKNOWN)
                    heads[i, j] = 0 if word.head == j else word.head + 1
                    relations[i, j] = self.deprels.get(word.deprel, UNKNOWN)
                labels[-2, i, :n] = sample.starts
            if sample.names is not None:
                labels[-1, i, :n] = [self.names[tag] for tag in sample.names]
        return torch.from_numpy(labels), torch.from_numpy(heads), torch.from_numpy(relations)


def make_batches(samples: Sequence[Sample], words: int, chance: random.Random) -> Iterator[list[Sample]]:
    """Batches of samples of like length, at most so many words with the padding, in random order."""
    size: Callable[[int], float] = lambda i: len(samples[i].words) + chance.random() * 8  # noqa: E731
    groups: list[list[Sample]] = []
    longest = 0
    for i in sorted(range(len(samples)), key=size):
        longest = max(longest, len(samples[i].words))
        if not groups or longest * (len(groups[-1]) + 1) > words:
            groups.append([])
            longest = len(samples[i].words)
        groups[-1].append(samples[i])
    chance.shuffle(groups)
    yield from groups
