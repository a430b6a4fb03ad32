"""One TLS handshake."""

from collections.abc import Iterator
from datetime import datetime

from compliance.model.dataclass import dataclass
from compliance.model.location import Place, tls_place
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class TlsHandshake:
    """One handshake: what was offered, and the version agreed on, or None with the reason given by the other side.

    `weak_suites` names the kinds of cipher suites that were offered if only weak ones were. `protocols` were offered by
    ALPN, and `protocol` was chosen. `wants_client_certificate` says whether the server asked for one, None if that is
    not known. `address` is the one that was connected to, empty if that was not noted.
    """

    host: str
    version: str | None
    port: int = 443
    offered: tuple[str, ...] = ("TLSv1.2", "TLSv1.3")
    cipher: str | None = None
    refusal: str | None = None
    looked_at: datetime | None = None
    weak_suites: tuple[str, ...] = ()
    protocols: tuple[str, ...] = ()
    protocol: str | None = None
    wants_client_certificate: bool | None = None
    address: str = ""

    @property
    def at(self) -> Place:
        return tls_place(self.host, self.port)

    @property
    def order(self) -> tuple[str, ...]:
        return (self.at.uri, *self.offered, *self.weak_suites)

    @property
    def fact(self) -> str:
        offered = ", ".join(self.weak_suites or self.offered)
        return f"TLS {offered} → {self.version or self.refusal or '-'}"

    def evidence(self) -> Iterator[Message]:
        yield Message.of("TLS handshake with {host}, port {port}", host=self.host, port=self.port)
        if self.address:
            yield Message.of("address: {address}", address=self.address)
        yield Message.of("offered: {versions}", versions=", ".join(self.offered))
        if self.weak_suites:
            yield Message.of("only these cipher suites: {kinds}", kinds=", ".join(self.weak_suites))
        if self.version:
            yield Message.of("agreed: {version} {cipher}", version=self.version, cipher=self.cipher or "")
        if self.refusal:
            yield Message.of("refused: {refusal}", refusal=self.refusal)
        if self.protocols:
            offered, agreed = ", ".join(self.protocols), self.protocol or "-"
            yield Message.of("ALPN offered: {offered}; agreed: {agreed}", offered=offered, agreed=agreed)
        if self.wants_client_certificate:
            yield Message.of("the server asked for a certificate of the client")
