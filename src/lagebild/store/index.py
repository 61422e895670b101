"""Claims, fingerprints and what is judged over them: `stories.index.Index` over a database.

Every look-up takes at most so many of the newest rows of each key, by an index that is ordered by arrival; so it
costs the same in a small and in a large store, also for keys that half of all claims have.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Literal, TypeVar, cast

from msgspec.structs import replace

from lagebild.store.additions import apply
from lagebild.store.database import Database, Value, clean, query_in, whole
from lagebild.store.kept import Kept
from lagebild.store.packing import number_of, pack, unpack
from lagebild.stories.gists import Gist
from lagebild.stories.index import Addition
from lagebild.stories.model import Claim, Dependence, Fingerprint, Happening, Judgement, Story

T = TypeVar("T")
LEAST_PER_KEY = 40  # newest rows of each key that are counted, however few are asked for
KEYS_AT_ONCE = 100  # looked up in one statement; SQLite takes 500
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

    def forget(self) -> None:
        """Forget what was read: a transaction was undone, and the numbers that it gave will be given again."""
        for kept in (self._claims, self._prints, self._of_report, self._gists):
            kept.clear()

    def apply(self, addition: Addition) -> None:
        """Apply what a report adds, all or nothing. The report itself must be stored already."""
        apply(self._database, addition)

    def claims(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims of these ids that there are, in this order."""
        return self._claims_in("SELECT number, id, data FROM claims WHERE id IN ({marks})", ids)

    def claims_by_keys(self, wanted: Sequence[Iterable[str]], limit: int) -> tuple[tuple[Claim, ...], ...]:
        """For each of these sets of keys claims that have one of them, most keys in common first, newest first."""
        chosen = self._most_in_common("claim_keys", "key", "claim", wanted, limit)
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
        (numbers,) = self._most_in_common("bands", "band", "report", [bands], limit)
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
        """The happenings that hold these claims, each once."""
        sql = (
            "SELECT happenings.number, happenings.data FROM happenings "
            "JOIN happening_claims ON happening_claims.happening = happenings.number "
            "JOIN claims ON claims.number = happening_claims.claim WHERE claims.id IN ({marks})"
        )
        return _each_once(self._in(sql, claims), Happening)

    def happening_ids(self, claims: Iterable[str]) -> dict[str, str]:
        """Claim → the happening that holds it, of those of these claims that one holds."""
        sql = (
            "SELECT claims.id, happenings.id FROM claims "
            "JOIN happening_claims ON happening_claims.claim = claims.number "
            "JOIN happenings ON happenings.number = happening_claims.happening WHERE claims.id IN ({marks})"
        )
        return {str(claim): str(happening) for claim, happening in self._in(sql, claims)}

    def happenings(self, ids: Iterable[str]) -> tuple[Happening, ...]:
        """The happenings of these ids that there are, in this order."""
        asked = list(ids)
        return _ordered(asked, self._in("SELECT id, data FROM happenings WHERE id IN ({marks})", asked), Happening)

    def stories_of_happenings(self, happenings: Iterable[str]) -> tuple[Story, ...]:
        """The stories that hold these happenings, each once."""
        sql = (
            "SELECT stories.number, stories.data FROM stories "
            "JOIN story_happenings ON story_happenings.story = stories.number "
            "JOIN happenings ON happenings.number = story_happenings.happening WHERE happenings.id IN ({marks})"
        )
        return _each_once(self._in(sql, happenings), Story)

    def stories_of_reports(self, reports: Iterable[str]) -> tuple[Story, ...]:
        """The stories that hold these reports, each once."""
        sql = (
            "SELECT stories.number, stories.data FROM stories "
            "JOIN story_reports ON story_reports.story = stories.number "
            "JOIN reports ON reports.number = story_reports.report WHERE reports.id IN ({marks})"
        )
        return _each_once(self._in(sql, reports), Story)

    def stories_by_keys(self, keys: Iterable[str], limit: int) -> tuple[Story, ...]:
        """Stories that have one of these keys, those with most in common first, newest first."""
        (numbers,) = self._most_in_common("story_keys", "key", "story", [keys], limit)
        return _ordered(numbers, self._in("SELECT number, data FROM stories WHERE number IN ({marks})", numbers), Story)

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
        self._database.many("UPDATE stories SET open = 0, data = ? WHERE number = ?", closed)
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

    def _most_in_common(
        self, table: str, key: str, column: str, wanted: Sequence[Iterable[str]], limit: int
    ) -> list[list[int]]:
        """For each set of keys the rows under most of them, of equals the newest; many keys in one statement."""
        newest = f"SELECT {key}, {column} FROM {table} WHERE {key} = ? ORDER BY {column} DESC LIMIT ?"
        sets = [{number_of(one) for one in keys} for keys in wanted]
        asked = sorted(set().union(*sets))
        under: dict[int, list[int]] = {}
        for start in range(0, len(asked), KEYS_AT_ONCE):
            part = asked[start : start + KEYS_AT_ONCE]
            values = [value for one in part for value in (one, max(limit, LEAST_PER_KEY))]
            for of, number in self._database.query(
                " UNION ALL ".join([f"SELECT * FROM ({newest}) AS newest"] * len(part)), values
            ):
                under.setdefault(whole(of), []).append(whole(number))
        chosen = []
        for keys in sets:
            counts = Counter(number for one in keys for number in under.get(one, ()))
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
