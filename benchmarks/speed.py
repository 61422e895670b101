"""Speed and memory of `lagebild read --jsonl` on the first reports of a JSON Lines file, one process.

    python benchmarks/speed.py FILE.jsonl [--reports 200]

Prints one JSON object: reports, characters, seconds (whole process and reading alone), reports_per_s, peak_mb.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--reports", type=int, default=200)
    arguments = parser.parse_args()
    with arguments.file.open(encoding="utf-8") as lines:
        records = [json.loads(line) for _, line in zip(range(arguments.reports), lines, strict=False)]
    seconds = [_run(count, records) for count in (1, len(records))]
    reading = seconds[1] - seconds[0]
    print(
        json.dumps(
            {
                "reports": len(records),
                "characters": sum(len(r["text"]) for r in records),
                "seconds_whole": round(seconds[1], 2),
                "seconds_start": round(seconds[0], 2),  # one report: imports and models
                "reports_per_s": round((len(records) - 1) / reading, 1),
                "peak_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
            }
        )
    )


def _run(count: int, records: list[dict[str, str]]) -> float:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for record in records[:count]:
            fields = {"id": record["id"], "text": record["text"], "language": record.get("lang")}
            file.write(json.dumps(fields, ensure_ascii=False) + "\n")
        file.flush()
        start = time.perf_counter()
        command = [str(Path(sys.executable).with_name("lagebild")), "read", "--jsonl", file.name]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
