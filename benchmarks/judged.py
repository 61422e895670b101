"""Events of benchmark files that the gold says to be right or wrong.

Right is an event whose type and whose actors' countries are those of the gold. In the files of single sentences, with
one gold event each, an event of another type is wrong only where none of its sentence has the gold's type: otherwise
the gold says nothing of it. In the reports of seed and devset optional events and happenings told again say nothing.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from news_precision import OF_ANOTHER_TYPE, judgements
from predict import half_of, pages

from lagebild.app import Reader
from lagebild.record import Event, Report

SENTENCES = ("plover_en", "plover_de")
REPORTS = ("seed", "devset")
TYPE_OF_PLV = {"YIELD": ("CONCEDE", "RETREAT")}  # its one class for both


class Judged(NamedTuple):
    """An event and whether it is right."""

    record: str  # id of the report or sentence
    evidence: tuple[str, ...]
    confidence: float
    right: bool


def judged_events(shared: Path, half: str, reader: Reader) -> Iterator[Judged]:
    """All events of one half of the files that the gold says something of."""
    sys.path.insert(0, str(shared / "bench"))
    for name in SENTENCES:
        file = shared / "bench" / f"{name}.dev.jsonl"
        with file.open(encoding="utf-8") as lines:
            gold = {record["id"]: record for record in map(json.loads, lines)}
        for page in pages(file):
            if half_of(page.id) == half:
                yield from _in_sentence(gold[page.id], reader.read(page))
    for name in REPORTS:
        files = sorted((shared / name).glob("*gold.json"))
        for page, file in zip(pages(shared / name), files, strict=True):
            if half_of(page.id) == half:
                yield from _in_report(json.loads(file.read_text(encoding="utf-8")), reader.read(page))


def judged_pairs(shared: Path, half: str, reader: Reader) -> Iterator[Judged]:
    """Events of plv_en: sentences with a source and a target marked; right if the source is an actor of the type."""
    file = shared / "bench" / "plv_en.dev.jsonl"
    with file.open(encoding="utf-8") as lines:
        gold = {record["id"]: record for record in map(json.loads, lines)}
    for page in pages(file):
        if half_of(page.id) != half:
            continue
        report, name = reader.read(page), gold[page.id]["event"]
        wanted = TYPE_OF_PLV.get(name, (name,))
        spans = gold[page.id]["source_spans"]
        events = report.events or ()
        found = any(e.type in wanted for e in events)
        for event in events:
            if event.type in wanted:
                acting = any(p.span[0] < end and start < p.span[1] for p in event.actors for start, end in spans)
                yield _judged(report, event, acting)
            elif not found:
                yield _judged(report, event, False)


def judged_news(shared: Path, reader: Reader) -> Iterator[Judged]:
    """Events of real news that a person judged (benchmarks/news), of reports that were unread when rules were mended.

    Right is who is of the right type and has no wrong actor; that an actor is missing counts for nothing here.
    """
    for language in ("de", "en"):
        verdicts: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for row in judgements(language):
            if row["sample"] == "unread":
                verdicts[row["id"], row["type"], row["trigger"]].append(row["verdict"])
        reports = {report for report, _, _ in verdicts}
        for page in pages(shared / "bench" / f"quotes_{language}.dev.jsonl"):
            if page.id not in reports:
                continue
            report = reader.read(page)
            for event in report.events or ():
                if of_it := verdicts[page.id, event.type, page.text[slice(*event.trigger)]]:
                    yield _judged(report, event, of_it.pop(0) not in (*OF_ANOTHER_TYPE, "actor"))


def _in_sentence(gold: dict[str, Any], report: Report) -> Iterator[Judged]:
    import score  # type: ignore[import-not-found]

    if "event" in (gold.get("doubtful_scope") or ()) or gold["event"] == "DOCUMENT":
        return
    wanted = gold.get("event2023") or score.NEW_TYPE.get(gold["event"], gold["event"])
    sources = score.countries([s["code"] for s in gold.get("source") or ()])
    events = report.events or ()
    found = any(e.type == wanted for e in events)
    for event in events:
        if event.type == wanted:
            acting = {p.code[:3] for p in event.actors if p.code}
            yield _judged(report, event, not sources or bool(acting & sources))
        elif not found:
            yield _judged(report, event, False)


def _in_report(gold: dict[str, Any], report: Report) -> Iterator[Judged]:
    import score

    text, segments = report.page.text, score.segments(report.page.text)
    listed = [(g, _span(g, text)) for g in gold["events"]]
    optional = [(g, _span(g, text)) for g in gold.get("optional_events", ())]

    def here(event: Event, named: tuple[Any, tuple[int, int]]) -> bool:
        of, span = named
        same = score.segment_of(segments, event.trigger[0]) == score.segment_of(segments, span[0])
        return event.type in score.legal_types(of) and (same or score.overlap(event.trigger, span))

    for event in report.events or ():
        acting = score.countries([p.code for p in event.actors])
        candidates = [g for g in listed if here(event, g)]
        if candidates:
            yield _judged(report, event, any(acting in score.legal_sets(g, "actors") for g, _ in candidates))
        elif any(here(event, g) for g in optional):
            continue
        else:
            who = acting | score.countries([p.code for p in event.recipients])
            again = any(
                event.type in score.legal_types(g)
                and who <= score.legal_sets(g, "actors")[0] | score.legal_sets(g, "recipients")[0]
                for g, _ in listed + optional
            )
            if not again:
                yield _judged(report, event, False)


def _span(gold: dict[str, Any], text: str) -> tuple[int, int]:
    start = gold["trigger_start"] if "trigger_start" in gold else text.find(gold["trigger"])
    return start, start + len(gold["trigger"])


def _judged(report: Report, event: Event, right: bool) -> Judged:
    return Judged(report.page.id, event.evidence, event.confidence, right)
