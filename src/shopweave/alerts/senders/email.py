"""E-mail by SMTP (RFC 5321), as text and as HTML (RFC 2046, multipart/alternative)."""

import smtplib
import ssl
from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from shopweave.alerts.errors import (
    LaterForSome,
    NotDelivered,
    NotReached,
    PartlyDelivered,
    WrongField,
)
from shopweave.alerts.senders.sender import ONLY, Told, refuse_gaps
from shopweave.alerts.types import Field, Kind, Line, Message

_SECONDS = 15.0
_LAST_PORT = 65_535
# RFC 5321, 4.2.1: from here on an answer is final, below it may be tried again.
_FOR_GOOD = 500
SECURITY = ("starttls", "tls", "none")


class Email:
    """Sends to one or more mailboxes."""

    kind = Kind.EMAIL
    fields = (
        Field("to"),
        Field("sender"),
        Field("server"),
        Field("port"),
        Field("security"),
        Field("user", needed=False),
        Field("password", secret=True, needed=False),
    )

    def check(self, told: Told) -> None:
        """Raise for what cannot be a mailbox, a port or a way to secure the line."""
        refuse_gaps(self.fields, told)
        for name in ("to", "sender"):
            for mailbox in _mailboxes(told[name]):
                _refuse_no_mailbox(name, mailbox)
        port = told["port"]
        if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) <= _LAST_PORT):
            raise WrongField(field="port", value=port[:12], remedy="587, 465, 25")
        if told["security"] not in SECURITY:
            raise WrongField(
                field="security", value=told["security"][:12], remedy=", ".join(SECURITY)
            )

    def send(self, told: Told, message: Message, now: datetime, key: str) -> None:
        """Deliver, or raise. The same key gives the same Message-ID, so that none counts twice."""
        try:
            with _line(told) as server:
                if told.get("user"):
                    server.login(told["user"], told.get("password", ""))
                refused = server.send_message(_letter(told, message, now, key))
        except smtplib.SMTPResponseException as error:
            kind = NotDelivered if error.smtp_code >= _FOR_GOOD else NotReached
            raise kind(service=told["server"], reason=_reason(error)) from error
        except smtplib.SMTPRecipientsRefused as error:
            passes = any(code < _FOR_GOOD for code, _ in error.recipients.values())
            kind = NotReached if passes else NotDelivered
            raise kind(service=told["server"], reason=", ".join(error.recipients)) from error
        except OSError as error:
            raise NotReached(service=told["server"], reason=_reason(error)) from error
        if refused:
            _complain(told, refused)


def _complain(told: Told, refused: Mapping[str, tuple[int, bytes]]) -> None:
    every = _mailboxes(told["to"])
    later = [one for one, (code, _) in refused.items() if code < _FOR_GOOD]
    if later:
        places = [every.index(one) for one in later]
        raise LaterForSome(service=told["server"], refused=", ".join(refused), places=places)
    raise PartlyDelivered(service=told["server"], refused=", ".join(refused))


def _line(told: Told) -> smtplib.SMTP:
    host, port = told["server"], int(told["port"])
    if told["security"] == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port, timeout=_SECONDS)
    if told["security"] == "starttls":
        server.starttls(context=ssl.create_default_context())
    return server


def _letter(told: Told, message: Message, now: datetime, key: str) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"] = message.title
    letter["From"] = told["sender"]
    letter["To"] = ", ".join(_wanted(told))
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = f"<{key}@{told['sender'].rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content("\n\n".join(_text(line) for line in message.lines))
    letter.add_alternative(_html(message), subtype="html")
    return letter


def _text(line: Line) -> str:
    return f"{line.text}\n{line.button.text}: {line.button.address}" if line.button else line.text


def _html(message: Message) -> str:
    rows = "".join(f"<p>{escape(line.text)}{_button(line)}</p>" for line in message.lines)
    return f'<div style="font:16px/1.5 sans-serif"><h2>{escape(message.title)}</h2>{rows}</div>'


def _button(line: Line) -> str:
    if line.button is None:
        return ""
    look = "background:#0d6e64;color:#fff;padding:10px 16px;border-radius:10px;text-decoration:none"
    address, words = escape(line.button.address), escape(line.button.text)
    return f'<br><a style="display:inline-block;margin-top:8px;{look}" href="{address}">{words}</a>'


def _wanted(told: Told) -> list[str]:
    """The mailboxes of this letter: all, or those that were not reached before."""
    every = _mailboxes(told["to"])
    places = {int(place) for place in told.get(ONLY, "").split(",") if place}
    return [one for place, one in enumerate(every) if place in places] if places else every


def _mailboxes(text: str) -> list[str]:
    return [one.strip() for one in text.replace(";", ",").split(",") if one.strip()]


def _refuse_no_mailbox(field: str, mailbox: str) -> None:
    try:
        named = Address(addr_spec=mailbox)
    except (ValueError, IndexError) as error:
        raise WrongField(field=field, value=mailbox[:60], remedy="anna@example.com") from error
    if not named.domain:
        raise WrongField(field=field, value=mailbox[:60], remedy="anna@example.com")


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        said = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
        return f"{error.smtp_code} {said}"[:120]
    return type(error).__name__
