"""Scores of the analysis on raw text, as a page has it: words and sentences are found, not given.

What is found is compared with the gold by place in the text, so that a word that is cut otherwise counts both as
missed and as invented.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from lagebild.bench.gold import TreebankSentence
from lagebild.bench.measures import CORE, Advance, f1, joined_lemmas, paragraphs
from lagebild.engines.spacy_engine import Pipeline
from lagebild.knowledge.sentences_words import SentencesWords
from lagebild.record import Block, Page, Sentence, Span


class TextScores(Struct, frozen=True):
    """F1 in per cent, None where neither side has any; and the speed."""

    tokens: float | None
    sentences: float | None
    upos: float | None
    las: float | None
    core_args: float | None
    lemma: float | None
    verb_lemma: float | None  # of words that are verbs on both sides
    tokens_per_s: float


class _Row(Struct, frozen=True):
    """One word, of the gold or found; `head` is the place of its head, None of the root's."""

    span: Span
    lemma: str
    upos: str
    head: Span | None
    deprel: str
    starts_sentence: bool


PAGE = 10  # paragraphs that are read together, about as many words as a report has

Facts = dict[tuple[str, int, int], object]  # of which place (start, end) a measure says what


def score_text(pipeline: Pipeline, sentences: Sequence[TreebankSentence], advance: Advance) -> TextScores:
    """Read the sentences in paragraphs of raw text and compare."""
    counts: Counter[str] = Counter()
    seconds = 0.0
    all_paragraphs = paragraphs(sentences)
    for i in range(0, len(all_paragraphs), PAGE):
        page = all_paragraphs[i : i + PAGE]
        texts = [" ".join(sentence.text for sentence in paragraph) for paragraph in page]
        if i == 0:
            _read(pipeline, texts)  # the first call is slower than any other
        started = time.perf_counter()
        found = _read(pipeline, texts)
        seconds += time.perf_counter() - started
        counts.update(_compare(_facts(_gold_rows(page, texts, pipeline.words)), _facts(_found_rows(found))))
        for _ in page:
            advance()

    def score(measure: str) -> float | None:
        return f1(*(counts[f"{measure} {part}"] for part in ("right", "given", "wanted")))

    return TextScores(
        tokens=score("token"),
        sentences=score("sentence"),
        upos=score("upos"),
        las=score("las"),
        core_args=score("core"),
        lemma=score("lemma"),
        verb_lemma=score("verb lemma"),
        tokens_per_s=counts["token given"] / seconds,
    )


def _read(pipeline: Pipeline, texts: list[str]) -> tuple[Sentence, ...]:
    """Read paragraphs as the blocks of one page, a line each."""
    blocks, begin = [], 0
    for text in texts:
        blocks.append(Block("body", (begin, begin + len(text)), ""))
        begin += len(text) + 1
    return pipeline.read_page(Page(text="\n".join(texts)), tuple(blocks)).part


def _gold_rows(page: Sequence[Sequence[TreebankSentence]], texts: list[str], words: SentencesWords) -> Iterator[_Row]:
    begin = 0
    for paragraph, text in zip(page, texts, strict=True):
        yield from _rows_of_paragraph(paragraph, words, begin)
        begin += len(text) + 1


def _rows_of_paragraph(paragraph: Sequence[TreebankSentence], words: SentencesWords, begin: int) -> Iterator[_Row]:
    position = begin
    for sentence in paragraph:
        spans: list[Span] = []
        for word in sentence.words:
            spans.append((position, position + len(word.form)))
            position += len(word.form) + word.space_after
        position += not sentence.words[-1].space_after  # one blank between sentences, whatever the file says
        for i, (word, lemma) in enumerate(zip(sentence.words, joined_lemmas(sentence, words), strict=True)):
            head = None if word.head == i else spans[word.head]
            yield _Row(spans[i], lemma, word.upos, head, word.deprel, i == 0)


def _found_rows(sentences: Iterable[Sentence]) -> Iterator[_Row]:
    for sentence in sentences:
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            head = tokens[token.head].span if token.head >= 0 else None
            yield _Row(token.span, token.lemma, token.upos, head, token.deprel, i == 0)


def _facts(rows: Iterable[_Row]) -> Facts:
    facts: Facts = {}
    for row in rows:
        start, end = row.span
        facts["token", start, end] = True
        facts["upos", start, end] = row.upos
        facts["lemma", start, end] = row.lemma
        if row.upos == "VERB":
            facts["verb lemma", start, end] = row.lemma
        if row.deprel != "punct":
            facts["las", start, end] = (row.head, row.deprel)
        if row.deprel in CORE:
            facts["core", start, end] = (row.head, row.deprel)
        if row.starts_sentence:
            facts["sentence", start, start] = True
    return facts


def _compare(gold: Facts, found: Facts) -> Counter[str]:
    counts: Counter[str] = Counter()
    for (measure, *place), value in gold.items():
        counts[f"{measure} wanted"] += 1
        counts[f"{measure} right"] += found.get((measure, place[0], place[1])) == value
    for measure, *_ in found:
        counts[f"{measure} given"] += 1
    return counts
