"""Where no sentence can begin, and where one must: told to the parser before it decides."""

from collections.abc import Collection, Sequence

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc

from lagebild.engines.spacy_words import forms_of

FINAL = frozenset(".!?…")
CLOSERS = frozenset([*"\"'“”’‘«»)]", "''"])
OPENERS = frozenset('"„“»«')
FEWEST_LETTERS = 4  # of a word that is no abbreviation: "Mrd.", "Sgt."; longer ones the tokenizer knows


def mark_sentence_starts(doc: Doc, after_quotation: bool, starters: Collection[str] = ()) -> Doc:
    """Forbid a sentence start wherever no final stop comes before it; demand one between a word's stop and a capital.

    Whether another stop ends the sentence ("am 3. Mai", "U.S. troops") stays the parser's decision, except, if
    `after_quotation`, for a stop before a closing mark and a capital: „Nie.“ Die Lage …, and except before
    `starters`, words whose capital tells that they open a sentence: "in the U.S. He …", "seit 1995. Die Lage …".
    """
    # All at once, for setting one token's is_sent_start looks at all tokens of the document.
    if len(doc):
        starts = np.array(settle_starts(*forms_of(doc), after_quotation, starters), np.int64)
        doc.from_array([SENT_START], starts[:, None].astype(np.uint64))  # type: ignore[arg-type]  # the stub knows thinc's arrays
    return doc


def settle_starts(
    forms: Sequence[str], blanks: Sequence[bool], after_quotation: bool, starters: Collection[str]
) -> list[int]:
    """For each word 1 where a sentence must start, -1 where none may, 0 where the parser decides."""
    stopped = False
    starts = [0] * len(forms)
    for i, form in enumerate(forms):
        closes = stopped and _closes(i, forms, blanks)
        if i > 0 and (not stopped or closes):
            starts[i] = -1
        elif i > 1:
            opens = form in starters
            after_marks = (after_quotation or opens) and _follows_quotation(i, forms, blanks)
            if (
                after_marks
                or _follows_platform(i, forms, blanks)
                or _follows_word(i, forms, blanks)
                or (opens and _follows_number(i - 1, forms[i - 1], blanks[i - 1]))
            ):
                starts[i] = 1
        stopped = form[-1] in FINAL or closes
    return starts


def _closes(i: int, forms: Sequence[str], blanks: Sequence[bool]) -> bool:
    """True for a closing mark: it touches the word before it."""
    return i > 0 and forms[i] in CLOSERS and not blanks[i - 1]


def _follows_word(i: int, forms: Sequence[str], blanks: Sequence[bool]) -> bool:
    """ "… die Regierung. Die Lage": no number, initial or abbreviation before the stop."""
    word = forms[i - 2]
    plain = len(word) >= FEWEST_LETTERS and word.isalpha()
    return plain and forms[i - 1] in FINAL and blanks[i - 1] and forms[i][0].isupper()


def _follows_platform(i: int, forms: Sequence[str], blanks: Sequence[bool]) -> bool:
    """ "… he wrote on X. Police said": after a word in lower case it is no initial, unless another follows."""
    return (
        forms[i - 1] == "X."
        and blanks[i - 1]
        and forms[i - 2].islower()
        and forms[i][0].isupper()
        and forms[i][-1] != "."
    )


def _follows_number(i: int, word: str, blank: bool) -> bool:
    """True for a number or capitals with a stop of their own: "1995.", "7,1.", "U.S."; not "z.B.", "Dr."."""
    form = word[:-1]
    bare = form.replace(".", "").replace(",", "")
    number = bare.isdecimal() or ("." in form and bare.isupper())
    return word[-1] in FINAL and number and blank and i > 0


def _follows_quotation(i: int, forms: Sequence[str], blanks: Sequence[bool]) -> bool:
    mark, word = forms[i - 1], forms[i]
    ended = mark in CLOSERS and mark not in ")]" and blanks[i - 1] and forms[i - 2][-1] in FINAL
    return ended and (word[0].isupper() or word in OPENERS)
