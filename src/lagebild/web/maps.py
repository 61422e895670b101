"""Places on a map of the world as SVG: outlines of Natural Earth as a shipped file, points drawn on the server.

The projection is Natural Earth I (Tom Patterson; polynomial by Bojan Šavrič, 2011), as in the outlines
(training/world_map.py).
"""

from collections.abc import Iterable
from math import radians, sqrt

from markupsafe import Markup, escape
from msgspec import Struct

from lagebild.view.phrases import printable

WIDTH, HEIGHT = 1000.0, 520.0
SCALE = WIDTH / (2 * 2.7350)  # half of the equator in the projection's unit is 2.735
CLOSEST = 160.0  # units of the map that are shown at least: some 60 degrees, as the outlines are small-scale
MARGIN = 0.35  # of what is shown, around the points


class Point(Struct, frozen=True):
    """Something on the map; degrees."""

    lat: float
    lon: float
    count: int
    label: str
    href: str = ""
    sharp: bool = True  # False: a country or region, whose middle stands for it


def project(lat: float, lon: float) -> tuple[float, float]:
    """Where a place is on the map; degrees → units from the upper left."""
    phi, lam = radians(max(-90.0, min(90.0, lat))), radians((lon + 180) % 360 - 180 if abs(lon) != 180 else lon)
    p2 = phi * phi
    p4 = p2 * p2
    x = lam * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    return WIDTH / 2 + SCALE * x, HEIGHT / 2 - SCALE * y


def draw_map(points: Iterable[Point], label: str, *, whole: bool = False) -> Markup:
    """The map with its points, cut to where they are unless `whole`; nothing where there are none."""
    found = [(point, *project(point.lat, point.lon)) for point in points]
    if not found:
        return Markup("")
    box = (0.0, 0.0, WIDTH, HEIGHT) if whole else _box([(x, y) for _, x, y in found])
    unit = box[2] / 600  # of the screen, about
    marks = []
    for point, x, y in sorted(found, key=lambda f: -f[0].count):
        radius = unit * min(4 + 2.2 * sqrt(point.count), 22)
        title = f"<title>{escape(printable(point.label))}</title>"
        kind = "place" if point.sharp else "place vague"
        at = f'cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" stroke-width="{unit:.2f}"'
        mark = f'<circle class="{kind}" {at}>{title}</circle>'
        marks.append(
            f'<a href="{escape(point.href)}" aria-label="{escape(printable(point.label))}">{mark}</a>'
            if point.href
            else mark
        )
    view = " ".join(f"{value:.1f}" for value in box)
    return Markup(
        f'<svg class="map" viewBox="{view}" role="group" aria-label="{escape(printable(label))}">'
        f'<use href="/assets/world.svg#world" class="world" stroke-width="{unit * 0.6:.2f}"/>{"".join(marks)}</svg>'
    )


def _box(at: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is shown: all points with room around them, twice as wide as high."""
    xs, ys = [x for x, _ in at], [y for _, y in at]
    width = max((max(xs) - min(xs)) * (1 + 2 * MARGIN), (max(ys) - min(ys)) * (1 + 2 * MARGIN) * 2, CLOSEST)
    width = min(width, WIDTH)
    height = min(width / 2, HEIGHT)
    left = min(max((max(xs) + min(xs)) / 2 - width / 2, 0), WIDTH - width)
    top = min(max((max(ys) + min(ys)) / 2 - height / 2, 0), HEIGHT - height)
    return left, top, width, height
