"""Errors as findings: what happened, and what to do about it in terms of the profile."""

from typing import TYPE_CHECKING, Final

from ndxp_sdk.cli.doctor.finding import Finding, failed
from ndxp_sdk.cli.error_output import sentence_of
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.explanations import _advice as advice_of
from ndxp_sdk.explanations import explanations
from ndxp_sdk.locale import Words, said

if TYPE_CHECKING:
    from ndxp_sdk.cli.doctor.subject import Subject


def because(error: NdxpError, subject: "Subject") -> Finding:
    """Return the finding that an error is."""
    words = subject.words
    pages = explanations(words.language)
    page = next(pages[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in pages)
    advice = advice_for(error.code or "", subject) or _hint_of(error, words) or " ".join(page.advice)
    return failed(f"{page.title}: {sentence_of(error, words)}", advice)


def _hint_of(error: NdxpError, words: Words) -> str | None:
    hint = advice_of(error.facts, words.language)
    return None if words.language != "en" and hint == error.facts.hint else hint


def advice_for(code: str, subject: "Subject") -> str:
    """Return what to do about a failure of the connection; empty if the code says nothing."""
    match code:
        case "tls-unknown-ca" | "tls-untrusted":
            return _name_the_authority(subject)
        case "tls-wrong-name":
            return _name_the_server(subject)
        case "tls-client-certificate-missing" | "tls-refused" | "tls-broken-off":
            pair = subject.setting('tls.client_certificate = "FILE", tls.client_key = "FILE"', "tls")
            return subject.words("the server may want a client certificate: {setting}", setting=pair)
    return subject.words(_ADVICE.get(code, ""))


def _name_the_authority(subject: "Subject") -> str:
    return subject.words(
        "have the certificate of the authority, or that of the server itself, given by its operator, compare its "
        "fingerprint by another way, and name the file: {setting}",
        setting=subject.setting('tls.ca = "FILE"', "--ca FILE"),
    )


def _name_the_server(subject: "Subject") -> str:
    return subject.words(
        "write one of the names of the certificate into the address; if the operator says that {host} is right "
        "all the same: {setting}",
        host=subject.site.address.host,
        setting=subject.setting('tls.server_name = "NAME"', "tls.server_name"),
    )


_REGISTER: Final = said("have this very client certificate registered at the server, in its present version")
_ADVICE: Final = {
    "tls-expired": said("the operator of the server has to renew its certificate; check the clock of this machine too"),
    "tls-not-yet-valid": said(
        "set the clock of this machine; if it is right, the operator has to replace the certificate"
    ),
    "tls-not-spoken": said("begin the address with http://, or take the port for HTTPS"),
    "tls-pin": said("if the operator confirms that the certificate was replaced, add its fingerprint to tls.pins"),
    "tls-version": said("the operator of the server has to offer TLS 1.2 or newer"),
    "tls-client-certificate-expired": said(
        "renew the client certificate, and have the new one registered at the server first"
    ),
    "tls-client-certificate-unknown": _REGISTER,
    "tls-client-certificate-refused": _REGISTER,
}
