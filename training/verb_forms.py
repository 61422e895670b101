"""Write every form of the verbs in words/verbs_de.txt, and noun plurals, into the German lemma table.

    python training/verb_forms.py
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "lagebild" / "languages" / "de" / "sentences" / "lemmas.tsv"
HEAD = """\
# German lemmas that win over the model's guesses: form, lemma, UPOS.
# Made by training/verb_forms.py from training/words/*_de.txt: change those and run it again.
# Source: own work. Licence: Apache-2.0.
"""
# A verb with one of these in front has no "ge" in its participle.
INSEPARABLE = ("be", "ent", "emp", "er", "ge", "miss", "ver", "zer", "wider", "hinter", "voll", "über", "unter", "um")
NOT_PREFIXED = (
    "beten", "beben", "enden", "ernten", "erben", "erden", "geißeln", "geistern", "betteln", "beichten", "bessern",
    "missen", "bellen", "gerben", "gellen", "beugen", "entern",
)  # fmt: skip


@dataclass(frozen=True)
class Verb:
    """The principal parts, as dictionaries give them."""

    infinitive: str
    present: str  # er ruft
    past: str  # er rief
    participle: str  # gerufen
    subjunctive: str  # er riefe
    strong: bool

    def with_prefix(self, prefix: str, separable: bool) -> "Verb":
        """The same verb behind a first part, as it stands at the end of a clause."""
        participle = self.participle
        if not separable and participle.startswith("ge") and not self.infinitive.startswith("ge"):
            participle = participle[2:]
        parts = (self.infinitive, self.present, self.past)
        return Verb(*(prefix + p for p in parts), prefix + participle, prefix + self.subjunctive, self.strong)


def main() -> None:
    """Write the table."""
    table: dict[tuple[str, str], str] = {}
    for forms, lemma in _all_verbs(HERE / "words" / "verbs_de.txt"):
        for form in forms:
            table.setdefault((form, "VERB"), lemma)
    for line in (HERE / "words" / "nouns_de.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            lemma, *forms = line.split()
            for form in (lemma, *forms):
                table.setdefault((form, "NOUN"), lemma)
    rows = sorted(f"{form}\t{lemma}\t{upos}" for (form, upos), lemma in table.items())
    TARGET.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def _all_verbs(file: Path) -> Iterator[tuple[list[str], str]]:
    """Yield forms and lemma: bare verbs first, so that they win over prefixed ones of the same form."""
    lines = file.read_text(encoding="utf-8").splitlines()
    plain = [line for line in lines[: lines.index("# list")] if line and not line.startswith("#")]
    lists = [line for line in lines[lines.index("# list") :] if not line.startswith("#")]
    prefixed = []
    for line in plain:
        verb, separable, inseparable = _read(line)
        yield list(_forms(verb)), verb.infinitive
        prefixed.append((verb, separable, inseparable))
    for verb, _, inseparable in prefixed:
        for prefix in inseparable:
            other = verb.with_prefix(prefix, separable=False)
            yield list(_forms(other)), other.infinitive
    for infinitive in dict.fromkeys(word for line in lists for word in line.split()):
        verb = _weak(infinitive)
        yield list(_forms(verb)), infinitive
    for verb, separable, _ in prefixed:
        for prefix in separable:
            other = verb.with_prefix(prefix, separable=True)
            yield [*_forms(other), f"{prefix}zu{verb.infinitive}"], other.infinitive


def _read(line: str) -> tuple[Verb, list[str], list[str]]:
    parts, _, prefixes = line.partition(":")
    separable, _, inseparable = prefixes.partition("|")
    words = parts.split()
    verb = Verb(*words, strong=True) if len(words) == 5 else _weak(words[0])
    if len(words) not in (1, 5):
        raise SystemExit(f"verbs_de.txt: {line!r} should give one or five parts")
    return verb, separable.split(), inseparable.split()


def _weak(infinitive: str) -> Verb:
    stem = _stem(infinitive)
    link = "e" if _needs_e(stem) else ""
    bare = infinitive.endswith("ieren") or (infinitive.startswith(INSEPARABLE) and infinitive not in NOT_PREFIXED)
    participle = f"{'' if bare else 'ge'}{stem}{link}t"
    return Verb(infinitive, f"{stem}{link}t", f"{stem}{link}te", participle, f"{stem}{link}te", False)


def _stem(infinitive: str) -> str:
    return infinitive[:-1] if infinitive.endswith(("ern", "eln", "tun", "sein")) else infinitive[:-2]


def _needs_e(stem: str) -> bool:
    """arbeiten, melden, öffnen, widmen; but not filmen, lernen, wohnen."""
    return stem.endswith(("d", "t")) or re.search(r"(?:ch|[^aeiouäöülrhmn])[mn]$", stem) is not None


def _forms(verb: Verb) -> Iterator[str]:
    stem = _stem(verb.infinitive)
    link = "e" if _needs_e(stem) else ""
    yield from (verb.infinitive, verb.participle, verb.present, stem + link + "t", stem + "e")
    if verb.infinitive.endswith("eln"):
        yield stem[:-2] + "le"
    yield stem + ("t" if stem.endswith(("s", "ß", "z", "x")) else link + "st")
    if verb.strong and verb.present.endswith("t"):
        yield verb.present[:-1] + ("t" if verb.present.endswith(("st", "ßt", "zt")) else "st")
    ending = verb.infinitive.removeprefix(stem)
    if ending == "en":  # subjunctive I: er rufe, du rufest, ihr rufet
        yield from (stem + "est", stem + "et")
    for past in (verb.past, verb.subjunctive):
        if past.endswith("e"):
            yield from (past, past + "st", past + "n", past + "t")
        else:
            yield from (past, past + "st", past + "est", past + "en", past + "t", past + "et")
    if verb.strong and re.search(r"[aeiou].*ie|i", verb.present) and verb.present[:-1] != stem:
        yield verb.present[:-1]  # imperative: gib, nimm, hilf


if __name__ == "__main__":
    main()
