"""What those who act, or suffer, in two claims have in common."""

from collections.abc import Sequence
from functools import lru_cache

from lagebild.stories.findings import Finding, say
from lagebild.stories.model import Party, is_country, is_name

OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
BODIES = frozenset({"NGO", "IGO", "LAB", "PTY", "REL", "EDU", "BUS"})
PEOPLE = "CVL"  # sector of "people" and "men", who may also be fishermen
AGAINST = frozenset({"REB", "OPP", "CRM", "UAF"})
POLITICIANS = frozenset({"OPP", "PTY", "LEG", "ELI"})  # a candidate, his party, and the opposition that it belongs to
FORMER = "ELI"  # who held an office: "ex-minister" is a minister to one paper
# best first
LEVELS = ("named", "code", "country", "sector", "people", "vague", "groups", "sides", "persons", "strangers", "other")
SEEN = 16_384  # pairs of parties that are kept with what they have in common


def parties_in_common(
    one: Sequence[Party], other: Sequence[Party], *, spoken: bool, translated: bool = False, within: bool = False
) -> Finding:
    """The best that any two of them have in common.

    `spoken`: the act is of words; `translated`: the two reports are in two languages; `within`: they are one.
    """
    found = [level for a in one for b in other if (level := _in_common(a, b, spoken, translated, within)) is not None]
    named = dict.fromkeys(level for level in found if level[0] == "named") if spoken and len(found) > 1 else {}
    if len(named) > 1:  # of deeds it proves nothing: two armies fight each other daily
        return "several", "{}", (", ".join(say(level) for level in named),)
    shared = {a.country for a in one for b in other if _is_office(a, b)} if spoken and len(found) > 1 else set()
    if len(shared) > 1:
        return "pair", "of both {}", (shared,)
    return min(found, key=lambda level: LEVELS.index(level[0])) if len(found) > 1 else found[0] if found else None


def _is_office(one: Party, other: Party) -> bool:
    """Both of one state, or of those who act for it."""
    acting = all(not party.sectors or OFFICIAL & set(party.sectors) for party in (one, other))
    return one.country is not None and one.country == other.country and acting


@lru_cache(maxsize=SEEN)
def _in_common(one: Party, other: Party, spoken: bool, translated: bool, within: bool) -> Finding:
    level = _level(one, other, spoken)
    if level == "vague" and within and _is_known(one) and _is_known(other):
        level = "other"  # one report knows whom it names: Senegal, and Captain Camara of some country
    if level == "persons" and translated and BODIES & set(one.sectors) & set(other.sectors):
        level = "sector"  # bodies have other names in other languages: Reporter ohne Grenzen
    if level is None:
        return None
    return (level, "{}", (one.name,)) if one.name == other.name else (level, "{} – {}", (one.name, other.name))


def _level(one: Party, other: Party, spoken: bool) -> str | None:
    if one.key == other.key and (is_name(one.key) or is_country(one.key)):
        return "named"
    a, b = one.sectors, other.sectors
    if not one.country or not other.country:
        return "sector" if set(a) & set(b) else None
    if one.country != other.country:
        if spoken and is_name(one.key) and is_name(other.key):
            return "persons"
        return "other" if one.sure and other.sure else "vague"
    if spoken and is_name(one.key) and is_name(other.key):
        return "persons"
    if are_sides(a, b):
        return "sides"
    official = [not sectors or bool(OFFICIAL & set(sectors)) for sectors in (a, b)]
    if a == b or (all(official) and (not a or not b)):
        return "code"
    if all(POLITICIANS & set(c) or (FORMER in (*a, *b) and OFFICIAL & set(c)) for c in (a, b)):
        return "country"
    if not all(official) and a and b and PEOPLE not in (*a, *b):
        body = BODIES & {*a, *b}  # the Union, and its ministers
        return "strangers" if is_name(one.key) != is_name(other.key) and not body else "groups"
    return "country" if all(official) else "people"


def _is_known(party: Party) -> bool:
    return is_name(party.key) or is_country(party.key)


def are_sides(one: Sequence[str], other: Sequence[str], against: frozenset[str] = AGAINST) -> bool:
    """Sectors of those who act for a state, and of those who act against it, or stand over against it."""
    crossed = (OFFICIAL & set(a) and against & set(b) for a, b in ((one, other), (other, one)))
    return any(crossed)
