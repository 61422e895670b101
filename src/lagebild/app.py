"""The one place where edges meet the core: builds everything from settings."""

import gc
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from lagebild import __version__
from lagebild.engines.language import detect_language, detect_languages_of_blocks
from lagebild.engines.long_sentences import cut_long_sentences
from lagebild.engines.models import find_model
from lagebild.engines.spacy_engine import load_pipeline
from lagebild.errors import NotAReportError, NotTextError, TooLargeError, UnsupportedLanguageError
from lagebild.imports.beside import ImportedNames
from lagebild.knowledge.calibration import Calibration, load_calibration
from lagebild.knowledge.data import Folder, package_folder
from lagebild.knowledge.gazetteer import Gazetteer, load_gazetteer
from lagebild.knowledge.language_pack import LanguagePack, find_languages, load_language_pack
from lagebild.knowledge.ontology import Ontology, load_ontology
from lagebild.knowledge.press import Press, load_press
from lagebild.knowledge.rules_and_ontology import check_rules, own_rules
from lagebild.knowledge.world import World, load_world
from lagebild.pipeline import Found, Stage, check_order, run
from lagebild.record import Block, BlockKind, Note, Page, Report, Sentence
from lagebild.settings import Settings
from lagebild.stages import table_of_stages

SURE = 0.6  # a detector's share from which a text in a language without pack is refused by name
ENOUGH = 0.4  # a detector's share from which it is believed rather than the page, whose declaration is often a default
LONGEST_SCRAP = 10_000  # characters in which words are looked for where no language was found
RUNNING: tuple[BlockKind, ...] = ("lead", "body", "caption")  # blocks of running text
LINKS = 5  # headlines without any text that make a list of links
MANY_WORDS = 20  # of a sentence that is read though it has no verb: results, lists of names
FEWEST_WORDS = 4  # of a sentence that says something: "Government falls after vote", but not "Read more here"


class Reader:
    """Reads pages into reports; loads what a language needs when its first report comes.

    `after_loading` is called each time that was done. A process that does nothing but read gives `gc.freeze`: what was
    loaded stays, and need not be looked through for garbage again and again. `around` may put another stage in the
    place of each, such as one that takes the time of the first.
    """

    def __init__(
        self,
        settings: Settings,
        after_loading: Callable[[], object] = lambda: None,
        around: Callable[[Stage], Stage] = lambda stage: stage,
    ) -> None:
        self.settings = settings
        self._after_loading, self._around = after_loading, around
        self._made_by: dict[str, dict[str, object]] = {}
        self._stages: dict[str, tuple[Stage, ...]] = {}

    def read(self, page: Page, language: str | None = None) -> Report:
        """Read one page; `language` is what the user says of it, and goes before what it says of itself.

        InputError says what is wrong with it and what to do.
        """
        self._check_size(page)
        code, notes = self._language_of(page, language)
        report = run(Report(page=page, language=code, notes=notes), self._stages_of(code))
        if not any(_sentences_that_say_something(report, RUNNING)):
            links = sum(1 for _ in _sentences_that_say_something(report, ("headline",)))
            if links >= LINKS or not any(_sentences_that_say_something(report, ("title",))):
                raise NotAReportError(
                    "no running text in it, only headings, lists, links or tables; "
                    "give the text or page of one news report"
                )
            notes = (Note("blocks", "there is no text under the headline: only the headline was read"),)
            report = replace(report, notes=report.notes + notes)
        return replace(report, notes=report.notes + detect_languages_of_blocks(page, report.blocks or (), code))

    def made_by(self, report: Report) -> dict[str, object]:
        """Versions of all that made a report."""
        return self._made_by[report.language]

    @property
    def world_folder(self) -> Folder:
        """Where the world knowledge lies."""
        return _folder(self.settings.world, "world")

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """ISO 639-1 codes of the languages that there are packs for."""
        return find_languages(self._languages)

    def _check_size(self, page: Page) -> None:
        if not any(ch.isalnum() for ch in page.text):
            raise NotTextError("there are no words in it; give a file or address with text")
        if len(page.text) > self.settings.max_characters:
            raise TooLargeError(
                f"{len(page.text):,} characters, the limit is {self.settings.max_characters:,}; "
                "split it into single reports, or raise the limit: LAGEBILD_MAX_CHARACTERS"
            )

    def _language_of(self, page: Page, said: str | None) -> tuple[str, tuple[Note, ...]]:
        """What the user says; else what the text shows, if that is clear; else what the page declares."""
        known = self.languages
        packs = f"there are packs for {', '.join(known)}"
        if said:
            if _code(said) not in known:
                raise UnsupportedLanguageError(f"no language pack for {said!r}; {packs}")
            return _code(said), ()
        declared = _code(page.language or "")
        found, share = detect_language(page.text)
        if found in known and (share >= ENOUGH or declared not in known):
            return str(found), _disagreement(declared, str(found))
        if declared in known:
            return declared, _disagreement(str(found), declared) if found and share >= ENOUGH else ()
        if found and share >= SURE:
            raise UnsupportedLanguageError(
                f"the text seems to be in {found!r}; {packs}; if that is wrong, say the language with --lang"
            )
        if sum(any(ch.isalpha() for ch in word) for word in page.text[:LONGEST_SCRAP].split()) < FEWEST_WORDS:
            raise NotAReportError("no sentence in it; give the text or page of one news report")
        raise UnsupportedLanguageError(
            f"cannot tell the language of this text; say it with --lang ({', '.join(known)})"
        )

    def _stages_of(self, language: str) -> tuple[Stage, ...]:
        if language not in self._stages:
            with _no_collecting():
                self._load(language)
            self._after_loading()
        return self._stages[language]

    def _load(self, language: str) -> None:
        rules = own_rules(_folder(self.settings.ontology, "ontology"), language)
        pack = load_language_pack(self._languages / language, rules)
        check_rules(pack.events, self._ontology, language)
        world = self.world_of(language, pack)
        pipeline = load_pipeline(language, find_model(language, self.settings.models), self._languages)

        def analyse(page: Page, blocks: tuple[Block, ...]) -> Found[tuple[Sentence, ...]]:
            return cut_long_sentences(pipeline.read_page(page, blocks))

        stages = table_of_stages(pack, self._ontology, world, self._press, self._gazetteer, self._calibration, analyse)
        self._made_by[language] = {
            "lagebild": __version__,
            "packs": {language: pack.head.version},
            "models": {language: pipeline.version},
            "knowledge": {"ontology": f"{self._ontology.origin.name} {self._ontology.origin.version}"}
            | ({"imported": world.beside.origin()} if world.beside else {}),
        }
        check_order(stages)
        self._stages[language] = tuple(self._around(stage) for stage in stages)

    def world_of(self, language: str, pack: LanguagePack | None = None) -> World:
        """What a language calls the world, with what the user has imported beside it."""
        pack = pack or load_language_pack(self._languages / language)
        world = load_world(self.world_folder, language, pack.entities.words.inflection)
        if self.settings.knowledge is None:
            return world
        shipped = {
            k.wikidata: k
            for names in world.names.values()
            for k in names.values()
            if k.wikidata and k.kind != "capital"
        }
        articles = pack.entities.words.definite
        return replace(world, beside=ImportedNames(Path(self.settings.knowledge), language, shipped, articles))

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
    def _calibration(self) -> Calibration:
        return load_calibration(package_folder("calibration"))

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return load_gazetteer(self.world_folder)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Loading makes a million objects that stay: to look for garbage among them takes a fifth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _folder(given: str | None, shipped: str) -> Folder:
    return Path(given) if given else package_folder(shipped)


def _code(language: str) -> str:
    """The code of a language tag: "de-AT" → "de"."""
    return language.strip().lower().replace("_", "-").partition("-")[0]


def _disagreement(declared: str, read_as: str) -> tuple[Note, ...]:
    if declared in ("", read_as):
        return ()
    return (Note("language", f"the page and its text disagree on the language: {declared!r} and {read_as!r}"),)


def _sentences_that_say_something(report: Report, kinds: Container[BlockKind]) -> Iterator[Sentence]:
    """The sentences of these kinds of block in which something is said: not the links or cells of a table."""
    blocks = report.blocks or ()
    for sentence in report.sentences or ():
        kind = blocks[sentence.block].kind
        if kind in kinds and _says_something(sentence, kind):
            yield sentence


def _says_something(sentence: Sentence, kind: BlockKind) -> bool:
    """Words with a verb or a final stop; in a title words are enough: models take verbs for nouns there."""
    words = [token for token in sentence.tokens if token.text.replace("-", "").replace("'", "").isalpha()]
    stops = sentence.tokens[-1].text in (".", "!", "?", "…")
    says = kind == "title" or stops or len(words) >= MANY_WORDS or any(t.upos in ("VERB", "AUX") for t in words)
    return len(words) >= FEWEST_WORDS and says
