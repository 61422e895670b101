"""Lemmas of German nouns and adjectives, learnt from raw text alone.

A noun's lemma is what stands after "ein", "eine" or "jeder" and shares its stem: "eine Rakete",
"ein neuer Angriff". An ending is taken off only if the rest is proven in that way, and more often
than the longer form itself.
"""

import lzma
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

NOUN = r"[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ]?[a-zäöüß]+)*"
ANY_NOUN = re.compile(rf"(?<=[a-zäöüß,] )({NOUN})\b(?!-)")
# "ein neuer X", "eine neue X", "ein neues X", "jeder X": singular, and neither a genitive nor a weak -en.
SINGULAR = re.compile(rf"\b(?:[Ee]in(?: [a-zäöüß]+(?:er|es))?|[Ee]ine(?: [a-zäöüß]+e)?|[Jj]eder?) ({NOUN})\b(?!-)")
UMLAUT = {"ä": "a", "ö": "o", "ü": "u"}
ENDINGS = ("ern", "nen", "ens", "en", "er", "es", "ns", "e", "n", "s", "")
LOWER = re.compile(r"(?<![-\w])[a-zäöüß]+(?![-\w])")
LEAST = 5  # occurrences of a form worth a line
LEAST_ADJECTIVE = 20


def learn_lemmas(text: Path) -> Iterator[tuple[str, str, str]]:
    """Read raw text, one paragraph a line and xz-compressed; yield form, lemma and UPOS."""
    seen: Counter[str] = Counter()
    single: Counter[str] = Counter()
    small: Counter[str] = Counter()
    with lzma.open(text, "rt", encoding="utf-8") as lines:
        for line in lines:
            seen.update(ANY_NOUN.findall(line))
            single.update(SINGULAR.findall(line))
            small.update(LOWER.findall(line))
    for form, count in seen.items():
        lemma = find_lemma(form, seen, single) if count >= LEAST else None
        if lemma:
            yield form, lemma, "NOUN"
    for form, count in small.items():
        lemma = find_adjective(form, small) if count >= LEAST_ADJECTIVE else None
        if lemma:
            yield form, lemma, "ADJ"


def find_lemma(form: str, seen: Counter[str], single: Counter[str]) -> str | None:
    """The proven lemma of a form; the form itself if it is one; None if nothing is proven."""
    own = single[form] / seen[form]
    if single[form] >= 4 and own > 0.01:
        return form
    best, best_rate = None, 0.0
    for ending in ENDINGS:
        if not form.endswith(ending) or len(form) - len(ending) < 3:
            continue
        stem = form[: len(form) - len(ending)]
        for candidate in _candidates(stem, ending):
            if candidate != form and single[candidate] >= 2 and seen[candidate] > seen[form] / 50:
                rate = single[candidate] / max(1, seen[candidate])
                if rate > best_rate and rate > 0.002:
                    best, best_rate = candidate, rate
    if best is not None and best_rate > 3 * own:
        return best
    return form if single[form] >= 2 else best


def _candidates(stem: str, ending: str) -> list[str]:
    """Stems with and without umlaut; Häuser → Haus, Museen → Museum are beyond this but for the first."""
    plain = [stem] if ending else []
    if ending in ("en", "n"):
        plain += [stem + "e"] if ending == "en" and not stem.endswith("e") else []
    found = [*plain]
    match = re.search(r"(äu|[äöü])(?=[^aeiouäöü]*$|[^aeiouäöü]*e[rln]$)", stem)
    if match and ending in ("e", "er", "ern", "en", "n", ""):
        vowel = "au" if match.group() == "äu" else UMLAUT[match.group()]
        found.append(stem[: match.start()] + vowel + stem[match.end() :])
    return found


def find_adjective(form: str, small: Counter[str]) -> str | None:
    """Take an adjective's ending off if the rest is a word and all its endings are seen."""
    for ending in ("en", "em", "er", "es", "e"):
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 3:
            continue
        for base in (stem, re.sub(r"([dbgpt])l$", r"\1el", stem)):
            if small[base] >= 2 and all(small[stem + other] for other in ("e", "en", "er", "es")):
                return base
        return None
    return None
