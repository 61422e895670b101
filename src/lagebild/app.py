"""The one place where edges meet the core: builds everything from settings."""

from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from lagebild import __version__
from lagebild.engines.language import detect_language, detect_languages_of_blocks
from lagebild.engines.model_version import model_version
from lagebild.engines.spacy_engine import load_analyser
from lagebild.errors import NotAReportError, NotTextError, TooLargeError, UnsupportedLanguageError
from lagebild.knowledge.data import Folder, package_folder
from lagebild.knowledge.gazetteer import Gazetteer, load_gazetteer
from lagebild.knowledge.language_pack import load_language_pack
from lagebild.knowledge.ontology import Ontology, load_ontology
from lagebild.knowledge.press import Press, load_press
from lagebild.knowledge.world import load_world
from lagebild.pipeline import Stage, check_order, run
from lagebild.record import Page, Report
from lagebild.settings import Settings
from lagebild.stages import table_of_stages

SURE = 0.6  # a detector's share below which the language of a text is a guess: the pack's is tried all the same


class Reader:
    """Reads pages into reports; loads what a language needs when its first report comes."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._made_by: dict[str, dict[str, object]] = {}
        self._stages: dict[str, tuple[Stage, ...]] = {}

    def read(self, page: Page) -> Report:
        """Read one page; InputError says what is wrong with it and what to do."""
        self._check_size(page)
        language = self._language_of(page)
        report = run(Report(page=page, language=language), self._stages_of(language))
        if not any(block.kind in ("title", "lead", "body", "caption") for block in report.blocks or ()):
            raise NotAReportError(
                f"{page.id or 'input'}: no running text in it, only headings, lists or navigation; "
                "give the address or text of one news report"
            )
        return replace(report, notes=report.notes + detect_languages_of_blocks(page, report.blocks or (), language))

    def made_by(self, report: Report) -> dict[str, object]:
        """Versions of all that made a report."""
        return self._made_by[report.language]

    @property
    def languages(self) -> tuple[str, ...]:
        """ISO 639-1 codes of the languages that there are packs for."""
        return tuple(sorted(f.name for f in self._languages.iterdir() if (f / "pack.yaml").is_file()))

    def _check_size(self, page: Page) -> None:
        if not page.text.strip():
            raise NotTextError(f"{page.id or 'input'}: the text is empty; give a file or address with text in it")
        if len(page.text) > self.settings.max_characters:
            raise TooLargeError(
                f"{page.id or 'input'}: {len(page.text):,} characters, the limit is {self.settings.max_characters:,}; "
                "split it into single reports, or raise max_characters in the settings"
            )

    def _language_of(self, page: Page) -> str:
        known = self.languages
        given = (page.language or "").lower().split("-")[0].split("_")[0]
        if given:
            if given not in known:
                raise UnsupportedLanguageError(
                    f"{page.id or 'input'}: no language pack for {given!r}; there are {', '.join(known)}"
                )
            return given
        found, share = detect_language(page.text)
        if found in known:
            return str(found)
        if found and share >= SURE:
            raise UnsupportedLanguageError(
                f"{page.id or 'input'}: the text seems to be in {found!r}; there are packs for {', '.join(known)}; "
                "if that is wrong, say the language with --lang"
            )
        raise UnsupportedLanguageError(
            f"{page.id or 'input'}: cannot tell the language of this text; say it with --lang ({', '.join(known)})"
        )

    def _stages_of(self, language: str) -> tuple[Stage, ...]:
        if language not in self._stages:
            pack = load_language_pack(self._languages / language)
            world = load_world(_folder(self.settings.world, "world"), language, pack.entities.words.inflection)
            analyse = load_analyser(language, self._model_folder(language))
            stages = table_of_stages(pack, self._ontology, world, self._press, self._gazetteer, analyse)
            self._made_by[language] = {
                "lagebild": __version__,
                "packs": {language: pack.head.version},
                "models": {language: model_version(self._model_folder(language))},
                "knowledge": {"ontology": f"{self._ontology.origin.name} {self._ontology.origin.version}"},
            }
            check_order(stages)
            self._stages[language] = stages
        return self._stages[language]

    def _model_folder(self, language: str) -> Path:
        return Path(str(_folder(self.settings.models, "models"))) / language

    @property
    def _languages(self) -> Folder:
        return _folder(self.settings.languages, "languages")

    @cached_property
    def _ontology(self) -> Ontology:
        return load_ontology(_folder(self.settings.ontology, "ontology"))

    @cached_property
    def _press(self) -> Press:
        return load_press()

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return load_gazetteer(_folder(self.settings.world, "world"))


def _folder(given: str | None, shipped: str) -> Folder:
    return Path(given) if given else package_folder(shipped)

