"""Migrations, integrity, backup and restore."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lagebild.errors import StoreError
from lagebild.store.care import backup, check, inform, restore
from lagebild.store.migrations import Migration, find_migrations, migrate, version_of
from lagebild.store.postgres import without_password
from lagebild.store.store import Store, connect, open_store
from tests.store.made import addition, claim, entry, happening, judgement, story


def fill(store: Store) -> str:
    made = entry(url="https://a.example/1")
    store.reports.add(made)
    claims = (claim("c1", made.id), claim("c2", made.id))
    store.index.apply(
        addition(
            made.id, claims, claim_keys=(("c1", "a"),), judgements=(judgement("c1", "c2"),),
            happenings=(happening("h1", ("c1", "c2"), (made.id,)),), stories=(story("s1", ("h1",)),),
        )
    )  # fmt: skip
    store.quarantine.put(5, "s", "n", "fetch", "no answer", b"item")
    store.marks.put("file a", [1])
    store.watches.add_alert("arms", "h1", {})
    return made.id


def test_an_old_store_is_brought_up_to_date_and_keeps_what_it_holds(place: str) -> None:
    old = connect(place)
    assert migrate(old, find_migrations()[:1]) == ("0001_reports",)
    Store(old).reports.add(entry())
    old.close()
    with open_store(place) as store:
        assert version_of(store.database) == find_migrations()[-1].number
        assert store.reports.count() == 1
        assert [r.name for r, _ in store.reports.find("oslo")] == ["a"]
        store.index.apply(addition(entry().id, (claim("c1", entry().id),)))
        assert migrate(store.database) == ()


def test_a_step_that_fails_leaves_the_store_as_it_was(place: str) -> None:
    with open_store(place) as store:
        store.reports.add(entry())
        broken = Migration(99, "0099_broken", "CREATE TABLE half (a TEXT);\nCREATE TABLE half (a TEXT);\n")
        with pytest.raises(StoreError):
            migrate(store.database, (*find_migrations(), broken))
        assert version_of(store.database) == find_migrations()[-1].number
        store.database.execute("CREATE TABLE half (a TEXT)")
        assert store.reports.count() == 1


def test_a_store_of_a_later_version_is_refused(place: str) -> None:
    with open_store(place) as store:
        store.database.execute("INSERT INTO lagebild_schema (number, name) VALUES (999, 'later')")
    with pytest.raises(StoreError, match="later version of Lagebild"), open_store(place):
        pass


def test_a_database_of_something_else_is_left_alone(place: str) -> None:
    database = connect(place)
    database.execute("CREATE TABLE reports (a TEXT)")
    database.close()
    with pytest.raises(StoreError, match="something else"), open_store(place):
        pass


def test_numbers_of_migrations_have_no_gap() -> None:
    assert [m.number for m in find_migrations()] == list(range(1, len(find_migrations()) + 1))


def test_a_whole_store_has_no_faults_and_says_what_it_holds(store: Store) -> None:
    fill(store)
    seen = []
    assert check(store, lambda: seen.append(1)) == ()
    assert len(seen) == 1
    info = inform(store)
    assert (info.counts["reports"], info.counts["claims"], info.counts["quarantine"]) == (1, 2, 1)
    assert info.languages == {"en": 1}
    assert info.bytes > 10_000
    assert info.first_published == "2024-05-14"


def test_check_names_what_is_damaged(store: Store) -> None:
    one, two = entry("One is fine."), entry("Two is changed.")
    for made in (one, two):
        store.reports.add(made)
    other = entry("Another text.").packed_record
    store.database.execute("UPDATE records SET record = ? WHERE number = 1", (b"garbage",))
    store.database.execute("UPDATE records SET record = ? WHERE number = 2", (other,))
    assert [fault.split(":")[0] for fault in check(store)] == [f"report {one.id}", f"report {two.id}"]
    store.reports.search.add(99, [], [])
    assert "2 reports are stored, 3 are in the full-text index" in check(store)


def test_a_backup_can_be_opened_and_restored(store: Store, new_place: Callable[[], str], tmp_path: Path) -> None:
    report = fill(store)
    path = tmp_path / "backup.db"
    backup(store, path)
    assert [f.name for f in tmp_path.glob("backup*")] == ["backup.db"]
    with open_store(str(path), create=False) as copy:
        assert check(copy) == ()
        assert copy.reports.record(report) == store.reports.record(report)
    place = new_place()
    assert restore(place, path) == 1
    with open_store(place) as back:
        assert inform(back).counts == inform(store).counts
        assert back.index.claims_of_report(report) == store.index.claims_of_report(report)
        assert [r.id for r, _ in back.reports.find("oslo")] == [report]
        assert back.reports.add(entry("Another.")) is not None
        assert check(back) == ()
    with pytest.raises(StoreError, match="not empty"):
        restore(place, path)
    with pytest.raises(StoreError, match="exists already"):
        backup(store, path)


def test_a_backup_is_made_while_others_write(store: Store, place: str, tmp_path: Path) -> None:
    store.reports.add(entry())
    with open_store(place) as writer, writer.transaction():
        writer.reports.add(entry("Not yet there."))
        if store.database.dialect == "sqlite":
            backup(store, tmp_path / "b.db")
    if store.database.dialect == "postgres":
        backup(store, tmp_path / "b.db")
    with open_store(str(tmp_path / "b.db")) as copy:
        assert copy.reports.count() in (1, 2)
        assert check(copy) == ()


def test_restore_needs_a_backup(new_place: Callable[[], str], tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("no store\n" * 100, encoding="utf-8")
    for path in (tmp_path / "none.db", text):
        with pytest.raises(StoreError):
            restore(new_place(), path)


def test_what_is_no_store_is_refused_with_a_reason(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("no store\n" * 100, encoding="utf-8")
    for where, reason in (
        (str(tmp_path), "a directory"),
        (str(text), "not a database"),
        ("mysql://host/name", "no store; give the path"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", r"postgresql://nobody@127\.0\.0\.1:1/none"),
        ("/proc/none/store.db", "cannot be opened"),
    ):
        with pytest.raises(StoreError, match=reason), open_store(where):
            pass
    with pytest.raises(StoreError, match="no store here yet"), open_store(str(tmp_path / "none.db"), create=False):
        pass
    assert not (tmp_path / "none.db").exists()


def test_a_password_is_never_shown() -> None:
    assert without_password("postgresql://u:secret@h:5/d?x=1") == "postgresql://u@h:5/d?x=1"
    assert without_password("postgresql:///d") == "postgresql:///d"


def test_two_processes_see_each_other(place: str) -> None:
    with open_store(place) as one, open_store(place) as two:
        one.reports.add(entry())
        assert two.reports.count() == 1
        assert two.reports.add(entry()) is None
        two.reports.add(entry("Another."))
        assert one.reports.count() == 2
