"""Pronouns, where it is plain whom they mean; left out rather than guessed."""

from lagebild.stages.entities.draft import Context, Draft, Line
from lagebild.stages.entities.evidence import acts, is_subject, listed_with

_MARKS = frozenset({"„", "“", "”", '"', "»", "«", "‟", "''", "``"})


def find_pronouns(lines: list[Line], context: Context) -> None:
    """Add relative and personal pronouns with the country and sector of what they stand for."""
    earlier: list[Draft] = []
    for line in lines:
        added = [d for i in range(len(line.tokens)) for d in _pronoun(line, i, earlier, context)]
        line.drafts.extend(added)
        if line.counts:
            subjects = [d for d in line.drafts if is_subject(line, d) and not d.place and d.span is None]
            earlier = sorted(subjects, key=lambda d: d.first) or earlier


def _pronoun(line: Line, i: int, earlier: list[Draft], context: Context) -> list[Draft]:
    token = line.tokens[i]
    if token.upos != "PRON" or line.covering(i):
        return []
    if "PronType=Rel" in token.feats or (
        i and line.lower[i - 1] == "," and line.lower[i] not in context.words.words.pronouns
    ):
        target = next((d for d in reversed(line.drafts) if d.last == i - 2 and line.lower[i - 1] == ","), None)
        return [_stand_in(line, i, target, "pronoun-relative")] if target and not target.place else []
    pronoun = context.words.words.pronouns.get(line.lower[i])
    if pronoun is None:
        return []
    number = next((f[7:] for f in token.feats if f.startswith("Number=")), "Any")
    number = pronoun.number if pronoun.number != "Any" else number
    same = _before(line, i, context)
    subjects = [d for d in same if is_subject(line, d) or d.first == 0]
    others = [d for d in same if d not in subjects]
    if pronoun.kind == "ORG":  # "Oslo blamed the troops for what it called …": what the sentence is about
        subjects.reverse()
    ordered = [*reversed(subjects), *reversed(others), *reversed(earlier)]
    if number == "Plur" and token.deprel.startswith("nsubj"):  # whom an object names is seldom meant by "they"
        ordered = [*reversed(subjects), *reversed(earlier), *reversed(others)]
    several = _several(line, i) if number == "Plur" and pronoun.kind == "Any" else []
    for target in ordered:
        if several and (target in several or target.line != line.index or not is_subject(line, target)):
            return [_stand_in(line, i, one, "pronoun") for one in several]
        if _fits(target, number, pronoun.kind):
            return [_stand_in(line, i, target, "pronoun")]
    return []


def _before(line: Line, i: int, context: Context) -> list[Draft]:
    """Those named in the sentence before token `i`; outside a quotation nobody named inside it, and never "nobody"."""
    quoted = _quoted(line)
    same = [d for d in line.drafts if d.last < i and not d.place and d.span is None and d.form != "pronoun"]
    same = [d for d in same if d.first not in quoted or i in quoted]
    same = [d for d in same if line.lower[d.first] not in context.words.words.negative]
    return sorted(same, key=lambda d: d.first)


def _quoted(line: Line) -> frozenset[int]:
    """Tokens inside quotation marks."""
    found, inside = set(), False
    for i, token in enumerate(line.tokens):
        if token.text in _MARKS:
            inside = not inside
        elif inside:
            found.add(i)
    return frozenset(found)


def _several(line: Line, i: int) -> list[Draft]:
    """The last list of names that acts before the pronoun: "Kenya and Uganda said they …"."""
    names = [d for d in line.drafts if d.last < i and d.form in ("name", "metonym") and not d.place and acts(line, d)]
    for draft in sorted(names, key=lambda d: d.first):
        found = listed_with(line, draft)
        if len(found) > 1 and all(d.last < i for d in found):
            return found
    return []


def _fits(target: Draft, number: str, kind: str) -> bool:
    if kind == "PER" or (kind == "Any" and number == "Sing"):
        return target.type == "PER" and not target.plural
    if kind == "ORG":
        return target.type in ("ORG", "GPE") and not target.plural
    return number == "Plur" and target.plural


def _stand_in(line: Line, i: int, target: Draft, rule: str) -> Draft:
    if not target.key:
        target.key = f"draft:{target.line}:{target.head}"
    return Draft(
        line.index, i, i, i, "pronoun", target.type, target.name, rule, key=target.key, country=target.country,
        sector=target.sector, known=target.known, plural=target.plural,
    )  # fmt: skip
