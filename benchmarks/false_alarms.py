"""Count events on articles that are not about politics: sport, culture, science; and, apart, weather and disasters.

    python benchmarks/false_alarms.py SHARED_FOLDER [--half odd] [--show]

The articles are records of quotes_de.dev, listed below by the number that their id begins with; they were chosen by
title. Prints events per 1,000 words, by section and in all but weather: there states do act (alarms, relief, soldiers
who help), so that its figure is no count of false alarms. `--show` prints the rule and trigger of every event,
on the even half only: figures are quoted from the odd one.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from predict import half_of, pages

from lagebild.app import Reader
from lagebild.settings import Settings

SECTIONS = {
    "sport": """
        1959 2096 2124 3212 5049 6399 6620 8067 8814 10367 10535 13443 13554 14127 14704 15578 18979 21016 22544
        23441 24259 25991 27100 28063 28924 29373 32117 33173 34485 37751 41206 41379 43535 43684 47872 48238 48555
        48563 52016 53181 56019 63107 64617 68437 73463 76253 82511 83753 83783 84711
    """,
    "culture": """
        2981 3659 5882 5906 17843 17869 20136 21319 21465 22774 25582 26835 28493 29368 30019 33988 37427 39672
        42503 44642 48551 49334 53748 54805 58969 59120 59262 61850 65838 67140 71593 71599 74210 76792 79030 81706
        82340 83332 83589
    """,
    "weather": """
        12706 15980 19569 30797 31627 35769 40205 45353 45940 48343 50288 53890 56533 61440 62691 66494 67339 68040
        71448 72093 72767 82520 83439
    """,
    "science": """
        2240 3148 3681 4867 5419 5423 5583 6506 7537 8562 8845 9679 9996 10022 12809 13100 13726 13741 13837 14990
        16930 23714 23741 25006 26203 28446 29022 30253 33338 35877 36593 37353 40269 46722 48839 48927 49443 52987
        55776 60990 64137 69157 69813 69903 74982 80703
    """,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--half", choices=["even", "odd"], default="odd")
    parser.add_argument("--show", action="store_true", help="each event's section, type, rule and trigger")
    arguments = parser.parse_args()
    if arguments.show and arguments.half == "odd":
        parser.error("look at the even half: --half even --show")
    section_of = {number: section for section, listed in SECTIONS.items() for number in listed.split()}
    reader = Reader(Settings())
    words: Counter[str] = Counter()
    events: Counter[str] = Counter()
    for page in pages(arguments.shared / "bench" / "quotes_de.dev.jsonl"):
        section = section_of.get(page.id.split(" ")[0])
        if section is None or half_of(page.id) != arguments.half:
            continue
        report = reader.read(page)
        words[section] += len(page.text.split())
        events[section] += len(report.events or ())
        for event in (report.events or ()) if arguments.show else ():
            start, end = event.trigger
            print(section, event.type, event.rule, page.text[start:end], sep="\t", file=sys.stderr)
    rates = {section: round(1000 * events[section] / words[section], 2) for section in SECTIONS}
    counted = [section for section in SECTIONS if section != "weather"]
    length = sum(words[section] for section in counted)
    everything = round(1000 * sum(events[section] for section in counted) / length, 2)
    print(json.dumps({"half": arguments.half, "words": length, "per_1000_words": everything} | rates))


if __name__ == "__main__":
    main()
