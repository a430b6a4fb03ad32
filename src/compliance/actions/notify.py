"""Send notices to owners: by e-mail, and as signed events to a receiver."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compliance.actions._delivered import Delivered
from compliance.actions.errors import InputError, UsageError
from compliance.actions.extras import needs_extra
from compliance.actions.settings import NetworkSettings
from compliance.actions.sign import signing_key
from compliance.loading.errors import LoadError
from compliance.model.dataclass import dataclass
from compliance.model.notice import Delivery, DeliveryState, Event, Mail, Notice, Notified
from compliance.model.text import Message
from compliance.probes.errors import FetchError
from compliance.probes.mail_settings import MailSettings

if TYPE_CHECKING:
    from compliance.loading.evidence.keys import SigningKey

_NETWORK: Final = NetworkSettings()
FORM: Final = "compliance-event/1"
SIGNATURE: Final = "Content-JWS"
"""The header that holds the signature over the body."""


@dataclass(frozen=True, slots=True)
class EventSettings:
    """Where events go, and the key that signs them, as `compliance.sign` takes it; `password` is a reference."""

    address: str
    key: str
    certificate: Path | None = None
    password: str | None = None
    network: NetworkSettings = _NETWORK


def notify(
    notices: Sequence[Notice],
    *,
    mail: MailSettings | None = None,
    events: EventSettings | None = None,
    delivered: Path | None = None,
) -> Notified:
    """Send notices, and return what became of each for each address; one that is refused does not stop the others.

    What the file `delivered` has is not sent again, and what is delivered is written into it at once.

        notified = compliance.notify(compliance.notices(report, "addresses.yaml"), mail=settings)
        print([(each.to, each.state) for each in notified.deliveries])

    Raises:
        UsageError: nothing says where to send, or the file of deliveries is none; a library is not installed.
        InputError: the key cannot be used.
        NotWritten: a delivery could not be written down.
    """
    if mail is None and events is None:
        raise UsageError(Message.of("nothing says where to send: name a mail server or a receiver of events"))
    known, moment = Delivered(delivered), datetime.now(UTC)
    found = (
        *(_by_mail(notices, mail, known, moment) if mail is not None else ()),
        *(_as_events(notices, events, known, moment) if events is not None else ()),
    )
    return Notified(tuple(notices), found, moment)


def _by_mail(
    notices: Sequence[Notice], settings: MailSettings, known: Delivered, moment: datetime
) -> Iterator[Delivery]:
    from compliance.probes.mail import send_mails  # noqa: PLC0415 - because few runs send any

    owners = {notice.mail.id: notice.owner for notice in notices if notice.mail is not None}
    waiting = list[Mail]()
    for mail in (notice.mail for notice in notices if notice.mail is not None):
        yield from (_known(owners[mail.id], to, mail.id) for to in mail.to if known.has(mail.id, to))
        if left := tuple(to for to in mail.to if not known.has(mail.id, to)):
            waiting.append(Mail(mail.id, left, mail.language, mail.subject, mail.text, mail.html))
    for mail, outcome in send_mails(waiting, settings, moment):
        for to, reason in outcome.items():
            yield _done(owners[mail.id], to, mail.id, reason, known)


def _as_events(
    notices: Sequence[Notice], settings: EventSettings, known: Delivered, moment: datetime
) -> Iterator[Delivery]:
    from compliance.probes.event_post import receiver  # noqa: PLC0415 - because few runs send any

    try:
        url = receiver(settings.address)
        with needs_extra():
            key = signing_key(settings.key, settings.certificate, settings.password)
    except FetchError as error:
        raise UsageError(error.message) from error
    except LoadError as error:
        raise InputError.of(error) from error
    shown = str(url.without_query)
    for notice in notices:
        if notice.event is None:
            continue
        if known.has(notice.event.id, shown):
            yield _known(notice.owner, shown, notice.event.id)
        else:
            reason = _posted(notice.event, settings, key, moment)
            yield _done(notice.owner, shown, notice.event.id, reason, known)


def _posted(event: Event, settings: EventSettings, key: "SigningKey", moment: datetime) -> Message | None:
    """Post an event with its signature; returns why it was not taken."""
    from compliance.loading.evidence.signature_file import detached  # noqa: PLC0415 - because it brings joserfc
    from compliance.probes.event_post import post, receiver  # noqa: PLC0415 - because few runs send any
    from compliance.report.json_text import json_text  # noqa: PLC0415 - as above
    from compliance.report.notice.event import MEDIA_TYPE  # noqa: PLC0415 - as above

    content = json_text(event.members).encode()
    headers = (("Content-Type", MEDIA_TYPE), (SIGNATURE, detached(key, FORM, moment, content)))
    try:
        post(receiver(settings.address), content, headers, settings.network)
    except FetchError as error:
        return error.message
    return None


def _known(owner: str, to: str, name: str) -> Delivery:
    return Delivery(owner, to, name, DeliveryState.KNOWN, Message.of("it was delivered before"))


def _done(owner: str, to: str, name: str, reason: Message | None, known: Delivered) -> Delivery:
    if reason is not None:
        return Delivery(owner, to, name, DeliveryState.FAILED, reason)
    known.add(name, to)
    return Delivery(owner, to, name, DeliveryState.DELIVERED)
