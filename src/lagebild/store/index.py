"""Claims, fingerprints and what is judged over them: `stories.index.Index` over a database.

Every look-up takes at most so many of the newest rows of each key, by an index that is ordered by arrival; so it
costs the same in a small and in a large store, also for keys that half of all claims have.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Literal, TypeVar, cast

from msgspec.structs import replace

from lagebild.store.additions import apply
from lagebild.store.database import Database, Value, clean, query_in, whole
from lagebild.store.held import Held
from lagebild.store.kept import Kept
from lagebild.store.packing import number_of, pack, unpack
from lagebild.stories.gists import Gist
from lagebild.stories.index import Addition
from lagebild.stories.model import Claim, Dependence, Fingerprint, Happening, Judgement, Story

T = TypeVar("T")
CLAIMS_KEPT = 16_000  # unpacked: what is append-only never changes, and is asked for again
REPORTS_KEPT = 4_000  # fingerprints, and reports with their claims


class StoreIndex:
    """What the rules of stories look up, and the place where they lay down what they found."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._claims: Kept[Value, Claim] = Kept(CLAIMS_KEPT)  # by number and by id
        self._prints: Kept[Value, Fingerprint] = Kept(REPORTS_KEPT)  # by number and by id of the report
        self._of_report: Kept[str, tuple[Claim, ...]] = Kept(REPORTS_KEPT)
        self._gists: Kept[str, Gist] = Kept(REPORTS_KEPT)
        self._writing = False  # in a transaction: what is held stays so
        self._now = Held(database)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """In a transaction of the store: what was read of what changes stays so until its end."""
        if self._writing:
            yield
            return
        self._now.begin()
        self._writing = True
        try:
            yield
        finally:
            self._writing = False

    @property
    def _held(self) -> Held:
        return self._now if self._writing else Held(self._database)

    def forget(self) -> None:
        """Forget what was read: a transaction was undone, and the numbers that it gave will be given again."""
        for kept in (self._claims, self._prints, self._of_report, self._gists):
            kept.clear()
        self._now.forget()

    def apply(self, addition: Addition) -> None:
        """Apply what a report adds, all or nothing. The report itself must be stored already."""
        held = self._held
        with self._database.transaction():
            held.change()
            numbers = apply(self._database, addition)
        if not self._writing:
            return
        held.take(addition, numbers)
        for claim in numbers.new_claims:
            self._claims.keep(numbers.claims[claim.id], claim)
            self._claims.keep(claim.id, claim)
        if numbers.new_report is not None:
            self._prints.keep(numbers.new_report.report, numbers.new_report)
            if addition.claims and all(claim.report == numbers.new_report.report for claim in addition.claims):
                self._of_report.keep(numbers.new_report.report, addition.claims)

    def claims(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims of these ids that there are, in this order."""
        return self._claims_in("SELECT number, id, data FROM claims WHERE id IN ({marks})", ids)

    def claims_by_keys(self, wanted: Sequence[Iterable[str]], limit: int) -> tuple[tuple[Claim, ...], ...]:
        """For each of these sets of keys claims that have one of them, most keys in common first, newest first."""
        chosen = self._most_in_common("claim_keys", wanted, limit)
        sql = "SELECT number, id, data FROM claims WHERE number IN ({marks})"
        self._claims_in(sql, (number for numbers in chosen for number in numbers))
        return tuple(self._claims_in(sql, numbers) for numbers in chosen)

    def claims_of_report(self, report: str) -> tuple[Claim, ...]:
        """All claims of a report, in the order in which they came."""
        return self._claims_of_reports([report]).get(report, ())

    def gists(self, reports: Iterable[str]) -> tuple[Gist, ...]:
        """What these reports tell, of those whose fingerprints there are, in this order."""
        asked = list(dict.fromkeys(reports))
        missing = [report for report in asked if report not in self._gists]
        prints = self.fingerprints(missing)
        claims = self._claims_of_reports(f.report for f in prints)
        found = {f.report: Gist(f, claims.get(f.report, ())) for f in prints}
        for report, gist in found.items():
            if gist.claims:  # else perhaps they come yet
                self._gists.keep(report, gist)
        known = {report: self._gists.get(report) or found.get(report) for report in asked}
        return tuple(gist for gist in known.values() if gist is not None)

    def fingerprints(self, reports: Iterable[str]) -> tuple[Fingerprint, ...]:
        """The fingerprints of these reports that there are, in this order."""
        sql = (
            "SELECT id, data FROM fingerprints JOIN reports ON reports.number = fingerprints.report "
            "WHERE id IN ({marks})"
        )
        return self._known(self._prints, sql, reports, Fingerprint)

    def fingerprints_by_bands(self, bands: Iterable[str], limit: int) -> tuple[Fingerprint, ...]:
        """Fingerprints that have one of these bands, those with most in common first, newest first."""
        (numbers,) = self._most_in_common("bands", [bands], limit)
        sql = "SELECT report, data FROM fingerprints WHERE report IN ({marks})"
        return self._known(self._prints, sql, numbers, Fingerprint)

    def dependences_of(self, reports: Iterable[str]) -> tuple[Dependence, ...]:
        """Dependences in which one of these reports stands on either side."""
        asked = list(reports)
        found: dict[tuple[Value, ...], Dependence] = {}
        for side in ("report", "other"):
            sql = (
                f"SELECT report, other, kind, data FROM dependences WHERE {side} IN "
                "(SELECT number FROM reports WHERE id IN ({marks})) ORDER BY report, other, kind"
            )
            for *key, data in self._in(sql, asked):
                found.setdefault(tuple(key), unpack(data, Dependence))
        return tuple(found.values())

    def judgements_by_hand(self, claims: Iterable[str]) -> tuple[Judgement, ...]:
        """Judgements by hand in which one of these claims stands on either side, oldest first."""
        return self._judgements(claims, "AND author <> 'rules'")

    def judgements_of(self, claims: Iterable[str]) -> tuple[Judgement, ...]:
        """All judgements in which one of these claims stands on either side, oldest first; none is ever removed."""
        return self._judgements(claims, "")

    def happenings_of_claims(self, claims: Iterable[str]) -> tuple[Happening, ...]:
        """The happenings that hold these claims, each once, in the order in which they began."""
        return self._held.happenings_of_claims(claims)

    def happening_ids(self, claims: Iterable[str]) -> dict[str, str]:
        """Claim → the happening that holds it, of those of these claims that one holds."""
        return self._held.happening_ids(claims)

    def happenings(self, ids: Iterable[str]) -> tuple[Happening, ...]:
        """The happenings of these ids that there are, in this order."""
        return self._held.happenings(ids)

    def stories_of_happenings(self, happenings: Iterable[str]) -> tuple[Story, ...]:
        """The stories that hold these happenings, each once, in the order in which they began."""
        return self._held.stories_of_happenings(happenings)

    def stories_of_reports(self, reports: Iterable[str]) -> tuple[Story, ...]:
        """The stories that hold these reports, each once, in the order in which they began."""
        return self._held.stories_of_reports(reports)

    def stories_by_keys(self, keys: Iterable[str], limit: int) -> tuple[Story, ...]:
        """Stories that have one of these keys, those with most in common first, newest first."""
        (numbers,) = self._most_in_common("story_keys", [keys], limit)
        return self._held.stories(numbers)

    def stories(self, ids: Iterable[str]) -> tuple[Story, ...]:
        """The stories of these ids that there are, in this order."""
        asked = list(ids)
        return _ordered(asked, self._in("SELECT id, data FROM stories WHERE id IN ({marks})", asked), Story)

    def latest_stories(self, limit: int, only_open: bool = False, before: str | None = None) -> tuple[Story, ...]:
        """Stories, those last reported on first; `before`: last published before this date or time."""
        placed = self.stories_after(limit, only_open, (before, 0) if before else None)
        return tuple(story for _, story in placed)

    def stories_after(
        self, limit: int, only_open: bool = False, after: tuple[str, int] | None = None
    ) -> tuple[tuple[tuple[str, int], Story], ...]:
        """The same page by page, each story with its place in the list: its last publication and its number."""
        time, number = after or ("~", 0)
        rows = self._database.query(
            "SELECT COALESCE(last_published, ''), number, data FROM stories WHERE open >= ? "
            "AND (COALESCE(last_published, '') < ? OR (COALESCE(last_published, '') = ? AND number < ?)) "
            "ORDER BY COALESCE(last_published, '') DESC, number DESC LIMIT ?",
            (int(only_open), time, time, number, limit),
        )
        return tuple(((str(last), whole(at)), unpack(data, Story)) for last, at, data in rows)

    def close_stories(self, day: str) -> int:
        """Close the open stories on which nothing was published since this ISO date; how many these were."""
        rows = self._database.query(
            "SELECT number, data FROM stories WHERE open = 1 AND COALESCE(last_published, '') < ?", (day,)
        )
        closed = [(pack(replace(unpack(data, Story), open=False)), number) for number, data in rows]
        held = self._held
        held.change()
        self._database.many("UPDATE stories SET open = 0, data = ? WHERE number = ?", closed)
        held.clear()
        return len(closed)

    def last_published(self) -> str | None:
        """When the newest report of any story was published; None where no story has a date."""
        rows = self._database.query("SELECT MAX(last_published) FROM stories")
        return str(rows[0][0]) if rows[0][0] is not None else None

    def latest_happenings(self, limit: int, since: str | None = None) -> tuple[Happening, ...]:
        """Happenings, those last reported on first; `since`: last published on this date or time, or later."""
        rows = self._database.query(
            "SELECT data FROM happenings WHERE COALESCE(last_published, '') >= ? "
            "ORDER BY COALESCE(last_published, '') DESC, number DESC LIMIT ?",
            (since or "", limit),
        )
        return tuple(unpack(data, Happening) for (data,) in rows)

    def begin_with(self, table: Literal["stories", "happenings"], beginning: str, shape: type[T]) -> tuple[T, ...]:
        """Those whose id begins so, three at most; only the one where one is exactly this. () where "" is asked."""
        if not beginning:
            return ()
        sql = f"SELECT id, data FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 3"
        rows = self._database.query(sql, (clean(beginning), clean(beginning) + "g"))  # ids are hexadecimal
        exact = [row for row in rows if row[0] == beginning]
        return tuple(unpack(data, shape) for _, data in exact or rows)

    def last_claim(self) -> int:
        """The number of the claim that came last; 0 where there is none."""
        rows = self._database.query("SELECT COALESCE(MAX(number), 0) FROM claims")
        return whole(rows[0][0])

    def claims_after(self, number: int, limit: int) -> tuple[tuple[int, Claim], ...]:
        """Claims that came after the one of this number, in the order of their coming, with their numbers."""
        rows = self._database.query(
            "SELECT number, data FROM claims WHERE number > ? ORDER BY number LIMIT ?", (number, limit)
        )
        return tuple((whole(at), unpack(data, Claim)) for at, data in rows)

    def _judgements(self, claims: Iterable[str], condition: str) -> tuple[Judgement, ...]:
        asked = list(claims)
        found: dict[int, Judgement] = {}
        for side in ("claim", "other"):
            sql = (
                f"SELECT number, data FROM judgements WHERE {side} IN "
                f"(SELECT number FROM claims WHERE id IN ({{marks}})) {condition}"
            )
            found.update((whole(number), unpack(data, Judgement)) for number, data in self._in(sql, asked))
        return tuple(found[number] for number in sorted(found))

    def _most_in_common(self, table: str, wanted: Sequence[Iterable[str]], limit: int) -> list[list[int]]:
        """For each set of keys the rows under most of them, of equals the newest; looked up together."""
        sets = [{number_of(key) for key in keys} for keys in wanted]
        newest = self._held.newest(table, set().union(*sets), limit)
        chosen = []
        for numbers in sets:
            counts = Counter([number for of in numbers for number in newest[of]])
            chosen.append(sorted(counts, key=lambda number: (-counts[number], -number))[:limit])
        return chosen

    def _claims_in(self, sql: str, keys: Iterable[Value]) -> tuple[Claim, ...]:
        """Claims by number or id, in this order; each is unpacked once, by whichever it was asked."""
        asked = list(dict.fromkeys(keys))
        found = {key: self._claims[key] for key in asked if key in self._claims}
        if len(found) < len(asked):
            for number, id, data in self._in(sql, [key for key in asked if key not in found]):
                claim = self._keep_claim(number, id, data)
                found[number], found[id] = claim, claim
        return tuple(found[key] for key in asked if key in found)

    def _keep_claim(self, number: Value, id: Value, data: Value) -> Claim:
        claim = self._claims.get(id) or unpack(data, Claim)
        self._claims.keep(number, claim)
        return self._claims.keep(id, claim)

    def _claims_of_reports(self, reports: Iterable[str]) -> dict[str, tuple[Claim, ...]]:
        asked = list(reports)
        found = {report: self._of_report[report] for report in asked if report in self._of_report}
        claims: dict[str, list[Claim]] = {}
        sql = (
            "SELECT reports.id, claims.number, claims.id, claims.data FROM claims "
            "JOIN reports ON reports.number = claims.report WHERE reports.id IN ({marks}) ORDER BY claims.number"
        )
        if len(found) < len(asked):
            for report, *row in self._in(sql, [report for report in asked if report not in found]):
                claims.setdefault(str(report), []).append(self._keep_claim(*row))
        return found | {report: self._of_report.keep(report, tuple(told)) for report, told in claims.items()}

    def _known(self, kept: Kept[Value, T], sql: str, keys: Iterable[Value], shape: type[T]) -> tuple[T, ...]:
        """What is append-only, by key in this order; unpacked once as long as it is kept."""
        asked = list(dict.fromkeys(keys))
        found = {key: kept[key] for key in asked if key in kept}
        for key, data in self._in(sql, [key for key in asked if key not in found]):
            found[key] = kept.keep(key, unpack(data, shape))
        return tuple(found[key] for key in asked if key in found)

    def _in(self, sql: str, values: Iterable[Value]) -> list[tuple[Value, ...]]:
        return query_in(self._database, sql, values)


def _unpack_again(data: Value, shape: type[T]) -> T:
    """Unpack what is asked for again and again, such as the happenings and stories of today."""
    return cast(T, _unpacked(data, cast(Hashable, shape)))


@lru_cache(maxsize=4096)
def _unpacked(data: Hashable, shape: Hashable) -> object:
    return unpack(data, cast(type[object], shape))


def _ordered(asked: Iterable[Value], rows: Iterable[tuple[Value, ...]], shape: type[T]) -> tuple[T, ...]:
    found: dict[Value, Value] = {row[0]: row[1] for row in rows}
    return tuple(_unpack_again(found[key], shape) for key in dict.fromkeys(asked) if key in found)


def _each_once(rows: Iterable[tuple[Value, ...]], shape: type[T]) -> tuple[T, ...]:
    found = {whole(number): data for number, data in rows}
    return tuple(_unpack_again(found[number], shape) for number in sorted(found))
