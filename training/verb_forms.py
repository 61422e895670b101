"""Every form of the verbs in words/verbs_de.txt and words/verbs_en.txt, made from their principal parts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# A verb with one of these in front has no "ge" in its participle.
INSEPARABLE = ("be", "ent", "emp", "er", "ge", "miss", "ver", "zer", "wider", "hinter", "voll", "über", "unter", "um")
NOT_PREFIXED = (
    "beten", "beben", "enden", "ernten", "erben", "erden", "geißeln", "geistern", "betteln", "beichten", "bessern",
    "missen", "bellen", "gerben", "gellen", "beugen", "entern",
)  # fmt: skip


Form = tuple[str, int]  # and how readily it is meant, where it could be another verb's
COMMON, PARTICIPLE, RARE, RAREST = range(4)


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


def german_verbs(file: Path) -> Iterator[tuple[Iterable[Form], str]]:
    """Yield forms and lemma: bare verbs first, so that they win over prefixed ones of the same form."""
    lines = file.read_text(encoding="utf-8").splitlines()
    plain = [line for line in lines[: lines.index("# list")] if line and not line.startswith("#")]
    lists = [line for line in lines[lines.index("# list") :] if not line.startswith("#")]
    prefixed = []
    for line in plain:
        verb, separable, inseparable = _read(line.removeprefix("-"))
        if not line.startswith("-"):
            yield _forms(verb), verb.infinitive
        prefixed.append((verb, separable, inseparable))
    for verb, _, inseparable in prefixed:
        for prefix in inseparable:
            other = verb.with_prefix(prefix, separable=False)
            yield _forms(other), other.infinitive
    for infinitive in dict.fromkeys(word for line in lists for word in line.split()):
        verb = _weak(infinitive)
        yield _forms(verb), infinitive
    for verb, separable, _ in prefixed:
        for prefix in separable:
            other = verb.with_prefix(prefix, separable=True)
            yield [*_forms(other), (f"{prefix}zu{verb.infinitive}", COMMON)], other.infinitive


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


def _forms(verb: Verb) -> Iterator[Form]:
    stem = _stem(verb.infinitive)
    link = "e" if _needs_e(stem) else ""
    yield from ((verb.infinitive, COMMON), (verb.participle, PARTICIPLE), (verb.present, COMMON))
    yield from ((stem + "e", RARE), (stem + link + "t", RARE))
    if verb.infinitive.endswith("eln"):
        yield stem[:-2] + "le", RARE
    yield stem + ("t" if stem.endswith(("s", "ß", "z", "x")) else link + "st"), RARE
    if verb.strong and verb.present.endswith("t"):
        yield verb.present[:-1] + ("t" if verb.present.endswith(("st", "ßt", "zt")) else "st"), RARE
    if verb.infinitive.removeprefix(stem) == "en":  # subjunctive I: er rufe, du rufest, ihr rufet
        yield from ((stem + "est", RARE), (stem + "et", RARE))
    for past, rank in ((verb.past, COMMON), (verb.subjunctive, RARE)):
        plural = past + ("n" if past.endswith("e") else "en")
        yield from ((past, rank), (plural, rank), (past + "st", RARE), (past + "t", RAREST))
    if verb.strong and verb.present[:-1] != stem:
        yield verb.present[:-1], RAREST  # imperative: gib, nimm, hilf


def english_verbs(file: Path) -> Iterator[tuple[Iterable[Form], str]]:
    """Yield forms and lemma: irregular verbs first."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line == "# list" or line[:1] != "#"]
    for line in lines[: lines.index("# list")]:
        infinitive, past, participle = line.split()
        double = re.fullmatch(
            r"[^aeiou]*[aeiou][bdgmnprt]|(?:for|be|up|re|over|under|out)[^aeiou]+[aeiou][dgnt]", infinitive
        )
        forms = _regular(infinitive, double is not None)[1:]
        yield [(past, COMMON), (participle, PARTICIPLE), *((form, COMMON) for form in forms)], infinitive
    for word in " ".join(lines[lines.index("# list") + 1 :]).split():
        verb = word.removesuffix("+")
        yield [(form, COMMON) for form in _regular(verb, word != verb)], verb


def _regular(verb: str, double: bool) -> list[str]:
    """The past, the infinitive, the third person and the -ing form."""
    if verb.endswith(("ch", "sh", "ss", "x", "z", "o", "s")):
        third = verb + "es"
    else:
        third = verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"
    if double or re.search(r"(?:cel|nnel|vel|bel|gnal|quarrel|nsel|counsel)$", verb):
        doubled = verb + verb[-1]
        british = [verb + "ed", verb + "ing"] if not double else []  # American travel-ed, British travel-led
        return [doubled + "ed", verb, third, doubled + "ing", *british]
    if verb.endswith("ie"):
        return [verb + "d", verb, third, verb[:-2] + "ying"]
    if verb.endswith("e"):
        return [verb + "d", verb, third, (verb if verb.endswith(("ee", "oe", "ye")) else verb[:-1]) + "ing"]
    if verb.endswith("ic"):
        return [verb + "ked", verb, third, verb + "king"]
    past = verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"
    return [past, verb, third, verb + "ing"]
