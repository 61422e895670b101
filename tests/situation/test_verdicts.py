"""What people judge of events: kept with author and time, followed by sums, lists and records, taken back at will."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from lagebild.errors import StoreError, UsageError
from lagebild.exports.corrections import corrected_record
from lagebild.exports.formats import FORMATS, Knows
from lagebild.exports.records import decode_record
from lagebild.ingest.reading import Reading
from lagebild.knowledge.codes import load_codes
from lagebild.knowledge.data import package_folder
from lagebild.situation.accounts import accounts_of
from lagebild.situation.assimilating import Extract, assimilate
from lagebild.situation.rejudging import take_over
from lagebild.situation.verdicts import judge, verdicts_on_report
from lagebild.store.events import Wanted
from lagebild.store.store import Store, open_store
from lagebild.store.verdicts import Edit, Somebody, corrected
from lagebild.stories.model import Happening, Party, Spot
from tests.situation.conftest import Fill


def disputed(store: Store) -> Happening:
    found = [h for h in store.index.latest_happenings(100) if store.events.sums([h.id]).get(h.id, (0, 0))[0] > 1]
    return max(found, key=lambda h: len(h.claims))


def test_sums_are_kept_as_reports_come(store: Store, fill: Fill) -> None:
    fill()
    for account in accounts_of(store, store.index.latest_happenings(100)):
        told = (len(account.voices), len(account.contradictions))
        assert store.events.sums([account.happening.id]) == {account.happening.id: told}


def test_a_rejected_event_is_no_source_and_found_in_no_list(store: Store, fill: Fill) -> None:
    fill()
    happening = disputed(store)
    before = store.events.count(Wanted())
    (account,) = accounts_of(store, [happening])
    for claim in account.voices[-1].claims:
        made = judge(store, claim, "reject", " Ada ", "not so")
        assert (made.author, made.made[-1], made.note) == ("Ada", "Z", "not so")
    (after,) = accounts_of(store, [happening])
    assert len(after.voices) < len(account.voices)
    assert {claim.id for claim in after.claims} == {claim.id for claim in account.claims}
    assert store.events.sums([happening.id])[happening.id][0] == len(after.voices)
    assert store.events.count(Wanted()) == before - len(account.voices[-1].claims)
    for claim in account.voices[-1].claims:
        judge(store, claim, "withdraw", "Ada")
    assert store.events.count(Wanted()) == before
    assert accounts_of(store, [happening]) == (account,)
    assert [v.verdict for v in store.verdicts.history(account.voices[-1].claims[0])] == ["reject", "withdraw"]


def test_an_edited_event_reads_as_edited_everywhere(store: Store, fill: Fill) -> None:
    fill()
    claim = store.events.find(Wanted(), 1)[0][1]
    edit = Edit(
        type="AID",
        modes=(),
        modality="possible",
        date_begin="2030-01-02",
        date_end="2030-01-02",
        quad="material_cooperation",
    )
    judge(store, claim.id, "edit", "Ada", edit=edit)
    wanted = Wanted((("type AID",), ("modality possible",)), 20300102, 20300102)
    assert [one.id for _, one in store.events.find(wanted, 5)] == [claim.id]
    record = decode_record(store.reports.record(claim.report) or b"", "x")
    read = corrected_record(record, verdicts_on_report(store, claim.report))
    (event,) = (e for e in read.events or () if e.id == claim.event)
    assert (event.type, event.modality, event.modes, event.quad) == ("AID", "possible", [], "material_cooperation")
    judge(store, claim.id, "edit", "Bob", edit=Edit(modality="denied"))
    assert store.events.count(wanted) == 0
    assert store.verdicts.of_claims([claim.id])[claim.id].author == "Bob"


def test_an_edit_of_who_and_where_is_told_by_lists_happenings_sums_and_records(store: Store, fill: Fill) -> None:
    fill()
    claim = next(c for _, c in store.events.find(Wanted(), 50) if c.actors and c.place)
    record = decode_record(store.reports.record(claim.report) or b"", "x")
    named = Somebody(Party("Q7747", "Wladimir Putin", "RUS GOV", "RUS"), "PER", "Q7747")
    place = Spot("Oslo", "NOR", 59.91, 10.75, "city", 3143244)
    edit = Edit(
        actors=(Somebody(claim.actors[0]), named), recipients=(), place=place, without=("date_begin", "date_end")
    )
    judge(store, claim.id, "edit", "Ada", edit=edit)
    wanted = Wanted((("actor Q7747",), ("place oslo",), ("country NOR",)))
    (found,) = corrected([c for _, c in store.events.find(wanted, 5)], store.verdicts.of_claims([claim.id]))
    assert (found.actors, found.recipients, found.place) == ((claim.actors[0], named.party), (), place)
    assert (found.date_begin, found.date_end) == (None, None)
    assert [(p.name, p.acted) for p in store.events.find_parties("Wladimir P")] == [("Wladimir Putin", 1)]
    (account,) = accounts_of(store, [store.events.happenings_of([claim.id])[claim.id]])
    assert named.party in account.happening.actors or len(account.claims) > 1
    read = corrected_record(record, verdicts_on_report(store, claim.report))
    (event,) = (e for e in read.events or () if e.id == claim.event)
    (before,) = (e for e in record.events or () if e.id == claim.event)
    assert event.actors[0] == before.actors[0]
    assert (event.actors[1].code, event.recipients, event.place, event.time) == ("RUS GOV", [], "Oslo", None)
    (added,) = (e for e in read.entities or () if e.id == event.actors[1].entity)
    assert (added.name, added.kb and added.kb.wikidata, added.country) == ("Wladimir Putin", "Q7747", "RUS")
    for name, target in FORMATS.items():
        told = b"".join(target.convert([read], Knows(frozenset(), load_codes(package_folder("world")))))
        nameless = target.binary or name == "gdelt-mentions"
        assert nameless or b"Oslo" in told or b"Putin" in told, name
    judge(store, claim.id, "withdraw", "Ada")
    assert store.events.count(wanted) == 0
    assert store.events.find_parties("Wladimir P") == ()


def test_judgements_hold_on_a_store_that_was_read_anew_by_other_rules(
    store: Store, fill: Fill, readings: dict[str, Reading], tmp_path: Path
) -> None:
    fill()
    claims = [c for _, c in store.events.find(Wanted(), 60) if c.trigger]
    alone = [c for c in claims if sum(o.text == c.text and bool({*o.trigger} & {*c.trigger}) for o in claims) == 1]
    one, other, third, same = alone[:4]
    judge(store, one.id, "edit", "Ada", edit=Edit(modality="planned" if one.modality != "planned" else "denied"))
    judge(store, other.id, "reject", "Bob", "not so")
    judge(store, third.id, "accept", "Ada")
    judge(store, same.id, "accept", "Ada")
    changed = {one.id, other.id, third.id}
    with open_store(str(tmp_path / "anew.db")) as anew:
        for reading in readings.values():
            extract = reading.extract
            assert isinstance(extract, Extract)
            told = tuple(
                replace(c, id=f"x{c.id}", type="AID" if c.type != "AID" else "CONSULT") if c.id in changed else c
                for c in extract.claims
            )
            with anew.transaction():
                anew.reports.add(reading.entry)
                assimilate(anew, replace(extract, claims=told))
        taken = take_over(anew, store.verdicts.each())
        assert (taken.kept, taken.there, [v.claim for v in taken.lost]) == (3, 0, [third.id])
        held = anew.verdicts.of_claims([f"x{one.id}", f"x{other.id}", same.id])
        assert [held[f"x{one.id}"].author, held[f"x{other.id}"].note] == ["Ada", "not so"]
        assert held[f"x{one.id}"].made == store.verdicts.of_claims([one.id])[one.id].made
        assert f"x{other.id}" not in [c.id for _, c in anew.events.find(Wanted(), 500)]
        again = take_over(anew, store.verdicts.each())
        assert (again.kept, again.there) == (0, 3)


def test_judgements_are_counted_by_type_and_never_changed(store: Store, fill: Fill) -> None:
    fill()
    (_, one), (_, other) = store.events.find(Wanted((("type ASSAULT",),)), 2)
    judge(store, one.id, "reject", "Ada")
    judge(store, one.id, "accept", "Ada")
    judge(store, other.id, "reject", "Ada")
    assert store.verdicts.count_by_type() == {"ASSAULT": {"accept": 1, "reject": 1}}
    assert [v.claim for _, v in store.verdicts.latest(2)] == [other.id, one.id]
    assert len(list(store.verdicts.each())) == 3
    with pytest.raises(StoreError, match="append-only"), store.transaction():
        store.database.execute("DELETE FROM verdicts")


def test_wrong_judgements_are_refused(store: Store, fill: Fill) -> None:
    fill("01a")
    claim = store.events.find(Wanted(), 1)[0][1].id
    with pytest.raises(UsageError, match="no claim"):
        judge(store, "none", "accept", "Ada")
    with pytest.raises(UsageError, match="name"):
        judge(store, claim, "accept", " ")
    with pytest.raises(UsageError, match="nothing is changed"):
        judge(store, claim, "edit", "Ada", edit=Edit())
    with pytest.raises(UsageError, match="2024-05-14"):
        judge(store, claim, "edit", "Ada", edit=Edit(date_begin="14 May"))
    with pytest.raises(UsageError, match="says what"):
        judge(store, claim, "edit", "Ada")
    assert list(store.verdicts.each()) == []
