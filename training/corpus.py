"""The corpus readers that the training configuration names: paragraphs, and news-like variants."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from lagebild.bench.treebank import TreebankSentence, Word, read_treebank

QUOTES = (("„", "“"), ("»", "«"), ('"', '"'), ("“", "”"), ("‚", "‘"), ("'", "'"))
QUOTE_MARKS = {mark for pair in QUOTES[:4] for mark in pair} | {"``", "''"}
# English headlines capitalise all but these.
SMALL_WORDS = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "as", "by", "with", "from"}

Reader = Callable[[Language], Iterator[Example]]


@spacy.registry.readers("lagebild.paragraphs.v1")
def make_paragraph_reader(folder: str, files: list[str], language: str, vary: bool, seed: int) -> Reader:
    """Read treebanks as paragraphs of one to four sentences; if `vary`, mixed and varied anew in each epoch."""
    chance = random.Random(seed)
    sentences = [s for name in files for s in read_treebank(Path(folder) / f"{name}.conllu.gz", language)]

    def read(nlp: Language) -> Iterator[Example]:
        paragraphs = list(_paragraphs(sentences, chance if vary else random.Random(seed)))
        if vary:
            chance.shuffle(paragraphs)
        for paragraph in paragraphs:
            if vary:
                paragraph = [_vary(s, chance, language) for s in paragraph]
                paragraph[-1] = _drop_final_stop(paragraph[-1], chance)
            doc = to_doc(nlp, paragraph)
            yield Example(Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]), doc)

    return read


def to_doc(nlp: Language, sentences: list[TreebankSentence]) -> Doc:
    """Join sentences into one gold Doc."""
    words: list[Word] = []
    starts: list[bool] = []
    for sentence in sentences:
        offset = len(words)
        words.extend(replace(w, head=w.head + offset) for w in sentence.words)
        starts.extend(i == 0 for i in range(len(sentence.words)))
    return Doc(
        nlp.vocab,
        words=[w.form for w in words],
        spaces=[w.space_after for w in words],
        pos=[w.upos for w in words],
        morphs=["|".join(f"{k}={v}" for k, v in w.feats.items()) for w in words],
        lemmas=[w.lemma for w in words],
        heads=[w.head for w in words],
        deps=["ROOT" if w.deprel == "root" else w.deprel for w in words],
        sent_starts=starts,
    )


def _paragraphs(sentences: list[TreebankSentence], chance: random.Random) -> Iterator[list[TreebankSentence]]:
    start = 0
    while start < len(sentences):
        size = chance.choice((1, 1, 2, 3, 4))
        group = sentences[start : start + size]
        group = [s for s in group if s.document == group[0].document]
        yield group
        start += len(group)


def _vary(sentence: TreebankSentence, chance: random.Random, language: str) -> TreebankSentence:
    words = list(sentence.words)
    if any(w.form in QUOTE_MARKS for w in words) and chance.random() < 0.7:
        words = _change_quotes(words, chance.choice(QUOTES[:4]))
    if language == "en" and chance.random() < 0.07:
        words = [w if w.form in SMALL_WORDS else replace(w, form=w.form[:1].upper() + w.form[1:]) for w in words]
    return replace(sentence, words=tuple(words))


def _change_quotes(words: list[Word], pair: tuple[str, str]) -> list[Word]:
    opened = False
    for i, word in enumerate(words):
        if word.form in QUOTE_MARKS:
            opened = not opened
            words[i] = replace(word, form=pair[0] if opened else pair[1], lemma=pair[0] if opened else pair[1])
    return words


def _drop_final_stop(sentence: TreebankSentence, chance: random.Random) -> TreebankSentence:
    """Headlines and captions end without a stop."""
    *words, last = sentence.words
    if last.form != "." or not words or chance.random() > 0.15:
        return sentence
    if any(w.head == len(words) for w in words):
        return sentence
    return replace(sentence, words=tuple(words))
