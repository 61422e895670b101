"""Processes that work for one another: order, deaths, jobs without end, errors that are everybody's."""

import os
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from lagebild.errors import DataError
from lagebild.ingest import workers
from lagebild.ingest.workers import LOOK_AHEAD, Team, Work, in_order

Job = Callable[[str], str]


def start() -> Job:
    return act


def start_wrong() -> Job:
    raise DataError("a pack is wrong")


def act(job: str) -> str:
    if job == "die":
        os._exit(9)
    if job == "hang":
        time.sleep(600)
    if job == "wrong":
        raise DataError("a table is wrong")
    if job == "slow":
        time.sleep(0.3)
    if job == "threads":
        return os.environ["OMP_NUM_THREADS"]
    return str(os.getpid()) if job == "who" else job.upper()


def work(seconds: float | None = None) -> Work[str, str]:
    return Work(start, partial(_told, "crashed"), partial(_told, "hung"), seconds)


def _told(fate: str, job: str) -> str:
    return f"{job}: {fate}"


def test_results_come_in_the_order_of_the_jobs() -> None:
    jobs = ["slow", "a", "b", "slow", "c"]
    assert [result for _, result in in_order(iter(jobs), work(), 2)] == ["SLOW", "A", "B", "SLOW", "C"]


def test_each_process_computes_on_one_thread_unless_somebody_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert [result for _, result in in_order(iter(["threads"]), work(), 2)] == ["1"]
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    assert [result for _, result in in_order(iter(["threads"]), work(), 2)] == ["3"]


def test_a_death_and_a_job_without_end_cost_one_job_each() -> None:
    jobs = ["a", "die", "b", "hang", "c", "die", "hang", "d"]
    began = time.monotonic()
    found = [result for _, result in in_order(iter(jobs), work(0.5), 2)]
    assert found == ["A", "die: crashed", "B", "hang: hung", "C", "die: crashed", "hang: hung", "D"]
    assert time.monotonic() - began < 60


def test_an_error_that_is_no_reports_is_raised_where_the_result_is_taken() -> None:
    with pytest.raises(DataError, match="a table is wrong"):
        list(in_order(iter(["a", "wrong"]), work(), 2))
    broken: Work[str, str] = Work(start_wrong, partial(_told, "crashed"), partial(_told, "hung"))
    with pytest.raises(DataError, match="a pack is wrong"):
        list(in_order(iter(["a"]), broken, 2))


def test_a_process_that_has_done_its_share_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MOST_JOBS", 2)
    team = Team(work(), 1)
    try:
        found = []
        for _ in range(5):
            team.give("who")
            found.append(team.next()[1])
    finally:
        team.stop()
    assert found[0] == found[1] != found[2] == found[3] != found[4]


def test_jobs_are_taken_only_so_far_ahead_of_results() -> None:
    taken = 0

    def jobs() -> Iterator[str]:
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield "a"

    running = in_order(jobs(), work(), 2)
    next(running)
    assert taken <= 2 * LOOK_AHEAD + 1
    running.close()  # type: ignore[attr-defined]


def test_stopping_leaves_no_process_behind_that_still_works() -> None:
    team = Team(work(), 2)
    for _ in range(4):
        team.give("hang")
    time.sleep(1)
    began = time.monotonic()
    team.stop()
    assert time.monotonic() - began < 10
