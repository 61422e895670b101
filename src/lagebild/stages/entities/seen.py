"""Names that the model of the language sees where nothing else is known of them.

The model is right of two organisations in three, so that it is believed only where the form speaks for it too.
"""

from lagebild.record import EntityType, Name
from lagebild.stages.entities.draft import Context, Draft, Line
from lagebild.stages.entities.persons import remember

# What of the model's types is somebody who may act; places are the gazetteer's, peoples the world's.
ACTORS: dict[str, EntityType] = {"PER": "PER", "ORG": "ORG"}


def find_seen_names(line: Line, context: Context, surnames: dict[str, Draft]) -> None:
    """Add persons of several words, and organisations of several or in capitals, by the model's word."""
    for name in line.sentence.names:
        kind = ACTORS.get(name.type)
        if kind is None or not _has_form(line, name, context):
            continue
        if any(d.first <= name.last and name.first <= d.last for d in line.drafts if not d.quiet):
            continue
        text = " ".join(token.text for token in line.tokens[name.first : name.last + 1]).replace(" - ", "-")
        draft = Draft(
            line.index, name.first, name.last, line.head_of(name.first, name.last), "name", kind, text, "name-by-model",
            key=f"name:{text}",
        )  # fmt: skip
        title = next((d for d in line.drafts if d.last == draft.first - 1 and d.form == "nominal"), None)
        if kind == "PER" and title and title.type == "PER" and not title.key and not title.plural:
            title.key, title.name = draft.key, text  # "Außenminister Jan Berg"
            draft.country, draft.sector = title.country, title.sector
        line.drafts.append(draft)
        remember(surnames, draft, line)


def _has_form(line: Line, name: Name, context: Context) -> bool:
    """True for "Nils Anthes", "Bundesagentur für Arbeit" and "NPD"; not for "Siegerpose", nor "Su-27"."""
    tokens = line.tokens[name.first : name.last + 1]
    if not line.words[name.first].capital or context.adjective(line, name.first) is not None:
        return False
    if len(tokens) == 1:
        return name.type == "ORG" and tokens[0].text.isalpha() and tokens[0].text.isupper() and len(tokens[0].text) > 1
    if name.type == "PER":
        return all(token.upos == "PROPN" for token in tokens) and tokens[-1].text[:1].isupper()
    return any(token.upos == "PROPN" for token in tokens) or tokens[0].text in context.words.words.organisations
