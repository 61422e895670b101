"""Sentences from a spaCy pipeline with Universal Dependencies labels.

The pipeline sees a cleaned copy of a block: one blank between words, no invisible characters,
capitals recased. Every token keeps its place on the page all the same (`clean_text.Piece`).
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from lagebild.engines.clean_text import Piece, cut_block
from lagebild.engines.finite_verbs import restore_finite_verbs
from lagebild.engines.lemmas import improve_lemmas
from lagebild.engines.recasing import Recaser, make_recaser
from lagebild.engines.sentence_starts import mark_sentence_starts
from lagebild.errors import DataError, UnsupportedLanguageError
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.sentences_words import SentencesWords, load_sentences_words
from lagebild.pipeline import Found
from lagebild.record import Block, BlockKind, Note, Page, Sentence, Token

Analyse = Callable[[Page, tuple[Block, ...]], Found[tuple[Sentence, ...]]]

# Kinds of blocks that are not about the news: never read as sentences.
UNREAD: frozenset[BlockKind] = frozenset({"promo", "comment", "furniture", "credit", "notice"})


def load_analyser(language: str, folder: Path | None = None) -> Analyse:
    """Load the shipped pipeline of a language, or any other UD pipeline from `folder`."""
    path = folder or Path(str(package_folder("models"))) / language
    if not path.is_dir():
        if folder:
            raise DataError(f"{folder}: no such folder; give the folder of a spaCy pipeline with UD labels")
        raise UnsupportedLanguageError(f"no model for language {language!r}; give the folder of a UD pipeline")
    try:
        nlp = spacy.load(path)
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: spaCy cannot load this pipeline: {error}") from error
    words = load_sentences_words(package_folder("languages").joinpath(language, "sentences"))
    return partial(_analyse, nlp=nlp, words=words)


def _analyse(
    page: Page, blocks: tuple[Block, ...], *, nlp: Language, words: SentencesWords
) -> Found[tuple[Sentence, ...]]:
    recaser = make_recaser(page.text, words)
    pieces, notes = _cut(page, blocks, recaser, words.openers)
    marked = (mark_sentence_starts(nlp.make_doc(piece.text), words.quotation_ends_sentence) for _, piece in pieces)
    docs = nlp.pipe(marked, batch_size=32)
    sentences = tuple(
        Sentence(
            span=(tokens[0].span[0], tokens[-1].span[1]),
            block=block,
            tokens=improve_lemmas(restore_finite_verbs(tokens, words), words),
        )
        for (block, piece), doc in zip(pieces, docs, strict=True)
        for tokens in _sentences(doc, piece)
    )
    return Found(sentences, notes)


def _cut(
    page: Page, blocks: tuple[Block, ...], recaser: Recaser, openers: re.Pattern[str] | None
) -> tuple[list[tuple[int, Piece]], tuple[Note, ...]]:
    pieces: list[tuple[int, Piece]] = []
    notes: list[Note] = []
    for i, block in enumerate(blocks):
        if block.kind in UNREAD:
            continue
        # A dateline or a live blog's time is read apart: it is no part of the sentence that follows.
        opener = openers.match(page.text, *block.span) if openers else None
        start = opener.end() if opener else block.span[0]
        parts = cut_block(page.text, (start, block.span[1]), recaser)
        if opener and parts:
            pieces.extend((i, part) for part in cut_block(page.text, (block.span[0], start), str))
        pieces.extend((i, part) for part in parts)
        if len(parts) > 1:
            notes.append(
                Note("sentences", f"a block too long for one analysis was read in {len(parts)} parts", block.span)
            )
    return pieces, tuple(notes)


def _sentences(doc: Doc, piece: Piece) -> Iterator[tuple[Token, ...]]:
    spans = doc.sents if doc.has_annotation("SENT_START") else iter([doc[:]])
    for span in spans:
        if any(not token.is_space for token in span):
            yield _tokens(span, piece)


def _tokens(span: Span, piece: Piece) -> tuple[Token, ...]:
    """Turn a spaCy sentence into tokens that form a tree, whatever the pipeline left undone."""
    kept = [token for token in span if not token.is_space]
    index = {token.i: i for i, token in enumerate(kept)}
    heads = []
    for token in kept:
        above = token.head
        while above.is_space and above.head.i != above.i:
            above = above.head
        heads.append(-1 if above.i == token.i else index.get(above.i, -1))
    root = heads.index(-1) if -1 in heads else 0
    heads = [root if head == -1 and i != root else head for i, head in enumerate(heads)]
    return tuple(
        Token(
            span=piece.page_span(token.idx, token.idx + len(token)),
            text=token.text,
            lemma=token.lemma_ or token.text,
            upos=token.pos_ or "X",
            feats=tuple(str(token.morph).split("|")) if len(str(token.morph)) else (),
            head=heads[i],
            deprel="root" if i == root else _relation(token.dep_),
        )
        for i, token in enumerate(kept)
    )


def _relation(label: str) -> str:
    return "dep" if label in ("", "ROOT", "root") else label
