"""How right events are on real news: counts of judgements by hand, and what of them is coded now.

    python benchmarks/news_precision.py [SHARED_FOLDER]

With the folder the reports are read anew: a mended version keeps what was judged right and no longer codes what was no
event. What the judgements are is told in benchmarks/news/README.md. The output is one JSON object a line.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NEWS = Path(__file__).parent / "news"
SAMPLES = ("read", "unread", "world", "world, mended", "election, mended")
FILES = ("quotes", "clusters")  # the benchmark files whose reports were judged
OF_ANOTHER_TYPE = ("no event", "type")
Key = tuple[str, str, str]  # report, type, trigger


def main() -> None:
    for language in ("de", "en"):
        judged = judgements(language)
        coded = _coded_now(Path(sys.argv[1]), language, {line["id"] for line in judged}) if len(sys.argv) > 1 else None
        for sample in SAMPLES:
            if rows := [line for line in judged if line["sample"] == sample]:
                print(json.dumps({"language": language, "sample": sample, **_shares(rows), **_still(rows, coded)}))


def judgements(language: str) -> list[dict[str, Any]]:
    """The lines of a language's file, see benchmarks/news/README.md."""
    lines = (NEWS / f"judged.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _shares(rows: list[dict[str, Any]]) -> dict[str, float]:
    verdicts = Counter(row["verdict"] for row in rows)
    typed = len(rows) - sum(verdicts[verdict] for verdict in OF_ANOTHER_TYPE)
    found = {"type": typed, "type and actor": typed - verdicts["actor"], "right": verdicts["right"]}
    return {"events": len(rows), **{name: round(count / len(rows), 3) for name, count in found.items()}}


def _still(rows: list[dict[str, Any]], coded: Counter[Key] | None) -> dict[str, str]:
    """Of what was judged right, and of what is no event or one of another type, how many are coded now."""
    if coded is None:
        return {}
    found = {}
    for name, verdicts in (("right, coded now", ("right",)), ("wrong type, coded now", OF_ANOTHER_TYPE)):
        wanted = Counter((row["id"], row["type"], row["trigger"]) for row in rows if row["verdict"] in verdicts)
        found[name] = f"{(wanted & coded).total()} of {wanted.total()}"
    return found


def _coded_now(shared: Path, language: str, ids: set[str]) -> Counter[Key]:
    from predict import pages

    from lagebild.app import Reader
    from lagebild.record import Page, Report
    from lagebild.settings import Settings

    def events(page: Page, report: Report) -> Iterator[Key]:
        for event in report.events or ():
            yield str(page.id), event.type, page.text[slice(*event.trigger)]

    reader = Reader(Settings())
    files = (shared / "bench" / f"{name}_{language}.dev.jsonl" for name in FILES)
    read = (page for file in files if file.is_file() for page in pages(file) if page.id in ids)
    return Counter(key for page in read for key in events(page, reader.read(page)))


if __name__ == "__main__":
    main()
