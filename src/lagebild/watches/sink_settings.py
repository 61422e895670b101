"""How alerts are handed over, as a file says it. It holds no secrets, only the names of variables that hold them."""

from msgspec import Struct


class TerminalSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Text on the terminal."""


class JsonLinesSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """One JSON object a line, appended to a file."""

    path: str


class WebhookSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """A signed POST to an address."""

    url: str
    secret: str  # name of the environment variable with the key of the signature
    private: bool = False  # addresses of one's own network are allowed
    tries: int = 5
    timeout: float = 10.0  # seconds, for each try


class AtomSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """A feed in a file; a web server or a feed reader takes it from there."""

    path: str
    title: str = "Lagebild: alerts"
    keep: int = 200  # newest entries


class MailSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """An e-mail an alert."""

    host: str
    sender: str
    recipients: tuple[str, ...]
    port: int = 587
    security: str = "starttls"  # or tls, none
    user: str | None = None
    password: str | None = None  # name of the environment variable
    timeout: float = 20.0  # seconds


SinkSettings = TerminalSettings | JsonLinesSettings | WebhookSettings | AtomSettings | MailSettings
SINKS: dict[str, type[SinkSettings]] = {
    "terminal": TerminalSettings,
    "jsonl": JsonLinesSettings,
    "webhook": WebhookSettings,
    "atom": AtomSettings,
    "mail": MailSettings,
}
