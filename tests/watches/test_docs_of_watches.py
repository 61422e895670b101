"""The examples of docs/watches.md and of samples/ are right."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lagebild.knowledge.alliances import load_alliances
from lagebild.knowledge.data import package_folder
from lagebild.sinks.webhook import sign
from lagebild.watches.in_words import describe
from lagebild.watches.model import Rule
from lagebild.watches.rule_file import read_watch_file
from lagebild.watches.sink_settings import SINKS
from tests.watches.samples import vocabulary

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "watches.md").read_text(encoding="utf-8")
TOML = [*re.findall(r"```toml\n(.*?)```", PAGE, re.S), (ROOT / "samples" / "rules.toml").read_text(encoding="utf-8")]


@pytest.mark.parametrize("example", TOML, ids=range(len(TOML)))
def test_every_example_is_a_right_file(example: str) -> None:
    assert read_watch_file(example, "docs/watches.md", vocabulary()).watches


def test_the_first_rule_is_understood_as_the_page_says() -> None:
    (first,) = read_watch_file(TOML[0], "docs/watches.md", vocabulary()).watches
    assert f"{first.name}: {describe(first)} →" in PAGE.replace("\n", " ")


def test_every_field_sink_and_group_stands_on_the_page() -> None:
    names = [*Rule.__struct_fields__, *SINKS, *(a.name for a in load_alliances(package_folder("world")))]
    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_the_check_of_a_signature_that_the_page_shows_works() -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.S)
    assert code is not None
    names: dict[str, object] = {}
    exec(code[1], names)
    is_genuine = names["is_genuine"]
    assert isinstance(is_genuine, Callable)  # type: ignore[arg-type]
    now, secret = str(int(time.time())), b"0123456789abcdef"
    assert is_genuine(f"t={now},v1={sign(secret, now, b'{}')}", b"{}", secret)  # type: ignore[operator]
    assert not is_genuine(f"t={now},v1={sign(secret, now, b'{}')}", b"{ }", secret)  # type: ignore[operator]
    assert not is_genuine(f"t=1700000000,v1={sign(secret, '1700000000', b'{}')}", b"{}", secret)  # type: ignore[operator]
