"""Where chains of certificates lead to."""

from datetime import UTC, datetime, timedelta

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from compliance.model.observation import Trust
from compliance.probes.net.trust import TrustStore

NOW = datetime(2026, 11, 21, tzinfo=UTC)


class Issued:
    """A certificate with its key."""

    def __init__(self, name, issuer=None, *, is_authority=True, ends=None):
        self.key = ec.generate_private_key(ec.SECP256R1())
        own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        ends = ends or NOW + timedelta(days=100)
        builder = x509.CertificateBuilder(
            issuer.certificate.subject if issuer else own, own, self.key.public_key(), x509.random_serial_number()
        )
        builder = builder.not_valid_before(NOW - timedelta(days=900)).not_valid_after(ends)
        builder = builder.add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        self.certificate = builder.sign((issuer or self).key, hashes.SHA256())

    def of_version_1(self, signer):
        """Return it without its version and its extensions, signed anew."""
        fields = list(_fields(_fields(self.certificate.tbs_certificate_bytes)[0][1]))
        signed = _field(0x30, b"".join(_field(tag, held) for tag, held in fields if tag not in {0xA0, 0xA3}))
        signature = _field(0x03, b"\0" + signer.key.sign(signed, ec.ECDSA(hashes.SHA256())))
        first = Issued.__new__(Issued)
        first.key = self.key
        first.certificate = x509.load_der_x509_certificate(_field(0x30, signed + _field(*fields[2]) + signature))
        return first


def _fields(der):
    """Return the tags and the contents of the fields that stand one behind the other (X.690, 8.1)."""
    found = []
    while der:
        more = der[1] & 0x7F if der[1] & 0x80 else 0
        begin = 2 + more
        end = begin + (int.from_bytes(der[2:begin], "big") if more else der[1])
        found.append((der[0], der[begin:end]))
        der = der[end:]
    return found


def _field(tag, held):
    size = len(held).to_bytes((len(held).bit_length() + 7) // 8, "big")
    return bytes([tag, *([0x80 | len(size)] if len(held) > 0x7F else [])]) + size + held


ROOT = Issued("root")
MIDDLE = Issued("middle", ROOT)
LEAF = Issued("leaf", MIDDLE, is_authority=False)
LATE = Issued("middle", ROOT, ends=NOW - timedelta(days=1))
LATE_LEAF = Issued("leaf", LATE, is_authority=False)
FOREIGN = Issued("foreign root")
ALONE = Issued("alone", is_authority=False)


def way(*chain, roots=(ROOT,)):
    found = TrustStore([each.certificate for each in roots]).way_of([each.certificate for each in chain], NOW)
    return found.trust, found.end.subject.rfc4514_string()


@pytest.mark.parametrize(
    ("chain", "roots", "expected"),
    [
        ([LEAF, MIDDLE], [ROOT], (Trust.TRUSTED, "CN=root")),
        ([LEAF, MIDDLE, ROOT], [ROOT], (Trust.TRUSTED, "CN=root")),
        ([LEAF, FOREIGN, MIDDLE], [ROOT], (Trust.TRUSTED, "CN=root")),
        ([LEAF], [MIDDLE], (Trust.TRUSTED, "CN=middle")),
        ([LEAF], [ROOT], (Trust.MISSING_INTERMEDIATE, "CN=leaf")),
        ([LEAF, MIDDLE, ROOT], [FOREIGN], (Trust.UNKNOWN_ROOT, "CN=root")),
        ([LEAF, MIDDLE], [FOREIGN], (Trust.UNKNOWN_ROOT, "CN=middle")),
        ([LATE_LEAF, LATE], [ROOT], (Trust.EXPIRED_INTERMEDIATE, "CN=middle")),
        ([ALONE], [ROOT], (Trust.SELF_SIGNED, "CN=alone")),
        ([ALONE], [ALONE], (Trust.TRUSTED, "CN=alone")),
    ],
    ids=range(10),
)
def test_chain_leads_where_names_and_signatures_lead(chain, roots, expected):
    assert way(*chain, roots=roots) == expected


def test_who_is_no_authority_has_signed_nothing():
    server = Issued("server", ROOT, is_authority=False)
    forged = Issued("leaf", server, is_authority=False)
    assert way(forged, server)[0] is Trust.MISSING_INTERMEDIATE


def test_what_cannot_say_that_it_is_an_authority_counts_as_one_only_as_a_root():
    server = Issued("server", ROOT).of_version_1(ROOT)
    assert server.certificate.version is x509.Version.v1
    assert way(server) == (Trust.TRUSTED, "CN=root")
    assert way(Issued("leaf", server, is_authority=False), server)[0] is Trust.MISSING_INTERMEDIATE
    old = Issued("old root")
    old = old.of_version_1(old)
    assert way(Issued("leaf", old, is_authority=False), roots=[old]) == (Trust.TRUSTED, "CN=old root")


def test_same_name_with_another_key_has_signed_nothing():
    assert way(LEAF, MIDDLE, roots=[Issued("root")])[0] is Trust.UNKNOWN_ROOT
    assert way(LEAF, Issued("middle", ROOT))[0] is Trust.MISSING_INTERMEDIATE


def test_certificates_that_sign_one_another_come_to_an_end():
    one = Issued("one")
    other = Issued("two", one)
    again = Issued("one", other)
    assert way(Issued("leaf", again, is_authority=False), again, other, again)[0] is Trust.UNKNOWN_ROOT


def test_first_certificate_out_of_its_dates_is_followed_all_the_same():
    late = Issued("leaf", MIDDLE, is_authority=False, ends=NOW - timedelta(days=1))
    assert way(late, MIDDLE)[0] is Trust.TRUSTED


def test_an_ordinary_authority_is_followed():
    root = trustme.CA()
    issued = trustme.CA(parent_cert=root).issue_cert("a.example")
    chain = [x509.load_pem_x509_certificate(each.bytes()) for each in issued.cert_chain_pems]
    trusted = x509.load_pem_x509_certificate(root.cert_pem.bytes())
    assert TrustStore([trusted]).way_of(chain, datetime.now(UTC)).trust is Trust.TRUSTED
    assert trusted.subject != chain[0].issuer
