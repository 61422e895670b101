""" "The two", "die beiden", "both", "the pair": the two who were spoken of last; left out where that is not plain."""

from itertools import pairwise

from lagebild.stages.entities.draft import Context, Draft, Line
from lagebild.stages.entities.pronouns import stand_in

REACH = 3  # sentences before, in which the two may have been named
_SLOTS = ("nsubj", "obj", "iobj", "obl", "nmod", "conj")
_ACTING = ("PER", "ORG", "GPE")


def find_couples(lines: list[Line], context: Context) -> None:
    """Let such a word stand for each of the two."""
    counted: list[Line] = []
    for line in lines:
        for first, word in _words(line, context):
            meant = _meant([line, *reversed(counted[-REACH:])], first, context)
            line.drafts.extend(stand_in(line, word, one, "pronoun-of-two", first) for one in meant)
        if line.counts:
            counted.append(line)


def _words(line: Line, context: Context) -> list[tuple[int, int]]:
    """The tokens of each such word that stands alone, its article first: "die beiden" without "Länder" behind it."""
    words, found = context.words.words, []
    for i, lower in enumerate(line.lower):
        if lower not in words.pair and lower not in words.couples:
            continue
        article = i > 0 and line.lower[i - 1] in words.definite
        alone = article if lower not in words.both else not i or line.tokens[i - 1].upos != "NUM"
        if (
            alone
            and line.tokens[i].deprel.startswith(_SLOTS)
            and line.covering(i) is None
            and not _counts(line, i, context)
        ):
            found.append((i - 1 if article else i, i))
    return found


def _counts(line: Line, i: int, context: Context) -> bool:
    """True where it says how many there are of something behind it: "the pair of gloves", "two of them", "two more"."""
    if i + 1 >= len(line.tokens):
        return False
    following = line.tokens[i + 1]
    noun = following.upos in ("NOUN", "PROPN", "ADJ", "NUM") and not following.deprel.startswith("obj")
    return noun or following.head == i or line.lower[i + 1] in context.words.words.of


def _meant(back: list[Line], before: int, context: Context) -> list[Draft]:
    """The only couple in the nearest sentence that has one: two in a list, "two Moldovans", else all that it names."""
    for n, line in enumerate(back):
        able = [d for d in line.drafts if _may_be_meant(d) and (n or d.last < before)]
        able.sort(key=lambda d: d.first)
        couples = _lists(line, able) + [[d] for d in able if d.plural and _is_counted(line, d, context)]
        if len(couples) == 1:
            return couples[0]
        people = list({d.key or id(d): d for d in able if d.type == "PER" and not d.plural}.values())
        if couples or len(people) > 2:
            return []
        if len(people) == 2 and not any(d.plural and d.type == "PER" for d in able):
            return people
    return []


def _may_be_meant(draft: Draft) -> bool:
    if draft.place or draft.span is not None or draft.form == "pronoun" or draft.sector == "JRN":
        return False
    return draft.type in _ACTING or (draft.type == "NORP" and draft.plural)


def _lists(line: Line, able: list[Draft]) -> list[list[Draft]]:
    """Lists of exactly two of one kind: "Kenya and Uganda", "the nurse Ada Obi and her driver Ben Eze"."""
    joined = [(a, b) for a, b in pairwise(able) if _is_joined(line, a, b)]
    longer = {id(a) for _, b in joined for a, _ in joined if a is b}
    alone = [[a, b] for a, b in joined if id(a) not in longer and id(b) not in longer]
    return [[a, b] for a, b in alone if a.type == b.type and not a.plural and not b.plural]


def _is_joined(line: Line, one: Draft, other: Draft) -> bool:
    """Nothing but a conjunction, a comma and what belongs to a noun stands between them."""
    between = line.tokens[one.last + 1 : other.first]
    joins = [token for token in between if token.upos == "CCONJ" or token.text == ","]
    rest = [token for token in between if token not in joins]
    return len(joins) == 1 and all(token.upos in ("DET", "ADJ", "NOUN", "PRON") for token in rest) and len(rest) <= 3


def _is_counted(line: Line, draft: Draft, context: Context) -> bool:
    first = max(0, draft.first - 1)
    return any(word in context.words.words.pair for word in line.lower[first : draft.head])
