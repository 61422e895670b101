"""Distances on the earth."""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0  # mean radius


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The way over a round earth between two points in degrees (haversine)."""
    a, b = radians(lat), radians(other_lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(half, 1.0)))
