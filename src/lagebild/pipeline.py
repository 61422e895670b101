"""The loop: stages in order, each a pure function that fills one part of the report."""

import inspect
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

from lagebild.errors import WiringError
from lagebild.record import Note, Report

T = TypeVar("T")


class Found(Struct, Generic[T], frozen=True):
    """What a stage hands back: the part it gives, and notes on its doubts."""

    part: T
    notes: tuple[Note, ...] = ()


class Stage(Struct, frozen=True):
    """One step: a pure function, and the field of Report that its result fills."""

    gives: str
    find: Callable[..., Found[Any]]

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields of Report that `find` takes: its unbound parameters."""
        return _unbound(self.find)


@cache  # a signature costs as much to read as a short stage to run
def _unbound(find: Callable[..., Found[Any]]) -> tuple[str, ...]:
    parameters = inspect.signature(find).parameters.values()
    return tuple(p.name for p in parameters if p.default is p.empty)


def run(report: Report, stages: Sequence[Stage]) -> Report:
    """Return the report with every stage's part attached."""
    for stage in stages:
        found = stage.find(**{field: getattr(report, field) for field in stage.needs})
        report = replace(report, **{stage.gives: found.part}, notes=report.notes + found.notes)
    return report


def check_order(stages: Sequence[Stage]) -> None:
    """Refuse a table in which a stage reads what nobody before it has filled."""
    known = {field.name for field in fields(Report)}
    filled = {"page", "language", "notes"}
    for stage in stages:
        for need in (*stage.needs, stage.gives):
            if need not in known:
                raise WiringError(f"stage {stage.gives!r} names {need!r}, which is no part of a Report")
        for need in stage.needs:
            if need not in filled:
                raise WiringError(f"stage {stage.gives!r} reads {need!r} before any stage has filled it")
        filled.add(stage.gives)
