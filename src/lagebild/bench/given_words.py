"""Scores of the analysis on gold words in gold sentences: what the labels and arcs are worth by themselves."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from lagebild.bench.gold import TreebankSentence
from lagebild.bench.measures import CORE, Advance, f1, joined_lemmas, paragraphs, per_cent
from lagebild.engines.spacy_engine import Pipeline
from lagebild.knowledge.sentences_words import SentencesWords
from lagebild.record import Token

ROOT = -1  # the head of a root, on both sides


class WordScores(Struct, frozen=True):
    """In per cent: of all words, for arcs of all but punctuation; core arguments as F1. None: nothing to score."""

    upos: float | None = None
    feats: float | None = None
    uas: float | None = None
    las: float | None = None
    core_args: float | None = None
    lemma: float | None = None


def score_words(pipeline: Pipeline, sentences: Sequence[TreebankSentence], advance: Advance) -> WordScores:
    """Give the words of each sentence to the pipeline, repair as always, compare.

    All scores are None where the pipeline says nothing of given words.
    """
    counts: Counter[str] = Counter()
    for paragraph in paragraphs(sentences):
        read = pipeline.read_words([[(w.form, w.space_after) for w in sentence.words] for sentence in paragraph])
        for sentence, tokens in zip(paragraph, read or (), strict=read is not None):
            counts.update(_compare(sentence, tokens, pipeline.words))
        advance()
    return WordScores(
        upos=per_cent(counts["upos"], counts["words"]),
        feats=per_cent(counts["feats"], counts["words"]),
        uas=per_cent(counts["uas"], counts["arcs"]),
        las=per_cent(counts["las"], counts["arcs"]),
        core_args=f1(counts["core right"], counts["core given"], counts["core wanted"]),
        lemma=per_cent(counts["lemma"], counts["words"]),
    )


def _compare(sentence: TreebankSentence, tokens: Sequence[Token], words: SentencesWords) -> Counter[str]:
    counts: Counter[str] = Counter()
    for i, (word, lemma, token) in enumerate(zip(sentence.words, joined_lemmas(sentence, words), tokens, strict=True)):
        arc = (ROOT if word.head == i else word.head, word.deprel)
        found = (token.head, token.deprel)
        counts["words"] += 1
        counts["upos"] += token.upos == word.upos
        counts["feats"] += set(token.feats) == {f"{name}={value}" for name, value in word.feats.items()}
        counts["lemma"] += token.lemma == lemma
        if word.deprel != "punct":
            counts["arcs"] += 1
            counts["uas"] += found[0] == arc[0]
            counts["las"] += found == arc
        counts["core wanted"] += word.deprel in CORE
        counts["core given"] += token.deprel in CORE
        counts["core right"] += word.deprel in CORE and found == arc
    return counts
