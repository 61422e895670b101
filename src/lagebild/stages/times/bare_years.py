"""Which bare numbers of four digits are no year: "2000 Menschen", "rund 1500", "1450 bis 1850 Mark"."""

from datetime import date

from lagebild.knowledge.times_words import TimeWords
from lagebild.record import Sentence, Span, Token
from lagebild.rules.tree import has

DIGITS = 4
ROUND = 10  # counts in the news are rounded; years are not: "2015 Schlagzeilen gemacht"
EARLIEST = 1600  # pairs of numbers from here to publication are years
BACK, AHEAD = 60, 10  # years around publication that the news speaks of most


def counts_something(sentence: Sentence, span: Span, published: date | None, words: TimeWords) -> bool:
    """True where the number at `span` counts the noun after it, or stands after a word like "about"."""
    if span[1] - span[0] > DIGITS:
        return False
    tokens = sentence.tokens
    i = next((i for i, t in enumerate(tokens) if t.span[0] == span[0]), None)
    if i is None:
        return False
    before = tokens[i - 1] if i else None
    if before is not None and before.text.casefold() in words.lists["about"]:
        return True
    if _range_of_units(tokens, i, published, words):
        return True
    if before is not None and before.upos == "ADP" and tokens[i].deprel != "nummod":
        return False
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and _counted(tokens, i, after, published)


def _counted(tokens: tuple[Token, ...], i: int, after: Token, published: date | None) -> bool:
    """True where the number counts the noun that follows: 2000 Menschen."""
    number = tokens[i]
    if after.upos not in ("NOUN", "PROPN", "SYM", "ADJ"):
        return False
    if _likely_year(number, published) and 0 <= number.head < len(tokens):
        head = tokens[number.head]  # "2007 Roger B." and "2015 schwach": only what is many is counted
        return number.deprel.startswith("nummod") and (head.upos == "SYM" or has(head, "Number=Plur"))
    return after.upos != "ADJ" or number.deprel.startswith("nummod")


def _likely_year(number: Token, published: date | None) -> bool:
    """True for a year of living memory that is not round."""
    if published is None or not number.text.isdecimal() or int(number.text) % ROUND == 0:
        return False
    return published.year - BACK <= int(number.text) <= published.year + AHEAD


def _range_of_units(tokens: tuple[Token, ...], i: int, published: date | None, words: TimeWords) -> bool:
    """True for the first number of "1450 bis 1850 Mark", but not for that of "1998 bis 2005 Präsident"."""
    if published is None or i + 3 >= len(tokens) or tokens[i + 1].text.casefold() not in words.open_end:
        return False
    first, _, last, noun = tokens[i : i + 4]
    if not (first.text.isdecimal() and last.text.isdecimal() and noun.upos in ("NOUN", "SYM")):
        return False
    return int(first.text) < EARLIEST or int(last.text) > published.year + AHEAD
