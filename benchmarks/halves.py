"""Score the benchmark files by halves: rules are written on the even half, figures are quoted from the odd one.

    python benchmarks/halves.py SHARED_FOLDER [--half odd] [--only quotes_de …] [--limit N]

Prints one line of figures per file: those that `score.py` gives, on the records whose id hashes to that half.
`plover_own_de` and `plover_own_en` lie in this folder: our own sentences, one or more for each CAMEO code that we code,
and beside them sentences that tell no event (`….none.jsonl`), of which it counts those that were coded. One annotator
each, who wrote the rules later; a part of the German ones was written after rules had been looked at. Apache-2.0.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from predict import half_of

HERE = Path(__file__).parent
FILES = {
    "quotes_de": "quotes",
    "quotes_en": "quotes",
    "timex_de": "timex",
    "geo_en": "geo",
    "plover_de": "plover",
    "plover_en": "plover",
    "plover_own_de": "plover",
    "plover_own_en": "plover",
}
SHOWN = {
    "quotes": ("quotations", "with_speaker", "content_chars", "speaker_accuracy"),
    "timex": ("relaxed", "strict", "value"),
    "geo": ("all",),
    "plover": ("type_any", "type_first", "type_and_actor", "type_and_dyad"),
}


def score(shared: Path, name: str, half: str, limit: int | None) -> dict[str, object]:
    """Figures of one file on one half, at most `limit` of its records."""
    file = HERE / f"{name}.jsonl"
    gold = _half_of_file(file if file.exists() else shared / "bench" / f"{name}.dev.jsonl", half)[:limit]
    with tempfile.TemporaryDirectory() as folder:
        gold_file, predicted = _predict(Path(folder), gold)
        command = [sys.executable, shared / "bench" / "score.py", FILES[name], gold_file, predicted, "--json"]
        found = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    figures = {"file": name, "half": half, "records": len(gold)} | {k: found[k] for k in SHOWN[FILES[name]]}
    near_misses = HERE / f"{name}.none.jsonl"
    return figures | (_false_alarms(_half_of_file(near_misses, half)) if near_misses.exists() else {})


def _half_of_file(file: Path, half: str) -> list[str]:
    every = (line for line in file.read_text(encoding="utf-8").split("\n") if line)  # texts hold other line ends too
    return [line for line in every if half_of(json.loads(line)["id"]) == half]


def _predict(folder: Path, lines: list[str]) -> tuple[Path, Path]:
    """The lines as a file of gold, and our reading of them."""
    gold, predicted = folder / "gold.jsonl", folder / "predicted.jsonl"
    gold.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with predicted.open("wb") as out:
        subprocess.run([sys.executable, HERE / "predict.py", gold], stdout=out, check=True)
    return gold, predicted


def _false_alarms(lines: list[str]) -> dict[str, object]:
    """How many sentences tell no event, and in how many of them we found one."""
    with tempfile.TemporaryDirectory() as folder:
        _, predicted = _predict(Path(folder), lines)
        read = [json.loads(line) for line in predicted.read_text(encoding="utf-8").split("\n") if line]
    return {"near_misses": len(lines), "coded": sum(bool(report.get("events")) for report in read)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--half", choices=["even", "odd"], default="odd")
    parser.add_argument("--only", nargs="+", choices=sorted(FILES), default=list(FILES))
    parser.add_argument("--limit", type=int, help="at most so many records of each file")
    arguments = parser.parse_args()
    for name in arguments.only:
        print(
            json.dumps(score(arguments.shared, name, arguments.half, arguments.limit), ensure_ascii=False), flush=True
        )


if __name__ == "__main__":
    main()
