"""Alerts as text on a stream."""

from typing import TextIO

from lagebild.sinks.alert_text import lines_of
from lagebild.watches.model import Alert


class TerminalSink:
    """Writes each alert with a blank line after it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def send(self, alert: Alert) -> None:
        """Write an alert."""
        self._stream.write("\n".join(lines_of(alert)) + "\n\n")
        self._stream.flush()
