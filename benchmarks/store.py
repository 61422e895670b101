"""What a store costs: adding a report at three sizes, full-text search, bytes a report.

python benchmarks/store.py [PLACE] [--sizes 1000,10000,100000]

PLACE is the path of a new file or the address of an empty PostgreSQL database; without it a temporary file.
Reports are made up, without analysis: words by Zipf's law, as long as news reports are (median 300 words), eight
claims each with keys, a fingerprint with bands. Of ten reports one is a new version of an earlier one. At each size
the last 1,000 (of the smallest, half) are timed, the median of their batches; a batch of 32 reports is one
transaction, as `lagebild ingest` writes them. Timed is the store: making a report up, compressing and folding it
happens where reports are read, and is told apart.
"""

import argparse
import bisect
import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from lagebild.record import Page
from lagebild.store.care import inform
from lagebild.store.reports import Entry, content_id, make_entry
from lagebild.store.store import Store, open_store
from lagebild.stories.index import Addition
from lagebild.stories.model import Claim, Count, Fingerprint, Happening, Origin, Outlet, Party, Spot

BATCH = 32
WORDS = 60_000  # of the vocabulary
CLAIMS = 8  # a report; the development reports have 7 to 21 events
BANDS = 32
SEARCHES = 300
DAY = 300  # reports a day
COUNTRIES = [f"{a}{b}{c}" for a, b, c in itertools.product("ABCDEFG", "KLMN", "RSTU")]


class Maker:
    """Makes reports up, always the same ones."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        syllables = [a + b for a in "bdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "ei", "en", "er")]
        self.words = [
            "".join(self.random.choices(syllables, k=self.random.choice((1, 2, 2, 3, 4)))) for _ in range(WORDS)
        ]
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(WORDS)))
        self.urls: list[str] = []

    def word(self) -> str:
        """A word; the hundredth most frequent comes once in some 1,000."""
        return self.words[bisect.bisect(self.weights, self.random.random() * self.weights[-1])]

    def sentence(self) -> str:
        return " ".join(self.word() for _ in range(self.random.randint(8, 25))).capitalize() + "."

    def reports(self) -> Iterator[tuple[Entry, Addition]]:
        for number in itertools.count():
            yield self.report(number)

    def report(self, number: int) -> tuple[Entry, Addition]:
        count = max(3, round(self.random.lognormvariate(3, 0.6)))
        sentences = [self.sentence() for _ in range(count)]
        title = " ".join(self.word() for _ in range(8)).capitalize()
        again = self.urls and self.random.random() < 0.1
        url = self.random.choice(self.urls[-5000:]) if again else f"https://paper{number % 400}.example/{number}"
        self.urls.append(url)
        day = f"{2020 + number // DAY // 336}-{number // DAY // 28 % 12 + 1:02}-{number // DAY % 28 + 1:02}"
        text = title + "\n\n" + "\n\n".join(sentences)
        page = Page(text=text, url=url, title=title, publisher=f"Paper {number % 400}", published=day, language="de")
        page = msgspec.structs.replace(page, id=content_id(page))
        claims = tuple(self.claim(page, sentences, i) for i in range(CLAIMS))
        record = {
            "schema": "lagebild.report/1", "id": page.id, "url": url, "publisher": page.publisher, "title": title,
            "language": "de", "published": day, "text": text,
            "blocks": [{"kind": "title", "span": [0, len(title)]},
                       {"kind": "body", "span": [len(title) + 2, len(text)]}],
            # As large as real ones: what analysis adds compresses to some three times what the text does.
            "sentences": [[self.random.randint(0, 9999), self.random.randint(0, 9999)] for _ in sentences],
            "entities": [{"id": f"e{i}", "name": self.word(), "type": "PER", "kb": None, "country": None,
                          "mentions": [{"span": [self.random.randint(0, 9999)] * 2, "form": "name"} for _ in range(4)]}
                         for i in range(12)],
            "events": [{**msgspec.to_builtins(c), "rule": self.word(), "trigger": [self.random.randint(0, 9999)] * 2}
                       for c in claims],
            "notes": [], "made_by": {"lagebild": "0"},
        }  # fmt: skip
        entry = make_entry(page, msgspec.json.encode(record), source="made up", name=str(number))
        return entry, self.addition(page, claims)

    def claim(self, page: Page, sentences: list[str], number: int) -> Claim:
        text = sentences[number % len(sentences)]
        country = self.random.choices(COUNTRIES, [1 / (i + 1) for i in range(len(COUNTRIES))])[0]
        party = Party(f"Q{self.random.randint(1, 5000)}", self.word(), f"{country} GOV")
        outlet = Outlet(f"p{len(page.text) % 400}", "Paper", "house")
        return Claim(
            id=f"{page.id}-{number}", report=page.id, event=f"ev{number}", language="de", published=page.published,
            type=self.random.choice(("CONSULT", "ASSAULT", "AID", "SANCTION", "PROTEST", "AGREE")), modes=("visit",),
            contexts=("military",), actors=(party,), recipients=(Party(country, self.word(), country),),
            place=Spot(self.word(), country, 50.5, 30.25, "city"), date_begin=page.published, date_end=page.published,
            modality="asserted", quantities=(Count(3, 3, "person", "killed"),), sources=(),
            origin=Origin("outlet", outlet.key, outlet.name), outlet=outlet, trigger=(self.word(),),
            words=tuple(text.lower().rstrip(".").split()[:12]), names=(party.key, country), numbers=("3",), quotes=(),
            text=text, span=(0, len(text)), lead=number == 0, confidence=0.8,
        )  # fmt: skip

    def addition(self, page: Page, claims: tuple[Claim, ...]) -> Addition:
        print_of = Fingerprint(
            report=page.id, language="de", published=page.published, outlet=claims[0].outlet, agencies=(),
            address=page.url, title=page.title or "", title_words=tuple((page.title or "").lower().split()),
            length=len(page.text.split()),
            method="made/1", signature=tuple(self.random.getrandbits(32) for _ in range(128)),
            shingles=tuple(sorted(self.random.getrandbits(32) for _ in range(64))),
            bands=tuple(f"{i}:{self.random.getrandbits(40)}" for i in range(BANDS)), anchors=(), quotes=(),
        )  # fmt: skip
        keys = tuple(
            (c.id, key)
            for c in claims
            for key in (f"{c.type} {c.actors[0].key} {c.date_begin}", f"{c.type} {c.recipients[0].key} {c.date_begin}",
                        f"{c.type} {c.place and c.place.name} {c.date_begin}")
        )  # fmt: skip
        happenings = tuple(
            Happening(
                id=f"h{c.id}", claims=(c.id,), reports=(page.id,), lead=c.id, type=c.type, modality=c.modality,
                actors=c.actors, recipients=c.recipients, place=c.place, begin=c.date_begin, end=c.date_end,
                first_published=c.published, last_published=c.published,
            )
            for c in claims
        )  # fmt: skip
        return Addition(print_of, claims, keys, happenings=happenings)


def add(store: Store, made: list[tuple[Entry, Addition]]) -> None:
    """Add reports as ingest does: look up what might be the same, then write."""
    with store.transaction():
        for entry, addition in made:
            if store.reports.add(entry) is None:
                continue
            store.index.fingerprints_by_bands(addition.fingerprint.bands, 20)
            for claim in addition.claims:
                store.index.claims_by_keys([key for id, key in addition.claim_keys if id == claim.id], 20)
            store.index.apply(addition)


def fill(store: Store, maker: Maker, sizes: list[int]) -> dict[int, tuple[float, float]]:
    """Grow the store to each size; milliseconds a report there, by the clock and of work."""
    made = maker.reports()
    timed: dict[int, tuple[float, float]] = {}
    count = 0
    for size in sizes:
        window = min(1000, size // 2)
        times: list[tuple[float, float]] = []
        while count < size:
            batch = list(itertools.islice(made, min(BATCH, size - count)))
            begin, worked = time.perf_counter(), time.process_time()
            add(store, batch)
            elapsed, worked = time.perf_counter() - begin, time.process_time() - worked
            count += len(batch)
            if count > size - window:
                times.append((1000 * elapsed / len(batch), 1000 * worked / len(batch)))
        wall, work = (statistics.median(column) for column in zip(*times, strict=True))
        timed[size] = (wall, work)
        print(
            f"{size:>9,} reports: {wall:.2f} ms a report ({work:.2f} of work), {1000 / wall:,.0f} a second", flush=True
        )
    return timed


def search(store: Store, maker: Maker) -> None:
    """How long a search takes: one to three words as they come in texts and titles, phrases, beginnings of words."""
    times = []
    for number in range(SEARCHES):
        words = [maker.word() for _ in range(number % 3 + 1)]
        text = [" ".join(words), f'"{" ".join(words)}"', words[0][:4] + "*", " ".join(words)][number % 4]
        for by_relevance in (False, True):
            begin = time.perf_counter()
            store.reports.find(text, by_relevance=by_relevance)
            times.append(1000 * (time.perf_counter() - begin))
    cuts = statistics.quantiles(times, n=100)
    print(f"{len(times)} searches: median {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, slowest {max(times):.1f} ms")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", nargs="?")
    parser.add_argument("--sizes", default="1000,10000,100000")
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    with tempfile.TemporaryDirectory() as folder, open_store(given.place or str(Path(folder) / "store.db")) as store:
        maker = Maker()
        begin = time.perf_counter()
        for number in range(100):
            Maker.report(maker, number)
        print(f"making a report up and packing it: {10 * (time.perf_counter() - begin):.1f} ms, not counted below")
        timed = fill(store, Maker(), sizes)
        wall, work = (last / first for last, first in zip(timed[sizes[-1]], timed[sizes[0]], strict=True))
        print(f"growth from {sizes[0]:,} to {sizes[-1]:,}: {wall:.2f}-fold by the clock, {work:.2f}-fold of work")
        search(store, maker)
        info = inform(store)
        print(f"{info.bytes:,} bytes: {info.bytes // info.counts['reports']:,} a report, claims and keys included")
    return 0


if __name__ == "__main__":
    sys.exit(main())
