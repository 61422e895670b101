"""The words by which a language marks what a line of a page is for: languages/<code>/blocks.

How phrases are written: see phrases.py.
"""

import re
from typing import Literal

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode
from lagebild.knowledge.phrases import any_of, piece_of, word_of
from lagebild.record import BlockKind

Where = Literal["start", "end", "anywhere", "whole"]


class PhraseRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that give a line away, and where in the line they must stand."""

    name: str
    kind: BlockKind
    where: Where
    phrases: tuple[str, ...]
    max_words: int = 30  # longer lines are prose that merely uses the phrase
    cased: bool = False  # True: only exactly as written, "ANZEIGE" but not "Anzeige"
    sentences: bool = True  # False: a line that ends with a full stop is prose all the same
    section: bool = False  # True: the short lines that follow belong to it ("READ MORE")


class CreditWords(Struct, frozen=True, forbid_unknown_fields=True):
    """How pictures are credited."""

    labels: tuple[str, ...]  # Foto, Photograph: followed by a colon
    agencies: tuple[str, ...]  # whose name after a slash ends a picture credit
    marks: tuple[str, ...]  # words that make a closing bracket a picture credit: Archivbild
    openers: tuple[str, ...]  # beginnings of an archive caption: "FILE -"


class BylineWords(Struct, frozen=True, forbid_unknown_fields=True):
    """How authors and dates are given."""

    openers: tuple[str, ...]  # Von, By
    joiners: tuple[str, ...]  # small words between the names: und, in, für
    tails: tuple[str, ...]  # words that show a line of names without opener to be a byline: agencies
    date_words: tuple[str, ...]  # months, weekdays, labels, zones: all that may stand beside a date


class Cue(Struct, frozen=True):
    """A phrase rule made ready to search."""

    name: str
    kind: BlockKind
    pattern: re.Pattern[str]
    anchored: bool  # the phrase begins the line
    phrases: tuple[str, ...]
    max_words: int
    sentences: bool
    section: bool


class BlockWords(Struct, frozen=True):
    """Everything `find_blocks` needs to know of a language."""

    cues: tuple[Cue, ...]
    pieces: dict[
        str, tuple[tuple[str, int], ...]
    ]  # word of a phrase → pieces of such phrases, with the place of the cue
    credit_line: re.Pattern[str]  # matches a line that begins as a picture credit
    credit_tail: re.Pattern[str]  # finds a picture credit that ends a line
    credit_words: frozenset[str]  # one of these stands, folded, in every credit without © or (c)
    archive_opener: re.Pattern[str]
    byline_openers: frozenset[str]
    byline_joiners: frozenset[str]
    byline_tails: frozenset[str]
    date_words: frozenset[str]


def load_block_words(folder: Folder) -> BlockWords:
    """Read phrases.yaml, credits.yaml and bylines.yaml of languages/<code>/blocks."""
    return make_block_words(
        decode(folder / "phrases.yaml", tuple[PhraseRule, ...]),
        decode(folder / "credits.yaml", CreditWords),
        decode(folder / "bylines.yaml", BylineWords),
    )


def make_block_words(phrases: tuple[PhraseRule, ...], credit: CreditWords, byline: BylineWords) -> BlockWords:
    """Compile the words of a language."""
    cues = tuple(_make_cue(rule) for rule in phrases)
    labels, agencies, marks = any_of(credit.labels), any_of(credit.agencies), any_of(credit.marks)
    word = r"[\w.'’\-]+"
    name, full_name = rf"{word}(?: {word}){{0,6}}", rf"{word}(?: {word}){{1,6}}"
    return BlockWords(
        cues=cues,
        pieces=_pieces_by_word(cues),
        credit_line=re.compile(rf"[(\[]?(?:(?:{labels}) ?[:©] ?\S|(?:©|\([cC]\)) ?\w|(?-i:REUTERS)/\w)", re.IGNORECASE),
        credit_tail=re.compile(
            rf"(?:[(\[][^()\[\]]{{0,120}}?(?<!\w)(?:{marks}|(?:{labels}) ?:)(?!\w)[^()\[\]]{{0,120}}[)\]]"
            rf"|[(\[]{full_name} ?/[^()\[\]]{{0,80}}?(?<!\w)(?:{agencies})[)\]]"
            rf"|(?<!\w)(?:{labels}) ?: ?{name}(?: ?[/,|] ?{name}){{0,4}}[)\]]?"
            rf"|© ?{name}(?: ?[/,|] ?{name}){{0,4}}"
            rf"|(?<!\w)(?:{agencies}) ?/ ?{full_name}(?: ?/ ?{name}){{0,2}})\s*\.?$",
            re.IGNORECASE,
        ),
        credit_words=frozenset(map(word_of, (*credit.labels, *credit.agencies, *credit.marks, "REUTERS"))),
        archive_opener=re.compile(rf"(?:{any_of(credit.openers)})"),
        byline_openers=frozenset(w.casefold() for w in byline.openers),
        byline_joiners=frozenset(w.casefold() for w in byline.joiners),
        byline_tails=frozenset(w.casefold() for w in byline.tails),
        date_words=frozenset(w.casefold() for w in byline.date_words),
    )


def _make_cue(rule: PhraseRule) -> Cue:
    return Cue(
        name=rule.name,
        kind=rule.kind,
        pattern=_phrase_pattern(rule),
        anchored=rule.where in ("start", "whole"),
        phrases=rule.phrases,
        max_words=rule.max_words,
        sentences=rule.sentences,
        section=rule.section,
    )


def _pieces_by_word(cues: tuple[Cue, ...]) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, set[tuple[str, int]]] = {}
    for i, cue in enumerate(cues):
        for phrase in cue.phrases:
            found.setdefault(word_of(phrase), set()).add((piece_of(phrase), i))
    return {word: tuple(sorted(pieces)) for word, pieces in found.items()}


def _phrase_pattern(rule: PhraseRule) -> re.Pattern[str]:
    """One pattern for all phrases of a rule; marks such as ▶ may stand before and after, quotation marks not."""
    before = r"^[^\w\"“”„‚‘»«›‹]{0,6}" if rule.where in ("start", "whole") else ""
    after = r"\W{0,6}$" if rule.where in ("end", "whole") else ""
    return re.compile(f"{before}(?:{any_of(rule.phrases)}){after}", 0 if rule.cased else re.IGNORECASE)
