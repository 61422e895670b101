"""What a spaCy document says of its words, as lists: a spaCy token of each word takes longer to make than all else."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, ORTH, POS, SPACY
from spacy.morphology import Morphology
from spacy.parts_of_speech import NAMES as UPOS
from spacy.strings import StringStore
from spacy.tokens import Doc

from lagebild.engines.clean_text import Piece
from lagebild.record import Name, NameType, Span, Token

MOST_STRINGS = 100_000  # of a vocabulary that are kept as strings of Python; a thousand reports have 40,000

# Labels of names in models of OntoNotes, CoNLL and GermEval; LOCderiv is "deutsch" and "Deutscher".
NAME_TYPES: dict[str, NameType] = {
    "PER": "PER", "PERSON": "PER",
    "ORG": "ORG", "ORGANIZATION": "ORG",
    "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "LOCATION": "LOC",
    "NORP": "NORP", "LOCderiv": "NORP",
    "MISC": "MISC", "OTH": "MISC",
}  # fmt: skip


def forms_of(doc: Doc) -> tuple[list[str], list[bool]]:
    """The words' forms, and whether a blank follows each."""
    strings = doc.vocab.strings
    columns = doc.to_array([ORTH, SPACY])
    return [_spelled(strings, orth) for orth in columns[:, 0].tolist()], columns[:, 1].astype(bool).tolist()


@lru_cache(maxsize=MOST_STRINGS)  # one string for a word however often it comes: the store makes a new one each time
def _spelled(strings: StringStore, orth: int) -> str:
    return strings[orth]


class Words(Struct, frozen=True):
    """The words of a text, column by column."""

    forms: Sequence[str]
    blanks: Sequence[bool]  # after each word
    lemmas: list[str]
    upos: list[str]
    feats: list[tuple[str, ...]]
    heads: list[int]  # its own for a root
    deprels: list[str]
    names: tuple[Name, ...]
    sentences: list[tuple[int, int]]  # first word of each and the one after its last

    @property
    def places(self) -> list[int]:
        """Where each word's first character stands in the text."""
        lengths = (len(form) + blank for form, blank in zip(self.forms, self.blanks, strict=True))
        return list(accumulate(lengths, initial=0))


def read_words(doc: Doc) -> Words:
    """What the pipeline says of all words, blanks included where the tokenizer makes words of them."""
    strings = doc.vocab.strings
    forms, blanks = forms_of(doc)
    columns = doc.to_array([LEMMA, POS, MORPH, DEP, HEAD])
    lemmas, upos, feats, deprels = (columns[:, i].tolist() for i in range(4))
    heads = columns[:, 4].astype(np.int64) + np.arange(len(forms))
    ends = [(s.start, s.end) for s in doc.sents] if doc.has_annotation("SENT_START") else [(0, len(doc))]
    return Words(
        forms=forms,
        blanks=blanks,
        lemmas=[strings[lemma] or form for lemma, form in zip(lemmas, forms, strict=True)],
        upos=[UPOS[number] or "X" for number in upos],
        feats=[feats_of(strings[morph]) for morph in feats],
        heads=heads.tolist(),
        deprels=[relation_of(strings[label]) for label in deprels],
        names=names_of(doc),
        sentences=ends,
    )


def names_of(doc: Doc) -> tuple[Name, ...]:
    """The document's names whose label is known, by the places of its words."""
    kinds = ((name.start, name.end - 1, NAME_TYPES.get(name.label_)) for name in doc.ents)
    return tuple(Name(first, last, kind) for first, last, kind in kinds if kind)


def read_sentences(words: Words, piece: Piece) -> Iterator[tuple[tuple[Token, ...], tuple[Name, ...]]]:
    """The sentences of a text, each with its tokens and names, by the places of tokens; none without a token.

    The tokens form a tree, whatever the pipeline left undone; words that are only blanks are none of them.
    """
    blank = any(map(str.isspace, words.forms))
    places = words.places
    for begin, end in words.sentences:
        kept: Sequence[int] = range(begin, end)
        if blank:
            kept = [i for i in range(begin, end) if not words.forms[i].isspace()]
            place = {word: i for i, word in enumerate(kept)}
            heads = [place.get(_head(words, word), -1) if words.heads[word] != word else -1 for word in kept]
            inside = [name for name in words.names if begin <= name.first and name.last < end]
            names = tuple(found for name in inside for found in _among(name, place))
        else:
            above = words.heads[begin:end]
            heads = [head - begin if head != i and begin <= head < end else -1 for i, head in enumerate(above, begin)]
            names = tuple(
                Name(name.first - begin, name.last - begin, name.type)
                for name in words.names
                if begin <= name.first and name.last < end
            )
        if kept:
            yield _tokens(words, kept, heads, piece.page_spans(places, words.forms, kept)), names


def _tokens(words: Words, kept: Sequence[int], heads: Sequence[int], spans: Iterable[Span]) -> tuple[Token, ...]:
    """The kept words with these heads, of which the first that is -1 is the root, and all others hang on it."""
    root = heads.index(-1) if -1 in heads else 0
    forms, lemmas, upos, feats, deprels = words.forms, words.lemmas, words.upos, words.feats, words.deprels
    tokens = [
        Token(span, forms[i], lemmas[i], upos[i], feats[i], root if head == -1 else head, deprels[i])
        for i, head, span in zip(kept, heads, spans, strict=True)
    ]
    tokens[root] = replace(tokens[root], head=-1, deprel="root")
    return tuple(tokens)


def _among(name: Name, place: dict[int, int]) -> list[Name]:
    """The name by the places of tokens; none if it is all blanks."""
    found = [place[i] for i in range(name.first, name.last + 1) if i in place]
    return [Name(found[0], found[-1], name.type)] if found else []


def _head(words: Words, i: int) -> int:
    above = words.heads[i]
    while words.forms[above].isspace() and words.heads[above] != above:
        above = words.heads[above]
    return above


@cache
def feats_of(morph: str) -> tuple[str, ...]:
    """Features as a pipeline writes them, one by one."""
    return tuple(morph.split("|")) if morph not in ("", Morphology.EMPTY_MORPH) else ()


def relation_of(label: str) -> str:
    """The relation of a word that is no root, or not taken for one."""
    return "dep" if label in ("", "ROOT", "root") else label
