"""What is read of a server's first words: right ones, wrong ones and any bytes at all."""

import random
import ssl
import struct
import warnings

import pytest
import trustme

from compliance.probes.net.client_hello import OLD_VERSIONS, WEAK_SUITES
from compliance.probes.net.server_flight import MOST_CERTIFICATES, NotTls, ServerFlight

SERVER_HELLO, CERTIFICATE, REQUEST, DONE = 2, 11, 13, 14
RC4 = 0x0005


def record(kind, fragment, version=b"\x03\x03"):
    return bytes([kind]) + version + struct.pack(">H", len(fragment)) + fragment


def message(kind, body=b""):
    return bytes([kind]) + len(body).to_bytes(3) + body


def hello(version=0x0303, suite=RC4, session=b"", rest=b""):
    fixed = struct.pack(">H", version) + bytes(32) + bytes([len(session)]) + session
    return message(SERVER_HELLO, fixed + struct.pack(">H", suite) + b"\x00" + rest)


def certificates(*ders):
    listed = b"".join(len(der).to_bytes(3) + der for der in ders)
    return message(CERTIFICATE, len(listed).to_bytes(3) + listed)


def read(*parts, offer=WEAK_SUITES):
    flight = ServerFlight(offer)
    for part in parts:
        flight.receive(part)
    return flight


def test_choice_certificates_and_demand_are_read_however_they_are_cut():
    words = (
        hello(session=bytes(32), rest=bytes(9)) + certificates(b"one", b"another") + message(REQUEST) + message(DONE)
    )
    whole = record(22, words[:50]) + record(22, words[50:])
    for size in (1, 7, len(whole)):
        flight = read(*(whole[at : at + size] for at in range(0, len(whole), size)))
        assert (flight.version, flight.cipher) == ("TLSv1.2", "TLS_RSA_WITH_RC4_128_SHA")
        assert flight.certificates == (b"one", b"another")
        assert flight.wants_certificate
        assert flight.is_over
        assert flight.alert is None


@pytest.mark.parametrize(
    ("number", "name"), [(0x0300, "SSLv3"), (0x0301, "TLSv1.0"), (0x0302, "TLSv1.1")], ids=["3.0", "3.1", "3.2"]
)
def test_old_versions_are_named_ssl_3_too(number, name):
    flight = read(record(22, hello(number), struct.pack(">H", number)), offer=OLD_VERSIONS)
    assert (flight.version, flight.is_over) == (name, False)


@pytest.mark.parametrize(("level", "number", "alert"), [(2, 40, "handshake_failure"), (2, 112, "unrecognized_name"),
                                                         (1, 0, "close_notify"), (2, 255, "alert 255")])  # fmt: skip
def test_alert_ends_it(level, number, alert):
    flight = read(record(21, bytes([level, number])))
    assert (flight.alert, flight.is_over, flight.version) == (alert, True, None)


def test_a_warning_about_the_name_ends_nothing():
    flight = read(record(21, b"\x01\x70"), record(22, hello() + message(DONE)))
    assert (flight.alert, flight.version) == (None, "TLSv1.2")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (b"SSH-2.0-server\r\n", "wrong_version_number"),
        (b"HTTP/1.1 400 Bad Request\r\n", "wrong_version_number"),
        (b"\x16\x02\x00\x00\x05hello", "wrong_version_number"),
        (record(22, b""), "wrong_version_number"),
        (b"\x16\x03\x03\xff\xff", "wrong_version_number"),
        (record(21, b"\x02"), "decode_error"),
        (record(22, message(DONE)), "unexpected_message"),
        (record(22, hello() * 2), "unexpected_message"),
        (record(22, message(SERVER_HELLO, b"\x03\x03")), "decode_error"),
        (record(22, hello(session=bytes(33))), "decode_error"),
        (record(22, hello(0x0304)), "illegal_parameter"),
        (record(22, hello(0x0200)), "illegal_parameter"),
        (record(22, hello(suite=0xC02F)), "illegal_parameter"),
        (record(22, hello() + message(CERTIFICATE, b"\x00\x00\x09abc")), "decode_error"),
        (record(22, hello() + message(CERTIFICATE, b"\x00\x00\x05\x00\x00\x09ab")), "decode_error"),
        (record(22, b"\x02\xff\xff\xff"), "excessive_message_size"),
        (record(22, hello() + bytes([12]) + (1 << 17).to_bytes(3)) + record(22, bytes(1 << 14)) * 20,
         "endless_handshake"),
    ],
    ids=range(17),
)  # fmt: skip
def test_what_is_no_answer_to_the_offer_is_told_by_name(words, reason):
    with pytest.raises(NotTls, match=f"^{reason}$"):
        read(words)


def test_only_the_first_of_many_certificates_are_kept():
    flight = read(record(22, hello() + certificates(*(bytes([number]) for number in range(20)))))
    assert flight.certificates == tuple(bytes([number]) for number in range(MOST_CERTIFICATES))


def test_any_bytes_are_understood_or_refused():
    right = record(22, hello() + certificates(b"one") + message(DONE))
    draw = random.Random(5246)
    for _ in range(3000):
        words = bytearray(right)
        for _ in range(draw.randint(1, 4)):
            words[draw.randrange(len(words))] = draw.randrange(256)
        flight = ServerFlight(WEAK_SUITES)
        try:
            flight.receive(bytes(words[: draw.randint(0, len(words))]))
        except NotTls as error:
            assert str(error)
        assert flight.cipher is None or flight.cipher in WEAK_SUITES.suites.values()


@pytest.mark.parametrize("offer", [OLD_VERSIONS, WEAK_SUITES], ids=["old", "weak"])
def test_our_hello_is_one_that_a_server_understands_and_names_the_host(offer):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:!aNULL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    trustme.CA().issue_cert("a.example", key_type=trustme.KeyType.RSA).configure_cert(context)
    told = []
    context.sni_callback = lambda _, name, __: told.append(name)
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    session = context.wrap_bio(incoming, outgoing, server_side=True)
    incoming.write(offer.message("a.example"))
    with pytest.raises(ssl.SSLWantReadError):
        session.do_handshake()
    flight = read(outgoing.read(), offer=offer)
    assert told == ["a.example"]
    assert flight.version == offer.versions[-1]
    assert len(flight.certificates) == 1


def test_an_address_is_no_name():
    assert b"192.0.2.1" not in WEAK_SUITES.message("192.0.2.1")
    assert b"a.example" in WEAK_SUITES.message("a.example")
