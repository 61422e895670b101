"""What is kept of a Wikidata dump: world/wikidata.yaml."""

import re
from typing import Literal

from msgspec import Struct, field

from lagebild.errors import DataError
from lagebild.knowledge.data import Folder, decode


class WikidataClass(Struct, frozen=True, forbid_unknown_fields=True):
    """What the direct instances of some items are."""

    kind: Literal["organisation", "region"]
    ids: tuple[str, ...]
    sector: str | None = None
    country: str | None = None  # where the item itself names none


class PositionLabel(Struct, frozen=True, forbid_unknown_fields=True):
    """English labels of positions that are one office of world/offices.yaml; regular expressions, case ignored."""

    office: str
    label: str
    other: str = field(default="", name="not")  # a label in which this is found is another office


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    human: str
    classes: tuple[WikidataClass, ...]
    positions: tuple[PositionLabel, ...]
    least: dict[Literal["person", "organisation", "region"], int]


class WikidataClasses(Struct, frozen=True):
    """The same, ready to be asked; made by `load_wikidata_classes`."""

    human: str
    classes: dict[str, WikidataClass]
    positions: tuple[tuple[str, "re.Pattern[str]", "re.Pattern[str] | None"], ...]
    least: dict[Literal["person", "organisation", "region"], int]

    def office(self, label: str) -> str | None:
        """The office that a position's English label names; None for one that is not listed."""
        for office, wanted, other in self.positions:
            if wanted.search(label) and not (other and other.search(label)):
                return office
        return None


def load_wikidata_classes(folder: Folder) -> WikidataClasses:
    """Read world/wikidata.yaml; a wrong expression raises DataError."""
    file = decode(folder.joinpath("wikidata.yaml"), _File)
    try:
        positions = tuple(
            (p.office, re.compile(p.label, re.IGNORECASE), re.compile(p.other, re.IGNORECASE) if p.other else None)
            for p in file.positions
        )
    except re.error as error:
        raise DataError(f"{folder.joinpath('wikidata.yaml')}: positions: {error.pattern!r}: {error}") from error
    classes = {identifier: one for one in file.classes for identifier in one.ids}
    return WikidataClasses(file.human, classes, positions, file.least)
