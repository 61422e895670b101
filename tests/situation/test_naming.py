"""Whom and which place a typed name means: looked up, offered where it may mean several, and nothing guessed."""

from functools import cache

import pytest

from lagebild.cli.serve import _naming
from lagebild.errors import UsageError
from lagebild.record import Entity, Mention
from lagebild.settings import Settings
from lagebild.situation.naming import NamedParty, NamedPlace, Naming
from lagebild.store.verdicts import Somebody
from lagebild.stories.model import Party

DAY = "2024-05-14"
MAYOR = Entity("e1", "Anna Beispiel", "PER", (Mention((0, 4), "name", (0, 4)),), "DEU", "GOV", None)


@cache
def naming() -> Naming:
    return _naming(Settings())()


def party(name: str, **more: str) -> Party:
    return naming().party(NamedParty(name, **more), "de", DAY, (MAYOR,)).party  # type: ignore[arg-type]


def test_a_known_name_brings_code_and_key_in_any_language_of_the_interface() -> None:
    assert (party("Wladimir Putin").key, party("Wladimir Putin").code) == ("Q7747", "RUS GOV")
    assert party("Vladimir Putin").key == "Q7747"
    assert (party("Frankreich").key, party("Frankreich").code) == ("FRA", "FRA")
    assert party("Amnesty International").code == "NGO"


def test_somebody_of_the_report_is_as_the_report_has_them() -> None:
    told = party("anna beispiel")
    assert (told.name, told.code, told.country) == ("Anna Beispiel", "DEU GOV", "DEU")


def test_of_who_is_not_known_nothing_is_guessed() -> None:
    with pytest.raises(UsageError, match="nobody of this name is known; say what it is"):
        party("Xaver Ypsilon")
    told = party("Xaver Ypsilon", type="PER")
    assert (told.name, told.code, told.country) == ("Xaver Ypsilon", "", None)
    assert told.key == party("Herr X. Ypsilon", type="PER").key  # as surnames compare everywhere
    assert party("Xaver Ypsilon", type="PER", code="aut jrn").code == "AUT JRN"


def test_what_is_only_like_a_name_is_offered_and_not_taken() -> None:
    with pytest.raises(UsageError, match='pick one: "Q159 RUS"'):
        party("russisch")
    assert party("russisch", pick="Q159 RUS").code == "RUS"
    with pytest.raises(UsageError, match="nobody whom this name may mean"):
        party("russisch", pick="Q1 FRA")


def test_who_takes_part_stays_as_they_are_unless_their_code_is_changed() -> None:
    there = Somebody(Party("n:x", "Miliz  Ost", "UKR REB", "UKR"))
    told = naming().party(NamedParty("Miliz Ost"), "de", DAY, (), (there,))
    assert told is there
    recoded = naming().party(NamedParty("Miliz Ost", "RUS MIL"), "de", DAY, (), (there,)).party
    assert (recoded.key, recoded.code, recoded.country) == ("n:x", "RUS MIL", "RUS")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("XXX", "XXX is no code"),
        ("RUS GVO", "did you mean GOV"),
        ("RUS GOV MIL COP LEG", "3 sectors"),
        ("<b>", "no code"),
    ],
)
def test_codes_that_are_none_are_refused(code: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        party("Wladimir Putin", code=code)


@pytest.mark.parametrize("name", ["  ", "\u202e", "…", "a" * 300])
def test_names_that_are_none_are_refused(name: str) -> None:
    with pytest.raises(UsageError):
        party(name)
    with pytest.raises(UsageError):
        naming().spot(NamedPlace(name))


def test_a_place_is_looked_up_and_of_several_one_must_be_picked() -> None:
    assert naming().spot(NamedPlace("Pjöngjang")).country == "PRK"
    with pytest.raises(UsageError, match='several places are called so; pick one: "2988507" \\(Paris, FRA\\)'):
        naming().spot(NamedPlace("Paris"))
    found = naming().spot(NamedPlace("Paris", "4717560"))
    assert (found.country, found.geonames) == ("USA", 4717560)
    with pytest.raises(UsageError, match="no place of this name is known"):
        naming().spot(NamedPlace("Nirgendsheim an der Luft"))
    with pytest.raises(UsageError, match="no place of this name"):
        naming().spot(NamedPlace("Paris", "1"))
