"""Whom a client trusts, as whom it appears, and what it says when a handshake fails."""

import pickle
import socket
import ssl
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509 import load_pem_x509_certificate

from ndxp_sdk import Client, Secret, Tls
from ndxp_sdk.errors import InvalidConfiguration, NdxpError, TlsFailed
from tools.servers import Certificates, hang_up, serving, status

Connect = Callable[..., Any]
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


def expired(authority: trustme.CA, name: str = "localhost") -> trustme.LeafCert:
    return authority.issue_cert(name, not_before=YESTERDAY - timedelta(days=1), not_after=YESTERDAY)


def write_pair(leaf: trustme.LeafCert, folder: Path) -> tuple[Path, Path]:
    chain, key = folder / "client.pem", folder / "client.key"
    # because a reader must find the old file or the new one, never half of one
    for path, blob in ((chain, leaf.cert_chain_pems[0]), (key, leaf.private_key_pem)):
        fresh = path.with_suffix(".new")
        blob.write_to_path(str(fresh))
        fresh.replace(path)
    return chain, key


def failure(client: Any) -> TlsFailed:
    with pytest.raises(TlsFailed) as caught:
        client.request("GET", "/x")
    return pickle.loads(pickle.dumps(caught.value))


def test_a_known_authority_is_trusted_and_an_unknown_one_is_not(
    connect: Connect, authority: trustme.CA, ca_file: Path
) -> None:
    with serving(context=Certificates(authority)) as server:
        assert connect(server.url, tls=Tls(ca=ca_file)).request("GET", "/x").status == 200
        error = failure(connect(server.url))
        assert (error.code, error.sent, error.facts.attempts) == ("tls-unknown-ca", "no", 1)
        assert "Tls(ca=" in str(error.facts.hint)
        assert len(server.requests) == 1


def test_a_certificate_for_another_name_is_refused_unless_that_name_is_given(
    connect: Connect, authority: trustme.CA, ca_file: Path
) -> None:
    certificates = Certificates(authority)
    certificates.leaf = authority.issue_cert("security-server.example")
    with serving(context=certificates) as server:
        error = failure(connect(server.url, tls=Tls(ca=ca_file)))
        assert (error.code, "server_name" in str(error.facts.hint)) == ("tls-wrong-name", True)
        tls = Tls(ca=ca_file, server_name="security-server.example")
        assert connect(server.url, tls=tls).request("GET", "/x").status == 200


def test_an_expired_server_certificate_that_is_replaced_while_running_works_at_once(
    connect: Connect, authority: trustme.CA, ca_file: Path
) -> None:
    certificates = Certificates(authority)
    certificates.leaf = expired(authority)
    with serving(context=certificates) as server:
        client = connect(server.url, tls=Tls(ca=ca_file))
        error = failure(client)
        assert (error.code, error.retryable) == ("tls-expired", False)
        certificates.leaf = authority.issue_cert("localhost")
        assert client.request("GET", "/x").status == 200


def test_an_expired_client_certificate_that_is_replaced_while_running_works_at_once(
    connect: Connect, authority: trustme.CA, ca_file: Path, tmp_path: Path
) -> None:
    chain, key = write_pair(expired(authority, "agency.example"), tmp_path)
    with serving(context=Certificates(authority, asks=True)) as server:
        client = connect(server.url, tls=Tls(ca=ca_file, client_certificate=chain, client_key=key))
        error = failure(client)
        assert (error.code, "no restart" in str(error.facts.hint)) == ("tls-client-certificate-expired", True)
        write_pair(authority.issue_cert("agency.example"), tmp_path)
        assert client.request("GET", "/x").status == 200


def test_a_private_key_is_not_shown_to_whom_a_server_repeats_it(
    connect: Connect, authority: trustme.CA, ca_file: Path, tmp_path: Path
) -> None:
    chain, key = write_pair(authority.issue_cert("agency.example"), tmp_path)
    digits = "".join(key.read_text().splitlines()[1:-1])
    told = " ".join(digits[at : at + 4] for at in range(0, 60, 4))
    refusal = status(403, f'{{"title": "No", "status": 403, "code": "no", "detail": "{told}"}}'.encode())
    with serving(refusal, context=Certificates(authority, asks=True)) as server:
        client = connect(server.url, tls=Tls(ca=ca_file, client_certificate=chain, client_key=key))
        with pytest.raises(NdxpError) as caught:
            client.request("GET", "/x")
    assert "***" in caught.value.message
    assert told[:30] not in caught.value.message


def test_an_authority_that_is_replaced_while_running_is_trusted_at_once(connect: Connect, ca_file: Path) -> None:
    other = trustme.CA()
    with serving(context=Certificates(other)) as server:
        client = connect(server.url, tls=Tls(ca=ca_file))
        assert failure(client).code == "tls-unknown-ca"
        other.cert_pem.write_to_path(str(ca_file))
        assert client.request("GET", "/x").status == 200


def test_files_caught_between_two_versions_leave_the_last_good_ones(
    connect: Connect, authority: trustme.CA, ca_file: Path, tmp_path: Path
) -> None:
    chain, key = write_pair(authority.issue_cert("agency.example"), tmp_path)
    with serving(hang_up, status(200), context=Certificates(authority, asks=True)) as server:
        client = connect(server.url, tls=Tls(ca=ca_file, client_certificate=chain, client_key=key))
        key.write_bytes(authority.issue_cert("agency.example").private_key_pem.bytes())
        with pytest.raises(InvalidConfiguration, match="no certificate with its key"):
            client.request("GET", "/x")
        write_pair(authority.issue_cert("agency.example"), tmp_path)
        assert client.request("GET", "/x").status == 200
        client.request("GET", "/x")
        key.write_bytes(authority.issue_cert("agency.example").private_key_pem.bytes())
        server.scripts = [hang_up, status(200)]
        assert client.request("GET", "/x").status == 200


def test_a_missing_client_certificate_is_named(connect: Connect, authority: trustme.CA, ca_file: Path) -> None:
    with serving(context=Certificates(authority, asks=True)) as server:
        error = failure(connect(server.url, tls=Tls(ca=ca_file)))
        assert (error.code, "client_certificate" in str(error.facts.hint)) == ("tls-client-certificate-missing", True)


def test_a_client_certificate_of_another_authority_is_named(
    connect: Connect, ca_file: Path, authority: trustme.CA, tmp_path: Path
) -> None:
    chain, key = write_pair(trustme.CA().issue_cert("agency.example"), tmp_path)
    with serving(context=Certificates(authority, asks=True)) as server:
        error = failure(connect(server.url, tls=Tls(ca=ca_file, client_certificate=chain, client_key=key)))
        assert error.code in {"tls-client-certificate-unknown", "tls-client-certificate-refused"}


def test_plain_http_on_the_port_for_tls_is_named(connect: Connect) -> None:
    with serving() as server:
        error = failure(connect(server.url.replace("http:", "https:")))
        assert error.code == "tls-not-spoken"


def encrypted(leaf: trustme.LeafCert, path: Path, password: bytes) -> Path:
    key = load_pem_private_key(leaf.private_key_pem.bytes(), None)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password)))
    return path


def test_an_encrypted_key_without_a_password_raises_and_does_not_ask(
    connect: Connect, authority: trustme.CA, ca_file: Path, tmp_path: Path
) -> None:
    leaf = authority.issue_cert("agency.example")
    chain, _ = write_pair(leaf, tmp_path)
    key = encrypted(leaf, tmp_path / "encrypted.key", b"planted-password")
    with serving(context=Certificates(authority, asks=True)) as server:
        files = {"ca": ca_file, "client_certificate": chain, "client_key": key}
        with pytest.raises(InvalidConfiguration, match="is encrypted"):
            connect(server.url, tls=Tls(**files)).request("GET", "/x")
        with pytest.raises(InvalidConfiguration, match="right password") as caught:
            connect(server.url, tls=Tls(**files, password=Secret("wrong-password"))).request("GET", "/x")
        assert "wrong-password" not in repr(caught.value) + repr(Tls(**files, password=Secret("wrong-password")))
        assert server.connections == 0
        tls = Tls(**files, password=Secret("planted-password"))
        assert connect(server.url, tls=tls).request("GET", "/x").status == 200


def test_a_key_in_pkcs12_that_tls_does_not_take_is_a_wrong_file(tmp_path: Path) -> None:
    key, name = rsa.generate_private_key(65537, 1024), x509.Name([])
    begun = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, begun, begun + timedelta(days=1), [])
    path = tmp_path / "small.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(None, key, builder.sign(key, hashes.SHA256()), None, NoEncryption())
    )
    with pytest.raises(InvalidConfiguration, match=r"small\.p12 are none that TLS takes .EE_KEY_TOO_SMALL"):
        Tls(pkcs12=path).context()


def test_pkcs12_holds_both(connect: Connect, authority: trustme.CA, ca_file: Path, tmp_path: Path) -> None:
    leaf, path = authority.issue_cert("agency.example"), tmp_path / "both.p12"
    key = load_pem_private_key(leaf.private_key_pem.bytes(), None)
    certificate = load_pem_x509_certificate(leaf.cert_chain_pems[0].bytes())
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(None, key, certificate, None, BestAvailableEncryption(b"planted"))  # type: ignore[arg-type]
    )
    with serving(context=Certificates(authority, asks=True)) as server:
        tls = Tls(ca=ca_file, pkcs12=path, password=Secret("planted"))
        assert connect(server.url, tls=tls).request("GET", "/x").status == 200
        for password in (None, Secret("other")):
            with pytest.raises(InvalidConfiguration, match="password"):
                Tls(ca=ca_file, pkcs12=path, password=password).context()


def test_a_pin_admits_one_certificate(connect: Connect, authority: trustme.CA, ca_file: Path, tmp_path: Path) -> None:
    certificates = Certificates(authority)
    chain, _ = write_pair(certificates.leaf, tmp_path)
    pin = Tls(client_certificate=chain).certificates()[0].sha256
    colons = ":".join(pin[at : at + 2].upper() for at in range(0, 64, 2))
    with serving(context=certificates) as server:
        assert connect(server.url, tls=Tls(ca=ca_file, pins=("00" * 32, colons))).request("GET", "/x").status == 200
        error = failure(connect(server.url, tls=Tls(ca=ca_file, pins=("00" * 32,))))
        assert (error.code, pin in error.message) == ("tls-pin", True)
        assert len(server.requests) == 1


def test_any_certificate_is_accepted_only_by_a_loud_name(connect: Connect, authority: trustme.CA) -> None:
    with serving(context=Certificates(authority)) as server:
        with pytest.warns(UserWarning, match="any certificate"):
            tls = Tls(dangerously_accept_any_certificate=True)
        assert connect(server.url, tls=tls).request("GET", "/x").status == 200
        assert "dangerously" in repr(tls)


def test_one_context_serves_all_clients_of_one_configuration(ca_file: Path) -> None:
    first = Tls(ca=ca_file).context()
    assert Tls(ca=ca_file).context() is first
    assert Tls(ca=ca_file, system_store=True).context() is not first
    ca_file.write_bytes(trustme.CA().cert_pem.bytes())
    assert Tls(ca=ca_file).context() is not first


def test_expiry_can_be_read_before_it_hurts(authority: trustme.CA, ca_file: Path, tmp_path: Path) -> None:
    end = (datetime.now(UTC) + timedelta(days=10)).replace(microsecond=0)
    chain, key = write_pair(authority.issue_cert("agency.example", not_after=end), tmp_path)
    own, of_authority = Tls(ca=ca_file, client_certificate=chain, client_key=key).certificates()
    assert own.not_after == end
    assert 9.9 < own.remaining_days() <= 10
    assert of_authority.remaining_days() > 10
    assert [own.remaining_days(end + timedelta(days=days)) for days in (-2, 0, 1)] == [2, 0, -1]
    reference = load_pem_x509_certificate(chain.read_bytes())
    assert (own.not_before, own.not_after) == (reference.not_valid_before_utc, reference.not_valid_after_utc)


@pytest.mark.parametrize(
    "settings",
    [
        {"ca": "missing.pem"},
        {"client_key": "key.pem"},
        {"client_certificate": "a.pem", "pkcs12": "b.p12"},
        {"pins": ("ab",)},
        {"client_certificate": "missing.pem"},
    ],
)
def test_wrong_settings_are_found_before_anything_is_sent(connect: Connect, settings: dict[str, Any]) -> None:
    with serving() as server:
        with pytest.raises(InvalidConfiguration):
            connect(server.url.replace("http:", "https:"), tls=Tls(**settings)).request("GET", "/x")
        assert server.connections == 0


def test_an_empty_file_is_no_authority(tmp_path: Path) -> None:
    path = tmp_path / "empty.pem"
    path.write_text("")
    with pytest.raises(InvalidConfiguration, match="no certificate to trust"):
        Tls(ca=path).context()


def test_an_authority_in_der_as_windows_exports_it_is_trusted(
    connect: Connect, authority: trustme.CA, ca_file: Path, tmp_path: Path
) -> None:
    named = tmp_path / "chứng thư gốc.cer"
    named.write_bytes(ssl.PEM_cert_to_DER_cert(ca_file.read_text("ascii")))
    with serving(context=Certificates(authority)) as server:
        assert connect(server.url, tls=Tls(ca=named)).request("GET", "/x").status == 200
    assert Tls(ca=named).certificates() == Tls(ca=ca_file).certificates()
    named.write_bytes(named.read_bytes()[:-9])
    with pytest.raises(InvalidConfiguration, match="PEM or DER is expected"):
        Tls(ca=named).context()


def test_a_folder_in_which_openssl_finds_nothing_is_told(ca_file: Path) -> None:
    with pytest.raises(InvalidConfiguration, match="openssl rehash"):
        Tls(ca=ca_file.parent).context()
    (ca_file.parent / "0a1b2c3d.0").write_bytes(ca_file.read_bytes())
    assert Tls(ca=ca_file.parent).context().verify_mode is ssl.CERT_REQUIRED


def test_old_versions_of_tls_are_not_spoken(connect: Connect, authority: trustme.CA, ca_file: Path) -> None:
    def old() -> ssl.SSLContext:
        context = Certificates(authority)()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")
        return context

    with serving(context=old) as server:
        with pytest.raises(NdxpError) as caught:
            connect(server.url, tls=Tls(ca=ca_file)).request("GET", "/x")
        assert caught.value.sent == "no"


def test_a_handshake_that_is_cut_is_tried_again(connect: Connect) -> None:
    with serving(context=broken) as server:
        error = failure(connect(server.url.replace("localhost", "127.0.0.1")))
        assert (error.code, error.facts.attempts) == ("tls-broken-off", 3)


def broken() -> ssl.SSLContext:
    raise OSError(socket.EAI_FAIL, "the server ends the connection instead of a handshake")


def test_a_client_is_not_pickled() -> None:
    with Client("http://127.0.0.1:1") as client, pytest.raises(TypeError, match="one in each process"):
        pickle.dumps(client)
