"""Ingest meets the stories: what is taken of a report where it was read, and what its coming changes in the store."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from msgspec import Struct

from lagebild.knowledge.judging import StoryKnowledge, load_story_knowledge
from lagebild.record import Report
from lagebild.settings import Settings
from lagebild.situation.summing import sum_up_addition
from lagebild.store.store import Store
from lagebild.stories.adding import add
from lagebild.stories.claims import claims_of
from lagebild.stories.fingerprints import fingerprint_of
from lagebild.stories.identities import Identities
from lagebild.stories.model import Claim, Fingerprint


class Extract(Struct, frozen=True):
    """What the stories need of a report; small, so that it travels cheaply between processes."""

    fingerprint: Fingerprint
    claims: tuple[Claim, ...]


def story_knowledge(settings: Settings | None = None) -> StoryKnowledge:
    """The tables by which reports are compared, with the words of the settings' languages; None: those shipped.

    Loaded once in each process.
    """
    return _load(settings.languages if settings else None)


@cache
def _load(languages: str | None) -> StoryKnowledge:
    return load_story_knowledge(languages=Path(languages) if languages else None)


def extract_of(report: Report, settings: Settings | None = None) -> Extract:
    """Fingerprint and claims of a report; done where the report is read."""
    knowledge = story_knowledge(settings)
    identities = Identities(report, knowledge.sounds, knowledge.bodies)
    return Extract(fingerprint_of(report, knowledge, identities), claims_of(report, knowledge, identities))


def assimilate(store: Store, extract: object, settings: Settings | None = None) -> None:
    """Bring a report that was just stored together with those before it; within the caller's transaction."""
    if isinstance(extract, Extract):
        addition = add(extract.fingerprint, extract.claims, store.index, story_knowledge(settings))
        store.index.apply(addition)
        sum_up_addition(store, addition)


def close_quiet_stories(store: Store) -> int:
    """Close the stories that were silent for as long as closes one, counted to the newest report of the store.

    Counted so, and not to today, an archive of last year can be read like a stream. How many were closed.
    """
    newest = store.index.last_published()
    if newest is None:
        return 0
    newest = min(newest[:10], date.today().isoformat())  # one page that is dated wrongly closes nothing
    day = date.fromisoformat(newest) - timedelta(days=story_knowledge().stories.sleeps)
    with store.transaction():
        return store.index.close_stories(day.isoformat())
