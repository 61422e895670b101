"""Names that the model of the language sees where nothing else is known of them."""

from lagebild.record import EntityType, Name
from lagebild.stages.entities.draft import Context, Draft, Line
from lagebild.stages.entities.persons import remember

# What of the model's types is somebody who may act; places are the gazetteer's, peoples the world's.
ACTORS: dict[str, EntityType] = {"PER": "PER", "ORG": "ORG"}
UNTYPED = ("name-run", "name-with-title")  # rules that see a name and take it for a person's


def find_seen_names(line: Line, context: Context, surnames: dict[str, Draft]) -> None:
    """Add persons and organisations by the model's word, and correct the type of runs of proper nouns."""
    for name in line.sentence.names:
        kind = ACTORS.get(name.type)
        over = [d for d in line.drafts if d.first <= name.last and name.first <= d.last and not d.quiet]
        if kind == "ORG":
            for draft in over:
                if draft.type == "PER" and draft.rule == "name-run" and draft.first == name.first:
                    draft.type, draft.rule = "ORG", "name-by-model"
                    draft.sector = None
        if kind is None or any(d.span is None for d in over) or not _may_be_name(line, name, context):
            continue
        text = " ".join(token.text for token in line.tokens[name.first : name.last + 1]).replace(" - ", "-")
        same = surnames.get(line.tokens[name.last].text) if kind == "PER" and name.first == name.last else None
        draft = Draft(
            line.index, name.first, name.last, _head(line, name), "name", kind, same.name if same else text,
            "name-by-model", key=same.key if same else f"name:{text}",
        )  # fmt: skip
        if same:
            draft.country, draft.sector, draft.known = same.country, same.sector, same.known
        line.drafts.append(draft)
        remember(surnames, draft, line)


def _may_be_name(line: Line, name: Name, context: Context) -> bool:
    """False for what begins without a capital, for common nouns, and for adjectives of countries."""
    first = line.tokens[name.first]
    if not first.text[:1].isupper() or first.text in context.words.words.unread_capitals:
        return False
    if name.first == name.last and (
        context.noun((line.lower[name.first],)) or line.lower[name.first] in context.words.titles
    ):
        return False
    return context.adjective(line, name.first) is None


def _head(line: Line, name: Name) -> int:
    """The token whose own head lies outside the name."""
    inside = range(name.first, name.last + 1)
    return next((i for i in inside if line.tokens[i].head not in inside), name.last)
