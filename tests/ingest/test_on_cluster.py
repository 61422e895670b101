"""`lagebild ingest --engine ray`: what goes with it and what does not."""

import sys
from pathlib import Path

import pytest

from tests.ingest.conftest import Ingest


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["in.jsonl", "--parquet", "out"], "goes with --engine ray"),
        (["in.jsonl", "--engine", "ray", "--watch"], "do not go with --engine ray"),
        (["https://example.org/", "--engine", "ray"], "reads files"),
        (["-", "--engine", "ray"], "reads files"),
        (["none.jsonl", "--engine", "ray"], "no such file"),
    ],
)
def test_wrong_usage_is_told(ingest: Ingest, arguments: list[str], told: str) -> None:
    done = ingest(*arguments)
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())


def test_without_ray_it_says_how_to_install_it(
    ingest: Ingest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "Somebody said something."}\n', encoding="utf-8")
    done = ingest(path, "--engine", "ray")
    assert done.exit_code == 2
    assert "lagebild[ray]" in done.stderr
