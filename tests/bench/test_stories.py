"""Scoring of stories: B³, gold files and what is wrong with them, figures of a small set."""

from pathlib import Path

import pytest

from lagebild.bench.stories import Bench, b_cubed
from lagebild.bench.story_files import read_story_files
from lagebild.errors import DataError
from lagebild.knowledge.judging import load_story_knowledge
from lagebild.record import Page, Report

GOLD = """# test
story: rally
reports:
- {id: a, outlet: North, language: en, published: 2025-11-06T08:00, text: "Police dispersed a rally in Tbilisi."}
- {id: b, outlet: South, language: en, published: 2025-11-06T09:00, text: "Officers broke up a rally."}
happenings:
- {id: h, types: [ASSAULT], independent: 2, told: {a: [dispersed], b: [broke up]}}
"""


def written(tmp_path: Path, text: str = GOLD) -> Path:
    (tmp_path / "rally.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def unread(page: Page, language: str) -> Report:
    """A reader that finds nothing."""
    return Report(page, language, blocks=(), sentences=(), events=())


def test_b_cubed_of_perfect_split_and_merged_clusters() -> None:
    gold = {1: "a", 2: "a", 3: "b", 4: "b"}
    assert b_cubed(gold, gold).f1 == 100.0
    assert b_cubed(gold, {1: 1, 2: 2, 3: 3, 4: 4}).recall == 50.0
    merged = b_cubed(gold, dict.fromkeys(gold, "x"))
    assert (merged.precision, merged.recall, merged.f1) == (50.0, 100.0, 66.67)


def test_b_cubed_of_nothing_is_nothing() -> None:
    assert b_cubed({}, {}).f1 is None


def test_a_set_in_which_nothing_is_found_scores_zero(tmp_path: Path) -> None:
    files, press = read_story_files(written(tmp_path))
    score = Bench(files, unread, load_story_knowledge(press), lambda: None).score()
    assert score.reports == 2
    assert (score.told.found, score.told.wanted) == (0, 2)
    assert score.independent.rate == 0.0
    assert score.happenings.recall == 50.0  # each telling stands alone


def test_outlets_of_the_set_have_their_houses(tmp_path: Path) -> None:
    outlets = "# press\nnouns: []\ncredit_words: []\ncontribution_words: []\npress:\n"
    outlets += "- {id: north, kind: outlet, names: [North Courier], country: GBR, ownership: private, house: big}\n"
    (tmp_path / "press.yaml").write_text(outlets, encoding="utf-8")
    _, press = read_story_files(written(tmp_path))
    found = press.by_name("North Courier")
    assert found is not None
    assert found.house == "big"


@pytest.mark.parametrize(
    ("change", "to", "message"),
    [
        ("dispersed]", "scattered]", "does not hold the words 'scattered'"),
        ("types: [ASSAULT]", "kinds: [ASSAULT]", "unknown field `kinds`"),
        ("happenings:", "copies: [[a, z, copy]]\nhappenings:", "there is no report 'z'"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(change: str, to: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"rally\.yaml") as error:
        read_story_files(written(tmp_path, GOLD.replace(change, to)))
    assert message in str(error.value)


def test_a_folder_that_is_none_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no YAML file"):
        read_story_files(tmp_path)
    with pytest.raises(DataError, match="no such folder"):
        read_story_files(tmp_path / "nowhere")


@pytest.mark.parametrize("half", ["first", "second"])
def test_the_shipped_sets_are_sound(half: str) -> None:
    files, _ = read_story_files(Path(__file__).parents[2] / "benchmarks" / "stories" / half)
    ids = [report.id for file in files for report in file.reports]
    assert len(ids) == len(set(ids))
    assert len(ids) >= 30
