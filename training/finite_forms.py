"""Write the forms that can be nothing but a finite verb, from the table of German verb forms.

    python training/finite_forms.py      reads languages/de/sentences/lemmas.tsv, writes finite.txt beside it

A weak past ("dankte") is one where the verb forms its participle with ge- ("gedankt"): without ge- the same
letters are an inflected participle ("die begrüßte Delegation"). A strong past ("empfing") is one where it ends
neither like an infinitive nor like a participle. Forms that are adjectives or nouns too are left out.
"""

from pathlib import Path

FOLDER = Path(__file__).parent.parent / "src" / "lagebild" / "languages" / "de" / "sentences"
HEAD = "# Forms that are finite verbs and nothing else. Made by training/finite_forms.py: do not edit. Apache-2.0.\n"


def main() -> None:
    rows = [line.split("\t") for line in (FOLDER / "lemmas.tsv").read_text("utf-8").splitlines() if "\t" in line]
    verbs = {form for form, _, upos in rows if upos == "VERB"}
    others = {form.lower() for form, _, upos in rows if not upos.startswith("VERB")}
    others |= {form for form, _, upos in rows if upos == "VERB:Part"}
    finite = sorted(form for form in verbs - others if is_finite(form, verbs))
    (FOLDER / "finite.txt").write_text(HEAD + "\n".join(finite) + "\n", encoding="utf-8")


def is_finite(form: str, verbs: set[str]) -> bool:
    """True for a past form that no participle or infinitive can be."""
    if form.endswith(("te", "ten")):
        stem = form.removesuffix("n").removesuffix("e")
        return f"ge{stem}" in verbs
    return len(form) > 2 and not form.endswith(("t", "n", "e", "st"))


if __name__ == "__main__":
    main()
