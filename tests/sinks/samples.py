"""An alert to be delivered."""

from msgspec.structs import replace

from lagebild.watches.alerting import check
from lagebild.watches.model import Alert
from tests.watches.samples import TASS, claim, sighting, watch

RULE = watch('types = ["ASSAULT"]\nnote = "front"')


def alert(**changes: object) -> Alert:
    due = check(RULE, sighting(claim(1)), None, {"r1": "https://paper.example/1"})
    assert due is not None
    return replace(due[0], **changes)


def update() -> Alert:
    due = check(RULE, sighting(claim(1)), None, {})
    assert due is not None
    second = check(RULE, sighting(claim(1), claim(2, origin=TASS)), due[1], {})
    assert second is not None
    return second[0]
