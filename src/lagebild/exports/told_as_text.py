"""An event in one line, for formats that a person reads: never without its modality and who says so."""

from lagebild.exports.facts import Told, name_of, place_of
from lagebild.view.contract import ParticipantObject, ReportObject
from lagebild.view.phrases import flat


def headline_of(told: Told) -> str:
    """ "denied: ASSAULT/firearms, Soldaten → die Menge": the modality stands first unless it is asserted."""
    event = told.event
    who = _names(event.actors, told.record)
    whom = _names(event.recipients, told.record)
    line = "/".join((event.type, *event.modes)) + (f", {who}" if who else "") + (f" → {whom}" if whom else "")
    return line if event.modality == "asserted" else f"{event.modality}: {line}"


def details_of(told: Told) -> str:
    """Day, place, codes and who says so: "2024-03-05 · Mombasa (KEN) · says: Polizei → Reuters"."""
    event, place = told.event, place_of(told)
    where = f"{place.name} ({place.country})" if place and place.country else event.place
    codes = " → ".join(
        ", ".join(p.code for p in side if p.code)
        for side in (event.actors, event.recipients)
        if any(p.code for p in side)
    )
    parts = [days_of(told), where, codes, f"says: {chain_of(told)}"]
    return flat(" · ".join(part for part in parts if part))


def days_of(told: Told) -> str | None:
    """The day or days of an event; None where they are not known."""
    begin, end = told.event.date_begin, told.event.date_end
    return begin if end in (None, begin) else f"{begin} – {end}"


def chain_of(told: Told) -> str:
    """Who says so, innermost first, state media marked; the publisher, or "the report", where it asserts it itself."""
    names = [
        f"{flat(source.name)} (state media)" if source.ownership == "state" else flat(source.name)
        for source in told.event.sources
    ]
    return " → ".join(names) or flat(told.record.publisher or "the report")


def _names(participants: list[ParticipantObject], record: ReportObject) -> str:
    return ", ".join(dict.fromkeys(name_of(p, record) for p in participants))
