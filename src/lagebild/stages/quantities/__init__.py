"""How many: numbers with what they count, money and shares, with ranges and modifiers."""

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from lagebild.knowledge.event_rules import Grammar
from lagebild.knowledge.quantities_words import QuantityWords
from lagebild.pipeline import Found
from lagebild.record import Quantity, QuantityKind, Sentence, Span, Time, Token
from lagebild.stages.quantities.kinds import tells_fate, toll_before, with_kinds

BETWEEN = 3  # words between a number and what it counts: zwei neue russische gepanzerte Fahrzeuge
LONGEST = 3  # words of a modifier or vague number
WIDEST = 100  # times the low end, in figures of one scale: "930-551234" is a telephone number
YEARS = range(1800, 2100)  # a bare number of this size is a year
LARGE = 1000  # a number that counts nothing and has no modifier is a quantity from here on
_HYPHEN = re.compile(r"(?<=\d)[-–](?=\d)")
EDGES = ("(", "[", "#", "Nr.", "No.", "§", "-")


class Amount(Struct, frozen=True):
    """A number found at tokens[begin:end]."""

    begin: int
    end: int
    low: float | None
    high: float | None
    marked: bool  # it has a modifier, a range or a scale
    currency: str | None = None


def find_quantities(
    sentences: tuple[Sentence, ...], times: tuple[Time, ...], *, words: QuantityWords, grammar: Grammar
) -> Found[tuple[Quantity, ...]]:
    """Find numbers with their units and kinds; numbers that belong to a time are left to it."""
    in_time = _characters(time.span for time in times)
    found: list[Quantity] = []
    for sentence in sentences:
        end = 0
        own: list[Quantity] = []
        for i in _beginnings(sentence.tokens, words):
            if i >= end:
                quantity, end = _quantity_at(sentence.tokens, i, in_time, words)
                if quantity is not None:
                    own.append(quantity)
        found += with_kinds(sentence, own, words.kinds, grammar, words.linking)
    return Found(tuple(found))


def _characters(spans: Iterable[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _quantity_at(
    tokens: tuple[Token, ...], i: int, in_time: set[int], words: QuantityWords
) -> tuple[Quantity | None, int]:
    """The quantity whose number begins at token `i`, and where to look on."""
    amount = _amount(tokens, i, words)
    if amount is None or any(tokens[j].span[0] in in_time for j in range(i, amount.end)):
        return None, i + 1
    amount = _modified(tokens, amount, words)
    unit, end = _unit(tokens, amount, words)
    kind: QuantityKind | None = None
    if unit is None and amount.currency is None:
        kind = toll_before(tokens, amount.begin, amount.end, words.kinds)
    if kind and _changes(tokens, amount, words):
        amount = replace(amount, low=amount.high)
    fate = kind or (unit is None and tells_fate(tokens, amount.begin, amount.end, words.kinds))
    if unit in words.not_units or not (fate or _counts(tokens, amount, unit)):
        return None, amount.end
    span = (tokens[amount.begin].span[0], tokens[end - 1].span[1])
    money = amount.currency or unit in words.currencies.values()
    rule = "quantities:money" if money else "quantities:toll" if kind else "quantities:count"
    return Quantity(span, amount.low, amount.high, amount.currency or unit, rule, "money" if money else kind), end


def _changes(tokens: tuple[Token, ...], amount: Amount, words: QuantityWords) -> bool:
    """True for what a number was and what it is, as in "rose from 30 to 45": no range, which has an "and"."""
    inside = tokens[amount.begin : amount.end]
    opened = inside[0].text.casefold() in words.between
    return opened and any(t.upos == "ADP" for t in inside[1:]) and not any(t.upos == "CCONJ" for t in inside)


def _beginnings(tokens: tuple[Token, ...], words: QuantityWords) -> list[int]:
    """Where a number may begin; number words that are composed are NUM, or ADJ to some taggers."""
    opens = words.opens
    return [
        i
        for i, token in enumerate(tokens)
        if (opens[token.text] and not _is_mere_article(tokens, i, words))
        or (token.upos in ("NUM", "ADJ", "SYM") and words.number(token.text) is not None)
    ]


def _is_mere_article(tokens: tuple[Token, ...], i: int, words: QuantityWords) -> bool:
    """True of "a" and "eine" where no scale follows as in "eine Million", "eine halbe Million"."""
    word = tokens[i].text.casefold()
    if word not in words.articles or word in words.vague_openings:
        return False
    return all(token.text.casefold() not in words.scales for token in tokens[i + 1 : i + 3])


def _amount(tokens: tuple[Token, ...], i: int, words: QuantityWords) -> Amount | None:
    """A number, a range or a vague number that begins at token `i`."""
    vague = tokens[i].text.casefold() in words.vague_openings
    for length in range(min(LONGEST, len(tokens) - i), 0, -1) if vague else ():
        least = words.vague.get(_phrase(tokens, i, i + length))
        if least is not None:
            return Amount(i, i + length, float(least), None, True)
    start, currency = i, words.currencies.get(tokens[i].text.casefold())
    if currency is not None:
        if tokens[i].text.isalpha() and not tokens[i].text.isupper():
            return None  # "Euro 20" is no amount, "EUR 20" and "$20" are
        i += 1
    if i < len(tokens) and (ends := _one_word_range(tokens[i].text, words)):
        return Amount(start, i + 1, *ends, True, currency)
    first = _number(tokens, i, words)
    if first is None:
        return None
    low, end, scaled = first
    between = start > 0 and tokens[start - 1].text.casefold() in words.between
    if end + 1 < len(tokens) and tokens[end].text.casefold() in (words.range if between else words.plain_range):
        skip = end + 1 + (currency is not None and tokens[end + 1].text.casefold() in words.currencies)
        second = _number(tokens, skip, words)
        if second is not None and low < second[0] <= low * WIDEST * (second[2] or 1):
            high, last, high_scaled = second
            shared = high_scaled and not scaled and low * high_scaled < high * high_scaled and low < high
            low = low * high_scaled if shared and low * high_scaled <= high else low
            return Amount(start - between, last, low, high, True, currency)
    return Amount(start, end, low, low, bool(scaled), currency)


def _one_word_range(text: str, words: QuantityWords) -> tuple[float, float] | None:
    """Both ends of "10–15", which some analysers keep whole."""
    parts = _HYPHEN.split(text)
    ends = [words.number(part) for part in parts] if len(parts) == 2 else []
    low, high = ends if len(ends) == 2 else (None, None)
    return (low, high) if low is not None and high is not None and low < high <= low * WIDEST else None


def _number(tokens: tuple[Token, ...], i: int, words: QuantityWords) -> tuple[float, int, float] | None:
    """Value of the number at token `i`, where it ends, and the scale it was multiplied by (0: none)."""
    if i >= len(tokens):
        return None
    of_two = tokens[i].text.casefold() in words.first_of_two
    value, end = words.numbers.get(_phrase(tokens, i, i + 2)) if of_two else None, i + 2  # "half a"
    if value is None or i + 2 >= len(tokens) or tokens[i + 2].text.casefold() not in words.scales:
        value, end = words.number(tokens[i].text), i + 1
    scale = 0.0
    if value is None:
        return None
    while end < len(tokens) and (size := words.scales.get(tokens[end].text.casefold())) is not None:
        value, scale, end = value * size, (scale or 1) * size, end + 1
    if not scale and tokens[i].text.casefold() in words.articles:
        return None
    return value, end, scale


def _phrase(tokens: tuple[Token, ...], begin: int, end: int) -> str:
    return " ".join(token.text.casefold() for token in tokens[begin:end])


def _modified(tokens: tuple[Token, ...], amount: Amount, words: QuantityWords) -> Amount:
    """The amount with the modifier before it: mindestens, up to, rund."""
    if not amount.begin or tokens[amount.begin - 1].text.casefold() not in words.modifier_ends:
        return amount
    for length in range(min(LONGEST, amount.begin), 0, -1):
        begin = amount.begin - length
        if tokens[begin].deprel == "compound:prt":
            continue  # "handed over 24 vehicles": over belongs to the verb
        modifier = words.modifiers.get(_phrase(tokens, begin, amount.begin))
        if modifier is not None:
            low = amount.low if modifier != "at_most" else None
            high = amount.high if modifier != "at_least" else None
            return Amount(begin, amount.end, low, high, True, amount.currency)
    return amount


def _unit(tokens: tuple[Token, ...], amount: Amount, words: QuantityWords) -> tuple[str | None, int]:
    """Lemma, currency or "%" of what is counted, and the token after it."""
    end = amount.end
    if end < len(tokens) and tokens[end].text.casefold() in words.linking and amount.high is None and amount.marked:
        end += 1
    for j in range(end, min(end + BETWEEN + 1, len(tokens))):
        token = tokens[j]
        text = token.text.casefold()
        if j == end and text in words.percent:
            return "%", j + 1
        if j == end and text in words.first_of_two and _phrase(tokens, j, j + 2) in words.percent:
            return "%", j + 2
        if text in words.currencies and amount.currency is None and j <= end + 1:
            return words.currencies[text], j + 1
        if token.upos in ("NOUN", "PROPN"):
            following = tokens[j + 1] if j + 1 < len(tokens) else None
            if amount.currency is not None:
                return None, amount.end
            if (
                following is not None
                and (following.upos == "NOUN" or (following.upos == "PROPN" and token.upos == "PROPN"))
                and (token.deprel == "compound" or token.upos == "PROPN")
            ):
                continue  # two fighter jets, two Swiss jets, six Hong Kong firms: jets and firms are counted
            return token.lemma, j + 1
        if token.upos not in ("ADJ", "NUM", "ADV") and token.deprel != "amod":
            break
    return None, amount.end


def _counts(tokens: tuple[Token, ...], amount: Amount, unit: str | None) -> bool:
    """False for numbers that name rather than count: years, ages in brackets, articles of a law."""
    if unit is not None or amount.currency is not None:
        return True
    before = tokens[amount.begin - 1] if amount.begin else None
    if before is not None and before.text in EDGES:
        return False
    if amount.marked:
        return amount.low != amount.high or (amount.high or 0) not in YEARS
    named = before is not None and before.upos in ("NOUN", "PROPN") and before.text[:1].isupper()
    return not named and (amount.high or 0) >= LARGE and int(amount.high or 0) not in YEARS
