"""Errors as findings: what happened, and what to do about it in terms of the profile."""

from typing import TYPE_CHECKING

from ndxp_sdk.cli.doctor.finding import Finding, failed
from ndxp_sdk.cli.telling import sentence_of
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.explanations import _advice as advice_of
from ndxp_sdk.explanations import explanations

if TYPE_CHECKING:
    from ndxp_sdk.cli.doctor.patient import Patient


def because(error: NdxpError, patient: "Patient") -> Finding:
    """The finding that an error is."""
    words = patient.words
    pages = explanations(words.language)
    page = next(pages[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in pages)
    advice = advice_for(error.code or "", patient) or advice_of(error.facts, words.language) or " ".join(page.advice)
    return failed(f"{page.title}: {sentence_of(error, words)}", advice)


def advice_for(code: str, patient: "Patient") -> str:
    """What to do about a failure of the connection, empty where the code says nothing."""
    words, host = patient.words, patient.site.address.host
    match code:
        case "tls-unknown-ca" | "tls-untrusted":
            ca = patient.setting('tls.ca = "FILE"', "--ca FILE")
            return words(
                "have the certificate of the authority, or that of the server itself, given by its operator, compare "
                "its fingerprint by another way, and name the file: {setting}",
                setting=ca,
            )
        case "tls-wrong-name":
            name = patient.setting('tls.server_name = "NAME"', "base_url")
            return words(
                "write one of the names of the certificate into the address; if the operator says that {host} is right "
                "all the same: {setting}",
                host=host,
                setting=name,
            )
        case "tls-expired":
            return words("the operator of the server has to renew its certificate; check the clock of this machine too")
        case "tls-not-yet-valid":
            return words("set the clock of this machine; if it is right, the operator has to replace the certificate")
        case "tls-not-spoken":
            return words("begin the address with http://, or take the port for HTTPS")
        case "tls-pin":
            return words("if the operator confirms that the certificate was replaced, add its fingerprint to tls.pins")
        case "tls-version":
            return words("the operator of the server has to offer TLS 1.2 or newer")
    return _of_own_certificate(code, patient)


def _of_own_certificate(code: str, patient: "Patient") -> str:
    words = patient.words
    match code:
        case "tls-client-certificate-missing" | "tls-refused" | "tls-broken-off":
            pair = patient.setting('tls.client_certificate = "FILE", tls.client_key = "FILE"', "tls")
            return words("the server may want a client certificate: {setting}", setting=pair)
        case "tls-client-certificate-expired":
            return words("renew the client certificate, and have the new one registered at the server first")
        case "tls-client-certificate-unknown" | "tls-client-certificate-refused":
            return words("have this very client certificate registered at the server, in its present version")
    return ""
