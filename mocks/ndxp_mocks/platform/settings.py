"""Settings of a served platform. The defaults are flawless; a fault is a function from settings to settings."""

import ssl
from dataclasses import dataclass, replace
from typing import Final, Literal

SEED: Final = 2026
STAMP: Final = (
    ("Server", "ndxp-mocks (SIMULATED)"),
    ("X-Simulated", "true"),
    ("X-Content-Type-Options", "nosniff"),
    ("RateLimit-Policy", '"default";q=600;w=60'),
    ("RateLimit", '"default";r=599;t=60'),
)
# Because a weak suite would be another fault; only the security level goes down, which TLS 1.0 and short keys need.
SAME_SUITES: Final = "ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:@SECLEVEL=0"
NAMES: Final = ("localhost", "127.0.0.1", "::1", "*.example.gov.vn", "*.example.vn")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything about the two listeners, and the lists behind them, that can go wrong.

    `valid_from` and `valid_until` bound the certificate, in days from now. `ciphers` is an OpenSSL list, None for the
    default of Python. `plain_http` says what the listener without TLS does: lead to https, say no to everything, or
    answer by itself. `order` says whether all pages of a list follow one order, or those behind the first another.
    `pause` is how long every answer is held back, in seconds.
    `heeds_validators` and `compresses` say whether callers who ask so get less than the whole body.
    `names` stand in the certificate, `key` is the kind of its key, and `chain` says what is sent with it. `protocols`
    are agreed on by ALPN. The platform listens at `addresses`, as far as the machine has them; `second_address` says
    how it speaks at the second one.
    """

    tls_minimum: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2
    ciphers: str | None = None
    valid_from: int = -1
    valid_until: int = 90
    names: tuple[str, ...] = NAMES
    key: Literal["ec-256", "rsa-2048", "rsa-1024"] = "ec-256"
    chain: Literal["whole", "leaf-only"] = "whole"
    protocols: tuple[str, ...] = ("h2", "http/1.1")
    addresses: tuple[str, ...] = ("127.0.0.1", "::1")
    second_address: Literal["alike", "old"] = "alike"
    plain_http: Literal["leads-to-https", "refuses", "answers"] = "leads-to-https"
    order: Literal["steady", "shifting"] = "steady"
    headers: tuple[tuple[str, str], ...] = STAMP
    transport_security: str = "max-age=31536000; includeSubDomains"
    heeds_validators: bool = True
    compresses: bool = True
    pause: float = 0


def with_old_tls(settings: Settings) -> Settings:
    """Return the same where TLS 1.0 and 1.1 are accepted too. OpenSSL 3 has their digests at security level 0 only."""
    return replace(settings, tls_minimum=ssl.TLSVersion.TLSv1, ciphers=SAME_SUITES)
