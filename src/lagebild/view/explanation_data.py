"""The explanation as data: the whole record with parses, rules and notes, for `lagebild explain --format json`.

Unlike the contract it follows the record (record.py), which changes with the program; read it to look, not to build on.
"""

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from lagebild.knowledge.rule_source import RuleSource
from lagebild.record import Note, Report, Span


def to_data(report: Report, rules: Mapping[str, RuleSource], only: str | None = None) -> dict[str, object]:
    """Every part of the report by name; with `only` one event, the sentence it stands in and the notes on that.

    `rules` holds the events' rules by name, with file, line and text as written.
    """
    events = tuple(e for e in report.events or () if only in (None, e.id))
    shown = replace(report, events=None if report.events is None else events, notes=_notes(report, only))
    data: dict[str, object] = msgspec.to_builtins(shown)
    if only:
        data["sentences"] = {str(e.sentence): msgspec.to_builtins((report.sentences or ())[e.sentence]) for e in events}
    named = {e.rule: rules.get(e.rule) or rules.get(e.rule.split("/")[-1].split(":")[-1]) for e in events}
    return data | {"rules": {name: msgspec.to_builtins(source) for name, source in named.items() if source}}


def _notes(report: Report, only: str | None) -> tuple[Note, ...]:
    if only is None:
        return report.notes
    spans = [(report.sentences or ())[e.sentence].span for e in report.events or () if e.id == only]
    return tuple(n for n in report.notes if n.span and any(_within(n.span, span) for span in spans))


def _within(span: Span, outer: Span) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1]
