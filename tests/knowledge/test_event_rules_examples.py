"""Examples of rules are read where they are asked for, and leave no trace elsewhere."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from lagebild.errors import DataError
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import load_event_words


@pytest.mark.parametrize("language", ["de", "en"])
def test_rules_are_the_same_without_their_examples(language: str) -> None:
    folder = package_folder("languages") / language / "events"
    full = load_event_words(folder, examples=True).rules
    assert all(rule.finds for rule in full)
    assert load_event_words(folder).rules == tuple(replace(rule, finds=(), misses=()) for rule in full)


def test_an_error_behind_examples_names_its_line(tmp_path: Path) -> None:
    text = "- name: a\n  finds:\n  - {text: one}\n# why\n    - {text: two}\n\n  event: [\n"
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="line 8"):
        load_event_words(package_folder("languages") / "de" / "events", tmp_path)
