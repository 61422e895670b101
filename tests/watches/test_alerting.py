"""One alert for a happening, then updates for what is new."""

import msgspec

from lagebild.watches.alerting import MOST_SOURCES, check, modality_of
from lagebild.watches.model import Alert
from tests.watches.samples import TASS, claim, denial, sighting, watch

RULE = watch('types = ["ASSAULT"]\nmodality = ["asserted"]\nnote = "front"')


def test_the_first_alert_carries_what_happened_and_its_sources() -> None:
    due = check(RULE, sighting(claim()), None, {"r1": "https://paper.example/1"})
    assert due is not None
    alert, told = due
    assert (alert.kind, alert.news, alert.number, alert.note) == ("new", (), 1, "front")
    assert alert.title == "ASSAULT/drone, Russian forces → residents"
    assert (alert.place, alert.begin, alert.at, alert.independent) == (
        "Kharkiv",
        "2024-04-30",
        "2024-05-01T10:00:00Z",
        1,
    )
    (source,) = alert.sources
    assert (source.name, source.outlet, source.url) == ("Reuters", "The Paper", "https://paper.example/1")
    assert told.number == 1


def test_nothing_new_is_not_told_again() -> None:
    due = check(RULE, sighting(claim(1)), None, {})
    assert due is not None
    assert check(RULE, sighting(claim(1), claim(2)), due[1], {}) is None


def test_another_independent_source_is_an_update() -> None:
    due = check(RULE, sighting(claim(1)), None, {})
    assert due is not None
    update = check(RULE, sighting(claim(1), claim(2, origin=TASS)), due[1], {})
    assert update is not None
    assert (update[0].kind, update[0].news, update[0].number) == ("update", ("source",), 2)
    assert update[0].id != due[0].id
    assert [source.state for source in update[0].sources] == [True, False]


def test_a_denial_is_told_though_the_rule_asks_for_what_is_asserted() -> None:
    due = check(RULE, sighting(claim(1)), None, {})
    assert due is not None
    denied = claim(2, origin=TASS, modality="denied")
    update = check(RULE, sighting(claim(1), denied, contradictions=(denial(),)), due[1], {})
    assert update is not None
    assert update[0].news == ("source", "contradiction")
    assert update[0].contradictions == ("TASS denies it",)


def test_a_changed_modality_is_an_update() -> None:
    rule = watch('types = ["ASSAULT"]')
    planned = claim(1, modality="planned")
    due = check(rule, sighting(planned), None, {})
    assert due is not None
    assert due[0].title.startswith("planned: ")
    update = check(rule, sighting(planned, claim(2)), due[1], {})
    assert update is not None
    assert (update[0].news, update[0].modality) == (("modality",), "asserted")


def test_a_happening_that_matches_nothing_is_not_told() -> None:
    assert check(RULE, sighting(claim(modality="denied")), None, {}) is None


def test_most_sources_decide_how_it_is_meant_each_by_its_latest_word() -> None:
    assert modality_of(sighting(claim(1, modality="denied"), claim(2))) == "asserted"
    assert modality_of(sighting(claim(1), claim(2, origin=TASS, modality="denied"))) == "asserted"
    assert modality_of(sighting(claim(1, modality="possible"), claim(2, origin=TASS, modality="denied"))) == "denied"


def test_an_alert_carries_no_more_sources_than_somebody_reads() -> None:
    due = check(RULE, sighting(*(claim(n) for n in range(MOST_SOURCES + 5))), None, {})
    assert due is not None
    assert (len(due[0].sources), due[0].left_out) == (MOST_SOURCES, 5)


def test_an_alert_is_plain_data() -> None:
    due = check(RULE, sighting(claim()), None, {})
    assert due is not None
    assert msgspec.json.decode(msgspec.json.encode(due[0]), type=Alert) == due[0]
