"""What a rule may name: types and contexts of the code book, codes, groups, places; and what was meant by a slip."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches

from msgspec import Struct

from lagebild.knowledge.gazetteer import Location, fold


class Vocabulary(Struct, frozen=True):
    """The names that are known; `groups` are those that are shipped or were imported."""

    types: dict[str, tuple[str, ...]]  # event type → its modes
    contexts: frozenset[str]
    countries: dict[str, tuple[str, ...]]  # code → names in all languages
    country_ids: dict[str, str]  # Wikidata id of a country → its code
    non_state: frozenset[str]  # UNO, EUR, IGO …
    sectors: frozenset[str]
    groups: dict[str, tuple[str, ...]]
    find_place: Callable[[str], tuple[Location, ...]]
    # Groups that only exist once somebody has imported them → how.
    to_import: dict[str, str] = {}

    @property
    def codes(self) -> frozenset[str]:
        """All that can stand first in a PLOVER code."""
        return self.non_state | self.countries.keys()

    def code_of_name(self, name: str) -> str | None:
        """The code of a country that is called by its name; None where it is none."""
        wanted = fold(name)
        return next((c for c, names in self.countries.items() if any(fold(n) == wanted for n in names)), None)


def suggestion(word: str, known: Iterable[str]) -> str:
    """ "; did you mean X?", or nothing where nothing is near."""
    folded = {fold(name): name for name in known}
    near = get_close_matches(fold(word), folded, n=1, cutoff=0.6)
    return f"; did you mean {folded[near[0]]}?" if near else ""
