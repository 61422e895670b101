"""Codes of countries and languages in their other length."""

from pathlib import Path

import pytest
from msgspec import Struct

from lagebild.errors import DataError
from lagebild.knowledge.codes import load_codes
from lagebild.knowledge.data import decode, package_folder
from lagebild.knowledge.world import Country


class _Countries(Struct, frozen=True):
    countries: tuple[Country, ...]


def test_every_country_we_code_has_its_short_code() -> None:
    codes = load_codes(package_folder("world"))
    known = {country.code for country in decode(package_folder("world") / "countries.yaml", _Countries).countries}
    assert known - codes.countries.keys() == {"EUR"}  # the European Union is no country
    assert codes.countries["DEU"] == "de"


def test_languages_are_found_by_their_short_code() -> None:
    assert load_codes(package_folder("world")).languages["de"] == "deu"


def test_fips_codes_are_those_of_gdelt() -> None:
    codes = load_codes(package_folder("world"))
    assert [codes.fips[code] for code in ("DEU", "GBR", "RUS", "CHN", "UKR", "SRB", "XKX")] == [
        "GM", "UK", "RS", "CH", "UP", "RI", "KV",
    ]  # fmt: skip
    assert len(set(codes.fips.values())) == len(codes.fips)
    assert codes.fips.keys() <= codes.countries.keys()


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "iso639.tsv").write_text("deu\tde\n", encoding="utf-8")
    (tmp_path / "iso3166.tsv").write_text("# codes\nDEU de\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"iso3166.tsv:2: expected a code"):
        load_codes(tmp_path)
