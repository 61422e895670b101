"""Stories as rows of a list: how many reports, independent sources and contradictions each has."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from lagebild.record import Modality
from lagebild.situation.accounts import accounts_of
from lagebild.store.store import Store
from lagebild.stories.model import Happening, Spot, Story


class StoryRow(Struct, frozen=True):
    """A story in a list."""

    id: str
    title: str
    open: bool
    first_published: str | None
    last_published: str | None
    reports: int
    happenings: int
    independent: int  # the most independent sources that any one of its happenings has
    contradictions: int
    modalities: dict[Modality, int]  # happenings by modality, most first
    growth: tuple[tuple[str, int], ...]  # day of publication, reports of that day
    places: tuple[Spot, ...]


def summaries_of(store: Store, stories: Sequence[Story]) -> Iterator[StoryRow]:
    """Stories in this order, each summed up; quick, as the sums of happenings are kept in the store."""
    ids = dict.fromkeys(h for story in stories for h in story.happenings)
    happenings = {h.id: h for h in store.index.happenings(ids)}
    sums = store.events.sums(ids)
    unknown = [h for h in happenings.values() if h.id not in sums and len(h.claims) > 1]
    sums |= {a.happening.id: (len(a.voices), len(a.contradictions)) for a in accounts_of(store, unknown)}
    for story in stories:
        own = [happenings[h] for h in story.happenings if h in happenings]
        yield summary_of(story, own, [sums.get(h.id, (1, 0)) for h in own])


def summary_of(story: Story, happenings: Sequence[Happening], sums: Sequence[tuple[int, int]]) -> StoryRow:
    """A story summed up; `sums`: independent sources and contradictions of each of its happenings."""
    return StoryRow(
        id=story.id,
        title=story.title,
        open=story.open,
        first_published=story.first_published,
        last_published=story.last_published,
        reports=len(story.reports),
        happenings=len(happenings),
        independent=max((independent for independent, _ in sums), default=0),
        contradictions=sum(disagree for _, disagree in sums),
        modalities=dict(Counter(h.modality for h in happenings).most_common()),
        growth=story.growth,
        places=story.places[:10],
    )
