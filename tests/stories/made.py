"""Claims and fingerprints for tests: everything has a default, so that a test says only what it is about."""

from typing import Any

from msgspec.structs import replace

from lagebild.stories.model import Claim, Fingerprint, Origin, Outlet, Party, Spot

TBILISI = Spot("Tbilisi", "GEO", 41.69, 44.83, "city", 611717)
BATUMI = Spot("Batumi", "GEO", 41.64, 41.64, "city", 615532)


def party(code: str, name: str = "", key: str = "") -> Party:
    """A party with a country; "named" by its key where one is given."""
    return Party(key or code, name or code, code, code.split()[0])


def outlet(key: str = "morgenbote", house: str = "", ownership: Any = "private") -> Outlet:
    return Outlet(key, key.title(), house or key, ownership, "DEU")


def speaker(key: str, code: str = "", name: str = "") -> Origin:
    return Origin("speaker", key, name or key, None, code[:3] or None, code)


def agency(key: str) -> Origin:
    return Origin("agency", key, key.upper(), "private", None)


def claim(id_: str, report: str = "", **given: Any) -> Claim:
    """A claim that police dispersed a rally in Tbilisi on 5 November 2025."""
    made = Claim(
        id=id_, report=report or id_[0], event="e1", language="en", published="2025-11-06T08:00", type="ASSAULT",
        modes=("crowd-control",), contexts=(), actors=(party("GEO COP"),), recipients=(party("GEO CVL"),),
        place=TBILISI, date_begin="2025-11-05", date_end="2025-11-05", modality="asserted", quantities=(), sources=(),
        origin=Origin("outlet", "morgenbote", "Morgenbote"), outlet=outlet(), trigger=("disperse",),
        words=("rally", "water", "cannon"), names=(), numbers=(), quotes=(), text="Police dispersed a rally.",
        span=(0, 25), lead=True, confidence=0.9,
    )  # fmt: skip
    changed = {"origin": _bare(given.get("outlet")), **given} if "outlet" in given else given
    return replace(made, **changed)


def _bare(published_by: Outlet | None) -> Origin:
    assert published_by is not None
    return Origin("outlet", published_by.key, published_by.name, published_by.ownership)


def fingerprint(report: str, **given: Any) -> Fingerprint:
    made = Fingerprint(
        report=report, language="en", published="2025-11-06T08:00", outlet=outlet(), agencies=(), address=None,
        title=f"Title of {report}", title_words=(), length=100, method="test", signature=(), shingles=(), bands=(),
        anchors=(), quotes=(),
    )  # fmt: skip
    return replace(made, **given)
