"""What people judge of single events: right, wrong, or other than it was read. Append-only; the last one holds."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from lagebild.record import EntityType, Modality
from lagebild.store.database import Database, Row, clean, query_in, whole
from lagebild.store.packing import pack, unpack
from lagebild.stories.model import Claim, Party, Spot

Ruling = Literal["accept", "reject", "edit", "withdraw"]  # withdraw: what was judged before does not hold any more
Part = Literal["place", "date_begin", "date_end"]  # what an edit can take away


class Somebody(Struct, frozen=True):
    """Who takes part by an edit; `type` is None for one whom the report itself names."""

    party: Party
    type: EntityType | None = None
    wikidata: str | None = None


class Edit(Struct, frozen=True):
    """What an event should say instead; None: that part stays."""

    type: str | None = None
    modes: tuple[str, ...] | None = None  # (): it has none any more
    modality: Modality | None = None
    date_begin: str | None = None  # ISO date
    date_end: str | None = None
    quad: str | None = None  # of the type and modes that hold now, as are score and cameo
    score: float | None = None
    cameo: str | None = None
    actors: tuple[Somebody, ...] | None = None  # all of them; (): nobody
    recipients: tuple[Somebody, ...] | None = None
    place: Spot | None = None
    without: tuple[Part, ...] = ()  # parts that it does not have any more

    def plain(self, known: Iterable[str]) -> dict[str, object]:
        """The parts that change and are the same in a claim and a record, by name; those alone that are `known`."""
        told = {field: getattr(self, field) for field in PLAIN if field in set(known)}
        changed = {field: value for field, value in told.items() if value is not None}
        return changed | dict.fromkeys(self.without)


PLAIN = ("type", "modes", "modality", "date_begin", "date_end", "quad", "score", "cameo")


class About(Struct, frozen=True):
    """What was judged, as it was read then: by it the event is known again when the report is read otherwise."""

    report: str
    text: str  # the sentence
    trigger: tuple[str, ...]  # lemmas
    type: str
    modality: Modality
    parties: tuple[str, ...]  # keys of actors, "|", keys of recipients


def about(claim: Claim) -> About:
    """What a judgement on this claim is about."""
    keys = (*(p.key for p in claim.actors), "|", *(p.key for p in claim.recipients))
    return About(claim.report, claim.text, claim.trigger, claim.type, claim.modality, keys)


class Verdict(Struct, frozen=True):
    """One judgement: of which claim, what, by whom, when (UTC), why."""

    claim: str
    verdict: Ruling
    author: str
    made: str
    note: str = ""
    edit: Edit | None = None
    about: About | None = None  # None: judged before this was kept


class Verdicts:
    """The judgements on events of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, verdict: Verdict, claim: int) -> None:
        """Append a judgement on the claim of this number."""
        self._database.execute(
            "INSERT INTO verdicts (claim, verdict, author, made, data) VALUES (?, ?, ?, ?, ?)",
            (claim, verdict.verdict, clean(verdict.author), verdict.made, pack(verdict)),
        )

    def of_claims(self, claims: Iterable[str]) -> dict[str, Verdict]:
        """The judgements that hold on these claims, by claim; withdrawn ones do not."""
        sql = (
            "SELECT verdicts.number, verdicts.data FROM verdicts JOIN claims ON claims.number = verdicts.claim "
            "WHERE claims.id IN ({marks})"
        )
        return _holding(query_in(self._database, sql, claims))

    def history(self, claim: str) -> tuple[Verdict, ...]:
        """All judgements on a claim, oldest first."""
        rows = self._database.query(
            "SELECT data FROM verdicts WHERE claim = (SELECT number FROM claims WHERE id = ?) ORDER BY number", (claim,)
        )
        return tuple(unpack(data, Verdict) for (data,) in rows)

    def each(self) -> Iterator[Verdict]:
        """All judgements ever made, oldest first, one by one."""
        for (data,) in self._database.each("SELECT data FROM verdicts ORDER BY number"):
            yield unpack(data, Verdict)

    def latest(self, limit: int, before: int | None = None) -> tuple[tuple[int, Verdict], ...]:
        """The judgements made last, with their numbers; `before`: only those before the one of this number."""
        rows = self._database.query(
            "SELECT number, data FROM verdicts WHERE number < ? ORDER BY number DESC LIMIT ?",
            (2**62 if before is None else before, limit),
        )
        return tuple((whole(number), unpack(data, Verdict)) for number, data in rows)

    def count_by_type(self) -> dict[str, dict[Ruling, int]]:
        """How many events of each type, as they were read, are accepted, rejected and edited."""
        rows = self._database.query(
            "SELECT claims.type, verdicts.verdict, count(*) FROM verdicts "
            "JOIN claims ON claims.number = verdicts.claim "
            "WHERE verdicts.number IN (SELECT max(number) FROM verdicts GROUP BY claim) "
            "AND verdicts.verdict <> 'withdraw' GROUP BY claims.type, verdicts.verdict ORDER BY claims.type"
        )
        found: dict[str, dict[Ruling, int]] = {}
        for kind, verdict, count in rows:
            ruling: Ruling = "accept" if verdict == "accept" else "reject" if verdict == "reject" else "edit"
            found.setdefault(str(kind), {})[ruling] = whole(count)
        return found


def corrected(claims: Iterable[Claim], verdicts: Mapping[str, Verdict]) -> tuple[Claim, ...]:
    """The claims without those that were rejected, and as they were edited."""
    return tuple(
        _edited(claim, verdicts[claim.id].edit) if claim.id in verdicts else claim
        for claim in claims
        if claim.id not in verdicts or verdicts[claim.id].verdict != "reject"
    )


def _edited(claim: Claim, edit: Edit | None) -> Claim:
    if edit is None:
        return claim
    changes = edit.plain(claim.__struct_fields__)
    for role in ("actors", "recipients"):
        if (people := getattr(edit, role)) is not None:
            changes[role] = tuple(one.party for one in people)
    if edit.place is not None:
        changes["place"] = edit.place
    return replace(claim, **changes)


def _holding(rows: Iterable[Row]) -> dict[str, Verdict]:
    last = {}
    for _, data in sorted((whole(number), data) for number, data in rows):
        verdict = unpack(data, Verdict)
        last[verdict.claim] = verdict
    return {claim: verdict for claim, verdict in last.items() if verdict.verdict != "withdraw"}
