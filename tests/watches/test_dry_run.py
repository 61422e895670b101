"""Rules over reports of the past."""

from functools import partial

from msgspec.structs import replace

from lagebild.exports.claims import claims_of_record
from lagebild.stories.model import Claim, Party
from lagebild.watches.dry_run import PastReport, dry_run
from lagebild.watches.model import Alert, Watch
from lagebild.watches.plain_grouping import PlainGrouping
from tests.exports.samples import records
from tests.watches.samples import TASS, claim, watch

RULE = watch('types = ["ASSAULT"]')


def run(rule: Watch, *claims: Claim) -> list[Alert]:
    reports = [PastReport(c.report, None, c.published, partial(tuple, (c,))) for c in claims]
    return list(dry_run([rule], reports, PlainGrouping().add))


def test_two_reports_of_one_happening_are_one_alert() -> None:
    assert [alert.kind for alert in run(RULE, claim(1), claim(2))] == ["new"]


def test_reports_come_in_the_order_of_publication() -> None:
    late, early = claim(1, published="2024-05-02"), claim(2, published="2024-05-01", origin=TASS)
    alerts = run(RULE, late, early)
    assert [alert.kind for alert in alerts] == ["new", "update"]
    assert alerts[0].sources[0].name == "TASS"


def test_another_day_or_party_is_another_happening() -> None:
    other_day = claim(2, date_begin="2024-04-29")
    other_party = claim(3, actors=(Party("BLR MIL", "Belarusian forces", "BLR MIL"),))
    assert [alert.kind for alert in run(RULE, claim(1), other_day, other_party)] == ["new"] * 3


def test_claims_without_day_or_parties_are_never_joined() -> None:
    assert len(run(RULE, claim(1, date_begin=None), claim(2, date_begin=None))) == 2
    nobody = {"actors": (), "recipients": ()}
    assert len(run(RULE, claim(1, **nobody), claim(2, **nobody))) == 2


def test_a_denial_contradicts() -> None:
    rule = watch('types = ["ASSAULT"]\ncontradiction = true')
    alerts = run(rule, claim(1), claim(2, origin=TASS, modality="denied"))
    assert [alert.contradictions for alert in alerts] == [("Reuters asserts it, TASS denies it",)]


def test_silence_is_told_once_until_something_comes_again() -> None:
    rule = watch('types = ["ASSAULT"]\nsilence = 48')
    days = [1, 2, 6, 7, 8, 9]
    kinds = ["ASSAULT", "ASSAULT", "PROTEST", "PROTEST", "ASSAULT", "PROTEST"]
    claims = (claim(d, published=f"2024-05-{d:02}T00:00:00Z", type=kind) for d, kind in zip(days, kinds, strict=True))
    (alert,) = run(rule, *claims)
    assert (alert.kind, alert.at) == ("silence", "2024-05-04T00:00:00+00:00")
    assert alert.title == "nothing for 48 hours, since 2024-05-02T00:00+00:00"


def test_what_never_spoke_cannot_fall_silent() -> None:
    rule = watch('types = ["PROTEST"]\nsilence = 1')
    assert run(rule, claim(1), claim(2, published="2024-05-09")) == []


def test_reports_without_date_come_first_and_do_not_fail() -> None:
    alerts = run(RULE, claim(1), claim(2, published=None, origin=TASS), claim(3, published="soon"))
    assert [alert.kind for alert in alerts] == ["new", "update"]


def test_claims_are_made_of_records() -> None:
    record = records()[0]
    claims = claims_of_record(record)
    assert [c.type for c in claims] == ["PROTEST", "AGREE", "ASSAULT"]
    protest, visit, shooting = claims
    assert (protest.origin.name, [s.key for s in protest.sources]) == ("Polizei", ["polizei", "reuters"])
    assert protest.place is not None
    assert (protest.place.country, protest.actors[0].key) == ("KEN", "KEN LAB")
    assert (visit.actors[0].key, visit.recipients[0].key) == ("n:ingrid solheim", "KEN")
    assert visit.origin.kind == "outlet"
    assert (shooting.modality, shooting.recipients[0].key) == ("denied", "")


def test_the_publisher_is_known_by_its_address_where_it_has_no_name() -> None:
    record = replace(records()[0], publisher=None, agencies=[])
    assert claims_of_record(record)[0].outlet.key == "beispiel.example"


def test_an_address_that_is_none_does_not_fail() -> None:
    record = replace(records()[0], publisher=None, agencies=[], url="http://[::1")
    assert claims_of_record(record)[0].outlet.key == ""
