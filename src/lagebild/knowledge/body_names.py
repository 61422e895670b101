"""What the bodies of world/ are called in other languages, so that claims that name them compare across languages."""

from lagebild.knowledge.data import Folder, package_folder
from lagebild.knowledge.world import Organisation, load_bodies


def load_body_names(folder: Folder | None = None) -> dict[str, str]:
    """The first name that a body has in each language → the one by which it is known in all.

    Bodies with a Wikidata id are left out, which compare by that, and names that two bodies share.
    """
    found: dict[str, str] = {}
    shared: set[str] = set()
    for body in load_bodies(folder or package_folder("world")):
        for name in _first_names(body) if body.wikidata is None else ():
            if found.setdefault(name, _common(body)) != _common(body):
                shared.add(name)
    return {name: common for name, common in found.items() if name not in shared and name != common}


def _first_names(body: Organisation) -> list[str]:
    return [names[0] for names in body.names.values() if names]


def _common(body: Organisation) -> str:
    """Its name in the last of its languages: any will do, if it is always the same."""
    return body.names[max(language for language, names in body.names.items() if names)][0]
