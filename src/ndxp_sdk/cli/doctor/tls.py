"""TLS: the chain, the name, the date; and the own certificate."""

import ssl
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ndxp_sdk._transport.errors import tls_failed
from ndxp_sdk.cli.doctor.finding import Finding, failed, ok, skipped
from ndxp_sdk.cli.doctor.network import ProxyRefuses, connected
from ndxp_sdk.cli.doctor.remedies import because
from ndxp_sdk.cli.doctor.subject import Subject
from ndxp_sdk.errors import NdxpError, TlsFailed
from ndxp_sdk.locale import Words
from ndxp_sdk.tls import Tls
from ndxp_sdk.tls._certificate import Certificate, certificate_of, certificates_of

_SOON: Final = 30.0
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def handshake(subject: Subject) -> Finding:
    """Check whether the server is the one it should be, and takes us."""
    words, between = subject.words, subject.proxy
    if subject.site.scheme != b"https":
        advice = words("never over a network: use https://") if subject.site.address.host not in _LOOPBACK else ""
        return skipped(words("the address begins with http://: nothing is encrypted"), advice)
    if between is not None and between.address.scheme == "https":
        return skipped(words("the proxy itself is reached by TLS: the next steps show the rest"))
    try:
        return _shaken(subject)
    except TlsFailed as error:
        return _with_certificate(because(error, subject), subject)
    except NdxpError as error:
        return because(error, subject)


def own_certificate(subject: Subject) -> Finding:
    """Check whether the client certificate is in date and has its key."""
    words, tls = subject.words, subject.tls
    if tls.client_certificate is None and tls.pkcs12 is None:
        return skipped(words("none is set"))
    try:
        tls.context()
        found = _own(tls)
    except NdxpError as error:
        return because(error, subject)
    except ValueError:
        return failed(
            words("the client certificate cannot be read"), words("a certificate in PEM or PKCS#12 is expected")
        )
    return _dated(found, subject) if found else ok(words("there is one, with its key"))


def _shaken(subject: Subject) -> Finding:
    words, host = subject.words, subject.site.address.host
    context = subject.tls.context()
    try:
        with connected(subject) as plain:
            secured = context.wrap_socket(plain, server_hostname=subject.tls.server_name or host)
            with secured:
                der, version = secured.getpeercert(True) or b"", secured.version() or "TLS"
        subject.tls.inspect(der)
        subject.look()  # because a server refuses a client certificate only after the handshake (TLS 1.3)
    except ProxyRefuses as refusal:
        return failed(words("the proxy does not connect to the hub (status {status})", status=refusal.status), "")
    except OSError as error:
        raise tls_failed(error) from None
    if subject.tls.dangerously_accept_any_certificate:
        return skipped(
            words("{version}; the certificate was not checked, because any is accepted", version=version),
            words("take dangerously_accept_any_certificate out"),
        )
    until = certificate_of(der)
    told = words(
        "{version}; the certificate is trusted and in date until {day}",
        version=version,
        day=_day(until.not_after, words),
    )
    advice = words("the operator has to renew it soon") if until.remaining_days() < _SOON else ""
    return ok(told, advice)


def _with_certificate(finding: Finding, subject: Subject) -> Finding:
    """Return the finding, and what stands in the certificate that the server shows."""
    words = subject.words
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # because it is only looked at
    try:
        with connected(subject) as plain:
            secured = context.wrap_socket(plain, server_hostname=subject.site.address.host)
            with secured:
                der = secured.getpeercert(True) or b""
        told = _described(der, words)
    except (OSError, ValueError, ProxyRefuses):
        return finding
    return Finding(finding.state, f"{finding.found} ({told})", finding.advice)


def _described(der: bytes, words: Words) -> str:
    known = certificate_of(der)
    dates = words("valid from {begin} to {end}", begin=_day(known.not_before, words), end=_day(known.not_after, words))
    fingerprint = words("SHA-256 {digits}", digits=known.sha256)
    return "; ".join([*_named(der, words), dates, fingerprint])


def _named(der: bytes, words: Words) -> list[str]:
    try:
        from cryptography import x509
    except ImportError:
        return []
    certificate = x509.load_der_x509_certificate(der)
    issuer = words("issued by {issuer}", issuer=certificate.issuer.rfc4514_string())
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return [issuer]
    told = [str(name) for kind in (x509.DNSName, x509.IPAddress) for name in names.get_values_for_type(kind)]
    return [words("for {names}", names=", ".join(told) or "-"), issuer]


def _own(tls: Tls) -> Certificate | None:
    if tls.client_certificate is not None:
        text = Path(tls.client_certificate).read_text("ascii", errors="replace")
        return next(iter(certificates_of(text)), None)
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    password = tls.password.reveal().encode() if tls.password else None
    bundle = load_pkcs12(Path(str(tls.pkcs12)).read_bytes(), password)
    return certificate_of(bundle.cert.certificate.public_bytes(Encoding.DER)) if bundle.cert else None


def _dated(found: Certificate, subject: Subject) -> Finding:
    words, now = subject.words, datetime.now(UTC)
    renew = words("renew the client certificate, and have the new one registered at the server first")
    if found.not_after < now:
        return failed(words("the client certificate ended on {day}", day=_day(found.not_after, words)), renew)
    if found.not_before > now:
        begin = _day(found.not_before, words)
        return failed(
            words("the client certificate begins on {day} only", day=begin), words("check the clock of this machine")
        )
    told = words("in date until {day}, with its key", day=_day(found.not_after, words))
    return ok(told, renew if found.remaining_days(now) < _SOON else "")


def _day(moment: datetime, words: Words) -> str:
    """Return the day as the reader writes it: 31/12/2026, 31 December 2026."""
    return f"{moment:%d/%m/%Y}" if words.language == "vi" else f"{moment.day} {moment:%B %Y}"
