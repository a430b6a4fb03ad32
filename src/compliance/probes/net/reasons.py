"""Why there is no connection, as sentences of ours: those of the system and of OpenSSL are English only."""

import errno
import ssl
from collections.abc import Mapping
from typing import Final

from compliance.model.text import Message

_OF_THE_SYSTEM: Final[Mapping[int, Message]] = {
    errno.ENETUNREACH: Message.of("there is no network from here that leads there"),
    errno.EHOSTUNREACH: Message.of("there is no way from here to this machine"),
    errno.EADDRNOTAVAIL: Message.of("this machine has no address that leads there"),
    errno.EAFNOSUPPORT: Message.of("this machine has no address that leads there"),
    errno.ETIMEDOUT: Message.of("nothing answers at this address"),
    errno.ECONNRESET: Message.of("the other side broke the connection off"),
    errno.ECONNABORTED: Message.of("the connection was broken off"),
    errno.EPIPE: Message.of("the other side broke the connection off"),
    errno.EACCES: Message.of("this machine does not let the connection out"),
    errno.EPERM: Message.of("this machine does not let the connection out"),
    errno.EMFILE: Message.of("this program has too many connections open"),
    errno.ENFILE: Message.of("this machine has too many connections open"),
}
_OF_DISTRUST: Final[Mapping[int, Message]] = {
    9: Message.of("the certificate is not valid yet"),
    10: Message.of("the certificate has expired"),
    18: Message.of("it is signed by itself"),
    19: Message.of("an authority that is not trusted signed it"),
    20: Message.of("the authority that signed it is not known"),
    21: Message.of("the chain of certificates is not complete"),
    23: Message.of("the certificate was revoked"),
    24: Message.of("a certificate of the chain may not sign others"),
    26: Message.of("the certificate is for another purpose"),
    62: Message.of("it is for another name"),
    64: Message.of("it is for another address"),
    66: Message.of("its key is too short"),
    67: Message.of("the key of its authority is too short"),
    68: Message.of("its signature uses a digest that is too weak"),
}
"""By the numbers of OpenSSL (X509_V_ERR_…)."""


def reason_of(error: OSError) -> Message:
    """Return why a machine was not reached."""
    code = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return _OF_THE_SYSTEM.get(error.errno or 0) or Message.of("system error {code}", code=code)


def distrust(error: ssl.SSLCertVerificationError) -> Message:
    """Return why a certificate is not trusted."""
    return _OF_DISTRUST.get(error.verify_code) or Message.of("OpenSSL error {code}", code=error.verify_code)


def tls_reason(error: ssl.SSLError) -> str:
    """Return the name of the alert, or what OpenSSL calls the error: `protocol_version`, `wrong_version_number`."""
    reason = error.reason or "unknown"
    return reason.rpartition("ALERT_")[2].lower()
