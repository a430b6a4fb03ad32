"""References to what proves a caller to a hub: `[WHO:]SCHEME=REF`, such as `stranger:mtls=file:stranger.pem`."""

from enum import StrEnum
from typing import Final

from compliance.model.dataclass import dataclass, replace
from compliance.model.text import Message
from compliance.probes.credential_reference import Scheme, is_place, place_beside

SCHEMES: Final = (Scheme.CLIENT_CREDENTIALS, Scheme.BEARER, Scheme.LGSP, Scheme.MTLS)


class HubCaller(StrEnum):
    """In whose name a hub is called."""

    OWN = "own"
    GRANTED = "granted"
    STRANGER = "stranger"
    WITHDRAWN = "withdrawn"


_OTHERS: Final = tuple(HubCaller)[1:]


@dataclass(frozen=True, slots=True)
class HubCredential:
    """Where what proves a caller is to be found: `place` is `env:NAME`, `file:PATH` or `cmd:PROGRAM`.

    It leads to `id:secret` for client-credentials, to a token for bearer, to the field or the JSON object that it is
    made of for lgspaccesstoken; for mtls to a certificate with its key as PEM, to a PKCS#12 file, or to JSON that names
    `certificate` and `key`, or `pkcs12`, with a `password` where there is one.
    """

    scheme: Scheme
    place: str
    who: HubCaller = HubCaller.OWN

    def __str__(self) -> str:
        """Return what stands before the equals sign; the place is left out, because a program may be told a secret."""
        return self.scheme.value if self.who is HubCaller.OWN else f"{self.who.value}:{self.scheme.value}"

    def beside(self, folder: str) -> "HubCredential":
        """Return the same, with a relative file meant from a folder."""
        return replace(self, place=place_beside(self.place, folder))


def read_hub_credential(text: str) -> HubCredential:
    """Parse a reference; raises `CredentialUnusable` with words that repeat nothing that might be the secret."""
    from compliance.probes.errors import CredentialUnusable  # noqa: PLC0415 - because settings need none of the errors

    left, _, place = text.partition("=")
    who, separator, scheme = left.rpartition(":")
    # because whoever mistakes the order may have written the secret there, what was found is not repeated
    if scheme not in SCHEMES:
        message = Message.of("the credential of a hub begins with one of {allowed}", allowed=", ".join(SCHEMES))
        raise CredentialUnusable(message)
    if separator and who not in _OTHERS:
        template = "before the scheme stands whose credential it is: {allowed}; without it, it is the own one"
        raise CredentialUnusable(Message.of(template, allowed=", ".join(_OTHERS)))
    if not is_place(place):
        template = "the credential of a hub takes no secret but a reference to one: env:NAME, file:PATH or cmd:PROGRAM"
        raise CredentialUnusable(Message.of(template))
    return HubCredential(Scheme(scheme), place.strip(), HubCaller(who) if separator else HubCaller.OWN)
