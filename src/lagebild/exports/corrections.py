"""A record as people corrected it: without the events that they rejected, and with others as they edited them."""

from collections.abc import Mapping

from msgspec.structs import replace

from lagebild.store.verdicts import Edit, Verdict
from lagebild.view.contract import EventObject, ReportObject


def corrected_record(record: ReportObject, verdicts: Mapping[str, Verdict]) -> ReportObject:
    """The record without the events that were rejected, and with others as they were edited."""
    if not verdicts or record.events is None:
        return record
    kept = [e for e in record.events if e.id not in verdicts or verdicts[e.id].verdict != "reject"]
    return replace(record, events=[_edited_event(e, verdicts[e.id].edit) if e.id in verdicts else e for e in kept])


def _edited_event(event: EventObject, edit: Edit | None) -> EventObject:
    if edit is None:
        return event
    changes = edit.changes(event.__struct_fields__)
    if "modes" in changes:
        changes["modes"] = list(edit.modes or ())
    return replace(event, **changes)
