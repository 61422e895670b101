"""Towns that the world's own list does not hold: where the police of the sentence belong to."""

from lagebild.knowledge.gazetteer import Gazetteer, Location
from lagebild.stages.entities.draft import Context, Draft, Line

LONGEST = 4  # words
SMALL = 5_000  # inhabitants below which a name is rather a common word
LARGE = 100_000  # inhabitants from which a town needs no other word of its country in the report
FAR_LARGER = 5  # times the inhabitants of its largest namesake abroad


def find_towns(lines: list[Line], context: Context, gazetteer: Gazetteer) -> None:
    """Add towns after "in", "the port of" or an author's comma as evidence; they are no entities of their own."""
    named = {d.country for line in lines if line.counts for d in line.drafts if d.country}
    named |= {found[0] for line in lines if line.counts for found in _adjectives(line, context)}
    for line in lines:
        seats = {i + 1 for i in line.having("noun") if context.is_seated(line.words[i].noun) and _is_named(line, i + 1)}
        for i in sorted(seats.union(i + 1 for i in line.having("settlement"))):
            if i < len(line.words) and line.words[i].capital and _may_begin(line, i, context):
                _add(line, i, named, context, gazetteer, SMALL if i in seats else LARGE)
        last = _behind_the_author(line) if line.kind == "byline" else None
        if last is not None and _may_begin(line, last, context):
            _add(line, last, named, context, gazetteer, LARGE)


def _is_named(line: Line, i: int) -> bool:
    return i < len(line.tokens) and line.tokens[i].upos == "PROPN"


def _behind_the_author(line: Line) -> int | None:
    """Where the last part of "Von Daniel Körber, Konotop" begins."""
    comma = next((i for i in range(len(line.tokens) - 2, 0, -1) if line.tokens[i].text == ","), None)
    return comma + 1 if comma is not None and len(line.tokens) - comma - 1 <= LONGEST else None


def _adjectives(line: Line, context: Context) -> list[tuple[str, int]]:
    found = (
        context.adjective(line, i) for i in line.having("adjective") if line.tokens[i].upos in ("ADJ", "PROPN", "NOUN")
    )
    return [one for one in found if one]


def _may_begin(line: Line, i: int, context: Context) -> bool:
    token, before, words = line.tokens[i], line.lower[i - 1], context.words.words
    if token.upos not in ("PROPN", "NOUN", "X") or line.words[i].noun or token.text in words.unread_capitals:
        return False
    if line.covering(i) or context.adjective(line, i):
        return False
    if before in words.genitive:
        return i > 1 and line.tokens[i - 2].upos in ("NOUN", "PROPN")
    return True


def _add(line: Line, i: int, named: set[str], context: Context, gazetteer: Gazetteer, enough: int) -> None:
    for n in range(min(LONGEST, gazetteer.longest(line.tokens[i].text), len(line.tokens) - i), 0, -1):
        after = line.tokens[i + n] if i + n < len(line.tokens) else None
        if after and after.upos == "PROPN" and after.deprel.startswith("flat") and after.text[:1].isupper():
            continue
        name = " ".join(token.text for token in line.tokens[i : i + n])
        sure = line.tokens[i].upos == "PROPN"
        country = _country(gazetteer.lookup(name), named, enough, sure=sure)
        if country:
            before = line.lower[i - 1]
            line.drafts.append(
                Draft(
                    line.index, i, i + n - 1, i, "name", "GPE", name, "town", key=f"town:{country}:{name}",
                    country=country, place=True, quiet=True, origin=before in context.words.words.elsewhere,
                )
            )  # fmt: skip
            return


def _country(locations: tuple[Location, ...], named: set[str], enough: int, *, sure: bool) -> str | None:
    """The country of the town meant: one that the report names, else that of by far the largest, of so many people."""
    able = [x for x in locations if x.country and (x.geonames is None or x.population >= SMALL)]
    here = {x.country for x in able if x.country and x.country in named}
    if len(here) == 1:
        return here.pop()
    if here or not sure or not able:
        return None
    largest = max(able, key=lambda x: x.population)
    abroad = max((x.population for x in able if x.country != largest.country), default=0)
    return largest.country if largest.population >= max(enough, FAR_LARGER * abroad) else None
