"""Gold reports as items that ingest would find."""

import json

from lagebild.bench.story_files import GoldReport
from lagebild.fetch.items import Item


def line_of(report: GoldReport) -> str:
    """The report as a line of JSON Lines."""
    given = {
        "id": report.id, "text": report.text, "url": report.url, "publisher": report.outlet,
        "published": report.published, "language": report.language,
    }  # fmt: skip
    return json.dumps(given, ensure_ascii=False)


def item_of(report: GoldReport) -> Item:
    """The same as ingest takes it from a file."""
    return Item("gold.jsonl", f"gold.jsonl:{report.id}", line_of(report).encode(), form="line")
