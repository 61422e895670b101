"""What the commands of `lagebild bench` share: the pipeline that is scored."""

from typing import TYPE_CHECKING

from lagebild.cli.writers import languages_folder
from lagebild.errors import UnsupportedLanguageError, UsageError
from lagebild.knowledge.language_pack import find_languages
from lagebild.settings import Settings

if TYPE_CHECKING:
    from lagebild.engines.spacy_engine import Pipeline


def known_language(language: str, settings: Settings) -> str:
    """The code in small letters; UsageError if there is no pack for it."""
    known = find_languages(languages_folder(settings))
    if language.lower() not in known:
        raise UsageError(f"no language pack for {language!r}; there are packs for {', '.join(known)}")
    return language.lower()


def load_scored(language: str, model: str | None, settings: Settings) -> "Pipeline":
    """Load the pipeline that --model names, else that of the settings; UsageError if there is none."""
    # Imported here: models and libraries take seconds to load, and --help needs none of them.
    from lagebild.engines.models import find_model, named_model
    from lagebild.engines.spacy_engine import load_pipeline

    try:
        found = named_model(model) if model else find_model(language, settings.models)
        return load_pipeline(language, found, languages_folder(settings))
    except UnsupportedLanguageError as error:
        raise UsageError(f"{error} with --model") from error
