"""What a claim can be found by, and the sums that grow with it; written when the claim is."""

from collections import Counter
from collections.abc import Iterable, Iterator

from lagebild.store.database import Database, clean
from lagebild.store.packing import number_of, unpack
from lagebild.store.words import fold
from lagebild.stories.model import Claim, Party

AT_ONCE = 500  # claims indexed in one go where a whole store is


def day_of(claim: Claim) -> int:
    """The day on which it happened, else on which it was published, as a number: 20240514; 0 where neither is told."""
    return day_number(claim.date_begin or claim.published)


def day_number(day: str | None) -> int:
    """An ISO date or date-time as a number; 0 for None and for what is no date."""
    digits = (day or "")[:10].replace("-", "")
    return int(digits) if len(digits) == 8 and digits.isascii() and digits.isdigit() else 0


def terms_of(claim: Claim) -> Iterator[str]:
    """Everything that the claim can be found by."""
    yield "all"
    yield f"type {claim.type}"
    yield f"modality {claim.modality}"
    yield from (f"mode {claim.type}/{mode}" for mode in claim.modes)
    yield from (f"context {context}" for context in claim.contexts)
    if claim.place is not None:
        yield f"place {fold(claim.place.name)}"
        if claim.place.country:
            yield f"country {claim.place.country}"
    for role, parties in (("actor", claim.actors), ("recipient", claim.recipients)):
        for party in parties:
            yield from (f"{role} {name}" for name in _names_of(party))
    yield f"outlet {claim.outlet.key}"
    yield f"origin {claim.origin.kind} {claim.origin.key}"


def _names_of(party: Party) -> Iterator[str]:
    yield party.key
    yield party.code
    if party.country:
        yield party.country


def add_terms(database: Database, claims: Iterable[tuple[int, Claim]]) -> None:
    """Make claims findable, and let them count."""
    found = list(claims)
    put_terms(database, found)
    count(database, [claim for _, claim in found])


def count(database: Database, claims: Iterable[Claim], *, gone: bool = False) -> None:
    """Let claims count in the sums of who takes part and who tells; `gone`: not any more."""
    told = list(claims)
    _count_parties(database, told, gone=gone)
    _count_outlets(database, told, gone=gone)


def put_terms(database: Database, claims: Iterable[tuple[int, Claim]]) -> None:
    """Make claims findable."""
    database.many(
        "INSERT INTO claim_terms (term, day, claim) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [
            (number_of(term), day_of(claim), number)
            for number, claim in claims
            for term in dict.fromkeys(terms_of(claim))
        ],
    )


def remove_terms(database: Database, number: int, told: Iterable[Claim]) -> None:
    """Make a claim not findable any more, in all the shapes that it may have been findable in."""
    rows = {(number_of(term), day_of(claim), number) for claim in told for term in terms_of(claim)}
    database.many("DELETE FROM claim_terms WHERE term = ? AND day = ? AND claim = ?", sorted(rows))


def index_all(database: Database) -> None:
    """Index the claims of a store that was made before claims were indexed."""
    last = 0
    while True:
        rows = database.query(
            "SELECT number, data FROM claims WHERE number > ? ORDER BY number LIMIT ?", (last, AT_ONCE)
        )
        if not rows:
            return
        claims = [(int(str(number)), unpack(data, Claim)) for number, data in rows]
        add_terms(database, claims)
        last = claims[-1][0]


def _count_parties(database: Database, claims: Iterable[Claim], *, gone: bool) -> None:
    """Under each name, and under all names together."""
    names: dict[tuple[str, str], list[int]] = {}
    codes: dict[tuple[str, str], str] = {}
    sums: dict[str, list[int]] = {}
    step = -1 if gone else 1
    for claim in claims:
        for role, parties in enumerate((claim.actors, claim.recipients)):
            for party in parties:
                name = (clean(party.key), clean(" ".join(party.name.split())))
                names.setdefault(name, [0, 0])[role] += step
                sums.setdefault(name[0], [0, 0])[role] += step
                codes[name] = clean(party.code)
    code = "" if gone else "code = excluded.code, "
    database.many(
        "INSERT INTO party_names (key, name, folded, code, acted, suffered) VALUES (?, ?, ?, ?, ?, ?) "
        f"ON CONFLICT (key, name) DO UPDATE SET {code}acted = party_names.acted + excluded.acted, "
        "suffered = party_names.suffered + excluded.suffered",
        [(key, name, fold(name), codes[key, name], *names[key, name]) for key, name in sorted(names)],
    )
    database.many(
        "INSERT INTO party_sums (key, acted, suffered) VALUES (?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET acted = party_sums.acted + excluded.acted, "
        "suffered = party_sums.suffered + excluded.suffered",
        [(key, *sums[key]) for key in sorted(sums) if key],
    )


def sum_up_parties(database: Database) -> None:
    """Sum up the names of a store that was made before such sums were kept."""
    database.execute(
        "INSERT INTO party_sums (key, acted, suffered) "
        "SELECT key, sum(acted), sum(suffered) FROM party_names WHERE key <> '' GROUP BY key"
    )


def _count_outlets(database: Database, claims: Iterable[Claim], *, gone: bool) -> None:
    known: dict[str, tuple[str, str | None, str | None]] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for claim in claims:
        outlet, origin = claim.outlet, claim.origin
        press = origin.kind in ("agency", "outlet")
        if press:
            known[clean(origin.key)] = (clean(origin.name), origin.ownership, origin.country)
        known[clean(outlet.key)] = (clean(outlet.name), outlet.ownership, outlet.country)
        counts[clean(outlet.key), origin.kind if press else "speaker", clean(origin.key) if press else ""] += (
            -1 if gone else 1
        )
    database.many(
        "INSERT INTO outlets (key, name, ownership, country) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
        [(key, *rest) for key, rest in sorted(known.items())],
    )
    database.many(
        "INSERT INTO told_by (outlet, origin_kind, origin, claims) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (outlet, origin_kind, origin) DO UPDATE SET claims = told_by.claims + excluded.claims",
        [(*key, count) for key, count in sorted(counts.items())],
    )
