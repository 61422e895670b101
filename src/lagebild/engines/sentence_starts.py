"""Where no sentence can begin: told to the parser before it decides."""

from spacy.tokens import Doc

FINAL = frozenset(".!?…")
CLOSERS = frozenset("\"'“”’‘«»)]")


def mark_sentence_starts(doc: Doc) -> Doc:
    """Forbid a sentence start wherever no final stop comes before it.

    Whether a stop ends the sentence ("am 3. Mai", "U.S. troops") stays the parser's decision.
    """
    stopped = False
    for token in doc:
        if token.i > 0 and (not stopped or _closes(token.i, doc)):
            token.is_sent_start = False
        if token.text[-1] in FINAL:
            stopped = True
        elif not (stopped and _closes(token.i, doc)):
            stopped = False
    return doc


def _closes(i: int, doc: Doc) -> bool:
    """True for a closing mark: it touches the word before it."""
    return i > 0 and doc[i].text in CLOSERS and not doc[i - 1].whitespace_
