"""Descriptions of whom a report has named: "die Ministerin" after "Außenministerin Bos", "der 61-Jährige".

A description is joined only if one alone fits: by its noun, its gender and its country. What fits two is left alone.
"""

import re
from dataclasses import dataclass, field

from lagebild.stages.entities.draft import Context, Draft, Line
from lagebild.stages.entities.evidence import is_subject

AGE = re.compile(r"\d{1,3}-\w")  # "61-Jährige", "61-year-old"
FAR = 12  # sentences over which a description finds the one who was named
NEAR = 3  # sentences for what any of a kind would fit: "das Unternehmen"
GENERAL = frozenset({"BUS"})  # sectors whose nouns mean any body of the sector: "der Konzern", "the company"


@dataclass(slots=True)
class Known:
    """Somebody or a body of this report, and what was said of it so far."""

    key: str
    draft: Draft
    line: int  # of the last mention
    named: bool = False
    gender: str = ""
    words: set[str] = field(default_factory=set)  # nouns, as lemmas in lower case
    nouns: set[str] = field(default_factory=set)  # their last parts: "minister" of "Außenminister"
    subject: bool = False  # of the main clause where it was last mentioned


def gender_of(line: Line, draft: Draft, context: Context) -> str:
    """Gender of a description in the singular, or of the noun before a person's name; "" where no word tells.

    Masc, Fem or Neut, in a language whose nouns have it.
    """
    feminine = context.words.words.feminine
    if draft.plural or draft.span or not feminine:
        return ""
    if draft.form == "nominal":
        of_men = draft.noun is not None and draft.type == "PER" and not draft.noun.lemma.endswith(feminine)
        return "Fem" if of_men and line.lower[draft.head].endswith(feminine) else _gender(line, draft.head)
    before = draft.first - 1
    if draft.form != "name" or draft.type != "PER" or before < 0 or line.tokens[before].upos != "NOUN":
        return ""
    if line.lower[before].endswith(feminine):
        return "Fem"  # "Schriftstellerin Marta Lind"
    return "Masc" if _gender(line, before) == "Masc" else ""


def _gender(line: Line, i: int) -> str:
    return next((f[7:] for f in line.tokens[i].feats if f.startswith("Gender=")), "")


@dataclass(slots=True)
class Cast:
    """Everybody of a report so far; those of the last sentences by themselves, so that long reports cost no more."""

    everybody: dict[str, Known] = field(default_factory=dict)
    recent: dict[str, Known] = field(default_factory=dict)  # mentioned last, last

    def forget(self, line: int) -> None:
        """Leave out who was last mentioned more than `FAR` sentences before."""
        while self.recent and line - next(iter(self.recent.values())).line > FAR:
            del self.recent[next(iter(self.recent))]

    def mention(self, key: str, draft: Draft, line: int) -> Known:
        """The one with this key, mentioned now."""
        one = self.everybody.setdefault(key, Known(key, draft, line))
        one.subject = one.subject and one.line == line
        one.line = line
        self.recent.pop(key, None)
        self.recent[key] = one
        return one


def join_descriptions(lines: list[Line], context: Context) -> None:
    """Give descriptions the key of the one that they mean."""
    cast = Cast()
    for line in lines:
        if not line.counts:
            continue
        cast.forget(line.index)
        _add_ages(line, cast, context)
        for draft in sorted(line.drafts, key=lambda d: d.first):
            if draft.place or draft.plural or draft.quiet or draft.former or draft.type not in ("PER", "ORG"):
                continue
            if draft.form == "nominal" and not draft.key and draft.noun and draft.noun.kind != "things":
                _join(line, draft, cast, context)
            _remember(line, draft, cast, context)


def _join(line: Line, draft: Draft, cast: Cast, context: Context) -> None:
    if line.lower[draft.first] not in context.words.words.definite or draft.owner is not None:
        return
    fitting = [k for k in cast.recent.values() if _fits(line, draft, k, context)]
    same = [k for k in fitting if _same_noun(line, draft, k, context)]
    if not same and draft.type == "ORG" and draft.sector in GENERAL and draft.first + 1 == draft.head == draft.last:
        same = [k for k in fitting if k.draft.sector == draft.sector and line.index - k.line <= NEAR]
        same = [k for k in same if k.named] or same
    if len(same) == 1:
        found = same[0]
        draft.key, draft.name, draft.country = found.key, found.draft.name, draft.country or found.draft.country
        draft.rule = "description"


def _fits(line: Line, draft: Draft, one: Known, context: Context) -> bool:
    gender = gender_of(line, draft, context)
    agree = draft.type != "PER" or not gender or not one.gender or gender == one.gender
    country = draft.country is None or one.draft.country in (None, draft.country)
    return one.draft.type == draft.type and agree and country


def _same_noun(line: Line, draft: Draft, one: Known, context: Context) -> bool:
    """The same word, the bare last part of it, or another word for the same office."""
    assert draft.noun is not None
    word = line.tokens[draft.head].lemma.lower()
    if word in one.words:
        return True
    bare = word.startswith(draft.noun.lemma[:-1]) and draft.first + 1 == draft.head
    if bare and any(noun.endswith(draft.noun.lemma) for noun in one.nouns):
        return True
    offices = context.words.offices
    meant = offices.get(draft.noun.lemma, frozenset())
    return any(meant & offices.get(noun, frozenset()) for noun in one.nouns)


def _remember(line: Line, draft: Draft, cast: Cast, context: Context) -> None:
    if not draft.key:
        draft.key = f"draft:{line.index}:{draft.head}:{draft.country}" if draft.country is None else ""
    if not draft.key:
        return
    one = cast.mention(draft.key, draft, line.index)
    one.subject = one.subject or is_subject(line, draft)
    if draft.form == "name":
        one.named, one.draft = True, draft
    elif draft.noun:
        one.words.add(line.tokens[draft.head].lemma.lower())
        one.nouns.add(draft.noun.lemma)
    one.gender = one.gender or gender_of(line, draft, context)


def _add_ages(line: Line, cast: Cast, context: Context) -> None:
    """ "Der 61-Jährige", "the 61-year-old": the person that the sentence before was about."""
    for first in line.having("digit"):
        if not first or line.lower[first - 1] not in context.words.words.definite:
            continue
        last = _end_of_word(line, first)
        word = "".join(line.lower[first : last + 1])
        if not AGE.match(word) or not word.endswith(context.words.words.age_endings) or line.covering(first):
            continue
        if last + 1 < len(line.tokens) and line.tokens[last + 1].text[:1].isupper():
            continue  # "der 61-jährige Holm"
        feats = (*line.tokens[first - 1].feats, *line.tokens[last].feats)
        gender = next((f[7:] for f in feats if f.startswith("Gender=")), "")
        people = [k for k in cast.recent.values() if k.draft.type == "PER" and line.index - k.line <= NEAR]
        people = [k for k in people if not gender or not k.gender or k.gender == gender]
        latest = max((k.line for k in people), default=0)
        people = [k for k in people if k.line == latest]
        meant = [k for k in people if k.subject] if len(people) > 1 else people
        if len(meant) == 1:
            one = meant[0]
            line.drafts.append(
                Draft(
                    line.index, first - 1, last, last, "nominal", "PER", one.draft.name, "age", key=one.key,
                    country=one.draft.country, sector=one.draft.sector, known=one.draft.known,
                )
            )  # fmt: skip
            cast.mention(one.key, one.draft, line.index)


def _end_of_word(line: Line, first: int) -> int:
    """The last token that is written together with this one: "61" + "-" + "year" + "-" + "old"."""
    last = first
    while last + 1 < len(line.tokens) and line.tokens[last + 1].span[0] == line.tokens[last].span[1]:
        if not (line.tokens[last + 1].text == "-" or line.tokens[last].text == "-"):
            break
        last += 1
    return last
