"""What looks like a secret is recognised by its full form, and what only sounds like one is not."""

import datetime
import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest

from compliance.model.secrets import SecretKind, suspicion

DAY = datetime.date(2026, 11, 28)
LATELY = int(datetime.datetime(2026, 10, 1, tzinfo=datetime.UTC).timestamp())
LONG_AGO = 1516239022
BODY = (
    "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKjMzEfYyjiWA4R4/M2bS1GB4t7NXp98C3SC6dVMvDuictGeurT"
)


def token(claims: dict[str, Any], signature: bytes = bytes(range(7, 71))) -> str:
    parts = (json.dumps({"alg": "RS256"}).encode(), json.dumps(claims).encode(), signature)
    return ".".join(urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def key(body: str) -> str:
    return f"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (key(BODY), SecretKind.PRIVATE_KEY),
        (f"Authorization: Bearer {token({'exp': LATELY})}", SecretKind.TOKEN),
        (token({"iat": LATELY, "sub": "hkd"}), SecretKind.TOKEN),
        ("khóa AKIA" + "Q7ZPL2XK9WM4TRCB", SecretKind.CLOUD_KEY),
        ("postgres://hkd:Qz7+mRt41@10.0.0.5/a", SecretKind.CREDENTIALS),
        ("Tài khoản hkd, mật khẩu là Qz7@mRt41.", SecretKind.PASSWORD),
        ('{"client_secret": "8fK2mQz91LxPw0Ty"}', SecretKind.PASSWORD),
    ],
)
def test_a_secret_in_its_full_form_is_one(text: str, kind: SecretKind) -> None:
    assert suspicion(text, DAY) is kind
    assert suspicion(f"trước {text} sau" if kind is not SecretKind.PASSWORD else text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mật khẩu",
        "Đăng nhập bằng mật khẩu: do đơn vị vận hành cấp",
        "mật khẩu: theo TCVN-14423:2026",
        "password: {password}, hoặc <password>",
        "password: Example@2026",
        "mật khẩu: ViDu@12345",
        "https://hkd:password@vi-du.gov.vn",
        "khóa AKIAIOSFODNN7EXAMPLE",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        key("A" * 200),
        "-----BEGIN PUBLIC KEY-----\n" + BODY,
        "-----BEGIN PRIVATE KEY-----\n…",
        token({"iat": LONG_AGO}),
        token({"sub": "hkd"}),
        token({"exp": LATELY, "sub": "example"}),
        token({"exp": LATELY}, b"short"),
        token({"exp": 10**30}),
        "\ud800 mật khẩu: \x00",
    ],
)
def test_what_only_sounds_like_a_secret_is_none(text: str) -> None:
    assert suspicion(text, DAY) is None


@pytest.mark.long
def test_a_long_text_costs_little() -> None:
    for part in ("eyJ", "a.", "mật khẩu", "password: ", "https://a:b", "-----BEGIN PRIVATE KEY-----\n", "AKIA"):
        assert suspicion(part * 100_000, DAY) is None
