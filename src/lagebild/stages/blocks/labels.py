"""What the words of a single line say it is for, wherever it stands."""

import re

from msgspec import Struct

from lagebild.knowledge.blocks_words import BlockWords
from lagebild.knowledge.phrases import fold_blanks, words_in
from lagebild.record import BlockKind
from lagebild.stages.blocks.lines import LONGEST_LABEL, Line


class Label(Struct, frozen=True):
    """What a line is for, and the rule that says so."""

    kind: BlockKind
    rule: str
    section: bool = False  # the short lines that follow belong to it


def label_line(line: Line, words: BlockWords) -> Label | None:
    """Label a line by its own words; None if it could be prose, a title or a headline."""
    if len(line.text) > LONGEST_LABEL:
        return None
    items = _items(line)
    label = _by_copyright(line) or _by_date(line, words) or _by_items(items, 3)
    if label is None:
        folded = fold_blanks(line.text)
        held = words_in(folded)
        label = _by_phrase(line, folded, held, words) or _by_credit(line, folded, held, words)
    return label or _by_names(line, words) or _by_items(items, 2)


def is_name_line(line: Line, words: BlockWords) -> bool:
    """True for a byline without "by": two or more capitalised names, small words between them."""
    tokens = _words_of(line)
    names = [t for t in tokens if t.casefold() not in words.byline_joiners]
    if not 2 <= len(names) <= 8 or line.stops or line.capitals or line.asks_or_calls or ":" in line.text:
        return False
    if not all(t[0].isupper() or t.casefold() in words.byline_tails for t in names):
        return False
    named_tail = any(t.casefold() in words.byline_tails for t in names)
    return named_tail or (len(tokens) <= 3 and not any(c.isdigit() for c in line.text))


def _by_copyright(line: Line) -> Label | None:
    return Label("furniture", "copyright") if line.words <= 25 and _COPYRIGHT.match(line.text) else None


def _by_phrase(line: Line, folded: str, held: list[str], words: BlockWords) -> Label | None:
    """Only cues that have one of the words and one of the pieces of the line are searched for: hardly any."""
    pieces = [pair for word in held if word in words.pieces for pair in words.pieces[word]]
    for i in sorted({i for piece, i in pieces if piece in folded}):
        cue = words.cues[i]
        if line.words > cue.max_words or (line.prose and line.stops and not cue.sentences):
            continue
        if cue.kind in ("promo", "comment") and line.prose and line.stops and _QUOTED.search(line.text):
            continue  # „Bitte unterstützen Sie uns“, sagte …: somebody is quoted
        if cue.pattern.match(line.text) if cue.anchored else cue.pattern.search(line.text):
            return Label(cue.kind, cue.name, cue.section)
    return None


def _by_credit(line: Line, folded: str, held: list[str], words: BlockWords) -> Label | None:
    if line.words > 90:
        return None
    if words.archive_opener.match(line.text):
        return Label("caption", "archive-picture")
    if words.credit_words.isdisjoint(held) and "©" not in folded and "(c)" not in folded:
        return None
    if line.words <= 18 and not line.prose and words.credit_line.match(line.text):
        return Label("credit", "credit-line")
    # A credit ends the line: only its last stretch is searched.
    tail = words.credit_tail.search(line.text[-200:])
    if tail:
        before = len(line.text[-200:][: tail.start()].strip()) + max(0, len(line.text) - 200)
        return Label("caption", "credit-at-end") if before else Label("credit", "credit-line")
    return None


def _by_date(line: Line, words: BlockWords) -> Label | None:
    if line.words > 24 or (line.prose and line.words > 14) or not _DATE_HINT.search(line.text):
        return None
    tokens = [t.casefold() for t in _LETTERS.findall(line.text)]
    if all(t in words.date_words for t in tokens) and (tokens or _FULL_DATE.search(line.text)):
        return Label("byline", "date-line")
    if _opener_length(line.text, words) and _FULL_DATE.search(line.text) and not line.stops:
        return Label("byline", "author-and-date")
    return None


def _by_names(line: Line, words: BlockWords) -> Label | None:
    """Von Anna Beispiel und Jan Muster, Oslo."""
    length = _opener_length(line.text, words)
    if not length or line.words > 20:
        return None
    if line.stops and not re.search(r"\b[A-Z]\.$|\bAg\.$", line.text):
        return None
    rest = [t for t in _TOKEN.findall(line.text[length:]) if not t.isdigit() and t.casefold() not in words.date_words]
    names = [t for t in rest if t.casefold() not in words.byline_joiners]
    if names and len(names) <= 12 and all(t[0].isupper() or t.casefold() in words.byline_tails for t in names):
        return Label("byline", "author")
    return None


def _opener_length(text: str, words: BlockWords) -> int:
    """Length of the byline opener ("Von", "BY:") at the start of a line; 0 if there is none."""
    match = _FIRST_WORD.match(text)
    if match and match.group(1).casefold() in words.byline_openers and match.group(1)[0].isupper():
        return match.end()
    return 0


def _items(line: Line) -> list[str]:
    """What stands between bars, arrows or wide gaps; nothing for prose, nor where there are none."""
    if line.words > 30 or line.stops or not (_BREAK_SIGN.search(line.text) or _GAP.search(line.text)):
        return []
    return [item for part in _ITEM_BREAK.split(line.text) if (item := part.strip())]


def _by_items(items: list[str], least: int) -> Label | None:
    """Navigation: several short items."""
    if len(items) >= least and all(len(i.split()) <= 4 and not i.endswith((".", ":")) for i in items):
        return Label("furniture", "navigation")
    return None


def _words_of(line: Line) -> list[str]:
    return [t for t in _TOKEN.findall(line.text) if not t.isdigit()]


_LETTERS = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_TOKEN = re.compile(r"[^\W_]+(?:[.’'\-][^\W_]+)*")
_FIRST_WORD = re.compile(r"([^\W\d_]+)(?: ?[:|] ?| )")
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\))[^\w]{0,4}(?:copyright )?(?:by )?(?:19|20)\d\d\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”„»«]")
_DATE_HINT = re.compile(r"\d")
_FULL_DATE = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
    r"|\b\d{1,2}\.? [^\W\d_]{3,10}\.? (?:19|20)\d\d\b"
    r"|\b[^\W\d_]{3,10}\.? \d{1,2}, (?:19|20)\d\d\b"
)
_BREAK_SIGN, _GAP = re.compile(r"[|›»▸▶→•·▪>/\t]"), re.compile(r"\s\s")  # one of them is in every item break
_ITEM_BREAK = re.compile(r" ?[|›»▸▶→•·▪>] ?| / |\s{2,}|\t")
