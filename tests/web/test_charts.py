"""What charts are drawn from: growth, counts over time, links of periods; maps; marked changes."""

from lagebild.store.events import Bin
from lagebild.web.event_counts import EventCounts, days_of, periods_of
from lagebild.web.growth import counts_by_day
from lagebild.web.maps import HEIGHT, WIDTH, Point, draw_map, project
from lagebild.web.marked_changes import mark_changes

HOSTILE = "\"><script>alert('x')</script>\u202e"


def test_nothing_of_a_text_gets_out_of_a_map() -> None:
    drawn = draw_map([Point(1, 2, 3, HOSTILE, "/x")], HOSTILE)
    assert "<script" not in drawn
    assert "\u202e" not in drawn
    assert drawn.count("<svg") == 1
    assert draw_map([], "x") == ""


def test_growth_leaves_no_day_out_and_ends_with_the_last() -> None:
    assert counts_by_day((("2024-05-01", 3), ("2024-05-03T07:00Z", 1), (HOSTILE, 9))) == [3, 0, 1]
    assert counts_by_day(()) == []
    assert len(counts_by_day((("2023-05-01", 3), ("2024-05-01", 1)))) == 30
    assert counts_by_day((("0001-01-01", 1),)) == [1]


def test_a_period_leads_to_its_days() -> None:
    assert days_of("2024-02") == ("2024-02-01", "2024-02-29")
    assert days_of("2024-05-14") == ("2024-05-14", "2024-05-14")
    assert days_of("2023") == ("2023-01-01", "2023-12-31")
    assert days_of("< 2024-01-03") is days_of("0") is None


def test_places_lie_where_they_are() -> None:
    assert project(0, 0) == (WIDTH / 2, HEIGHT / 2)
    west, east = project(0, -180), project(0, 180)
    assert (round(west[0]), round(east[0])) == (0, 1000)
    north = project(60, 0)
    assert north[1] < HEIGHT / 2
    assert project(200, 500) == project(90, 140)


def test_a_map_shows_its_points_with_room() -> None:
    drawn = draw_map([Point(52.5, 13.4, 1, "Berlin"), Point(50.4, 30.5, 4, "Kyiv", "/kyiv", sharp=False)], "Map")
    assert drawn.count("<circle") == 2
    assert 'class="place vague"' in drawn
    assert 'href="/kyiv"' in drawn


def test_changes_are_marked_word_by_word() -> None:
    told = [(s.fate, s.text) for s in mark_changes("Nine people were killed.", "At least 14 people were killed.")]
    assert told == [("gone", "Nine "), ("new", "At least 14 "), ("kept", "people were killed.")]
    assert [s.fate for s in mark_changes(None, "new")] == ["new"]
    assert [s.fate for s in mark_changes("old", None)] == ["gone"]
    assert [s.fate for s in mark_changes("word " * 700, "other " * 700)] == ["gone", "new"]


def test_counts_over_time_leave_no_day_out_and_keep_strays_apart() -> None:
    days = [Bin(0, 9), Bin(20240501, 60), Bin(20240503, 40), Bin(19750101, 1)]
    assert periods_of(EventCounts(days, 110)) == {
        "< 2024-05-01": 1, "2024-05-01": 60, "2024-05-02": 0, "2024-05-03": 40,
    }  # fmt: skip
    assert periods_of(EventCounts([Bin(20230101, 1), Bin(20240201, 1)], 2))["2023-12"] == 0
    assert next(iter(periods_of(EventCounts([Bin(19750101, 1), Bin(20240201, 1)], 2)))) == "1975"
    assert periods_of(EventCounts([Bin(0, 3)], 3)) == {}
