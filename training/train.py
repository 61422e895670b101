"""Make the model of one language and install it in the package.

    python training/train.py de
    python training/train.py en

Steps, each kept in the work folder and not done again while its file is there: the teacher of both languages, the text
that it reads for the language, the start of the table of words, the small network, its refinement with other names than
those of the texts; for German also the names that the teacher reads, and the head of names.
"""

import argparse
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import spacy
import torch
from english_names import find_english_names
from install import install, write_network
from mimic import choose_forms, write_start
from name_recipe import make_name_head, read_german_names
from renaming import load_other_names
from silver import read_silver, write_silver
from student import ROWS, WIDTH, Material, Phase, train_student
from teacher import load_teacher, train_teacher
from texts import as_samples, english_texts, german_texts
from tokenizer_rules import tune_tokenizer

from lagebild.engines.network.names import NAMES as NAME_HEAD
from lagebild.engines.network.network import Network
from samples import Sample, Tree, make_paragraphs, read_names, read_trees

HERE = Path(__file__).parent
MODELS = HERE.parent / "src" / "lagebild" / "models"
VERSION = "2.0.0"
NAMES = "bench/ner_de.dev.jsonl"
TEACHER_STEPS, TEACHER_SEED = 2400, 7
DEBATES = 700_000  # words
FORMS = 150_000
START_STEPS = 1500
STEPS, RATE, HOLD = 6_000, 2e-3, 0.3  # of the student
REFINING_STEPS, REFINING_RATE, REFINING_NAME_WEIGHT = 2_500, 7e-4, 2.0  # then, with other names


@dataclass(frozen=True)
class Recipe:
    """What differs between the languages."""

    gold: tuple[str, ...]
    dev: str
    gold_times: int  # times that the treebanks are read in a pass of the student
    teacher_times: int  # and in one of the teacher
    dictionary: str  # list of words, in the folder of prose
    sources: str
    name_head: bool = False  # whether names have gold, so that a head of their own is trained


RECIPES = {
    "de": Recipe(
        gold=("de_gsd.test", "de_pud"),
        dev="de_gsd.dev",
        gold_times=3,
        teacher_times=3,
        dictionary="usr/share/dict/ngerman",
        sources="UD German GSD 2.16 test (CC BY-SA 4.0), UD German PUD (CC BY-SA 3.0), GermEval 2014 (CC BY 4.0), "
        "DFKI SmartData (CC BY 4.0), ParlaMint-AT 4.1 (CC BY 4.0), names of Faker (MIT) and GeoNames (CC BY 4.0)",
        name_head=True,
    ),
    "en": Recipe(
        gold=("en_ewt.train", "en_pud"),
        dev="en_ewt.dev",
        gold_times=1,
        teacher_times=1,
        dictionary="usr/share/dict/american-english-large",
        sources="UD English EWT (CC BY-SA 4.0), UD English PUD (CC BY-SA 3.0), MEANTIME (CC BY 4.0), WordNet 3.0 "
        "(WordNet licence), PostgreSQL documentation (PostgreSQL licence)",
    ),
}


def main() -> None:
    """Read the command line, do what is not done yet, install."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=sorted(RECIPES))
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="treebanks/, bench/, text/")
    parser.add_argument("--prose", type=Path, help="folder in which the Debian packages of README.md are unpacked")
    parser.add_argument("--models", type=Path, default=MODELS, help="folder in which the model is installed")
    parser.add_argument("--work", type=Path, default=HERE / "work", help="folder for what is made on the way")
    parser.add_argument("--scale", type=float, default=1.0, help="share of all steps and words, to try the recipe out")
    options = parser.parse_args()
    language, work, shared, scale = options.language, options.work, options.shared, options.scale
    work.mkdir(parents=True, exist_ok=True)
    recipe = RECIPES[language]
    teacher, silver = work / "teacher.pt", work / f"{language}.silver"
    start, student = work / f"{language}.start.pt", work / f"{language}.student.pt"
    refined = work / f"{language}.refined.pt"

    _make(teacher, lambda: _train_teacher(shared, int(TEACHER_STEPS * scale), teacher))
    _make(silver, lambda: _read_silver(teacher, language, shared, options.prose, int(DEBATES * scale), silver))
    _make(start, lambda: _start(teacher, language, shared, options.prose, scale, start))
    first = Phase(int(STEPS * scale), RATE, HOLD)
    second = Phase(int(REFINING_STEPS * scale), REFINING_RATE, 0.0, load_other_names(), REFINING_NAME_WEIGHT)
    _make(student, lambda: _train_student(language, shared, silver, first, start, student))
    _make(refined, lambda: _train_student(language, shared, silver, second, student, refined))
    network = refined.with_suffix("")
    write_network(refined, network)
    if recipe.name_head:
        named = work / f"{language}.names"
        _make(named, lambda: _read_names(teacher, shared, options.prose, scale, named))
        target = network / NAME_HEAD
        _make(target, lambda: make_name_head(language, shared, Network(network), start, named, scale, target))
    install(network, language, VERSION, recipe.sources, options.models / language)


def _make(target: Path, make: Callable[[], None]) -> None:
    if not target.exists():
        print(f"== {target.name}", flush=True)
        make()


def _train_teacher(shared: Path, steps: int, target: Path) -> None:
    trees = {language: _trees(language, shared, recipe.gold) for language, recipe in RECIPES.items()}
    times = {language: recipe.teacher_times for language, recipe in RECIPES.items()}
    dev = {language: _dev(language, shared) for language in RECIPES}
    named, held_out = (read_names(shared / NAMES, held_out=out) for out in (False, True))
    train_teacher(trees, times, named, dev, held_out, steps, TEACHER_SEED, target)


def _read_silver(teacher: Path, language: str, shared: Path, prose: Path | None, debates: int, target: Path) -> None:
    tokenizer = spacy.blank(language)
    tune_tokenizer(tokenizer)
    if language == "de":
        samples = read_names(shared / NAMES, held_out=False)
        samples += as_samples(german_texts(shared, debates), tokenizer)
    else:
        samples = list(as_samples(english_texts(shared, prose), tokenizer))
    write_silver(load_teacher(teacher), samples, target)


def _read_names(teacher: Path, shared: Path, prose: Path | None, scale: float, folder: Path) -> None:
    tokenizer = spacy.blank("de")
    tune_tokenizer(tokenizer)
    read_german_names(load_teacher(teacher), shared, prose, tokenizer, scale, folder)


def _start(teacher: Path, language: str, shared: Path, prose: Path | None, scale: float, target: Path) -> None:
    recipe = RECIPES[language]
    gold = {word.form for tree, _ in _trees(language, shared, recipe.gold, named=False) for word in tree.words}
    text = shared / "text" / f"{language}_parliament.txt.xz"
    dictionary = prose / recipe.dictionary if prose else None
    forms = choose_forms(gold, text if text.exists() else None, dictionary, int(FORMS * scale))
    write_start(load_teacher(teacher), forms, ROWS, WIDTH, int(START_STEPS * scale), target)


def _train_student(language: str, shared: Path, silver: Path, phase: Phase, start: Path, target: Path) -> None:
    torch.set_num_threads(1)  # no faster with two: its steps are small
    recipe = RECIPES[language]
    named, held_out = (read_names(shared / NAMES, held_out=out) if language == "de" else [] for out in (False, True))
    trees, dev = _trees(language, shared, recipe.gold), _dev(language, shared)
    material = Material(language, trees, recipe.gold_times, named, read_silver(silver), dev, held_out)
    train_student(material, phase, start, target)


def _trees(language: str, shared: Path, files: tuple[str, ...], named: bool = True) -> list[Tree]:
    trees = [t for f in files for t in read_trees(shared / "treebanks" / f"{f}.conllu.gz", language)]
    if language != "en" or not named:
        return trees
    names = find_english_names([tree for tree, _ in trees])
    return [(tree, names[tree.id]) for tree, _ in trees]


def _dev(language: str, shared: Path) -> list[Sample]:
    trees = _trees(language, shared, (RECIPES[language].dev,), named=False)
    return make_paragraphs(trees, random.Random(0), language, vary=False)


if __name__ == "__main__":
    main()
