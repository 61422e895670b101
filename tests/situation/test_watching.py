"""Rules that stand over the store: each alert once, then updates; sinks that fail are tried again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from lagebild.errors import SinkError
from lagebild.situation import watching
from lagebild.situation.watching import MOST_TRIES, Past, begin_watch, deliver, find_due
from lagebild.store.store import Store
from lagebild.watches.dry_run import dry_run
from lagebild.watches.model import Alert
from tests.situation.conftest import Fill
from tests.watches.samples import watch

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ARRESTS = watch('types = ["COERCE/arrest"]\nsinks = ["desk"]\n[sinks.desk]\nkind = "terminal"')
QUIET = watch('types = ["PROTEST"]\nsilence = 48')


def stand(store: Store, *, past: bool = True) -> None:
    begin_watch(store, ARRESTS.name, "", past=past)


def due(store: Store) -> list[tuple[str, str | None]]:
    return [(alert.kind, alert.happening) for alert in find_due(store, [ARRESTS], NOW)]


def test_each_happening_is_told_once_and_then_only_news(store: Store, fill: Fill) -> None:
    fill("01a")
    stand(store)
    first = due(store)
    assert [kind for kind, _ in first] == ["new"]
    assert due(store) == []
    fill("01b")
    second = due(store)
    assert ("update", first[0][1]) in second
    assert due(store) == []
    assert len(store.watches.alerts(Alert)) == len(first) + len(second)


def test_a_watch_looks_at_what_comes_from_now_on(store: Store, fill: Fill) -> None:
    fill("01a", "01b")
    stand(store, past=False)
    assert due(store) == []
    fill("01e", "04b")
    assert due(store)


def test_small_steps_tell_the_same(store: Store, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "BATCH", 2)
    fill()
    stand(store)
    told = due(store)
    new = [happening for kind, happening in told if kind == "new"]
    assert len(new) == len(set(new)) >= 2


def test_a_run_that_breaks_off_neither_loses_nor_doubles(
    store: Store, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill()
    stand(store)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(watching, "_hear", fail)
        with pytest.raises(KeyboardInterrupt):
            due(store)
    assert store.watches.alerts(Alert) == ()
    assert len(due(store)) == len(store.watches.alerts(Alert)) > 0


def test_the_past_gives_the_happenings_that_standing_rules_give(store: Store, fill: Fill) -> None:
    fill()
    stand(store)
    past = Past(store)
    tried = {alert.happening for alert in dry_run([ARRESTS], past.reports(), past.add)}
    assert tried == {happening for _, happening in due(store)}


def test_silence_is_told_once(store: Store, fill: Fill) -> None:
    fill("04a", "04b")
    begin_watch(store, QUIET.name, "", past=True)
    assert [a.kind for a in find_due(store, [QUIET], NOW)] == ["silence"]
    assert find_due(store, [QUIET], NOW + timedelta(days=9)) == ()


def refusing(reason: str) -> Callable[[Alert, str], watching.Send]:
    def take(alert: Alert) -> None:
        raise SinkError(reason)

    return lambda alert, sink: take


def test_a_sink_that_fails_is_tried_again_later(store: Store, fill: Fill) -> None:
    fill("01a")
    stand(store)
    (_,) = due(store)
    delivered, problems = deliver(store, refusing("down"), NOW)
    assert (delivered, len(problems)) == (0, 1)
    assert "2026-01-01T00:01:00Z" in problems[0]
    taken: list[Alert] = []
    assert deliver(store, lambda alert, sink: taken.append, NOW) == (0, [])  # too early
    assert deliver(store, lambda alert, sink: taken.append, NOW + timedelta(minutes=2)) == (1, [])
    assert deliver(store, lambda alert, sink: taken.append, NOW + timedelta(days=9)) == (0, [])
    assert [alert.watch for alert in taken] == [ARRESTS.name]


def test_a_sink_that_stays_away_is_given_up(store: Store, fill: Fill) -> None:
    fill("01a")
    stand(store)
    due(store)
    problems = [deliver(store, refusing("down"), NOW + timedelta(days=day))[1] for day in range(MOST_TRIES + 1)]
    assert problems[MOST_TRIES - 1][0].endswith("given up")
    assert problems[MOST_TRIES] == []


def test_a_sink_that_is_gone_is_left_out(store: Store, fill: Fill) -> None:
    fill("01a")
    stand(store)
    due(store)
    assert deliver(store, lambda alert, sink: None, NOW) == (0, [])
    assert store.watches.waiting("9") == ()


def test_a_muted_watch_keeps_its_alerts_and_tells_nobody(store: Store, fill: Fill) -> None:
    fill("01a")
    stand(store)
    watching.mute(store, ARRESTS.name, (NOW + timedelta(hours=1)).isoformat())
    assert due(store) == []
    assert len(store.watches.alerts(Alert)) == 1
    assert store.watches.waiting("2999") == ()
    assert watching.muted_until(store, ARRESTS.name, NOW)
    watching.mute(store, ARRESTS.name, None)
    assert watching.muted_until(store, ARRESTS.name, NOW) is None
    fill("01b")
    assert due(store)
