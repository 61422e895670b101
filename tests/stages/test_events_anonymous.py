"""Violence of which nobody is named: with others of its kind in the report it is coded, alone it is not."""

from functools import cache

from lagebild.app import Reader
from lagebild.record import Event, Page
from lagebild.settings import Settings

ARMED = "Kenyan soldiers attacked the village on Monday. Somali rebels shelled a Kenyan army base."
UNARMED = "The Kenyan minister visited Somalia on Monday. Somali ministers met Kenyan officers at the base."


@cache
def reader() -> Reader:
    return Reader(Settings())


def assaults(text: str) -> list[Event]:
    report = reader().read(Page(text=text, language="en", published="2024-05-06"), "en")
    return [e for e in report.events or () if e.type == "ASSAULT"]


def test_one_more_attack_in_a_report_that_tells_several() -> None:
    found = assaults(f"{ARMED} The heavy shelling was continuing at dawn, and three people were wounded by the shells.")
    assert len(found) > 2
    assert not found[-1].actors  # who it was is not guessed


def test_alone_it_may_be_of_anything() -> None:
    assert not assaults(f"{UNARMED} Three were wounded by an attack.")


def test_a_block_of_flats_in_a_town_is_struck_in_its_country() -> None:
    (found,) = assaults("A missile struck an apartment block in Kharkiv before dawn, an official said on Monday.")
    assert [p.code for p in found.recipients] == ["UKR"]


def test_governments_that_quarrel_over_games_do_not_play_them() -> None:
    text = "The Chinese foreign minister rejected the British boycott of the Olympics on Monday."
    report = reader().read(Page(text=text, language="en", published="2024-05-06"), "en")
    assert [e.type for e in report.events or ()] == ["REJECT"]
    assert not assaults("Argentina struck Brazil in the final of the Olympics on Monday.")
