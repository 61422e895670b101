"""What an index looks up: few keys that claims of the same happening have in common, whatever the language.

A key holds a day, so that a look-up finds as much in a store of ten years as in one of ten days. A few hold a month and
somebody by name, for claims that tell no day: "Belkacem was arrested in January."
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from lagebild.knowledge.judging import LikenessTable
from lagebild.stories.days import days_between
from lagebild.stories.model import Claim, Fingerprint, Party, is_name

BEFORE, AFTER = 3, 3  # days around a claim's own in which the same happening is looked for
NAMES = 4  # of a claim's sentence, each a key
COUNTRIES = 3
PARTIES = 2  # that take part by name
WORDS = 6  # of what a report is about, each a key
LONG = 7  # days of a date that is no day: "in January"


def keys_of(claim: Claim) -> tuple[str, ...]:
    """The keys under which a claim is kept; () where it has no day."""
    day = day_of(claim)
    if not day:
        return ()
    months = (f"{day[:7]} {claim.type} {name}" for name in _whom(claim))
    return tuple(dict.fromkeys((*(f"{day} {claim.type} {name}" for name in _named_in(claim)), *months)))


def look_up_keys(claim: Claim, table: LikenessTable) -> tuple[str, ...]:
    """The keys under which claims of the same happening may be kept: types akin, days around."""
    day = day_of(claim)
    if not day:
        return ()
    types = (claim.type, *sorted(table.related.get(claim.type, ())))
    days = around(day, BEFORE, AFTER)
    named = _named_in(claim)
    keys = [f"{near} {type_} {name}" for near in days for type_ in types for name in named]
    if (days_between(claim.date_begin, claim.date_end) or 0) > LONG:
        keys += [f"{day[:7]} {type_} {name}" for type_ in types for name in _whom(claim)]
    return tuple(dict.fromkeys(keys))


def story_keys_of(fingerprint: Fingerprint, claims: Iterable[Claim]) -> tuple[str, ...]:
    """The keys under which a story is kept for a report: its week with names, countries and what it is about."""
    return tuple(dict.fromkeys((*_story_keys(claims, 0), *_topic_keys(fingerprint, 0))))


def story_look_up_keys(fingerprint: Fingerprint, claims: Sequence[Claim], days: int) -> tuple[str, ...]:
    """The keys of stories in which so many days back the like of these claims was told, or lately the like at all."""
    weeks = range(-(days // 7) - 1, 2)
    told = (key for week in weeks for key in _story_keys(claims, week))
    about = (key for week in (0, -1, 1) for key in _topic_keys(fingerprint, week))
    return tuple(dict.fromkeys((*told, *about)))


def day_of(claim: Claim) -> str | None:
    """The day of what is told: its own, else that of publication; None where neither is known."""
    return claim.date_begin or (claim.published[:10] if claim.published else None)


def around(day: str, before: int, after: int) -> tuple[str, ...]:
    """ISO dates from so many days before to so many after."""
    middle = date.fromisoformat(day)
    return tuple((middle + timedelta(days=offset)).isoformat() for offset in range(-before, after + 1))


def countries_of(parties: Iterable[Party]) -> tuple[str, ...]:
    """The countries of parties, each once."""
    return tuple(dict.fromkeys(party.country for party in parties if party.country))


def _named_in(claim: Claim) -> list[str]:
    """Countries that take part or are the scene, and names of the sentence or of those whom its pronouns mean.

    Each is a key, with a day and a type.
    """
    countries = [*countries_of((*claim.actors, *claim.recipients))]
    if claim.place is not None and claim.place.country:
        countries.append(claim.place.country)
    names = dict.fromkeys((*claim.names, *(party.key for party in (*claim.recipients, *claim.actors))))
    return [*list(dict.fromkeys(countries))[:COUNTRIES], *[n for n in names if is_name(n)][:NAMES]]


def _whom(claim: Claim) -> list[str]:
    """Persons and bodies that take part by name: with a month, a key for those who are told of without a day."""
    keys = (party.key for party in (*claim.actors, *claim.recipients) if is_name(party.key))
    return list(dict.fromkeys(keys))[:PARTIES]


def _story_keys(claims: Iterable[Claim], week: int) -> Iterator[str]:
    """Of what the report leads with: pairs of countries, the type of act with each country, and names."""
    for claim in claims:
        if not claim.lead or not claim.published:
            continue
        year, number = _week(claim.published, week)
        countries = sorted(countries_of((*claim.actors, *claim.recipients)))[:COUNTRIES]
        if len(countries) > 1:
            yield f"{year}w{number} {'+'.join(countries)}"
        for country in countries[:2]:
            yield f"{year}w{number} {claim.type} {country}"
        for name in [n for n in claim.names if is_name(n)][:NAMES]:
            yield f"{year}w{number} {name}"
        for party in (*claim.actors, *claim.recipients):
            if is_name(party.key):
                yield f"{year}w{number} {party.key}"


def _topic_keys(fingerprint: Fingerprint, week: int) -> Iterator[str]:
    """The words that the report says most, in its language, and the names that it names most."""
    year, number = _week(fingerprint.published, week) if fingerprint.published else (0, 0)
    named = Counter(key for key in fingerprint.anchors if is_name(key))
    for name, _ in named.most_common(NAMES):
        yield f"{year}w{number} {name}"
    for word in fingerprint.topic[:WORDS]:
        yield f"{year}w{number} {fingerprint.language}:{word}"


def _week(published: str, later: int) -> tuple[int, int]:
    """ISO year and week of a date or date-time, or of so many weeks later."""
    year, number, _ = (date.fromisoformat(published[:10]) + timedelta(weeks=later)).isocalendar()
    return year, number
