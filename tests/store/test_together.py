"""Two processes that fill one store at the same time: each sees what the other has added."""

import multiprocessing
import sqlite3
import threading
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path

from msgspec.structs import replace

from lagebild.situation.assimilating import Extract, assimilate
from lagebild.store.care import check
from lagebild.store.store import open_store
from lagebild.stories.model import Outlet
from tests.store import made

EACH = 25


def fill(place: str, process: int, start: Barrier) -> None:
    """Add reports of one happening, every third the same as one of the other process."""
    with open_store(place) as store:
        start.wait(60)
        for n in range(EACH):
            who = "both" if n % 3 == 0 else str(process)
            entry = made.entry(f"They met in Oslo, says report {n} of {who}.", name=f"{who}-{n}")
            outlet = Outlet(f"paper-{who}-{n}", f"Paper {who} {n}", f"house-{who}-{n}")
            claim = made.claim(f"{entry.id}/1", entry.id, outlet=outlet)
            extract = Extract(replace(made.fingerprint(entry.id), outlet=outlet), (claim,))
            with store.transaction():
                if store.reports.add(entry) is not None:
                    assimilate(store, extract)


def test_nothing_is_lost_or_doubled_and_one_happening_stays_one(place: str) -> None:
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    processes = [context.Process(target=fill, args=(place, n, start)) for n in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0, 0]
    with open_store(place, create=False) as store:
        assert check(store) == ()
        reports = [report.name for report in store.reports.each()]
        both = len(range(0, EACH, 3))
        assert len(reports) == len(set(reports)) == 2 * EACH - both
        claims = [claim.id for _, claim in store.index.claims_after(0, 1000)]
        assert len(claims) == len(reports)
        (happening,) = store.index.happenings_of_claims(claims)
        assert sorted(happening.claims) == sorted(claims)


def test_a_file_that_another_is_writing_is_waited_for(tmp_path: Path) -> None:
    where = tmp_path / "new.db"
    with closing(sqlite3.connect(where, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")  # a switch to write-ahead mode is refused at once, whatever the timeout
        later = threading.Timer(0.2, other.execute, ("COMMIT",))
        later.start()
        with open_store(str(where)) as store:
            assert check(store) == ()
        later.join()


def test_many_open_a_new_file_at_once(tmp_path: Path) -> None:
    opened = []

    def go(where: Path, start: threading.Barrier) -> None:
        start.wait(60)
        with open_store(str(where)) as store:
            opened.append(check(store))

    for n in range(5):
        start = threading.Barrier(8)
        threads = [threading.Thread(target=go, args=(tmp_path / f"{n}.db", start)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert opened == [()] * 40
