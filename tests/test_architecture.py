"""The promises that import contracts cannot check."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "lagebild"
CORE = ("stages", "stories", "watches", "exports", "rules", "pipeline.py", "record.py")
NO_LANGUAGE = (
    "stages",
    "stories",
    "watches",
    "exports",
    "rules",
    "knowledge",
    "view",
    "bench",
    "pipeline.py",
    "record.py",
)
FILE_METHODS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"}
LANGUAGES = sorted(f.name for f in (SOURCE / "languages").iterdir() if f.is_dir())


def modules(*parts: str) -> Iterator[Path]:
    for part in parts:
        path = SOURCE / part
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def calls(path: Path) -> Iterator[tuple[int, str]]:
    """Line and name of everything that is called: `open(…)` is "open", `path.open()` is ".open"."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.lineno, node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, "." + node.func.attr


def found(paths: Iterator[Path], names: set[str]) -> list[str]:
    return [f"{p.relative_to(SOURCE)}:{line} {name}" for p in paths for line, name in calls(p) if name in names]


def test_the_core_opens_nothing_and_prints_nothing() -> None:
    names = {"open", "print", "input", "exec", "eval", "__import__", *("." + m for m in FILE_METHODS)}
    assert found(modules(*CORE), names) == []


def test_only_commands_print() -> None:
    outside = (p for p in modules(".") if p.relative_to(SOURCE).parts[0] != "cli")
    assert found(outside, {"print", "input", "exit", "quit"}) == []


def test_only_commands_end_the_process() -> None:
    outside = (p for p in modules(".") if p.relative_to(SOURCE).parts[0] != "cli")
    ends = [
        str(p.relative_to(SOURCE)) for p in outside for n in ast.walk(ast.parse(p.read_text(encoding="utf-8")))
        if isinstance(n, ast.Name) and n.id == "SystemExit"
    ]  # fmt: skip
    assert ends == []


def test_no_language_is_named_in_the_core() -> None:
    named = [
        f"{p.relative_to(SOURCE)}:{node.lineno} {node.value!r}"
        for p in modules(*NO_LANGUAGE)
        for node in ast.walk(ast.parse(p.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in LANGUAGES
    ]
    assert named == []


def test_no_except_swallows_everything() -> None:
    bare = [
        f"{p.relative_to(SOURCE)}:{node.lineno}"
        for p in modules(".")
        for node in ast.walk(ast.parse(p.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert bare == []


def test_every_module_says_what_it_is() -> None:
    documented = {p: ast.get_docstring(ast.parse(p.read_text(encoding="utf-8"))) for p in modules(".")}
    silent = [str(p.relative_to(SOURCE)) for p, words in documented.items() if not words]
    assert silent == []


def test_every_language_has_the_same_folders() -> None:
    folders = {
        language: {f.name for f in (SOURCE / "languages" / language).iterdir() if f.is_dir()} for language in LANGUAGES
    }
    assert len({frozenset(f) for f in folders.values()}) == 1, folders


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.yaml")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_data_file_says_what_it_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_data_folders_hold_no_code() -> None:
    code = [str(p) for d in ("languages", "ontology", "world", "models", "judging") for p in (SOURCE / d).rglob("*.py")]
    assert code == []
