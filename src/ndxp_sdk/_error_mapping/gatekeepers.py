"""Answers of what keeps a door: a proxy or a network that wants a log-in first, a port that wants TLS."""

import re
from typing import Final

from ndxp_sdk._error_mapping import intermediaries
from ndxp_sdk._error_mapping.mapping import CallInfo, MappedError, error_of
from ndxp_sdk._error_mapping.remedies import hint
from ndxp_sdk._http.response import Response
from ndxp_sdk._http.untrusted_body import json_object
from ndxp_sdk.errors import Answered, NdxpError, ProxyFailed, UnexpectedAnswer

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
# What servers say to a request without TLS on a port for TLS: nginx, Go, Apache httpd, Tomcat and others.
_WANTS_TLS: Final = re.compile(
    r"(?i)plain HTTP request was sent to HTTPS port|HTTP request to an? HTTPS server|speaking plain HTTP to an SSL"
    r"|combination of host and port requires TLS|requires? (?:TLS|SSL|HTTPS)|use (?:the )?HTTPS"
)
# How pages of log-ins are known: by a field for a password, by what single sign-on sends on, by what portals name.
_LOGIN: Final = re.compile(
    r"(?is)<input[^>]{0,400}type\s*=\s*[\"']?password|name\s*=\s*[\"']?(?:SAMLRequest|wresult|RelayState)\b"
    r"|<WISPAccessGatewayParam|captive|hotspot|fgtauth"
)
_TO_LOGIN: Final = re.compile(
    r"(?i)captive|hotspot|fgtauth|splash|\bwlan|\bwi-?fi|saml|adfs|\bsso\b|/cas/|oauth2?/authori[sz]e"
    r"|openid-connect/auth|log-?[io]n\b|sign-?in\b|dang-?nhap|redir(?:ect)?_?ur[il]="
    r"|^https?://[^/?]*(?:portal|guest|welcome|auth)"
)


def of_gatekeeper(answer: Response, call: CallInfo) -> NdxpError | None:
    """Map a response of a gatekeeper. None for everything else, pages of other kinds included."""
    status = answer.status
    if status == 407:
        return _of_proxy(answer, call)
    if status == 511 or (status in _REDIRECTS and _TO_LOGIN.search(answer.headers.get("Location") or "")):
        return _of_portal(answer, call)
    if (
        status in {400, 403, 426}
        and json_object(answer.content) is None
        and _WANTS_TLS.search(intermediaries.beginning(answer))
    ):
        return _of_secure_port(answer, call)
    if status < 300 and intermediaries.is_page(answer) and _LOGIN.search(intermediaries.beginning(answer)):
        return _of_portal(answer, call)
    return None


def _of_proxy(answer: Response, call: CallInfo) -> NdxpError:
    finding = MappedError(
        kind=UnexpectedAnswer,
        text="the proxy refused: status 407, it wants to know who calls",
        origin="network",
        code="proxy-refused",
        hint=hint("credentials-of-proxy"),
    )
    found = error_of(finding, call, answer)
    return ProxyFailed(found.message, found.facts)  # because a proxy that refuses has passed nothing on


def _of_portal(answer: Response, call: CallInfo) -> Answered:
    finding = MappedError(
        kind=UnexpectedAnswer,
        text=f"a log-in of the network or a portal answers with status {answer.status}, where data was expected",
        origin="network",
        code="captive-portal",
        hint=hint("portal"),
    )
    return error_of(finding, call, answer)


def _of_secure_port(answer: Response, call: CallInfo) -> Answered:
    finding = MappedError(
        kind=UnexpectedAnswer,
        text=f"the port wants TLS and answers a request without it with status {answer.status}",
        origin="network",
        code="tls-wanted",
        hint=hint("https"),
    )
    return error_of(finding, call, answer)
