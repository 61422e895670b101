"""From a CoNLL-U file to gold sentences with the labels of this project, for training and for scores.

What surprises: words are not always the file's. Multiword tokens and hyphen compounds may be one word, and labels
that the treebanks of one language use differently are made the same, as `treebank.yaml` of the language says.
"""

from dataclasses import replace
from pathlib import Path

from lagebild.bench.agreement import make_labels_agree
from lagebild.bench.conllu import read_conllu
from lagebild.bench.gold import TreebankSentence, Word
from lagebild.bench.hyphens import join_hyphens
from lagebild.knowledge.data import Folder, package_folder
from lagebild.knowledge.treebank_habits import TreebankHabits, load_treebank_habits

__all__ = ["TreebankSentence", "Word", "read_treebank"]


def read_treebank(path: Path, language: str, languages: Folder | None = None) -> list[TreebankSentence]:
    """Read a CoNLL-U file, gzipped or not; `languages` holds the packs, without it the shipped.

    DataError says what is wrong with the file, and in which line.
    """
    habits = load_treebank_habits((languages or package_folder("languages")).joinpath(language, "sentences"))
    sentences = read_conllu(path, join_all=habits.join_multiword == "all")
    return [replace(sentence, words=_words(sentence.words, habits)) for sentence in sentences]


def _words(words: tuple[Word, ...], habits: TreebankHabits) -> tuple[Word, ...]:
    words = make_labels_agree(words, habits)
    return join_hyphens(words) if habits.join_hyphens else words
