"""Why a report reads as it does: stage by stage, the parse of every sentence, and the rule behind each event."""

from collections.abc import Mapping

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lagebild.knowledge.ontology import Ontology
from lagebild.knowledge.rule_source import RuleSource
from lagebild.record import Event, Participant, PlaceCandidate, Report, Sentence, Source, Span
from lagebild.view.parse_tree import draw
from lagebild.view.phrases import flat, kind_of
from lagebild.view.terminal import MODALITY_STYLE

LONGEST = 70  # characters of a block or scope that are shown


def explain(
    report: Report, console: Console, rules: Mapping[str, RuleSource], ontology: Ontology, only: str | None = None
) -> None:
    """Print every stage, or with `only` one event and the sentence it stands in."""
    events = [e for e in report.events or () if only in (None, e.id)]
    if only is None:
        _explain_page(report, console)
        _explain_blocks(report, console)
        _explain_names(report, console)
        _explain_places_times(report, console)
        _explain_sayings(report, console)
    _explain_sentences(report, console, {e.sentence for e in events} if only else None)
    _head(console, "events", f"{len(events)}")
    for event in events:
        _explain_event(event, report, console, rules, ontology)
    if only is None:
        _explain_notes(report, console)


def _head(console: Console, stage: str, found: str) -> None:
    console.print()
    console.print(Rule(Text.assemble((stage, "bold"), " ", (found, "dim")), align="left", characters="─", style="dim"))


def _count(part: tuple[object, ...] | None) -> str:
    return "did not run" if part is None else str(len(part))


def _words(report: Report, span: Span | None, longest: int = LONGEST) -> str:
    if span is None:
        return ""
    words = flat(report.page.text[slice(*span)])
    return words if len(words) <= longest else words[: longest - 1] + "…"


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in ("span", "kind", "id"))
    return table


def _row(table: Table, *cells: object) -> None:
    table.add_row(*(cell if isinstance(cell, Text) else Text(str(cell if cell is not None else "")) for cell in cells))


def _explain_page(report: Report, console: Console) -> None:
    _head(console, "page", f"{len(report.page.text):,} characters, read as {report.language}")
    table = _table("field", "value")
    page, masthead = report.page, report.masthead
    for field in ("id", "url", "title", "publisher", "published", "language"):
        if value := getattr(page, field):
            _row(table, f"given {field}", flat(value))
    if masthead:
        for field in ("title", "publisher", "published", "developing", "machine_translated"):
            _row(table, f"masthead {field}", flat(str(getattr(masthead, field))))
    console.print(table)


def _explain_blocks(report: Report, console: Console) -> None:
    _head(console, "blocks", _count(report.blocks))
    table = _table("#", "kind", "rule", "words")
    for i, block in enumerate(report.blocks or ()):
        _row(table, i, block.kind, block.rule, _words(report, block.span))
    console.print(table)


def _explain_names(report: Report, console: Console) -> None:
    _head(console, "agencies", _count(report.agencies))
    table = _table("name", "id", "role", "where")
    for agency in report.agencies or ():
        _row(table, agency.name, agency.id, agency.role, ", ".join(_words(report, s) for s in agency.spans))
    if report.agencies:
        console.print(table)
    _head(console, "entities", _count(report.entities))
    listed = any(entity.sanctioned for entity in report.entities or ())
    columns = ("wikidata", "sanctioned") if listed else ("wikidata",)
    table = _table("id", "name", "type", "code", *columns, "rule", "mentions")
    for entity in report.entities or ():
        code = " ".join(part for part in (entity.country, entity.sector) if part)
        mentions = ", ".join(dict.fromkeys(f"{_words(report, m.span)} ({m.form})" for m in entity.mentions))
        known = (entity.wikidata, ", ".join(entity.sanctioned or ())) if listed else (entity.wikidata,)
        _row(table, entity.id, flat(entity.name), entity.type, code, *known, entity.rule, mentions)
    if report.entities:
        console.print(table)


def _explain_places_times(report: Report, console: Console) -> None:
    _head(console, "places", _count(report.places))
    table = _table("words", "name", "where", "precision", "rule", "candidates")
    for place in report.places or ():
        at = f"{place.country or '?'} {place.lat}, {place.lon}" if place.lat is not None else place.country
        doubt = ", ".join(_candidate(candidate) for candidate in place.candidates)
        _row(table, _words(report, place.span), place.name, at, place.precision, place.rule, doubt)
    if report.places:
        console.print(table)
    _head(console, "times", _count(report.times))
    table = _table("words", "type", "value", "begin", "end", "rule")
    for time in report.times or ():
        _row(table, _words(report, time.span), time.type, time.value, time.begin, time.end, time.rule)
    if report.times:
        console.print(table)
    _head(console, "quantities", _count(report.quantities))
    table = _table("words", "low", "high", "unit", "kind", "rule")
    for quantity in report.quantities or ():
        _row(
            table,
            _words(report, quantity.span),
            quantity.low,
            quantity.high,
            quantity.unit,
            quantity.kind,
            quantity.rule,
        )
    if report.quantities:
        console.print(table)


def _candidate(place: PlaceCandidate) -> str:
    where = " ".join(part for part in (place.country, place.admin1) if part)
    return f"{place.name} ({where}) {place.score}" if where else f"{place.name} {place.score}"


def _explain_sayings(report: Report, console: Console) -> None:
    _head(console, "quotations", _count(report.quotations))
    stances = {stance.quotation: stance for stance in report.stances or ()}
    table = _table("id", "type", "words", "cue", "speaker", "sources", "meant as", "rule")
    for q in report.quotations or ():
        content = " … ".join(_words(report, s) for s in q.content)
        spoken = " ".join(_words(report, s) for s in q.speaker)
        meant = stances[q.id].modality if q.id in stances else None
        _row(table, q.id, q.type, content, _words(report, q.cue), spoken, _chain(q.sources), meant, q.rule)
    if report.quotations:
        console.print(table)
    _head(console, "attributions", _count(report.attributions))
    table = _table("scope", "sources", "rule")
    for attribution in report.attributions or ():
        scope = " … ".join(_words(report, s) for s in attribution.scope)
        _row(table, scope, _chain(attribution.sources), attribution.rule)
    if report.attributions:
        console.print(table)


def _chain(sources: tuple[Source, ...]) -> str:
    return " → ".join(f"{flat(s.name)} ({s.kind})" for s in sources) or "the report itself"


def _explain_sentences(report: Report, console: Console, only: set[int] | None) -> None:
    _head(console, "sentences", _count(report.sentences))
    for i, sentence in enumerate(report.sentences or ()):
        if only is None or i in only:
            where = f"block {sentence.block}, {sentence.span[0]}–{sentence.span[1]}"
            console.print(
                Text.assemble((f"[{i}] ", "bold"), flat(report.page.text[slice(*sentence.span)]), (f"  {where}", "dim"))
            )
            if sentence.tokens:
                console.print(Padding(_parse(sentence), (0, 0, 1, 2)))


def _parse(sentence: Sentence) -> Table:
    table = _table("#", "tree", "lemma", "upos", "relation", "head", "features")
    for column in table.columns[1:6]:
        column.overflow, column.no_wrap = "ellipsis", True
    for i, (branch, token) in enumerate(zip(draw(sentence), sentence.tokens, strict=True)):
        relation = Text(token.deprel, style="bold" if token.head < 0 else "")
        word = Text.assemble(
            (branch, "dim"), (flat(token.text), "bold" if token.upos in ("VERB", "NOUN", "PROPN") else "")
        )
        head = "–" if token.head < 0 else f"{token.head} {flat(sentence.tokens[token.head].text)}"
        _row(table, i, word, token.lemma, token.upos, relation, head, " ".join(token.feats))
    return table


def _explain_event(
    event: Event, report: Report, console: Console, rules: Mapping[str, RuleSource], ontology: Ontology
) -> None:
    style = MODALITY_STYLE[event.modality]
    console.print(
        Text.assemble(
            (f"{event.id} ", "bold"),
            (kind_of(event), "bold"),
            " “",
            (_words(report, event.trigger), f"bold {style}"),
            "”",
        )
    )
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    event_type = ontology.event_types.get(event.type)
    rows: list[tuple[str, str]] = [
        ("type", event_type.definition if event_type else "not in the code book"),
        ("actors", _roles(event.actors, report)),
        ("recipients", _roles(event.recipients, report)),
        ("modality", event.modality + (f", by “{_words(report, event.modality_cue)}”" if event.modality_cue else "")),
        ("sources", _chain(event.sources) + _cues(event.sources, report)),
        ("when", _when(event, report)),
        ("where", "" if event.place is None or not report.places else _place(report, event.place)),
        ("contexts", ", ".join(event.contexts)),
        ("quantities", ", ".join(_words(report, (report.quantities or ())[q].span) for q in event.quantities)),
        ("scores", f"{event.quad}, {event.score:+g}, CAMEO {event.cameo or '–'}"),
        ("sentence", f"{event.sentence}, block {event.block}"),
        ("confidence", f"{event.confidence:.2f}" + (f", by: {', '.join(event.evidence)}" if event.evidence else "")),
        ("rule", event.rule),
    ]
    for name, value in rows:
        if value:
            table.add_row(name, Text(value))
    console.print(Padding(table, (0, 0, 0, 2)))
    source = rules.get(event.rule) or rules.get(event.rule.split("/")[-1].split(":")[-1])
    if source:
        console.print(Padding(Text(f"{source.file}, line {source.line}", style="dim"), (0, 0, 0, 4)))
        console.print(Padding(Text(source.text, style="dim"), (0, 0, 0, 4)))
    console.print()


def _roles(participants: tuple[Participant, ...], report: Report) -> str:
    names = {e.id: e.name for e in report.entities or ()}
    return "; ".join(
        f"“{_words(report, p.span)}” = {flat(names.get(p.entity or '', 'no entity'))} [{p.code or 'no code'}]"
        for p in participants
    )


def _cues(sources: tuple[Source, ...], report: Report) -> str:
    cues = ", ".join(f"“{_words(report, s.cue)}”" for s in sources if s.cue)
    return f", by {cues}" if cues else ""


def _when(event: Event, report: Report) -> str:
    days = " – ".join(dict.fromkeys(day for day in (event.date_begin, event.date_end) if day))
    if event.time is None or not report.times:
        return days
    time = report.times[event.time]
    return f"{days or time.value}, by “{_words(report, time.span)}” ({time.rule})"


def _place(report: Report, index: int) -> str:
    place = (report.places or ())[index]
    return f"{place.name} ({place.country or '?'}, {place.precision}), by “{_words(report, place.span)}”"


def _explain_notes(report: Report, console: Console) -> None:
    for heading, uncoded in (("notes", False), ("not coded", True)):
        notes = [note for note in report.notes if note.uncoded is uncoded]
        _head(console, heading, str(len(notes)))
        for note in notes:
            shown = f"“{_words(report, note.span)}” " if note.span and uncoded else ""
            after = f" “{_words(report, note.span)}”" if note.span and not uncoded else ""
            reason = note.reason.removeprefix("not coded ") if uncoded else f"{note.stage}: {note.reason}"
            console.print(Text(f"  {shown}{reason}{after}"))
