"""Alerts in files: JSON Lines and an Atom feed; and on the terminal."""

import io
import json
from pathlib import Path

import feedparser
import pytest

from lagebild.errors import SinkError
from lagebild.sinks.feed_file import FeedSink
from lagebild.sinks.json_lines import JsonLinesSink
from lagebild.sinks.terminal import TerminalSink
from tests.sinks.samples import alert, update


def test_json_lines_are_appended(tmp_path: Path) -> None:
    path = tmp_path / "alerts.jsonl"
    for one in (alert(), update()):
        JsonLinesSink(path).send(one)
    assert [json.loads(line)["kind"] for line in path.read_text(encoding="utf-8").splitlines()] == ["new", "update"]


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match="cannot be written"):
        JsonLinesSink(tmp_path / "missing" / "alerts.jsonl").send(alert())


def test_the_feed_holds_the_newest_alert_first_with_its_links(tmp_path: Path) -> None:
    path = tmp_path / "alerts.atom"
    for one in (alert(), update()):
        FeedSink(path, "Desk", 200).send(one)
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo
    assert [entry.title.partition(":")[0] for entry in feed.entries] == [
        "[w] update, another independent source",
        "[w] new",
    ]
    assert feed.entries[1].link == "https://paper.example/1"
    assert "- Reuters, asserted" in feed.entries[1].content[0].value
    assert [p.name for p in tmp_path.iterdir()] == ["alerts.atom"]


def test_an_alert_stands_in_the_feed_once_and_old_ones_leave(tmp_path: Path) -> None:
    path = tmp_path / "alerts.atom"
    sink = FeedSink(path, "Desk", 2)
    for one in (alert(), alert(), alert(id="b"), alert(id="c")):
        sink.send(one)
    assert [e.id.rpartition(":")[2] for e in feedparser.parse(path.read_bytes()).entries] == ["c", "b"]


@pytest.mark.parametrize("content", ["<rss/>", "no feed", ""])
def test_a_file_that_is_no_feed_is_not_overwritten(content: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SinkError, match="feed"):
        FeedSink(path, "Desk", 2).send(alert())
    assert path.read_text(encoding="utf-8") == content


def test_hostile_text_leaves_the_feed_readable(tmp_path: Path) -> None:
    path = tmp_path / "alerts.atom"
    for number in range(2):
        FeedSink(path, "Desk", 5).send(alert(id=str(number), title="<script>\x00\u202e]]>&", note="a\nb"))
    assert len(feedparser.parse(path.read_bytes()).entries) == 2


def test_the_terminal_shows_what_who_and_where_it_was_read() -> None:
    stream = io.StringIO()
    TerminalSink(stream).send(alert(contradictions=("TASS denies it",), title="\x1b[31mred"))
    text = stream.getvalue()
    assert "\x1b" not in text
    assert "contradiction: TASS denies it" in text
    assert "1 independent source\n" in text
