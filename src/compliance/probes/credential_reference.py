"""References to credentials, as users give them: `SCHEME=REF`, for one service `SERVICE:SCHEME=REF`.

`SCHEME.KIND=REF` refers to one that has to be refused: `bearer.expired=env:OLD_TOKEN`. A reference holds no secret.
"""

import os
from enum import StrEnum
from typing import Final

from compliance.model.dataclass import dataclass, replace
from compliance.model.text import Message

PLACES: Final = ("env:", "file:", "cmd:")
_FILE: Final = "file:"


class Scheme(StrEnum):
    """How a caller proves who it is."""

    BEARER = "bearer"
    BASIC = "basic"
    API_KEY = "api-key"
    CLIENT_CREDENTIALS = "client-credentials"
    PRIVATE_KEY_JWT = "private-key-jwt"
    MTLS = "mtls"
    LGSP = "lgspaccesstoken"
    SESSION = "session"


class Variant(StrEnum):
    """What is particular of a credential: nothing, or the one thing for which it has to be refused.

    That of another client is one whose client may not read the record of the examples.
    """

    USUAL = "usual"
    EXPIRED = "expired"
    FOREIGN_AUDIENCE = "foreign-audience"
    MISSING_SCOPE = "missing-scope"
    OTHER_CLIENT = "other-client"


@dataclass(frozen=True, slots=True)
class CredentialReference:
    """Where a credential is to be found: `place` is `env:NAME`, `file:PATH` or `cmd:PROGRAM`.

    `service` is the id of the one service that it is for, None for all of them; `platform` is the slug of the one
    platform, None if it is for services of that id wherever they are.
    """

    scheme: Scheme
    place: str
    variant: Variant = Variant.USUAL
    service: str | None = None
    platform: str | None = None

    def __str__(self) -> str:
        """Return what stands before the equals sign; the place is left out, because a program may be told a secret."""
        kind = self.scheme.value if self.variant is Variant.USUAL else f"{self.scheme}.{self.variant}"
        whose = self.service or "" if self.platform is None else f"{self.platform}/{self.service or ''}"
        return f"{whose}:{kind}" if whose else kind

    def beside(self, folder: str) -> "CredentialReference":
        """Return the same, with a relative file meant from a folder."""
        return replace(self, place=place_beside(self.place, folder))


def is_place(text: str) -> bool:
    """Return whether a text says where a secret is, and is none itself."""
    return text.startswith(PLACES) and bool(text.partition(":")[2].strip())


def place_beside(place: str, folder: str) -> str:
    """Return the place of a secret, with a relative file meant from a folder."""
    if not place.startswith(_FILE):
        return place
    path = os.path.expanduser(place.removeprefix(_FILE).strip())  # noqa: PTH111 - a text stays a text
    return _FILE + os.path.join(folder, path)  # noqa: PTH118 - as above


def read_reference(text: str) -> CredentialReference:
    """Parse a reference; raises `CredentialUnusable` with words that repeat nothing that might be the secret."""
    from compliance.probes.errors import CredentialUnusable  # noqa: PLC0415 - because settings need none of the errors

    left, separator, place = text.partition("=")
    if not separator or not is_place(place):
        raise CredentialUnusable(
            Message.of(
                "a credential is given by reference, never by itself: SCHEME=REF with REF env:NAME, file:PATH or "
                "cmd:PROGRAM, such as bearer=env:TOKEN"
            )
        )
    whose, _, kind = left.rpartition(":")
    scheme, _, variant = kind.partition(".")
    # because whoever mistakes the order may have written the secret there, what was found is not repeated
    if scheme not in set(Scheme):
        message = Message.of("a credential begins with a scheme: {known}", known=", ".join(Scheme))
        raise CredentialUnusable(message)
    if variant and (variant not in set(Variant) or variant == Variant.USUAL):
        known = ", ".join(tuple(Variant)[1:])
        raise CredentialUnusable(Message.of("behind the point stands the kind of a credential: {known}", known=known))
    platform, _, service = whose.rpartition("/")
    kind_of_it = Variant(variant or Variant.USUAL)
    return CredentialReference(Scheme(scheme), place.strip(), kind_of_it, service or None, platform or None)
