"""Reports as one self-contained HTML page: the text with its marks, and beside it the events and their sources."""

from collections.abc import Mapping, Sequence
from importlib.resources import files

from jinja2 import Environment
from msgspec import Struct

from lagebild.knowledge.ontology import Ontology, label_in
from lagebild.knowledge.view_words import ViewWords
from lagebild.record import Event, Quotation, Report
from lagebild.view.marks import Mark, Piece, cut, find_marks, marks_by_stretch, stretches_of
from lagebild.view.phrases import (
    Named,
    chain,
    flat,
    kind_of,
    named,
    people,
    place_names,
    printable,
    quoted,
    sayings,
    sector_legend,
    speaker,
    times_of,
    when,
    where,
)

LONGEST_QUOTATION = 400  # characters
PEOPLE_SHOWN = 15  # in the head; all are marked in the text


class Card(Struct, frozen=True):
    """An event as the margin shows it."""

    key: str
    event: str
    number: int
    kind: str
    label: str
    definition: str
    modality: str
    modality_label: str
    actors: list[Named]
    recipients: list[Named]
    when: str
    where: str
    sources: str
    own: bool  # the report itself asserts it
    quad: str
    score: float
    rule: str
    confidence: float


class Run(Struct, frozen=True):
    """A piece of text and how it is marked."""

    text: str
    classes: str
    key: str = ""
    number: int | None = None
    tip: str = ""


class Line(Struct, frozen=True):
    """One block of the page with the events told in it."""

    kind: str
    label: str
    runs: list[Run]
    cards: list[Card]


class Saying(Struct, frozen=True):
    """A quotation below the text."""

    speaker: str
    type: str
    words: str


class Article(Struct, frozen=True):
    """One report as the template shows it."""

    key: str
    language: str
    title: str
    url: str | None
    facts: list[str]
    people: list[str]
    places: list[str]
    times: list[str]
    lines: list[Line]
    count: int
    sayings: list[Saying]
    codes: str
    notes: list[str]
    made_by: str
    words: ViewWords


def to_page(
    reports: Sequence[Report],
    words: Mapping[str, ViewWords],
    ontology: Ontology,
    made_by: Mapping[str, object],
) -> str:
    """The page; `words` holds the words of every language among the reports."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    source = files("lagebild.view").joinpath("page.html.jinja").read_text(encoding="utf-8")
    articles = [
        article_of(f"r{i}", report, words[report.language], report.language, ontology, made_by)
        for i, report in enumerate(reports, start=1)
    ]
    return environment.from_string(source).render(articles=articles)


def article_of(
    key: str, report: Report, words: ViewWords, language: str, ontology: Ontology, made_by: Mapping[str, object]
) -> Article:
    """One report in the words and labels of a language, which need not be its own."""
    page, masthead = report.page, report.masthead
    facts = (
        (masthead.publisher if masthead else None) or page.publisher,
        (masthead.published if masthead else None) or page.published,
        report.language,
        words.developing if masthead and masthead.developing else None,
        words.machine_translated if masthead and masthead.machine_translated else None,
    )
    cards = [_card(key, i, e, report, words, language, ontology) for i, e in enumerate(report.events or (), start=1)]
    return Article(
        key=key,
        language=report.language,
        title=flat((masthead.title if masthead else None) or page.title or words.untitled),
        url=page.url if page.url and page.url.startswith(("http://", "https://")) else None,
        facts=[flat(fact) for fact in facts if fact],
        people=people(report)[:PEOPLE_SHOWN],
        places=place_names(report),
        times=times_of(report, words),
        lines=_lines(key, report, words, cards),
        count=len(cards),
        sayings=[_saying(quotation, report, words) for quotation in sayings(report)],
        codes=", ".join(f"{code} {label}" for code, label in sector_legend(report, ontology)),
        notes=[flat(f"{n.stage}: {n.reason}") for n in report.notes if not n.uncoded],
        made_by=f"Lagebild {made_by.get('lagebild', '')}".strip(),
        words=words,
    )


def _card(
    key: str, number: int, event: Event, report: Report, words: ViewWords, language: str, ontology: Ontology
) -> Card:
    labels = [label_in(ontology.event_type(event.type).label, language)]
    labels += [label_in(ontology.mode(event.type, mode).label, language) for mode in event.modes]
    return Card(
        key=f"{key}-{event.id}",
        event=event.id,
        number=number,
        kind=kind_of(event),
        label=" · ".join(labels),
        definition=ontology.event_type(event.type).definition,
        modality=event.modality,
        modality_label=words.modality[event.modality],
        actors=named(event.actors, report, words),
        recipients=named(event.recipients, report, words),
        when=when(event, report),
        where=where(event, report),
        sources=chain(event.sources, report, words),
        own=not event.sources,
        quad=words.quad.get(event.quad, event.quad),
        score=event.score,
        rule=event.rule,
        confidence=event.confidence,
    )


def _saying(quotation: Quotation, report: Report, words: ViewWords) -> Saying:
    said = quoted(quotation, report, words, LONGEST_QUOTATION)
    return Saying(speaker(quotation, report, words), words.quotation_type[quotation.type], said)


def _lines(key: str, report: Report, words: ViewWords, cards: list[Card]) -> list[Line]:
    by_id = {event.id: card for event, card in zip(report.events or (), cards, strict=True)}
    stretches = stretches_of(report)
    per_stretch = marks_by_stretch([span for span, _ in stretches], find_marks(report))
    names = {e.id: " ".join(p for p in (e.name, e.country, e.sector) if p) for e in report.entities or ()}
    shown: set[str] = set()
    lines = []
    for (span, index), marks in zip(stretches, per_stretch, strict=True):
        if index is None and not report.page.text[slice(*span)].strip():
            continue
        kind = report.blocks[index].kind if index is not None and report.blocks is not None else "body"
        runs = [_run(piece, report, by_id, names) for piece in cut(span, marks)]
        keys = dict.fromkeys(m.key for m in sorted(marks, key=_place_of) if m.kind == "event" and m.key not in shown)
        shown.update(keys)
        lines.append(Line(kind, words.block[kind], runs, [by_id[k] for k in keys]))
    return lines


def _place_of(mark: Mark) -> tuple[int, int]:
    return mark.span


def _run(piece: Piece, report: Report, cards: Mapping[str, Card], names: Mapping[str, str]) -> Run:
    text = printable(report.page.text[slice(*piece.span)])
    event, quotation, entity = piece.mark("event"), piece.mark("quotation"), piece.mark("entity")
    classes = [
        f"event {event.modality}" if event else "",
        "quotation" if quotation else "",
        "entity" if entity else "",
    ]
    card = cards[event.key] if event else None
    return Run(
        text=text,
        classes=" ".join(c for c in classes if c),
        key=card.key if card else "",
        number=card.number if card and event and piece.span[1] == event.span[1] else None,
        tip=flat(names.get(entity.key, "")) if entity else "",
    )
