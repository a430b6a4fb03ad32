"""The certificate a server shows."""

from collections.abc import Iterator
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address

from compliance.model.dataclass import dataclass
from compliance.model.location import Place, tls_place
from compliance.model.text import Coded, Message, local_day


class Trust(Coded):
    """Where the certificates that were sent lead to, dates and names of the first one aside."""

    TRUSTED = "trusted", Message.of("a trusted root")
    SELF_SIGNED = "self-signed", Message.of("itself: it is signed with its own key")
    UNKNOWN_ROOT = "unknown-root", Message.of("a root that is not trusted here")
    MISSING_INTERMEDIATE = "missing-intermediate", Message.of("an authority whose certificate was not sent")
    EXPIRED_INTERMEDIATE = "expired-intermediate", Message.of("a trusted root, through a certificate out of its dates")


@dataclass(frozen=True, slots=True)
class Certificate:
    """The leaf certificate shown in a handshake; times are UTC.

    `names` are those it stands for, as DNS names and IP addresses; a DNS name that looks like an address begins with
    `dns:`. `key` is the kind of its public key (`RSA`, `EC`, `Ed25519`) with `key_bits`, and `digest` that of the
    signature on it, None for a signature without one; `key` is empty where nobody read them. `chain` are the subjects
    of the certificates that were sent, its own first. `trust` says where they lead, None where that was not looked at,
    and `leads_to` names the certificate at which the way ends or is out of its dates.
    """

    host: str
    not_before: datetime
    not_after: datetime
    looked_at: datetime
    port: int = 443
    subject: str = ""
    issuer: str = ""
    names: tuple[str, ...] = ()
    sha256: str = ""
    key: str = ""
    key_bits: int | None = None
    digest: str | None = None
    chain: tuple[str, ...] = ()
    trust: Trust | None = None
    leads_to: str = ""
    address: str = ""

    @property
    def at(self) -> Place:
        return tls_place(self.host, self.port).child("certificate")

    @property
    def names_its_host(self) -> bool:
        """Whether one of its names stands for the host that showed it (RFC 9525, 6.3 and 6.5)."""
        host = self.host.partition("%")[0].lower().removesuffix(".")
        return any(_stands_for(name.lower(), host) for name in self.names)

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
        if self.address:
            yield Message.of("address: {address}", address=self.address)
        if self.key:
            template = "key: {kind} {bits}; digest of the signature: {digest}"
            yield Message.of(template, kind=self.key, bits=self.key_bits or "-", digest=self.digest or "-")
        for subject in self.chain:
            yield Message.of("sent: {name}", name=subject)
        if self.trust is not None:
            yield Message.of("leads to {end}", end=self.trust)


def _stands_for(name: str, host: str) -> bool:
    """Return whether a name of a certificate stands for the host; a wildcard stands for one whole label."""
    address = _address(host)
    if address is not None:
        return _address(name) == address
    first, dot, rest = host.partition(".")
    return name.removesuffix(".") == host or (bool(first) and bool(dot) and name == f"*.{rest}")


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
