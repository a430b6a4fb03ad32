"""One TLS handshake."""

from collections.abc import Iterator
from datetime import datetime

from compliance.model.dataclass import dataclass
from compliance.model.location import Place, tls_place
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class TlsHandshake:
    """One handshake: what was offered, and the version agreed on, or None with the reason given by the other side."""

    host: str
    version: str | None
    port: int = 443
    offered: tuple[str, ...] = ("TLSv1.2", "TLSv1.3")
    cipher: str | None = None
    refusal: str | None = None
    looked_at: datetime | None = None

    @property
    def at(self) -> Place:
        return tls_place(self.host, self.port)

    @property
    def order(self) -> tuple[str, ...]:
        return (self.at.uri, *self.offered)

    @property
    def fact(self) -> str:
        return f"TLS {', '.join(self.offered)} → {self.version or self.refusal or '-'}"

    def evidence(self) -> Iterator[Message]:
        yield Message.of("TLS handshake with {host}, port {port}", host=self.host, port=self.port)
        yield Message.of("offered: {versions}", versions=", ".join(self.offered))
        if self.version:
            yield Message.of("agreed: {version} {cipher}", version=self.version, cipher=self.cipher or "")
        if self.refusal:
            yield Message.of("refused: {refusal}", refusal=self.refusal)
