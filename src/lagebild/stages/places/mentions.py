"""The entities named at each character, which tell a place from a person and a town from a company."""

from msgspec import Struct

from lagebild.record import Entity, Span

PERSON, NAMED_LONGER, PLACES = "PER", ("ORG", "NORP"), ("GPE", "LOC", "FAC")


class Named(Struct, frozen=True):
    """A name of an entity where it stands in the text: its span, and type, id and country of the entity."""

    span: Span
    type: str
    entity: str
    country: str | None


def named_at(entities: tuple[Entity, ...]) -> dict[int, Named]:
    """The entity named at each character that begins a word; names only, the longest first."""
    found: dict[int, Named] = {}
    for entity in entities:
        for mention in entity.mentions:
            if mention.form in ("name", "metonym"):
                named = Named(mention.span, entity.type, entity.id, entity.country)
                start, end = mention.span
                for at in range(start, end):
                    held = found.get(at)
                    if held is None or held.span[1] - held.span[0] < end - start:
                        found[at] = named
    return found


def belongs_to_other(mention: Named, span: Span) -> bool:
    """True inside the name of a person, or inside a longer name of an organisation."""
    if mention.type == PERSON:
        return True
    return mention.type in NAMED_LONGER and mention.span != span
