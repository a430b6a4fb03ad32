"""Judge the evidence, one function per check. None if the check does not concern the credential."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from ndxp_sdk.tokens._diagnostics.finding import Finding, unlisted, unseen
from ndxp_sdk.tokens._diagnostics.messages import REASONS
from ndxp_sdk.tokens.evidence import Evidence

SKEW_ALLOWED: Final = 10.0
LONGEST_LIFE: Final = 60.0
ALGORITHMS: Final = ("ES256", "PS256", "RS256")
_THUMBPRINT: Final = 43
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_SIGNED: Final = "private_key_jwt"
_MUTUAL_TLS: Final = "tls_client_auth"
_OWN_WAYS: Final = frozenset({"", "lgspaccesstoken", "session"})


def _token_url(evidence: Evidence) -> Finding | None:
    if evidence.method == "":
        return None
    if evidence.token_url is None:
        return Finding(None, None, "https", REASONS["no metadata"])
    parts = urlsplit(evidence.token_url)
    found = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme != "https" and parts.hostname in _LOOPBACK:
        return Finding(None, found, "https", REASONS["loopback"], is_unprotected=True)
    return Finding(parts.scheme == "https", found, "https")


def _metadata(evidence: Evidence) -> Finding | None:
    if evidence.metadata_problem:
        return Finding(False, evidence.metadata_problem)
    return Finding(True, evidence.metadata.issuer) if evidence.metadata else None


def _method(evidence: Evidence) -> Finding | None:
    if evidence.method in _OWN_WAYS:
        return None
    offered = evidence.metadata.methods if evidence.metadata else ()
    if not offered:
        return unlisted(evidence, evidence.method)
    fitting = {evidence.method} | ({f"self_signed_{_MUTUAL_TLS}"} if evidence.method == _MUTUAL_TLS else set())
    return Finding(not fitting.isdisjoint(offered), evidence.method, ", ".join(offered))


def _secret_at_hand(evidence: Evidence) -> Finding | None:
    if evidence.method in {_SIGNED, _MUTUAL_TLS}:
        return None
    return Finding(evidence.problem is None, evidence.problem)


def _secret(evidence: Evidence) -> Finding | None:
    if evidence.method in {_SIGNED, _MUTUAL_TLS}:
        return None
    return Finding(False, evidence.diagnosis_problem) if evidence.is_refused else unseen(evidence)


def _key_readable(evidence: Evidence) -> Finding | None:
    return Finding(evidence.problem is None, evidence.problem) if evidence.method == _SIGNED else None


def _certificate_at_hand(evidence: Evidence) -> Finding | None:
    if evidence.method != _MUTUAL_TLS:
        return None
    if evidence.problem:
        return Finding(False, evidence.problem)
    if evidence.begins is None or evidence.ends is None:
        return Finding(None, evidence.thumbprint, None, REASONS["no certificate"])
    found = f"{_day(evidence.begins)} – {_day(evidence.ends)}"
    return Finding(evidence.begins <= evidence.now < evidence.ends, found, _day(evidence.now))


def _certificate(evidence: Evidence) -> Finding | None:
    if evidence.method != _MUTUAL_TLS:
        return None
    return Finding(False, evidence.diagnosis_problem) if evidence.is_refused else _registered(evidence)


def _key_known(evidence: Evidence) -> Finding | None:
    return _registered(evidence) if evidence.method == _SIGNED else None


def _registered(evidence: Evidence) -> Finding:
    registered = evidence.known.registered_keys
    if registered is None or evidence.thumbprint is None:
        return unseen(evidence, evidence.thumbprint)
    return Finding(evidence.thumbprint in registered, evidence.thumbprint, ", ".join(sorted(registered)) or None)


def _algorithm(evidence: Evidence) -> Finding | None:
    if evidence.header is None:
        return None
    found, told = str(evidence.header.get("alg")), evidence.metadata.algorithms if evidence.metadata else ()
    fitting = [name for name in evidence.algorithms if name in (told or ALGORITHMS)]
    if found in fitting and not told:
        return unlisted(evidence, found)
    return Finding(found in fitting, found, ", ".join(fitting or told))


def _kid(evidence: Evidence) -> Finding | None:
    if evidence.header is None:
        return None
    found = str(evidence.header.get("kid"))
    return Finding(found == evidence.thumbprint and len(found) == _THUMBPRINT, found, evidence.thumbprint)


def _iss(evidence: Evidence) -> Finding | None:
    return _claim(evidence, "iss", evidence.client)


def _sub(evidence: Evidence) -> Finding | None:
    return _claim(evidence, "sub", evidence.client)


def _claim(evidence: Evidence, name: str, expected: str) -> Finding | None:
    if evidence.claims is None:
        return None
    found = evidence.claims.get(name)
    return Finding(found == expected, str(found), expected)


def _aud(evidence: Evidence) -> Finding | None:
    if evidence.claims is None:
        return None
    if evidence.metadata:
        return _claim(evidence, "aud", evidence.metadata.issuer)
    found = evidence.claims.get("aud")
    return unlisted(evidence, found) if isinstance(found, str) else Finding(False, str(found))


def _jti(evidence: Evidence) -> Finding | None:
    return Finding(bool(evidence.claims.get("jti"))) if evidence.claims is not None else None


def _clock(evidence: Evidence) -> Finding | None:
    if evidence.method != _SIGNED:
        return None
    if evidence.skew is None:
        return Finding(None, None, f"at most {SKEW_ALLOWED:g} s", REASONS["no time"])
    return Finding(abs(evidence.skew) <= SKEW_ALLOWED, f"{evidence.skew:+.0f} s", f"at most {SKEW_ALLOWED:g} s")


def _lifetime(evidence: Evidence) -> Finding | None:
    if evidence.claims is None:
        return None
    told = evidence.metadata.longest_assertion if evidence.metadata else None
    found, longest = evidence.claims["exp"] - evidence.claims["iat"], told or LONGEST_LIFE
    if told is None and 0 < found <= longest:
        return unlisted(evidence, f"{found} s")
    return Finding(0 < found <= longest, f"{found} s", f"at most {longest:g} s")


def _scope_offered(evidence: Evidence) -> Finding | None:
    if not evidence.scopes or evidence.method == "":
        return None
    offered, found = evidence.metadata.scopes if evidence.metadata else (), " ".join(sorted(evidence.scopes))
    if not offered:
        return unlisted(evidence, found)
    return Finding(evidence.scopes <= set(offered), found, " ".join(offered))


def _scope(evidence: Evidence) -> Finding | None:
    return unseen(evidence, " ".join(sorted(evidence.scopes))) if evidence.scopes and evidence.method else None


def _agreement(evidence: Evidence) -> Finding | None:
    return _active(evidence.known.agreement_state)


def _purpose(evidence: Evidence) -> Finding | None:
    return _active(evidence.known.purpose_state)


def _active(state: str | None) -> Finding | None:
    return None if state is None else Finding(state.lower() == "active", state, "active")


def _expiry(evidence: Evidence) -> Finding | None:
    if evidence.expires is None:
        return None
    left = evidence.expires - evidence.now
    return Finding(left > 0, f"{left:+.0f} s", "more than 0 s")


def _diagnosis(evidence: Evidence) -> Finding | None:
    if evidence.diagnosis_problem:
        # because a refusal of a secret or a certificate is the verdict on that one
        return Finding(
            False if evidence.is_refused and evidence.method == _SIGNED else None, evidence.diagnosis_problem
        )
    is_silent = evidence.metadata is not None and evidence.diagnosis is None and not evidence.problem
    return unseen(evidence) if is_silent else None


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


CHECKS: Final[Mapping[str, Callable[[Evidence], Finding | None]]] = {
    "token_url": _token_url,
    "metadata": _metadata,
    "method": _method,
    "secret_at_hand": _secret_at_hand,
    "secret": _secret,
    "key_readable": _key_readable,
    "certificate_at_hand": _certificate_at_hand,
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
    "scope_offered": _scope_offered,
    "scope": _scope,
    "agreement_active": _agreement,
    "purpose_active": _purpose,
    "token_expiry": _expiry,
    "diagnosis": _diagnosis,
}
