"""Score the benchmark files by halves: rules are written on the even half, figures are quoted from the odd one.

    python benchmarks/halves.py SHARED_FOLDER [--half odd] [--only quotes_de …] [--limit N]

Prints one line of figures per file: those that `score.py` gives, on the records whose id hashes to that half.
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
}
SHOWN = {
    "quotes": ("quotations", "with_speaker", "content_chars", "speaker_accuracy"),
    "timex": ("relaxed", "strict", "value"),
    "geo": ("all",),
    "plover": ("type_any", "type_first", "type_and_actor", "type_and_dyad"),
}


def score(shared: Path, name: str, half: str, limit: int | None) -> dict[str, object]:
    """Figures of one file on one half, at most `limit` of its records."""
    file = shared / "bench" / f"{name}.dev.jsonl"
    every = (line for line in file.read_text(encoding="utf-8").split("\n") if line)  # texts hold other line ends too
    lines = [line for line in every if half_of(json.loads(line)["id"]) == half]
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "gold.jsonl", Path(folder) / "predicted.jsonl"
        gold.write_text("\n".join(lines[:limit]) + "\n", encoding="utf-8")
        with predicted.open("wb") as out:
            subprocess.run([sys.executable, HERE / "predict.py", gold], stdout=out, check=True)
        command = [sys.executable, shared / "bench" / "score.py", FILES[name], gold, predicted, "--json"]
        found = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return {"file": name, "half": half, "records": len(lines[:limit])} | {k: found[k] for k in SHOWN[FILES[name]]}


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
