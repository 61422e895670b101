"""Groups of states by the names under which rules may call them."""

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode


class Alliance(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of world/alliances.yaml."""

    name: str
    label: str
    members: tuple[str, ...]  # ISO 3166-1 alpha-3
    also: tuple[str, ...] = ()  # the organisation itself, as a rule names it: "EUR", "Q7184", "name:GCC"


def load_alliances(world: Folder) -> tuple[Alliance, ...]:
    """The groups of a `world` folder; DataError names file and field."""
    return decode(world.joinpath("alliances.yaml"), tuple[Alliance, ...])
