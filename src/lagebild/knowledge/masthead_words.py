"""The words in which a page speaks of itself: languages/<code>/masthead."""

import re

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode
from lagebild.knowledge.phrases import Hint, any_of, hint_of


class DateWords(Struct, frozen=True, forbid_unknown_fields=True):
    """How dates are written at the head of a page."""

    months: dict[str, int]
    day_first: bool | None  # whether 3/4 is the third of April; None: outlets differ
    published: tuple[str, ...]  # labels: Veröffentlicht, Stand
    updated: tuple[str, ...]  # labels of a later date: Aktualisiert
    clock_openers: tuple[str, ...]  # between date and time: um, at
    zones: dict[str, str]  # MESZ: "+02:00"


class Evidence(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that weigh for a machine translation; two points decide."""

    weight: int
    phrases: tuple[str, ...]


class SelfWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What a page says of its own state."""

    developing: tuple[str, ...]
    machine_translated: tuple[Evidence, ...]
    outlet_words: tuple[str, ...]  # words that make a masthead of a line: Zeitung, Kurier, Post


class MastheadWords(Struct, frozen=True):
    """Everything `find_masthead` needs to know of a language."""

    date: re.Pattern[str]  # groups: y m d · day month year · month day year · a b c (numbers only) · dot_a b c
    clock: re.Pattern[str]  # groups: hour minute half zone offset
    months: dict[str, int]
    zones: dict[str, str]
    day_first: bool | None
    published: re.Pattern[str]
    updated: re.Pattern[str]
    developing: re.Pattern[str]
    developing_hints: tuple[Hint, ...]  # one of them holds where the pattern is found
    machine_translated: tuple[tuple[int, Hint, re.Pattern[str]], ...]  # weight, hint, pattern
    outlet_word: re.Pattern[str]


def load_masthead_words(folder: Folder) -> MastheadWords:
    """Read dates.yaml and phrases.yaml of languages/<code>/masthead."""
    return make_masthead_words(decode(folder / "dates.yaml", DateWords), decode(folder / "phrases.yaml", SelfWords))


def make_masthead_words(dates: DateWords, phrases: SelfWords) -> MastheadWords:
    """Compile the words of a language."""
    months = any_of(tuple(dates.months))
    year = r"(?:19|20)\d\d"
    return MastheadWords(
        date=re.compile(
            rf"(?<![\d/.\-])(?P<y>{year})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"
            rf"|(?<!\d)(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{months})\.?,?\s+(?P<year>{year})(?!\d)"
            rf"|(?P<month2>{months})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>{year})(?!\d)"
            rf"|(?<![\d/.\-])(?P<a>\d{{1,2}})(?P<mark>[./\-])\s?(?P<b>\d{{1,2}})(?P=mark)\s?(?P<c>{year}|\d\d)(?![\d/])",
            re.IGNORECASE,
        ),
        clock=re.compile(
            rf"[\s,–—\-|·▪•(T]{{0,5}}(?:(?:{any_of(dates.clock_openers)})\s+)?(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)"
            rf"(?::[0-5]\d)?(?:\.\d+)?\s?(?P<half>[ap]\.?m\b\.?)?(?:\s?Uhr\b)?\s?(?P<zone>{any_of(tuple(dates.zones))})?"
            rf"(?P<offset>[+\-]\d{{1,2}}(?::?\d\d)?)?",
            re.IGNORECASE,
        ),
        months={name.casefold(): number for name, number in dates.months.items()},
        zones={name.casefold(): offset for name, offset in dates.zones.items()},
        day_first=dates.day_first,
        published=re.compile(any_of(dates.published), re.IGNORECASE),
        updated=re.compile(any_of(dates.updated), re.IGNORECASE),
        developing=re.compile(any_of(phrases.developing), re.IGNORECASE),
        developing_hints=tuple(map(hint_of, phrases.developing)),
        machine_translated=tuple(
            (evidence.weight, hint_of(phrase), re.compile(any_of((phrase,)), re.IGNORECASE))
            for evidence in phrases.machine_translated
            for phrase in evidence.phrases
        ),
        # also as the end of a compound: Tageszeitung, Rheinkurier
        outlet_word=re.compile(rf"\b\w{{0,30}}(?:{'|'.join(map(re.escape, phrases.outlet_words))})\b", re.IGNORECASE),
    )
