"""Train the pipeline of one language and install it in the package.

python training/train.py de --treebanks ../shared/treebanks
"""

import argparse
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

import corpus  # noqa: F401  registers the readers
import spacy
from spacy import util
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from tokenizers import tune_tokenizer

HERE = Path(__file__).parent
MODELS = HERE.parent / "src" / "lagebild" / "models"


@dataclass(frozen=True)
class Recipe:
    """What differs between the languages."""

    train_files: list[str]
    dev_files: list[str]
    options: dict[str, object] = field(default_factory=dict)


RECIPES = {
    "de": Recipe(["de_gsd.test", "de_pud"], ["de_gsd.dev"]),
    "en": Recipe(
        ["en_ewt.train", "en_pud"],
        ["en_ewt.dev"],
        {"max_epochs": 14, "eval_frequency": 500, "dropout": 0.15, "min_action_freq": 20, "min_tree_freq": 2},
    ),
}


def main() -> None:
    """Read the command line, train, install."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=sorted(RECIPES))
    parser.add_argument("--treebanks", default=str(HERE.parent.parent / "shared" / "treebanks"))
    parser.add_argument("--models", type=Path, default=MODELS, help="folder in which the model is installed")
    parser.add_argument("--work", type=Path, default=HERE / "work", help="folder for checkpoints")
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE", help="change a value of [recipe]")
    parser.add_argument("--train-files", nargs="*", help="train on these files instead")
    options = parser.parse_args()
    config = make_config(options.language, options.treebanks, options.set, options.train_files)
    best = train_model(config, options.work / options.language)
    install(best, options.models / options.language)


def make_config(language: str, treebanks: str, changes: list[str], train_files: list[str] | None) -> dict:
    """Fill the shared configuration with one language's recipe."""
    recipe = RECIPES[language]
    overrides: dict[str, object] = {"paths.treebanks": treebanks, "paths.language": language}
    overrides["recipe.train_files"] = train_files or recipe.train_files
    overrides["recipe.dev_files"] = recipe.dev_files
    overrides |= {f"recipe.{name}": value for name, value in recipe.options.items()}
    for change in changes:
        name, _, value = change.partition("=")
        overrides[f"recipe.{name}"] = util.srsly.json_loads(value)
    return util.load_config(HERE / "config.cfg", overrides=overrides, interpolate=True)


def train_model(config: dict, work: Path) -> Path:
    """Train with checkpoints; return the folder of the best."""
    work.mkdir(parents=True, exist_ok=True)
    util.fix_random_seed(config["training"]["seed"])
    # The corpora are read by our own code: the tokenizer matters at run time only.
    nlp = init_nlp(config)
    tune_tokenizer(nlp)
    train(nlp, work, stdout=sys.stdout, stderr=sys.stderr)
    return work / "model-best"


def install(trained: Path, target: Path) -> None:
    """Save the best checkpoint without the training's own settings and paths."""
    nlp = spacy.load(trained)
    for section in ("paths", "recipe", "corpora", "training", "initialize", "pretraining"):
        nlp.config.pop(section, None)
    if target.exists():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(target)


if __name__ == "__main__":
    main()
