"""The certificate a server shows."""

from collections.abc import Iterator
from datetime import datetime

from compliance.model.dataclass import dataclass
from compliance.model.location import Place, tls_place
from compliance.model.text import Message, local_day


@dataclass(frozen=True, slots=True)
class Certificate:
    """The leaf certificate shown in a handshake; times are UTC."""

    host: str
    not_before: datetime
    not_after: datetime
    looked_at: datetime
    port: int = 443
    subject: str = ""
    issuer: str = ""
    names: tuple[str, ...] = ()
    sha256: str = ""

    @property
    def at(self) -> Place:
        return tls_place(self.host, self.port).child("certificate")

    @property
    def order(self) -> tuple[str, ...]:
        return (self.at.uri,)

    @property
    def fact(self) -> str:
        return f"X.509 {local_day(self.not_before)} … {local_day(self.not_after)}"

    def evidence(self) -> Iterator[Message]:
        yield Message.of("certificate shown by {host}, port {port}", host=self.host, port=self.port)
        yield Message.of("subject: {name}", name=self.subject)
        yield Message.of("issuer: {name}", name=self.issuer)
        yield Message.of("names: {names}", names=", ".join(self.names))
        yield Message.of("valid from {begins} to {ends}", begins=self.not_before, ends=self.not_after)
        yield Message.of("SHA-256: {digest}", digest=self.sha256)
