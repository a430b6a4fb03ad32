"""Why a hub could not be asked, as sentences of ours: those of the client library are English only."""

from collections.abc import Iterator, Mapping
from typing import Final

from compliance.model.text import Message, Value
from ndxp_sdk import errors


class CodeInBody(errors.UnexpectedAnswer):
    """An answer that is a success by its status and an error by the code in its body."""


_PROBLEMS: Final[Mapping[type[errors.NdxpError], Message]] = {
    errors.UsageError: Message.of("the client or its settings are not usable"),
    errors.InvalidIdentifier: Message.of("a name is no identifier of this hub"),
    errors.SecretUnavailable: Message.of("the secret cannot be had from where the reference points"),
    errors.ConnectFailed: Message.of("no connection came about; the name, the network or the port is wrong or down"),
    errors.TlsFailed: Message.of("the TLS handshake failed; look at the certificates of both sides and their dates"),
    errors.ProxyFailed: Message.of("the proxy did not let the connection through"),
    errors.TokenUnavailable: Message.of("no access token was given; look at client, secret, agreement and purpose"),
    errors.DeadlineTooShort: Message.of("the time for the call was over before it could be sent"),
    errors.BackoffInForce: Message.of("the hub was found down a moment ago and is not asked again yet"),
    errors.MaybeSent: Message.of("the connection ended, or the time was over, before the answer was there"),
    errors.TimedOut: Message.of("no answer came within the time"),
    errors.Answered: Message.of("the hub answered with an error"),
    errors.RequestInvalid: Message.of("the hub does not take the request as it is"),
    errors.IdentityError: Message.of("the hub does not know or believe who is asking"),
    errors.AccessDenied: Message.of("the client is known and has no right to this"),
    errors.NotFound: Message.of("the hub has no such member or service"),
    errors.QuotaExceeded: Message.of("the hub was asked too often"),
    errors.Unavailable: Message.of("the hub or the service is switched off for now"),
    errors.UpstreamFailure: Message.of("the provider or its gateway failed"),
    errors.GatewayFailure: Message.of("the gateway of the hub failed"),
    errors.EvidenceFailure: Message.of("the exchange could not be logged or time-stamped"),
    errors.TrustFailure: Message.of("a signature or a certificate was not accepted"),
    errors.IntegrityError: Message.of("answer and request do not belong together"),
    CodeInBody: Message.of("the answer is a success by its status and an error by the code in its body"),
    errors.UnexpectedAnswer: Message.of("what answers is no hub, or not in the form of one"),
}
_UNKNOWN: Final = Message.of("the call failed")


def problem_of(error: errors.NdxpError) -> Value:
    """Return what went wrong, with the status and the code of the hub where there are any."""
    known = next((_PROBLEMS[kind] for kind in type(error).__mro__ if kind in _PROBLEMS), _UNKNOWN)
    facts = ", ".join(_facts(error))
    return Message.of("{problem} ({facts})", problem=known, facts=facts) if facts else known


def _facts(error: errors.NdxpError) -> Iterator[str]:
    if error.status is not None:
        yield f"HTTP {error.status}"
    if error.code:
        yield error.code[:80]
