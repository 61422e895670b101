"""Score German place names against our own annotation, benchmarks/places_de.jsonl.

    python benchmarks/places_de.py SHARED_FOLDER [--errors N]

The texts are records of the odd half of quotes_de.dev.jsonl in SHARED_FOLDER and are not ours to print. The
annotation therefore holds no text: of each record the MD5 of its id, how many characters were read, and of each
toponym its span, the first eight digits of the MD5 of its letters (to notice another edition of the text) and
coordinates. One annotator marked them from the texts alone, before any output on these texts was seen; nobody marked
them again. Marked are names of countries, regions, seas, towns, villages and their parts, also in the genitive and
inside descriptions ("the X power station"); not marked are adjectives, peoples, names inside those of organisations
and events, and parts of hyphened compounds. Coordinates are those of the middle of a place, written from memory to a
tenth of a degree or better: good enough for a distance of 161 km, except that the midpoint of a large country is a
convention.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
Record = dict[str, object]


def joined(shared: Path) -> list[Record]:
    """The annotated records with their texts, as `score.py geo` reads them; SystemExit where a text differs."""
    texts = {}
    for line in (shared / "bench" / "quotes_de.dev.jsonl").read_text(encoding="utf-8").split("\n"):
        if line:
            record = json.loads(line)
            texts[_digest(record["id"])] = record["text"]
    found: list[Record] = []
    for line in (HERE / "places_de.jsonl").read_text(encoding="utf-8").splitlines():
        marked = json.loads(line)
        text = texts[marked["record"]][: marked["read"]]
        places = [{**place, "text": text[slice(*place["span"])]} for place in marked["places"]]
        if any(_digest(place["text"])[:8] != place["check"] for place in places):
            raise SystemExit(f"record {marked['record']}: the text is not the one that was annotated")
        found.append({"id": marked["record"], "lang": "de", "text": text, "places": places})
    return found


def _digest(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="show so many errors of each kind")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "gold.jsonl", Path(folder) / "predicted.jsonl"
        gold.write_text("".join(json.dumps(record) + "\n" for record in joined(arguments.shared)), encoding="utf-8")
        with predicted.open("wb") as out:
            subprocess.run([sys.executable, HERE / "predict.py", gold], stdout=out, check=True)
        score = [sys.executable, arguments.shared / "bench" / "score.py", "geo", gold, predicted]
        subprocess.run([*score, "--errors", str(arguments.errors)], check=True)


if __name__ == "__main__":
    main()
