"""A cluster of two nodes on this machine, one of them killed in mid-run: nothing lost, nothing doubled."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lagebild.ingest.reading import Task
from lagebild.ingest.run import Fate, Run
from lagebild.scale.part_reader import Order
from lagebild.scale.parts import find_parts
from lagebild.scale.ray_engine import ingest_parts, write_parts
from lagebild.settings import Settings
from lagebild.store.store import open_store
from tests.scale.slow_reader import AWAITED, TRACES, make_reader, nodes_with_readers

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'lagebild[ray]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'lagebild[ray]'")
pytestmark = pytest.mark.cluster

ROOT = Path(__file__).parent.parent.parent
COUNT = 240


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    traces = tmp_path / "traces"
    traces.mkdir()
    monkeypatch.setenv("PYTHONPATH", f"{ROOT / 'src'}{os.pathsep}{ROOT}")
    monkeypatch.setenv(TRACES, str(traces))
    monkeypatch.setenv(AWAITED, str(getattr(request, "param", 1)))
    monkeypatch.setenv("RAY_health_check_period_ms", "500")
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "object_store_memory": 100_000_000})
    ray.init(address=made.address, log_to_driver=False)
    try:
        yield made
    finally:
        ray.shutdown()
        made.shutdown()


def write_lines(path: Path) -> None:
    words = [
        "NOPROSE" if n % 40 == 9 else "BUG" if n % 40 == 15 else "CRASH" if n == 100 else "." for n in range(COUNT)
    ]
    path.write_text("".join(json.dumps({"id": f"i{n}", "text": f"Text {n} {w}"}) + "\n" for n, w in enumerate(words)))


def order(folder: Path | None = None) -> Order:
    return Order(Task(Settings(), make_reader), 1_000_000, None, str(folder) if folder else None)


class Killer:
    """Kills a node once so many reports are stored."""

    def __init__(self, cluster: Any, node: Any, after: int) -> None:
        self.cluster, self.node, self.left = cluster, node, after

    def expect(self, size: float) -> None:
        pass

    def advance(self, size: float, fate: Fate) -> None:
        self.left -= fate == "stored"
        if self.left <= 0 and self.node is not None:
            node, self.node = self.node, None
            self.cluster.remove_node(node, allow_graceful=False)


@pytest.mark.parametrize("cluster", [2], indirect=True, ids=["two nodes"])
def test_a_node_is_killed_in_mid_run_and_nothing_is_lost_or_doubled(cluster: Any, tmp_path: Path) -> None:
    second = cluster.add_node(num_cpus=2, object_store_memory=100_000_000)
    cluster.wait_for_nodes()
    source, place = tmp_path / "in.jsonl", tmp_path / "cluster.db"
    write_lines(source)
    parts = find_parts([str(source)], 400)
    assert len(parts) > 20
    with open_store(str(place)) as store:
        killer = Killer(cluster, second, 40)
        run = Run(store, order().task, progress=killer)
        ingest_parts(run, parts, order(), 3)
        assert killer.node is None
        found = sorted(r.name for r in store.reports.each()), sorted(b.kind for b in store.quarantine.each())
        versions = store.reports.count()
    assert len(nodes_with_readers()) == 2, "both nodes should have read"
    bad = {n for n in range(COUNT) if n % 40 in (9, 15) or n == 100}
    assert found[0] == sorted(f"i{n}" for n in range(COUNT) if n not in bad)
    assert found[1] == sorted(["crashed"] + ["internal", "not_a_report"] * 6)
    assert versions == COUNT - len(bad)
    # Once more: all parts are known. And from their beginning: all reports are.
    with open_store(str(place)) as store:
        again = Run(store, order().task)
        ingest_parts(again, parts, order(), 2)
        assert not again.counts["stored"]
        other = find_parts([str(source)], 5000)
        ingest_parts(again, other, order(), 2)
        assert not again.counts["stored"]
        assert store.reports.count() == versions


def test_parts_become_parquet_files_which_later_runs_pass_over(cluster: Any, tmp_path: Path) -> None:
    import pyarrow.parquet

    source, folder = tmp_path / "in.jsonl", tmp_path / "records"
    write_lines(source)
    parts = find_parts([str(source)], 2000)
    assert write_parts(parts[:2], order(folder), 2)[0] > 0
    first = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    read, unread = write_parts(parts, order(folder), 2)
    assert all(path.stat().st_mtime_ns == written for path, written in first.items())
    rows = pyarrow.parquet.ParquetDataset(folder).read().to_pylist()
    assert len(rows) == COUNT
    assert len({row["name"] for row in rows}) == COUNT
    assert {row["error_kind"] for row in rows} == {None, "not_a_report", "internal", "crashed"}
    record = json.loads(next(row["record"] for row in rows if row["name"] == "i0"))
    assert (record["schema"], record["text"]) == ("lagebild.report/1", "Text 0 .")
    assert read + unread < COUNT
