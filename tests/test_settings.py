"""Settings: defaults, then the file, then the environment; a wrong one is named."""

from pathlib import Path

import pytest

from lagebild.errors import UsageError
from lagebild.settings import Settings, load_settings


def test_without_anything_the_defaults_hold() -> None:
    assert load_settings({}) == Settings()


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(tmp_path: Path) -> None:
    file = tmp_path / "lagebild.toml"
    file.write_text('max_bytes = 7\nontology = "/code/book"\n', encoding="utf-8")
    settings = load_settings({"LAGEBILD_SETTINGS": str(file), "LAGEBILD_MAX_BYTES": "9"})
    assert (settings.max_bytes, settings.ontology) == (9, "/code/book")
    assert settings.max_characters == Settings().max_characters


@pytest.mark.parametrize("value", ["many", "0", "1.5"])
def test_a_wrong_variable_is_named_with_its_value(value: str) -> None:
    with pytest.raises(UsageError, match=f"LAGEBILD_MAX_BYTES='{value}'"):
        load_settings({"LAGEBILD_MAX_BYTES": value})


@pytest.mark.parametrize(
    ("line", "message"), [("max_byts = 7", "max_byts"), ("max_bytes = ", "nvalid"), ("max_bytes = 'a'", "int")]
)
def test_a_wrong_file_is_named_with_its_field(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "lagebild.toml"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(UsageError, match=rf"lagebild\.toml: .*{message}"):
        load_settings({"LAGEBILD_SETTINGS": str(file)})


def test_a_named_file_that_is_missing_is_an_error() -> None:
    with pytest.raises(UsageError, match="no such file"):
        load_settings({"LAGEBILD_SETTINGS": "/nowhere/lagebild.toml"})
