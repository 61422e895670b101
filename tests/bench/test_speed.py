"""Timing: what is counted, and what is not."""

from pathlib import Path

import msgspec
import pytest

from lagebild.bench.speed import Timer, read_lines_to_time, time_reports
from lagebild.errors import DataError
from lagebild.fetch.json_lines import Line
from lagebild.pipeline import Found, Stage
from lagebild.settings import Settings

TEXT = "Die Regierung in Oslo hat am Montag den Botschafter Russlands einbestellt. Das sagte ein Sprecher."


def test_every_stage_is_timed_and_what_cannot_be_read_is_left_out() -> None:
    lines = [
        Line(id="1", text=TEXT),
        Line(id="2", text=" "),
        Line(id="3", html=f"<html><body><p>{TEXT}</p></body></html>"),
    ]
    score = time_reports(lines, "de", Settings(), 2)
    assert (score.reports, score.unread, score.runs) == (2, 1, 2)
    assert {"page", "blocks", "sentences", "events", "rest", "record", "claims"} <= score.stages.keys()
    assert all(seconds >= 0 for seconds in score.stages.values())
    assert score.reports_per_s > 0
    assert score.tokens > 20
    with pytest.raises(DataError, match="none of these"):
        time_reports(lines[1:2], "de", Settings(), 1)


def test_a_timed_stage_needs_what_the_stage_needs() -> None:
    def find(page: object, *, words: int = 3) -> Found[int]:
        return Found(words)

    timer = Timer()
    timed = timer.around(Stage("title", find))
    assert timed.needs == ("page",)
    assert timed.find(page=None).part == 3
    assert "title" in timer.seconds


def test_a_line_that_is_no_report_is_named(tmp_path: Path) -> None:
    assert [
        line.text for line in read_lines_to_time(msgspec.json.encode({"text": "a"}) + b"\n" + b'{"text": "b"}', 1)
    ] == ["a"]
    with pytest.raises(DataError, match="line 2"):
        read_lines_to_time(b'{"text": "a"}\n{', None)
