"""How long the web pages and the API take over a large store.

python benchmarks/web.py [--reports 10000] [--store FILE] [--rate 50] [--seconds 10]

Reports are made up as in benchmarks/store.py, but whole records, four to a story, whose claims are brought together in
eight happenings; each report has eight events. The server runs in a process of its own. Told are the milliseconds from
asking for a page to its first paint with content in a headless Chromium, where one is installed, and to its last byte;
and for the API the median and p95 at so many requests a second, every kind of request in turn.
"""

import argparse
import itertools
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import msgspec
from store import BATCH, COUNTRIES, Maker

from lagebild.record import Page
from lagebild.store.reports import Entry, content_id, make_entry
from lagebild.store.store import Store, open_store
from lagebild.stories.index import Addition
from lagebild.stories.model import Claim, Count, Fingerprint, Happening, Origin, Outlet, Party, Spot, Story

PER_STORY = 4
DAY = 300  # reports a day
HAPPENINGS = 8
TYPES = {"CONSULT": "verbal_cooperation", "ASSAULT": "material_conflict", "AID": "material_cooperation",
         "SANCTION": "material_conflict", "PROTEST": "material_conflict", "AGREE": "verbal_cooperation"}  # fmt: skip
MODALITIES = ("asserted",) * 8 + ("planned", "denied")


def made_up(count: int) -> Iterator[list[tuple[Entry, Addition]]]:
    """Reports story by story."""
    maker = Maker()
    cities = [(maker.random.uniform(-50, 65), maker.random.uniform(-120, 150)) for _ in range(2000)]
    for number in range(0, count, PER_STORY):
        pages = [_page(maker, number + i) for i in range(PER_STORY)]
        claims = [_claims(maker, page, cities, number) for page in pages]
        happenings = [_happening([told[i] for told in claims]) for i in range(HAPPENINGS)]
        story = _story(pages, happenings)
        ready = []
        for i, (page, told) in enumerate(zip(pages, claims, strict=True)):
            record = msgspec.json.encode(_record(page, told))
            addition = _addition(maker, page, told)
            last = i == PER_STORY - 1
            addition = msgspec.structs.replace(
                addition, happenings=tuple(happenings) if last else (), stories=(story,) if last else ()
            )
            ready.append((make_entry(page, record, source="made up", name=str(number + i)), addition))
        yield ready


def _page(maker: Maker, number: int) -> Page:
    sentences = [maker.sentence() for _ in range(max(HAPPENINGS, round(maker.random.lognormvariate(3, 0.6))))]
    title = " ".join(maker.word() for _ in range(8)).capitalize()
    day = f"{2020 + number // DAY // 336}-{number // DAY // 28 % 12 + 1:02}-{number // DAY % 28 + 1:02}"
    page = Page(
        text=title + "\n\n" + "\n\n".join(sentences), url=f"https://paper{number % 400}.example/{number}", title=title,
        publisher=f"Paper {number % 400}", published=day, language="de",
    )  # fmt: skip
    return msgspec.structs.replace(page, id=content_id(page))


def _claims(maker: Maker, page: Page, cities: list[tuple[float, float]], story: int) -> tuple[Claim, ...]:
    sentences = page.text.split("\n\n")[1:]
    found = []
    for i in range(HAPPENINGS):
        claim = _claim(maker, page, sentences, i)
        lat, lon = cities[(story + i) % len(cities)]
        country = COUNTRIES[(story + i) % len(COUNTRIES)]
        found.append(
            msgspec.structs.replace(
                claim, type=list(TYPES)[(story + i) % len(TYPES)], modality=maker.random.choice(MODALITIES),
                modes=(), place=Spot(f"City {(story + i) % len(cities)}", country, lat, lon, "city"),
            )
        )  # fmt: skip
    return tuple(found)


def _claim(maker: Maker, page: Page, sentences: list[str], number: int) -> Claim:
    text = sentences[number % len(sentences)]
    country = maker.random.choices(COUNTRIES, [1 / (i + 1) for i in range(len(COUNTRIES))])[0]
    party = Party(f"Q{maker.random.randint(1, 5000)}", maker.word(), f"{country} GOV", country)
    outlet = Outlet(f"p{len(page.text) % 400}", "Paper", "house")
    return Claim(
        id=f"{page.id}-{number}", report=page.id, event=f"ev{number}", language="de", published=page.published,
        type="CONSULT", modes=(), contexts=("military",), actors=(party,),
        recipients=(Party(country, maker.word(), country, country),), place=None, date_begin=page.published,
        date_end=page.published, modality="asserted", quantities=(Count(3, 3, "person", "killed"),), sources=(),
        origin=Origin("outlet", outlet.key, outlet.name), outlet=outlet, trigger=(maker.word(),),
        words=tuple(text.lower().rstrip(".").split()[:12]), names=(party.key, country), numbers=("3",), quotes=(),
        text=text, span=(0, len(text)), lead=number == 0, confidence=0.8,
    )  # fmt: skip


def _addition(maker: Maker, page: Page, claims: tuple[Claim, ...]) -> Addition:
    fingerprint = Fingerprint(
        report=page.id, language="de", published=page.published, outlet=claims[0].outlet, agencies=(),
        address=page.url, title=page.title or "", title_words=tuple((page.title or "").lower().split()),
        length=len(page.text.split()), method="made/1",
        signature=tuple(maker.random.getrandbits(32) for _ in range(128)),
        shingles=tuple(sorted(maker.random.getrandbits(32) for _ in range(64))),
        bands=tuple(f"{i}:{maker.random.getrandbits(40)}" for i in range(32)), anchors=(), quotes=(),
    )  # fmt: skip
    keys = tuple((c.id, f"{c.type} {party.key}") for c in claims for party in (*c.actors, *c.recipients))
    return Addition(fingerprint, claims, keys)


def _happening(claims: list[Claim]) -> Happening:
    lead = claims[0]
    return Happening(
        id=f"h{lead.id}", claims=tuple(c.id for c in claims), reports=tuple(c.report for c in claims), lead=lead.id,
        type=lead.type, modality=lead.modality, actors=lead.actors, recipients=lead.recipients, place=lead.place,
        begin=lead.date_begin, end=lead.date_end, first_published=lead.published, last_published=claims[-1].published,
    )  # fmt: skip


def _story(pages: list[Page], happenings: list[Happening]) -> Story:
    days = [page.published or "" for page in pages]
    return Story(
        id=f"s{pages[0].id}", title=pages[0].title or "", lead=happenings[0].lead,
        happenings=tuple(h.id for h in happenings), reports=tuple(page.id for page in pages),
        cast=happenings[0].actors, places=tuple(h.place for h in happenings if h.place), begin=days[0], end=days[-1],
        growth=tuple((day, days.count(day)) for day in dict.fromkeys(days)), open=True, first_published=days[0],
        last_published=days[-1],
    )  # fmt: skip


def _record(page: Page, claims: tuple[Claim, ...]) -> dict[str, object]:
    starts = list(itertools.accumulate((len(s) + 2 for s in page.text.split("\n\n")), initial=0))
    spans = [[start, end - 2] for start, end in itertools.pairwise(starts)]
    events = [
        {
            "id": claim.event, "type": claim.type, "modes": [], "contexts": [], "quad": TYPES[claim.type], "score": 1.0,
            "cameo": None, "trigger": [spans[i + 1][0], spans[i + 1][0] + 4], "sentence": i + 1, "block": i + 1,
            "actors": [{"entity": "e0", "span": spans[i + 1], "code": claim.actors[0].code}], "recipients": [],
            "place": None, "time": None, "date_begin": claim.date_begin, "date_end": claim.date_end,
            "modality": claim.modality, "modality_cue": None, "sources": [], "quantities": [], "rule": "made-up",
            "confidence": 0.8,
        }
        for i, claim in enumerate(claims)
    ]  # fmt: skip
    entities = [{"id": f"e{i}", "name": f"N{i}", "type": "PER", "kb": None, "country": None, "sector": None,
                 "mentions": [{"span": spans[1], "form": "name"}]} for i in range(8)]  # fmt: skip
    return {
        "schema": "lagebild.report/1", "id": page.id, "url": page.url, "publisher": page.publisher, "title": page.title,
        "language": "de", "published": page.published, "retrieved": None, "developing": False,
        "machine_translated": False, "text": page.text,
        "blocks": [{"kind": "title" if i == 0 else "body", "span": span} for i, span in enumerate(spans)],
        "sentences": spans, "agencies": [], "entities": entities, "places": [], "times": [], "quantities": [],
        "quotations": [], "events": events, "notes": [], "made_by": {"lagebild": "0"},
    }  # fmt: skip


def fill(store: Store, count: int) -> None:
    """Put so many reports into the store."""
    begin, done = time.perf_counter(), 0
    stories = made_up(count)
    while part := list(itertools.islice(stories, BATCH // PER_STORY)):
        with store.transaction():
            for entry, addition in itertools.chain.from_iterable(part):
                if store.reports.add(entry) is not None:
                    store.index.apply(addition)
                    done += 1
            happenings = [h for ready in part for _, addition in ready for h in addition.happenings]
            store.events.put_sums((h.id, len(h.reports), 0) for h in happenings)
    print(f"{done:,} reports stored in {time.perf_counter() - begin:.0f} s", flush=True)


def paths_of(base: str) -> tuple[list[str], list[str]]:
    """Pages and requests of the API, one of every kind."""
    story = httpx.get(f"{base}/api/stories?limit=1").json()["items"][0]
    report = httpx.get(f"{base}/api/reports?limit=1").json()["items"][0]
    actor = httpx.get(f"{base}/api/actors?limit=1", timeout=60).json()[0]["key"]
    source = httpx.get(f"{base}/api/sources?limit=1").json()[0]["key"]
    happening = httpx.get(f"{base}/api/stories/{story['id']}").json()["happenings"][0]["happening"]["id"]
    word = report["title"].split()[0]
    pages = [
        "/", f"/?q={word}", f"/stories/{story['id']}", f"/reports/{report['id']}", f"/happenings/{happening}",
        "/events",
        "/events?type=ASSAULT&modality=denied", f"/events?country={COUNTRIES[3]}&sources=2", "/reports",
        f"/reports?q={word}", "/actors", f"/actor?key={actor}", "/sources", f"/source?key={source}", "/watches",
        "/read", "/quality",
    ]  # fmt: skip
    api = [
        "/api/stories", f"/api/stories/{story['id']}", f"/api/reports/{report['id']}", "/api/reports",
        f"/api/reports?q={word}", "/api/events?type=ASSAULT", f"/api/events?country={COUNTRIES[3]}&modality=denied",
        "/api/events/counts?type=ASSAULT", f"/api/events?actor={actor}", f"/api/happenings/{happening}", "/api/sources",
        f"/api/actor?key={actor}", "/api/verdicts", "/api/alerts",
    ]  # fmt: skip
    return pages, api


def time_pages(base: str, pages: list[str]) -> None:
    """Each page twice: the first time and, of what is kept in memory, again."""
    for path in pages:
        times = []
        for _ in range(2):
            begin = time.perf_counter()
            answer = httpx.get(base + path, timeout=120)
            answer.raise_for_status()
            times.append(1000 * (time.perf_counter() - begin))
        print(f"{path[:52]:<54} {times[0]:8.0f} ms {times[1]:8.0f} ms {len(answer.content):>9,} bytes", flush=True)


def paint_pages(base: str, pages: list[str]) -> None:
    """The first paint with content of each page, in Chromium."""
    browser = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
    if browser is None:
        print("no Chromium here: first paints were not timed")
        return
    from playwright.sync_api import sync_playwright

    paint = "new Promise(done => new PerformanceObserver(list => done(list.getEntries()[0].startTime))"
    paint += ".observe({type: 'paint', buffered: true}))"
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page()
        page.goto(base + "/read")
        times = {}
        for path in pages:
            page.goto(base + path)
            times[path] = page.evaluate(paint)
    slowest = max(times, key=lambda path: times[path])
    median, path = statistics.median(times.values()), slowest[:40]
    print(f"first contentful paint: median {median:.0f} ms, slowest {times[slowest]:.0f} ms ({path})")


def load(base: str, api: list[str], rate: float, seconds: float) -> None:
    """So many requests a second for so long, begun on time whether or not those before are answered."""
    count = int(rate * seconds)
    with httpx.Client(base_url=base, timeout=60) as client, ThreadPoolExecutor(32) as team:
        start = time.perf_counter() + 0.2

        def ask(i: int) -> float:
            due = start + i / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            client.get(api[i % len(api)]).raise_for_status()
            return 1000 * (time.perf_counter() - due)

        times = sorted(team.map(ask, range(count)))
    cuts = statistics.quantiles(times, n=100)
    print(f"API, {rate:g} requests a second for {seconds:g} s: median {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, "
          f"slowest {times[-1]:.0f} ms")  # fmt: skip


def main() -> int:
    """Fill, serve, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--store", help="of an earlier run; filled where it is empty")
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--seconds", type=float, default=10.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = given.store or str(Path(folder) / "store.db")
        with open_store(place) as store:
            if not store.reports.count():
                fill(store, given.reports)
        with serving(place) as base:
            pages, api = paths_of(base)
            time_pages(base, pages)
            paint_pages(base, pages)
            load(base, api, given.rate, given.seconds)
    return 0


@contextmanager
def serving(store: str) -> Iterator[str]:
    """Serve a store in a process of its own; the address, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "lagebild.cli.start", "serve", "--store", store, "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                httpx.get(f"{base}/api/health")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield base
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
