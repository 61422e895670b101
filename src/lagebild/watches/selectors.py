"""Names of actors in rules → selectors, and whether a party of a claim is meant by one.

`RUS` is any Russian actor, `RUS MIL` its military, `MIL` the military of any country, `Q7747` one entity of Wikidata,
`name:Wagner` whoever is called so, `sanctioned` whom an imported list names, and anything else a group.
"""

import re

from lagebild.knowledge.gazetteer import fold
from lagebild.stories.model import Party
from lagebild.watches.model import Selector
from lagebild.watches.vocabulary import Vocabulary, suggestion

NAME = "name:"
SANCTIONED = "sanctioned"
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


class UnknownNameError(ValueError):
    """A rule names somebody or something that is not known; the message says what is near."""


def find_selectors(name: str, vocabulary: Vocabulary, own: dict[str, tuple[str, ...]]) -> tuple[Selector, ...]:
    """Whom a name means; groups of the file (`own`) go before shipped ones of the same name.

    UnknownNameError where it means nobody.
    """
    group = own.get(name, vocabulary.groups.get(name))
    if group is None:
        return (_selector(name, vocabulary, tuple(own)),)
    return tuple(_selector(member, vocabulary, ()) for member in group)


def is_meant(party: Party, selectors: tuple[Selector, ...]) -> bool:
    """True where one of the selectors fits the party."""
    return any(_fits(party, selector) for selector in selectors)


def _fits(party: Party, selector: Selector) -> bool:
    if selector.sanctioned:
        return party.sanctioned
    if selector.key is not None:
        return party.key == selector.key
    if selector.name is not None:
        return selector.name in f" {fold(party.name)} "
    country, *sectors = party.code.split() or [""]
    if selector.country is not None and country != selector.country:
        return False
    return all(sector in (country, *sectors) for sector in selector.sectors)


def _selector(name: str, vocabulary: Vocabulary, own_groups: tuple[str, ...]) -> Selector:
    if name.startswith(NAME) and name[len(NAME) :].strip():
        return Selector(name=f" {fold(name[len(NAME) :])} ")  # whole words: "name:Wagner" is not Wagnerian
    if name == SANCTIONED and name not in vocabulary.to_import:
        return Selector(sanctioned=True)
    if name in vocabulary.country_ids:
        raise UnknownNameError(f"{name} is a country, which goes by its code: {vocabulary.country_ids[name]}")
    if _WIKIDATA.fullmatch(name):
        return Selector(key=name)
    parts = name.split()
    if parts and parts[0] in vocabulary.codes and all(part in vocabulary.sectors for part in parts[1:]):
        return Selector(country=parts[0], sectors=tuple(parts[1:]))
    if parts and all(part in vocabulary.sectors for part in parts):
        return Selector(sectors=tuple(parts))
    raise UnknownNameError(_what_is_wrong(name, vocabulary, own_groups))


def _what_is_wrong(name: str, vocabulary: Vocabulary, own_groups: tuple[str, ...]) -> str:
    if name in vocabulary.to_import:
        return f"the group {name!r} is empty: {vocabulary.to_import[name]}, or list it under [groups]"
    code = vocabulary.code_of_name(name)
    if code:
        return f"unknown {name!r}; a country goes by its code: {code}"
    known = (*own_groups, *vocabulary.groups, *vocabulary.codes, *vocabulary.sectors)
    near = suggestion(name, known)
    return (
        f"unknown code or group {name!r}"
        f"{near or '; give a code (RUS, RUS MIL), a Wikidata id (Q7747), a group, or name:… for a name'}"
    )
