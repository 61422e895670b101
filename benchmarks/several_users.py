"""Several users of one PostgreSQL store: two processes fill it while a third serves pages and answers.

    python benchmarks/several_users.py SHARED_FOLDER [--store postgresql://…] [--reports 60] [--rate 10]

Without --store a server of the development group's wheel is started. Prints reports a second of one process alone and
of two together, each with half of the same reports (those of `speed.texts`), and how long answers of the API took
while they ran; then what `lagebild store check` says. On two cores the three share what there is.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from speed import ENVIRONMENT, LAGEBILD, texts
from web import serving

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.store.server import address_of, running_server

ASKED = ("/api/stories", "/api/events?type=ASSAULT", "/api/sources", "/api/health")


def main() -> int:
    """Fill alone, fill together while serving, compare; exit status 1 where the store is not whole."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--store", help="address of an empty database; a second one is made beside it")
    parser.add_argument("--reports", type=int, default=60, help="of each language")
    parser.add_argument("--rate", type=float, default=10.0, help="requests a second")
    given = parser.parse_args()
    lines = [line for language in ("de", "en") for line in texts(given.shared / "bench", language)[: given.reports]]
    with tempfile.TemporaryDirectory() as folder, _server(given.store) as server:
        place = Path(folder)
        files = [_write(place / f"{n}.jsonl", lines[n::2]) for n in range(2)]
        alone, together = _database(server), _database(server)
        start = _seconds([_ingest(_database(server), _write(place / "one.jsonl", lines[:1] + lines[-1:]))])
        single = _seconds([_ingest(alone, _write(place / "all.jsonl", lines))]) - start
        with serving(together) as base:
            processes = [_ingest(together, file) for file in files]
            times, begin = [], time.perf_counter()
            with httpx.Client(base_url=base, timeout=60) as client:
                while any(process.poll() is None for process in processes):
                    asked = time.perf_counter()
                    client.get(ASKED[len(times) % len(ASKED)]).raise_for_status()
                    times.append(1000 * (time.perf_counter() - asked))
                    time.sleep(max(0.0, 1 / given.rate - (time.perf_counter() - asked)))
            double = time.perf_counter() - begin - start
            assert all(process.returncode == 0 for process in processes)
        cuts = statistics.quantiles(times, n=100)
        print(f"{len(lines)} reports into PostgreSQL, start-up ({start:.1f} s) taken off")
        print(f"one process: {len(lines) / single:.1f} reports/s")
        print(f"two processes while a third serves: {len(lines) / double:.1f} reports/s, {single / double:.2f}-fold")
        print(f"API meanwhile, {len(times)} requests: median {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms")
        whole = all(_told(store)["reports"] == len(lines) and _checked(store) for store in (alone, together))
        print("both stores are whole" if whole else "a store is NOT whole")
        return 0 if whole else 1


@contextmanager
def _server(given: str | None) -> Iterator[str]:
    if given:
        yield given
        return
    with running_server() as address:
        yield address


def _database(server: str) -> str:
    import psycopg

    name = f"lagebild_{uuid.uuid4().hex}"
    with psycopg.connect(address_of(server, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")  # type: ignore[arg-type]
    return address_of(server, name)


def _write(path: Path, lines: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def _ingest(store: str, file: Path) -> subprocess.Popen[bytes]:
    command = [*LAGEBILD, "ingest", str(file), "--store", store]
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _seconds(processes: list[subprocess.Popen[bytes]]) -> float:
    begin = time.perf_counter()
    for process in processes:
        assert process.wait() == 0, f"{process.args}: exit status {process.returncode}"
    return time.perf_counter() - begin


def _told(store: str) -> dict[str, int]:
    command = [*LAGEBILD, "store", "info", "--store", store, "-f", "json"]
    told: dict[str, int] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["counts"]
    return told


def _checked(store: str) -> bool:
    command = [*LAGEBILD, "store", "check", "--store", store]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
