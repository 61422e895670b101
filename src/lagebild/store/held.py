"""Happenings and stories as they are now, and what is newest under each key: held in memory as long as that is true.

One process writes at a time. What it reads or writes within a transaction stays so until the transaction ends, and also
in its next ones, unless another process wrote in between. Every change leaves a mark of its own in the store, so that
this shows. Outside transactions nothing is held: others may be writing.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar
from uuid import uuid4

from lagebild.store.additions import Numbers
from lagebild.store.database import Database, Value, query_in, whole
from lagebild.store.kept import Kept
from lagebild.store.marks import Marks
from lagebild.store.packing import number_of, unpack
from lagebild.stories.index import Addition
from lagebild.stories.model import Happening, Story

K = TypeVar("K", int, str)
V = TypeVar("V")
MARK = "changes of happenings"
PER_KEY = 40  # newest rows of each key that are counted
KEYS_AT_ONCE = 100  # looked up in one statement; SQLite takes 500
# Some weeks of a hundred reports a day: what new reports are compared with.
HAPPENINGS, CLAIMS, STORIES, KEYS = 8_000, 40_000, 4_000, 60_000
COLUMNS = {"claim_keys": ("key", "claim"), "story_keys": ("key", "story"), "bands": ("band", "report")}


class Held:
    """What one connection holds; see above."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._mark: str | None = None  # that the last change known here left
        self._changed = False  # by the transaction that is open
        self.clear()

    def clear(self) -> None:
        """Hold nothing."""
        self._happenings: Kept[str, tuple[int, Happening]] = Kept(HAPPENINGS)
        self._happening_of: Kept[str, str] = Kept(CLAIMS)
        self._stories: Kept[int, Story] = Kept(STORIES)
        self._story_of_happening: Kept[str, int] = Kept(CLAIMS)
        self._story_of_report: Kept[str, int] = Kept(CLAIMS)
        self._newest: dict[str, Kept[int, list[int]]] = {table: Kept(KEYS) for table in COLUMNS}

    def begin(self) -> None:
        """A transaction has begun: hold nothing any more where others have written since."""
        self._changed = False
        mark = Marks(self._database).get(MARK, str)
        if mark is None or mark != self._mark:
            self.clear()

    def change(self) -> None:
        """Happenings or stories are about to change: leave a mark, once in a transaction."""
        if not self._changed:
            self._mark, self._changed = uuid4().hex, True
            Marks(self._database).put(MARK, self._mark)

    def forget(self) -> None:
        """A transaction was undone."""
        self._mark = None
        self.clear()

    def happenings(self, ids: Iterable[str]) -> tuple[Happening, ...]:
        """See `Index.happenings`."""
        asked = list(dict.fromkeys(ids))
        found = self._numbered(asked)
        return tuple(found[id][1] for id in asked if id in found)

    def _numbered(self, ids: Iterable[str]) -> dict[str, tuple[int, Happening]]:
        def read(missing: list[str]) -> dict[str, tuple[int, Happening]]:
            rows = self._in("SELECT id, number, data FROM happenings WHERE id IN ({marks})", missing)
            return {str(id): (whole(number), unpack(data, Happening)) for id, number, data in rows}

        return _looked_up(self._happenings, list(dict.fromkeys(ids)), read)

    def happening_ids(self, claims: Iterable[str]) -> dict[str, str]:
        """See `Index.happening_ids`."""

        def read(missing: list[str]) -> dict[str, str]:
            sql = (
                "SELECT claims.id, happenings.id FROM claims "
                "JOIN happening_claims ON happening_claims.claim = claims.number "
                "JOIN happenings ON happenings.number = happening_claims.happening WHERE claims.id IN ({marks})"
            )
            return {str(claim): str(happening) for claim, happening in self._in(sql, missing)}

        return _looked_up(self._happening_of, list(dict.fromkeys(claims)), read)

    def happenings_of_claims(self, claims: Iterable[str]) -> tuple[Happening, ...]:
        """See `Index.happenings_of_claims`; in the order in which they began."""
        found = self._numbered(self.happening_ids(claims).values())
        return tuple(happening for _, happening in sorted(found.values(), key=lambda pair: pair[0]))

    def stories_of_happenings(self, happenings: Iterable[str]) -> tuple[Story, ...]:
        """See `Index.stories_of_happenings`; in the order in which they began."""
        sql = (
            "SELECT happenings.id, story_happenings.story FROM happenings JOIN story_happenings "
            "ON story_happenings.happening = happenings.number WHERE happenings.id IN ({marks})"
        )
        return self._stories_by(self._story_of_happening, sql, happenings)

    def stories_of_reports(self, reports: Iterable[str]) -> tuple[Story, ...]:
        """See `Index.stories_of_reports`; in the order in which they began."""
        sql = (
            "SELECT reports.id, story_reports.story FROM reports JOIN story_reports "
            "ON story_reports.report = reports.number WHERE reports.id IN ({marks})"
        )
        return self._stories_by(self._story_of_report, sql, reports)

    def _stories_by(self, kept: Kept[str, int], sql: str, ids: Iterable[str]) -> tuple[Story, ...]:
        """The stories of things by id; `sql` gives the number of the story of each that is not held."""

        def read(missing: list[str]) -> dict[str, int]:
            return {str(id): whole(story) for id, story in self._in(sql, missing)}

        found = _looked_up(kept, list(dict.fromkeys(ids)), read)
        return self.stories(sorted(set(found.values())))

    def stories(self, numbers: Iterable[int]) -> tuple[Story, ...]:
        """The stories of these numbers, in this order."""

        def read(missing: list[int]) -> dict[int, Story]:
            rows = self._in("SELECT number, data FROM stories WHERE number IN ({marks})", missing)
            return {whole(number): unpack(data, Story) for number, data in rows}

        asked = list(numbers)
        found = _looked_up(self._stories, asked, read)
        return tuple(found[number] for number in asked if number in found)

    def newest(self, table: str, keys: Iterable[int], limit: int) -> dict[int, list[int]]:
        """Hash of a key → the newest rows under it, `limit` (or PER_KEY) at most; the newest first."""
        most = max(limit, PER_KEY)

        def read(missing: list[int]) -> dict[int, list[int]]:
            key, column = COLUMNS[table]
            newest = f"SELECT {key}, {column} FROM {table} WHERE {key} = ? ORDER BY {column} DESC LIMIT ?"
            found: dict[int, list[int]] = {number: [] for number in missing}
            for start in range(0, len(missing), KEYS_AT_ONCE):
                part = missing[start : start + KEYS_AT_ONCE]
                sql = " UNION ALL ".join([f"SELECT * FROM ({newest}) AS newest"] * len(part))
                for of, number in self._database.query(sql, [value for one in part for value in (one, most)]):
                    found[whole(of)].append(whole(number))
            return found

        asked = sorted(keys)
        return _looked_up(self._newest[table], asked, read) if most == PER_KEY else read(asked)

    def take(self, addition: Addition, numbers: Numbers) -> None:
        """Hold what was written just now."""
        for gone in addition.gone_happenings:
            self._happenings.pop(gone, None)
            self._story_of_happening.pop(gone, None)
        for happening in addition.happenings:
            self._happenings.keep(happening.id, (numbers.happenings[happening.id], happening))
            for claim in happening.claims:
                self._happening_of.keep(claim, happening.id)
        if addition.gone_stories:  # what they held is in one of those below
            self._newest["story_keys"].clear()
            gone_stories = set(addition.gone_stories)
            for number in [number for number, story in self._stories.items() if story.id in gone_stories]:
                del self._stories[number]
        for story in addition.stories:
            self._put_story(numbers.stories[story.id], story)
        for table, pairs, of in (
            ("claim_keys", addition.claim_keys, numbers.claims),
            ("story_keys", addition.story_keys, numbers.stories),
        ):
            for name, key in pairs:
                _add(self._newest[table], number_of(key), of[name])
        if addition.fingerprint is not None:
            for band in addition.fingerprint.bands:
                _add(self._newest["bands"], number_of(band), numbers.reports[addition.fingerprint.report])

    def _put_story(self, number: int, story: Story) -> None:
        before = self._stories.get(number)
        for happening in set(before.happenings) - set(story.happenings) if before else ():
            if self._story_of_happening.get(happening) == number:
                del self._story_of_happening[happening]
        for report in set(before.reports) - set(story.reports) if before else ():
            if self._story_of_report.get(report) == number:
                del self._story_of_report[report]
        self._stories.keep(number, story)
        for happening in story.happenings:
            self._story_of_happening.keep(happening, number)
        for report in story.reports:
            self._story_of_report.keep(report, number)

    def _in(self, sql: str, values: Iterable[Value]) -> list[tuple[Value, ...]]:
        return query_in(self._database, sql, values)


def _looked_up(kept: Kept[K, V], asked: Sequence[K], read: Callable[[list[K]], dict[K, V]]) -> dict[K, V]:
    """What is held of what is asked for, and what is read because it is not; in any order."""
    found = {key: kept[key] for key in asked if key in kept}
    if len(found) == len(asked):
        return found
    read_now = read([key for key in asked if key not in found])
    for key, value in read_now.items():
        kept.keep(key, value)
    return found | read_now


def _add(newest: Kept[int, list[int]], key: int, number: int) -> None:
    """One row more under a key; without effect where its rows are not held."""
    rows = newest.get(key)
    if rows is not None and number not in rows:
        rows.append(number)
        rows.sort(reverse=True)
        del rows[PER_KEY:]
