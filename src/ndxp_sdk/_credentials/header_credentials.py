"""Credentials without a token: fields made for each call.

Who sees them: a gateway, or a provider that is called directly, sees those of every call, and so does a hub. X-Road and
adapters pass the fields of a call on to whichever provider it is for, so there `providers` has to name the systems that
may see them; a credential that names some goes with calls of these and with nothing else, in every dialect.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from ndxp_sdk._credentials.static_token import fitting
from ndxp_sdk._http import Pairs
from ndxp_sdk._validators import TEXT, TEXT_OR_NONE, TEXTS, Expected, Table, check, is_field_name, one_of
from ndxp_sdk.identifiers import SystemId
from ndxp_sdk.secrets import Secret, secret_of

_PER_SECOND: Final = {"s": 1, "ms": 1000}


@dataclass(frozen=True, slots=True)
class TimestampedBasic:
    """HTTP Basic whose password is the SHA-256 of service URL, user name, timestamp and secret, with a field Timestamp.

    Services of the national population database want it. `service_url` is what is hashed where it differs from the
    URL that is called. Clients of that service differ in the unit of the timestamp, so it is a setting, and so is the
    case of the hexadecimal digits. `providers` are the systems that may see it, such as `VN/GOV/G01/dancu`.
    """

    username: str
    secret: Secret | str
    service_url: str | None = None
    unit: Literal["s", "ms"] = "ms"
    letters: Literal["lower", "upper"] = "lower"
    providers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "secret", secret_of(self.secret, "TimestampedBasic.secret"))
        check(self, _BASIC)
        object.__setattr__(self, "providers", _systems(self.providers))

    @property
    def client(self) -> str:
        """The user name."""
        return self.username

    def call_headers(self, url: str, now: float) -> Pairs:
        """Authorization and Timestamp of a call to `url` at `now`, in seconds of the epoch."""
        timestamp = str(int(now * _PER_SECOND[self.unit]))
        password = self._password(self.service_url or url, timestamp)
        basic = b64encode(f"{self.username}:{password}".encode()).decode()
        return (("Authorization", f"Basic {basic}"), ("Timestamp", timestamp))

    def _password(self, url: str, timestamp: str) -> str:
        hashed = f"{url}{self.username}{timestamp}{secret_of(self.secret).reveal()}".encode()
        digits = hashlib.sha256(hashed).hexdigest()
        return digits.upper() if self.letters == "upper" else digits


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key in a field of its own. `providers` are the systems that may see it, such as `VN/GOV/G01/dancu`."""

    key: Secret | str
    field: str = "ApiKey"
    providers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", secret_of(self.key, "ApiKey.key"))
        check(self, _KEY)
        object.__setattr__(self, "providers", _systems(self.providers))

    @property
    def client(self) -> str:
        """The client: none is named."""
        return ""

    def call_headers(self, url: str, now: float) -> Pairs:  # noqa: ARG002 - the shape of such a credential
        """Return the field."""
        return ((self.field, fitting(secret_of(self.key)).reveal()),)


_PROVIDERS: Final = Expected("give a tuple of systems, such as ('VN/GOV/G01/dancu',)", TEXTS.fits)
_BASIC: Final[Table] = {
    "username": TEXT,
    "service_url": TEXT_OR_NONE,
    "unit": one_of("s", "ms"),
    "letters": one_of("lower", "upper"),
    "providers": _PROVIDERS,
}
_KEY: Final[Table] = {
    "field": Expected("the name of a header is expected, such as 'ApiKey'", is_field_name),
    "providers": _PROVIDERS,
}


def _systems(named: Iterable[str]) -> tuple[str, ...]:
    """Return identifiers of systems in slash form. InvalidIdentifier for what is none."""
    return tuple(SystemId.parse(each).slash for each in named)
