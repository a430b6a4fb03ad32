"""Checks of who the client is: registered, with a secret, a certificate or a key of its own."""

import hashlib
from datetime import UTC, datetime
from typing import Final

from cryptography import x509

from ndxp_mocks.hub.domain.identity.checks import Check, Finding, always, by_assertion, shortened
from ndxp_mocks.hub.domain.identity.clients import certificate_row, has_secret, key_state
from ndxp_mocks.hub.domain.identity.jwt import verifies
from ndxp_mocks.hub.domain.identity.replay_guard import is_used
from ndxp_mocks.hub.domain.identity.token_request import TokenAttempt


def by_secret(attempt: TokenAttempt) -> bool:
    """Return whether a secret is what proves the client."""
    return attempt.uses("client_secret_basic", "client_secret_post")


def by_certificate(attempt: TokenAttempt) -> bool:
    """Return whether the TLS certificate is what proves the client."""
    return attempt.uses("tls_client_auth")


def has_own_secret(attempt: TokenAttempt, client_id: str | None) -> bool:
    """Return whether the secret that was sent, in the header or else in the form, is that of this client."""
    client = attempt.world.identity.clients.find(client_id or "") or {}
    sent = attempt.basic.secret if attempt.basic else attempt.form.get("client_secret") or ""
    return has_secret(client, sent)


def shows_own_certificate(attempt: TokenAttempt) -> bool:
    """Return whether the connection was made with a certificate of the client's, in date."""
    if attempt.certificate is None or attempt.client is None:
        return False
    return _is_registered(attempt, attempt.certificate) and _is_in_date(attempt, attempt.certificate)


def _is_registered(attempt: TokenAttempt, certificate: bytes) -> bool:
    row = certificate_row(attempt.world, str(attempt.client_id), certificate)
    if row is not None:
        return key_state(attempt.world, row) == "active"
    system = attempt.world.catalog.systems.find((attempt.client or {}).get("system_id", "")) or {}
    digest = hashlib.sha256(certificate).hexdigest()
    return any(known.get("sha256") == digest for known in system.get("certificates", ()))


def _is_in_date(attempt: TokenAttempt, certificate: bytes) -> bool:
    parsed = x509.load_der_x509_certificate(certificate)
    now = datetime.fromtimestamp(attempt.now, UTC)
    return parsed.not_valid_before_utc <= now <= parsed.not_valid_after_utc


def _client_known(attempt: TokenAttempt) -> Finding:
    return Finding(attempt.client is not None, "a registered client", shortened(attempt.client_id))


def _secret(attempt: TokenAttempt) -> Finding:
    return Finding(has_own_secret(attempt, attempt.client_id), "the client's secret")


def _certificate(attempt: TokenAttempt) -> Finding:
    found = "none" if attempt.certificate is None else "one that is not registered or not in date"
    passed = shows_own_certificate(attempt)
    return Finding(passed, "a registered certificate of the client, in date", None if passed else found)


def _key_known(attempt: TokenAttempt) -> Finding:
    return Finding(attempt.key is not None, "kid of a registered key", shortened(attempt.header.get("kid")))


def _key_active(attempt: TokenAttempt) -> Finding:
    state = key_state(attempt.world, attempt.key or {})
    return Finding(state == "active", "active", state)


def _signature(attempt: TokenAttempt) -> Finding:
    return Finding(signature_verifies(attempt), "a signature over header.claims by the key that kid names")


def signature_verifies(attempt: TokenAttempt) -> bool:
    """Return whether the assertion was signed with the registered key that it names, in whatever state the key is."""
    if attempt.assertion is None or attempt.key is None:
        return False
    return verifies(attempt.assertion, attempt.key["jwk"])


def _jti_unused(attempt: TokenAttempt) -> Finding:
    jti = attempt.claims["jti"]
    is_fresh = not is_used(attempt.world, str(attempt.client_id), jti)
    return Finding(is_fresh, "a jti that was not used before", shortened(jti))


def _client_active(attempt: TokenAttempt) -> Finding:
    state = (attempt.client or {}).get("state", "active")
    return Finding(state == "active", "active", str(state))


CHECKS: Final = (
    Check(
        "client_known",
        "The client is registered.",
        "Ứng dụng khách đã được đăng ký.",
        _client_known,
        concerns=always,
    ),
    Check("secret", "The secret is the client's.", "Mật khẩu đúng là của ứng dụng khách.", _secret, concerns=by_secret),
    Check(
        "certificate",
        "The TLS certificate is registered for the client and in date.",
        "Chứng thư TLS đã đăng ký cho ứng dụng khách và còn hạn.",
        _certificate,
        concerns=by_certificate,
    ),
    Check("key_known", "kid names a key of the client.", "kid chỉ đúng một khóa của ứng dụng khách.", _key_known),
    Check("key_active", "The key is in force.", "Khóa đang có hiệu lực.", _key_active),
    Check("signature", "The signature is by this key.", "Chữ ký do đúng khóa này tạo ra.", _signature),
    Check(
        "jti_unused", "jti is used for the first time.", "jti được dùng lần đầu.", _jti_unused, concerns=by_assertion
    ),
    Check(
        "client_active",
        "The client is neither suspended nor revoked.",
        "Ứng dụng khách không bị tạm dừng hay thu hồi.",
        _client_active,
        concerns=always,
    ),
)
