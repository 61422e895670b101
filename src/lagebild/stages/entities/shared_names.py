"""Names that bodies of many countries share, and which is meant: "the Argentine Congress", "Congress in Lima"."""

from lagebild.stages.entities.draft import Context, Draft, Line

BODY = "organisation"
UNIONS = "LAB"  # whose letters stand for unions of several countries: CGT, CUT, UGT


def drop_shared_names(lines: list[Line], context: Context) -> None:
    """Drop the name of a body that others share where another country is meant; a plain noun then stands for itself.

    That is where the words say so, and where the report names countries, but nowhere the one whose body goes by it.
    """
    named = {d.country for line in lines for d in line.drafts if line.counts and d.country and not _is_shared(line, d)}
    for line in lines:
        line.drafts = [
            draft
            for draft in line.drafts
            if not _is_shared(line, draft) or not _is_of_another(line, draft, named, context)
        ]


def _is_shared(line: Line, draft: Draft) -> bool:
    """A body's name of one word that is also a noun for such bodies, or the letters of a union.

    Not one that says whose it is: "US-Kongress", "EU-Parlament".
    """
    one = draft.first == draft.last and draft.form == "name" and draft.span is None
    if not one or draft.known is None or draft.known.kind != BODY or "-" in line.tokens[draft.first].text:
        return False
    union = draft.sector == UNIONS and line.tokens[draft.first].text.isupper()
    return union or _is_of_longer(line, draft) or line.words[draft.first].noun is not None


def _is_of_longer(line: Line, draft: Draft) -> bool:
    """ "the Labour Court", "the Labour Minister": the first word of a longer name, and no party's."""
    after = draft.last + 1
    if after == len(line.tokens) or line.tokens[draft.first].head != after:
        return False
    following = line.tokens[after]
    return following.text[:1].isupper() and following.upos in ("NOUN", "PROPN") and line.words[after].noun is not None


def _is_of_another(line: Line, draft: Draft, named: set[str], context: Context) -> bool:
    before, after = draft.first - 1, draft.last + 1
    adjective = context.adjective(line, before) if draft.first else None
    if adjective:
        return adjective[0] != draft.country
    owner = line.covering(before - (line.lower[before] in ("'s", "’s", "'", "’"))) if draft.first else None
    if owner is None and after + 1 < len(line.tokens) and line.tokens[after].upos == "ADP":
        owner = line.covering(after + 1)  # "Congress in Lima", "Congress of Peru"
    if owner is not None and owner.known is not None and owner.known.kind in ("country", "capital") and owner.country:
        return owner.country != draft.country
    return bool(named) and draft.country not in named
