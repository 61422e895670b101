"""Where a rule is written: the lines of the data file that define it, to be shown beside what it found."""

import re
from collections.abc import Iterator

from msgspec import Struct

from lagebild.knowledge.data import Folder


class RuleSource(Struct, frozen=True):
    """The lines of one rule in its file."""

    file: str  # relative to the language's folder
    line: int  # counted from 1
    text: str


def find_rule_sources(folder: Folder) -> dict[str, RuleSource]:
    """All named rules of a language's folder: list items that begin with `- name: …`, by name."""
    sources: dict[str, RuleSource] = {}
    for stage in sorted((f for f in folder.iterdir() if f.is_dir()), key=lambda f: f.name):
        for path in sorted(stage.iterdir(), key=lambda f: f.name):
            if path.name.endswith(".yaml"):
                for source, name in _rules_of(path.read_text(encoding="utf-8"), f"{stage.name}/{path.name}"):
                    sources.setdefault(name, source)
    return sources


_START = re.compile(r"(?P<indent> *)- (?:\{ *)?name: *[\"']?(?P<name>[\w./ -]*[\w])")


def _rules_of(text: str, file: str) -> Iterator[tuple[RuleSource, str]]:
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        start = _START.match(lines[at])
        end = at + 1
        if start:
            deeper = " " * (len(start["indent"]) + 1)
            while end < len(lines) and (not lines[end].strip() or lines[end].startswith(deeper)):
                end += 1
            yield RuleSource(file, at + 1, "\n".join(lines[at:end]).rstrip()), start["name"]
        at = end
