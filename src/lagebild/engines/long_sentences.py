"""Sentences of a length that people write: what is longer has no full stops, and is cut into pieces.

Rules compare the words of a sentence with one another, so that their time grows faster than its length.
"""

from msgspec.structs import replace

from lagebild.pipeline import Found
from lagebild.record import Note, Sentence, Token

LONGEST = 250  # tokens; the longest sentence in a hundred agency reports has 58


def cut_long_sentences(found: Found[tuple[Sentence, ...]]) -> Found[tuple[Sentence, ...]]:
    """The same sentences, none longer than LONGEST tokens, with a note for each that was cut."""
    sentences: list[Sentence] = []
    notes: list[Note] = []
    for sentence in found.part:
        if len(sentence.tokens) <= LONGEST:
            sentences.append(sentence)
            continue
        sentences.extend(_pieces(sentence))
        notes.append(Note("sentences", f"a sentence of {len(sentence.tokens):,} words was cut", sentence.span))
    return Found(tuple(sentences), found.notes + tuple(notes))


def _pieces(sentence: Sentence) -> list[Sentence]:
    pieces, start = [], 0
    while start < len(sentence.tokens):
        end = _good_end(sentence.tokens, start)
        tokens = _rooted(sentence.tokens, start, end)
        span = (tokens[0].span[0], tokens[-1].span[1])
        names = tuple(
            replace(name, first=name.first - start, last=name.last - start)
            for name in sentence.names
            if start <= name.first and name.last < end
        )
        pieces.append(replace(sentence, span=span, tokens=tokens, names=names))
        start = end
    return pieces


def _good_end(tokens: tuple[Token, ...], start: int) -> int:
    """Behind the last punctuation mark in the second half of a piece, else at its full length."""
    limit = start + LONGEST
    if limit >= len(tokens):
        return len(tokens)
    return next((i + 1 for i in range(limit - 1, start + LONGEST // 2, -1) if tokens[i].upos == "PUNCT"), limit)


def _rooted(tokens: tuple[Token, ...], start: int, end: int) -> tuple[Token, ...]:
    """The tokens of a piece as one tree: what hung on a word outside it hangs on its root."""
    outside = [i for i in range(start, end) if not start <= tokens[i].head < end]
    root, others = outside[0] - start, set(outside[1:])
    kept = []
    for i, token in enumerate(tokens[start:end], start=start):
        if i in others:
            kept.append(replace(token, head=root, deprel="dep"))
        elif i - start == root:
            kept.append(replace(token, head=-1, deprel="root"))
        else:
            kept.append(replace(token, head=token.head - start))
    return tuple(kept)
