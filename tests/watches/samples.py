"""Claims, sightings and files of rules for the tests of watches."""

from functools import cache

from msgspec.structs import replace

from lagebild.cli.watch_files import load_vocabulary
from lagebild.settings import Settings
from lagebild.stories.model import Claim, Contradiction, Origin, Outlet, Party, Spot, Voice
from lagebild.watches.model import Sighting, Watch
from lagebild.watches.rule_file import read_watch_file
from lagebild.watches.vocabulary import Vocabulary

REUTERS = Origin(kind="agency", key="reuters", name="Reuters")
TASS = Origin(kind="agency", key="tass", name="TASS", ownership="state")
PAPER = Outlet(key="paper", name="The Paper", house="paper")


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary(Settings())


def watch(text: str) -> Watch:
    """The one watch of a file that holds these fields."""
    return read_watch_file("[watch.w]\n" + text, "rules.toml", vocabulary()).watches[0]


def claim(number: int = 1, **changes: object) -> Claim:
    """Russian soldiers attack civilians in Kharkiv with a drone, as Reuters reports."""
    given = Claim(
        id=f"c{number}",
        report=f"r{number}",
        event="e1",
        language="en",
        published="2024-05-01T10:00:00Z",
        type="ASSAULT",
        modes=("drone",),
        contexts=("military",),
        actors=(Party("RUS MIL", "Russian forces", "RUS MIL"),),
        recipients=(Party("UKR CVL", "residents", "UKR CVL"),),
        place=Spot("Kharkiv", "UKR", 49.98, 36.25, "city"),
        date_begin="2024-04-30",
        date_end="2024-04-30",
        modality="asserted",
        quantities=(),
        sources=(REUTERS,),
        origin=REUTERS,
        outlet=PAPER,
        trigger=("attack",),
        words=(),
        names=(),
        numbers=(),
        quotes=(),
        text="Russian forces attacked Kharkiv with a drone.",
        span=(0, 45),
        lead=False,
        confidence=0.8,
    )
    return replace(given, **changes)


def sighting(*claims: Claim, contradictions: tuple[Contradiction, ...] = ()) -> Sighting:
    """A happening of these claims; each origin is an independent source."""
    origins = {c.origin.key: c.origin for c in claims}
    voices = tuple(
        Voice(
            origin=origin,
            claims=tuple(c.id for c in claims if c.origin.key == key),
            reports=tuple(c.report for c in claims if c.origin.key == key),
            state=origin.ownership == "state",
        )
        for key, origin in origins.items()
    )
    return Sighting("h1", claims, voices, contradictions)


def denial(one: str = "c1", other: str = "c2") -> Contradiction:
    return Contradiction(
        kind="denial", happening="h1", claim=one, other=other, here="asserted", there="denied", words="TASS denies it"
    )
