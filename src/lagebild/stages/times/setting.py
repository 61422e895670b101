"""What an expression of time is resolved against, and what its words say."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from lagebild.knowledge.times_words import Value
from lagebild.record import TimeType
from lagebild.stages.times.tense import Tense

Groups = dict[str, Value]
# A plain present tense with a weekday announces: "trifft am Freitag ein".
DIRECTIONS: dict[Tense, int] = {"past": -1, "future": 1, "conditional": 1, "present": 1, "deadline": 1, "unknown": 0}
SURE: tuple[Tense, ...] = ("past", "future", "conditional")  # tenses that outweigh how near a date is
YEARS_AHEAD = 10  # '30 in a report of 2024 is 2030, '89 is 1989


class Setting(Struct, frozen=True):
    """What an expression is resolved against."""

    published: date | None
    reference: date | None  # the last day named before in the report
    same_sentence: date | None  # the last day named before in this sentence
    tense: Callable[[], Tense]
    named: str | None = None  # the last value with a year before in the report: 2005, 2005-03, 2005-03-12
    once: Callable[[], bool] = lambda: False  # the clause is about what happens once: it has an hour or such a verb
    habit: bool = False  # the sentence says that something comes back: täglich, montags

    def direction(self) -> int:
        """-1 in a past clause, 1 in one about what is to come, 0 where neither shows."""
        return DIRECTIONS[self.tense()]

    def side_of_year(self) -> int:
        """The same for a date without its year, which is the nearest unless the tense is plain."""
        tense = self.tense()
        return DIRECTIONS[tense] if tense in SURE else 0

    def full_year(self, year: int) -> int:
        """A year of two digits with its century: not far ahead of publication."""
        now = self.published.year if self.published else 2000 + 99 - YEARS_AHEAD
        century = now // 100 * 100
        return century + year if century + year <= now + YEARS_AHEAD else century - 100 + year


class Resolved(Struct, frozen=True):
    """A value, the days it covers where these differ from the value's own, and what corrects the rule's type."""

    value: str
    part: str | None = None  # START MID END
    days: tuple[str | None, str | None] | None = None
    type: TimeType | None = None


def words_of(groups: Groups, *names: str) -> str | None:
    """What the first of these groups says that the expression has."""
    return next((str(groups[name]) for name in names if groups.get(name) not in (None, "")), None)


def whole(groups: Groups, name: str, default: int | None = None) -> int | None:
    """The number of a group, `default` where the expression has none."""
    value = groups.get(name)
    return int(value) if isinstance(value, int | float) else default


def edge(groups: Groups) -> str | None:
    """START, MID or END where the expression narrows its time: Anfang Mai."""
    return words_of(groups, "start", "start_mid", "start_adjective")
