"""Where the certificates that a server sends lead to: names and signatures followed up to a trusted root.

The dates of the first certificate and the name of the host are not looked at here, for each has a rule of its own. Keys
and digests that are weak are followed all the same.
"""

import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from compliance.model.dataclass import dataclass
from compliance.model.observation import Trust

# What the library raises for dates that no calendar has, names that are none, and extensions that stand twice
UNREADABLE: Final = (
    ValueError,
    TypeError,
    OverflowError,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
    UnsupportedAlgorithm,
)


def parsed(der: bytes) -> x509.Certificate:
    """Read a certificate; raises one of `UNREADABLE`."""
    with warnings.catch_warnings():
        # because roots in use have serial numbers that are none, and what servers send is not ours to mend
        warnings.simplefilter("ignore")
        return x509.load_der_x509_certificate(der)


@dataclass(frozen=True, slots=True)
class Way:
    """Where a chain leads. `end` is the certificate at which it ends, or the one that is out of its dates."""

    trust: Trust
    end: x509.Certificate


class TrustStore:
    """Trusted roots of one run, by their names."""

    __slots__ = ("_roots",)

    def __init__(self, roots: Iterable[x509.Certificate]) -> None:
        self._roots: dict[x509.Name, list[x509.Certificate]] = defaultdict(list)
        for root in roots:
            self._roots[root.subject].append(root)

    def __bool__(self) -> bool:
        return bool(self._roots)

    def way_of(self, chain: Sequence[x509.Certificate], moment: datetime) -> Way:
        """Follow a chain from its first certificate; each of the others may serve at any place (RFC 8446, 4.4.2)."""
        leaf, others = chain[0], chain[1:]
        found, _ = self._followed(leaf, others, lambda issuer: _is_in_date(issuer, moment))
        if found is not None:
            return Way(Trust.TRUSTED, found)
        found, reached = self._followed(leaf, others, lambda _: True)
        if found is not None:
            out_of_date = (each for each in (*reached, found) if each != leaf and not _is_in_date(each, moment))
            return Way(Trust.EXPIRED_INTERMEDIATE, next(out_of_date, found))
        return _lost(leaf, reached)

    def _followed(
        self, leaf: x509.Certificate, others: Sequence[x509.Certificate], may_sign: Callable[[x509.Certificate], bool]
    ) -> tuple[x509.Certificate | None, list[x509.Certificate]]:
        """Return the root that was reached, None for none, and the certificates on the way, each once."""
        reached = [leaf]
        for certificate in reached:
            if certificate in self._roots.get(certificate.subject, ()):
                return certificate, reached
            for root in _issuers(certificate, self._roots.get(certificate.issuer, ())):
                if may_sign(root):
                    return root, reached
            reached.extend(each for each in _issuers(certificate, others) if each not in reached and may_sign(each))
        return None, reached


def _lost(leaf: x509.Certificate, reached: Sequence[x509.Certificate]) -> Way:
    end = reached[-1]
    if end == leaf:
        return Way(Trust.SELF_SIGNED if _has_signed(leaf, leaf) else Trust.MISSING_INTERMEDIATE, leaf)
    return Way(Trust.UNKNOWN_ROOT, end)


def _issuers(certificate: x509.Certificate, candidates: Iterable[x509.Certificate]) -> Iterator[x509.Certificate]:
    """Yield those that have signed the certificate and may do so (RFC 5280, 6.1.3 and 6.1.4)."""
    for each in candidates:
        if each.subject == certificate.issuer and _is_authority(each) and _has_signed(each, certificate):
            yield each


def _is_authority(certificate: x509.Certificate) -> bool:
    if certificate.version is x509.Version.v1:
        # because it has no place to say so, and what a server sends as one counts as none (RFC 5280, 6.1.4, k)
        return certificate.subject == certificate.issuer
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, *UNREADABLE):
        return False


def _has_signed(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, *UNREADABLE):
        return False
    return True


def _is_in_date(certificate: x509.Certificate, moment: datetime) -> bool:
    try:
        return certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc
    except UNREADABLE:
        return False
