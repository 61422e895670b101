"""What can be documented by hand is; what is generated is up to date; no link is broken."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from msgspec.structs import fields

from lagebild.cli.main import app
from lagebild.record import Report
from lagebild.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.md")])


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(group: object, path: str) -> Iterator[tuple[str, object]]:
    """Name and command, groups and what is in them."""
    for name, command in getattr(group, "commands", {}).items():
        yield f"{path} {name}", command
        yield from commands(command, f"{path} {name}")


def test_generated_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_command_and_option_is_documented() -> None:
    page = text("docs/reference/cli.md")
    for name, command in commands(typer.main.get_command(app), "lagebild"):
        assert f"## {name}\n" in page
        assert " ".join(name.split()[:2]) in text("README.md")  # each command, or the group that it is in
        for parameter in command.params:  # type: ignore[attr-defined]
            assert parameter.help, f"{name}: {parameter.name} has no help"


def test_every_setting_is_documented() -> None:
    page = text("docs/reference/settings.md")
    for field in fields(Settings):
        assert f"`{field.name}` | `{PREFIX}{field.name.upper()}`" in page


def test_every_stage_has_its_row_in_the_architecture() -> None:
    page = text("ARCHITECTURE.md")
    for field in fields(Report):
        if field.name not in ("page", "language", "notes"):
            assert f"| `{field.name}` |" in page


def test_every_layer_has_its_row_in_the_architecture() -> None:
    page = text("ARCHITECTURE.md")
    layers = re.search(r"layers = \[(.*?)\]", text("pyproject.toml"), re.S)
    assert layers is not None
    for layer in re.findall(r"[a-z]+", layers[1]):
        assert f"`{layer}`" in page


def test_every_command_of_make_that_the_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.M))
    for page in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"):
        assert set(re.findall(r"\bmake ([a-z]+)\b(?! no)", text(page))) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_link_is_broken(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_files_that_pages_name_exist() -> None:
    for page in (ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", ROOT / "README.md"):
        for name in re.findall(
            r"`((?:src|tests|docs|training|benchmarks)/[\w./-]+)`", page.read_text(encoding="utf-8")
        ):
            assert (ROOT / name).exists(), f"{page.name} names {name}"


def test_decisions_say_their_status() -> None:
    for page in (ROOT / "docs" / "decisions").glob("*.md"):
        assert re.match(r"# \d+\.? .+\n\nStatus: ", page.read_text(encoding="utf-8")), page.name


def test_the_changelog_tells_what_is_coming() -> None:
    assert "## [Unreleased]" in text("CHANGELOG.md")
