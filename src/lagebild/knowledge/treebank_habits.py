"""How the treebanks of a language are made to agree with one another: languages/<code>/sentences/treebank.yaml."""

from typing import Literal

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode


class TreebankHabits(Struct, frozen=True, forbid_unknown_fields=True):
    """What is done to gold words before a model learns from them or is scored on them; by default nothing."""

    # One word for a multiword token: for each ("zum"), or where its parts do not spell the whole ("don't" = do + n't)
    join_multiword: Literal["all", "unspelt"] = "unspelt"
    join_hyphens: bool = False  # one word for "US", "-" and "Präsident" without spaces between them
    relations: dict[str, str] = {}  # label → label
    dropped_features: frozenset[str] = frozenset()
    relative_clauses: bool = False  # `acl` with a relative word in it becomes `acl:relcl`
    pronoun_types: bool = False  # PronType of two values is decided by the clause
    perfect_auxiliaries: frozenset[str] = frozenset()  # lemmas; if given, VerbForm is supplied where it is missing
    infinitive_mark: str = ""  # inside a verb: an-zu-greifen


def load_treebank_habits(folder: Folder) -> TreebankHabits:
    """Read languages/<code>/sentences; without the file nothing is changed."""
    file = folder.joinpath("treebank.yaml")
    return decode(file, TreebankHabits) if file.is_file() else TreebankHabits()
