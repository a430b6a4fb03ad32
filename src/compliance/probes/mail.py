"""E-mail to a server that takes it (SMTP): over TLS whose certificate is verified, or not at all.

What the server says is shown in part and as text: its number, and what it wrote beside it but for the answer to a
password.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from typing import Final, TypeAlias

from compliance.model.notice import Mail
from compliance.model.text import Message
from compliance.probes.errors import CredentialUnusable, MailUnusable
from compliance.probes.mail_form import formed
from compliance.probes.mail_settings import MailSettings
from compliance.probes.net.reasons import distrust, reason_of, tls_reason
from compliance.probes.net.tls_context import verified_anew
from compliance.probes.secret_reference import read_secret_reference

Outcome: TypeAlias = "dict[str, Message | None]"
"""By address why it did not get the mail; None if it did."""
_LONGEST: Final = 200


def send_mails(mails: Sequence[Mail], settings: MailSettings, moment: datetime) -> Iterator[tuple[Mail, Outcome]]:
    """Send mails one after another over one connection, and yield what became of each.

    A connection that breaks is opened once more for the next mail; a server that cannot be reached is not tried again.
    """
    connection: smtplib.SMTP | None = None
    broken: Message | None = None
    try:
        for mail in mails:
            if broken is None and connection is None:
                connection, broken = _opened(settings)
            if connection is None:
                yield mail, dict.fromkeys(mail.to, broken)
                continue
            outcome, is_open = _sent(connection, mail, settings, moment)
            if not is_open:
                connection.close()
                connection = None
            yield mail, outcome
    finally:
        if connection is not None:
            _left(connection)


def _opened(settings: MailSettings) -> tuple[smtplib.SMTP | None, Message | None]:
    try:
        return _connected(settings), None
    except (MailUnusable, CredentialUnusable) as error:
        return None, error.message


def _connected(settings: MailSettings) -> smtplib.SMTP:
    """Return a connection that is ready to take mail; raises `MailUnusable` or `CredentialUnusable`."""
    with ExitStack() as stack:
        try:
            connection = _greeted(settings)
            stack.callback(connection.close)
            if not settings.server.is_tls:
                _secure(connection, settings)
            _log_in(connection, settings)
        except OSError as error:
            raise MailUnusable(_reason(error, settings)) from None
        stack.pop_all()
    return connection


def _greeted(settings: MailSettings) -> smtplib.SMTP:
    server, name = settings.server, settings.sender.rpartition("@")[2]
    if not server.is_tls:
        return smtplib.SMTP(server.host, server.port, name, timeout=settings.timeout)
    context = verified_anew(settings.ca_file).context
    return smtplib.SMTP_SSL(server.host, server.port, name, timeout=settings.timeout, context=context)


def _secure(connection: smtplib.SMTP, settings: MailSettings) -> None:
    """Begin TLS; without it nothing goes on, but to a server on this machine where that is asked for."""
    connection.ehlo_or_helo_if_needed()
    if settings.is_plain and settings.server.is_loopback:
        return
    if not connection.has_extn("starttls"):
        template = "{server} offers no STARTTLS, and nothing is sent without TLS"
        raise MailUnusable(Message.of(template, server=str(settings.server)))
    connection.starttls(context=verified_anew(settings.ca_file).context)
    connection.ehlo()


def _log_in(connection: smtplib.SMTP, settings: MailSettings) -> None:
    if settings.user is None or settings.password is None:
        return
    secret = read_secret_reference(settings.password).reveal().rstrip("\r\n")
    server = str(settings.server)
    try:
        connection.login(settings.user, secret)
    except UnicodeError:
        template = "the user or the password for {server} holds signs that its log-in does not take"
        raise MailUnusable(Message.of(template, server=server)) from None
    except smtplib.SMTPAuthenticationError as error:
        template = "{server} refused user and password ({code})"
        raise MailUnusable(Message.of(template, server=server, code=error.smtp_code)) from None
    except smtplib.SMTPNotSupportedError:
        raise MailUnusable(Message.of("{server} takes no user and password", server=server)) from None


def _sent(connection: smtplib.SMTP, mail: Mail, settings: MailSettings, moment: datetime) -> tuple[Outcome, bool]:
    """Send one mail; returns what became of it, and whether the connection still is of use."""
    server, content = str(settings.server), formed(mail, settings, moment).as_bytes()
    try:
        refused = connection.sendmail(settings.sender, mail.to, content)
    except smtplib.SMTPRecipientsRefused as error:
        refused = error.recipients
    except smtplib.SMTPResponseException as error:
        return dict.fromkeys(mail.to, _refusal(server, error.smtp_code, error.smtp_error)), True
    except (OSError, smtplib.SMTPException) as error:
        return dict.fromkeys(mail.to, _reason(error, settings)), False
    reasons = {address: _refusal(server, *answer) for address, answer in refused.items()}
    return {address: reasons.get(address) for address in mail.to}, connection.sock is not None


def _refusal(server: str, code: int, said: bytes | str) -> Message:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return Message.of("{server} refused it: {code} {said}", server=server, code=code, said=text[:_LONGEST])


def _reason(error: OSError, settings: MailSettings) -> Message:
    """Say why a server could not be used, without what a library says of it."""
    server = str(settings.server)
    match error:
        case ssl.SSLCertVerificationError():
            return Message.of("{server} is not trusted: {reason}", server=server, reason=distrust(error))
        case ssl.SSLError():
            return Message.of("TLS with {server} did not work: {reason}", server=server, reason=tls_reason(error))
        # because the library makes one of the other
        case TimeoutError() | smtplib.SMTPServerDisconnected(__context__=TimeoutError()):
            template = "{server} did not answer in {seconds} seconds"
            return Message.of(template, server=server, seconds=f"{settings.timeout:g}")
        case smtplib.SMTPException():
            return _reason_of_protocol(error, server)
        case FileNotFoundError() | PermissionError() | IsADirectoryError():
            return Message.of("the CA file {file} could not be read", file=str(settings.ca_file))
    return _reason_of_system(error, server)


def _reason_of_protocol(error: smtplib.SMTPException, server: str) -> Message:
    match error:
        case smtplib.SMTPResponseException():
            return _refusal(server, error.smtp_code, error.smtp_error)
        case smtplib.SMTPServerDisconnected():
            return Message.of("{server} ended the connection", server=server)
    return Message.of("{server} does not speak SMTP as it should", server=server)


def _reason_of_system(error: OSError, server: str) -> Message:
    match error:
        case ConnectionRefusedError():
            return Message.of("{server} refuses the connection: nothing listens there", server=server)
        case socket.gaierror():
            return Message.of("nobody knows the name of {server}", server=server)
    return Message.of("{server} could not be reached: {reason}", server=server, reason=reason_of(error))


def _left(connection: smtplib.SMTP) -> None:
    leave: Callable[[], object] = connection.quit
    try:
        leave()
    except (OSError, smtplib.SMTPException):
        connection.close()
