"""A pipeline for tests that labels words by a table: form → "UPOS lemma relation distance-to-head [feature|…]".

It may know names too: the words of a name with blanks between them → its label.
"""

from collections.abc import Mapping
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("lagebild_stand_in", default_config={"table": {}})
class StandIn:
    """Labels of the table; words that are not in it hang on the first of the document."""

    def __init__(self, nlp: Language, name: str, table: Mapping[str, str]) -> None:
        self.table = table

    def __call__(self, doc: Doc) -> Doc:
        rows = [self.table.get(token.text, f"X {token.text} dep {-token.i}").split(" ") for token in doc]
        return Doc(
            doc.vocab,
            words=[token.text for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
            pos=[row[0] for row in rows],
            lemmas=[row[1] for row in rows],
            deps=[row[2] for row in rows],
            heads=[min(max(i + int(row[3]), 0), len(rows) - 1) for i, row in enumerate(rows)],
            morphs=[row[4] if len(row) > 4 else "" for row in rows],
        )


def save_stand_in(
    folder: Path, table: Mapping[str, str], language: str = "en", names: Mapping[str, str] | None = None
) -> Path:
    """Save such a pipeline to a folder, which spacy.load reads wherever this module is imported; return the folder."""
    nlp = spacy.blank(language)
    nlp.add_pipe("lagebild_stand_in", config={"table": dict(table)})
    if names is not None:
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns(
            [{"label": label, "pattern": [{"ORTH": word} for word in name.split()]} for name, label in names.items()]
        )
    folder.mkdir(parents=True)
    nlp.to_disk(folder)
    return folder
