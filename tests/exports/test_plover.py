"""POLECAT's table: its columns, and modality as auxiliary modes."""

import io

import pandas
from msgspec.structs import replace

from lagebild.exports.facts import SECTORS, country_of, sectors_of
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.ontology import load_ontology
from tests.exports.samples import KNOWS, convert, records


def read(data: bytes) -> pandas.DataFrame:
    return pandas.read_csv(io.BytesIO(data), sep="\t", keep_default_na=False)


def test_it_has_polecats_columns() -> None:
    names = read(convert("plover")).columns.tolist()
    assert len(names) == 40
    assert names[:8] == [
        "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    ]  # fmt: skip
    assert names[-2:] == ["Language", "Version"]


def test_what_did_not_happen_says_so_among_its_modes() -> None:
    table = read(convert("plover"))
    assert table["Event Mode"].tolist() == ["obstruct", "future", "firearms;negation", "hypothetical"]


def test_what_happened_long_before_the_report_is_historical() -> None:
    old = replace(records()[0], published="2024-05-01")
    assert read(convert("plover", old))["Event Mode"].tolist()[0] == "obstruct;historical"
    assert read(convert("plover"))["Event Mode"].tolist()[0] == "obstruct"


def test_a_code_without_country_is_no_country() -> None:
    assert (country_of("UAF"), sectors_of("UAF")) == (None, ("UAF",))
    assert (country_of("RUS GOV"), sectors_of("RUS GOV OPP")) == ("RUS", ("GOV", "OPP"))
    assert (country_of("UNO"), sectors_of("UNO"), country_of("")) == ("UNO", (), None)


def test_the_sectors_are_those_of_the_code_book_and_no_country() -> None:
    ontology = load_ontology(package_folder("ontology"))
    assert ontology.sectors.keys() == SECTORS
    assert not SECTORS & (KNOWS.codes.countries.keys() | ontology.non_state.keys())


def test_actors_are_one_row_and_ids_unique() -> None:
    table = read(convert("plover"))
    assert table["Event ID"].is_unique
    first = table.iloc[1]
    assert (first["Actor Name"], first["Actor Country"], first["Primary Actor Sector"]) == (
        "Ingrid Solheim",
        "NOR",
        "GOV",
    )
    assert (first["Quad Code"], first["Placename"], first["GeoNames ID"]) == ("VERBAL COOPERATION", "Nairobi", "184745")
    assert first["Story People"] == "Daniel Otieno;Ingrid Solheim"
