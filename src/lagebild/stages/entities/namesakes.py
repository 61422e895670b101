"""Names of countries that in this report are those of other lands: Georgia beside Atlanta."""

from lagebild.stages.entities.draft import Context, Line


def settle_namesakes(lines: list[Line], context: Context) -> None:
    """Give names of such countries the country of their namesake where a word of the report tells of it."""
    for name, other in context.words.words.namesakes.items():
        meant = [draft for line in lines for draft in line.drafts if draft.form == "name" and draft.name == name]
        if not meant or not any(word in other.beside for line in lines for word in line.lower):
            continue
        for draft in meant:
            draft.country, draft.known, draft.key = other.country, None, f"namesake:{name}"
