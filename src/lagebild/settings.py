"""Every setting, typed, with default and one sentence.

A setting comes from the environment (`LAGEBILD_MAX_BYTES=5000000`), else from a TOML file (`max_bytes = 5000000`),
else from its default here. The file is the one that `LAGEBILD_SETTINGS` names; without it no file is read.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import fields

from lagebild import __version__
from lagebild.errors import UsageError

PREFIX = "LAGEBILD_"
FILE_VARIABLE = "LAGEBILD_SETTINGS"


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """What a user can set; the sentences below become the reference page."""

    max_bytes: Annotated[int, Meta(ge=1, description="Largest input in bytes; more is refused before it is read.")] = (
        20_000_000
    )
    max_characters: Annotated[
        int, Meta(ge=1, description="Longest text of one report in characters; more is refused, not cut.")
    ] = 1_000_000
    timeout_seconds: Annotated[
        float, Meta(gt=0, description="How long fetching one address may take altogether, in seconds.")
    ] = 20.0
    report_seconds: Annotated[
        float,
        Meta(
            ge=1,
            description="How long reading one report may take, in seconds; the time to load models counts. Then it is "
            "given up and the next one read. Holds where worker processes read (`--workers` above 1).",
        ),
    ] = 120.0
    user_agent: Annotated[
        str,
        Meta(min_length=1, description="How the program names itself to the site from which it fetches an address."),
    ] = f"lagebild/{__version__} (reads pages at its user's request)"
    delay_seconds: Annotated[
        float,
        Meta(
            ge=0,
            description="Pause between two pages of one site while ingesting, in seconds; robots.txt may ask for more.",
        ),
    ] = 1.0
    private_addresses: Annotated[
        bool,
        Meta(
            description="Fetch from addresses inside the own network and this machine too: for tests and intranets. "
            "Pages from outside can then lead into it."
        ),
    ] = False
    store: Annotated[
        str | None,
        Meta(
            description="Where reports are kept: the path of an SQLite file, or an address such as "
            "`postgresql://user@host/name`; without it `lagebild/store.db` in the user's data folder "
            "(`$XDG_DATA_HOME`, else `~/.local/share`)."
        ),
    ] = None
    ontology: Annotated[
        str | None, Meta(description="Folder of another code book; without it the one that is shipped (PLOVER).")
    ] = None
    languages: Annotated[
        str | None, Meta(description="Folder of other language packs, one folder per language; without it the shipped.")
    ] = None
    models: Annotated[
        str | None,
        Meta(
            description="Other models: a folder with one folder per language, or pairs such as `de=my_pipeline "
            "en=/path/of/pipeline` of a language and a folder or installed package (docs/models.md); for a language "
            "that is not named the shipped."
        ),
    ] = None
    world: Annotated[
        str | None,
        Meta(description="Folder of other world knowledge (countries, offices, press); without it the shipped."),
    ] = None
    knowledge: Annotated[
        str | None,
        Meta(
            description="File of further names, made by `lagebild knowledge import` (docs/knowledge.md); they are read "
            "beside the world knowledge, which goes first."
        ),
    ] = None


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; UsageError names the variable or the file and field that is wrong."""
    variables = os.environ if environment is None else environment
    given: dict[str, object] = {}
    named = variables.get(FILE_VARIABLE)
    if named:
        given.update(_read_file(Path(named)))
    for field in fields(Settings):
        text = variables.get(PREFIX + field.name.upper())
        if text is not None:
            given[field.name] = text
            _check(field.name, text)
    return msgspec.convert(given, Settings, strict=False)


def _read_file(path: Path) -> dict[str, object]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        msgspec.convert(values, Settings)
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file, but {FILE_VARIABLE} names it") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{path}: {error}; the settings are: {', '.join(f.name for f in fields(Settings))}") from error
    return values


def _check(name: str, text: str) -> None:
    try:
        msgspec.convert({name: text}, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(f"{PREFIX}{name.upper()}={text!r}: {error}") from error
