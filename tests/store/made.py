"""Small reports, claims and happenings made for the tests of the store."""

import msgspec

from lagebild.record import Page
from lagebild.store.reports import Entry, content_id, make_entry
from lagebild.stories.index import Addition
from lagebild.stories.model import Claim, Fingerprint, Happening, Judgement, Origin, Outlet, Party, Reason, Spot, Story

OUTLET = Outlet("paper", "The Paper", "paper")
ORIGIN = Origin("outlet", "paper", "The Paper")
PARTY = Party("Q159", "Russia", "RUS")


def entry(
    text: str = "Talks ended in Oslo. Nobody said why.",
    *,
    title: str = "Talks end",
    url: str | None = None,
    publisher: str | None = "The Paper",
    published: str | None = "2024-05-14",
    language: str = "en",
    name: str = "a",
    blocks: list[dict[str, object]] | None = None,
) -> Entry:
    page = Page(text=text, url=url, title=title, publisher=publisher, published=published, language=language)
    page = msgspec.structs.replace(page, id=content_id(page))
    record = {
        "id": page.id,
        "title": title,
        "publisher": publisher,
        "published": published,
        "language": language,
        "text": text,
        "blocks": blocks if blocks is not None else [{"kind": "body", "span": [0, len(text)]}],
        "events": [],
    }
    return make_entry(page, msgspec.json.encode(record), source="test", name=name)


def claim(id: str, report: str, **changes: object) -> Claim:
    made = Claim(
        id=id, report=report, event="ev1", language="en", published="2024-05-14", type="CONSULT", modes=("visit",),
        contexts=("diplomatic",), actors=(PARTY,), recipients=(), place=Spot("Oslo", "NOR", 59.9, 10.7, "city"),
        date_begin="2024-05-13", date_end=None, modality="asserted", quantities=(), sources=(), origin=ORIGIN,
        outlet=OUTLET, trigger=("meet",), words=("talk",), names=("Q159",), numbers=("12",), quotes=(),
        text="They met in Oslo.", span=(0, 17), lead=True, confidence=0.9,
    )  # fmt: skip
    return msgspec.structs.replace(made, **changes)


def fingerprint(report: str, bands: tuple[str, ...] = (), **changes: object) -> Fingerprint:
    made = Fingerprint(
        report=report, language="en", published="2024-05-14", outlet=OUTLET, agencies=(), address=None,
        title="Talks end", title_words=("talk", "end"), length=7, method="test/1", signature=(1, 2**63),
        shingles=(3, 4), bands=bands,
        anchors=("Q159",), quotes=(),
    )  # fmt: skip
    return msgspec.structs.replace(made, **changes)


def happening(id: str, claims: tuple[str, ...], reports: tuple[str, ...], last: str | None = "2024-05-14") -> Happening:
    return Happening(
        id=id, claims=claims, reports=reports, lead=claims[0], type="CONSULT", modality="asserted", actors=(PARTY,),
        recipients=(), place=None, begin="2024-05-13", end=None, first_published="2024-05-14", last_published=last,
    )  # fmt: skip


def story(
    id: str,
    happenings: tuple[str, ...],
    last: str | None = "2024-05-14",
    open: bool = True,
    reports: tuple[str, ...] = (),
) -> Story:
    return Story(
        id=id, title="Talks", lead="c1", happenings=happenings, reports=reports, cast=(PARTY,), places=(),
        begin="2024-05-13", end=None, growth=(("2024-05-14", 1),), open=open, last_published=last,
    )  # fmt: skip


def judgement(
    claim: str, other: str, author: str = "rules", verdict: str = "same", made: str | None = None
) -> Judgement:
    return Judgement(claim, other, verdict, 0.8, (Reason("place", 1.0, "both in Oslo"),), author, "happening", made)  # type: ignore[arg-type]


def addition(report: str, claims: tuple[Claim, ...] = (), **parts: object) -> Addition:
    return msgspec.structs.replace(Addition(fingerprint(report), claims), **parts)
