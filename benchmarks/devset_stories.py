"""How the pairs of the development reports are brought together: happenings, copies, contradictions, changes.

    python benchmarks/devset_stories.py SHARED_FOLDER

The twelve reports hold four pairs: two independent reports, two copies of one agency text, two versions, and two
that contradict each other. Their gold says which events are the same happening and which stand in one report only; it
becomes a set of stories as in benchmarks/stories, scored as `lagebild bench stories` scores those; what is optional in
both reports is left out. What a copy and a version tell has one independent source; of the others the gold does not
count sources event by event.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import msgspec

from lagebild.app import Reader
from lagebild.bench.stories import Bench
from lagebild.bench.story_files import (
    GoldChange,
    GoldContradiction,
    GoldHappening,
    GoldReport,
    GoldStory,
    GoldVersion,
)
from lagebild.knowledge.judging import load_story_knowledge
from lagebild.settings import Settings

KINDS = {"changed": "altered", "added": "added", "withdrawn": "withdrawn"}  # "dropped" is not withdrawn
ASPECTS = {"killed": "number", "who the dead were": "victim", "fighters laid down arms": "denial"}

Gold = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    folder = parser.parse_args().shared / "devset"
    gold = {name: json.loads((folder / f"{name}.gold.json").read_text()) for name in names(folder)}
    texts = {name: (folder / f"{name}.txt").read_text() for name in gold}
    pairs = [(name, gold[name]["pair"]["with"]) for name in gold if "pair" in gold[name]]
    stories = [story_of(first, second, gold, texts) for first, second in pairs if first < second]
    bench = Bench(stories, Reader(Settings()).read, load_story_knowledge(), lambda: None)
    print(json.dumps(msgspec.to_builtins(bench.score())))


def names(folder: Path) -> list[str]:
    """The reports' names, in order."""
    return sorted(path.name.partition(".")[0] for path in folder.glob("*.gold.json"))


def story_of(first: str, second: str, gold: dict[str, Gold], texts: dict[str, str]) -> GoldStory:
    """One pair as a story."""
    pair = gold[first]["pair"]
    events = {e["id"]: (name, e) for name in (first, second) for e in all_events(gold[name])}
    groups = [*pair["same_events"], *([one] for name in (first, second) for one in gold[name]["pair"]["only_here"])]
    must = {e["id"] for name in (first, second) for e in gold[name]["events"]}
    groups = [group for group in groups if must & set(group)]
    one_source = "ONE" in pair["relation"]
    happenings = tuple(happening_of(group, events, texts, 1 if one_source else None) for group in groups)
    version = "version" in pair
    copies = ((second, first, "version" if version else "copy"),) if one_source else ()
    at = {one: happening.id for group, happening in zip(groups, happenings, strict=True) for one in group}
    return GoldStory(
        story=f"{first}-{second}",
        reports=tuple(report_of(name, gold[name], texts[name]) for name in (first, second)),
        happenings=happenings,
        copies=copies,
        contradictions=tuple(
            GoldContradiction(ASPECTS[told["what"]], ((first,), (second,)), at[pair["same_events"][0][0]])
            for told in pair.get("contradictions", [])
            if told["what"] in ASPECTS
        ),
        versions=(GoldVersion(first, second, changes_of(gold[second]["pair"])),) if version else (),
    )


def report_of(name: str, gold: Gold, text: str) -> GoldReport:
    """A report under the name of who publishes it."""
    publisher = next((p["name"] for p in gold["publisher_or_agencies"] if p["role"] == "publisher"), name)
    return GoldReport(name, publisher, gold["language"], gold["published"], text, gold["url"])


def all_events(gold: Gold) -> list[Gold]:
    """Those that must and those that may be found."""
    return [*gold["events"], *gold["optional_events"]]


def happening_of(
    group: list[str], events: dict[str, tuple[str, Gold]], texts: dict[str, str], independent: int | None
) -> GoldHappening:
    """What one event, or the same event of both reports, tells."""
    types = {t for one in group for t in types_of(events[one][1])}
    told: dict[str, tuple[str, ...]] = {}
    for one in group:
        name, event = events[one]
        told[name] = (words_at(texts[name], event["trigger_start"], len(event["trigger"])),)
    return GoldHappening(group[0], tuple(sorted(types)), told, independent=independent)


def types_of(event: Gold) -> list[str]:
    """The types that are right for an event."""
    return [event["type"], *(one.partition(":")[0] for one in event.get("accept", {}).get("type_mode", []))]


def words_at(text: str, start: int, length: int) -> str:
    """The words of a trigger, with as many after it as tell where they stand."""
    while text.index(text[start : start + length]) != start:
        length += 1
    return text[start : start + length]


def changes_of(pair: Gold) -> tuple[GoldChange, ...]:
    """What the later version says otherwise."""
    return tuple(
        GoldChange(KINDS[change["kind"]], None, change.get("old_text"), None if gone(change) else change["new_text"])
        for change in pair["changes"]
        if change["kind"] in KINDS
    )


def gone(change: Gold) -> bool:
    """True of what is withdrawn: how the later version says so is no claim of its own."""
    return bool(change["kind"] == "withdrawn")


if __name__ == "__main__":
    main()
