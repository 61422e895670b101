"""Write the table of lemmas that win over the model's guesses: languages/<code>/sentences/lemmas.tsv.

python training/lemma_table.py de --text ../shared/text/de_parliament.txt.xz
python training/lemma_table.py en
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from noun_lemmas import learn_lemmas
from verb_forms import PARTICIPLE, Form, english_verbs, german_verbs

HERE = Path(__file__).parent
LANGUAGES = HERE.parent / "src" / "lagebild" / "languages"
VERBS = {"de": german_verbs, "en": english_verbs}
HEAD = """\
# Lemmas that win over the model's guesses: form, lemma, UPOS. Made by training/lemma_table.py: do not edit.
# Source: {source}.
"""
SOURCE = {
    "de": "verbs own work (Apache-2.0); nouns and adjectives counted in ParlaMint-AT 4.1 (CC BY 4.0)",
    "en": "own work (Apache-2.0)",
}


def main() -> None:
    """Put verbs, listed nouns and learnt words into one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=sorted(VERBS))
    parser.add_argument("--text", type=Path, help="raw text to learn nouns and adjectives from (German)")
    options = parser.parse_args()
    table: dict[tuple[str, str], str] = {}
    table |= _verbs(VERBS[options.language](HERE / "words" / f"verbs_{options.language}.txt"))
    nouns = HERE / "words" / f"nouns_{options.language}.txt"
    for form, lemma in _listed_nouns(nouns) if nouns.is_file() else ():
        table.setdefault((form, "NOUN"), lemma)
    for form, lemma, upos in learn_lemmas(options.text) if options.text else ():
        table.setdefault((form, upos), lemma)
    rows = sorted(f"{form}\t{lemma}\t{upos}" for (form, upos), lemma in table.items())
    target = LANGUAGES / options.language / "sentences" / "lemmas.tsv"
    target.write_text(HEAD.format(source=SOURCE[options.language]) + "\n".join(rows) + "\n", encoding="utf-8")


def _verbs(verbs: Iterator[tuple[Iterable[Form], str]]) -> dict[tuple[str, str], str]:
    """The readiest lemma of each form; as participle it may be another's: "gehört" gehören, but hören."""
    best: dict[str, tuple[int, str]] = {}
    participles: dict[str, str] = {}
    for forms, lemma in verbs:
        for form, rank in forms:
            if form not in best or rank < best[form][0]:
                best[form] = (rank, lemma)
            if rank == PARTICIPLE:
                participles.setdefault(form, lemma)
    table = {(form, "VERB"): lemma for form, (_, lemma) in best.items()}
    return table | {(f, "VERB:Part"): lemma for f, lemma in participles.items() if lemma != best[f][1]}


def _listed_nouns(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("~"):
            stem = line[1:]
            for ending in ("e", "en", "er", "es", "em"):
                yield stem + ending, stem + "er"
        elif line and not line.startswith("#"):
            lemma, *forms = line.split()
            for form in (lemma, *forms):
                yield form, lemma


if __name__ == "__main__":
    main()
