"""Words and rules for dates, times and durations: a language's `times` folder as frozen types.

A rule's pattern is a regular expression in which `{weekday}` stands for the words of the list
`weekday` (and for numbers, where NUMBERS has that name), `{~list}` is left out of the captured
groups as `{=list}`, and `@(…)` marks the span of the expression where it is not the whole match.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from msgspec import Struct

from lagebild.errors import DataError
from lagebild.knowledge.alternatives import any_of, either_case
from lagebild.knowledge.data import Folder, decode
from lagebild.knowledge.remembered import Remembered
from lagebild.knowledge.times_needs import DIGIT, Need, needs_of
from lagebild.record import TimeType

Value = int | float | str
Operation = Literal[
    "date", "year", "season", "weekday", "night_before", "weekday_habit", "day_word", "day_shift",
    "following_day", "shift_reference", "shift_publication", "fixed", "period", "new_year", "neighbouring_period",
    "end_word", "quarter", "decade", "century", "holiday", "clock", "part_of_day", "part_habit", "duration",
    "duration_ago", "duration_ahead", "vague_duration", "vague_length", "every",
]  # fmt: skip

# What a group of this name reads besides the words of the list of that name.
NUMBERS = {
    "number": r"\d{1,3}(?:[.,]\d{1,3})*|\d+",
    "day": r"3[01]|[12]\d|0?[1-9]",
    "month_number": r"1[0-2]|0?[1-9]",
    "year": r"1\d{3}|20\d\d",
    "short_year": r"\d\d",
    "hour": r"2[0-4]|1\d|0?\d",
    "minute": r"[0-5]\d",
}
SPELLED_HOURS = ("number", "hour")  # hours are also spelled: "drei Uhr", "five p.m."


class TimeExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in which the rule finds `time` with `value`."""

    text: str
    time: str
    value: str


class TimeRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern, what it names, and the operation that gives its value."""

    name: str
    pattern: str
    type: TimeType
    operation: Operation
    fixed: dict[str, Value] = {}  # groups that the pattern does not read
    finds: tuple[TimeExample, ...] = ()
    misses: tuple[str, ...] = ()


class _Rules(Struct, frozen=True, forbid_unknown_fields=True):
    rules: tuple[TimeRule, ...]


class _Vocabulary(Struct, frozen=True, forbid_unknown_fields=True):
    lists: dict[str, dict[str, Value]]
    forward: tuple[str, ...]  # words before a time that make it future: für Freitag, until Friday
    backward: tuple[str, ...]  # and past: seit Freitag, since Friday, das Treffen vom Freitag
    open_end: tuple[str, ...]  # words after it with which it is a beginning: vom Freitag an
    future: tuple[str, ...]  # words of a clause about what is to come
    conditional: tuple[str, ...]  # words of a clause about what would be: würde
    perfect: tuple[str, ...]  # lemmas of the auxiliaries of the perfect
    done: tuple[str, ...]  # lemmas and words that with a participle say that something was done: worden
    reported: tuple[str, ...]  # lemmas that with a perfect infinitive report hearsay: soll … geschossen haben
    infinitive_marks: tuple[str, ...]
    happening: tuple[str, ...]  # lemmas of verbs of what happens once: "heute beginnt"


@dataclass(frozen=True)
class CompiledRule:
    """A rule ready to search with, and what a text must hold for it to match."""

    rule: TimeRule
    pattern: str
    needs: tuple[tuple[int, tuple[str, ...]], ...]  # each: lists as bits, folded letters; one of these must be there
    where: str  # the file, for errors

    @cached_property
    def search(self) -> re.Pattern[str]:
        """What finds it, compiled when it is first needed: few reports need more than a third of the rules."""
        try:
            return re.compile(rf"(?<!\w)(?<!\d[.,:/])(?:{self.pattern})(?!\w)(?![.,:]\d)")
        except re.error as error:
            raise DataError(f"{self.where}: rule {self.rule.name!r}: {error}") from error

    def may_match(self, present: int, folded: str) -> bool:
        """False where something that it needs is not in the folded text, which holds the lists `present`."""
        for lists, letters in self.needs:
            if not lists & present:
                if not letters:
                    return False
                for spelled in letters:
                    if spelled in folded:
                        break
                else:
                    return False
        return True


class TimeWords:
    """A language's words and rules; built once, read by every report."""

    def __init__(self, vocabulary: _Vocabulary, rules: tuple[TimeRule, ...], where: str) -> None:
        self.lists = {
            name: {word.casefold(): value for word, value in words.items()} for name, words in vocabulary.lists.items()
        }
        self.forward, self.backward = frozenset(vocabulary.forward), frozenset(vocabulary.backward)
        self.open_end = frozenset(vocabulary.open_end)
        self.future = frozenset(vocabulary.future)
        self.conditional = frozenset(vocabulary.conditional)
        self.perfect, self.reported = frozenset(vocabulary.perfect), frozenset(vocabulary.reported)
        self.done = frozenset(vocabulary.done)
        self.infinitive_marks = frozenset(vocabulary.infinitive_marks)
        self.happening = frozenset(vocabulary.happening)
        self._spelled = {name: list(words) for name, words in vocabulary.lists.items()}
        self._bits = {name: 2 << i for i, name in enumerate((DIGIT, *(self.lists | NUMBERS)))}
        self._lists_known: Remembered[str, int] = Remembered(self._lists_of)  # by word
        self._held: Remembered[str, int] = Remembered(self._held_in)  # and by what stands between blanks: "Freitag,"
        self.rules = tuple(self._compile(rule, where) for rule in rules)

    def value(self, group: str, text: str) -> Value:
        """What the words of this group mean: the list's value, or the number they spell."""
        word = " ".join(text.casefold().split())
        for name in (group, *(("number", "number_stem") if group in SPELLED_HOURS else ())):
            if word in self.lists.get(name, {}):
                return self.lists[name][word]
        return _number(word)

    def may_match(self, folded: str) -> list[tuple[int, CompiledRule]]:
        """The rules that have all they need in a folded text, each with its number in their order."""
        present, held = _ANY, self._held
        for piece in folded.split():
            present |= held[piece]
        return [
            (order, rule)
            for needed, rules in self._by_first_need
            if present & needed
            for order, rule in rules
            if rule.may_match(present, folded)
        ]

    @cached_property
    def _by_first_need(self) -> tuple[tuple[int, list[tuple[int, CompiledRule]]], ...]:
        """The rules with their numbers, by their first need as bits: a text meets few of all."""
        found: dict[int, list[tuple[int, CompiledRule]]] = {}
        for order, rule in enumerate(self.rules):
            lists, letters = rule.needs[0] if rule.needs else (_ANY, ())
            needed = sum(self._letters[spelled] for spelled in letters) | lists
            found.setdefault(needed, []).append((order, rule))
        return tuple(found.items())

    @cached_property
    def _letters(self) -> dict[str, int]:
        """The letters that rules need before anything else, as bits beside those of the lists."""
        first = {spelled: 0 for rule in self.rules if rule.needs for spelled in rule.needs[0][1]}
        return {spelled: 2 << len(self._bits) + i for i, spelled in enumerate(first)}

    @cached_property
    def _words(self) -> dict[str, int]:
        """The longest word of every list entry, the last of several, → the lists it belongs to, as bits."""
        found: dict[str, int] = {}
        for name, words in self.lists.items():
            for word in words:
                longest = max(reversed(_WORD.findall(word)), key=len, default="")
                found[longest] = found.get(longest, 0) | self._bits[name]
        return found

    def _held_in(self, piece: str) -> int:
        """The lists that may have a word in a piece of folded text without blanks, and its letters, as bits."""
        present = 0
        for word in _WORD.findall(piece):
            present |= self._lists_known[word]
        for spelled, bit in self._letters.items():
            if spelled in piece:
                present |= bit
        return present

    def _lists_of(self, word: str) -> int:
        """The lists that a word may belong to, whole or in part."""
        present = 0
        begins = range(0)
        if word[0].isdigit():
            present |= self._bits[DIGIT]
            if _YEAR.search(word):
                present |= self._bits["year"]
            begins = range(1, min(len(word), 5))  # 5pm, 1950s
        elif len(word) > 8:
            begins = range(3, len(word) - 3)
        # Compounds begin with their first part: Montagabend, zehntägig.
        for end in {len(word), *range(3, min(len(word), 13))}:
            present |= self._words.get(word[:end], 0)
        for begin in begins:
            present |= self._words.get(word[begin:], 0)
        return present

    def _compile(self, rule: TimeRule, where: str) -> CompiledRule:
        def expand(found: re.Match[str]) -> str:
            plain, name = found["plain"], found["name"]
            if name not in self._spelled and name not in NUMBERS:
                raise DataError(f"{where}: rule {rule.name!r} names the list {name!r}, which words.yaml does not have")
            return f"(?:{self._alternatives(name)})" if plain else f"(?P<{name}>{self._alternatives(name)})"

        marked = rule.pattern.replace("@(", "(?P<time>")
        pattern = _LITERAL.sub(lambda found: f"[{''.join(either_case(found[0]))}]", marked)
        pattern = _REFERENCE.sub(expand, pattern)
        pattern = pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
        digits = self._bits[DIGIT]
        needs = sorted(
            map(self._need, needs_of(marked)),  # what fewest texts hold comes first: few words, then long letters
            key=lambda n: (n[1] != (), n[0] & digits, n[0].bit_count(), -min(map(len, n[1]), default=0)),
        )
        return CompiledRule(rule, pattern, tuple(needs), where)

    def _need(self, need: Need) -> tuple[int, tuple[str, ...]]:
        """A need with its lists as bits; numbers also stand in digits."""
        names = set(need.lists)
        if not names.isdisjoint(SPELLED_HOURS):
            names.add("number")
        if not names.isdisjoint(NUMBERS.keys() - {"year"}):
            names.add(DIGIT)
        return sum(self._bits[name] for name in names), tuple(sorted(need.letters))

    def _alternatives(self, name: str) -> str:
        words = self._spelled.get("number" if name in SPELLED_HOURS else name, [])
        parts = [any_of(spelled for word in words for spelled in either_case(word)), NUMBERS.get(name, "")]
        return "|".join(part for part in parts if part)


def load_time_words(folder: Folder) -> TimeWords:
    """Read words.yaml and rules.yaml of a language's `times` folder."""
    vocabulary = decode(folder / "words.yaml", _Vocabulary)
    rules = decode(folder / "rules.yaml", _Rules).rules
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise DataError(f"{folder}/rules.yaml: two rules are named {name!r}")
    return TimeWords(vocabulary, rules, f"{folder}/rules.yaml")


_WORD = re.compile(r"\w+")
_LITERAL = re.compile(r"(?:^|(?<=[(|:> ]))[a-zäöü](?=[a-zäöü ])")  # first letter of a word that a pattern spells out
_ANY = 1  # among lists as bits: there is a text
_YEAR = re.compile(NUMBERS["year"])
_REFERENCE = re.compile(r"\{(?P<plain>=)?(?P<name>[a-z_]+)\}")


def _number(text: str) -> Value:
    """The number written in digits; thousands may be grouped by a full stop, comma or blank."""
    grouped = re.fullmatch(r"(\d{1,3})((?:[., ]\d{3})+)", text)
    if grouped:
        return int(re.sub(r"\D", "", text))
    try:
        return int(text)
    except ValueError:
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return text
