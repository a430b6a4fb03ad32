"""DPoP proofs (RFC 9449 §4.3): what is looked at, one finding each, in the order of the contract."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from ndxp_mocks.hub.domain.identity.checks import Check, Finding, equals, shortened
from ndxp_mocks.hub.domain.identity.jwt import CLIENT_ALGORITHMS, Jwt, Unreadable, read, verifies
from ndxp_mocks.hub.domain.identity.replay_guard import is_used, use
from ndxp_mocks.hub.domain.identity.token_binding import key_thumbprint
from ndxp_mocks.hub.domain.identity.token_request import SKEW, TokenAttempt
from ndxp_mocks.hub.state.world import World

_LIFE: Final = 60.0
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of one request to `url` (without its query) by this method."""

    world: World
    method: str
    url: str
    jwt: Jwt | None
    fault: str | None

    @property
    def claims(self) -> Mapping[str, Any]:
        return self.jwt.claims if self.jwt else {}

    @property
    def jwk(self) -> Mapping[str, Any]:
        found = self.jwt.header.get("jwk") if self.jwt else None
        return found if isinstance(found, dict) else {}


def proof_of(world: World, text: str, method: str, url: str) -> Proof:
    """Return the proof as far as it can be read."""
    try:
        return Proof(world, method, url, read(text), None)
    except Unreadable as error:
        return Proof(world, method, url, None, str(error))


def thumbprint_of(proof: Proof) -> str:
    """Return `jkt` of the key that made the proof. Raises ValueError if it has none that the hub takes."""
    return key_thumbprint(proof.jwk)


def first_failure(proof: Proof) -> str | None:
    """Return the name of the first look that fails, None if none does."""
    return next((name for name, examine in EXAMINATIONS.items() if not examine(proof).passed), None)


def use_up(proof: Proof) -> None:
    """Remember the proof's `jti` for as long as it could be sent again."""
    use(proof.world, thumbprint_of(proof), str(proof.claims["jti"]), proof.claims["iat"] + _LIFE + SKEW)


def _parses(proof: Proof) -> Finding:
    if proof.jwt is None:
        return Finding(False, "one JWT", proof.fault)
    if str(proof.jwt.header.get("typ")).lower() != "dpop+jwt":
        return Finding(False, "typ dpop+jwt", shortened(proof.jwt.header.get("typ")))
    if {"d", "k", "p", "q"} & set(proof.jwk):
        return Finding(False, "a public jwk in the header", "a private one")
    try:
        thumbprint_of(proof)
    except ValueError as error:
        return Finding(False, "a jwk in the header, on P-256 or RSA of 2048 bits and more", str(error))
    return Finding(True)


def _alg(proof: Proof) -> Finding:
    found = proof.jwt.header.get("alg") if proof.jwt else None
    return Finding(found in CLIENT_ALGORITHMS, ", ".join(CLIENT_ALGORITHMS), shortened(found))


def _htm(proof: Proof) -> Finding:
    return equals(proof.method, proof.claims.get("htm"))


def _htu(proof: Proof) -> Finding:
    found = proof.claims.get("htu")
    return Finding(isinstance(found, str) and _normal(found) == _normal(proof.url), proof.url, shortened(found))


def _iat(proof: Proof) -> Finding:
    moment = proof.jwt.moment("iat") if proof.jwt else None
    now = proof.world.clock.now()
    is_now = moment is not None and now - _LIFE - SKEW <= moment <= now + SKEW
    return Finding(
        is_now, f"{now - _LIFE:.0f} to {now:.0f}, give or take {SKEW:.0f}", shortened(proof.claims.get("iat"))
    )


def _jti_unused(proof: Proof) -> Finding:
    found = proof.claims.get("jti")
    is_fresh = isinstance(found, str) and not is_used(proof.world, thumbprint_of(proof), found)
    return Finding(is_fresh, "a jti that was not used before", shortened(found))


def _nonce(proof: Proof) -> Finding:
    wanted = proof.world.settings.dpop_nonce
    found = proof.claims.get("nonce")
    return Finding(wanted in (None, found), "the nonce of DPoP-Nonce", shortened(found), "use_dpop_nonce")


def _signature(proof: Proof) -> Finding:
    passed = proof.jwt is not None and verifies(proof.jwt, proof.jwk)
    return Finding(passed, "a signature by the jwk of the header")


def _normal(url: str) -> tuple[str, str | None, int | None, str]:
    """Normalise a URL without query and fragment (RFC 9449 §4.3). Port 0 stands for one that cannot be read."""
    parts = urlsplit(url)
    try:
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        port = 0
    return (parts.scheme, parts.hostname, port, parts.path or "/")


EXAMINATIONS: Final[Mapping[str, Callable[[Proof], Finding]]] = {
    "dpop_parses": _parses,
    "dpop_alg": _alg,
    "dpop_htm": _htm,
    "dpop_htu": _htu,
    "dpop_iat": _iat,
    "dpop_jti_unused": _jti_unused,
    "dpop_nonce": _nonce,
    "dpop_signature": _signature,
}
_TEXTS: Final = {
    "dpop_parses": (
        "DPoP is a JWT of type dpop+jwt with a public jwk.",
        "DPoP là một JWT loại dpop+jwt kèm khóa công khai jwk.",
    ),
    "dpop_alg": ("alg of the proof is supported.", "alg của bằng chứng được hỗ trợ."),
    "dpop_htm": ("htm is the method of the request.", "htm là phương thức của yêu cầu."),
    "dpop_htu": ("htu is the address of the request.", "htu là địa chỉ của yêu cầu."),
    "dpop_iat": ("The proof is not older than 60 seconds.", "Bằng chứng không cũ quá 60 giây."),
    "dpop_jti_unused": ("jti is used for the first time.", "jti được dùng lần đầu."),
    "dpop_nonce": ("The proof holds the nonce of the hub.", "Bằng chứng chứa giá trị nonce của hệ thống."),
    "dpop_signature": ("The signature is by the jwk of the proof.", "Chữ ký do khóa jwk của bằng chứng tạo ra."),
}


def token_proof(attempt: TokenAttempt) -> Proof:
    """Return the proof that came with a request for a token."""
    return proof_of(attempt.world, attempt.proof or "", "POST", attempt.endpoint)


def _check(name: str) -> Check:
    def examine(attempt: TokenAttempt) -> Finding:
        return EXAMINATIONS[name](token_proof(attempt))

    text_en, text_vi = _TEXTS[name]
    return Check(name, text_en, text_vi, examine, "invalid_dpop_proof", lambda attempt: attempt.proof is not None)


CHECKS: Final = tuple(_check(name) for name in EXAMINATIONS)
