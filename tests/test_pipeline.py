"""The loop passes each stage what its signature asks for, and refuses a table that cannot work."""

import pytest

from lagebild.errors import WiringError
from lagebild.pipeline import Found, Stage, check_order, run
from lagebild.record import Block, Masthead, Note, Page, Report


def blocks_of(page: Page) -> Found[tuple[Block, ...]]:
    return Found((Block("body", (0, len(page.text)), "test"),), (Note("blocks", "one block"),))


def masthead_of(page: Page, blocks: tuple[Block, ...], *, publisher: str = "Bote") -> Found[Masthead]:
    return Found(Masthead(title=page.text[slice(*blocks[0].span)], publisher=publisher))


def test_each_stage_fills_its_part_and_leaves_its_notes() -> None:
    report = run(
        Report(page=Page("Ein Satz."), language="de"), [Stage("blocks", blocks_of), Stage("masthead", masthead_of)]
    )
    assert report.masthead == Masthead(title="Ein Satz.", publisher="Bote")
    assert [note.stage for note in report.notes] == ["blocks"]
    assert report.events is None


def test_a_stage_that_reads_too_early_is_refused() -> None:
    with pytest.raises(WiringError, match="'masthead' reads 'blocks' before"):
        check_order([Stage("masthead", masthead_of), Stage("blocks", blocks_of)])


def test_a_stage_for_an_unknown_part_is_refused() -> None:
    with pytest.raises(WiringError, match="'horoscope', which is no part"):
        check_order([Stage("horoscope", blocks_of)])
