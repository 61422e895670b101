"""What the world knows of a name in one language, and why: for `lagebild knowledge lookup`."""

from typing import Literal

from msgspec import Struct

from lagebild.knowledge.world import Known, World, cut_atoms

How = Literal["name", "surname", "adjective", "people", "town adjective"]
MOST_LIKE = 10  # names that are offered where nothing has this one


class Finding(Struct, frozen=True):
    """One whom a name can mean."""

    known: Known
    how: How  # a surname counts only after a title or where the full name was said before
    spellings: tuple[str, ...]  # all that are read as the same in this language
    country: str | None  # at the day that was asked for
    sector: str | None


def look_up(world: World, name: str, day: str | None) -> tuple[Finding, ...]:
    """Everything that is known by exactly this name; `day` says whose term of office counts, None any."""
    atoms = [atom for atom, _ in cut_atoms(name)]
    if not atoms:
        return ()
    found: list[tuple[Known, How]] = []
    longest = world.longest(atoms, 0)
    if longest and longest[0] == len(atoms):
        found.append((longest[1], "name"))
    found += [(known, "surname") for known in world.surnames.get(name, ())]
    tables: tuple[tuple[dict[str, Known], str, How], ...] = (
        (world.adjectives, name.lower(), "adjective"),
        (world.demonyms, name, "people"),
        (world.towns, name, "town adjective"),
    )
    found += [(table[word], how) for table, word, how in tables if word in table]
    unique = {known.key: (known, how) for known, how in reversed(found)}
    return tuple(
        Finding(known, how, spellings_of(world, known), world.country_in(known, day), world.sector_in(known, day))
        for known, how in reversed(unique.values())
    )


def spellings_of(world: World, known: Known) -> tuple[str, ...]:
    """All names of the world that mean the same, with the inflected ones."""
    names = (row for names in world.names.values() for row in names.items())
    return tuple(sorted({_text(atoms) for atoms, other in names if other.key == known.key}))


def like(world: World, name: str) -> tuple[str, ...]:
    """Some names that hold the words of this one, whatever their case: what a user may have meant."""
    wanted = [atom.lower() for atom, _ in cut_atoms(name)]
    found = (
        _text(atoms)
        for names in world.names.values()
        for atoms in names
        if wanted and set(wanted) <= {atom.lower() for atom in atoms}
    )
    return tuple(sorted(found, key=len)[:MOST_LIKE])


def _text(atoms: tuple[str, ...]) -> str:
    """Atoms as they are written: "Al-Shabaab", "U.S."."""
    text = ""
    for atom in atoms:
        glued = not text or not atom[:1].isalnum() or (text[-1] in "-'." and len(atom) == 1) or text[-1] in "-'"
        text += atom if glued else f" {atom}"
    return text
