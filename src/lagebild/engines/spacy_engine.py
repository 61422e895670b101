"""Sentences from a spaCy pipeline with Universal Dependencies labels.

The pipeline sees a cleaned copy of a block: one blank between words, no invisible characters,
capitals recased. Every token keeps its place on the page all the same (`clean_text.Piece`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from lagebild.engines.arcs import repair_arcs
from lagebild.engines.clean_text import Piece, cut_block
from lagebild.engines.lemmas import improve_lemmas
from lagebild.engines.model_version import model_version
from lagebild.engines.models import Model, load_model
from lagebild.engines.network.network import Text
from lagebild.engines.network.pipe import NetworkPipe
from lagebild.engines.recasing import Recaser, make_recaser
from lagebild.engines.sentence_starts import mark_sentence_starts, settle_starts
from lagebild.engines.spacy_words import Words, forms_of, names_of, read_sentences, read_words
from lagebild.engines.tenses import mend_tenses
from lagebild.errors import DataError, InputError
from lagebild.knowledge.data import Folder, package_folder
from lagebild.knowledge.sentences_words import SentencesWords, load_sentences_words
from lagebild.pipeline import Found
from lagebild.record import Block, BlockKind, Name, Note, Page, Sentence, Token

Analyse = Callable[[Page, tuple[Block, ...]], Found[tuple[Sentence, ...]]]
GivenWord = tuple[str, bool]  # form, and whether a blank follows

# Kinds of blocks that are not about the news: never read as sentences.
UNREAD: frozenset[BlockKind] = frozenset({"promo", "comment", "furniture", "credit", "notice"})


def load_analyser(language: str, folder: Path | None = None) -> Analyse:
    """Load the shipped pipeline of a language, or any other UD pipeline from `folder`."""
    return load_pipeline(language, folder).read_page


def load_pipeline(language: str, model: Model | None = None, languages: Folder | None = None) -> "Pipeline":
    """Load a pipeline, by default the shipped, with the words of its language, by default from the shipped packs."""
    nlp = load_model(language, model)
    packs = languages or package_folder("languages")
    return Pipeline(nlp, load_sentences_words(packs.joinpath(language, "sentences")))


class Pipeline(Struct, frozen=True):
    """The analysis of one language: a spaCy pipeline, and the words with which its output is repaired."""

    nlp: Language
    words: SentencesWords

    @property
    def version(self) -> str:
        """A digest of the pipeline's files."""
        return model_version(self.nlp.path)

    def read_page(self, page: Page, blocks: tuple[Block, ...]) -> Found[tuple[Sentence, ...]]:
        """Read the blocks that are about the news."""
        recaser = make_recaser(page.text, self.words)
        pieces, notes = _cut(page, blocks, recaser, self.words.openers)
        sentences = tuple(
            Sentence((tokens[0].span[0], tokens[-1].span[1]), block, self._repair(tokens, names), names)
            for (block, piece), words in zip(pieces, self._read(piece.text for _, piece in pieces), strict=True)
            for tokens, names in read_sentences(words, piece)
        )
        return Found(sentences, notes)

    def read_words(self, sentences: Sequence[Sequence[GivenWord]]) -> tuple[tuple[Token, ...], ...] | None:
        """Read sentences of one page whose words and ends are given: one token for each word, spans from each first.

        None if the pipeline says nothing of given words, as where its tokenizer is the whole analysis (spacy-stanza).
        """
        pieces, docs = self._read_given(sentences)
        if docs and not any(doc.has_annotation("POS") or doc.has_annotation("DEP") for doc in docs):
            return None
        return tuple(
            self._repair(*next(read_sentences(replace(read_words(doc), sentences=[(0, len(doc))]), piece), ((), ())))
            for doc, piece in zip(docs, pieces, strict=True)
        )

    def read_names(self, sentences: Sequence[Sequence[GivenWord]]) -> tuple[tuple[Name, ...], ...] | None:
        """Find the names of such sentences, by the places of the given words; None if the pipeline knows no names."""
        _, docs = self._read_given(sentences)
        if docs and not any(doc.has_annotation("ENT_IOB") for doc in docs):
            return None
        return tuple(names_of(doc) for doc in docs)

    def _read_given(self, sentences: Sequence[Sequence[GivenWord]]) -> tuple[list[Piece], list[Doc]]:
        texts = ["".join(form + " " * blank for form, blank in sentence).rstrip(" ") for sentence in sentences]
        recaser = make_recaser("\n".join(texts), self.words)
        pieces = [Piece(recaser(text), range(len(text))) for text in texts]
        given = (_given(self.nlp, piece, words) for piece, words in zip(pieces, sentences, strict=True))
        docs = list(self.nlp.pipe(given, batch_size=32))
        for doc, words in zip(docs, sentences, strict=True):
            if len(doc) != len(words):
                raise DataError(f"{self.nlp.path}: this pipeline makes {len(doc)} words of {len(words)}: {doc.text}")
        return pieces, docs

    def _read(self, texts: Iterable[str]) -> Iterator[Words]:
        """What the pipeline says of the words of texts; where our network is all of it, no Doc need be annotated."""
        components = self.nlp.pipeline
        if len(components) == 1 and isinstance(network := components[0][1], NetworkPipe):
            return network.read(self._make_text(text) for text in texts)
        return map(read_words, self.nlp.pipe((self._make_doc(text) for text in texts), batch_size=32))

    def _make_text(self, text: str) -> Text:
        forms, blanks = forms_of(self.nlp.make_doc(text))
        self._check_words(text, forms, blanks)
        starts = settle_starts(forms, blanks, self.words.quotation_ends_sentence, self.words.starters)
        return Text(forms, blanks, starts)

    def _make_doc(self, text: str) -> Doc:
        doc = self.nlp.make_doc(text)
        self._check_words(text, *forms_of(doc))
        if doc.has_annotation("DEP"):
            return doc  # a tokenizer that is the whole analysis has decided where sentences start
        return mark_sentence_starts(doc, self.words.quotation_ends_sentence, self.words.starters)

    def _check_words(self, text: str, forms: Sequence[str], blanks: Sequence[bool]) -> None:
        made = "".join([form + " " if blank else form for form, blank in zip(forms, blanks, strict=True)])
        if made != text:
            raise InputError(
                f"{self.nlp.path}: the tokenizer of this pipeline changes the text, so that nothing found could be "
                f"placed on the page: {text[:60]!r} became {made[:60]!r}; see docs/models.md"
            )

    def _repair(self, tokens: tuple[Token, ...], names: tuple[Name, ...]) -> tuple[Token, ...]:
        return improve_lemmas(repair_arcs(mend_tenses(tokens, self.words), self.words, names), self.words)


def _given(nlp: Language, piece: Piece, words: Sequence[GivenWord]) -> Doc:
    """A document of these words, as the piece writes them, that is one sentence."""
    forms, end = [], 0
    for form, blank in words:
        forms.append(piece.text[end : end + len(form)])
        end += len(form) + blank
    starts: list[bool | int | None] = [i == 0 for i in range(len(forms))]
    return Doc(nlp.vocab, words=forms, spaces=[blank for _, blank in words], sent_starts=starts)


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
