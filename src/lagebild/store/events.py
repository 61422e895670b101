"""Events across all reports: found by any of what they say, counted over time; who takes part, who tells it."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from lagebild.store.database import Database, Row, Value, clean, marks, query_in, whole
from lagebild.store.packing import number_of, unpack
from lagebild.store.words import fold
from lagebild.stories.model import Claim, Happening

Place = tuple[int, int]  # where a list goes on: day and number of the last claim that was shown
NAMES_MEANT = 50  # keys that a name in a filter may stand for


class Wanted(Struct, frozen=True):
    """What must hold of a claim: of each group of terms at least one; the days are numbers as in `terms.day_number`."""

    terms: tuple[tuple[str, ...], ...] = ()
    first_day: int = 0
    last_day: int = 99_999_999
    sources: int = 1  # its happening has at least so many independent sources
    contradicted: bool = False  # its happening holds a contradiction


class Bin(Struct, frozen=True):
    """How many events there are of a day (or month), type and modality."""

    day: int
    count: int


class PartyName(Struct, frozen=True):
    """A name of somebody who takes part in events, and in how many."""

    key: str
    name: str
    code: str
    acted: int
    suffered: int


class OutletSum(Struct, frozen=True):
    """What an outlet or agency tells on its own word, what it passes on, and what others pass on of it; in claims."""

    key: str
    name: str
    ownership: str | None
    country: str | None
    own: int
    speakers: int  # of people, documents and pictures that it names
    passed_on: int  # of agencies and other outlets
    taken_up: int  # that others tell on its word


class EventIndex:
    """Claims of the whole store, newest first, and sums over them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, wanted: Wanted, limit: int, after: Place | None = None) -> tuple[tuple[Place, Claim], ...]:
        """Claims, those of the latest day first, with their places in the list; `after`: only what follows it."""
        condition, values = _condition(wanted)
        where, at = (
            ("", []) if after is None else (" AND (t.day < ? OR (t.day = ? AND t.claim < ?))", [after[0], *after])
        )
        rows = self._database.query(
            f"SELECT DISTINCT t.day, t.claim FROM claim_terms t WHERE {condition}{where} "
            "ORDER BY t.day DESC, t.claim DESC LIMIT ?",
            [*values, *at, limit],
        )
        places = [(whole(day), whole(claim)) for day, claim in rows]
        data = query_in(
            self._database, "SELECT number, data FROM claims WHERE number IN ({marks})", [c for _, c in places]
        )
        found = {whole(number): unpack(packed, Claim) for number, packed in data}
        return tuple((place, found[place[1]]) for place in places if place[1] in found)

    def count_by_day(self, wanted: Wanted) -> tuple[Bin, ...]:
        """How many claims each day has, by day; those without a day under 0."""
        condition, values = _condition(wanted)
        rows = self._database.query(
            f"SELECT t.day, count(DISTINCT t.claim) FROM claim_terms t WHERE {condition} GROUP BY t.day ORDER BY t.day",
            values,
        )
        return tuple(Bin(whole(day), whole(count)) for day, count in rows)

    def count(self, wanted: Wanted) -> int:
        """How many claims there are."""
        return sum(one.count for one in self.count_by_day(wanted))

    def matching(self, wanted: Wanted, limit: int) -> dict[str, list[int]]:
        """Report → the numbers of its claims that match, in order of arrival; of `limit` reports at most."""
        condition, values = _condition(wanted)
        rows = self._database.query(
            "SELECT DISTINCT claims.report, claims.number FROM claim_terms t JOIN claims ON claims.number = t.claim "
            f"WHERE {condition} ORDER BY claims.report, claims.number",
            values,
        )
        numbers: dict[int, list[int]] = {}
        for report, claim in rows:
            numbers.setdefault(whole(report), []).append(whole(claim))
        asked = list(numbers)[:limit]
        ids = query_in(self._database, "SELECT number, id FROM reports WHERE number IN ({marks})", asked)
        return {str(id): numbers[whole(number)] for number, id in sorted(ids, key=lambda row: whole(row[0]))}

    def claims_by_number(self, numbers: Iterable[int]) -> tuple[Claim, ...]:
        """The claims of these numbers, in any order."""
        rows = query_in(self._database, "SELECT data FROM claims WHERE number IN ({marks})", numbers)
        return tuple(unpack(data, Claim) for (data,) in rows)

    def number_of_claim(self, claim: str) -> int | None:
        """The number of a claim; None where there is none of this id."""
        rows = self._database.query("SELECT number FROM claims WHERE id = ?", (clean(claim),))
        return whole(rows[0][0]) if rows else None

    def find_parties(self, name: str, limit: int = NAMES_MEANT) -> tuple[PartyName, ...]:
        """Names that begin so, or keys that are so; those of most events first."""
        folded = fold(clean(name)).strip()
        rows = self._database.query(
            "SELECT key, name, code, acted, suffered FROM party_names WHERE (key = ? OR (folded >= ? AND folded < ?)) "
            "AND acted + suffered > 0 ORDER BY acted + suffered DESC, name LIMIT ?",
            (clean(name), folded, folded + "\U0010ffff", limit),
        )
        return tuple(map(_party, rows))

    def names_of(self, key: str, limit: int) -> tuple[PartyName, ...]:
        """The names in use of one key, most used first, so many at most: descriptions count, states have thousands."""
        rows = self._database.query(
            "SELECT key, name, code, acted, suffered FROM party_names WHERE key = ? AND acted + suffered > 0 "
            "ORDER BY acted + suffered DESC, name LIMIT ?",
            (clean(key), limit),
        )
        return tuple(map(_party, rows))

    def most_active(self, limit: int) -> tuple[PartyName, ...]:
        """Who takes part in most events, each once, under the name that is used most."""
        rows = self._database.query(
            "SELECT s.key, n.name, n.code, s.acted, s.suffered FROM ("
            "SELECT key, acted, suffered FROM party_sums WHERE acted + suffered > 0 "
            "ORDER BY acted + suffered DESC, key DESC LIMIT ?) AS s "
            "JOIN party_names n ON n.key = s.key AND n.name = (SELECT m.name FROM party_names m WHERE m.key = s.key "
            "ORDER BY m.acted + m.suffered DESC, m.name LIMIT 1) ORDER BY s.acted + s.suffered DESC, s.key DESC",
            (limit,),
        )
        return tuple(map(_party, rows))

    def outlets(self, limit: int) -> tuple[OutletSum, ...]:
        """Outlets and agencies, by how much is told by them or on their word; `limit` at most."""
        return self._outlets("", (), limit)

    def outlet(self, key: str) -> OutletSum | None:
        """One outlet or agency; None where there is none of this key."""
        found = self._outlets("WHERE outlets.key = ?", (clean(key),), 1)
        return found[0] if found else None

    def told_by(self, outlet: str) -> tuple[tuple[str, str, str, int], ...]:
        """On whose word an outlet tells what it tells: kind, key, name, claims; most first."""
        return self._pairs("told_by.outlet = ?", "told_by.origin", outlet)

    def takers_of(self, origin: str) -> tuple[tuple[str, str, str, int], ...]:
        """Which others tell what rests on this outlet or agency: kind, key, name, claims; most first."""
        return self._pairs("told_by.origin = ? AND told_by.outlet <> told_by.origin", "told_by.outlet", origin)

    def put_sums(self, sums: Iterable[tuple[str, int, int]]) -> None:
        """Keep of happenings how many independent sources and contradictions they have."""
        told = {id: (independent, disagree) for id, independent, disagree in sums}
        rows = query_in(self._database, "SELECT id, number FROM happenings WHERE id IN ({marks})", told)
        self._database.many(
            "INSERT INTO happening_sums (happening, independent, contradictions) VALUES (?, ?, ?) "
            "ON CONFLICT (happening) DO UPDATE SET independent = excluded.independent, "
            "contradictions = excluded.contradictions",
            [(whole(number), *told[str(id)]) for id, number in rows],
        )

    def sums(self, happenings: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Independent sources and contradictions of these happenings, where they are kept."""
        sql = (
            "SELECT happenings.id, independent, contradictions FROM happening_sums "
            "JOIN happenings ON happenings.number = happening_sums.happening WHERE happenings.id IN ({marks})"
        )
        rows = query_in(self._database, sql, happenings)
        return {str(id): (whole(independent), whole(disagree)) for id, independent, disagree in rows}

    def happenings_of(self, claims: Iterable[str]) -> dict[str, Happening]:
        """The happening of each of these claims."""
        sql = (
            "SELECT claims.id, happenings.data FROM claims "
            "JOIN happening_claims ON happening_claims.claim = claims.number "
            "JOIN happenings ON happenings.number = happening_claims.happening WHERE claims.id IN ({marks})"
        )
        return {str(claim): unpack(data, Happening) for claim, data in query_in(self._database, sql, claims)}

    def _outlets(self, where: str, values: Sequence[Value], limit: int) -> tuple[OutletSum, ...]:
        rows = self._database.query(
            "SELECT outlets.key, outlets.name, outlets.ownership, outlets.country, "
            "COALESCE(own.n, 0), COALESCE(own.s, 0), COALESCE(own.p, 0), COALESCE(taken.n, 0) FROM outlets LEFT JOIN ("
            "SELECT outlet, sum(CASE WHEN origin = outlet THEN claims ELSE 0 END) AS n, "
            "sum(CASE WHEN origin_kind = 'speaker' THEN claims ELSE 0 END) AS s, "
            "sum(CASE WHEN origin_kind <> 'speaker' AND origin <> outlet THEN claims ELSE 0 END) AS p "
            "FROM told_by GROUP BY outlet) AS own ON own.outlet = outlets.key LEFT JOIN ("
            "SELECT origin, sum(claims) AS n FROM told_by WHERE origin <> outlet GROUP BY origin) AS taken "
            f"ON taken.origin = outlets.key {where} "
            "ORDER BY COALESCE(own.n, 0) + COALESCE(own.s, 0) + COALESCE(own.p, 0) + COALESCE(taken.n, 0) DESC, "
            "outlets.key LIMIT ?",
            [*values, limit],
        )
        return tuple(
            OutletSum(str(r[0]), str(r[1]), None if r[2] is None else str(r[2]), None if r[3] is None else str(r[3]),
                      *(int(str(n)) for n in r[4:]))
            for r in rows
        )  # fmt: skip

    def _pairs(self, where: str, other: str, key: str) -> tuple[tuple[str, str, str, int], ...]:
        rows = self._database.query(
            f"SELECT told_by.origin_kind, {other}, COALESCE(outlets.name, ''), told_by.claims FROM told_by "
            f"LEFT JOIN outlets ON outlets.key = {other} WHERE {where} ORDER BY told_by.claims DESC, {other} LIMIT 200",
            (clean(key),),
        )
        return tuple((str(kind), str(found), str(name), whole(claims)) for kind, found, name, claims in rows)


def _condition(wanted: Wanted) -> tuple[str, list[Value]]:
    """What must hold of a row `t` of claim_terms, and the values; the rarest group of terms leads."""
    first, *others = sorted(wanted.terms or (("all",),), key=_commonness)
    parts = [f"t.term IN ({marks(len(first))})", "t.day BETWEEN ? AND ?"]
    values: list[Value] = [*map(number_of, first), wanted.first_day, wanted.last_day]
    for group in others:
        parts.append(
            f"EXISTS (SELECT 1 FROM claim_terms o WHERE o.term IN ({marks(len(group))}) AND o.day = t.day "
            "AND o.claim = t.claim)"
        )
        values += map(number_of, group)
    if wanted.sources > 1 or wanted.contradicted:
        parts.append(
            "EXISTS (SELECT 1 FROM happening_claims h JOIN happening_sums s ON s.happening = h.happening "
            "WHERE h.claim = t.claim AND s.independent >= ? AND s.contradictions >= ?)"
        )
        values += [wanted.sources, int(wanted.contradicted)]
    return " AND ".join(parts), values


def _commonness(terms: tuple[str, ...]) -> tuple[int, int]:
    """A guess at how many claims have one of these, so that the database begins with the fewest."""
    kind = terms[0].partition(" ")[0] if terms else ""
    return (_COMMON.index(kind) if kind in _COMMON else len(_COMMON), len(terms))


def _party(row: Row) -> PartyName:
    return PartyName(str(row[0]), str(row[1]), str(row[2]), whole(row[3]), whole(row[4]))


_COMMON = ("place", "actor", "recipient", "origin", "outlet", "mode", "country", "context", "type", "modality", "all")
