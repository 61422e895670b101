"""What a story is, summed up from its happenings and reports: title, lead, timeline, cast, places, growth."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from lagebild.stories.days import days_between
from lagebild.stories.happenings import most_named
from lagebild.stories.identities import TOWNS
from lagebild.stories.index import Index
from lagebild.stories.model import Claim, Fingerprint, Happening, Spot, Story

CAST = 12
PLACES = 8
BACKGROUND = 31  # days from publication beyond which a day is background: "in 2018"
NEW = Story("", "", "", (), (), (), (), None, None, (), True)


def grown(before: Story, fingerprint: Fingerprint, happenings: Sequence[Happening], index: Index) -> Story:
    """A story with one report more; `happenings` are all that it then holds, in any order."""
    if fingerprint.report in before.reports:
        return retold(before, happenings, index, {fingerprint.report: fingerprint.title})
    growth = Counter(dict(before.growth))
    if fingerprint.published:
        growth[fingerprint.published[:10]] += 1
    dates = sorted(d for d in (before.first_published, before.last_published, fingerprint.published) if d)
    story = replace(
        before,
        reports=(*before.reports, fingerprint.report),
        growth=tuple(sorted(growth.items())),
        first_published=dates[0] if dates else None,
        last_published=dates[-1] if dates else None,
        open=True,  # what woke it may go on
    )
    return retold(story, happenings, index, {fingerprint.report: fingerprint.title})


def merged(stories: Sequence[Story]) -> Story:
    """The reports and happenings of several stories as one, which keeps the name of the first; to be retold."""
    growth = sum((Counter(dict(story.growth)) for story in stories), Counter[str]())
    dates = sorted(d for s in stories for d in (s.first_published, s.last_published) if d)
    return replace(
        stories[0],
        happenings=tuple(dict.fromkeys(h for s in stories for h in s.happenings)),
        reports=tuple(dict.fromkeys(r for s in stories for r in s.reports)),
        growth=tuple(sorted(growth.items())),
        first_published=dates[0] if dates else None,
        last_published=dates[-1] if dates else None,
    )


def retold(story: Story, happenings: Sequence[Happening], index: Index, titles: Mapping[str, str]) -> Story:
    """The story with everything that is summed up from its happenings; `titles` of reports that the index lacks."""
    ordered = sorted(happenings, key=lambda h: (h.begin or h.first_published or "", h.id))
    main = max(happenings, key=_weight, default=None)
    days = [day for h in happenings for day in (h.begin, h.end) if day and _recent(day, h)]
    return replace(
        story,
        title=_title(main, story, index, titles),
        lead=main.lead if main else "",
        happenings=tuple(h.id for h in ordered),
        cast=most_named((p for h in happenings for p in (*h.actors, *h.recipients)), CAST),
        places=_places(happenings),
        begin=min(days, default=story.first_published[:10] if story.first_published else None),
        end=max(days, default=story.last_published[:10] if story.last_published else None),
    )


def _recent(day: str, happening: Happening) -> bool:
    days = days_between(day, happening.first_published)
    return days is None or abs(days) <= BACKGROUND


def _weight(happening: Happening) -> tuple[int, int, str]:
    """What most reports tell is what the story is about; of equals the newest."""
    return len(happening.reports), len(happening.claims), happening.last_published or ""


def _title(main: Happening | None, story: Story, index: Index, titles: Mapping[str, str]) -> str:
    """The title of the report that tells the main happening best, else of the story's first report that has one."""
    lead: Claim | None = next(iter(index.claims([main.lead])), None) if main else None
    wanted = [lead.report] if lead else []
    for report in (*wanted, *story.reports[:1], *titles):
        if title := titles.get(report) or next((f.title for f in index.fingerprints([report])), ""):
            return title
    return story.title or (lead.text if lead else "")


def _places(happenings: Iterable[Happening]) -> tuple[Spot, ...]:
    """Places, towns first, by how often happenings are there."""
    often = Counter(h.place for h in happenings if h.place is not None)
    ordered = sorted(often, key=lambda spot: (spot.precision not in TOWNS, -often[spot], spot.name))
    return tuple(ordered[:PLACES])
