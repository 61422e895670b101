"""Groups of states that rules may name."""

from lagebild.knowledge.alliances import load_alliances
from lagebild.knowledge.data import package_folder
from lagebild.watches.selectors import find_selectors
from tests.watches.samples import vocabulary


def test_every_member_is_a_country_we_code_and_stands_once() -> None:
    for alliance in load_alliances(package_folder("world")):
        assert set(alliance.members) <= vocabulary().countries.keys(), alliance.name
        assert len(set(alliance.members)) == len(alliance.members), alliance.name
        assert all(find_selectors(name, vocabulary(), {}) for name in alliance.also), alliance.name


def test_the_organisation_itself_is_known_by_its_id_or_name() -> None:
    known = "".join(
        package_folder("world").joinpath(name).read_text(encoding="utf-8")
        for name in ("organisations.yaml", "institutions.yaml")
    )
    for alliance in load_alliances(package_folder("world")):
        for name in alliance.also:
            if name not in vocabulary().non_state:
                assert name.removeprefix("name:") in known, name


def test_no_group_is_called_like_a_code() -> None:
    names = [alliance.name for alliance in load_alliances(package_folder("world"))]
    assert not set(names) & (vocabulary().codes | vocabulary().sectors)
    assert len(set(names)) == len(names)


def test_the_large_groups_have_all_their_members() -> None:
    sizes = {alliance.name: len(alliance.members) for alliance in load_alliances(package_folder("world"))}
    assert (sizes["EU"], sizes["NATO"], sizes["G20"], sizes["AfricanUnion"], sizes["ArabLeague"]) == (
        27,
        32,
        19,
        55,
        22,
    )
