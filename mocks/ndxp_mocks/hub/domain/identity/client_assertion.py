"""Checks of a client assertion that need no knowledge of the client: its form, its header, its claims (RFC 7523 §3)."""

import re
from typing import Final

from ndxp_mocks.hub.domain.identity.checks import Check, Finding, equals, shortened
from ndxp_mocks.hub.domain.identity.jwt import CLIENT_ALGORITHMS
from ndxp_mocks.hub.domain.identity.token_request import LONGEST_ASSERTION, SKEW, TokenAttempt

_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_TYPES: Final = ("jwt", "client-authentication+jwt")
_THUMBPRINT: Final = re.compile(r"^[A-Za-z0-9_-]{43}$")


def _assertion_type(attempt: TokenAttempt) -> Finding:
    return equals(_TYPE, attempt.form.get("client_assertion_type"))


def _parses(attempt: TokenAttempt) -> Finding:
    return Finding(attempt.assertion is not None, "header.claims.signature in base64url", attempt.assertion_fault)


def _typ(attempt: TokenAttempt) -> Finding:
    found = attempt.header.get("typ")
    named = str(found).lower().removeprefix("application/")
    return Finding(found is None or named in _TYPES, "JWT, client-authentication+jwt or none", shortened(found))


def _alg(attempt: TokenAttempt) -> Finding:
    found = attempt.header.get("alg")
    return Finding(found in CLIENT_ALGORITHMS, ", ".join(CLIENT_ALGORITHMS), shortened(found))


def _kid(attempt: TokenAttempt) -> Finding:
    found = attempt.header.get("kid")
    is_thumbprint = isinstance(found, str) and bool(_THUMBPRINT.match(found))
    return Finding(is_thumbprint, "the JWK thumbprint of RFC 7638, 43 characters of base64url", shortened(found))


def _iss(attempt: TokenAttempt) -> Finding:
    found = attempt.claims.get("iss")
    return Finding(isinstance(found, str) and bool(found), "the client_id", shortened(found))


def _sub(attempt: TokenAttempt) -> Finding:
    wanted = attempt.form.get("client_id") or attempt.claims["iss"]
    found = (attempt.claims["iss"], attempt.claims.get("sub"))
    if found[0] != wanted:
        return Finding(
            False, f"iss and sub {shortened(wanted)}, as client_id of the form", f"iss {shortened(found[0])}"
        )
    return equals(wanted, found[1])


def _aud(attempt: TokenAttempt) -> Finding:
    return equals(attempt.issuer, attempt.claims.get("aud"))


def _jti(attempt: TokenAttempt) -> Finding:
    found = attempt.claims.get("jti")
    return Finding(isinstance(found, str) and 0 < len(found) <= 255, "a text of 1 to 255 characters", shortened(found))


def _iat(attempt: TokenAttempt) -> Finding:
    return _is_moment(attempt, "iat")


def _exp(attempt: TokenAttempt) -> Finding:
    return _is_moment(attempt, "exp")


def _is_moment(attempt: TokenAttempt, name: str) -> Finding:
    moment = attempt.assertion.moment(name) if attempt.assertion else None
    return Finding(moment is not None, "seconds since 1970", shortened(attempt.claims.get(name)))


def _clock(attempt: TokenAttempt) -> Finding:
    starts = max(attempt.claims["iat"], _not_before(attempt))
    is_now = starts - SKEW <= attempt.now <= attempt.claims["exp"] + SKEW
    allowed = f"iat, nbf and exp around {attempt.now:.0f}, with {SKEW:.0f} seconds of difference allowed"
    return Finding(is_now, allowed, f"from {starts:.0f} until {attempt.claims['exp']:.0f}")


def _not_before(attempt: TokenAttempt) -> float:
    moment = attempt.assertion.moment("nbf") if attempt.assertion else None
    return float("-inf") if moment is None else moment


def _lifetime(attempt: TokenAttempt) -> Finding:
    life = attempt.claims["exp"] - attempt.claims["iat"]
    return Finding(0 < life <= LONGEST_ASSERTION, f"more than 0, at most {LONGEST_ASSERTION:.0f} seconds", f"{life:g}")


CHECKS: Final = (
    Check(
        "assertion_type",
        f"client_assertion_type is {_TYPE}.",
        f"client_assertion_type là {_TYPE}.",
        _assertion_type,
    ),
    Check(
        "assertion_parses",
        "client_assertion is a JWT of three parts.",
        "client_assertion là một JWT gồm ba phần.",
        _parses,
    ),
    Check(
        "header_typ",
        "typ of the header is JWT or client-authentication+jwt, or is left out.",
        "typ trong phần đầu là JWT hoặc client-authentication+jwt, hoặc để trống.",
        _typ,
    ),
    Check(
        "header_alg",
        "alg of the header is one of the supported algorithms.",
        "alg trong phần đầu là một thuật toán được hỗ trợ.",
        _alg,
    ),
    Check(
        "header_kid",
        "kid of the header is the thumbprint of the key.",
        "kid trong phần đầu là dấu vân tay (thumbprint) của khóa.",
        _kid,
    ),
    Check("claim_iss", "iss is the client_id.", "iss là client_id.", _iss),
    Check(
        "claim_sub",
        "sub equals iss, and client_id of the form where it is given.",
        "sub trùng với iss, và trùng với client_id của biểu mẫu nếu có.",
        _sub,
    ),
    Check(
        "claim_aud",
        "aud is the issuer identifier of the metadata, as one string.",
        "aud là định danh bên phát hành trong siêu dữ liệu, ở dạng một chuỗi.",
        _aud,
    ),
    Check("claim_jti", "jti names this assertion.", "jti là mã riêng của chứng thực này.", _jti),
    Check("claim_iat", "iat is a moment.", "iat là một thời điểm.", _iat),
    Check("claim_exp", "exp is a moment.", "exp là một thời điểm.", _exp),
    Check(
        "clock",
        "The assertion is neither from the future nor expired, by the clock of the hub.",
        "Chứng thực không đến từ tương lai và chưa hết hạn, theo đồng hồ của hệ thống.",
        _clock,
    ),
    Check(
        "lifetime",
        "The assertion lives at most 60 seconds, from iat to exp.",
        "Chứng thực có hiệu lực tối đa 60 giây, tính từ iat đến exp.",
        _lifetime,
    ),
)
