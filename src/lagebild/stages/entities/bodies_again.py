"""Nouns for any body that mean the one named last: "Frontex … the agency", "der Grenzschutz … die Behörde"."""

from lagebild.knowledge.entities_words import Noun
from lagebild.stages.entities.descriptions import NEAR
from lagebild.stages.entities.draft import Context, Draft, Line
from lagebild.stages.entities.evidence import is_subject

_BY_CONTEXT = "by-context"


def join_bodies(lines: list[Line], context: Context) -> None:
    """Let such a noun behind a definite article be one more mention of the body of its kind that was named last."""
    for n, line in enumerate(lines):
        for i in range(1, len(line.tokens) if line.counts else 0):
            if line.lower[i] not in context.words.words.bodies or not _is_bare(line, i, context):
                continue
            own = line.covering(i)
            if own and (own.head != i or own.form != "nominal" or not _is_guessed(own)):
                continue
            body = _named_last(lines[max(0, n - NEAR) : n + 1], line, i, context)
            if body:
                again = own or _draft(line, i)
                _become(again, body)
                line.drafts += [] if own else [again]


def _is_bare(line: Line, i: int, context: Context) -> bool:
    """True of "the agency" before no word that says which one it is: "the agency of …", "the Agency France"."""
    words = context.words.words
    if line.lower[i - 1] not in words.definite or line.tokens[i].upos not in ("NOUN", "PROPN"):
        return False
    if i + 1 == len(line.tokens):
        return True
    after, lower = line.tokens[i + 1], line.lower[i + 1]
    of_something = lower in words.genitive or (lower in words.definite and "Case=Gen" in after.feats)
    return not (of_something or after.upos in ("NOUN", "PROPN") or lower in ("'s", "’s", "-", "'"))


def _is_guessed(draft: Draft) -> bool:
    """True where only what stands around the phrase says whose it is."""
    return draft.country is None or draft.rule.endswith(_BY_CONTEXT)


def _named_last(lines: list[Line], line: Line, i: int, context: Context) -> Draft | None:
    """The body that the nearest sentence with such bodies names: the only one, or the only one that acts there."""
    for other in reversed(lines):
        found = [d for d in other.drafts if other.counts and _is_such(other, d, line.lower[i], context)]
        found = [d for d in found if other is not line or d.last < i - 1]
        meant = {_identity(d): d for d in found}
        if len(meant) > 1:
            meant = {_identity(d): d for d in found if is_subject(other, d)}
        if found:
            return next(iter(meant.values())) if len(meant) == 1 else None
    return None


def _is_such(line: Line, draft: Draft, word: str, context: Context) -> bool:
    """True of a body that the noun can mean: by its sector, or since it is called so, as a ministry is."""
    if draft.type != "ORG" or draft.place or draft.plural or draft.quiet or not draft.country or draft.others:
        return False
    body = draft.form == "name" or (draft.form == "nominal" and draft.noun is not None and draft.noun.kind == "bodies")
    if not body or draft.span is not None:
        return False
    called = line.lower[draft.head].endswith(word) or draft.name.casefold().endswith(word)
    kinds = context.words.words.bodies[word]
    return called or draft.sector in kinds or (draft.form == "name" and draft.country in kinds)


def _identity(draft: Draft) -> tuple[str, str | None, str | None]:
    return (draft.key, draft.country, draft.sector) if draft.key else (draft.name, draft.country, draft.sector)


def _draft(line: Line, i: int) -> Draft:
    noun = Noun(line.lower[i], "bodies", None)
    return Draft(line.index, i - 1, i, i, "nominal", "ORG", line.tokens[i].text, "noun", noun=noun, definite=True)


def _become(draft: Draft, body: Draft) -> None:
    draft.country, draft.sector, draft.rule = body.country, body.sector, "body-named-last"
    if body.key:
        draft.key, draft.name, draft.known = body.key, body.name, body.known
