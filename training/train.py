"""Train the pipeline of one language and install it in the package.

    python training/train.py de --treebanks ../shared/treebanks --text ../shared/text/de_parliament.txt.xz
    python training/train.py en --treebanks ../shared/treebanks

A language whose recipe names teachers (German) is trained in three steps: the teachers on the
treebanks, then sentences of the raw text on which they agree, then the model on both.
"""

import argparse
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import corpus  # noqa: F401  registers the readers
import spacy
from silver import write_silver
from spacy import util
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from tokenizer_rules import tune_tokenizer

HERE = Path(__file__).parent
MODELS = HERE.parent / "src" / "lagebild" / "models"
VERSION = "1.0.0"


@dataclass(frozen=True)
class Recipe:
    """What differs between the languages: data, and values of [recipe] in config.cfg."""

    train_files: tuple[str, ...]
    dev_files: tuple[str, ...]
    options: Mapping[str, object]
    sources: str
    teachers: tuple[Mapping[str, object], ...] = ()
    gold_share: int = 3  # times that the treebanks are read for each time that the silver sentences are
    student: Mapping[str, object] = field(default_factory=dict)


RECIPES = {
    "de": Recipe(
        train_files=("de_gsd.test", "de_pud"),
        dev_files=("de_gsd.dev",),
        options={"max_steps": 3500, "batch_words": 500, "eval_frequency": 200, "dropout": 0.3},
        sources="UD German GSD 2.16 (CC BY-SA 4.0), UD German PUD (CC BY-SA 3.0), ParlaMint-AT 4.1 (CC BY 4.0)",
        teachers=({"seed": 7}, {"seed": 11, "dropout": 0.35, "rows": [3000, 500, 1500, 500]}, {"seed": 23, "depth": 3}),
        student={"max_steps": 3750, "batch_words": 800, "eval_frequency": 250},
    ),
    "en": Recipe(
        train_files=("en_ewt.train", "en_pud"),
        dev_files=("en_ewt.dev",),
        options={
            "max_steps": 5400,
            "batch_words": 1200,
            "eval_frequency": 600,
            "dropout": 0.2,
            "min_action_freq": 20,
            "min_tree_freq": 2,
        },
        sources="UD English EWT (CC BY-SA 4.0), UD English PUD (CC BY-SA 3.0)",
    ),
}


def main() -> None:
    """Read the command line, train, install."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=sorted(RECIPES))
    parser.add_argument("--treebanks", default=str(HERE.parent.parent / "shared" / "treebanks"))
    parser.add_argument("--text", type=Path, help="raw text for silver sentences; without it, treebanks only")
    parser.add_argument("--models", type=Path, default=MODELS, help="folder in which the model is installed")
    parser.add_argument("--work", type=Path, default=HERE / "work", help="folder for checkpoints")
    options = parser.parse_args()
    language, work = options.language, options.work / options.language
    recipe = RECIPES[language]
    files, changes = list(recipe.train_files), {}
    if recipe.teachers and options.text:
        silver = teach(language, options.treebanks, options.text, work)
        files, changes = [*files * recipe.gold_share, str(silver.absolute())], recipe.student
    best = train_model(make_config(language, options.treebanks, files, changes), work / "model")
    install(best, options.models / language, recipe)


def teach(language: str, treebanks: str, text: Path, work: Path) -> Path:
    """Train the teachers and write the sentences on which they agree."""
    teachers = [
        train_model(make_config(language, treebanks, None, changes), work / f"teacher{i}")
        for i, changes in enumerate(RECIPES[language].teachers)
    ]
    silver = work / "silver"
    write_silver(text, teachers, silver)
    return silver


def make_config(language: str, treebanks: str, files: list[str] | None, changes: Mapping[str, object]) -> util.Config:
    """Fill the shared configuration with one language's recipe."""
    recipe = RECIPES[language]
    overrides: dict[str, object] = {
        "paths.treebanks": treebanks,
        "paths.language": language,
        "recipe.train_files": files or list(recipe.train_files),
        "recipe.dev_files": list(recipe.dev_files),
    }
    overrides |= {f"recipe.{name}": value for name, value in {**recipe.options, **changes}.items()}
    return util.load_config(HERE / "config.cfg", overrides=overrides, interpolate=True)


def train_model(config: util.Config, work: Path) -> Path:
    """Train with checkpoints; return the folder of the best."""
    work.mkdir(parents=True, exist_ok=True)
    util.fix_random_seed(config["training"]["seed"])
    nlp = init_nlp(config)
    tune_tokenizer(nlp)
    nlp.config["training"]["max_epochs"] = -1  # only now: read anew in each epoch, so that the variants differ
    train(nlp, work, stdout=sys.stdout, stderr=sys.stderr)
    return work / "model-best"


def install(trained: Path, target: Path, recipe: Recipe) -> None:
    """Save the best checkpoint without the training's own settings, paths and figures."""
    nlp = spacy.load(trained)
    tune_tokenizer(nlp)
    for section in ("paths", "recipe", "corpora", "training", "initialize", "pretraining"):
        nlp.config.pop(section, None)
    nlp.meta.update(
        name="lagebild_ud",
        version=VERSION,
        license="CC BY-SA 4.0",
        description=f"Universal Dependencies pipeline of Lagebild. Trained on: {recipe.sources}.",
        performance={},
    )
    if target.exists():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(target)


if __name__ == "__main__":
    main()
