"""Sinks from what a file says of them; what is wrong is told with its field."""

import io

import pytest

from lagebild.errors import DataError
from lagebild.sinks.build import build_sink
from lagebild.sinks.feed_file import FeedSink
from lagebild.sinks.json_lines import JsonLinesSink
from lagebild.sinks.mail import MailSink
from lagebild.sinks.terminal import TerminalSink
from lagebild.sinks.webhook import WebhookSink
from lagebild.watches.sink_settings import (
    AtomSettings,
    JsonLinesSettings,
    MailSettings,
    SinkSettings,
    TerminalSettings,
    WebhookSettings,
)

ENVIRONMENT = {"KEY": "0123456789abcdef", "SHORT": "x"}
MAIL = {"host": "mail.example", "sender": "a@desk.example", "recipients": ("b@desk.example",)}


def build(settings: SinkSettings) -> object:
    return build_sink("desk", settings, ENVIRONMENT, io.StringIO(), "test")


@pytest.mark.parametrize(
    ("settings", "kind"),
    [
        (TerminalSettings(), TerminalSink),
        (JsonLinesSettings("a.jsonl"), JsonLinesSink),
        (AtomSettings("a.atom"), FeedSink),
        (WebhookSettings("https://desk.example/", "KEY"), WebhookSink),
        (MailSettings(**MAIL, user="a", password="KEY"), MailSink),  # type: ignore[arg-type]
    ],
)
def test_every_kind_is_built(settings: SinkSettings, kind: type) -> None:
    assert isinstance(build(settings), kind)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (WebhookSettings("https://desk.example/", "NONE"), "desk.secret: the environment variable 'NONE' is empty"),
        (WebhookSettings("https://desk.example/", "SHORT"), r"sinks.desk.secret: \$SHORT is shorter than 16"),
        (WebhookSettings("https://desk.example/", "KEY", tries=0), "sinks.desk.tries: give a number from 1 to 20"),
        (WebhookSettings("https://desk.example/", "KEY", timeout=0), "sinks.desk.timeout: give seconds"),
        (AtomSettings("a.atom", keep=0), "sinks.desk.keep: give a number"),
        (MailSettings(**{**MAIL, "security": "ssl"}), "sinks.desk.security: give starttls, tls or none"),
        (MailSettings(**{**MAIL, "recipients": ()}), "sinks.desk.recipients: give at least one"),
        (MailSettings(**{**MAIL, "sender": "desk"}), "sinks.desk.sender: 'desk' is no mail address"),
        (MailSettings(**{**MAIL, "recipients": ("a@b\nBcc: c@d",)}), "sinks.desk.recipients: "),
        (MailSettings(**{**MAIL, "user": "a"}), "sinks.desk.password: user and password go together"),
        (MailSettings(**{**MAIL, "user": "a", "password": "KEY", "security": "none"}), "not sent over an open line"),
        (MailSettings(**{**MAIL, "port": 0}), "sinks.desk.port: give a number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_field(settings: SinkSettings, told: str) -> None:
    with pytest.raises(DataError, match=told):
        build(settings)
