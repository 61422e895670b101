"""The words of the web pages, one file per language; a language without one has its reports shown in another."""

from msgspec import Struct

from lagebild.errors import DataError
from lagebild.knowledge.data import Folder, decode


class WebWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that the pages say in one language."""

    name: str  # of the language, in itself
    phrases: dict[str, str]
    names: dict[str, dict[str, str]]  # of the values of enumerations, by enumeration


def load_web_words(languages: Folder) -> dict[str, WebWords]:
    """The words of every language folder that has `view/web.yaml`; DataError where one says less than another."""
    found = {
        folder.name: decode(folder.joinpath("view", "web.yaml"), WebWords)
        for folder in sorted(languages.iterdir(), key=lambda f: f.name)
        if folder.joinpath("view", "web.yaml").is_file()
    }
    if not found:
        raise DataError(f"{languages}: no language has words for the web pages (view/web.yaml)")
    wanted = {key for words in found.values() for key in _keys(words)}
    for language, words in found.items():
        if missing := wanted - _keys(words):
            raise DataError(f"{languages}/{language}/view/web.yaml: missing {', '.join(sorted(missing))}")
    return found


def _keys(words: WebWords) -> set[str]:
    return {*words.phrases, *(f"{kind}.{value}" for kind, names in words.names.items() for value in names)}
