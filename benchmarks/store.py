"""What a store costs: adding a report at three sizes, full-text search, bytes a report.

python benchmarks/store.py [PLACE] [--sizes 1000,10000,100000]

PLACE is the path of a new file or the address of an empty PostgreSQL database; without it a temporary file.
Reports are made up, without analysis: words by Zipf's law, as long as news reports are (median 300 words), eight
claims each and a fingerprint with bands. Three of ten reports begin a story, the others tell in other words what one of
the last hundred stories told; one of ten stands at the address of an earlier one. At each size
the last 1,000 (of the smallest, half) are timed, the median of their batches; a batch of 32 reports is one
transaction, as `lagebild ingest` writes them. Timed is all that comes after a report is read: storing it, looking up
what it might be the same as, judging that, happenings and stories. Making a report up, compressing and folding it
happens where reports are read, and is told apart.

A machine that others use is now fast, now slow, and the three sizes are measured an hour apart. So what an addition
costs at a size is also measured against a second store that stays as small as the first size: both are given batches in
turns, and what is told is the median of the ratios of processor time of two batches that followed each other. (Only of
SQLite, where a second store is a second file.)
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
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import msgspec

from lagebild.record import Page
from lagebild.situation.assimilating import Extract, assimilate
from lagebild.store.care import inform
from lagebild.store.reports import Entry, content_id, make_entry
from lagebild.store.sqlite import SqliteDatabase
from lagebild.store.store import Store, open_store
from lagebild.stories.model import Claim, Count, Fingerprint, Origin, Outlet, Party, Spot

BATCH = 32
WORDS = 60_000  # of the vocabulary
CLAIMS = 8  # a report; the development reports have 7 to 21 events
BANDS = 32
SEARCHES = 300
TURNS = 16  # batches that each of two stores is given, to compare them
DAY = 100  # reports a day: what a report costs depends on how much was told in the week around it
NEW_STORIES = 0.3  # share of reports that begin a story; the others tell one of the last
STORIES = 100  # that are told at one time
TYPES = ("CONSULT", "ASSAULT", "AID", "SANCTION", "PROTEST", "AGREE", "COERCE", "ACCUSE", "REQUEST", "MOBILIZE")
MODES = ("visit", "drone", "arrest", "strike", "aerial", "economic", "meet", "military")
COUNTRIES = [f"{a}{b}{c}" for a, b, c in itertools.product("ABCDEFG", "KLMN", "RSTU")]
TOPIC = 24  # words that a report says most


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
        self.topics: list[list[Claim]] = []

    def word(self) -> str:
        """A word; the hundredth most frequent comes once in some 1,000."""
        return self.words[bisect.bisect(self.weights, self.random.random() * self.weights[-1])]

    def sentence(self) -> str:
        return " ".join(self.word() for _ in range(self.random.randint(8, 25))).capitalize() + "."

    def reports(self) -> Iterator[tuple[Entry, Extract]]:
        for number in itertools.count():
            yield self.report(number)

    def report(self, number: int) -> tuple[Entry, Extract]:
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
        claims = self.claims(page, sentences, number)
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
        return entry, self.extract(page, claims)

    def topic(self, day: str) -> list[Claim]:
        """What reports of one story may tell: acts of two or three parties at one town."""
        rank = [1 / (i + 5) for i in range(len(COUNTRIES))]
        countries = self.random.choices(COUNTRIES, rank, k=3)
        sectors = self.random.choices(("GOV", "MIL", "COP", "CVL", "OPP", "REB"), k=3)
        parties = [
            Party(f"Q{self.random.randint(1, 50_000)}", self.word(), f"{country} {sector}", country)
            for country, sector in zip(countries, sectors, strict=True)
        ]
        spot = Spot(self.word(), countries[0], self.random.uniform(-60, 70), self.random.uniform(-180, 180), "city")
        return [self.fact(day, parties, spot) for _ in range(2 * CLAIMS)]

    def fact(self, day: str, parties: list[Party], spot: Spot) -> Claim:
        """One act; report, outlet and sentence are told where it is."""
        actor, recipient = self.random.sample(parties, 2)
        number = float(self.random.randint(2, 500))
        kind, modes = self.random.choice(TYPES), (self.random.choice(MODES),)
        words = tuple(self.word() for _ in range(10))
        return Claim(
            id="", report="", event="", language="de", published=None, type=kind, modes=modes, contexts=("military",),
            actors=(actor,), recipients=(recipient,), place=spot, date_begin=day, date_end=day, modality="asserted",
            quantities=(Count(number, number, "person", "killed"),), sources=(), origin=Origin("outlet", "", ""),
            outlet=Outlet("", "", ""), trigger=(self.word(),), words=words, names=(actor.key, recipient.key),
            numbers=(f"{number:g}",), quotes=(), text="", span=(0, 0), lead=False, confidence=0.8,
        )  # fmt: skip

    def claims(self, page: Page, sentences: list[str], number: int) -> tuple[Claim, ...]:
        """Claims of a report: of a new story, or of one of the last, told in part in other words."""
        day = page.published or ""
        if not self.topics or self.random.random() < NEW_STORIES:
            self.topics = [*self.topics[1 - STORIES :], self.topic(day)]
        told = self.random.sample(self.random.choice(self.topics), CLAIMS)
        outlet = Outlet(f"p{number % 400}", f"Paper {number % 400}", f"p{number % 400}")
        return tuple(
            msgspec.structs.replace(
                fact, id=f"{page.id}-{i}", report=page.id, event=f"ev{i}", published=day, outlet=outlet,
                origin=Origin("outlet", outlet.key, outlet.name), text=sentences[i % len(sentences)],
                words=(*self.random.sample(fact.words, 6), *(self.word() for _ in range(6))), lead=i == 0,
                span=(0, len(sentences[i % len(sentences)])),
            )
            for i, fact in enumerate(told)
        )  # fmt: skip

    def extract(self, page: Page, claims: tuple[Claim, ...]) -> Extract:
        print_of = Fingerprint(
            report=page.id, language="de", published=page.published, outlet=claims[0].outlet, agencies=(),
            address=page.url, title=page.title or "", title_words=tuple((page.title or "").lower().split()),
            length=len(page.text.split()),
            method="made/1", signature=tuple(self.random.getrandbits(32) for _ in range(128)),
            shingles=tuple(sorted(self.random.getrandbits(32) for _ in range(64))),
            bands=tuple(f"{i}:{self.random.getrandbits(40)}" for i in range(BANDS)),
            anchors=tuple(f"n:{name}" for claim in claims for name in claim.names), quotes=(),
            topic=(*dict.fromkeys(word for claim in claims for word in claim.words[:3]), *self.words[:8])[:TOPIC],
        )  # fmt: skip
        return Extract(print_of, claims)


Made = list[tuple[Entry, Extract]]


class Cost(NamedTuple):
    """Milliseconds a report."""

    wall: float  # by the clock
    work: float  # of the processor


def add(store: Store, made: Made) -> Cost:
    """Add reports as ingest does: look up what might be the same, judge it, write."""
    begin, worked = time.perf_counter(), time.process_time()
    with store.transaction():
        for entry, extract in made:
            if store.reports.add(entry) is not None:
                assimilate(store, extract)
    wall, work = time.perf_counter() - begin, time.process_time() - worked
    return Cost(1000 * wall / len(made), 1000 * work / len(made))


def fill(store: Store, small: Store | None, sizes: list[int]) -> dict[int, Cost]:
    """Grow the store to each size; what a report costs there. `small` grows to the first size only, and is compared."""
    made, same = Maker().reports(), Maker().reports()  # the same reports twice: `small` takes them later
    timed: dict[int, Cost] = {}
    count = 0
    for size in sizes:
        window = min(1000, size // 2)
        costs: list[Cost] = []
        turns: list[float] = []
        while count < size:
            batch = list(itertools.islice(made, min(BATCH, size - count)))
            count += len(batch)
            costs.append(add(store, batch))
            if count <= size - window:
                costs.clear()
            elif small is not None and size > sizes[0] and len(turns) < TURNS:
                turns.append(costs[-1].work / add(small, list(itertools.islice(same, BATCH))).work)
            if small is not None and size == sizes[0]:
                add(small, list(itertools.islice(same, len(batch))))
        wall, work = (statistics.median(column) for column in zip(*costs, strict=True))
        timed[size] = Cost(wall, work)
        told = f"; in turns with {sizes[0]:,}: {statistics.median(turns):.2f}-fold work" if turns else ""
        print(
            f"{size:>9,} reports: {wall:.2f} ms a report ({work:.2f} of work), {1000 / wall:,.0f} a second{told}",
            flush=True,
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
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        store = stack.enter_context(open_store(given.place or str(folder / "store.db")))
        alike = isinstance(store.database, SqliteDatabase)
        small = stack.enter_context(open_store(str(folder / "small.db"))) if alike else None
        maker = Maker()
        begin = time.perf_counter()
        for number in range(100):
            Maker.report(maker, number)
        print(f"making a report up and packing it: {10 * (time.perf_counter() - begin):.1f} ms, not counted below")
        timed = fill(store, small, sizes)
        wall, work = (last / first for last, first in zip(timed[sizes[-1]], timed[sizes[0]], strict=True))
        print(f"growth from {sizes[0]:,} to {sizes[-1]:,}: {wall:.2f}-fold by the clock, {work:.2f}-fold of work")
        search(store, maker)
        info = inform(store)
        print(f"{info.bytes:,} bytes: {info.bytes // info.counts['reports']:,} a report, claims and keys included")
    return 0


if __name__ == "__main__":
    sys.exit(main())
