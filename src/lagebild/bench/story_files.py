"""Gold files of stories: reports, the happenings that they tell, copies, contradictions, changes between versions."""

from pathlib import Path
from typing import Literal

from msgspec import Struct

from lagebild.errors import DataError
from lagebild.knowledge.data import decode
from lagebild.knowledge.press import Press, load_press, load_press_file
from lagebild.stories.model import Aspect, ChangeKind, ContradictionKind

PRESS = "press.yaml"  # beside the files, or one folder up: outlets of the set, with their houses


class GoldReport(Struct, frozen=True, forbid_unknown_fields=True):
    """One report as it was published."""

    id: str
    outlet: str
    language: str
    published: str
    text: str
    url: str | None = None
    story: str | None = None  # None: that of the file


class GoldHappening(Struct, frozen=True, forbid_unknown_fields=True):
    """What several reports tell: for each of them, the words where it is told."""

    id: str
    types: tuple[str, ...]
    told: dict[str, tuple[str, ...]]
    modes: tuple[str, ...] = ()  # (): any
    independent: int | None = None  # None: it may be argued


class GoldContradiction(Struct, frozen=True, forbid_unknown_fields=True):
    """Found where one of the reports of one side contradicts one of the other."""

    kind: ContradictionKind
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    happening: str
    optional: bool = False


class GoldChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What the later version says otherwise; the words where it stood before and stands now."""

    kind: ChangeKind
    aspect: Aspect | None = None
    before: str | None = None
    after: str | None = None
    optional: bool = False


class GoldVersion(Struct, frozen=True, forbid_unknown_fields=True):
    """Two versions of one report."""

    earlier: str
    later: str
    changes: tuple[GoldChange, ...]


class GoldStory(Struct, frozen=True, forbid_unknown_fields=True):
    """One file."""

    story: str
    reports: tuple[GoldReport, ...]
    happenings: tuple[GoldHappening, ...]
    copies: tuple[tuple[str, str, Literal["copy", "excerpt", "translation", "version"]], ...] = ()
    contradictions: tuple[GoldContradiction, ...] = ()
    versions: tuple[GoldVersion, ...] = ()


def read_story_files(folder: Path) -> tuple[tuple[GoldStory, ...], Press]:
    """The gold files of a folder by name, and the press with the outlets of the set."""
    if not folder.is_dir():
        raise DataError(f"{folder}: no such folder; name one with YAML files as benchmarks/stories/README.md describes")
    files = sorted(path for path in folder.glob("*.yaml") if path.name != PRESS)
    if not files:
        raise DataError(f"{folder}: no YAML file in it")
    stories = tuple(decode(path, GoldStory) for path in files)
    for path, story in zip(files, stories, strict=True):
        _check(path, story)
    press = next((f / PRESS for f in (folder, folder.parent) if (f / PRESS).is_file()), None)
    return stories, load_press_file(press) if press else load_press()


def _check(path: Path, story: GoldStory) -> None:
    """Refuse words that their report does not hold, and reports that are not there."""
    texts = {report.id: report.text for report in story.reports}
    said = [(report, words) for h in story.happenings for report, places in h.told.items() for words in places]
    for version in story.versions:
        said += [(version.earlier, c.before) for c in version.changes if c.before]
        said += [(version.later, c.after) for c in version.changes if c.after]
    for report, words in said:
        if words not in texts.get(report, ""):
            raise DataError(f"{path}: report {report!r} does not hold the words {words!r}")
    named = {r for c in story.contradictions for side in c.sides for r in side} | {
        r for c in story.copies for r in c[:2]
    }
    if missing := sorted(named - texts.keys()):
        raise DataError(f"{path}: there is no report {missing[0]!r}")
    happenings = {h.id for h in story.happenings}
    for contradiction in story.contradictions:
        if contradiction.happening not in happenings:
            raise DataError(f"{path}: there is no happening {contradiction.happening!r}")
