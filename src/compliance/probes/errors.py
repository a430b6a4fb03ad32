"""What can come between a look and its answer. Probes turn all of it into gaps or observations.

ProbeError              the root; carries one message
├── Unreachable         no answer at all: unknown name, forbidden address, no route, time-out
│   ├── Refused         the port refused the connection
│   ├── NameUnknown     nobody knows the name
│   └── ProxyFailed     the proxy did not connect us
│       └── ProxyLate       in time
├── HandshakeBroken     connected, but no TLS came about
│   ├── HandshakeRefused    the other side said no to all that was offered, with the name of its alert
│   ├── HandshakeDropped    the other side hung up on what was offered
│   └── Distrusted          our side does not trust the certificate
├── NoAnswer            connected, but nothing that is HTTP came back
├── AnswerBroken        the answer began and did not end as HTTP demands
├── CircuitOpen           not sent: the server is too busy
│   └── Unanswered          or leaves requests without an answer
├── CredentialUnusable  a credential was not given as it should be, or could not be had
├── ProxyUnusable       the proxy was not given as it should be
├── MailUnusable        the mail server was not given as it should be, or takes no mail from us
├── HubUnavailable           the hub could not be reached, or refused the call
│   └── CatalogueMissing         it passes calls on only
├── PageMissing         a list could not be walked: an answer was no page of it, or led elsewhere
│   └── CredentialsWanted   the other side requires credentials
└── FetchError          a remote document could not be fetched, or may not be
"""

from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.remedy import Remedy
from compliance.model.text import Message


class ProbeError(Exception):
    """Root of all errors raised by probes; `remedy` is what would help, None if nothing the user can do.

    `is_failure` says whether it keeps from judging what could be judged; what a platform itself shows is evidence.
    """

    is_failure = True

    def __init__(self, message: Message, *, remedy: Remedy | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.remedy = remedy

    def gap(self, hides: frozenset[str], at: Place) -> Gap:
        """Return the gap that it leaves where these kinds were looked for."""
        return Gap(hides, at, self.message, is_failure=self.is_failure, remedy=self.remedy)


class Unreachable(ProbeError):
    """Nothing answered."""


class Refused(Unreachable):
    """The port refused the connection: nothing listens there."""


class NameUnknown(Unreachable):
    """The name system knows no address of the name."""


class ProxyFailed(Unreachable):
    """The proxy did not connect us, or hung up before the other side had said anything: that tells nothing of it."""


class ProxyLate(ProxyFailed):
    """The proxy did not connect us in time."""


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
    """Our side does not trust the certificate.

    That is evidence and no failure where the certificate is out of date, or where somebody said whom to trust.
    """

    def __init__(self, message: Message, *, is_failure: bool) -> None:
        super().__init__(message)
        self.is_failure = is_failure


class NoAnswer(ProbeError):
    """No HTTP answer began."""


class AnswerBroken(ProbeError):
    """An HTTP answer began and broke off."""


class CircuitOpen(ProbeError):
    """The server was not asked again: it has answered that it is too busy, or left requests without an answer."""


class Unanswered(CircuitOpen):
    """The server was not asked again: it has left requests without an answer."""


class FetchError(ProbeError):
    """A remote document could not be fetched, or may not be."""


class CredentialUnusable(ProbeError):
    """A credential was not given as it should be, or could not be had; the message shows nothing of it."""


class MailUnusable(ProbeError):
    """The mail server was not given as it should be, or takes no mail from us."""


class ProxyUnusable(ProbeError):
    """The proxy was not given as it should be, or its address could not be had; the message shows nothing of it."""


class HubUnavailable(ProbeError):
    """The hub could not be reached, or refused the call."""


class CatalogueMissing(HubUnavailable):
    """The hub has neither catalogue nor log that could be asked, as a gateway has none."""

    is_failure = False


class PageMissing(ProbeError):
    """An answer was no page of the list, or the list led elsewhere."""


class CredentialsWanted(PageMissing):
    """The other side requires credentials."""

    is_failure = False
