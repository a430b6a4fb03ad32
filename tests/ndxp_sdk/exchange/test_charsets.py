"""Bodies as text, in the charset that the answer names."""

import warnings

import pytest

from ndxp_sdk._http.response import Headers
from ndxp_sdk.exchange_response import ExchangeResponse
from ndxp_sdk.identifiers import SystemId

SYSTEM = SystemId.parse("VN/GOV/G12/dkkd")
NO_CHARSETS = ("punycode", "PunyCode", "idna", "unicode_escape", "raw-unicode-escape", "utf_7", "undefined", "base64")
NO_CHARSETS += ("rot13", "mbcs", "no-such-charset", "a" * 3_000, "")
LETTERS = b"a" * 200_000 + b"-" + b"b" * 600_000


def text_of(content: bytes, content_type: str) -> str:
    headers = Headers([(b"Content-Type", content_type.encode("latin-1"))])
    return ExchangeResponse(200, headers, content, SYSTEM).text


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("utf-8", "utf-8"), ("UTF-16", "utf-16"), ('"windows-1258"', "cp1258"), ("'iso-8859-1'", "latin-1")],
)
def test_a_body_is_read_in_the_charset_that_its_answer_names(charset: str, codec: str) -> None:
    assert text_of("é ê".encode(codec), f"text/plain; charset={charset}; x=y") == "é ê"


@pytest.mark.parametrize(
    "charset",
    NO_CHARSETS,
)
def test_what_is_no_charset_of_the_web_is_read_as_utf_8(charset: str) -> None:
    content = "Mẫu \\d +AAA- ".encode() + LETTERS  # because one of these takes an hour for it
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert text_of(content, f"text/plain; charset={charset}") == content.decode()
