"""Small charts as SVG, drawn on the server: no script, colours by style sheet, read out by their label."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import cos, log, pi, sin

from markupsafe import Markup, escape
from msgspec import Struct

from lagebild.view.phrases import printable, shorten

SPARK_DAYS = 30  # the last days of a story that its line shows
SPARK_WIDTH, SPARK_HEIGHT = 120, 24
BAR_HEIGHT = 110
MOST_BARS = 150
BARS_WIDTH, NARROWEST_BAR, WIDEST_BAR = 900, 6, 26
LANE, STEP = 26, 34  # height of an outlet's lane, width of a report's step, in a graph of who rests on whom


class Link(Struct, frozen=True):
    """An arrow of a graph from one node to another."""

    source: str
    target: str
    kind: str
    title: str


class Node(Struct, frozen=True):
    """A node of a graph: a report in its outlet's lane, or somebody in a network."""

    id: str
    lane: str
    title: str
    href: str
    weight: int = 1


def sparkline(growth: Sequence[tuple[str, int]], label: str) -> Markup:
    """Reports a day as small bars; the 30 days until the last report."""
    counts = _by_day(growth)[-SPARK_DAYS:]
    top, step = max(counts, default=0) or 1, SPARK_WIDTH / SPARK_DAYS
    left = SPARK_WIDTH - step * len(counts)
    inner = [f'<line class="base" x1="0" x2="{SPARK_WIDTH}" y1="{SPARK_HEIGHT - 1}" y2="{SPARK_HEIGHT - 1}"/>']
    for i, count in enumerate(counts):
        height = (SPARK_HEIGHT - 3) * count / top
        inner.append(
            f'<rect class="bar" x="{left + i * step:.1f}" y="{SPARK_HEIGHT - 1 - height:.1f}" width="{step - 0.8:.1f}" '
            f'height="{height:.1f}"/>'
        )
    told = f"{label}: {', '.join(f'{day} {count}' for day, count in growth[-7:])}"
    return _svg("".join(inner), SPARK_WIDTH, SPARK_HEIGHT, "spark", told)


def _by_day(growth: Sequence[tuple[str, int]]) -> list[int]:
    told = {}
    for day, count in growth:
        try:
            told[date.fromisoformat(day[:10])] = count
        except ValueError:
            continue
    if not told:
        return []
    first, last = max(min(told), max(told) - timedelta(SPARK_DAYS - 1)), max(told)
    return [told.get(first + timedelta(i), 0) for i in range((last - first).days + 1)]


def bars(counts: Mapping[str, int], label: str) -> Markup:
    """Counts by period, in this order, as bars with the first, the last and the highest named."""
    shown = list(counts.items())[-MOST_BARS:]
    if not shown:
        return Markup("")
    step = min(WIDEST_BAR, max(NARROWEST_BAR, BARS_WIDTH / len(shown)))
    width = max(step * len(shown), 240)
    top = max(count for _, count in shown) or 1
    parts = []
    for i, (period, count) in enumerate(shown):
        height = (BAR_HEIGHT - 30) * count / top
        parts.append(
            f'<rect class="bar" x="{i * step + 1:.1f}" y="{BAR_HEIGHT - 16 - height:.1f}" '
            f'width="{max(step - 2, 1):.1f}" height="{height:.1f}">'
            f"<title>{escape(printable(period))}: {count}</title></rect>"
        )
    parts.append(f'<text class="axis" x="0" y="{BAR_HEIGHT - 3}">{_words(shown[0][0])}</text>')
    if len(shown) > 1:
        parts.append(
            f'<text class="axis" x="{width}" y="{BAR_HEIGHT - 3}" text-anchor="end">{_words(shown[-1][0])}</text>'
        )
    parts.append(f'<text class="axis" x="0" y="10">{top}</text>')
    return _svg("".join(parts), width, BAR_HEIGHT, "bars", label)


def lanes(nodes: Sequence[Node], links: Iterable[Link], label: str) -> Markup:
    """Who rests on whom: reports from left to right as they were published, a lane for each outlet, arrows back."""
    names = list(dict.fromkeys(node.lane for node in nodes))
    left = 8 + 7 * max((min(len(name), 22) for name in names), default=0)
    where = {
        node.id: (left + STEP * i + STEP / 2, LANE * names.index(node.lane) + LANE / 2) for i, node in enumerate(nodes)
    }
    width, height = left + STEP * len(nodes) + 8, LANE * len(names) + 4
    parts = []
    for i, name in enumerate(names):
        y = LANE * i + LANE / 2
        short = name if len(name) <= 22 else name[:21] + "…"
        parts.append(f'<line class="lane" x1="{left}" x2="{width}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text class="axis" x="0" y="{y + 4}">{_words(short)}</text>')
    for link in links:
        if link.source in where and link.target in where:
            parts.append(_arrow(where[link.source], where[link.target], link))
    for node in nodes:
        x, y = where[node.id]
        parts.append(
            f'<a href="{escape(node.href)}"><circle class="node" cx="{x:.1f}" cy="{y:.1f}" r="6">'
            f"<title>{_words(node.title)}</title></circle></a>"
        )
    return _svg("".join(parts), width, height, "graph", label, group=True)


def _arrow(start: tuple[float, float], end: tuple[float, float], link: Link) -> str:
    (x1, y1), (x2, y2) = start, end
    bend = -18 if y1 == y2 else 0
    path = f"M{x1:.1f},{y1:.1f} Q{(x1 + x2) / 2:.1f},{(y1 + y2) / 2 + bend:.1f} {x2:.1f},{y2:.1f}"
    return f'<path class="link {escape(link.kind)}" d="{path}"><title>{_words(link.title)}</title></path>'


def network(centre: str, nodes: Sequence[Node], label: str) -> Markup:
    """Somebody in the middle, and around them with whom they have to do; thicker lines for more events."""
    width, height = 640, 340
    middle = (width / 2, height / 2)
    top = max((node.weight for node in nodes), default=1)
    lines, marks = [], []
    for i, node in enumerate(nodes):
        angle = 2 * pi * i / len(nodes) - pi / 2
        x, y = middle[0] + 128 * cos(angle), middle[1] + 118 * sin(angle)
        thick = 1 + 5 * log(1 + node.weight) / log(1 + top)
        lines.append(
            f'<line class="link" x1="{middle[0]}" y1="{middle[1]}" x2="{x:.1f}" y2="{y:.1f}" '
            f'stroke-width="{thick:.1f}"/>'
        )
        anchor = "middle" if abs(x - middle[0]) < 20 else "start" if x > middle[0] else "end"
        shift = 0 if anchor == "middle" else 10 if anchor == "start" else -10
        below = y + (18 if y > middle[1] else -10) if anchor == "middle" else y + 4
        marks.append(
            f'<a href="{escape(node.href)}"><circle class="node" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
            f'<text class="axis" x="{x + shift:.1f}" y="{below:.1f}" text-anchor="{anchor}">'
            f"{_words(shorten(node.title, 26))} {node.weight}</text></a>"
        )
    marks.append(f'<circle class="centre" cx="{middle[0]}" cy="{middle[1]}" r="9"/>')
    marks.append(
        f'<text class="axis strong" x="{middle[0]}" y="{middle[1] + 26}" text-anchor="middle">'
        f"{_words(shorten(centre, 30))}</text>"
    )
    return _svg("".join(lines + marks), width, height, "network", label, group=True)


def _words(text: str) -> str:
    return str(escape(printable(text)))


def _svg(inner: str, width: float, height: float, kind: str, label: str, *, group: bool = False) -> Markup:
    """`group`: what is in it can be reached by keyboard, so that it is no single picture."""
    role = "group" if group else "img"
    return Markup(
        f'<svg class="chart {kind}" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" '
        f'role="{role}" aria-label="{_words(label)}">{inner}</svg>'
    )
