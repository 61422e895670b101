"""Score the places of events on the seed and the development reports: right for how many matched gold events with one.

    python benchmarks/event_places.py SHARED_FOLDER [--errors]

`score.py` matches events and compares their dates, but not their places. Here each gold event gets its place for a
date, and each event found likewise, both by the name that the gazetteer prints; so the same scorer says how many are
right. A gold name that the gazetteer does not know counts as wrong wherever it is matched.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.gazetteer import fold, load_gazetteer
from lagebild.knowledge.places_words import load_place_words

HERE = Path(__file__).parent


class Names:
    """The name by which a place is printed, whatever a language calls it."""

    def __init__(self) -> None:
        self._gazetteer = load_gazetteer(package_folder("world"))
        self._words = {c: load_place_words(package_folder("languages") / c / "places") for c in ("de", "en")}

    def of(self, name: str, language: str) -> str:
        found = self._words[language].locations(name, self._gazetteer)
        best = min(found, key=lambda place: (place.geonames is not None, -place.population), default=None)
        return fold(best.name if best else name)


def with_places(folder: Path, target: Path, names: Names) -> None:
    """Copy gold and texts, with places in the field for dates."""
    for file in folder.glob("*.txt"):
        (target / file.name).write_bytes(file.read_bytes())
    for file in folder.glob("*gold.json"):
        gold = json.loads(file.read_text(encoding="utf-8"))
        for event in gold["events"]:
            event["date"] = names.of(event["place"], gold["language"]) if event.get("place") else None
        (target / file.name).write_text(json.dumps(gold), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", action="store_true", help="list gold places and those found, report by report")
    arguments = parser.parse_args()
    names = Names()
    for name in ("seed", "devset"):
        folder = arguments.shared / name
        run = subprocess.run([sys.executable, HERE / "predict.py", folder], capture_output=True, check=True, text=True)
        reports = [json.loads(line) for line in run.stdout.splitlines()]
        for report in reports:
            for event in report["events"]:
                event["date_begin"] = fold(event["place"]) if event["place"] else None
        with tempfile.TemporaryDirectory() as made:
            with_places(folder, Path(made), names)
            predicted = Path(made) / "predicted.jsonl"
            predicted.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
            if arguments.errors:
                show(Path(made), reports)
            score = [sys.executable, arguments.shared / "bench" / "score.py", "events", made, predicted, "--json"]
            found = json.loads(subprocess.run(score, capture_output=True, check=True, text=True).stdout)
        print(json.dumps({"reports": name, "place": found["fields"].get("date")}))


def show(folder: Path, reports: list[dict]) -> None:
    """Print gold events with a place, and the events found that have one."""
    for file in sorted(folder.glob("*gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        report = next((r for r in reports if r["id"] in (gold["id"], file.name.removesuffix(".gold.json"))), None)
        for event in gold["events"]:
            if event["date"]:
                print(f"{file.name}  gold {event['type']:10} {event['trigger'][:40]:40} {event['date']}")
        for event in report["events"] if report else ():
            if event["date_begin"]:
                words = report["text"][slice(*event["trigger"])]
                print(f"{file.name} found {event['type']:10} {words[:40]:40} {event['date_begin']}")


if __name__ == "__main__":
    main()
