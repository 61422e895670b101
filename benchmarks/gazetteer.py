"""How fast names of places are looked up, and what the gazetteer costs in memory.

    python benchmarks/gazetteer.py

Looks up every name of the gazetteer once, and as many that no place has; prints names per second of processor time,
MB resident of the whole process, and how much of that came with the gazetteer.
"""

import json
import resource
import time

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.gazetteer import load_gazetteer


def _resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    before = _resident()
    gazetteer = load_gazetteer(package_folder("world"))
    started = time.process_time()
    gazetteer.lookup("Bamako")  # the table is unpacked at the first look
    unpacked = time.process_time() - started
    after = _resident()
    names = [row.split(b"\t")[1].decode() for row in gazetteer._rows if row]
    figures: dict[str, float] = {"names": len(names), "seconds_to_unpack": round(unpacked, 2)}
    for kind, words in (("known", names), ("unknown", [name + "xq" for name in names])):
        started = time.process_time()
        for word in words:
            gazetteer.lookup(word)
        figures[f"{kind}_per_second"] = round(len(words) / (time.process_time() - started))
    figures |= {"resident_mb": round(after), "of_that_gazetteer_mb": round(after - before)}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
