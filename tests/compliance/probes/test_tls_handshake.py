"""Handshakes and certificates, against servers that speak what each test says."""

import asyncio
import ssl
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from compliance.model.observation import Certificate, HttpExchange, NameLookup, TlsHandshake
from compliance.model.record import Service
from compliance.probes.settings import NetworkSettings

OLD = ("SSLv3", "TLSv1.0", "TLSv1.1")
WEAK = ("SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2")
MODERN = ("TLSv1.2", "TLSv1.3")
OK = b"HTTP/1.1 204 No Content\r\n\r\n"
# RFC 5246, 7.2: an alert of level fatal, handshake_failure
ALERT = b"\x15\x03\x03\x00\x02\x02\x28"


@pytest.fixture
def relayed(servers, alerting):
    """Start a server that gives the answer to an offer of modern versions, and leads others on to one that has old."""

    def start(context, answer):
        behind = alerting(context)

        async def pump(reader, writer):
            while received := await reader.read(1024):
                writer.write(received)
            writer.close()

        async def handler(reader, writer):
            hello = await reader.read(4096)
            # RFC 5246, 7.4.1.2: client_version stands after the two headers
            if hello[9:11] == b"\x03\x03":
                writer.write(answer)
                await writer.drain()
                writer.close()
                await writer.wait_closed()
                return
            onward_reader, onward_writer = await asyncio.open_connection("127.0.0.1", behind)
            onward_writer.write(hello)
            await asyncio.gather(pump(reader, onward_writer), pump(onward_reader, writer))

        return servers.listen(handler).port

    return start


def handshakes(looks):
    return {seen.offered: seen for seen in looks.observations if isinstance(seen, TlsHandshake)}


def certificates(looks):
    return [seen for seen in looks.observations if isinstance(seen, Certificate)]


def tls_gaps(looks):
    return [gap for gap in looks.gaps if gap.hides & {"TlsHandshake", "Certificate"}]


def service(port, host="127.0.0.1"):
    address = f"{host}:{port}/v1"
    return Service("api", base_url=f"https://{address}", plain_http_url=f"http://{address}")


def test_modern_versions_are_accepted_and_old_ones_refused(alerting, tls, look):
    port = alerting(tls())
    looks = look(service(port))
    accepted, refused = handshakes(looks)[MODERN], handshakes(looks)[OLD]
    assert (accepted.version, accepted.refusal, accepted.port) == ("TLSv1.3", None, port)
    assert accepted.cipher.startswith("TLS_")
    assert (refused.version, refused.refusal, refused.cipher) == (None, "protocol_version", None)
    assert not tls_gaps(looks)


@pytest.mark.parametrize(("highest", "version"), [("TLSv1", "TLSv1.0"), ("TLSv1_1", "TLSv1.1")])
def test_old_version_that_is_accepted_is_named(servers, tls, look, highest, version):
    looks = look(service(servers.answer(OK, tls("TLSv1", highest)).port))
    assert handshakes(looks)[OLD].version == version


def test_server_with_only_old_versions_refuses_modern_ones_and_shows_its_certificate_all_the_same(alerting, tls, look):
    looks = look(service(alerting(tls("TLSv1", "TLSv1_1"))))
    assert handshakes(looks)[MODERN].refusal == "protocol_version"
    assert not tls_gaps(looks)
    assert len(certificates(looks)) == 1
    assert 204 in [seen.status for seen in looks.observations if isinstance(seen, HttpExchange)]


def test_server_that_accepts_all_versions_is_seen_to_do_so(servers, tls, look):
    seen = handshakes(look(service(servers.answer(OK, tls("TLSv1", "TLSv1_3")).port)))
    assert (seen[MODERN].version, seen[OLD].version) == ("TLSv1.3", "TLSv1.1")


def test_no_common_cipher_does_not_show_that_modern_versions_are_refused(alerting, tls, look):
    context = tls(highest="TLSv1_2")
    context.set_ciphers("PSK-AES128-GCM-SHA256:@SECLEVEL=0")
    looks = look(service(alerting(context)))
    assert MODERN not in handshakes(looks)
    assert any("handshake_failure" in str(gap.message) for gap in tls_gaps(looks) if "TlsHandshake" in gap.hides)


@pytest.mark.parametrize(("answer", "refusal"), [(ALERT, "handshake_failure"), (b"", "connection closed")])
def test_any_refusal_counts_where_old_versions_are_accepted_then(relayed, answer, refusal, look, tls):
    looks = look(service(relayed(tls("TLSv1", "TLSv1_1"), answer)))
    assert (handshakes(looks)[MODERN].version, handshakes(looks)[MODERN].refusal) == (None, refusal)
    assert handshakes(looks)[OLD].version == "TLSv1.1"


def test_certificate_is_recorded_as_shown(servers, tls, look):
    not_before, not_after = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)
    context = tls(
        names=["api.example", "127.0.0.1"], common_name="api.example", not_before=not_before, not_after=not_after
    )
    port = servers.answer(OK, context).port
    (seen,) = certificates(look(service(port)))
    assert (seen.not_before, seen.not_after) == (not_before, not_after)
    assert seen.names == ("api.example", "127.0.0.1")
    assert "CN=api.example" in seen.subject
    assert "trustme" in seen.issuer
    assert seen.sha256 == sha256(ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", port)))).hexdigest()


def test_expired_certificate_for_another_host_is_seen_all_the_same(servers, tls, look):
    dates = {"not_before": datetime(2020, 1, 1, tzinfo=UTC), "not_after": datetime(2021, 1, 1, tzinfo=UTC)}
    looks = look(service(servers.answer(OK, tls(names=["elsewhere.example"], **dates)).port))
    (seen,) = certificates(looks)
    assert (seen.not_after.year, seen.names) == (2021, ("elsewhere.example",))
    assert handshakes(looks)[MODERN].version == "TLSv1.3"


def test_name_is_sent_and_resolved_address_is_connected_to(servers, tls, look):
    names = []
    context = tls()
    context.sni_callback = lambda _, name, __: names.append(name)
    looks = look(service(servers.answer(OK, context).port, "api.example"), names={"api.example": ["127.0.0.1"]})
    assert set(names) == {"api.example"}
    assert handshakes(looks)[MODERN].host == "api.example"


def test_servers_shared_by_services_are_looked_at_once(servers, tls, look):
    port = servers.answer(OK, tls()).port
    looks = look(service(port), Service("other", base_url=f"https://127.0.0.1:{port}/other"))
    assert len([seen for seen in looks.observations if isinstance(seen, TlsHandshake)]) == 3


def test_hanging_up_refuses_old_versions_but_leaves_modern_ones_unobserved(servers, look):
    async def hang_up(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read(1024)

    looks = look(service(servers.listen(hang_up).port))
    assert {offered: seen.refusal for offered, seen in handshakes(looks).items()} == {OLD: "connection closed"}
    assert {frozenset(gap.hides) for gap in tls_gaps(looks)} == {
        frozenset({"TlsHandshake"}),
        frozenset({"Certificate"}),
    }


def test_port_that_speaks_no_tls_leaves_gaps(servers, look):
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0-server\r\n")
        await reader.read()

    looks = look(
        service(servers.listen(greet).port), settings=NetworkSettings(timeout=5, rate=1000, allow_private=True)
    )
    assert {type(each) for each in looks.observations} == {NameLookup}
    assert any("wrong_version_number" in str(gap.message) for gap in tls_gaps(looks))


@pytest.mark.parametrize(("highest", "version"), [("TLSv1", "TLSv1.0"), ("TLSv1_1", "TLSv1.1"), ("TLSv1_2", "TLSv1.2")])
def test_version_agreed_on_is_seen_where_the_caller_is_then_turned_away(alerting, tls, ca, look, highest, version):
    offered = MODERN if version in MODERN else OLD
    context = tls("TLSv1", highest)
    ca.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    looks = look(service(alerting(context)))
    seen = handshakes(looks)[offered]
    assert (seen.version, seen.refusal) == (version, "handshake_failure" if offered is MODERN else None)
    assert seen.wants_client_certificate
    assert len(certificates(looks)) == 1


def test_certificate_that_cannot_be_read_costs_no_handshake(alerting, tls, misread, look):
    looks = look(service(alerting(misread(tls()))))
    assert handshakes(looks).keys() == {MODERN, OLD, WEAK}
    (gap,) = tls_gaps(looks)
    assert gap.hides == {"Certificate"}
    assert "could not be read" in str(gap.message)


def test_certificate_is_seen_before_a_caller_without_one_is_refused(alerting, tls, ca, look):
    context = tls()
    ca.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    looks = look(service(alerting(context)))
    assert handshakes(looks)[MODERN].version == "TLSv1.3"
    assert len(certificates(looks)) == 1
    assert [gap.hides for gap in looks.gaps] == [{"HttpExchange"}]


def test_refused_port_is_a_gap_not_a_refusal_of_versions(closed_port, look):
    looks = look(service(closed_port))
    assert {type(each) for each in looks.observations} == {NameLookup}
    (gap,) = tls_gaps(looks)
    assert gap.hides == {"TlsHandshake", "Certificate"}
    assert gap.is_failure
    assert str(gap.message) == f"127.0.0.1:{closed_port} refused the connection"


def test_silent_port_is_a_gap(silent_port, look):
    looks = look(service(silent_port), settings=NetworkSettings(timeout=0.2, allow_private=True))
    assert {type(each) for each in looks.observations} == {NameLookup}
    (gap,) = tls_gaps(looks)
    assert gap.hides == {"TlsHandshake", "Certificate"}
    assert str(gap.message) == f"127.0.0.1:{silent_port} gave no answer within 0.2 seconds"


@pytest.mark.parametrize("ends", ["9999-12-31T23:59:59", "2021-01-01T00:00:00"])
@pytest.mark.parametrize("highest", ["TLSv1_1", "TLSv1_3"])
def test_certificate_of_any_date_is_seen_whichever_versions_there_are(alerting, tls, look, ends, highest):
    days = {"not_before": datetime(2020, 1, 1), "not_after": datetime.fromisoformat(ends)}  # noqa: DTZ001
    looks = look(service(alerting(tls("TLSv1", highest, **days))))
    (seen,) = certificates(looks)
    assert seen.fact == f"X.509 2020-01-01 … {ends[:10]}"
    assert not tls_gaps(looks)


def test_server_is_told_its_name_without_a_final_dot(alerting, tls, look):
    told = []
    context = tls(names=["api.example"])
    context.sni_callback = lambda _, name, __: told.append(name)
    port = alerting(context)
    address = f"api.example.:{port}"
    looked = Service("api", base_url=f"https://{address}", plain_http_url=f"http://{address}")
    assert certificates(look(looked, names={"api.example.": ["127.0.0.1"]}))
    assert set(told) == {"api.example"}
