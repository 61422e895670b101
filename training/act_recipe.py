"""The head of acts: its material, which is our own sentences, the same with other words in them, and other texts."""

import json
import pickle
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from act_head import BATCH, ActModel, ToldText, read_texts, train_acts
from act_teacher import ActTeacher, read_acts
from spacy.language import Language

from lagebild.engines.network.acts import CONTENT
from lagebild.engines.network.network import Network, Text

NOTHING = ""  # the type of words that tell nothing
TYPES = (
    NOTHING, "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
SWAPPED, SWAPPED_OTHER = 0.6, 0.06  # share of words that tell an event, and of other content words, that are replaced
SHARES = {"marked": 0.55, "swapped": 0.25, "others": 0.2}  # of the batches
TIMES_SWAPPED = 2  # times that each of our sentences is read with other words in it
STEPS = 1_500
FEWEST = 2  # times that a form must have been read to stand for another


@dataclass(frozen=True)
class Marked:
    """One of our sentences, and whether it is held out."""

    text: ToldText
    held_out: bool


def read_marked(file: Path, tokenizer: Language) -> list[Marked]:
    """Read sentences and the words in them that tell an event.

    Held out is one word in eight with all sentences in which it is the first to tell an event.
    """
    found = []
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            doc = tokenizer.make_doc(record["text"])
            shares = np.zeros((len(doc), len(TYPES)), np.float16)
            shares[:, 0] = 1
            places = [place_of(record["text"], event["trigger"], event.get("nth", 1)) for event in record["events"]]
            for event, place in zip(record["events"], places, strict=True):
                token = next(token for token in doc if token.idx <= place < token.idx + len(token))
                shares[token.i] = np.eye(len(TYPES))[TYPES.index(event["type"])]
            forms, blanks = tuple(t.text for t in doc), tuple(bool(t.whitespace_) for t in doc)
            found.append(Marked(ToldText(forms, blanks, shares), record.get("held_out", False)))
    return found


def place_of(text: str, word: str, nth: int) -> int:
    """Where a word stands in a text for the nth time; StopIteration if it does not."""
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
    return places[nth - 1]


def as_told(forms: Sequence[str], blanks: Sequence[bool]) -> ToldText:
    """A text of which nothing is known."""
    return ToldText(tuple(forms), tuple(blanks), np.zeros((len(forms), len(TYPES)), np.float16))


class OtherWords:
    """Forms by part of speech and features, as the network reads them in many texts."""

    def __init__(self, network: Network, texts: Iterable[ToldText]) -> None:
        self._network = network
        self._kinds: dict[tuple[int, bytes], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for text, kinds in zip(texts := list(texts), self._read(texts), strict=True):
            for form, kind in zip(text.forms, kinds, strict=True):
                if kind is not None and form.isalpha():
                    self._kinds[kind][form] += 1
        self._choices = {
            kind: [form for form, times in forms.items() if times >= FEWEST] for kind, forms in self._kinds.items()
        }

    def swap(self, texts: Sequence[ToldText], chance: random.Random) -> list[ToldText]:
        """The same texts with other words of the same features in them; nothing is known of what they tell."""
        swapped = []
        for text, kinds in zip(texts, self._read(texts), strict=True):
            forms = list(text.forms)
            for i, kind in enumerate(kinds):
                share = SWAPPED if text.shares[i, 0] < 0.5 else SWAPPED_OTHER
                choices = self._choices.get(kind, []) if kind is not None else []
                if choices and forms[i].isalpha() and chance.random() < share:
                    other = chance.choice(choices)
                    forms[i] = other[:1].upper() + other[1:] if forms[i][0].isupper() else other
            swapped.append(as_told(forms, text.blanks))
        return swapped

    def _read(self, texts: Sequence[ToldText]) -> list[list[tuple[int, bytes] | None]]:
        labels = self._network.labels
        plain = [Text(text.forms, text.blanks, [0] * len(text.forms)) for text in texts]
        return [
            [
                (int(upos), row.astype(np.uint8).tobytes()) if labels.upos[upos] in CONTENT else None
                for upos, row in zip(reading.upos, reading.features, strict=True)
            ]
            for reading in self._network.read(plain)
        ]


def read_swapped(
    network: Network,
    teacher: ActTeacher,
    marked: Sequence[ToldText],
    others: Sequence[ToldText],
    scale: float,
    folder: Path,
) -> None:
    """Write to `folder` what the teacher says of other texts, and of our sentences with other words in them."""
    folder.mkdir(exist_ok=True)
    chance = random.Random(31)
    others = others[: int(len(others) * scale)]
    words = OtherWords(network, [*others, *marked])
    swapped = words.swap(list(marked[: int(len(marked) * scale)]) * TIMES_SWAPPED, chance)
    for name, texts in (("others", others), ("swapped", swapped)):
        write_told(read_acts(teacher, texts), folder / name)


def make_act_head(
    network: Network, marked: Sequence[ToldText], start: Path, folder: Path, scale: float, target: Path
) -> None:
    """Train the head on our sentences and on what lies in `folder`; write it as the engine reads it."""
    torch.set_num_threads(1)
    texts = {"marked": list(marked)} | {name: read_told(folder / name) for name in ("swapped", "others")}
    state = network.states_of([Text(("a",), (True,), (0,))])[0].shape[1]
    model = ActModel(state, TYPES, start)
    groups = [(SHARES[name], read_texts(network, own)) for name, own in texts.items() if len(own) >= BATCH]
    train_acts(model, groups, int(STEPS * scale))
    np.savez_compressed(target, **model.arrays())


def write_told(texts: Sequence[ToldText], target: Path) -> None:
    """Keep what was read."""
    with target.open("wb") as out:
        pickle.dump([(text.forms, text.blanks, text.shares) for text in texts], out)


def read_told(file: Path) -> list[ToldText]:
    """What `write_told` wrote; read only files of your own, for a pickle can run code."""
    with file.open("rb") as stored:
        return [ToldText(*parts) for parts in pickle.load(stored)]
