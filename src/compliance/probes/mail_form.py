"""A notice in the form of an e-mail (RFC 5322, MIME): plain text and HTML beside it, nothing that is fetched."""

from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Final

from compliance.model.notice import Mail
from compliance.probes.mail_settings import MailSettings

_SUBJECT: Final = "Subject"
_END: Final = "\r\n"


class _Policy(EmailPolicy):
    """Lines end as SMTP has them; a subject is encoded whole (RFC 2047).

    The folding of the standard library loses blanks between words where some of them need no encoding.
    """

    def fold(self, name: str, value: str) -> str:
        return _subject(name, value) if name == _SUBJECT else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        return _subject(name, value).encode() if name == _SUBJECT else super().fold_binary(name, value)


def _subject(name: str, value: str) -> str:
    return f"{name}: {Header(str(value), 'utf-8', header_name=name).encode(linesep=_END)}{_END}"


def formed(mail: Mail, settings: MailSettings, moment: datetime) -> EmailMessage:
    """Return the message as it is sent. No header can hold another: addresses are plain and the subject is one line.

    The Message-ID is made of the id of the notice, so that a mailbox knows one that came twice. It says that a program
    wrote it (RFC 3834), so that no absent reader's program answers.
    """
    message = EmailMessage(policy=_Policy(linesep=_END))
    message["From"] = _address(settings.sender)
    message["To"] = [_address(each) for each in mail.to]
    if settings.reply_to is not None:
        message["Reply-To"] = _address(settings.reply_to)
    message[_SUBJECT] = mail.subject
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = f"<{mail.id}@{settings.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["Content-Language"] = mail.language
    message.set_content(mail.text, cte="base64")
    message.add_alternative(mail.html, subtype="html", cte="base64")
    return message


def _address(text: str) -> Address:
    return Address(addr_spec=text)
