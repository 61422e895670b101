"""What to call those who are only described: "Vertreter des Kremls" says more than "Vertreter"."""

from lagebild.stages.entities.draft import Context, Draft, Line
from lagebild.stages.entities.evidence import is_subject

LONGEST = 6  # words


def name_descriptions(lines: list[Line], context: Context) -> None:
    """Call every nominal by its phrase, without article, and without what follows where that is too long."""
    for line in lines:
        for draft in line.drafts:
            if draft.form == "nominal" and draft.span is None and (draft.noun or draft.rule in ("demonym", "both")):
                draft.subject = is_subject(line, draft)
                draft.name = draft.name if draft.name != line.tokens[draft.head].text else _phrase(line, draft, context)


def _phrase(line: Line, draft: Draft, context: Context) -> str:
    words = context.words.words
    first, last = draft.first, draft.last
    articles = (words.definite | words.possessives.keys()) - words.pair
    while first < draft.head and (line.lower[first] in articles or _is_article(line, first, context)):
        first += 1
    if _length(line, first, last) > LONGEST:
        last = draft.head
    while first < draft.head and last - first >= LONGEST and _length(line, first, last) > LONGEST:
        first += 1
    return _text(line, first, last)


def _is_article(line: Line, i: int, context: Context) -> bool:
    return line.tokens[i].upos == "DET" and line.lower[i] not in context.words.words.pair


def _length(line: Line, first: int, last: int) -> int:
    return sum(token.text[:1].isalnum() for token in line.tokens[first : last + 1])


def _text(line: Line, first: int, last: int) -> str:
    """The words with the blanks that they have on the page."""
    parts = [line.tokens[first].text]
    for before, token in zip(line.tokens[first:last], line.tokens[first + 1 : last + 1], strict=True):
        parts.append(token.text if token.span[0] == before.span[1] else f" {token.text}")
    return "".join(parts)
