from pathlib import Path

import pytest

from lagebild.errors import DataError
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.judging import load_story_knowledge
from lagebild.knowledge.ontology import load_ontology
from lagebild.settings import Settings
from lagebild.situation.assimilating import story_knowledge
from lagebild.stories.features import FEATURES


def copied(tmp_path: Path, change: str, to: str) -> Path:
    for file in package_folder("judging").iterdir():
        if file.is_file():
            (tmp_path / file.name).write_text(file.read_text(encoding="utf-8").replace(change, to), encoding="utf-8")
    return tmp_path


def test_every_feature_of_the_table_is_looked_for() -> None:
    table = load_story_knowledge().likeness
    assert set(table.features) == {*FEATURES, "specific"}


def test_the_table_names_types_and_levels_that_there_are() -> None:
    table = load_story_knowledge().likeness
    types = set(load_ontology(package_folder("ontology")).event_types)
    named = {name for family in table.families for name in family} | table.spoken | set(table.told_after)
    assert named <= types
    for feature, level in (entry.split() for entry in table.specific):
        assert level in table.features[feature], (feature, level)


def test_kinds_that_follow_an_event_are_counted_in_every_language() -> None:
    knowledge = load_story_knowledge()
    kinds = {kind for kinds in knowledge.likeness.told_after.values() for kind in kinds}
    for code, words in knowledge.words.items():
        assert kinds <= set(words.counted), code


def test_a_wrong_field_is_named_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"likeness\.yaml.*unsuer"):
        load_story_knowledge(folder=copied(tmp_path, "unsure:", "unsuer:"))


def test_unsure_lies_below_same(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="must not be above"):
        load_story_knowledge(folder=copied(tmp_path, "unsure: 2.0", "unsure: 9.0"))


def test_words_of_other_languages_are_loaded_and_a_pack_without_them_has_none(tmp_path: Path) -> None:
    for code in ("de", "en"):
        (tmp_path / code).mkdir()
        (tmp_path / code / "pack.yaml").write_bytes((package_folder("languages") / code / "pack.yaml").read_bytes())
    (tmp_path / "en" / "stories").mkdir()
    (tmp_path / "en" / "stories" / "words.yaml").write_text("since: [sinds]\n", encoding="utf-8")
    words = story_knowledge(Settings(languages=str(tmp_path))).words
    assert words["en"].since == {"sinds"}
    assert words["de"].counted == {}
    assert story_knowledge().words["de"].counted
