"""The tables by which reports are compared: the folder `judging`, decoded and checked."""

from functools import cached_property

from msgspec import Struct

from lagebild.errors import DataError
from lagebild.knowledge.body_names import load_body_names
from lagebild.knowledge.data import Folder, decode, package_folder
from lagebild.knowledge.language_pack import find_languages
from lagebild.knowledge.press import Press, load_press
from lagebild.knowledge.sounds import Sounds, load_sounds
from lagebild.knowledge.stories_words import StoryWords, load_story_words
from lagebild.knowledge.things import Things, load_things

Weights = dict[str, dict[str, float]]  # feature → level → weight


class LikenessTable(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """likeness.yaml: when two claims tell the same happening."""

    same: float
    unsure: float
    joins: float
    families: tuple[tuple[str, ...], ...]
    modes: tuple[tuple[str, ...], ...]  # families of modes of one type, as `families` are of types
    spoken: frozenset[str]
    specific: frozenset[str]  # "feature level": what is more than a kind of act, a country and a time
    told_after: dict[str, tuple[str, ...]]  # type → kinds of counts that its next sentence may add
    features: Weights

    def weight(self, feature: str, level: str) -> float:
        """What this level of the feature adds; 0 where the table does not list it."""
        return self.features.get(feature, {}).get(level, 0.0)

    @cached_property
    def related(self) -> dict[str, frozenset[str]]:
        """For each type those that share a family with it."""
        types = {name for family in self.families for name in family}
        return {t: frozenset(o for family in self.families if t in family for o in family) - {t} for t in types}

    @cached_property
    def best(self) -> dict[str, float]:
        """Feature → the most that it can add."""
        return {feature: max(0.0, *levels.values()) for feature, levels in self.features.items()}

    @cached_property
    def best_score(self) -> float:
        """The most that all features together can add."""
        return sum(self.best.values())

    @cached_property
    def specific_levels(self) -> dict[str, frozenset[str]]:
        """Feature → its levels of `specific`."""
        pairs = [line.split(" ", 1) for line in self.specific]
        return {feature: frozenset(level for f, level in pairs if f == feature) for feature, _ in pairs}


class StoryTable(Struct, frozen=True, forbid_unknown_fields=True):
    """stories.yaml: when a report belongs to a story; `sleeps` and `dead` are days."""

    joins: float
    merges: float
    sleeps: int
    wakes: float
    dead: int
    most_reports: int
    features: Weights

    def weight(self, feature: str, level: str) -> float:
        """What this level of the feature adds; 0 where the table does not list it."""
        return self.features.get(feature, {}).get(level, 0.0)


class CopyTable(Struct, frozen=True, forbid_unknown_fields=True):
    """copies.yaml: shares of text from which one report rests on another."""

    shingle: int
    copy: float
    excerpt: float
    version_address: float
    version_text: float
    version_title: float
    version_authors: int
    version_days: int
    translation: float
    translation_longer: float
    translation_anchors: int
    translation_numbers: float
    translation_days: int


class StoryKnowledge(Struct, frozen=True):
    """Everything that comparing reports needs to know."""

    likeness: LikenessTable
    stories: StoryTable
    copies: CopyTable
    sounds: Sounds
    press: Press
    words: dict[str, StoryWords]  # by ISO 639-1 code
    things: dict[str, Things] = {}  # by ISO 639-1 code
    bodies: dict[str, str] = {}  # name of a body → the one by which it is known in all languages


def load_story_knowledge(
    press: Press | None = None, folder: Folder | None = None, languages: Folder | None = None
) -> StoryKnowledge:
    """Read the folder `judging` and the words of every language; DataError names the file and field that is wrong."""
    tables = folder or package_folder("judging")
    packs = languages or package_folder("languages")
    likeness = decode(tables.joinpath("likeness.yaml"), LikenessTable)
    if not likeness.unsure <= likeness.same:
        raise DataError(f"{tables}/likeness.yaml: `unsure` must not be above `same`")
    words = {code: load_story_words(packs.joinpath(code, "stories")) for code in find_languages(packs)}
    return StoryKnowledge(
        likeness=likeness,
        stories=decode(tables.joinpath("stories.yaml"), StoryTable),
        copies=decode(tables.joinpath("copies.yaml"), CopyTable),
        sounds=load_sounds(tables),
        press=press or load_press(),
        words=words,
        things={
            code: load_things(packs.joinpath(code, "stories"), compounds=own.compounds) for code, own in words.items()
        },
        bodies=load_body_names(),
    )
