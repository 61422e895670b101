"""Pronouns, where it is plain whom they mean; left out rather than guessed."""

from dataclasses import dataclass, field

from lagebild.stages.entities.descriptions import gender_of
from lagebild.stages.entities.draft import Context, Draft, Line
from lagebild.stages.entities.evidence import acts, is_subject, listed_with

_MARKS = frozenset({"„", "“", "”", '"', "»", "«", "‟", "''", "``"})

_BESIDE = ("nsubj", "obj", "iobj", "obl")
_INNER = ("flat", "appos", "compound")


@dataclass(slots=True)
class _Before:
    """Who may be meant from the sentences before."""

    genders: dict[str, str]  # of those that words tell of, by key
    subjects: list[Draft] = field(default_factory=list)
    bodies: list[tuple[Draft, str]] = field(default_factory=list)  # of the subjects those without a name, with gender
    earlier: list[Draft] = field(default_factory=list)  # subjects of the sentence before theirs
    everybody: list[Draft] = field(default_factory=list)  # in the last sentence
    last: Draft | None = None  # whom the last sentence names last, if nothing of the gender of "dieser" follows
    groups: list[Draft] = field(default_factory=list)  # people in the plural, in the last sentence


def find_pronouns(lines: list[Line], context: Context) -> None:
    """Add relative and personal pronouns with the country and sector of what they stand for."""
    keyed = ((d.key, gender_of(line, d, context)) for line in lines for d in line.drafts if d.key)
    before = _Before({key: gender for key, gender in keyed if gender})
    latter = context.words.words.latter
    for line in lines:
        opens = bool(latter and line.lower) and line.lower[0] in latter
        pronouns = [i for i, token in enumerate(line.tokens) if token.upos == "PRON" or (opens and i == 0)]
        line.drafts.extend([draft for i in pronouns for draft in _pronoun(line, i, before, context)])
        if line.counts:
            able = [d for d in line.drafts if not d.place and d.span is None]
            subjects = [d for d in able if is_subject(line, d) or _is_counted(line, d)]
            before.groups = [d for d in able if d.plural and d.type == "PER" and d.form != "pronoun"]
            if subjects:
                before.earlier, before.subjects = before.subjects, sorted(subjects, key=lambda d: d.first)
                before.bodies = [(d, gender_of(line, d, context)) for d in subjects if not d.key and d.type == "ORG"]
            before.everybody = [d for d in line.drafts if d.key and d.form != "pronoun" and not d.place]
            before.last = _named_last(line) if latter else None


def _pronoun(line: Line, i: int, before: _Before, context: Context) -> list[Draft]:
    token = line.tokens[i]
    if line.covering(i):
        return []
    if "PronType=Rel" in token.feats or (
        i and line.lower[i - 1] == "," and line.lower[i] not in context.words.words.pronouns
    ):
        target = next((d for d in reversed(line.drafts) if d.last == i - 2 and line.lower[i - 1] == ","), None)
        return [stand_in(line, i, target, "pronoun-relative")] if target and not target.place else []
    if line.lower[i] in context.words.words.latter:  # "traf Ruto. Dieser wies die Vorwürfe zurück"
        meant = before.last if i == 0 and token.deprel.startswith("nsubj") else None
        return [stand_in(line, i, meant, "pronoun")] if meant and _agrees(meant, "Masc", before.genders) else []
    pronoun = context.words.words.pronouns.get(line.lower[i])
    if pronoun is None:
        return []
    number = next((f[7:] for f in token.feats if f.startswith("Number=")), "Any")
    number = pronoun.number if pronoun.number != "Any" else number
    feminine = (
        pronoun.gender == "Any" and pronoun.kind == "Any" and number == "Sing"
    )  # "sie" beside a verb in the singular
    gender = "Fem" if feminine and context.words.words.feminine else pronoun.gender
    beside = [d for d in line.drafts if _beside(line, i, d)]
    same = _before(line, i, context)
    subjects = [d for d in same if is_subject(line, d) or d.first == 0]
    others = [d for d in same if d not in subjects]
    if pronoun.kind == "ORG":  # "Oslo blamed the troops for what it called …": what the sentence is about
        subjects.reverse()
    ordered = [*reversed(subjects), *reversed(others), *reversed(before.subjects)]
    acting = number == "Plur" and token.deprel.startswith("nsubj")
    if acting:  # whom an object names is seldom meant by "they"
        ordered = [*reversed(subjects), *reversed(before.subjects), *reversed(others)]
    ordered = [d for d in ordered if not _among(d, beside)]
    several = _several(line, i) if number == "Plur" and pronoun.kind == "Any" else []
    for target in ordered:
        if several and (target in several or target.line != line.index or not is_subject(line, target)):
            return [stand_in(line, i, one, "pronoun") for one in several]
        person = _fits(target, number, pronoun.kind) and _agrees(target, gender, before.genders)
        if person or (number == "Sing" and _is_body(target, gender, before)):
            return [_meant(line, i, target, gender, before.genders)]
    if number == "Plur" and pronoun.kind == "Any" and len(before.groups) == 1:
        return [stand_in(line, i, before.groups[0], "pronoun")]  # "urged supporters to march. Some of them …"
    people = [d for d in before.earlier if d.plural and d.type == "PER"] if acting else []
    if pronoun.kind == "Any" and len(people) == 1 and not any(d.plural for d in before.subjects):
        return [stand_in(line, i, people[0], "pronoun")]  # "The nuns are free, the diocese said. They …"
    known = [d for d in before.everybody if gender != "Any" and before.genders.get(d.key) == gender]
    people = [d for d in before.everybody if d.type == "PER" and not d.plural]
    opens = not same and token.deprel.startswith("nsubj")
    alone = len({d.key for d in people}) == 1 and any(d.form == "name" for d in people)
    if opens and alone and gender != "Any" and _agrees(people[0], gender, before.genders):
        known = people  # "The state blamed Sidiki Conde. He denied it"
    sure = [d for d in known if _fits(d, number, "PER") and not _among(d, beside)]
    if len({d.key for d in sure}) == 1:  # no subject, but the only one of this gender
        return [_meant(line, i, sure[0], gender, before.genders)]
    return []


def _named_last(line: Line) -> Draft | None:
    """The man whom a sentence names last, with no masculine thing behind him; places are neuter."""
    for i in range(len(line.tokens) - 1, -1, -1):
        token = line.tokens[i]
        if token.upos not in ("NOUN", "PROPN") or "Gender=Fem" in token.feats or "Gender=Neut" in token.feats:
            continue
        draft = line.covering(i)
        if draft and draft.type in ("GPE", "LOC"):
            continue
        return draft if draft and draft.type == "PER" and not draft.plural and draft.form != "pronoun" else None
    return None


def _is_counted(line: Line, draft: Draft) -> bool:
    """ "Thousands of Kenyan teachers went": those whom an amount counts that is the subject, and nobody itself."""
    head = line.tokens[draft.head]
    if head.deprel != "nmod" or head.head not in line.subjects or line.covering(head.head) is not None:
        return False
    amount = line.tokens[head.head]
    return draft.plural and (amount.upos in ("NUM", "DET") or "Number=Plur" in amount.feats)


def _agrees(target: Draft, gender: str, genders: dict[str, str]) -> bool:
    return gender == "Any" or genders.get(target.key, "") in ("", gender)


def _is_body(target: Draft, gender: str, before: _Before) -> bool:
    """ "Die Gewerkschaft … Sie": where nouns have a gender, a personal pronoun may mean a body."""
    if target.type != "ORG" or target.form != "nominal" or target.plural or gender == "Any":
        return False
    if before.genders.get(target.key) == gender:
        return True
    people = (before.genders.get(d.key, gender) for d in before.everybody if d.type == "PER" and not d.plural)
    return gender not in people and any(d is target and found == gender for d, found in before.bodies)


def _meant(line: Line, i: int, target: Draft, gender: str, genders: dict[str, str]) -> Draft:
    """The stand-in; a name that "she" means is a woman's from here on."""
    found = stand_in(line, i, target, "pronoun")
    if gender != "Any" and target.type == "PER":
        genders.setdefault(found.key, gender)
    return found


def _before(line: Line, i: int, context: Context) -> list[Draft]:
    """Those named in the sentence before token `i`; outside a quotation nobody named inside it, and never "nobody"."""
    same = [d for d in line.drafts if d.last < i and not d.place and d.span is None and d.form != "pronoun"]
    if same and (quoted := _quoted(line)) and i not in quoted:
        same = [d for d in same if d.first not in quoted]
    same = [d for d in same if line.lower[d.first] not in context.words.words.negative]
    return sorted(same, key=lambda d: d.first)


def _among(draft: Draft, drafts: list[Draft]) -> bool:
    return any(d is draft or (d.key and d.key == draft.key) for d in drafts)


def _beside(line: Line, i: int, draft: Draft) -> bool:
    """ "The party made her …": who stands beside a personal pronoun at one verb is somebody else.

    Beside a subject also who stands within the object: "Verhandlungen mit Laine lehnte er ab".
    """
    pronoun = line.tokens[i]
    if not pronoun.deprel.startswith(_BESIDE) or draft.form == "pronoun":
        return False
    outer = line.tokens[line.head_of(draft.first, draft.last)]
    within = (*_INNER, "nmod") if pronoun.deprel.startswith("nsubj") else _INNER
    while outer.deprel.startswith(within):  # "Präsident Laine": the name hangs from the title
        outer = line.tokens[outer.head]
    if pronoun.deprel.startswith("nsubj") and outer.deprel.startswith("nsubj") and not _is_inverted(line, i, draft):
        return False  # two subjects: two clauses that were parsed as one
    return outer.head == pronoun.head and outer.deprel.startswith(_BESIDE)


def _is_inverted(line: Line, i: int, draft: Draft) -> bool:
    """ "Gespräche mit Laine lehnte er ab": right behind its verb, and nothing parts it from what stands before."""
    return line.tokens[i].head == i - 1 and not any(t.upos == "PUNCT" for t in line.tokens[draft.last : i])


def _quoted(line: Line) -> frozenset[int]:
    """Tokens inside quotation marks."""
    if _MARKS.isdisjoint(line.lower):
        return frozenset()
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


def stand_in(line: Line, i: int, target: Draft, rule: str, first: int | None = None) -> Draft:
    """A mention at token `i` of whoever `target` is; from `first` on where an article belongs to it."""
    if not target.key:
        target.key = f"draft:{target.line}:{target.head}"
    first = i if first is None else first
    return Draft(
        line.index, first, i, i, "pronoun", target.type, target.name, rule, key=target.key, country=target.country,
        sector=target.sector, known=target.known, plural=target.plural,
    )  # fmt: skip
