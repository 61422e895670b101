"""How well events are found in sentences by writers who never saw our rules.

    python benchmarks/told.py [--part held-out|rest|all] [--language de] [--show N]

Reads our own sentences (benchmarks/own_sentences.py), by default those that neither the model nor the writers of rules
saw. Prints for each language how many of the marked types were found in their sentences (recall), how many of the types
coded are marked (precision; writers left out some events of the background), how many actors are those marked, and how
many of the sentences without event were coded: by rules alone, and with the model's help. `--show` prints sentences
in which the model coded what is not marked.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence

from own_sentences import LANGUAGES, OwnSentence, acts_right, own_sentences, read_sentence

from lagebild.app import Reader
from lagebild.record import Event
from lagebild.settings import Settings

PARTS = {"held-out": True, "rest": False, "all": None}
BY_MODEL = "-told-"  # in the names of rules that ask the model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, default="held-out")
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--show", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    reader = Reader(Settings())
    for language in arguments.language or LANGUAGES:
        counts: Counter[str] = Counter()
        left = arguments.show
        for sentence in own_sentences(language, PARTS[arguments.part]):
            report = read_sentence(reader, language, sentence)
            events = (report.events if report else None) or ()
            count(counts, sentence, events)
            if left and (wrong := _wrong(sentence, events)):
                left -= 1
                print(wrong)
        print(json.dumps({"language": language, "part": arguments.part} | figures(counts)))


def count(counts: Counter[str], sentence: OwnSentence, events: Sequence[Event]) -> None:
    """Add what was coded in one sentence."""
    marked = {m.type for m in sentence.events}
    for kind, some in (("rules", [e for e in events if BY_MODEL not in e.rule]), ("all", events)):
        types = {e.type for e in some}
        counts[f"{kind} right"] += len(types & marked)
        counts[f"{kind} coded"] += len(types)
        counts[f"{kind} without event"] += bool(types) and not marked
        judged = [right for e in some if (right := acts_right(sentence, e)) is not None]
        counts[f"{kind} actors"] += len(judged)
        counts[f"{kind} actors right"] += sum(judged)
    counts["sentences"] += 1
    counts["events"] += len(marked)
    counts["without event"] += not marked


def figures(counts: Counter[str]) -> dict[str, object]:
    """Shares of what was counted."""
    found: dict[str, object] = {name: counts[name] for name in ("sentences", "events", "without event")}
    for kind in ("rules", "all"):
        found[kind] = {
            "recall": round(counts[f"{kind} right"] / max(1, counts["events"]), 3),
            "precision": round(counts[f"{kind} right"] / max(1, counts[f"{kind} coded"]), 3),
            "actors": round(counts[f"{kind} actors right"] / max(1, counts[f"{kind} actors"]), 3),
            "coded without event": counts[f"{kind} without event"],
        }
    return found


def _wrong(sentence: OwnSentence, events: Sequence[Event]) -> str:
    marked = {m.type for m in sentence.events}
    wrong = [e for e in events if BY_MODEL in e.rule and e.type not in marked]
    if not wrong:
        return ""
    told = ", ".join(f"{e.type} {sentence.text[slice(*e.trigger)]} ({e.confidence})" for e in wrong)
    return f"{sentence.text}\n    coded: {told}; marked: {', '.join(f'{m.type} {m.trigger}' for m in sentence.events)}"


if __name__ == "__main__":
    main()
