"""Make the outlines that the web pages draw maps on, from Natural Earth's small-scale countries.

python training/world_map.py countries-110m.json

The file comes with the npm package world-atlas 2 (ISC; the data of Natural Earth 4.1 is in the public domain):
npm pack world-atlas@2 && tar xf world-atlas-2*.tgz package/countries-110m.json
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from lagebild.web.maps import HEIGHT, WIDTH, project

TARGET = Path(__file__).parents[1] / "src" / "lagebild" / "web" / "assets" / "world.svg"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    "<!-- Outlines of countries: Natural Earth 4.1, 1:110m, public domain, by way of world-atlas 2 (ISC licence,\n"
    "     copyright 2013-2019 Michael Bostock). Natural Earth shows borders as they are held de facto. -->\n"
)


def main() -> int:
    """Read the topology, write the outlines."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [list(_degrees(arc, topology["transform"])) for arc in topology["arcs"]]
    paths = [_path(shape, arcs) for shape in topology["objects"]["countries"]["geometries"]]
    body = "".join(f'<path d="{path}"/>' for path in paths if path)
    text = f'{HEAD}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">'
    text += f'<g id="world">{body}</g></svg>\n'
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET}: {len(text):,} characters, {len(paths)} countries")
    return 0


def _degrees(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[tuple[float, float]]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def _path(shape: dict[str, object], arcs: list[list[tuple[float, float]]]) -> str:
    rings = shape.get("arcs", [])
    polygons = rings if shape["type"] == "MultiPolygon" else [rings]
    return "".join(_ring(ring, arcs) for polygon in polygons for ring in polygon)  # type: ignore[attr-defined]


def _ring(indexes: list[int], arcs: list[list[tuple[float, float]]]) -> str:
    points: list[tuple[float, float]] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1 if points else 0 :]
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (project(lat, lon) for lon, lat in part)) + "Z"
        for part in _parts(points[:-1])
    )


def _parts(ring: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """A ring cut where it crosses the edge of the map, at 180 degrees; each part is closed along the edge."""
    cuts = [i for i in range(len(ring)) if abs(ring[i][0] - ring[i - 1][0]) > 180]
    if not cuts:
        return [ring]
    turned = ring[cuts[0] :] + ring[: cuts[0]]
    borders = [cut - cuts[0] for cut in cuts] + [len(turned)]
    return [turned[a:b] for a, b in pairwise(borders) if b - a > 2]


if __name__ == "__main__":
    sys.exit(main())
