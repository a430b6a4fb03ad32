"""The steps that gather evidence: the secret or key, the metadata, the server's clock, the server's diagnosis."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ndxp_sdk._credentials.chained import Chained
from ndxp_sdk._credentials.client_secret import ClientSecret
from ndxp_sdk._credentials.header_credentials import ApiKey, TimestampedBasic
from ndxp_sdk._credentials.lgsp_access_token import LgspAccessToken
from ndxp_sdk._credentials.mutual_tls import MutualTls, thumbprint_of
from ndxp_sdk._credentials.private_key_jwt import PrivateKeyJwt
from ndxp_sdk._credentials.session_login import SessionLogin
from ndxp_sdk._credentials.static_token import StaticToken, TokenFile
from ndxp_sdk._oauth.authorization_server import AuthorizationServer, Metadata
from ndxp_sdk._oauth.protocol import Credential, HeaderCredential
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token_request import TokenRequest, TokenSpec
from ndxp_sdk._oauth.token_response import failure_of, object_of
from ndxp_sdk._validators import expanded
from ndxp_sdk.errors import IdentityError, InvalidConfiguration, NdxpError, UsageError
from ndxp_sdk.secrets import Secret, secret_of
from ndxp_sdk.tokens.evidence import Evidence, KnownFacts

AnyCredential = Credential | HeaderCredential


def collected(
    subject: AnyCredential, wanted: TokenSpec, issuer: AuthorizationServer, known: KnownFacts
) -> Steps[tuple[Evidence, ...]]:
    """Evidence about the credential, or about each one of a chain. Fails for nothing: a problem is evidence."""
    every: list[Evidence] = []
    for one in subject.credentials if isinstance(subject, Chained) else (subject,):
        at_hand = _at_hand(one, wanted, issuer, known)
        every.append(at_hand if at_hand.method == "" else (yield from _asked(one, wanted, issuer, at_hand)))
    return tuple(every)


def _at_hand(subject: AnyCredential, wanted: TokenSpec, issuer: AuthorizationServer, known: KnownFacts) -> Evidence:
    """Return the facts that are known without a request."""
    client = str(getattr(subject, "client", ""))
    about, method = type(subject).__name__, _method(subject)
    evidence = Evidence(about, method, client, issuer.clock.now(), wanted.scopes, known)
    try:
        return _with_material(subject, evidence)
    except UsageError as failure:
        return replace(evidence, problem=failure.message)


def _method(subject: AnyCredential) -> str:
    match subject:
        case ClientSecret():
            return f"client_secret_{subject.method}"
        case PrivateKeyJwt():
            return "private_key_jwt"
        case MutualTls():
            return "tls_client_auth"
        case LgspAccessToken():
            return "lgspaccesstoken"
    return ""


def _with_material(subject: AnyCredential, evidence: Evidence) -> Evidence:
    match subject:
        case PrivateKeyJwt():
            key = subject.signing_key()
            header = {"alg": subject.algorithm or key.algorithms[0], "kid": key.thumbprint}
            return replace(evidence, algorithms=key.algorithms, header=header, thumbprint=key.thumbprint)
        case MutualTls(certificate=certificate) if certificate:
            begins, ends = _dates(Path(certificate))
            return replace(evidence, thumbprint=thumbprint_of(Path(certificate)), begins=begins, ends=ends)
        case StaticToken() | TokenFile():
            held = subject.value if isinstance(subject, StaticToken) else Secret.at(f"file:{subject.path}")
            return replace(evidence, expires=_expiry(secret_of(held)))
    for named in _secrets(subject):
        secret_of(named).reveal()
    return evidence


def _secrets(subject: AnyCredential) -> tuple[Secret | str, ...]:
    match subject:
        case ClientSecret(secret=secret) | TimestampedBasic(secret=secret):
            return (secret,)
        case LgspAccessToken(secret_key=secret) | SessionLogin(password=secret) | ApiKey(key=secret):
            return (secret,)
    return ()


def _asked(
    subject: AnyCredential, wanted: TokenSpec, issuer: AuthorizationServer, evidence: Evidence
) -> Steps[Evidence]:
    """Return the facts that the authorization server tells."""
    try:
        issuer.clock.is_measured = False  # because only what is seen now is told
        metadata: Metadata | None = yield from issuer.metadata_now()
        problem = None
    except NdxpError as failure:
        metadata, problem = None, failure.message
    found = replace(
        evidence, metadata=metadata, metadata_problem=problem, token_url=_address(subject, issuer, metadata)
    )
    found = replace(found, skew=issuer.clock.skew if issuer.clock.is_measured else None)
    found = _with_claims(subject, wanted, issuer, found)
    if metadata is None or metadata.diagnostics_url is None or found.problem:
        return found
    diagnosis = yield from _diagnosed(subject, wanted, issuer, found, metadata.diagnostics_url)
    return replace(found, **diagnosis)


def _address(subject: AnyCredential, issuer: AuthorizationServer, metadata: Metadata | None) -> str | None:
    if issuer.given_token_url or metadata is None:
        return issuer.given_token_url
    return (metadata.mutual_tls_token_url if isinstance(subject, MutualTls) else None) or metadata.token_url


def _with_claims(
    subject: AnyCredential, wanted: TokenSpec, issuer: AuthorizationServer, evidence: Evidence
) -> Evidence:
    audience = _audience(subject, issuer, evidence)
    if not isinstance(subject, PrivateKeyJwt) or evidence.header is None or audience is None:
        return evidence
    return replace(evidence, claims=subject.claims(wanted, audience, issuer.clock.server_now()))


def _audience(subject: AnyCredential, issuer: AuthorizationServer, evidence: Evidence) -> str | None:
    given = subject.audience if isinstance(subject, PrivateKeyJwt) else None
    return given or issuer.given_issuer or (evidence.metadata.issuer if evidence.metadata else None)


def _diagnosed(
    subject: AnyCredential, wanted: TokenSpec, issuer: AuthorizationServer, evidence: Evidence, url: str
) -> Steps[dict[str, Any]]:
    try:
        request = _request(subject, wanted, url, _audience(subject, issuer, evidence), issuer.clock.server_now())
        if request is None:
            return {}
        answer = yield issuer.note(request)
    except NdxpError as failure:
        return {"diagnosis_problem": failure.message}
    members = object_of(answer) if answer.status == 200 else None
    if members is None:
        failed = failure_of(answer, "the diagnostics of the issuer", issuer.hiding(request, answer))
        return {"diagnosis_problem": failed.message, "is_refused": isinstance(failed, IdentityError)}
    return {"diagnosis": members, "skew": _skew(members, issuer.clock.now(), evidence.skew)}


def _request(
    subject: AnyCredential, wanted: TokenSpec, url: str, audience: str | None, now: float
) -> TokenRequest | None:
    match subject:
        case PrivateKeyJwt():
            if audience is None:
                raise InvalidConfiguration("no audience is known: give issuer")
            return subject.request(wanted, url, audience, now)
        case ClientSecret() | MutualTls() | LgspAccessToken():
            return subject.request(wanted, url)
    return None


def _skew(members: Mapping[str, Any], now: float, measured: float | None) -> float | None:
    """Measure by the clock of the hub itself, because a proxy in front of it writes a Date of its own."""
    try:
        return datetime.fromisoformat(str(members.get("server_time"))).timestamp() - now
    except (ValueError, OverflowError):
        return measured


def _dates(path: Path) -> tuple[float | None, float | None]:
    """Return the validity of a certificate, in seconds of the epoch. None if it cannot be read."""
    from ndxp_sdk.tls._certificate import certificates_of  # noqa: PLC0415 - for clients with a certificate

    try:
        first = next(iter(certificates_of(expanded(path).read_text("ascii", errors="replace"))), None)
    except (OSError, ValueError):
        return None, None
    return (first.not_before.timestamp(), first.not_after.timestamp()) if first else (None, None)


def _expiry(secret: Secret) -> float | None:
    """Return the `exp` of a JWT. None if the token is no JWT."""
    parts = secret.reveal().strip().split(".")
    try:
        claims = json.loads(urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
        return float(claims["exp"])
    except (IndexError, KeyError, TypeError, ValueError, OverflowError, RecursionError):
        return None
