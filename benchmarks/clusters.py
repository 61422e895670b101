"""How well real reports are brought together to stories: B³ on clusters of English news, each corpus apart.

    python benchmarks/clusters.py SHARED_FOLDER

The clusters are those of `clusters_en.dev.jsonl`, which is for evaluation only. Reports are read and added in the
order of publication. ECB+ gives no dates, and two look-alike happenings to a topic: told apart by days, if by
anything. The weights of what reports are about (judging/stories.yaml) were set while looking at these figures and at
benchmarks/stories. A clustering of TF-IDF vectors whose threshold was learned on this half has, on the other one, 91
on giveme5w1h and 87 on ECB+: it sees all reports at once, a store sees them one by one.
"""

import argparse
import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

from lagebild.app import Reader
from lagebild.bench.stories import b_cubed
from lagebild.errors import InputError
from lagebild.knowledge.judging import load_story_knowledge
from lagebild.record import Page
from lagebild.settings import Settings
from lagebild.stories.adding import add_report
from lagebild.stories.memory import MemoryIndex


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    arguments = parser.parse_args()
    corpora: dict[str, list[Page]] = defaultdict(list)
    cluster: dict[str, str] = {}
    with (arguments.shared / "bench" / "clusters_en.dev.jsonl").open(encoding="utf-8") as lines:
        for number, record in enumerate(map(json.loads, lines)):
            page = _page(record, f"{number}")
            corpora[record["corpus"]].append(page)
            cluster[page.id or ""] = record["cluster"]
    reader = Reader(Settings())
    for corpus, pages in corpora.items():
        found = _found(pages, reader)
        score = b_cubed({report: cluster[report] for report in found}, dict(found))
        print(json.dumps({"corpus": corpus, "reports": len(found), "precision": score.precision,
                          "recall": score.recall, "f1": score.f1}), flush=True)  # fmt: skip


def _found(pages: list[Page], reader: Reader) -> dict[str, str]:
    """Report → the story that it was put into, else itself."""
    index, knowledge = MemoryIndex(), load_story_knowledge()
    for page in sorted(pages, key=lambda page: page.published or ""):
        try:
            index.apply(add_report(reader.read(page, "en"), index, knowledge))
        except InputError as error:
            print(f"{page.id} is left out: {error}")
    stories = {report: index.stories_of_reports([report]) for report in index.all_fingerprints}
    return {report: found[0].id if found else report for report, found in stories.items()}


def _page(record: dict[str, Any], number: str) -> Page:
    date = record.get("date") or ""
    if "/" in date:
        date = datetime.strptime(date, "%d/%m/%Y %H:%M:%S").isoformat()
    title = record.get("title")
    text = f"{title}\n\n{record['text']}" if title else record["text"]
    return Page(text, id=record.get("id") or number, title=title, url=record.get("url"), published=date or None)


if __name__ == "__main__":
    main()
