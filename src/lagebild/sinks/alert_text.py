"""An alert as lines of text, for the sinks that a person reads."""

from lagebild.view.phrases import flat
from lagebild.watches.model import Alert

NEWS = {"source": "another independent source", "contradiction": "sources contradict", "modality": "now {modality}"}


def subject_of(alert: Alert) -> str:
    """One line: the watch, whether it is new, and what happened."""
    return flat(f"[{alert.watch}] {_kind(alert)}: {alert.title}")


def lines_of(alert: Alert) -> list[str]:
    """What happened, when and where, by how many independent sources, contradictions, and every source."""
    where_when = " · ".join(part for part in (_days(alert), alert.place) if part)
    lines = [subject_of(alert), flat(alert.note), flat(where_when)]
    if alert.kind != "silence":
        lines.append(f"{alert.independent} independent source{'' if alert.independent == 1 else 's'}")
    lines += [f"contradiction: {flat(words)}" for words in alert.contradictions]
    for source in alert.sources:
        name = f"{source.name} (state media)" if source.state else source.name
        where = source.outlet or source.report
        lines.append(flat(f"- {name}, {source.modality}, in {where} {source.published or ''}"))
        lines.append(f"  {flat(source.text)}")
        if source.url:
            lines.append(f"  {flat(source.url)}")
    if alert.left_out:
        lines.append(f"and {alert.left_out} more")
    return [line for line in lines if line]


def _kind(alert: Alert) -> str:
    if alert.kind == "update":
        return "update, " + ", ".join(NEWS[news].format(modality=alert.modality) for news in alert.news)
    return alert.kind


def _days(alert: Alert) -> str:
    if not alert.begin or alert.end in (None, alert.begin):
        return alert.begin or ""
    return f"{alert.begin} – {alert.end}"
