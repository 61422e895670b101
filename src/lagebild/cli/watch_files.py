"""The file of rules that the user named → watches and sinks."""

from contextlib import closing
from pathlib import Path

from msgspec import Struct

from lagebild.cli.writers import ontology_of
from lagebild.errors import DataError, UsageError
from lagebild.imports.local_file import imports_of, open_local_file
from lagebild.knowledge.alliances import load_alliances
from lagebild.knowledge.data import Folder, decode, package_folder
from lagebild.knowledge.gazetteer import load_gazetteer
from lagebild.knowledge.world import Country
from lagebild.settings import Settings
from lagebild.watches.rule_file import WatchFile, read_watch_file
from lagebild.watches.selectors import SANCTIONED
from lagebild.watches.vocabulary import Vocabulary

LARGEST_FILE = 1_000_000  # bytes; a rule takes some 300
TO_IMPORT = {SANCTIONED: "no list of who is under sanctions has been imported (docs/knowledge.md)"}


class _Countries(Struct, frozen=True):
    countries: tuple[Country, ...]


def load_watch_file(path: str, settings: Settings) -> WatchFile:
    """Read and check the file; UsageError where it cannot be read, DataError with all that is wrong in it."""
    return read_watch_file(read_text_of(path), path, load_vocabulary(settings))


def read_text_of(path: str) -> str:
    """The text of a file of rules; UsageError where it cannot be read, DataError where it is not UTF-8."""
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file; check the path") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be opened ({error.strerror}); check the path") from error
    if len(data) > LARGEST_FILE:
        raise UsageError(f"{path}: larger than {LARGEST_FILE:,} bytes; no file of rules is")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8, as TOML must be (byte {error.start})") from error


def load_vocabulary(settings: Settings) -> Vocabulary:
    """What rules may name: the code book in use, the world that is known, groups of states."""
    world: Folder = Path(settings.world) if settings.world else package_folder("world")
    ontology = ontology_of(settings)
    countries = decode(world.joinpath("countries.yaml"), _Countries).countries
    names: dict[str, tuple[str, ...]] = {}
    for country in countries:
        if country.code not in ontology.non_state:
            names[country.code] = (
                *names.get(country.code, ()),
                *(n for spelt in country.names.values() for n in spelt),
            )
    return Vocabulary(
        types={name: tuple(mode.name for mode in kind.modes) for name, kind in ontology.event_types.items()},
        contexts=frozenset(ontology.contexts),
        countries=names,
        country_ids={country.wikidata: country.code for country in countries if country.wikidata},
        non_state=frozenset(ontology.non_state),
        sectors=frozenset(ontology.sectors),
        groups={alliance.name: alliance.members + alliance.also for alliance in load_alliances(world)},
        find_place=load_gazetteer(world).lookup,
        to_import={} if _knows_sanctions(settings) else TO_IMPORT,
    )


def _knows_sanctions(settings: Settings) -> bool:
    if settings.knowledge is None:
        return False
    with closing(open_local_file(Path(settings.knowledge))) as base:
        return any(one.sanctioned for one in imports_of(base))
