"""Everything that can go wrong, as one tree under NdxpError.

NdxpError
├── UsageError             wrong use or configuration, found before anything was sent
│   ├── InvalidIdentifier (also ValueError), MissingExtra (also ImportError)
│   └── InvalidConfiguration, SecretUnavailable
├── NotSent                nothing of the request left this machine
│   ├── ConnectFailed      name, route, port
│   ├── TlsFailed          chain, name, date, client certificate
│   ├── ProxyFailed
│   ├── TokenUnavailable   the token endpoint refused or did not answer
│   ├── DeadlineTooShort   the time for the whole call was over before it could be sent
│   └── BackoffInForce     the server was found down a moment ago and is left alone
├── MaybeSent              the connection broke or time ran out while or after sending
│   ├── ConnectionLost, TimedOut
│   └── OutcomeUnknown     the same for a call that changes something: ask the transaction log before repeating it
├── Answered               an answer came, and it is a refusal or cannot be used
│   ├── RequestInvalid     400, 422 and X-Road's complaints about the message
│   ├── IdentityError      401, unknown client, client certificate
│   ├── AccessDenied       403, inactive agreement or purpose
│   ├── NotFound           404, unknown member or service
│   ├── Conflict           409, 412, 428
│   ├── PayloadTooLarge    413, X-Road's LoggingFailed for size
│   ├── QuotaExceeded      429
│   ├── Unavailable        503, maintenance, disabled service
│   ├── UpstreamFailure    the provider or its gateway failed
│   ├── GatewayFailure     the own gateway failed
│   ├── EvidenceFailure    the message could not be logged or time-stamped
│   ├── TrustFailure       signature, certificate, OCSP
│   ├── IntegrityError     answer and request, or content and digest, do not belong together
│   ├── ProviderError      the provider's own error answer, from raise_for_status()
│   └── UnexpectedAnswer   no answer of this interface: HTML of a proxy, a SOAP fault, … ; so is ContractViolation
└── WebhookRefused         what was delivered here is not to be used: another sender, an old or a broken message
    └── SignatureInvalid   its signature, or that of an answer, is missing or not the signer's
"""

from dataclasses import replace
from typing import Self

from ndxp_sdk.errors._details import DetailedError
from ndxp_sdk.errors._details import Facts as Facts
from ndxp_sdk.errors._details import Ids as Ids
from ndxp_sdk.errors._details import Origin as Origin
from ndxp_sdk.errors._details import Sent as Sent


class NdxpError(DetailedError):
    """The root of all errors. It can be pickled; it shows no secret, no whole body, and of a URL only the template."""

    sent: Sent = "no"

    def about(self, **changes: object) -> Self:
        """Return the error with further details; the fields are those of Facts."""
        return type(self)(self.message, replace(self.facts, **changes))  # type: ignore[arg-type]  # because replace checks

    def __str__(self) -> str:
        named = [f"[{self.facts.operation}]" if self.facts.operation else "", self.message]
        told = {"hint": self.facts.hint, "X-Road-Id": self.ids.message_id, "X-Correlation-Id": self.ids.correlation_id}
        return " ".join([*filter(None, named), *(f"({name}: {value})" for name, value in told.items() if value)])


class UsageError(NdxpError):
    """Wrong use or configuration; nothing was sent, and it is the caller's to mend."""

    @property
    def origin(self) -> Origin:
        """The caller."""
        return "caller"


class InvalidIdentifier(UsageError, ValueError):
    """A text is no identifier of this kind."""


class InvalidConfiguration(UsageError):
    """A profile, a setting or a file is wrong or missing."""


class SecretUnavailable(UsageError):
    """A secret could not be had from where the reference points."""


class MissingExtra(UsageError, ImportError):
    """A part of the package that is installed with an extra is missing."""


class NotSent(NdxpError):
    """Nothing of the request left this machine, so repeating it is safe."""


class ConnectFailed(NotSent):
    """No connection: the name, the route or the port."""


class TlsFailed(NotSent):
    """No TLS: the chain, the name, the date or the client certificate."""


class ProxyFailed(NotSent):
    """The proxy did not let the connection through."""


class TokenUnavailable(NotSent):
    """No access token could be had."""


class DeadlineTooShort(NotSent):
    """The time for the whole call was over before it could be sent."""


class BackoffInForce(NotSent):
    """The server was found down a moment ago; it is left alone until `retry_after` is over."""


class MaybeSent(NdxpError):
    """The request may or may not have reached the server."""

    sent: Sent = "maybe"


class ConnectionLost(MaybeSent):
    """The connection ended before the answer was complete."""


class TimedOut(MaybeSent):
    """No answer within the time."""


class OutcomeUnknown(MaybeSent):
    """A call that changes something got no answer: look its ids up in the transaction log before repeating it."""


class Answered(NdxpError):
    """An answer came, and it is a refusal or cannot be used."""

    sent: Sent = "yes"


class RequestInvalid(Answered):
    """The request is not as the interface wants it."""


class IdentityError(Answered):
    """The server does not know or believe who is calling."""


class AccessDenied(Answered):
    """The caller is known and has no right to this."""


class NotFound(Answered):
    """There is no such member, service or resource."""


class Conflict(Answered):
    """The resource is in another state or version than the request supposes."""


class PayloadTooLarge(Answered):
    """The body is larger than the gateway takes."""


class QuotaExceeded(Answered):
    """Too many calls."""


class Unavailable(Answered):
    """Switched off for now: maintenance, a disabled service, an expired configuration."""


class UpstreamFailure(Answered):
    """The provider or its gateway failed."""


class GatewayFailure(Answered):
    """The own gateway failed."""


class EvidenceFailure(Answered):
    """The exchange could not be logged or time-stamped."""


class TrustFailure(Answered):
    """A signature or a certificate was not accepted."""


class IntegrityError(Answered):
    """Answer and request, or content and digest, do not belong together."""


class ProviderError(Answered):
    """The provider's own error answer, passed on by the gateways."""


class UnexpectedAnswer(Answered):
    """No answer of this interface: HTML of a proxy, a SOAP fault, a body that cannot be read."""


class ContractViolation(UnexpectedAnswer):
    """Request or answer differ from the published document."""


class WebhookRefused(NdxpError):
    """A message that was delivered to this program is not to be used."""


class SignatureInvalid(WebhookRefused):
    """The signature of a message is missing or not the signer's."""
