"""What can come between a look and its answer. Probes turn all of it into gaps or observations.

ProbeError              the root; carries one message
├── Unreachable         no answer at all: unknown name, forbidden address, no route, time-out
│   ├── Refused         the port refused the connection
│   └── NameUnknown     nobody knows the name
├── HandshakeBroken     connected, but no TLS came about
│   ├── HandshakeRefused    the other side said no to all that was offered, with the name of its alert
│   ├── HandshakeDropped    the other side hung up on what was offered
│   └── Distrusted          our side does not trust the certificate
├── NoAnswer            connected, but nothing that is HTTP came back
├── AnswerBroken        the answer began and did not end as HTTP demands
├── CircuitOpen           not sent: the server answered before that it is too busy
├── CredentialUnusable  a credential was not given as it should be, or could not be had
├── HubUnavailable           the hub could not be reached, or refused the call
├── PageMissing         a list could not be walked: an answer was no page of it, or led elsewhere
│   └── CredentialsWanted   the other side requires credentials
└── FetchError          a remote document could not be fetched, or may not be
"""

from compliance.model.remedy import Remedy
from compliance.model.text import Message


class ProbeError(Exception):
    """Root of all errors raised by probes; `remedy` is what would help, None if nothing the user can do."""

    def __init__(self, message: Message, *, remedy: Remedy | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.remedy = remedy


class Unreachable(ProbeError):
    """Nothing answered."""


class Refused(Unreachable):
    """The port refused the connection: nothing listens there."""


class NameUnknown(Unreachable):
    """The name system knows no address of the name."""


class HandshakeBroken(ProbeError):
    """TLS did not come about."""


class HandshakeRefused(HandshakeBroken):
    """The other side refused what was offered; `reason` is the name of its alert, as in RFC 8446, section 6."""

    def __init__(self, message: Message, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class HandshakeDropped(HandshakeBroken):
    """The other side hung up during the handshake."""


class Distrusted(HandshakeBroken):
    """The certificate is not trusted; `is_out_of_date` if that is for its dates, which is no fault of whoever looks."""

    def __init__(self, message: Message, *, is_out_of_date: bool = False) -> None:
        super().__init__(message)
        self.is_out_of_date = is_out_of_date


def is_failed_look(error: ProbeError, *, was_told_whom_to_trust: bool) -> bool:
    """Return whether an error keeps from judging what could be judged; what a platform itself shows is evidence.

    A certificate that is not trusted is such evidence where it is out of date, or where somebody said whom to trust.
    """
    return not (isinstance(error, Distrusted) and (error.is_out_of_date or was_told_whom_to_trust))


class NoAnswer(ProbeError):
    """No HTTP answer began."""


class AnswerBroken(ProbeError):
    """An HTTP answer began and broke off."""


class CircuitOpen(ProbeError):
    """The server was not asked again, because it has answered that it is too busy."""


class FetchError(ProbeError):
    """A remote document could not be fetched, or may not be."""


class CredentialUnusable(ProbeError):
    """A credential was not given as it should be, or could not be had; the message shows nothing of it."""


class HubUnavailable(ProbeError):
    """The hub could not be reached, or refused the call."""


class PageMissing(ProbeError):
    """An answer was no page of the list, or the list led elsewhere."""


class CredentialsWanted(PageMissing):
    """The other side requires credentials."""
