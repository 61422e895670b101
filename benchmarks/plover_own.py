"""Score sentences of our own for the PLOVER coder, and count events in those where nothing political happens.

    python benchmarks/plover_own.py SHARED_FOLDER [--language de] [--half odd] [--errors N]

`plover_own_<language>.jsonl` beside this file has about two sentences for every CAMEO code of the crosswalk, written
before the rules were looked at, in the schema of `plover_*.dev.jsonl` (one annotator; Apache-2.0 like the code); those
with `event` DOCUMENT are near misses: any event there is a false alarm. Rules are written on the even half, figures
quoted from the odd one; `--errors` lists mistakes, on the even half only.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from predict import half_of

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--language", default="de")
    parser.add_argument("--half", choices=["even", "odd"], default="odd")
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.errors and arguments.half == "odd":
        parser.error("look at the even half: --half even --errors N")
    lines = (HERE / f"plover_own_{arguments.language}.jsonl").read_text(encoding="utf-8").splitlines()
    records = [record for record in map(json.loads, lines) if half_of(record["id"]) == arguments.half]
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "gold.jsonl", Path(folder) / "predicted.jsonl"
        gold.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
        with predicted.open("wb") as out:
            subprocess.run([sys.executable, HERE / "predict.py", gold], stdout=out, check=True)
        score = [sys.executable, arguments.shared / "bench" / "score.py", "plover", gold, predicted]
        command = [*score, "--json", "--errors", str(arguments.errors)]
        figures = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout)
        found = {report["id"]: report for report in map(json.loads, predicted.read_text("utf-8").splitlines())}
    misses = [record for record in records if record["event"] == "DOCUMENT"]
    alarms = [(record["text"], event["rule"]) for record in misses for event in found[record["id"]].get("events") or ()]
    print(json.dumps({"half": arguments.half, **figures, "near_misses": len(misses), "false_alarms": len(alarms)}))
    for text, rule in alarms if arguments.errors else ():
        print("   | false alarm", rule, text, sep=" | ", file=sys.stderr)


if __name__ == "__main__":
    main()
