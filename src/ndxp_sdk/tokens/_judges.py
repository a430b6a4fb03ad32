"""One judgement per check: passed, found and expected; None where the check does not concern the credential."""

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from ndxp_sdk.tokens.evidence import Evidence

SKEW_ALLOWED: Final = 10.0
LONGEST_LIFE: Final = 60.0
ALGORITHMS: Final = ("ES256", "PS256", "RS256")
_THUMBPRINT: Final = 43
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_SIGNED: Final = "private_key_jwt"
_MUTUAL_TLS: Final = "tls_client_auth"
_OWN_WAYS: Final = frozenset({"", "lgspaccesstoken", "session"})

Finding = tuple[bool | None, str | None, str | None]


def _token_url(evidence: Evidence) -> Finding | None:
    if evidence.token_url is None:
        return None
    parts = urlsplit(evidence.token_url)
    return parts.scheme == "https" or parts.hostname in _LOOPBACK, f"{parts.scheme}://{parts.netloc}", "https"


def _metadata(evidence: Evidence) -> Finding | None:
    if evidence.metadata_problem:
        return False, evidence.metadata_problem, None
    return (True, evidence.metadata.issuer, None) if evidence.metadata else None


def _method(evidence: Evidence) -> Finding | None:
    offered = evidence.metadata.methods if evidence.metadata else ()
    if not offered or evidence.method in _OWN_WAYS:
        return None
    fitting = {evidence.method} | ({f"self_signed_{_MUTUAL_TLS}"} if evidence.method == _MUTUAL_TLS else set())
    return not fitting.isdisjoint(offered), evidence.method, ", ".join(offered)


def _secret(evidence: Evidence) -> Finding | None:
    if evidence.method in {_SIGNED, _MUTUAL_TLS}:
        return None
    if evidence.problem or evidence.is_refused:
        return False, evidence.problem, None
    return (None if evidence.diagnosis_problem else True), None, None


def _key_readable(evidence: Evidence) -> Finding | None:
    return (evidence.problem is None, evidence.problem, None) if evidence.method == _SIGNED else None


def _certificate(evidence: Evidence) -> Finding | None:
    if evidence.method != _MUTUAL_TLS:
        return None
    is_unfit = evidence.problem or evidence.is_refused
    return (False, evidence.problem, None) if is_unfit else _registered(evidence)


def _key_known(evidence: Evidence) -> Finding | None:
    return _registered(evidence) if evidence.method == _SIGNED and evidence.thumbprint else None


def _registered(evidence: Evidence) -> Finding:
    registered = evidence.known.registered_keys
    if registered is None or evidence.thumbprint is None:
        return None, evidence.thumbprint, None
    return evidence.thumbprint in registered, evidence.thumbprint, ", ".join(sorted(registered)) or None


def _algorithm(evidence: Evidence) -> Finding | None:
    if evidence.header is None:
        return None
    offered = (evidence.metadata.algorithms if evidence.metadata else ()) or ALGORITHMS
    fitting = [name for name in evidence.algorithms if name in offered]
    found = str(evidence.header.get("alg"))
    return found in fitting, found, " or ".join(fitting) or f"a key for {', '.join(offered)}"


def _kid(evidence: Evidence) -> Finding | None:
    if evidence.header is None:
        return None
    found = str(evidence.header.get("kid"))
    return found == evidence.thumbprint and len(found) == _THUMBPRINT, found, evidence.thumbprint


def _iss(evidence: Evidence) -> Finding | None:
    return _claim(evidence, "iss", evidence.client)


def _sub(evidence: Evidence) -> Finding | None:
    return _claim(evidence, "sub", evidence.client)


def _claim(evidence: Evidence, name: str, expected: str) -> Finding | None:
    if evidence.claims is None:
        return None
    found = evidence.claims.get(name)
    return found == expected, str(found), expected


def _aud(evidence: Evidence) -> Finding | None:
    if evidence.claims is None:
        return None
    if evidence.metadata:
        return _claim(evidence, "aud", evidence.metadata.issuer)
    found = evidence.claims.get("aud")
    return None if isinstance(found, str) else False, str(found), None


def _jti(evidence: Evidence) -> Finding | None:
    return (bool(evidence.claims.get("jti")), None, None) if evidence.claims is not None else None


def _clock(evidence: Evidence) -> Finding | None:
    if evidence.method != _SIGNED:
        return None
    if evidence.skew is None:
        return None, None, f"at most {SKEW_ALLOWED:g} s"
    return abs(evidence.skew) <= SKEW_ALLOWED, f"{evidence.skew:+.0f} s", f"at most {SKEW_ALLOWED:g} s"


def _lifetime(evidence: Evidence) -> Finding | None:
    if evidence.claims is None:
        return None
    longest = (evidence.metadata.longest_assertion if evidence.metadata else None) or LONGEST_LIFE
    found = evidence.claims["exp"] - evidence.claims["iat"]
    return 0 < found <= longest, f"{found} s", f"at most {longest:g} s"


def _scope(evidence: Evidence) -> Finding | None:
    offered = evidence.metadata.scopes if evidence.metadata else ()
    if not offered or not evidence.scopes:
        return None
    return evidence.scopes <= set(offered), " ".join(sorted(evidence.scopes)), " ".join(offered)


def _agreement(evidence: Evidence) -> Finding | None:
    return _active(evidence.known.agreement_state)


def _purpose(evidence: Evidence) -> Finding | None:
    return _active(evidence.known.purpose_state)


def _active(state: str | None) -> Finding | None:
    return None if state is None else (state.lower() == "active", state, "active")


def _expiry(evidence: Evidence) -> Finding | None:
    if evidence.expires is None:
        return None
    left = evidence.expires - evidence.now
    return left > 0, f"{left:+.0f} s", "more than 0 s"


def _diagnosis(evidence: Evidence) -> Finding | None:
    return (None, evidence.diagnosis_problem, None) if evidence.diagnosis_problem else None


JUDGES: Final[Mapping[str, Callable[[Evidence], Finding | None]]] = {
    "token_url": _token_url,
    "metadata": _metadata,
    "method": _method,
    "secret": _secret,
    "key_readable": _key_readable,
    "certificate": _certificate,
    "header_alg": _algorithm,
    "header_kid": _kid,
    "claim_iss": _iss,
    "claim_sub": _sub,
    "claim_aud": _aud,
    "claim_jti": _jti,
    "clock": _clock,
    "lifetime": _lifetime,
    "key_known": _key_known,
    "scope": _scope,
    "agreement_active": _agreement,
    "purpose_active": _purpose,
    "token_expiry": _expiry,
    "diagnosis": _diagnosis,
}
