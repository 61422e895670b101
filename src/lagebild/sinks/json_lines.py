"""Alerts as JSON Lines, appended to a file."""

from pathlib import Path

import msgspec

from lagebild.errors import SinkError
from lagebild.watches.model import Alert


class JsonLinesSink:
    """Appends one object a line; each is written whole before the next, so that a reader may follow the file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, alert: Alert) -> None:
        """Append an alert; SinkError where the file cannot be written."""
        try:
            with self._path.open("ab") as file:
                file.write(msgspec.json.encode(alert) + b"\n")
        except OSError as error:
            raise SinkError(f"{self._path}: cannot be written ({error.strerror})") from error
