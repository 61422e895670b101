"""Read benchmark files into JSON Lines that `score.py` can score.

    python benchmarks/predict.py FOLDER_WITH_GOLD|FILE.jsonl [--half even|odd] [--limit N] > predictions.jsonl

A folder holds NN.txt beside NN.gold.json. A file holds one record with `text` a line. `--half` keeps the records
whose id hashes to that half, so that rules are written on one half and figures quoted on the other.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from lagebild.app import Reader
from lagebild.errors import InputError
from lagebild.record import Page
from lagebild.settings import Settings
from lagebild.view.contract import to_object


def pages(source: Path) -> Iterator[Page]:
    """Every report of a folder or file, with the publication date and language that its gold gives."""
    if source.is_dir():
        for gold_file in sorted(source.glob("*gold.json")):
            gold = json.loads(gold_file.read_text(encoding="utf-8"))
            beside = gold_file.with_name(gold_file.name.removesuffix(".gold.json") + ".txt")
            text_file = beside if beside.exists() else next(source.glob("*.txt"))
            text = text_file.read_bytes().decode("utf-8")
            yield Page(text, id=gold["id"], language=gold["language"], published=gold["published"])
        return
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            published = record.get("dct") or record.get("date")
            yield Page(record["text"], id=record["id"], language=record.get("lang") or "en", published=published)


def half_of(identifier: str) -> str:
    """The half of a benchmark that this record belongs to."""
    return "odd" if int(hashlib.md5(identifier.encode()).hexdigest(), 16) % 2 else "even"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--half", choices=["even", "odd"])
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    reader = Reader(Settings())
    done = 0
    for page in pages(arguments.source):
        if arguments.half and half_of(page.id) != arguments.half:
            continue
        if arguments.limit is not None and done >= arguments.limit:
            break
        done += 1
        try:
            report = reader.read(page)
            sys.stdout.buffer.write(msgspec.json.encode(to_object(report, reader.made_by(report))) + b"\n")
        except InputError as error:
            print(json.dumps({"id": page.id, "error": str(error)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
