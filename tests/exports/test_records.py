"""Records of others: what is wrong is told, and what is let in can be written in every format."""

import json

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.errors import NotARecordError
from lagebild.exports.claims import claims_of_record
from lagebild.exports.formats import FORMATS
from lagebild.exports.records import decode_record
from lagebild.stories.days import moment_in_utc
from lagebild.view.contract import to_object
from tests.exports.samples import convert, records
from tests.view.sample import MADE_BY, german

DATA = msgspec.json.encode(records()[0])
EDGES = ("0001-01-01", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00")
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.sampled_from(["=1+1", "javascript:alert(1)", "http://[", *EDGES, "\x00"]),
    st.lists(st.integers(-5, 1000), max_size=3),
    st.just({}),
)  # fmt: skip


def test_a_record_comes_back_as_it_was() -> None:
    assert decode_record(DATA, "x") == to_object(german(), MADE_BY)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("events", 0, "trigger"), [5, 9000], "event e1: trigger [5, 9000] lies outside of the text"),
        (("events", 0, "trigger"), [9, 5], "event e1: trigger [9, 5] lies outside"),
        (("events", 0, "actors", 0, "span"), [-3, 5], "event e1: participant [-3, 5] lies outside"),
        (("events", 0, "sentence"), -1, "event e1: there is no sentence -1"),
        (("events", 0, "block"), 7, "event e1: there is no block 7"),
        (("events", 0, "quantities"), [1], "event e1: there is no quantity 1"),
        (("events", 0, "confidence"), 80, "confidence 80.0 or score -4.5 is out of range"),
        (("sentences", 0), [0, 9000], "sentence [0, 9000] lies outside of the text"),
        (("places", 0, "lat"), 200, "place 'Mombasa': coordinates or GeoNames id out of range"),
        (("schema",), "lagebild.report/2", "no lagebild.report/1 record: Invalid enum value 'lagebild.report/2'"),
        (("events", 0, "modality"), "maybe", "no lagebild.report/1 record: Invalid enum value 'maybe'"),
    ],
)
def test_what_points_nowhere_is_told(path: tuple[str | int, ...], value: object, told: str) -> None:
    with pytest.raises(NotARecordError) as caught:
        decode_record(_changed(path, value), "x.jsonl, line 1")
    assert str(caught.value).startswith("x.jsonl, line 1: ")
    assert told in str(caught.value)


def _paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [p for key, inner in value.items() for p in _paths(inner, (*path, key))] + [path]
    if isinstance(value, list):
        return [p for i, inner in enumerate(value) for p in _paths(inner, (*path, i))] + [path]
    return [path]


def _changed(path: tuple[str | int, ...], value: object) -> bytes:
    record = json.loads(DATA)
    inner = record
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return json.dumps(record).encode()


@pytest.mark.parametrize("field", ["published", "retrieved"])
@pytest.mark.parametrize("edge", EDGES)
def test_the_edges_of_the_calendar_do_no_harm(field: str, edge: str) -> None:
    record = decode_record(_changed((field,), edge), "x")
    for name in FORMATS:
        convert(name, record)
    assert moment_in_utc(edge) is None


@given(st.sampled_from([p for p in _paths(json.loads(DATA)) if p]), VALUES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_let_in_can_be_written_in_every_format(path: tuple[str | int, ...], value: object) -> None:
    try:
        record = decode_record(_changed(path, value), "x")
    except NotARecordError:
        return
    for name in FORMATS:
        convert(name, record)
    claims_of_record(record)
