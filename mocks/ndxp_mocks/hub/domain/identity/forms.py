"""Form of a token request (RFC 6749) and its Authorization header (RFC 7617)."""

import base64
import binascii
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote_plus

from ndxp_mocks.hub.http.messages import HubRequest

_MEDIA_TYPE: Final = "application/x-www-form-urlencoded"
_MOST_FIELDS: Final = 20
_CLIENT_ID: Final = re.compile(r"[A-Za-z0-9._~-]{1,255}")
AUTHENTICATION_FIELDS: Final = frozenset({"client_id", "client_secret", "client_assertion", "client_assertion_type"})
TOKEN_FIELDS: Final = AUTHENTICATION_FIELDS | {"grant_type", "scope", "purpose_id"}
REFERENCE_FIELDS: Final = AUTHENTICATION_FIELDS | {"token", "token_type_hint"}
_LONGEST: Final = {
    "client_id": 255,
    "client_secret": 1024,
    "client_assertion": 8192,
    "scope": 1000,
    "purpose_id": 64,
    "token": 8192,
    "token_type_hint": 64,
}


@dataclass(frozen=True, slots=True)
class Form:
    """The fields with a value; a field without one counts as left out (RFC 6749 §3.2). `faults` are in English."""

    fields: Mapping[str, str]
    faults: tuple[str, ...] = ()

    def get(self, name: str) -> str | None:
        """Return the value of the field, None if it was not sent."""
        return self.fields.get(name)


@dataclass(frozen=True, slots=True)
class BasicCredentials:
    """Client id and secret of an Authorization header; both empty where the header cannot be read."""

    client_id: str
    secret: str


def form_of(request: HubRequest, known: frozenset[str]) -> Form:
    """Return the form of the body, with everything that is wrong with it."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != _MEDIA_TYPE:
        return Form({}, (f"content type is {media_type or 'missing'}, {_MEDIA_TYPE} is expected",))
    try:
        pairs = parse_qsl(request.raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        return Form({}, ("the body is not a form in UTF-8",))
    return Form({name: value for name, value in pairs if value}, tuple(_faults(pairs, known)))


def basic_credentials(header: str | None) -> BasicCredentials | None:
    """Read the header; None if it is not of the scheme Basic. Both parts are form-encoded (RFC 6749 §2.3.1)."""
    scheme, _, encoded = (header or "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client_id, _, secret = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return BasicCredentials("", "")
    return BasicCredentials(unquote_plus(client_id), unquote_plus(secret))


def is_id(text: str) -> bool:
    """Return whether a client may have this id."""
    return _CLIENT_ID.fullmatch(text) is not None


def _faults(pairs: list[tuple[str, str]], known: frozenset[str]) -> list[str]:
    counted = Counter(name for name, _ in pairs)
    twice = [f"{name} is given {count} times" for name, count in counted.items() if name in known and count > 1]
    unknown = [f"{_shortened(name)} is not a field of this form" for name in counted if name not in known]
    odd = [
        f"{name} is no id of a client" for name, value in pairs if name == "client_id" and value and not is_id(value)
    ]
    too_long = [f"{name} is too long" for name, value in pairs if len(value) > _LONGEST.get(name, 8192)]
    return twice + unknown + odd + too_long


def _shortened(name: str) -> str:
    return ascii(name[:40])
