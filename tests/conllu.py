"""Sentences for tests, written as a table: form, lemma, UPOS, features, head (from 1), relation."""

from lagebild.record import Sentence, Token


def sentence(table: str, start: int = 0, block: int = 0) -> Sentence:
    """Make a sentence whose words stand one blank apart on the page."""
    tokens, at = [], start
    for line in table.strip().splitlines():
        form, lemma, upos, feats, head, deprel = line.split()
        span = (at, at + len(form))
        at = span[1] + 1
        tokens.append(
            Token(span, form, lemma, upos, () if feats == "_" else tuple(feats.split("|")), int(head) - 1, deprel)
        )
    return Sentence((start, tokens[-1].span[1]), block, tuple(tokens))


def text_of(*sentences: Sentence) -> str:
    """The page on which these sentences stand."""
    return " ".join(" ".join(token.text for token in s.tokens) for s in sentences)
