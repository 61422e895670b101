"""How often one address may ask: a bucket each, that fills with time and that every request takes from."""

import time
from collections import OrderedDict
from collections.abc import Callable

from msgspec import Struct

PER_SECOND = 100.0
AT_ONCE = 300.0  # a page with its assets is some five requests
READING_COSTS = 60.0  # a report is read in some tenths of a second of the processor: not two a second for long
ADDRESSES = 10_000  # remembered; the one that asked longest ago is forgotten first


class _Bucket(Struct):
    left: float
    at: float


class Rates:
    """The buckets of all addresses; of one event loop, so that no lock is needed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._buckets = clock, OrderedDict[str, _Bucket]()

    def wait(self, address: str, cost: float = 1.0) -> float:
        """Take from the bucket of an address: 0.0 where it may go on, else the seconds until it may."""
        now = self._clock()
        bucket = self._buckets.pop(address, None) or _Bucket(AT_ONCE, now)
        self._buckets[address] = bucket
        if len(self._buckets) > ADDRESSES:
            self._buckets.popitem(last=False)
        bucket.left = min(AT_ONCE, bucket.left + (now - bucket.at) * PER_SECOND)
        bucket.at = now
        if bucket.left >= cost:
            bucket.left -= cost
            return 0.0
        return (cost - bucket.left) / PER_SECOND
