"""Alerts by e-mail (SMTP), one message an alert; updates of a happening follow its first in one thread."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate

from lagebild.errors import SinkError
from lagebild.sinks.alert_text import lines_of, subject_of
from lagebild.view.phrases import flat
from lagebild.watches.alerting import alert_id
from lagebild.watches.model import Alert

LONGEST_SUBJECT = 200  # characters


class MailSink:
    """Sends alerts over one server; `security` is "starttls", "tls" or "none" (only for a server of one's own)."""

    def __init__(
        self,
        host: str,
        port: int,
        security: str,
        login: tuple[str, str] | None,
        sender: str,
        recipients: tuple[str, ...],
        timeout: float,
    ) -> None:
        self._host, self._port, self._security, self._login = host, port, security, login
        self._sender, self._recipients, self._timeout = sender, recipients, timeout

    def send(self, alert: Alert) -> None:
        """Send an alert; SinkError where the server cannot be reached or refuses."""
        try:
            message = self._message(alert)
            with self._connect() as server:
                if self._security == "starttls":
                    server.starttls(context=ssl.create_default_context())
                if self._login is not None:
                    server.login(*self._login)
                refused = server.send_message(message)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            reason = str(error) or type(error).__name__
            raise SinkError(f"mail by {self._host}:{self._port}: not sent ({reason})") from error
        if refused:
            raise SinkError(f"mail by {self._host}:{self._port}: refused for {', '.join(refused)}")

    def _connect(self) -> smtplib.SMTP:
        if self._security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self._host, self._port, timeout=self._timeout, context=context)
        return smtplib.SMTP(self._host, self._port, timeout=self._timeout)

    def _message(self, alert: Alert) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = ", ".join(self._recipients)
        message["Subject"] = subject_of(alert)[
            :LONGEST_SUBJECT
        ]  # one line: flat took out line ends, so no header is added
        message["Date"] = formatdate(usegmt=True)
        message["Message-ID"] = self._message_id(alert.id)
        if alert.number > 1 and alert.happening is not None:
            message["In-Reply-To"] = message["References"] = self._message_id(alert_id(alert.watch, alert.happening, 1))
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
        message["X-Lagebild-Watch"] = flat(alert.watch)
        message.set_content("\n".join(lines_of(alert)) + "\n")
        return message

    def _message_id(self, identity: str) -> str:
        domain = self._sender.rpartition("@")[2].strip("> ") or "lagebild.invalid"
        return f"<{identity}@{domain}>"
