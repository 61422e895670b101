"""Where no sentence can begin, and where one must: told to the parser before it decides."""

from collections.abc import Collection

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc, Token

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
    stopped = False
    starts = np.zeros((len(doc), 1), dtype=np.int64)  # 1 a start, -1 none, 0 the parser's decision
    for token in doc:
        if token.i > 0 and (not stopped or _closes(token.i, doc)):
            starts[token.i] = -1
        elif token.i > 1:
            opens = token.text in starters
            after_marks = (after_quotation or opens) and _follows_quotation(token.i, doc)
            if _follows_word(token.i, doc) or after_marks or (opens and _follows_number(doc[token.i - 1])):
                starts[token.i] = 1
        if token.text[-1] in FINAL:
            stopped = True
        elif not (stopped and _closes(token.i, doc)):
            stopped = False
    # All at once, for setting one token's is_sent_start looks at all tokens of the document.
    if len(doc):
        doc.from_array([SENT_START], starts.astype(np.uint64))  # type: ignore[arg-type]  # the stub knows thinc's arrays
    return doc


def _closes(i: int, doc: Doc) -> bool:
    """True for a closing mark: it touches the word before it."""
    return i > 0 and doc[i].text in CLOSERS and not doc[i - 1].whitespace_


def _follows_word(i: int, doc: Doc) -> bool:
    """ "… die Regierung. Die Lage": no number, initial or abbreviation before the stop."""
    word, stop = doc[i - 2].text, doc[i - 1]
    plain = len(word) >= FEWEST_LETTERS and word.isalpha()
    return plain and stop.text in FINAL and bool(stop.whitespace_) and doc[i].text[0].isupper()


def _follows_number(word: Token) -> bool:
    """True for a number or capitals with a stop of their own: "1995.", "7,1.", "U.S."; not "z.B.", "Dr."."""
    form = word.text[:-1]
    bare = form.replace(".", "").replace(",", "")
    number = bare.isdecimal() or ("." in form and bare.isupper())
    return word.text[-1] in FINAL and number and bool(word.whitespace_) and word.i > 0


def _follows_quotation(i: int, doc: Doc) -> bool:
    mark, stop, word = doc[i - 1], doc[i - 2].text[-1], doc[i].text
    ended = mark.text in CLOSERS and mark.text not in ")]" and bool(mark.whitespace_) and stop in FINAL
    return ended and (word[0].isupper() or word in OPENERS)
