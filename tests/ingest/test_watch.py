"""With --watch new files are read as they come, whole; feeds are asked anew at intervals."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lagebild.fetch import sources as sources_module
from lagebild.fetch.items import Found, Idle
from lagebild.fetch.session import Manners, Session
from lagebild.fetch.sources import Sources
from lagebild.ingest.again import Forgetful
from tests.ingest.site import Site


def watched(named: list[str], every: float, enough: Callable[[list[str]], bool]) -> list[str]:
    """Names of the items that come, until it is enough or half a minute has gone."""
    manners = Manners("lagebild", private=True, delay=0.01)
    sources = Sources(named, memory=Forgetful(), session=lambda: Session(manners), limit_bytes=10_000)
    found: list[str] = []
    until = time.monotonic() + 30
    for step in sources.watch(every, stop=lambda: enough(found) or time.monotonic() > until):
        if isinstance(step, Found):
            found.append(Path(step.item.name).name)
        assert not isinstance(step, Idle) or time.monotonic() < until
    return found


def test_a_new_file_is_read_when_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources_module, "TICK", 0.3)
    (tmp_path / "a.txt").write_text("There from the beginning.", encoding="utf-8")

    def write() -> None:
        time.sleep(1.5)
        (tmp_path / "c.bin").write_bytes(b"no report")
        with (tmp_path / "b.txt").open("w", encoding="utf-8") as file:
            for _ in range(6):
                file.write("Still being written. ")
                file.flush()
                time.sleep(0.1)

    writer = threading.Thread(target=write)
    writer.start()
    found = watched([str(tmp_path)], 600, lambda found: "b.txt" in found)
    writer.join()
    assert set(found) == {"a.txt", "b.txt"}
    assert found.count("b.txt") == 1


def test_an_address_is_asked_again_at_intervals(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources_module, "TICK", 0.05)
    site.page("/1", "Text.")
    found = watched([site.root + "/1"], 0.2, lambda found: len(found) >= 3)
    assert found[:3] == ["1", "1", "1"]
