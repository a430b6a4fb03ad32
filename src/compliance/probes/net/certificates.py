"""The certificates of a handshake as facts."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa

from compliance.model.dataclass import replace
from compliance.model.observation import Certificate
from compliance.probes.net.trust import UNREADABLE, TrustStore, parsed
from compliance.probes.net.url import Server


def read_certificate(server: Server, chain: Sequence[bytes], store: TrustStore, moment: datetime) -> Certificate | None:
    """Return what the first certificate says of itself and where the chain leads; None if it cannot be read."""
    try:
        leaf = parsed(chain[0])
        seen = Certificate(
            server.host,
            not_before=leaf.not_valid_before_utc,
            not_after=leaf.not_valid_after_utc,
            looked_at=moment,
            port=server.port,
            subject=leaf.subject.rfc4514_string(),
            issuer=leaf.issuer.rfc4514_string(),
            names=_names(leaf),
            sha256=sha256(chain[0]).hexdigest(),
        )
    except UNREADABLE:
        return None
    return _with_way(_with_key(seen, leaf), [leaf, *_readable(chain[1:])], store)


def _readable(chain: Iterable[bytes]) -> Iterator[x509.Certificate]:
    for der in chain:
        with suppress(*UNREADABLE):
            certificate = parsed(der)
            certificate.subject.rfc4514_string()  # because a name is read only when it is asked for
            yield certificate


def _with_key(seen: Certificate, leaf: x509.Certificate) -> Certificate:
    """Add kind and size of the key and the digest of the signature; a kind that nobody here knows stays empty."""
    try:
        key, digest = leaf.public_key(), leaf.signature_hash_algorithm
    except UNREADABLE:
        return seen
    known = replace(seen, digest=digest.name if digest is not None else None)
    match key:
        case rsa.RSAPublicKey():
            return replace(known, key="RSA", key_bits=key.key_size)
        case ec.EllipticCurvePublicKey():
            return replace(known, key="EC", key_bits=key.key_size)
        case dsa.DSAPublicKey():
            return replace(known, key="DSA", key_bits=key.key_size)
        case ed25519.Ed25519PublicKey():
            return replace(known, key="Ed25519", key_bits=256)
        case ed448.Ed448PublicKey():
            return replace(known, key="Ed448", key_bits=456)
        case _:
            return seen


def _with_way(seen: Certificate, chain: Sequence[x509.Certificate], store: TrustStore) -> Certificate:
    subjects = tuple(each.subject.rfc4514_string() for each in chain)
    if not store:
        return replace(seen, chain=subjects)
    way = store.way_of(chain, seen.looked_at)
    return replace(seen, chain=subjects, trust=way.trust, leads_to=way.end.subject.rfc4514_string())


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    """Return the DNS names and IP addresses it stands for."""
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return ()
    names = extension.value.get_values_for_type(x509.DNSName)
    addresses = extension.value.get_values_for_type(x509.IPAddress)
    return (*(f"dns:{name}" if _is_address(name) else name for name in names), *map(str, addresses))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
