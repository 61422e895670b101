"""What a file of rules says of its sinks → sinks; secrets come from the environment that is handed in."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol, TextIO

from lagebild.errors import DataError
from lagebild.sinks.feed_file import FeedSink
from lagebild.sinks.json_lines import JsonLinesSink
from lagebild.sinks.mail import MailSink
from lagebild.sinks.terminal import TerminalSink
from lagebild.sinks.webhook import WebhookSink
from lagebild.watches.model import Alert
from lagebild.watches.sink_settings import (
    AtomSettings,
    JsonLinesSettings,
    MailSettings,
    SinkSettings,
    TerminalSettings,
)

SHORTEST_SECRET = 16  # characters
MOST_TRIES = 20
_MAIL_ADDRESS = re.compile(r"[^@\s,<>\x00-\x1f]+@[^@\s,<>\x00-\x1f]+")


class Sink(Protocol):
    """Where alerts go."""

    def send(self, alert: Alert) -> None:
        """Hand over an alert; SinkError where that fails."""


def build_sink(name: str, settings: SinkSettings, environment: Mapping[str, str], stream: TextIO, agent: str) -> Sink:
    """The sink of one table [sinks.name]; DataError names the field that is wrong.

    `stream` is where the terminal's text goes, `agent` how a webhook names itself.
    """
    problem = _Problems(f"sinks.{name}")
    if isinstance(settings, TerminalSettings):
        return TerminalSink(stream)
    if isinstance(settings, JsonLinesSettings):
        return JsonLinesSink(Path(settings.path))
    if isinstance(settings, AtomSettings):
        problem.unless(1 <= settings.keep <= 10_000, "keep", "give a number from 1 to 10,000")
        return FeedSink(Path(settings.path), settings.title, settings.keep)
    if isinstance(settings, MailSettings):
        return _mail(settings, problem, environment)
    secret = _secret(settings.secret, problem, "secret", environment)
    problem.unless(len(secret) >= SHORTEST_SECRET, "secret", f"${settings.secret} is shorter than 16 characters")
    problem.unless(1 <= settings.tries <= MOST_TRIES, "tries", f"give a number from 1 to {MOST_TRIES}")
    problem.unless(0 < settings.timeout <= 600, "timeout", "give seconds, up to 600")
    return WebhookSink(
        settings.url,
        secret.encode(),
        private=settings.private,
        tries=settings.tries,
        timeout=settings.timeout,
        user_agent=agent,
    )


def find_missing_secrets(settings: SinkSettings, environment: Mapping[str, str]) -> tuple[str, ...]:
    """The environment variables that a sink takes a secret from and that are not set."""
    variable = getattr(settings, "secret", None) or getattr(settings, "password", None)
    return (variable,) if variable and not environment.get(variable) else ()


class _Problems:
    def __init__(self, table: str) -> None:
        self._table = table

    def unless(self, fine: bool, field: str, message: str) -> None:
        if not fine:
            raise DataError(f"{self._table}.{field}: {message}")


def _mail(settings: MailSettings, problem: _Problems, environment: Mapping[str, str]) -> MailSink:
    problem.unless(settings.security in ("starttls", "tls", "none"), "security", "give starttls, tls or none")
    problem.unless(bool(settings.recipients), "recipients", "give at least one address")
    for field, address in (("sender", settings.sender), *(("recipients", r) for r in settings.recipients)):
        problem.unless(bool(_MAIL_ADDRESS.fullmatch(address)), field, f"{address!r} is no mail address")
    problem.unless(0 < settings.port < 65536, "port", "give a number from 1 to 65535")
    problem.unless(0 < settings.timeout <= 600, "timeout", "give seconds, up to 600")
    problem.unless((settings.user is None) == (settings.password is None), "password", "user and password go together")
    login = None
    if settings.user is not None and settings.password is not None:
        plain = settings.security == "none"
        problem.unless(not plain, "security", "a password is not sent over an open line; use starttls or tls")
        login = (settings.user, _secret(settings.password, problem, "password", environment))
    return MailSink(
        settings.host,
        settings.port,
        settings.security,
        login,
        settings.sender,
        settings.recipients,
        settings.timeout,
    )


def _secret(variable: str, problem: _Problems, field: str, environment: Mapping[str, str]) -> str:
    problem.unless(
        bool(environment.get(variable)),
        field,
        f"the environment variable {variable!r} is empty; the file names the variable, not the secret itself",
    )
    return environment[variable]
