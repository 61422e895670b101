"""How well events are found in sentences by writers who never saw our rules.

    python benchmarks/event_sentences.py [--set first|second] [--part held-out|rest|all] [--language de] [--show N]

Reads our own sentences (benchmarks/own_sentences.py), by default those that whoever writes rules does not read. Prints
for each language how many of the marked types were found in their sentences (recall), how many of the types coded are
marked (precision; writers left out some events of the background), how many actors are those marked, how many of the
sentences without event were coded. `--show` prints sentences of the part that may be read with a type missed or wrong.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence

from own_sentences import LANGUAGES, SETS, OwnSentence, actors_right, own_sentences, read_sentence

from lagebild.app import Reader
from lagebild.record import Event
from lagebild.settings import Settings

PARTS = {"held-out": True, "rest": False, "all": None}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=SETS, default="first")
    parser.add_argument("--part", choices=PARTS, default="held-out")
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--show", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    reader = Reader(Settings())
    for language in arguments.language or LANGUAGES:
        counts: Counter[str] = Counter()
        left = arguments.show
        for sentence in own_sentences(language, PARTS[arguments.part], arguments.set):
            report = read_sentence(reader, language, sentence)
            events = (report.events if report else None) or ()
            count(counts, sentence, events)
            if left and not sentence.held_out and (wrong := _difference(sentence, events)):
                left -= 1
                print(wrong)
        print(json.dumps({"language": language, "set": arguments.set, "part": arguments.part} | figures(counts)))


def count(counts: Counter[str], sentence: OwnSentence, events: Sequence[Event]) -> None:
    """Add what was coded in one sentence."""
    marked, coded = {m.type for m in sentence.events}, {e.type for e in events}
    judged = [right for e in events if (right := actors_right(sentence, e)) is not None]
    counts["sentences"] += 1
    counts["marked"] += len(marked)
    counts["coded"] += len(coded)
    counts["right"] += len(marked & coded)
    counts["actors"] += len(judged)
    counts["actors right"] += sum(judged)
    counts["without event"] += not marked
    counts["without event, coded"] += bool(coded) and not marked


def figures(counts: Counter[str]) -> dict[str, object]:
    """Shares of what was counted."""
    return {
        "sentences": counts["sentences"],
        "events": counts["marked"],
        "recall": round(counts["right"] / max(1, counts["marked"]), 3),
        "precision": round(counts["right"] / max(1, counts["coded"]), 3),
        "actors": round(counts["actors right"] / max(1, counts["actors"]), 3),
        "without event": counts["without event"],
        "of them coded": counts["without event, coded"],
    }


def _difference(sentence: OwnSentence, events: Sequence[Event]) -> str:
    if {m.type for m in sentence.events} == {e.type for e in events}:
        return ""
    coded = ", ".join(f"{e.type} {sentence.text[slice(*e.trigger)]} ({e.rule})" for e in events)
    marked = ", ".join(f"{m.type} {m.trigger}" for m in sentence.events)
    return f"{sentence.text}\n    coded: {coded or 'nothing'}; marked: {marked or 'nothing'}"


if __name__ == "__main__":
    main()
