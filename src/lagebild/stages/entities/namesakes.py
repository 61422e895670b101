"""Names that in this report are those of others: Georgia beside Atlanta, a minister called like a president."""

from lagebild.stages.entities.draft import Context, Draft, Line


def settle_namesakes(lines: list[Line], context: Context) -> None:
    """Give names of such countries the country of their namesake where a word of the report tells of it."""
    for name, other in context.words.words.namesakes.items():
        meant = [draft for line in lines for draft in line.drafts if draft.form == "name" and draft.name == name]
        if not meant or not any(word in other.beside for line in lines for word in line.lower):
            continue
        for draft in meant:
            draft.country, draft.known, draft.key = other.country, None, f"namesake:{name}"


def part_namesakes(lines: list[Line], context: Context) -> None:
    """Let "defence minister Pedro Sánchez" in a report on Colombia not be whom the world knows by that name.

    That is where the world knows no such office of his, and the title is another country's or his is never named.
    """
    named = {d.country for line in lines for d in line.drafts if d.known and d.known.kind != "person" and d.country}
    for line in lines:
        for title in [d for d in line.drafts if d.form == "nominal" and d.type == "PER" and d.noun]:
            name = next((d for d in line.drafts if d.form == "name" and d.first == title.last + 1), None)
            if name and _is_another(name, title, named, context):
                _part(lines, name, title)


def share_surnames(lines: list[Line]) -> None:
    """Let a bare surname of somebody known be that of whom the report has named by it: "Francesca Albanese … Albanese".

    Not so where the one who is known is named in full too, before or after.
    """
    full: dict[str, Draft] = {}
    people = [(line, d) for line in lines for d in line.drafts if d.form == "name" and d.type == "PER" and not d.span]
    in_full = {draft.key for _, draft in people if draft.last > draft.first}
    for line, draft in people:
        surname = line.tokens[draft.last].text
        if draft.last > draft.first:
            full.setdefault(surname if draft.name.endswith(surname) else surname.removesuffix("s"), draft)
            continue
        other = full.get(surname) or full.get(surname.removesuffix("s"))
        if other and other.key != draft.key and draft.known and draft.key not in in_full:
            draft.key, draft.name, draft.known = other.key, other.name, other.known
            draft.country, draft.sector, draft.rule = other.country, other.sector, other.rule


def _is_another(name: Draft, title: Draft, named: set[str], context: Context) -> bool:
    lemma = title.noun.lemma if title.noun else ""
    offices = context.words.offices.get(lemma, frozenset())
    known = name.known
    if known is None or known.kind != "person" or not offices:
        return False
    if any(term.office in offices | context.words.called.get(lemma, frozenset()) for term in known.terms):
        return False
    return title.country != name.country or (bool(named) and name.country not in named)


def _part(lines: list[Line], name: Draft, title: Draft) -> None:
    """Nothing but the name is his; what the title says, or the report, is the other's."""
    country = title.country if title.country != name.country else None
    key, shared = f"name:{name.name}", name.key
    for line in lines:
        for draft in line.drafts:
            if draft.key == shared:
                draft.key, draft.country, draft.known, draft.sector = key, country, None, title.sector
                draft.rule = "name-with-title" if draft.form == "name" else draft.rule
    title.key, title.name = key, name.name
