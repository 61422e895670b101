"""Which claims match which rules."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from lagebild.cli.watch_files import load_vocabulary
from lagebild.imports.importing import import_file
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.globe import distance_km
from lagebild.settings import Settings
from lagebild.stories.model import Party, Spot
from lagebild.watches.matching import matches, matching_claims
from lagebild.watches.rule_file import read_watch_file
from tests.imports.samples import table
from tests.watches.samples import TASS, claim, denial, sighting, watch

UNION = Party("EUR", "the European Union", "EUR")
GERMANY = Party("DEU", "Germany", "DEU")


@pytest.mark.parametrize(
    "rule",
    [
        'types = ["ASSAULT"]',
        'types = ["ASSAULT/drone"]',
        'types = ["PROTEST", "ASSAULT"]',
        'contexts = ["economic", "military"]',
        'actors = ["RUS"]',
        'actors = ["RUS MIL"]',
        'actors = ["MIL"]',
        'actors = ["name:russian forces"]',
        'recipients = ["UKR", "DEU"]',
        'between = ["UKR", "RUS"]',
        'places = ["UKR"]',
        'places = ["Kharkiv"]',
        'places = ["NATO", "UKR"]',
        'near = [{place = "Kharkiv", km = 10}]',
        "near = [{lat = 50.0, lon = 36.0, km = 20}]",
        'modality = ["asserted", "planned"]',
        'actors = ["RUS"]\nconfidence = 0.8',
    ],
)
def test_it_matches(rule: str) -> None:
    assert matches(claim(), watch(rule))


@pytest.mark.parametrize(
    "rule",
    [
        'types = ["PROTEST"]',
        'types = ["ASSAULT/firearms"]',
        'contexts = ["economic"]',
        'actors = ["UKR"]',
        'actors = ["RUS GOV"]',
        'actors = ["name:russian force"]',
        'actors = ["Q7747"]',
        'actors = ["EU"]',
        'recipients = ["RUS"]',
        'between = ["UKR", "BLR"]',
        'places = ["RUS"]',
        'places = ["EU", "Mombasa"]',
        'near = [{place = "Kyiv", km = 100}]',
        'modality = ["denied"]',
        'types = ["ASSAULT"]\nactors = ["UKR"]',
        'actors = ["RUS"]\nconfidence = 0.9',
    ],
)
def test_it_does_not(rule: str) -> None:
    assert not matches(claim(), watch(rule))


def test_a_group_means_its_members_and_itself() -> None:
    for party in (UNION, GERMANY):
        assert matches(claim(actors=(party,)), watch('actors = ["EU"]'))


def test_an_organisation_without_id_is_known_by_its_name() -> None:
    council = Party("o:golfkooperationsrat", "der Golfkooperationsrat", "IGO")
    assert matches(claim(actors=(council,)), watch('actors = ["GCC"]'))


def test_the_sanctioned_are_whom_an_imported_list_names(tmp_path: Path) -> None:
    import_file(
        table(tmp_path), tmp_path / "k.db", form=None, world=package_folder("world"), languages=("en",),
        advance=lambda size, count: None,
    )  # fmt: skip
    vocabulary = load_vocabulary(Settings(knowledge=str(tmp_path / "k.db")))
    text = '[groups]\nwatched = ["sanctioned", "DEU"]\n[watch.w]\nactors = ["watched"]'
    rule = read_watch_file(text, "rules.toml", vocabulary).watches[0]
    company = Party("n:harbour", "Harbour Ltd", "KEN BUS", sanctioned=True)
    assert matches(claim(actors=(company,)), rule)
    assert matches(claim(actors=(GERMANY,)), rule)
    assert not matches(claim(actors=(replace(company, sanctioned=False),)), rule)


def test_between_wants_two_parties_also_where_both_act() -> None:
    rule = watch('between = ["EU", "DEU"]')
    assert matches(claim(actors=(GERMANY, UNION), recipients=()), rule)
    assert not matches(claim(actors=(GERMANY,), recipients=()), rule)


def test_the_middle_of_a_country_lies_in_no_circle() -> None:
    rule = watch("near = [{lat = 49.98, lon = 36.25, km = 500}]")
    for precision in ("region", "country"):
        assert not matches(claim(place=Spot("Ukraine", "UKR", 49.98, 36.25, precision)), rule)  # type: ignore[arg-type]


def test_a_claim_without_place_matches_no_place() -> None:
    assert not matches(claim(place=None), watch('places = ["UKR"]'))


def test_distances_over_the_globe() -> None:
    assert distance_km(52.52, 13.405, 48.137, 11.575) == pytest.approx(504, abs=2)  # Berlin to Munich
    assert distance_km(0, 179.9, 0, -179.9) == pytest.approx(22, abs=1)


def test_as_many_independent_sources_as_the_rule_asks_for() -> None:
    rule = watch('types = ["ASSAULT"]\nmodality = ["asserted"]\nsources = 2')
    assert matching_claims(sighting(claim(1), claim(2)), rule) == ()
    assert len(matching_claims(sighting(claim(1), claim(2, origin=TASS)), rule)) == 2
    assert matching_claims(sighting(claim(1), claim(2, origin=TASS, modality="denied")), rule) == ()


def test_only_where_sources_contradict() -> None:
    rule = watch('types = ["ASSAULT"]\ncontradiction = true')
    both = (claim(1), claim(2, origin=TASS, modality="denied"))
    assert matching_claims(sighting(*both), rule) == ()
    assert matching_claims(sighting(*both, contradictions=(denial(),)), rule) == both
