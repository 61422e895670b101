"""Quality floors: score the seed and the development reports and refuse to fall below benchmarks/floors.json.

python benchmarks/gate.py SHARED_FOLDER             compare with the floors; exit status 1 below one
python benchmarks/gate.py SHARED_FOLDER --update    raise the floors to what is reached; they never fall by this
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
# Another processor's arithmetic can tip a parse: about one event of the 13 in seed, three of the 144 in devset.
SLACK = {"seed": 0.08, "devset": 0.02}
Figures = dict[str, dict[str, float]]


def measure(shared: Path) -> Figures:
    """Figures by report set: events F1, precision, recall, strict, sources, blocks, and forbidden events."""
    return {name: _figures(shared, shared / name) for name in ("seed", "devset")}


def _figures(shared: Path, gold: Path) -> dict[str, float]:
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as predictions:
        subprocess.run([sys.executable, HERE / "predict.py", gold], stdout=predictions, check=True)
        score = [sys.executable, shared / "bench" / "score.py", "events", gold, predictions.name, "--json"]
        found = json.loads(subprocess.run(score, capture_output=True, check=True, text=True).stdout)
    return {
        "events_f1": found["events"]["f1"],
        "events_precision": found["events"]["p"],
        "events_recall": found["events"]["r"],
        "strict_f1": found["events_strict"]["f1"],
        "source": found["fields"].get("source", 0.0),
        "modality": found["fields"].get("modality", 0.0),
        "date": found["fields"].get("date", 0.0),
        "blocks": found["blocks"],
        "not_forbidden": -float(found["forbidden"]),
    }


def below(figures: Figures, floors: Figures) -> list[str]:
    """What fell, in words."""
    return [
        f"{name}: {figure} {figures[name][figure]} is below its floor {floor}"
        for name, listed in floors.items()
        for figure, floor in listed.items()
        if figures[name][figure] < floor - (0 if figure == "not_forbidden" else SLACK[name])
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    figures = measure(arguments.shared)
    floors: Figures = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    print(json.dumps(figures, indent=1))
    if fallen := below(figures, floors):
        print("\n".join(fallen), file=sys.stderr)
        return 1
    if arguments.update:
        raised = {n: {k: max(v, floors.get(n, {}).get(k, v)) for k, v in row.items()} for n, row in figures.items()}
        FLOORS.write_text(json.dumps(raised, indent=1) + "\n", encoding="utf-8")
    print("no figure is below its floor")
    return 0


if __name__ == "__main__":
    sys.exit(main())
