"""Whether a whole report is of another world than politics: sport, culture, science."""

from functools import lru_cache

from lagebild.record import Sentence

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
        found += any(_is_listed(token.lemma, token.text, words) for token in sentence.tokens)
        left -= 1
        if (found + left) / len(whole) < ELSEWHERE:
            return False  # however many of those that are left have one
    return True


@lru_cache(maxsize=50_000)  # texts repeat their words
def _is_listed(lemma: str, form: str, words: frozenset[str]) -> bool:
    """True if a word is one of `words`, where "*trainer" stands for every compound that ends so."""
    found = (lemma.casefold(), form.casefold())
    if not words.isdisjoint(found):
        return True
    endings = tuple(word[1:] for word in words if word.startswith("*"))
    return any(word.endswith(endings) for word in found)
