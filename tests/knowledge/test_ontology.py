"""The shipped code book is complete, and a wrong one is refused with file and field."""

import shutil
from pathlib import Path

import pytest

from lagebild.errors import DataError
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.ontology import Ontology, label_in, load_ontology

QUADS = {
    "verbal_cooperation": {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    "material_cooperation": {"COOPERATE", "AID", "RETREAT"},
    "verbal_conflict": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    "material_conflict": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology(package_folder("ontology"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped code book that a test may spoil."""
    return Path(shutil.copytree(str(package_folder("ontology")), tmp_path / "ontology"))


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_all_sixteen_types_stand_in_their_quad_category(ontology: Ontology) -> None:
    found: dict[str, set[str]] = {}
    for event_type in ontology.event_types.values():
        found.setdefault(event_type.quad, set()).add(event_type.name)
    assert found == QUADS


def test_every_type_mode_context_and_sector_has_a_german_and_an_english_label(ontology: Ontology) -> None:
    labelled = [
        *ontology.event_types.values(),
        *(m for t in ontology.event_types.values() for m in t.modes),
        *ontology.contexts.values(),
        *ontology.sectors.values(),
        *ontology.non_state.values(),
    ]
    assert all({"de", "en"} <= set(thing.label) for thing in labelled)


def test_every_type_says_what_it_is_easily_confused_with(ontology: Ontology) -> None:
    assert all(len(t.not_to_be_confused_with) >= 2 for t in ontology.event_types.values())


def test_the_future_of_cooperation_is_an_agreement_and_of_a_retreat_a_concession(ontology: Ontology) -> None:
    assert {ontology.code_in_future(name) for name in ("CONSULT", "SUPPORT", "COOPERATE", "AID")} == {"AGREE"}
    assert ontology.code_in_future("RETREAT") == "CONCEDE"
    assert ontology.code_in_future("CONCEDE") == "CONCEDE"
    assert ontology.code_in_future("ASSAULT") == "ASSAULT"


def test_cooperation_scores_above_zero_and_conflict_not(ontology: Ontology) -> None:
    for event_type in ontology.event_types.values():
        assert (event_type.score > 0) == event_type.quad.endswith("cooperation"), event_type.name


def test_the_mode_farthest_from_zero_gives_the_score(ontology: Ontology) -> None:
    assert ontology.score("ASSAULT", ("beat", "drone")) == -9.5
    assert ontology.score("PROTEST", ("vandalize",)) == ontology.event_type("PROTEST").score
    assert ontology.score("CONSULT", ()) == 2.5


def test_every_cameo_code_that_we_give_leads_back_to_its_type(ontology: Ontology) -> None:
    for event_type in ontology.event_types.values():
        for modes in ((), *((m.name,) for m in event_type.modes)):
            code = ontology.cameo_code(event_type.name, modes)
            assert code is not None
            assert ontology.cameo[code].type == event_type.name, (event_type.name, modes, code)


def test_aid_cooperation_and_sanctions_need_a_recipient(ontology: Ontology) -> None:
    required = {t.name for t in ontology.event_types.values() if t.recipient == "required"}
    assert required == {"AID", "COOPERATE", "SANCTION"}


def test_what_a_mode_is_always_about_is_known_without_words(ontology: Ontology) -> None:
    assert ontology.contexts_of("SANCTION", ("convict",)) == ("legal",)
    assert ontology.contexts_of("ASSAULT", ("drone", "targeted")) == ("military",)
    assert ontology.contexts_of("AID", ()) == ()


def test_a_cameo_code_leads_to_ours_by_itself_or_by_the_nearest_above_it(ontology: Ontology) -> None:
    assert all(ontology.of_cameo(f"{root:02}") for root in range(1, 21))
    exact, above = ontology.of_cameo("0841"), ontology.of_cameo("08419")
    assert exact is not None
    assert (exact.type, exact.mode) == ("RETREAT", "release")
    assert above == exact
    assert ontology.of_cameo("99") is None


def test_the_crosswalk_knows_every_root(ontology: Ontology) -> None:
    assert {code[:2] for code in ontology.cameo} == {f"{root:02}" for root in range(1, 21)}
    assert len(ontology.cameo) == 298


def test_a_public_statement_is_no_event(ontology: Ontology) -> None:
    assert ontology.cameo["010"].type is None


def test_a_label_falls_back_to_the_first_language() -> None:
    assert label_in({"en": "Aid", "de": "Hilfe"}, "de") == "Hilfe"
    assert label_in({"en": "Aid", "de": "Hilfe"}, "fr") == "Aid"


def test_an_unknown_type_or_mode_is_refused_with_the_known_ones(ontology: Ontology) -> None:
    with pytest.raises(DataError, match=r"no event type 'FIGHT' in PLOVER: .*ASSAULT"):
        ontology.event_type("FIGHT")
    with pytest.raises(DataError, match=r"no mode 'horse' of CONSULT: visit"):
        ontology.mode("CONSULT", "horse")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("events/aid.yaml", "score: 10", "scoer: 10", r"aid\.yaml: Object .*`scoer|aid\.yaml: Object .*`score"),
        ("events/aid.yaml", "score: 10", "score: 11", r"aid\.yaml: field 'score' of AID: 11.* outside"),
        ("events/aid.yaml", "name: AID", "name: HELP", r"aid\.yaml: field 'name' says HELP"),
        ("events/aid.yaml", "when_future: AGREE", "when_future: PROMISE", r"aid\.yaml: field 'when_future'.*PROMISE"),
        ("events/aid.yaml", "type: AGREE", "type: DEAL", r"aid\.yaml: field 'not_to_be_confused_with'.*DEAL"),
        (
            "events/aid.yaml",
            "counts: [money,",
            "counts: [coins,",
            r"aid\.yaml: .*Invalid enum value|aid\.yaml: .*coins",
        ),
        ("events/sanction.yaml", "contexts: [legal]", "contexts: [law]", r"field 'contexts': there is no context law"),
        ("events/aid.yaml", 'cameo: "070"', 'cameo: "999"', r"aid\.yaml: field 'cameo': code 999"),
        ("events/consult.yaml", "name: phone", "name: visit", r"consult\.yaml: field 'modes': visit stands twice"),
        ("crosswalks/cameo.tsv", "070\tAID", "070\tHELP", r"cameo\.tsv: code 070: there is no event type HELP"),
        ("crosswalks/cameo.tsv", "040\tCONSULT\t", "040\tCONSULT\thorse", r"cameo\.tsv: code 040: .*no mode horse"),
        ("crosswalks/cameo.tsv", "071\tAID\t\teconomic", "071\tAID\t\tmoney", r"code 071: there is no context money"),
        ("crosswalks/cameo.tsv", "071\tAID\t\teconomic", "071\tAID\teconomic", r"cameo\.tsv:\d+: expected four cells"),
        ("crosswalks/cameo.tsv", "071\tAID", "070\tAID", r"cameo\.tsv:\d+: code 070 stands twice"),
    ],
)
def test_a_wrong_file_is_refused_with_file_and_field(folder: Path, file: str, old: str, new: str, message: str) -> None:
    spoil(folder / file, old, new)
    with pytest.raises(DataError, match=message):
        load_ontology(folder)


def test_a_folder_that_is_no_ontology_says_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no ontology here; expected a folder 'events'"):
        load_ontology(tmp_path)


def test_another_folder_is_another_ontology(folder: Path) -> None:
    spoil(folder / "ontology.yaml", "name: PLOVER", "name: OURS")
    assert load_ontology(folder).origin.name == "OURS"


def test_officials_are_told_from_citizens() -> None:
    ontology = load_ontology(package_folder("ontology"))
    assert all(ontology.is_official(code) for code in ("RUS", "RUS MIL", "UNO IGO", "SOM GOV PRE"))
    assert not any(ontology.is_official(code) for code in ("USA CVL", "USA MED", "NGO NGO", "FRA LAB"))
