"""Map failures below HTTP: whether anything was sent, whether to try again, what to do about it."""

import re
import socket
import ssl
from collections.abc import Iterator
from typing import Final

from ndxp_sdk.errors import (
    ConnectFailed,
    ConnectionLost,
    DeadlineTooShort,
    Facts,
    NdxpError,
    ProxyFailed,
    TimedOut,
    TlsFailed,
    UsageError,
)

# Because httpcore and httpx name their exceptions alike and share no class.
_KINDS: Final[dict[str, tuple[type[NdxpError], str, str, bool]]] = {
    "PoolTimeout": (DeadlineTooShort, "no connection became free in time", "pool-timeout", True),
    "ConnectError": (ConnectFailed, "the server was not reached", "connect-failed", True),
    "ConnectTimeout": (ConnectFailed, "no connection within the time", "connect-timeout", True),
    "ReadTimeout": (TimedOut, "no answer within the time", "read-timeout", True),
    "WriteTimeout": (TimedOut, "the request could not be handed over within the time", "write-timeout", True),
    "TimeoutError": (TimedOut, "no complete answer within the time of the whole call", "deadline", False),
    "ProxyError": (ProxyFailed, "the proxy refused", "proxy-refused", False),
    "LocalProtocolError": (UsageError, "the request breaks the rules of HTTP", "request-malformed", False),
    "InvalidURL": (UsageError, "the address is no URL", "request-malformed", False),
    "UnsupportedProtocol": (UsageError, "only http and https are spoken", "request-malformed", False),
}
_LOST: Final = (ConnectionLost, "the connection ended before the answer was complete", "connection-lost", True)
_STATUS: Final = re.compile(r"[1-5][0-9]{2}(?= )")
_MALFORMED: Final = (ConnectionLost, "the answer breaks the rules of HTTP", "answer-malformed", True)
# How the library says that the end came, because it has one exception for that and for whatever is no HTTP.
_ENDINGS: Final = ("Server disconnected", "peer closed connection")
_ENDED: Final = (
    "the server or a firewall ended it; with http:// also a port that wants https://, and with TLS a server that "
    "refuses the client certificate, may do so"
)
_STEP: Final = "tell the operator that the server, or something before it, sends more than one answer to a request"
_BROKEN: Final = "something in between, or the server itself, writes broken answers: tell its operator"

_HINTS: Final = {"connection-lost": _ENDED, "answer-malformed": _BROKEN}

# Numbers of X509_V_ERR_* of OpenSSL: verify_code of SSLCertVerificationError.
_VERIFICATION: Final = {
    9: ("tls-not-yet-valid", "the server's certificate is not valid yet", "check the clock of this machine"),
    10: (
        "tls-expired",
        "the server's certificate has expired",
        "the operator of the server has to renew it; check the clock of this machine",
    ),
    18: (
        "tls-unknown-ca",
        "the server's certificate is self-signed and not trusted",
        "give this very file as Tls(ca=…)",
    ),
    19: ("tls-unknown-ca", "an authority that is not trusted stands at the end of the chain", "give it as Tls(ca=…)"),
    20: (
        "tls-unknown-ca",
        "the authority of the server's certificate is not known here",
        "give its certificate as Tls(ca=…); or the server does not send the certificates in between",
    ),
    21: ("tls-unknown-ca", "the server's certificate cannot be traced to a known authority", "give it as Tls(ca=…)"),
    23: ("tls-revoked", "the server's certificate has been revoked", "tell the operator of the server"),
    62: (
        "tls-wrong-name",
        "the server's certificate is for another name",
        "use the name that stands in it, or say it as Tls(server_name=…)",
    ),
    64: (
        "tls-wrong-name",
        "the server's certificate is not for this IP address",
        "use the name that stands in it, or say it as Tls(server_name=…)",
    ),
}
# Because these say that a connection ended, or that nothing has come yet, and not why.
_NO_CAUSE: Final = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLWantReadError, ssl.SSLWantWriteError)
_CLIENT: Final = "the server asks for a client certificate"
_GIVE: Final = "give it as Tls(client_certificate=…, client_key=…)"
_UPLOAD: Final = "check that this certificate, in its present version, is registered at the server"
_ALERTS: Final = {
    "CERTIFICATE_REQUIRED": ("tls-client-certificate-missing", _CLIENT, _GIVE),
    "ALERT_HANDSHAKE_FAILURE": (
        "tls-refused",
        "the server broke the handshake off",
        f"{_GIVE} if it wants one; else the two have no version or cipher in common",
    ),
    "CERTIFICATE_EXPIRED": (
        "tls-client-certificate-expired",
        "the server found the client certificate expired",
        "replace the files; no restart is needed",
    ),
    "ALERT_UNKNOWN_CA": ("tls-client-certificate-unknown", "the server does not know the client certificate", _UPLOAD),
    "BAD_CERTIFICATE": ("tls-client-certificate-refused", "the server refused the client certificate", _UPLOAD),
    "CERTIFICATE_UNKNOWN": ("tls-client-certificate-refused", "the server refused the client certificate", _UPLOAD),
    "ALERT_ACCESS_DENIED": ("tls-client-certificate-refused", "the server refused the client certificate", _UPLOAD),
    "WRONG_VERSION_NUMBER": (
        "tls-not-spoken",
        "the server does not speak TLS on this port",
        "use http:// or the port for HTTPS",
    ),
    "HTTP_REQUEST": ("tls-not-spoken", "the server does not speak TLS on this port", "use http:// or the other port"),
    "PROTOCOL_VERSION": ("tls-version", "the server has no TLS 1.2 or newer", "tell the operator of the server"),
    "UNSUPPORTED_PROTOCOL": ("tls-version", "the server has no TLS 1.2 or newer", "tell the operator of the server"),
}

# Because any other failure of TLS may come when the request was read, and perhaps carried out.
_REFUSALS: Final = ("client-certificate", "refused")


def map_exception(error: BaseException) -> NdxpError:
    """Map an exception of the HTTP library to an error without frames, which hold what was sent or received.

    Raise it outside of the handler of `error`. Its cause is what the operating system or TLS said, as far as it did:
    other words are quotations of what came over the wire.
    """
    if isinstance(error, NdxpError):
        return error.about()
    found = _failed(error)
    found.__cause__ = next((bare(cause) for cause in _causes(error) if isinstance(cause, OSError)), None)
    return found


def bare(error: OSError) -> OSError:
    """Return the error without its frames, cause and context."""
    error.__traceback__ = error.__cause__ = error.__context__ = None
    return error


def _failed(error: BaseException) -> NdxpError:
    if (torn := _tls_cause(error)) is not None and (type(error).__name__ == "ConnectError" or _is_refusal(torn)):
        return tls_failed(torn)
    kind, text, code, retryable = _KINDS.get(type(error).__name__) or _lost(error)
    status = _STATUS.match(str(error)) if kind is ProxyFailed else None
    hint = _HINTS.get(code)
    if status is not None and status.group() == "407":
        hint = _credentials()
    facts = Facts(origin="network" if kind is not UsageError else "caller", code=code, retryable=retryable, hint=hint)
    return kind(f"{text}: status {status.group()}" if status else text, facts)


def _credentials() -> str:
    from ndxp_sdk._error_mapping.remedies import hint  # noqa: PLC0415 - because few proxies want to know who calls

    return hint("credentials-of-proxy")


def _lost(error: BaseException) -> tuple[type[NdxpError], str, str, bool]:
    is_broken = type(error).__name__ == "RemoteProtocolError" and not str(error).startswith(_ENDINGS)
    return _MALFORMED if is_broken else _LOST


def not_connected(error: BaseException, *, through_proxy: bool) -> NdxpError:
    """Build the error of a connection that failed, as far as the operating system tells why."""
    if isinstance(error, NdxpError):
        return error
    code, text, hint = _connection_words({type(cause) for cause in _causes(error)})
    facts = Facts(origin="network", code=code, retryable=True, hint=hint)
    if through_proxy:
        return ProxyFailed(f"the proxy was not reached: {text}", facts)
    return ConnectFailed(text, facts)


def out_of_step() -> ConnectionLost:
    """Build the error for bytes that may be the response to another request."""
    facts = Facts(origin="network", code="answer-out-of-step", retryable=True, hint=_STEP)
    return ConnectionLost("what came may be the answer to another request and was thrown away", facts)


def tunnel_out_of_step() -> ProxyFailed:
    """Build the error for a proxy that said more than that the tunnel is open."""
    facts = Facts(origin="network", code="answer-out-of-step", hint=_STEP)
    return ProxyFailed("the proxy opened the tunnel and sent something into it itself", facts)


def _connection_words(kinds: set[type[BaseException]]) -> tuple[str, str, str]:
    if any(issubclass(kind, TimeoutError) for kind in kinds):
        return "connect-timeout", "no connection within the time", "a firewall may drop what comes from here"
    if ConnectionRefusedError in kinds:
        return "connect-refused", "nothing listens at this address", "check the port, and whether the server runs"
    if socket.gaierror in kinds:
        return "name-unknown", "the name of the server is not known", "check the name and the DNS of this network"
    return "connect-failed", "the server was not reached", "check the address, the route and the firewall"


def tls_failed(error: BaseException) -> TlsFailed:
    """Build the error of a failed TLS handshake, with what to do."""
    torn = _tls_cause(error)
    code, text, hint = _tls_words(torn)
    if torn is None and any(isinstance(cause, TimeoutError) for cause in _causes(error)):
        code, text = "tls-timeout", "no TLS handshake within the time"
    facts = Facts(origin="network", code=code, hint=hint, retryable=torn is None)
    return TlsFailed(text, facts)


def _tls_words(torn: ssl.SSLError | None) -> tuple[str, str, str]:
    if isinstance(torn, ssl.SSLCertVerificationError):
        other = ("tls-untrusted", f"the server's certificate is not accepted: {torn.verify_message}", "")
        return _VERIFICATION.get(torn.verify_code, other)
    reason = _reason(torn)
    for part, words in _ALERTS.items():
        if part in reason:
            return words
    if not reason or "EOF" in reason:
        text = "the connection ended during the TLS handshake"
        return "tls-broken-off", text, "a firewall may have cut it, or the server wants a client certificate"
    return "tls-failed", f"the TLS handshake failed: {reason}", "ask the operator of the server"


def _tls_cause(error: BaseException) -> ssl.SSLError | None:
    found = (cause for cause in _causes(error) if isinstance(cause, ssl.SSLError))
    return next((cause for cause in found if not isinstance(cause, _NO_CAUSE)), None)


def _is_refusal(torn: ssl.SSLError) -> bool:
    """Return whether an alert after the handshake is still about it, as with TLS 1.3, so that no request was read."""
    return any(
        part in _reason(torn) for part, (code, *_) in _ALERTS.items() if code.removeprefix("tls-").startswith(_REFUSALS)
    )


def _reason(torn: ssl.SSLError | None) -> str:
    return getattr(torn, "reason", None) or ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield causes without contexts, because a call made in an `except` block has the failure handled there as one."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__
