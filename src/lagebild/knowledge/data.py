"""Reading one data file into one frozen type."""

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from lagebild.errors import DataError
from lagebild.knowledge.yaml_reader import read_yaml

T = TypeVar("T")
Folder = Path | Traversable


def package_folder(name: str) -> Traversable:
    """A data folder shipped in the package: languages, ontology or world."""
    return files("lagebild").joinpath(name)


def decode(path: Folder, kind: type[T], *, skip: re.Pattern[str] | None = None) -> T:
    """Decode a YAML file into `kind`; a wrong or unknown field raises DataError with file and field.

    Whole lines that `skip` finds are not read.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return msgspec.convert(read_yaml(skip.sub(_blank, text) if skip else text), kind)
    except FileNotFoundError as error:
        raise DataError(f"{path}: no such file") from error
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise DataError(f"{path}: {error}") from error


def _blank(skipped: re.Match[str]) -> str:
    """As many empty lines, so that errors name the right ones."""
    return "\n" * skipped[0].count("\n")
