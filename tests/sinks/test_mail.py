"""E-mail, over a real SMTP server on this machine."""

import email
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from lagebild.errors import SinkError
from lagebild.sinks.mail import MailSink
from tests.sinks.samples import alert, update


class Inbox:
    """Keeps what arrives; refuses one recipient."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[str] = []

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.recipients += envelope.rcpt_tos
        return "250 OK"


@pytest.fixture
def server() -> Iterator[tuple[int, Inbox]]:
    inbox = Inbox()
    with socket.socket() as free:  # the controller wants to know its port beforehand
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield port, inbox
    controller.stop()


def sink(port: int, *recipients: str, security: str = "none", login: tuple[str, str] | None = None) -> MailSink:
    return MailSink("127.0.0.1", port, security, login, "lage@desk.example", recipients or ("anna@desk.example",), 5)


def test_an_alert_arrives_as_text_with_its_sources(server: tuple[int, Inbox]) -> None:
    port, inbox = server
    sink(port, "anna@desk.example", "ben@desk.example").send(alert())
    (message,) = inbox.messages
    assert inbox.recipients == ["anna@desk.example", "ben@desk.example"]
    assert message["Subject"] == "[w] new: ASSAULT/drone, Russian forces → residents"
    assert message["Auto-Submitted"] == "auto-generated"
    text = message.get_content()
    assert "- Reuters, asserted, in The Paper 2024-05-01T10:00:00Z" in text
    assert "https://paper.example/1" in text


def test_updates_follow_the_first_alert_in_its_thread(server: tuple[int, Inbox]) -> None:
    port, inbox = server
    for one in (alert(), update()):
        sink(port).send(one)
    first, second = inbox.messages
    assert second["In-Reply-To"] == second["References"] == first["Message-ID"]
    assert second["Message-ID"] != first["Message-ID"]
    assert "TASS (state media)" in second.get_content()


def test_a_hostile_title_adds_no_header(server: tuple[int, Inbox]) -> None:
    port, inbox = server
    sink(port).send(alert(title="x\r\nBcc: all@desk.example\n\nbody", watch="w\nX-Evil: 1"))
    (message,) = inbox.messages
    assert message["Bcc"] is None
    assert message["X-Evil"] is None
    assert message["Subject"] == "[w X-Evil: 1] new: x Bcc: all@desk.example body"


def test_a_refused_recipient_is_told_and_the_others_get_it(server: tuple[int, Inbox]) -> None:
    port, inbox = server
    with pytest.raises(SinkError, match=r"refused for nobody@desk\.example"):
        sink(port, "nobody@desk.example", "anna@desk.example").send(alert())
    assert inbox.recipients == ["anna@desk.example"]


def test_a_server_without_encryption_is_not_given_the_alert_where_it_was_asked_for(server: tuple[int, Inbox]) -> None:
    port, inbox = server
    with pytest.raises(SinkError, match="STARTTLS"):
        sink(port, security="starttls", login=("anna", "geheim")).send(alert())
    assert inbox.messages == []


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(SinkError, match=r"mail by 127.0.0.1:1: not sent"):
        sink(1).send(alert())
