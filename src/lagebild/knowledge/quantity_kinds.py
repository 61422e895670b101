"""Words that say what became of those who are counted: kinds.yaml of a language's `quantities` folder."""

from collections import defaultdict

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode
from lagebild.record import QuantityKind


class KindText(Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one kind as the file says them."""

    kind: QuantityKind
    units: tuple[str, ...] = ()  # what is counted says it: "four fatalities"
    adjectives: tuple[str, ...] = ()  # beside the number, what it counts, or a copula
    verbs: tuple[str, ...] = ()  # of which the counted is the object; "take custody": a verb with a noun in its clause
    happens: tuple[str, ...] = ()  # of which the counted is the subject
    nouns: tuple[str, ...] = ()  # of which the counted is the object: "the arrest of three men"
    tolls: tuple[str, ...] = ()  # subject of a number: "the death toll rose to 45"


class Fate(Struct, frozen=True):
    """What a word makes of its object or subject, if `companion` stands in its clause."""

    kind: QuantityKind
    slot: str  # object, subject or noun
    companion: str | None = None


class QuantityKinds:
    """The kinds of a language by word; lemmas and forms in lower case."""

    def __init__(self, texts: tuple[KindText, ...]) -> None:
        self.fates: dict[str, list[Fate]] = defaultdict(list)
        self.adjectives: dict[str, QuantityKind] = {}
        self.tolls: list[tuple[tuple[str, ...], QuantityKind]] = []
        self._units: dict[str, QuantityKind] = {}
        self._endings: dict[str, QuantityKind] = {}
        for text in texts:
            for slot, lines in (("object", text.verbs), ("subject", text.happens), ("noun", text.nouns)):
                for line in lines:
                    word, _, companion = line.casefold().partition(" ")
                    self.fates[word].append(Fate(text.kind, slot, companion or None))
            self.tolls += [(tuple(line.casefold().split()), text.kind) for line in text.tolls]
            for word in text.adjectives:
                self.adjectives.setdefault(word.casefold(), text.kind)
            for word in text.units:
                listed = self._endings if word.startswith("*") else self._units
                listed.setdefault(word.casefold().lstrip("*"), text.kind)

    def of_unit(self, unit: str) -> QuantityKind | None:
        """The kind that the counted word itself says; None if it says none."""
        word = unit.casefold()
        if word in self._units:
            return self._units[word]
        if not word.endswith(tuple(self._endings)):
            return None
        return next(kind for ending, kind in self._endings.items() if word.endswith(ending))


def load_quantity_kinds(folder: Folder) -> QuantityKinds:
    """Read kinds.yaml; DataError names the field that is wrong."""
    return QuantityKinds(decode(folder / "kinds.yaml", tuple[KindText, ...]))
