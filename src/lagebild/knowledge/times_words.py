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
from lagebild.knowledge.data import Folder, decode
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
MOST_KNOWN = 50_000  # words whose lists are remembered


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
    """A rule ready to search with; it can only match where every list of `needs` has a word, and all of `spelled`."""

    rule: TimeRule
    pattern: str
    needs: frozenset[str]
    counts: bool  # it can only match where a number stands, in digits or spelled
    spelled: tuple[str, ...]  # words of the pattern itself, folded
    where: str  # the file, for errors

    @cached_property
    def search(self) -> re.Pattern[str]:
        """What finds it, compiled when it is first needed: few reports need more than a third of the rules."""
        try:
            return re.compile(rf"(?<!\w)(?<!\d[.,:/])(?:{self.pattern})(?!\w)(?![.,:]\d)")
        except re.error as error:
            raise DataError(f"{self.where}: rule {self.rule.name!r}: {error}") from error

    def may_match(self, present: set[str], folded: str) -> bool:
        """False where a word that it needs is not in the folded text; `present` as `TimeWords.lists_in` gives it."""
        return (
            self.needs <= present
            and (not self.counts or "#" in present or "number" in present)
            and all(word in folded for word in self.spelled)
        )


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
        self._lists_known: dict[str, frozenset[str]] = {}
        self.rules = tuple(self._compile(rule, where) for rule in rules)

    def value(self, group: str, text: str) -> Value:
        """What the words of this group mean: the list's value, or the number they spell."""
        word = " ".join(text.casefold().split())
        for name in (group, *(("number", "number_stem") if group in SPELLED_HOURS else ())):
            if word in self.lists.get(name, {}):
                return self.lists[name][word]
        return _number(word)

    @cached_property
    def first_words(self) -> dict[str, frozenset[str]]:
        """First word of every list entry → the lists it belongs to."""
        found: dict[str, set[str]] = {}
        for name, words in self.lists.items():
            for word in words:
                for part in re.findall(r"\w+", word)[:1]:
                    found.setdefault(part, set()).add(name)
        return {word: frozenset(names) for word, names in found.items()}

    def lists_in(self, folded: str) -> set[str]:
        """Names of the lists that may have a word in a folded text; "#" if it holds a digit."""
        return set().union(*(self._lists_of(word) for word in set(_WORD.findall(folded))))

    def _lists_of(self, word: str) -> frozenset[str]:
        """The lists that a word may belong to, whole or in part; remembered, since texts repeat their words."""
        known = self._lists_known.get(word)
        if known is not None:
            return known
        present: set[str] = set()
        begins = range(0)
        if word[0].isdigit():
            present.add("#")
            begins = range(1, min(len(word), 5))  # 5pm, 1950s
        elif len(word) > 8:
            begins = range(3, len(word) - 3)
        # Compounds begin with their first part: Montagabend, zehntägig.
        for end in {len(word), *range(3, min(len(word), 13))}:
            present |= self.first_words.get(word[:end], frozenset())
        for begin in begins:
            present |= self.first_words.get(word[begin:], frozenset())
        if len(self._lists_known) > MOST_KNOWN:
            self._lists_known.clear()
        self._lists_known[word] = frozenset(present)
        return self._lists_known[word]

    def _compile(self, rule: TimeRule, where: str) -> CompiledRule:
        needs: set[str] = set()
        counts = False
        marked = rule.pattern.replace("@(", "(?P<time>")

        def expand(found: re.Match[str]) -> str:
            nonlocal counts
            plain, name = found["plain"], found["name"]
            if name not in self._spelled and name not in NUMBERS:
                raise DataError(f"{where}: rule {rule.name!r} names the list {name!r}, which words.yaml does not have")
            if _depth(marked, found.start()) == 0 and found["optional"] is None:
                if name in SPELLED_HOURS:
                    counts = True  # in digits as well as in words
                else:
                    needs.add("#" if name in NUMBERS else name)
            body = f"(?:{self._alternatives(name)})" if plain else f"(?P<{name}>{self._alternatives(name)})"
            return body + (found["optional"] or "")

        spelled = _spelled_out(marked)
        marked = _LITERAL.sub(lambda found: _either_case(found[0]), marked)
        pattern = _REFERENCE.sub(expand, marked)
        pattern = pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
        return CompiledRule(rule, pattern, frozenset(needs), counts, spelled, where)

    def _alternatives(self, name: str) -> str:
        words = list(self._spelled.get(name, []))
        if name in SPELLED_HOURS:
            words = list(self._spelled.get("number", []))
        words.sort(key=len, reverse=True)
        parts = [_either_case(word) for word in words]
        return "|".join([*parts, *([NUMBERS[name]] if name in NUMBERS else [])])


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
_SPELLED = re.compile(r"(?<![\w\\{<=])[^\W\d_]{3,}(?![\w?*+{])")  # a word that a pattern spells out
_REFERENCE = re.compile(r"\{(?P<plain>=)?(?P<name>[a-z_]+)\}(?P<optional>\?)?")


def _spelled_out(pattern: str) -> tuple[str, ...]:
    """Words that stand in whatever the pattern matches, folded; none where it is a choice of several."""
    if any(_depth(pattern, mark.start()) == 0 for mark in re.finditer(r"\|", pattern)):
        return ()
    words = (word for word in _SPELLED.finditer(pattern) if _depth(pattern, word.start()) == 0)
    return tuple(dict.fromkeys(word.group().casefold() for word in words))


def _depth(pattern: str, position: int) -> int:
    """How many groups that may be optional or alternatives are open at `position`; captures do not count."""
    stack: list[bool] = []
    i = 0
    while i < position:
        if pattern[i] == "\\":
            i += 2
            continue
        if pattern[i] == "(":
            stack.append(not pattern.startswith("(?P<", i))
        elif pattern[i] == ")":
            stack.pop()
        i += 1
    return sum(stack)


def _either_case(word: str) -> str:
    """A word in lower case may also begin a sentence."""
    first = re.escape(word[0])
    if word[0].islower():
        first = f"[{word[0]}{word[0].upper()}]"
    return first + re.escape(word[1:]).replace(r"\ ", " ")


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
