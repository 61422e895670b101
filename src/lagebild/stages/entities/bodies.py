"""Nouns for any body beside an armed group's name: "the Hamas group", "die Hisbollah-Bewegung" are the group itself."""

from lagebild.stages.entities.draft import Context, Draft, Line

ARMED = frozenset({"REB", "UAF"})


def name_bodies(line: Line, context: Context) -> None:
    """Make such a noun one more mention of the group that is named right before it."""
    names = [d for d in line.drafts if d.form == "name" and d.known is not None and d.known.sector in ARMED]
    if not names:
        return
    for draft in line.drafts:
        if draft.form == "nominal" and line.lower[draft.head].rpartition("-")[2] in context.words.words.groups:
            name = next((name for name in names if _says_whose(line, name, draft)), None)
            if name is not None:
                draft.key, draft.name, draft.type, draft.known = name.key, name.name, name.type, name.known
                draft.country, draft.sector, draft.rule = name.country, name.sector, "noun-with-name"
                article = name.first > 0 and line.lower[name.first - 1] in context.words.words.definite
                draft.first = name.first - article


def _says_whose(line: Line, name: Draft, noun: Draft) -> bool:
    """Nothing but adjectives and nouns stands between: "the Islamic State extremist group"."""
    between = line.tokens[name.last + 1 : noun.head]
    return noun.first <= name.first and name.last <= noun.head and all(t.upos in ("ADJ", "NOUN") for t in between)
