"""Weak suites, chains, keys, protocols and client certificates, at servers that have them."""

import ssl

import pytest
import trustme

from compliance.model.observation import Certificate, Comparison, Difference, NameLookup, TlsHandshake, Trust
from compliance.model.record import Service
from compliance.probes.settings import NetworkSettings

NAME = "api.example.gov.vn"


def service(port, host="127.0.0.1"):
    address = f"{host}:{port}/v1"
    return Service("api", base_url=f"https://{address}", plain_http_url=f"http://{address}")


def seen(looks, kind):
    return [each for each in looks.observations if isinstance(each, kind)]


def weak(looks):
    (found,) = [each for each in seen(looks, TlsHandshake) if each.weak_suites]
    return found


def modern(looks):
    (found,) = [each for each in seen(looks, TlsHandshake) if each.protocols]
    return found


@pytest.mark.parametrize(
    ("ciphers", "found"),
    [
        ("AES128-SHA", "TLS_RSA_WITH_AES_128_CBC_SHA"),
        ("AES256-GCM-SHA384", "TLS_RSA_WITH_AES_256_GCM_SHA384"),
        ("AECDH-AES128-SHA", "TLS_ECDH_anon_WITH_AES_128_CBC_SHA"),
        ("NULL-SHA256", "TLS_RSA_WITH_NULL_SHA256"),
        ("ECDHE-RSA-NULL-SHA", "TLS_ECDHE_RSA_WITH_NULL_SHA"),
    ],
)
def test_weak_suite_is_named_beside_good_ones(alerting, tls, ca, look, ciphers, found):
    context = tls()
    ca.issue_cert("127.0.0.1", key_type=trustme.KeyType.RSA).configure_cert(context)
    context.set_ciphers(f"ECDHE+AESGCM:{ciphers}:@SECLEVEL=0")
    looks = look(service(alerting(context)))
    assert (weak(looks).version, weak(looks).cipher) == ("TLSv1.2", found)
    assert modern(looks).version == "TLSv1.3"


@pytest.mark.parametrize("lowest", ["TLSv1_2", "TLSv1_3"])
def test_server_without_weak_suites_refuses_them(alerting, tls, look, lowest):
    context = tls(lowest)
    context.set_ciphers("ECDHE+AESGCM:@SECLEVEL=0")
    refused = weak(look(service(alerting(context))))
    assert (refused.version, refused.refusal in {"handshake_failure", "protocol_version"}) == (None, True)


@pytest.mark.parametrize(("protocols", "agreed"), [(["h2", "http/1.1"], "h2"), (["http/1.1"], "http/1.1"), ([], None)])
def test_protocol_is_the_one_agreed_on_by_alpn(alerting, tls, look, protocols, agreed):
    context = tls()
    if protocols:
        context.set_alpn_protocols(protocols)
    assert modern(look(service(alerting(context)))).protocol == agreed


@pytest.mark.parametrize("highest", ["TLSv1_1", "TLSv1_2", "TLSv1_3"])
@pytest.mark.parametrize("mode", [ssl.CERT_NONE, ssl.CERT_OPTIONAL, ssl.CERT_REQUIRED])
def test_demand_for_a_client_certificate_is_seen_in_each_version(alerting, tls, ca, look, highest, mode):
    context = tls("TLSv1", highest)
    ca.configure_trust(context)
    context.verify_mode = mode
    looks = look(service(alerting(context)))
    agreed = next(each for each in seen(looks, TlsHandshake) if each.version and not each.weak_suites)
    assert agreed.wants_client_certificate is (mode is not ssl.CERT_NONE)


@pytest.mark.parametrize("sent", [1, 2])
@pytest.mark.parametrize("highest", ["TLSv1_1", "TLSv1_3"])
def test_chain_is_followed_to_the_root_of_the_file(alerting, tls, look, tmp_path, sent, highest):
    trust = Trust.TRUSTED if sent == 2 else Trust.MISSING_INTERMEDIATE
    root = trustme.CA()
    issued = trustme.CA(parent_cert=root).issue_cert("127.0.0.1")
    file, own = tmp_path / "ca.pem", tmp_path / "own.pem"
    root.cert_pem.write_to_path(file)
    pems = [issued.private_key_pem, *issued.cert_chain_pems[:sent]]
    own.write_bytes(b"".join(each.bytes() for each in pems))
    context = tls("TLSv1", highest)
    context.load_cert_chain(own)
    settings = NetworkSettings(timeout=60, rate=1000, allow_private=True, ca_file=file)
    (found,) = seen(look(service(alerting(context)), settings=settings), Certificate)
    assert (found.trust, len(found.chain), found.key, found.key_bits, found.digest) == (
        trust,
        sent,
        "EC",
        256,
        "sha256",
    )


def test_all_addresses_are_looked_at_and_compared(alerting, tls, look):
    port = alerting(tls())
    alerting(tls("TLSv1", "TLSv1_3", names=["elsewhere.example"]), ("127.0.0.2", port))
    looks = look(service(port, NAME), names={NAME: ["127.0.0.1", "127.0.0.2"]})
    pairs = seen(looks, Comparison)
    assert {each.difference for each in pairs} == {Difference.ADDRESS}
    assert {each.values for each in pairs} == {("127.0.0.1", "127.0.0.2")}
    kinds = [(each.first.version, each.second.version) for each in pairs if isinstance(each.first, TlsHandshake)]
    assert sorted(kinds, key=str) == [("TLSv1.3", "TLSv1.3"), (None, "TLSv1.1")]
    (names,) = [each.second.names for each in pairs if isinstance(each.second, Certificate)]
    assert names == ("elsewhere.example",)
    assert not any("TlsHandshake" in gap.hides for gap in looks.gaps)


def test_addresses_that_accept_and_those_that_refuse_are_told_apart(alerting, tls, look):
    port = alerting(tls())
    looks = look(service(port, NAME), names={NAME: ["127.0.0.1", "127.0.0.3"]})
    (lookup,) = seen(looks, NameLookup)
    assert (lookup.host, lookup.port) == (NAME, port)
    assert (lookup.addresses, lookup.connected) == (("127.0.0.1", "127.0.0.3"), ("127.0.0.1",))
    assert (lookup.unreachable, lookup.silent) == ((), ())


def test_address_without_a_way_has_refused_nothing(alerting, tls, look):
    looks = look(service(alerting(tls()), NAME), names={NAME: ["127.0.0.1", "2001:db8::1"]})
    (lookup,) = seen(looks, NameLookup)
    assert lookup.ipv6 == ("2001:db8::1",)
    assert lookup.connected == ("127.0.0.1",)
    assert {*lookup.unreachable, *lookup.silent} == {"2001:db8::1"}
    assert {gap.hides for gap in looks.gaps if "2001:db8::1" in str(gap.message)} == {frozenset({"AddressPair"})}


def test_name_that_nobody_knows_is_a_gap(look):
    looks = look(service(443, NAME), names={})
    assert seen(looks, NameLookup) == []
    assert frozenset({"NameLookup"}) in {gap.hides for gap in looks.gaps}


def test_given_addresses_are_not_looked_up(alerting, tls, look):
    port = alerting(tls())
    settings = NetworkSettings(timeout=60, rate=1000, allow_private=True, resolve={NAME: ("127.0.0.1",)})
    (lookup,) = seen(look(service(port, NAME), settings=settings, names={}), NameLookup)
    assert lookup.connected == ("127.0.0.1",)


@pytest.mark.parametrize("address", ["10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fd00::1"])
def test_given_addresses_are_private_ones_like_others(look, address):
    settings = NetworkSettings(timeout=60, resolve={NAME: (address,)})
    looks = look(service(443, NAME), settings=settings, names={})
    assert looks.observations == ()
    assert all("is not a public address" in str(gap.message) for gap in looks.gaps)


@pytest.mark.parametrize("first", [True, False])
def test_address_whose_certificate_cannot_be_read_is_not_compared(alerting, tls, look, misread, first):
    contexts = [misread(tls()), tls()]
    port = alerting(contexts[0 if first else 1])
    alerting(contexts[1 if first else 0], ("127.0.0.2", port))
    looks = look(service(port, NAME), names={NAME: ["127.0.0.1", "127.0.0.2"]})
    assert not [each for each in seen(looks, Comparison) if isinstance(each.first, Certificate)]
    assert any("AddressPair" in gap.hides and "127.0.0.2" in str(gap.message) for gap in looks.gaps)


SERVER_HELLO = bytes.fromhex("160302002a02000026 0302".replace(" ", "")) + bytes(32) + bytes.fromhex("00c01300")
HALF_A_CERTIFICATE = bytes.fromhex("16030200200b00100000") + bytes(26)


@pytest.mark.parametrize(
    ("answer", "then", "old"),
    [
        (b"\x15\x03\x01\x00\x02\x02\x46", "closes", "protocol_version"),
        (b"", "closes", "connection closed"),
        (b"\x00" * 64, "closes", None),
        (SERVER_HELLO, "closes", "TLSv1.1"),
        (SERVER_HELLO + HALF_A_CERTIFICATE, "closes", "TLSv1.1"),
        (b"\x16\x03\x02\x40\x00" + bytes(16384), "repeats", None),
        (SERVER_HELLO[:7], "hangs", None),
    ],
    ids=["alert", "silence", "garbage", "hello only", "half a certificate", "endless records", "hangs"],
)
def test_broken_server_gives_the_right_verdict_or_a_gap_in_bounded_time(servers, look, answer, then, old):
    async def break_off(reader, writer):
        await reader.read(4096)
        writer.write(answer)
        while then == "repeats":
            writer.write(answer)
            await writer.drain()
        if then == "hangs":
            await reader.read()
        await writer.drain()

    settings = NetworkSettings(timeout=2, rate=1000, allow_private=True)
    looks = look(service(servers.listen(break_off).port), settings=settings)
    found = [each for each in seen(looks, TlsHandshake) if not each.weak_suites and "TLSv1.3" not in each.offered]
    assert [each.version or each.refusal for each in found] == ([old] if old else [])
    assert seen(looks, Certificate) == []
    hidden = frozenset().union(*(gap.hides for gap in looks.gaps if gap.is_failure))
    assert {"TlsHandshake", "Certificate"} <= hidden
