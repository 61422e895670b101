"""What a spaCy document says of its words, as lists: a spaCy token of each word takes longer to make than all else."""

from functools import cache
from itertools import accumulate

import numpy as np
from msgspec import Struct
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, ORTH, POS, SPACY
from spacy.morphology import Morphology
from spacy.parts_of_speech import NAMES as UPOS
from spacy.tokens import Doc

from lagebild.engines.clean_text import Piece
from lagebild.record import Name, NameType, Token

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
    return [strings[orth] for orth in columns[:, 0].tolist()], columns[:, 1].astype(bool).tolist()


class Words(Struct, frozen=True):
    """The words of a document, column by column."""

    forms: list[str]
    places: list[int]  # of each word's first character in the document's text
    lemmas: list[str]
    upos: list[str]
    feats: list[tuple[str, ...]]
    heads: list[int]  # its own for a root
    deprels: list[str]
    names: tuple[Name, ...]


def read_words(doc: Doc) -> Words:
    """What the pipeline says of all words, blanks included where the tokenizer makes words of them."""
    strings = doc.vocab.strings
    forms, blanks = forms_of(doc)
    lengths = (len(form) + blank for form, blank in zip(forms, blanks, strict=True))
    columns = doc.to_array([LEMMA, POS, MORPH, DEP, HEAD])
    lemmas, upos, feats, deprels = (columns[:, i].tolist() for i in range(4))
    heads = columns[:, 4].astype(np.int64) + np.arange(len(forms))
    return Words(
        forms=forms,
        places=list(accumulate(lengths, initial=0)),
        lemmas=[strings[lemma] or form for lemma, form in zip(lemmas, forms, strict=True)],
        upos=[UPOS[number] or "X" for number in upos],
        feats=[_feats(strings[morph]) for morph in feats],
        heads=heads.tolist(),
        deprels=[_relation(strings[label]) for label in deprels],
        names=names_of(doc),
    )


def names_of(doc: Doc) -> tuple[Name, ...]:
    """The document's names whose label is known, by the places of its words."""
    kinds = ((name.start, name.end - 1, NAME_TYPES.get(name.label_)) for name in doc.ents)
    return tuple(Name(first, last, kind) for first, last, kind in kinds if kind)


def read_sentence(words: Words, begin: int, end: int, piece: Piece) -> tuple[tuple[Token, ...], tuple[Name, ...]]:
    """Words from `begin` to before `end` as a sentence: tokens and names, by the places of tokens.

    The tokens form a tree, whatever the pipeline left undone; words that are only blanks are none of them.
    """
    kept = [i for i in range(begin, end) if not words.forms[i].isspace()]
    place = {word: i for i, word in enumerate(kept)}
    heads = [place.get(_head(words, word), -1) if words.heads[word] != word else -1 for word in kept]
    root = heads.index(-1) if -1 in heads else 0
    tokens = tuple(
        Token(
            span=piece.page_span(words.places[word], words.places[word] + len(words.forms[word])),
            text=words.forms[word],
            lemma=words.lemmas[word],
            upos=words.upos[word],
            feats=words.feats[word],
            head=-1 if i == root else root if head == -1 else head,
            deprel="root" if i == root else words.deprels[word],
        )
        for i, (word, head) in enumerate(zip(kept, heads, strict=True))
    )
    inside = [name for name in words.names if begin <= name.first and name.last < end]
    return tokens, tuple(found for name in inside for found in _among(name, place))


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
def _feats(morph: str) -> tuple[str, ...]:
    return tuple(morph.split("|")) if morph not in ("", Morphology.EMPTY_MORPH) else ()


def _relation(label: str) -> str:
    return "dep" if label in ("", "ROOT", "root") else label
