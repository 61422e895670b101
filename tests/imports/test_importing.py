"""Wikidata, OpenSanctions and a table of one's own become names that the world knows."""

import bz2
import gzip
import importlib.util
import sys
from pathlib import Path

import pytest

from lagebild.errors import DataError, UsageError
from lagebild.imports.beside import ImportedNames
from lagebild.imports.importing import Outcome, import_file
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.world import Known
from tests.imports import samples

NEEDS_FTM = pytest.mark.skipif(
    importlib.util.find_spec("followthemoney") is None, reason="followthemoney not installed"
)


def imported(path: Path, to: Path, form: str | None = None) -> Outcome:
    return import_file(
        path, to, form=form, world=package_folder("world"), languages=("de", "en"), advance=lambda size, count: None
    )  # type: ignore[arg-type]


def names(path: Path, language: str = "en", shipped: dict[str, Known] | None = None) -> ImportedNames:
    return ImportedNames(path, language, shipped or {}, frozenset({"the", "die"}))


def known(base: ImportedNames, *atoms: str) -> Known | None:
    return base.names(atoms[0]).get(atoms)


def test_a_holder_of_an_office_is_kept_with_dates_though_the_position_comes_later(tmp_path: Path) -> None:
    imported(samples.dump(tmp_path), tmp_path / "k.db")
    person = known(names(tmp_path / "k.db"), "Jomo", "Wanjala")
    assert person is not None
    assert (person.country, person.wikidata, person.source) == ("KEN", "Q900001", "sample")
    assert [(t.office, t.since, t.until) for t in person.terms] == [("foreign minister", "2019-03-01", "2022")]
    assert known(names(tmp_path / "k.db"), "J", ".", "K", ".", "Wanjala") is not None


def test_who_held_no_office_or_nobody_knows_when_is_left_out(tmp_path: Path) -> None:
    assert imported(samples.dump(tmp_path), tmp_path / "k.db").imported.entities == 5
    base = names(tmp_path / "k.db")
    assert known(base, "Ordinary", "Person") is None
    assert known(base, "Undated", "Holder") is None
    assert known(base, "Unknown", "Club") is None


def test_organisations_are_called_as_the_language_does(tmp_path: Path) -> None:
    imported(samples.dump(tmp_path), tmp_path / "k.db")
    party = known(names(tmp_path / "k.db", "de"), "Lake", "Freedom", "Party")
    assert party is not None
    assert (party.name, party.country, party.sector) == ("Seefreiheitspartei", "KEN", "PTY")
    union = known(names(tmp_path / "k.db"), "AOLK")
    assert union is not None
    assert union.country == "IGO"


def test_a_name_of_two_who_are_equally_known_means_nobody(tmp_path: Path) -> None:
    imported(samples.dump(tmp_path), tmp_path / "k.db")
    assert known(names(tmp_path / "k.db"), "Paul", "Otieno") is None


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress)])
def test_a_compressed_file_is_read_as_it_is(tmp_path: Path, ending: str, pack) -> None:  # type: ignore[no-untyped-def]
    plain = samples.dump(tmp_path)
    packed = tmp_path / f"sample.json{ending}"
    packed.write_bytes(pack(plain.read_bytes()))
    assert imported(packed, tmp_path / "k.db").imported.entities == 5


def test_the_same_file_again_replaces_itself_and_another_joins_it(tmp_path: Path) -> None:
    for _ in range(2):
        imported(samples.dump(tmp_path), tmp_path / "k.db")
    imported(samples.table(tmp_path), tmp_path / "k.db")
    assert [(one.source, one.entities) for one in names(tmp_path / "k.db").imports] == [("own", 2), ("sample", 5)]


def test_two_lines_of_a_table_are_two_terms_of_one_person(tmp_path: Path) -> None:
    imported(samples.table(tmp_path), tmp_path / "k.db")
    person = known(names(tmp_path / "k.db"), "Amina", "Wekesa")
    assert person is not None
    assert [t.office for t in person.terms] == ["defence minister", "foreign minister"]
    assert known(names(tmp_path / "k.db"), "Amina", "Wekesa", "-", "Odhiambo") is not None
    body = known(names(tmp_path / "k.db"), "Hafenwacht")
    assert body is None  # a variant of one word, not its usual name, is rather a common word
    assert names(tmp_path / "k.db").sanctions(known(names(tmp_path / "k.db"), "Harbour", "Watch")) == ("house list",)


@NEEDS_FTM
def test_sanctions_are_joined_with_wikidata_by_identifier(tmp_path: Path) -> None:
    imported(samples.dump(tmp_path), tmp_path / "k.db")
    assert names(tmp_path / "k.db").sanctions(None) is None
    done = imported(samples.ftm(tmp_path), tmp_path / "k.db").imported
    assert (done.entities, done.sanctioned) == (3, 3)
    base = names(tmp_path / "k.db")
    person, firm = known(base, "Jomo", "Wanjala"), known(base, "Ostrava", "Shipping", "LLC")
    assert person is not None
    assert person.terms
    assert base.sanctions(person) == ("aa_list", "zz_list")
    assert firm is not None
    assert firm.country == "CZE"
    assert base.sanctions(None) == ()
    assert known(base, "Harmless", "GmbH") is None


@NEEDS_FTM
def test_only_the_lists_that_sanction_are_named_where_the_file_tells_them_apart(tmp_path: Path) -> None:
    imported(samples.ftm(tmp_path), tmp_path / "k.db")
    base = names(tmp_path / "k.db")
    assert base.sanctions(known(base, "Brno", "Metals", "AS")) == ("zz_list",)
    assert known(base, "Harmless", "GmbH") is None  # named by a sanction that no longer stands


@NEEDS_FTM
def test_whom_the_world_knows_is_found_sanctioned_by_name_or_identifier(tmp_path: Path) -> None:
    imported(samples.ftm(tmp_path), tmp_path / "k.db")
    base = names(tmp_path / "k.db")
    by_id = Known("person:KEN:X", "Another Spelling", "person", "PER", "KEN", wikidata="Q900001")
    by_name = Known("person:KEN:Jomo Wanjala", "Jomo Wanjala", "person", "PER", "KEN")
    namesake = Known("person:FRA:Jomo Wanjala", "Jomo Wanjala", "person", "PER", "FRA")
    assert base.sanctions(by_id) == base.sanctions(by_name) == ("aa_list", "zz_list")
    assert base.sanctions(namesake) == ()


def test_without_the_library_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    with pytest.raises(UsageError, match=r"pip install 'lagebild\[ftm\]'"):
        imported(samples.ftm(tmp_path), tmp_path / "k.db")


def test_a_line_that_cannot_be_read_is_counted_and_the_rest_is_imported(tmp_path: Path) -> None:
    wrong = (
        "Nobody,,person,XXX,,,,,,",
        "Somebody,,person,KEN,,wizard,2001,,,",
        "Anybody,,person,KEN,,minister,spring,,,",
        "Busybody,,person,KEN,government,,,,,",
        "Everybody,,person,KEN,,,,,567,",
    )
    done = imported(samples.table(tmp_path, samples.TABLE + "\n".join(wrong)), tmp_path / "k.db")
    assert (done.imported.entities, done.skipped) == (2, 5)
    assert [s.line for s in done.first_skipped] == [5, 6, 7, 8, 9]
    for skipped, what in zip(done.first_skipped, ("'XXX'", "wizard", "spring", "government", "567"), strict=True):
        assert what in skipped.reason


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.csv", b"nome,pais\nA,KEN\n", "columns must be"),
        ("x.txt", b"Dear all,\n", "say what it is with --as"),
        ("x.json.gz", b"\x1f\x8b\x08\x00broken", "damaged|breaks off"),
        ("x.json", b"[\n{\"id\": 3},\n]\n", "no line could be read"),
        ("x.json", b"[\n" + b"not json\n" * 300, "none of 200 lines"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_an_error_and_the_local_file_stays(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    imported(samples.table(tmp_path), tmp_path / "k.db")
    before = names(tmp_path / "k.db").origin()
    (tmp_path / name).write_bytes(content)
    with pytest.raises((DataError, UsageError), match=message):
        imported(tmp_path / name, tmp_path / "k.db")
    assert names(tmp_path / "k.db").origin() == before


def test_a_file_that_is_no_local_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "k.db").write_text("hello", encoding="utf-8")
    with pytest.raises(DataError, match="no file of `lagebild knowledge import`"):
        names(tmp_path / "k.db")
    with pytest.raises(DataError):
        imported(samples.table(tmp_path), tmp_path / "k.db")
    with pytest.raises(DataError, match="no such file"):
        names(tmp_path / "none.db")
