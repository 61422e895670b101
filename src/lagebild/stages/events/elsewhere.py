"""Whether a whole report is of another world than politics: sport, culture, science."""

from lagebild.record import Sentence
from lagebild.rules.word_lists import is_listed

# Share of sentences with a word of these worlds. Measured on German news: half to three quarters of the reports on
# sport, culture and science reach it, 7 % of all others.
ELSEWHERE = 0.25
FEWEST = 5  # words of a sentence, and sentences of a report: in fewer the share says nothing


def is_elsewhere(sentences: tuple[Sentence, ...], words: frozenset[str]) -> bool:
    """True if the report is on sport, culture or science, by the share of its sentences with one of `words`."""
    whole = [s for s in sentences if len(s.tokens) >= FEWEST]
    if not words or len(whole) < FEWEST:
        return False
    found, left = 0, len(whole)
    for sentence in whole:
        found += any(is_listed(token.lemma, token.text, words) for token in sentence.tokens)
        left -= 1
        if (found + left) / len(whole) < ELSEWHERE:
            return False  # however many of those that are left have one
    return True
