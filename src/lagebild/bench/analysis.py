"""How well the whole analysis of sentences does on a treebank: the pipeline with all repairs, as production runs it."""

from collections.abc import Sequence

from msgspec import Struct

from lagebild.bench.given_words import score_words
from lagebild.bench.gold import TreebankSentence
from lagebild.bench.measures import Advance, paragraphs, rounded
from lagebild.bench.raw_text import score_text
from lagebild.engines.spacy_engine import Pipeline


class AnalysisScore(Struct, frozen=True):
    """Per cent, rounded to two digits, unless a comment says otherwise; None where there was nothing to score.

    The first six are on gold words in gold sentences, those with `text_` on raw text, as F1.
    """

    upos: float | None  # of all words
    feats: float | None
    uas: float | None  # of all words but punctuation
    las: float | None
    core_args: float | None  # F1 of subjects, objects, complement clauses: word, head and label
    lemma: float | None  # of all words, particles joined to their verbs
    text_tokens: float | None
    text_sentences: float | None
    text_upos: float | None
    text_las: float | None
    text_core_args: float | None
    text_lemma: float | None
    text_verb_lemma: float | None
    tokens_per_s: float  # of raw text, single thread, pages of ten paragraphs
    sentences: int  # in the treebank
    words: int  # in the treebank, without empty nodes
    model: str  # digest of its files


def score_analysis(pipeline: Pipeline, sentences: Sequence[TreebankSentence], advance: Advance) -> AnalysisScore:
    """Score a pipeline on gold words and on raw text; `advance` is called `count_steps` times."""
    given = score_words(pipeline, sentences, advance)
    text = score_text(pipeline, sentences, advance)
    return AnalysisScore(
        upos=rounded(given.upos),
        feats=rounded(given.feats),
        uas=rounded(given.uas),
        las=rounded(given.las),
        core_args=rounded(given.core_args),
        lemma=rounded(given.lemma),
        text_tokens=rounded(text.tokens),
        text_sentences=rounded(text.sentences),
        text_upos=rounded(text.upos),
        text_las=rounded(text.las),
        text_core_args=rounded(text.core_args),
        text_lemma=rounded(text.lemma),
        text_verb_lemma=rounded(text.verb_lemma),
        tokens_per_s=round(text.tokens_per_s, 1),
        sentences=len(sentences),
        words=sum(len(sentence.words) for sentence in sentences),
        model=pipeline.version,
    )


def count_steps(sentences: Sequence[TreebankSentence]) -> int:
    """How many steps the scoring takes: each paragraph is read twice."""
    return 2 * len(paragraphs(sentences))
