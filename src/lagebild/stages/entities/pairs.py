""" "Both sides", "the two governments", "die beiden Staatschefs": the two that the text has just spoken of."""

from lagebild.stages.entities.draft import STATELESS, Context, Draft, Line
from lagebild.stages.entities.evidence import Memory, acts, countries_of, meant_by

REACH = 4  # sentences before, the title counted in


def fill_pair(line: Line, draft: Draft, memory: Memory, context: Context) -> None:
    """Let the phrase mean two countries or, for persons, two persons; leave it open where there are not two."""
    window: set[str] = set()
    for n, other in enumerate(_back(line, memory)):
        drafts = other.drafts if other is not line else [d for d in line.drafts if d.last < draft.first]
        drafts = [d for d in drafts if _may_be_meant(d) and not (d.place and draft.type == "PER")]
        window |= countries_of(drafts)
        if n < 2:  # "Kenya and Uganda signed it. Both sides …"
            people = [d for d in drafts if d.type == "PER" and d.form == "name" and draft.type == "PER"]
            for codes in (countries_of([d for d in drafts if acts(other, d)]), countries_of(people)):
                if len(codes) == 2:
                    _mean(line, draft, codes, memory, context)
                    return
    two = set(memory.two)
    if two and two <= memory.seen and (draft.type != "PER" or two <= _spoken_of(line, draft, memory)):
        _mean(line, draft, two, memory, context)
    elif len(window) == 2:
        _mean(line, draft, window, memory, context)


def _spoken_of(line: Line, draft: Draft, memory: Memory) -> set[str]:
    """Countries of all who were spoken of so far, and not only met in: "they met in Singapore. The two leaders …"."""
    here = [d for d in line.drafts if d.last < draft.first] if line.counts else []
    return memory.meant | meant_by(here)


def _mean(line: Line, draft: Draft, codes: set[str], memory: Memory, context: Context) -> None:
    first, second = sorted(codes, key=lambda code: (memory.ranked.index(code) if code in memory.ranked else 99, code))
    draft.country, draft.others, draft.rule = first, [second], "both-by-context"
    draft.keys = {code: _key(code, line, draft, memory, context) for code in codes}


def _back(line: Line, memory: Memory) -> list[Line]:
    """The sentence itself and those before it that may be meant; another article's headline may not."""
    found, i = [line], line.index - 1
    while i >= 0 and len(found) <= REACH:
        if memory.lines[i].counts:
            found.append(memory.lines[i])
        i -= 1
    return found


def _may_be_meant(draft: Draft) -> bool:
    if draft.country is None or draft.country in STATELESS or draft.form == "pronoun" or draft.sector == "JRN":
        return False
    # "near a town" names where, "between Norway and Denmark" names who; only towns and capitals are mere places.
    mere_place = draft.place and (draft.known is None or draft.known.kind != "country")
    return not mere_place and draft.type in ("PER", "ORG", "GPE")


def _key(code: str, line: Line, draft: Draft, memory: Memory, context: Context) -> str:
    """The entity meant: the person in that office for "both presidents", the country for "both sides"."""
    if draft.noun is None:
        state = context.world.countries.get(code)
        return state.key if state else ""
    if draft.type != "PER":
        return ""
    wanted = _offices(line, draft, context)
    people = {key for key, offices in memory.holders.get(code, {}).items() if offices & wanted}
    return people.pop() if len(people) == 1 else ""


def _offices(line: Line, draft: Draft, context: Context) -> frozenset[str]:
    """Offices that a noun can mean, both of "Staats- und Regierungschefs"; the noun itself where it is none."""
    word = line.lower[draft.head]
    found = {draft.noun.lemma} if draft.noun else set()
    for i in range(draft.first, draft.head):
        if line.lower[i].endswith("-"):
            ends = (line.lower[i].removesuffix("-") + word[cut:] for cut in range(1, len(word)))
            found |= {noun.lemma for end in ends if (noun := context.words.noun((end,))) and noun.sector == "GOV"}
    return frozenset(found).union(*(context.words.offices.get(lemma, frozenset()) for lemma in found))
