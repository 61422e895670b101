"""Words in capitals, written as they usually are, so that the pipeline can read them.

Length never changes: "MASSNAHMEN" becomes "Massnahmen", so spans still hold.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, partial

from lagebild.knowledge.sentences_words import SentencesWords

Recaser = Callable[[str], str]

MIN_RUN = 3  # words: two capitals in a row are mostly names of organisations
MIN_WORD = 5  # letters of the longest word of a run: "CDU, CSU, SPD" is a list of names
_WORD = re.compile(r"[^\W\d_]+")
_SHOUTED = re.compile(
    rf"[^\W\d_a-zà-öø-ÿ]{{{MIN_WORD}}}"
)  # all but the commonest small letters: what may be in capitals
_MID_SENTENCE = re.compile(r"(?<=[a-zäöüß,] )[^\W\d_]+")


def make_recaser(page: str, words: SentencesWords) -> Recaser:
    """Make the function that recases a stretch of this page; the page's own spellings come first."""
    return partial(_recase, spellings=cache(partial(_spellings, page)), words=words)


def _spellings(page: str) -> dict[str, str]:
    """The commonest spelling of each word inside a sentence, by the word in small letters."""
    best: dict[str, tuple[int, str]] = {}
    for word, count in Counter(_MID_SENTENCE.findall(page)).items():
        if len(word) >= MIN_WORD and _in_capitals(word):
            continue  # shouted here too: tells nothing
        lower = word.lower()
        if lower not in best or count > best[lower][0]:
            best[lower] = count, word
    return {lower: word for lower, (_, word) in best.items()}


def _recase(text: str, *, spellings: Callable[[], dict[str, str]], words: SentencesWords) -> str:
    if not _SHOUTED.search(text) or not any(
        len(word) >= MIN_WORD and _in_capitals(word) for word in _WORD.findall(text)
    ):
        return text
    matches = list(_WORD.finditer(text))
    seen = spellings()
    changes: list[tuple[int, str]] = []
    run: list[re.Match[str]] = []
    for match in matches:
        if _in_capitals(match.group()):
            run.append(match)
            continue
        changes += _recase_run(run, False, seen, words)
        run = []
    changes += _recase_run(run, len(run) == len(matches), seen, words)
    if not changes:
        return text
    parts, end = [], 0
    for start, word in changes:
        parts += [text[end:start], word]
        end = start + len(word)
    return "".join([*parts, text[end:]])


def _in_capitals(word: str) -> bool:
    return all(c.isupper() or c == "ß" for c in word)


def _recase_run(
    run: list[re.Match[str]], whole: bool, seen: dict[str, str], words: SentencesWords
) -> list[tuple[int, str]]:
    """Rewrite a run of capitals; of a short one inside a sentence only long words that are known otherwise."""
    if not any(len(m.group()) >= MIN_WORD for m in run):
        return []
    inside = len(run) < MIN_RUN and not whole  # shouted words: "Hacker haben Automaten LAHMGELEGT"
    changes = []
    for i, match in enumerate(run):
        known = _known(match.group().lower(), seen, words)
        if (known is None and len(run) < MIN_RUN) or (inside and len(match.group()) < MIN_WORD):
            continue
        changes.append((match.start(), _rewrite(match.group(), known, i == 0 and not inside, words)))
    return changes


def _known(lower: str, seen: dict[str, str], words: SentencesWords) -> str | None:
    usual = seen.get(lower) or words.truecase.get(lower)
    if usual is not None:
        return usual
    if (lower.capitalize(), "NOUN") in words.lemmas:
        return lower.capitalize()
    return lower if lower in words.verbs or (lower, "VERB") in words.lemmas else None


def _rewrite(word: str, known: str | None, first: bool, words: SentencesWords) -> str:
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in word)
    if known is None or len(known) != len(word):
        known = word[0] + lowered[1:] if words.unknown_capitals == "title" else lowered
    return word[0] + known[1:] if first else known
