"""Reading one data file into one frozen type."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from lagebild.errors import DataError

T = TypeVar("T")
Folder = Path | Traversable


def package_folder(name: str) -> Traversable:
    """A data folder shipped in the package: languages, ontology or world."""
    return files("lagebild").joinpath(name)


def decode(path: Folder, kind: type[T]) -> T:
    """Decode a YAML file into `kind`; a wrong or unknown field raises DataError with file and field."""
    try:
        return msgspec.convert(yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER), kind)
    except FileNotFoundError as error:
        raise DataError(f"{path}: no such file") from error
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise DataError(f"{path}: {error}") from error


# libyaml's loader reads the packs ten times faster than the pure one; PyYAML's wheels carry it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
