"""What people judge of events: kept with author and time, followed by sums, lists and records, taken back at will."""

import pytest

from lagebild.errors import StoreError, UsageError
from lagebild.exports.corrections import corrected_record
from lagebild.exports.records import decode_record
from lagebild.situation.accounts import accounts_of
from lagebild.situation.verdicts import judge, verdicts_on_report
from lagebild.store.events import Wanted
from lagebild.store.store import Store
from lagebild.store.verdicts import Edit
from lagebild.stories.model import Happening
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
    edit = Edit(type="AID", modes=(), modality="possible", date_begin="2030-01-02", quad="material_cooperation")
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
