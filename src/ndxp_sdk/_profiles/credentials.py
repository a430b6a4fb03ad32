"""The credential of a profile: `kind`, and the settings of that kind. Secrets are references."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk._profiles.errors import wrong
from ndxp_sdk._profiles.location import Place
from ndxp_sdk._profiles.validators import (
    Reader,
    choice,
    flag,
    kind_of,
    made,
    path,
    reference,
    seconds,
    table,
    text,
    whole_seconds,
)

if TYPE_CHECKING:
    from ndxp_sdk.credentials import Credential, HeaderCredential

Kind = tuple[str, Mapping[str, Reader], tuple[str, ...]]


def credential(value: object, place: Place) -> "Credential | HeaderCredential":
    """Read the credential: who calls, and how it is proved."""
    from ndxp_sdk import credentials  # noqa: PLC0415 - because a profile may have none

    name, settings = _settings(value, place)
    if name == "chained":
        chain = [credential(each, place.at("credentials")) for each in settings["credentials"]]
        return made(place, credentials.Chained, *chain)
    kind: Any = getattr(credentials, _KINDS[name][0])
    given: Credential | HeaderCredential = made(place, kind, **settings)
    return given


def word_for(given: "Credential | HeaderCredential | None") -> str | None:
    """Return the word for a credential in profiles; it names no secret."""
    found = type(given).__name__
    return next((name for name, (kind, _, _) in _KINDS.items() if kind == found), None)


def _settings(value: object, place: Place) -> tuple[str, dict[str, Any]]:
    name = kind_of(value, place, _KINDS)
    _, readers, required = _KINDS[name]
    settings = table(value, place, {"kind": text, **readers}, *required)
    del settings["kind"]
    return name, settings


def _several(value: object, place: Place) -> list[object]:
    if isinstance(value, list) and value:
        return value
    raise wrong("a list of credentials is expected", str(place))


_KINDS: Final[Mapping[str, Kind]] = {
    "client-secret": (
        "ClientSecret",
        {"client_id": text, "secret": reference, "method": choice("basic", "post"), "encodes": flag},
        ("client_id", "secret"),
    ),
    "private-key-jwt": (
        "PrivateKeyJwt",
        {
            "client_id": text,
            "key": reference,
            "passphrase": reference,
            "algorithm": choice("ES256", "RS256", "PS256"),
            "audience": text,
            "life": whole_seconds,
        },
        ("client_id", "key"),
    ),
    "mutual-tls": ("MutualTls", {"client_id": text, "certificate": path}, ("client_id",)),
    "lgspaccesstoken": (
        "LgspAccessToken",
        {
            "access_key": text,
            "secret_key": reference,
            "app_name": text,
            "partner_code": text,
            "partner_code_cus": text,
        },
        ("access_key", "secret_key", "app_name", "partner_code"),
    ),
    "session-login": (
        "SessionLogin",
        {"url": text, "username": text, "password": reference, "life": seconds},
        ("url", "username", "password"),
    ),
    "timestamped-basic": (
        "TimestampedBasic",
        {
            "username": text,
            "secret": reference,
            "service_url": text,
            "unit": choice("s", "ms"),
            "letters": choice("lower", "upper"),
        },
        ("username", "secret"),
    ),
    "api-key": ("ApiKey", {"key": reference, "field": text}, ("key",)),
    "static-token": ("StaticToken", {"value": reference}, ("value",)),
    "token-file": ("TokenFile", {"path": path}, ("path",)),
    "chained": ("Chained", {"credentials": _several}, ("credentials",)),
}
