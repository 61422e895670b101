"""Which pipeline reads a language: one that the user names, or the shipped one."""

import re
from pathlib import Path

import spacy
from spacy.language import Language

from lagebild.errors import DataError, UnsupportedLanguageError
from lagebild.knowledge.data import package_folder

Model = Path | str  # the folder of a pipeline, or the name of one that is installed as a package
CONFIGURATION = "config.cfg"  # what makes a folder a pipeline's
_PAIR = re.compile(r"(?:^|\s+)([a-z]{2})=")  # a path may hold blanks


def find_model(language: str, models: str | None = None) -> Model:
    """The pipeline of a language as the setting `models` says; where it says nothing of it, the shipped.

    `models` is a folder with one folder per language, or pairs such as "de=NAME en=FOLDER". DataError where it is
    neither, or where there is no pipeline in the folder.
    """
    if models is None:
        return shipped_model(language)
    folder = Path(models)
    if folder.is_dir():
        return _in_folder(language, folder)
    before, *pairs = _PAIR.split(models.strip())
    if before or not pairs or not all(pairs):
        raise DataError(
            f"setting models: {models!r} is neither a folder nor pairs such as de=my_pipeline en=/path/of/pipeline"
        )
    named = dict(zip(pairs[::2], pairs[1::2], strict=True))
    return named_model(named[language]) if language in named else shipped_model(language)


def _in_folder(language: str, folder: Path) -> Model:
    if (folder / CONFIGURATION).is_file():
        raise DataError(f"setting models: {folder} is one pipeline; say of which language: {language}={folder}")
    if not any(folder.glob(f"*/{CONFIGURATION}")):
        raise DataError(f"setting models: no pipeline in {folder}; it should hold a folder such as {language}")
    return folder / language if (folder / language).is_dir() else shipped_model(language)


def named_model(name: str) -> Model:
    """A folder if there is one of this name, else the name of a package."""
    return Path(name) if Path(name).is_dir() else name


def shipped_model(language: str) -> Path:
    """The folder of the pipeline that comes with the program, whether there is one or not."""
    return Path(str(package_folder("models"))) / language


def load_model(language: str, model: Model | None = None) -> Language:
    """Load a pipeline, by default the shipped; the errors say what to name instead."""
    wanted = shipped_model(language) if model is None else model
    if isinstance(wanted, Path) and not wanted.is_dir():
        if wanted == shipped_model(language):
            raise UnsupportedLanguageError(f"no model for language {language!r}; give the folder of a UD pipeline")
        raise DataError(f"{wanted}: no such folder; give the folder of a spaCy pipeline with UD labels")
    if isinstance(wanted, str) and not spacy.util.is_package(wanted):
        raise DataError(f"{wanted}: neither a folder nor an installed package; name a spaCy pipeline with UD labels")
    try:
        return spacy.load(wanted)
    except (OSError, ValueError, ImportError, AttributeError, TypeError) as error:  # any package can be named
        raise DataError(f"{wanted}: spaCy cannot load this pipeline: {error}") from error
