"""What a report adds to the claims and to all that is judged over them, written in one transaction."""

from collections.abc import Iterable
from typing import Literal

from lagebild.errors import StoreError
from lagebild.store.database import Database, Value, clean, query_in, whole
from lagebild.store.packing import number_of, pack
from lagebild.store.reports import now
from lagebild.store.terms import add_terms
from lagebild.stories.index import Addition
from lagebild.stories.model import Claim, Dependence, Fingerprint, Happening, Judgement, Story

Table = Literal["reports", "claims", "happenings", "stories"]


class Numbers:
    """The numbers of what an addition speaks of, each looked up once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.reports: dict[str, int] = {}
        self.claims: dict[str, int] = {}
        self.happenings: dict[str, int] = {}
        self.stories: dict[str, int] = {}
        self.new_claims: tuple[Claim, ...] = ()  # those that were not there before
        self.new_report: Fingerprint | None = None  # that was not there before, and so none of its claims

    def of(self, table: Table, ids: Iterable[str]) -> dict[str, int]:
        """Numbers by id, of these and of others; StoreError where one is not stored."""
        known: dict[str, int] = getattr(self, table)
        missing = [id for id in dict.fromkeys(ids) if id not in known]
        if missing:
            rows = query_in(self._database, f"SELECT id, number FROM {table} WHERE id IN ({{marks}})", missing)
            known |= {str(id): whole(number) for id, number in rows}
            missing = [id for id in missing if id not in known]
        if missing:
            place = self._database.place
            raise StoreError(f"{place}: {table} {', '.join(missing[:3])} are spoken of, but not stored")
        return known


def apply(database: Database, addition: Addition) -> Numbers:
    """Apply an addition; what is there already stays, happenings and stories replace those of their id.

    The numbers of all that it speaks of. Raises StoreError where it speaks of a report or claim that is not stored.
    """
    numbers = Numbers(database)
    with database.transaction():
        if addition.fingerprint is not None:
            _add_fingerprint(database, addition.fingerprint, numbers)
        _add_claims(database, addition.claims, addition.claim_keys, numbers)
        _add_dependences(database, addition.dependences, numbers)
        _add_judgements(database, addition.judgements, numbers)
        _remove(database, addition.gone_stories, "stories", _LINKS_OF_STORIES)
        _remove(database, addition.gone_happenings, "happenings", _LINKS_OF_HAPPENINGS)
        _put_happenings(database, addition.happenings, numbers)
        _put_stories(database, addition.stories, numbers)
        _add_story_keys(database, addition.story_keys, numbers)
    return numbers


def _add_fingerprint(database: Database, found: Fingerprint, numbers: Numbers) -> None:
    report = numbers.of("reports", [found.report])[found.report]
    written = database.execute(
        "INSERT INTO fingerprints (report, data) VALUES (?, ?) ON CONFLICT DO NOTHING", (report, pack(found))
    )
    numbers.new_report = found if written else None
    database.many(
        "INSERT INTO bands (band, report) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(number_of(band), report) for band in found.bands],
    )


def _add_claims(
    database: Database, claims: tuple[Claim, ...], keys: tuple[tuple[str, str], ...], numbers: Numbers
) -> None:
    reports = numbers.of("reports", [claim.report for claim in claims])
    there = {id for (id,) in query_in(database, "SELECT id FROM claims WHERE id IN ({marks})", [c.id for c in claims])}
    database.many(
        "INSERT INTO claims (id, report, type, modality, date_begin, country, data) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        [
            (c.id, reports[c.report], c.type, c.modality, c.date_begin, c.place.country if c.place else None, pack(c))
            for c in claims
        ],
    )
    of = numbers.of("claims", [*(claim.id for claim in claims), *(claim for claim, _ in keys)])
    database.many(
        "INSERT INTO claim_keys (key, claim) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(number_of(key), of[claim]) for claim, key in keys],
    )
    numbers.new_claims = tuple(claim for claim in claims if claim.id not in there)
    add_terms(database, [(of[claim.id], claim) for claim in numbers.new_claims])


def _add_dependences(database: Database, dependences: tuple[Dependence, ...], numbers: Numbers) -> None:
    of = numbers.of("reports", [id for d in dependences for id in (d.report, d.on)])
    database.many(
        "INSERT INTO dependences (report, other, kind, data) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(of[d.report], of[d.on], d.kind, pack(d)) for d in dependences],
    )


def _add_judgements(database: Database, judgements: tuple[Judgement, ...], numbers: Numbers) -> None:
    """Append judgements; one that is there word for word is not repeated."""
    of = numbers.of("claims", [id for j in judgements for id in (j.claim, j.other)])
    new = {claim.id for claim in numbers.new_claims}
    fresh: list[tuple[Value, ...]] = []
    rows: list[tuple[Value, ...]] = []
    for j in dict.fromkeys(judgements):
        data, pair = pack(j), (of[j.claim], of[j.other])
        row = (*pair, j.about, j.verdict, j.author, j.made or now(), data)
        if j.claim in new or j.other in new:  # of which nobody can have judged before
            fresh.append(row)
        else:
            rows.append((*row, *pair, j.author, data))
    database.many(
        "INSERT INTO judgements (claim, other, about, verdict, author, made, data) VALUES (?, ?, ?, ?, ?, ?, ?)", fresh
    )
    database.many(
        "INSERT INTO judgements (claim, other, about, verdict, author, made, data) "
        "SELECT CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), "
        f"CAST(? AS TEXT), CAST(? AS {'BLOB' if database.dialect == 'sqlite' else 'BYTEA'}) WHERE NOT EXISTS "
        "(SELECT 1 FROM judgements WHERE claim = ? AND other = ? AND author = ? AND data = ?)",
        rows,
    )


def _put_happenings(database: Database, found: tuple[Happening, ...], numbers: Numbers) -> None:
    database.many(
        "INSERT INTO happenings (id, type, begins, last_published, reports, data) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET type = excluded.type, begins = excluded.begins, "
        "last_published = excluded.last_published, reports = excluded.reports, data = excluded.data",
        [(h.id, h.type, h.begin, h.last_published, len(h.reports), pack(h)) for h in found],
    )
    of = numbers.of("happenings", [h.id for h in found])
    claims = numbers.of("claims", [claim for h in found for claim in h.claims])
    members = {of[h.id]: {claims[c] for c in h.claims} for h in found}
    _set_members(database, "happening_claims", "claim", "happening", members)


def _put_stories(database: Database, found: tuple[Story, ...], numbers: Numbers) -> None:
    database.many(
        "INSERT INTO stories (id, title, open, begins, last_published, reports, data) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET title = excluded.title, open = excluded.open, begins = excluded.begins, "
        "last_published = excluded.last_published, reports = excluded.reports, data = excluded.data",
        [(s.id, clean(s.title), int(s.open), s.begin, s.last_published, len(s.reports), pack(s)) for s in found],
    )
    of = numbers.of("stories", [s.id for s in found])
    happenings = numbers.of("happenings", [h for s in found for h in s.happenings])
    members = {of[s.id]: {happenings[h] for h in s.happenings} for s in found}
    _set_members(database, "story_happenings", "happening", "story", members)
    reports = numbers.of("reports", [r for s in found for r in s.reports])
    members = {of[s.id]: {reports[r] for r in s.reports} for s in found}
    _set_members(database, "story_reports", "report", "story", members)


def _add_story_keys(database: Database, keys: tuple[tuple[str, str], ...], numbers: Numbers) -> None:
    of = numbers.of("stories", [story for story, _ in keys])
    database.many(
        "INSERT INTO story_keys (key, story) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(number_of(key), of[story]) for story, key in keys],
    )


def _set_members(database: Database, table: str, member: str, group: str, wanted: dict[int, set[int]]) -> None:
    """Make these the members of each group, and of no other; only what changes is written."""
    there: dict[int, set[int]] = {number: set() for number in wanted}
    for number, found in query_in(
        database, f"SELECT {group}, {member} FROM {table} WHERE {group} IN ({{marks}})", wanted
    ):
        there[whole(number)].add(whole(found))
    gone = [(m, g) for g, members in wanted.items() for m in there[g] - members]
    new = [(m, g) for g, members in wanted.items() for m in sorted(members - there[g])]
    database.many(f"DELETE FROM {table} WHERE {member} = ? AND {group} = ?", gone)
    database.many(f"DELETE FROM {table} WHERE {member} = ? AND {group} <> ?", new)
    database.many(f"INSERT INTO {table} ({member}, {group}) VALUES (?, ?) ON CONFLICT DO NOTHING", new)


def _remove(database: Database, ids: tuple[str, ...], table: str, links: tuple[tuple[str, str], ...]) -> None:
    rows = query_in(database, f"SELECT number FROM {table} WHERE id IN ({{marks}})", ids)
    for link, column in links:
        database.many(f"DELETE FROM {link} WHERE {column} = ?", rows)
    database.many(f"DELETE FROM {table} WHERE number = ?", rows)


_LINKS_OF_HAPPENINGS = (
    ("happening_claims", "happening"),
    ("happening_sums", "happening"),
    ("story_happenings", "happening"),
)
_LINKS_OF_STORIES = (("story_happenings", "story"), ("story_reports", "story"), ("story_keys", "story"))
