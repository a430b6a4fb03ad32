"""What the name system says of one host, and which of its addresses accept a connection."""

from collections.abc import Iterator
from datetime import datetime

from compliance.model.dataclass import dataclass
from compliance.model.location import Place, tls_place
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class NameLookup:
    """One look-up of a host of the record.

    `addresses` are the answers, IPv4 and IPv6. `connected` are those that accepted a connection to the port,
    `unreachable` those to which no way leads from where the look was made, and `silent` those that did not answer in
    time: both have refused nothing.
    """

    host: str
    addresses: tuple[str, ...]
    connected: tuple[str, ...] = ()
    unreachable: tuple[str, ...] = ()
    port: int = 443
    looked_at: datetime | None = None
    silent: tuple[str, ...] = ()

    @property
    def at(self) -> Place:
        return tls_place(self.host, self.port).child("name")

    @property
    def ipv6(self) -> tuple[str, ...]:
        """The addresses of IPv6, which the name system keeps in AAAA records."""
        return tuple(address for address in self.addresses if ":" in address)

    @property
    def order(self) -> tuple[str, ...]:
        return (self.at.uri,)

    @property
    def fact(self) -> str:
        return f"DNS {self.host} → {', '.join(self.addresses) or '-'}"

    def evidence(self) -> Iterator[Message]:
        yield Message.of("asked the name system for {host}", host=self.host)
        yield Message.of("addresses: {addresses}", addresses=", ".join(self.addresses) or "-")
        yield Message.of(
            "accepted a connection to port {port}: {addresses}",
            port=self.port,
            addresses=", ".join(self.connected) or "-",
        )
        if self.unreachable:
            yield Message.of("no way from here to: {addresses}", addresses=", ".join(self.unreachable))
        if self.silent:
            yield Message.of("no answer in time from: {addresses}", addresses=", ".join(self.silent))
