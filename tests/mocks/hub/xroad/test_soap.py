"""Calls by SOAP: the message, the order of its checks, the fault and the answer."""

import base64
import hashlib
from xml.etree import ElementTree as ET

import pytest

from mocks.hub.xroad.soap_calls import (
    LAST,
    SERVER,
    SPACES,
    body_of,
    client,
    envelope,
    fault_of,
    identifier,
    message,
    post,
    root_of,
    security_server,
    service,
    soap_hub,
)
from mocks.hub.xroad.worlds import CONSUMER, PROVIDER, STRANGER, add_system

ECHO = '<e:echo xmlns:e="http://echo.simulated.example"><e:text>xin chào &amp; tạm biệt</e:text></e:echo>'
NAMES = client(CONSUMER) + service(PROVIDER, "echo", "v1")


def test_a_service_answers_under_the_header_of_the_request() -> None:
    sent = message("echo", ECHO, version="v1")
    answered = post(soap_hub(), sent)
    assert answered.headers["Content-Type"] == "text/xml;charset=utf-8"
    body = body_of(answered)
    assert body.tag == "{http://echo.simulated.example}echoResponse"
    assert body.findtext("{http://echo.simulated.example}text") == "xin chào & tạm biệt"
    header = root_of(answered).find("SOAP-ENV:Header", SPACES)
    assert header is not None
    assert header.findtext("xrd:id", namespaces=SPACES) == "message-1"
    assert header.findtext("xrd:service/id:serviceVersion", namespaces=SPACES) == "v1"
    assert header.findtext("xrd:client/id:subsystemCode", namespaces=SPACES) == "portal"
    digest = header.findtext("xrd:requestHash", namespaces=SPACES) or ""
    assert base64.b64decode(digest) == hashlib.sha512(sent.encode()).digest()


def test_every_field_of_the_header_comes_back_and_is_logged() -> None:
    space = "http://x-road.eu/xsd/representation.xsd"
    party = f'<r:representedParty xmlns:r="{space}"><r:partyClass>COM</r:partyClass><r:partyCode>7</r:partyCode>'
    fields = f"<xrd:userId>VN1</xrd:userId><xrd:issue>a &lt; b</xrd:issue>{party}</r:representedParty>"
    called = soap_hub()
    answered = post(called, envelope(NAMES + security_server(SERVER) + fields + LAST, ECHO))
    (found,) = root_of(answered).iterfind("SOAP-ENV:Header", SPACES)
    header = ET.tostring(found, encoding="unicode")
    for text in ("VN1", "a &lt; b", "COM", "7", "ss1"):
        assert f">{text}</" in header
    row = called.records("incoming")[0]
    assert (row["message_id"], row["user_id"], row["issue"]) == ("message-1", "VN1", "a < b")
    assert (row["represented_party"], row["service"], row["outcome"]) == ("COM/7", f"{PROVIDER}/echo", "succeeded")


def test_the_message_may_be_the_first_part_of_a_multipart() -> None:
    part = f"--x\r\nContent-Type: text/xml\r\n\r\n{message('echo', ECHO, version='v1')}\r\n--x--\r\n"
    answered = post(soap_hub(), part, 'multipart/related; type="text/xml"; boundary=x')
    assert body_of(answered).tag.endswith("echoResponse")


@pytest.mark.parametrize(
    ("content_type", "content", "code", "text"),
    [
        ("", "x", "invalid_request", "Could not get content type from request"),
        ("application/json", "{}", "invalid_content_type", "Invalid content type: application/json"),
        ("multipart/related; boundary=x", "x", "mime_parsing_failed", "The body is not the multipart"),
        (
            "multipart/related; boundary=x",
            "--x\r\n\r\nx\r\n--x--",
            "invalid_content_type",
            "Could not get content type",
        ),
        ("multipart/related; boundary=x", "--x\r\nContent-Type: a/b\r\n\r\nx\r\n--x--", "invalid_content_type", "a/b"),
        ("text/xml", "", "invalid_soap", "Malformed SOAP message"),
        ("text/xml", "<x/>", "invalid_soap", "Malformed SOAP message: envelope missing"),
        ("text/xml", '<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>', "invalid_soap", "A document type is not allowed"),
        ("text/xml", "<a>" * 300 + "</a>" * 300, "invalid_soap", "More than 200 elements are nested"),
        ("text/xml", envelope(None, ECHO), "missing_header", "Malformed SOAP message: header missing"),
        ("text/xml", envelope("", ECHO), "missing_header_field", "Required field 'protocolVersion' is missing"),
        ("text/xml", envelope(LAST, ECHO), "missing_header_field", "Required field 'client' is missing"),
        ("text/xml", envelope(LAST + client(CONSUMER), ECHO), "missing_header_field", "must contain service id"),
        ("text/xml", envelope(NAMES + LAST, None), "missing_body", "Malformed SOAP message: body missing"),
        ("text/xml", envelope(NAMES + LAST, ""), "invalid_body", "body must have exactly one child element"),
        ("text/xml", envelope(NAMES + LAST, ECHO * 2), "invalid_body", "body must have exactly one child element"),
        ("text/xml", envelope(NAMES + LAST, "<other/>"), "inconsistent_headers", "does not match in header and body"),
        ("text/xml", envelope(NAMES * 2 + LAST, ECHO), "duplicate_header_field", "xroad.xsd}client'"),
        ("text/xml", envelope(identifier("client", "SERVER", CONSUMER) + LAST, ECHO), "invalid_xml", "SERVER"),
        ("text/xml", envelope("<xrd:client/>" + LAST, ECHO), "invalid_xml", "Missing objectType attribute"),
        ("text/xml", envelope(NAMES + LAST.replace("4.0", "3.1"), ECHO), "invalid_protocol_version", "'3.1'"),
        (
            "text/xml",
            envelope(client("VN//EXAMPLE") + NAMES[len(client(CONSUMER)) :] + LAST, ECHO),
            "internal_error",
            "",
        ),
    ],
)
def test_a_message_that_cannot_be_read_is_the_fault_of_the_client(
    content_type: str, content: str, code: str, text: str
) -> None:
    called = soap_hub()
    found = fault_of(post(called, content, content_type))
    assert found[0] == f"client.{code}"
    assert text in found[1]
    assert len(called.world.evidence.records) == 0


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT"])
def test_only_post_is_soap(method: str) -> None:
    for path in ("/", "/r2/x", *(("/listClients", "/verificationconf", "/asic") if method != "GET" else ())):
        answered = soap_hub().call(method, path, {"Content-Type": "text/xml"})
        assert (answered.status_code, answered.headers["Content-Type"]) == (200, "text/xml;charset=utf-8")
        assert method == "HEAD" or fault_of(answered)[1] == f"Must use POST request method instead of {method}"


ORDER = [
    ({"by": "VN/GOV/NONE", "of": "VN/GOV/NONE/none"}, "clientproxy.unknown_member", "Client 'MEMBER:VN/GOV/NONE' not"),
    ({"of": "VN/GOV/NONE/none"}, "clientproxy.unknown_member", "VN/GOV/NONE/none/echo"),
    ({"server": "VN/GOV/EXAMPLE/ss1"}, "clientproxy.invalid_security_server", "SERVER:VN/GOV/EXAMPLE/ss1"),
    ({"by": STRANGER}, "serverproxy.unknown_service", f"Unknown service: SERVICE:{PROVIDER}/echo"),
    ({"by": STRANGER, "version": "v2"}, "serverproxy.unknown_service", f"SERVICE:{PROVIDER}/echo/v2"),
    ({"by": STRANGER, "version": "v1"}, "serverproxy.access_denied", f"not allowed: SERVICE:{PROVIDER}/echo/v1"),
]


@pytest.mark.parametrize(("given", "code", "text"), ORDER)
def test_of_everything_that_is_wrong_the_first_in_the_order_of_checks_is_told(
    given: dict[str, str], code: str, text: str
) -> None:
    found = fault_of(post(soap_hub(), message("echo", ECHO, **given)))
    assert found[0] == f"server.{code}"
    assert text in found[1]


def test_a_rest_service_is_not_called_by_soap_nor_a_soap_service_by_rest() -> None:
    called = soap_hub()
    found = fault_of(post(called, message("points", "<points/>")))
    text = "Service is a REST service and cannot be called using SOAP interface"
    assert found == ("server.serverproxy.service_type", text)
    assert {row["status"] for row in called.world.evidence.records} == {200}
    answered = called.get(f"/r1/{PROVIDER}/echo")
    assert answered.headers["X-Road-Error"] == "server.serverproxy.service_type"
    assert called.provider.calls == []


def test_a_certificate_is_held_to_its_system_by_soap_too() -> None:
    called = soap_hub(lambda world: add_system(world, CONSUMER, "https", ["0" * 64]))
    sent = message("echo", ECHO, version="v1")
    code, text = fault_of(post(called, sent, scheme="https", certificate=b"another"))
    assert code == "server.clientproxy.ssl_authentication_failed"
    assert text.endswith("TLS certificate does not match any IS certificates")


def test_faults_are_spelled_as_the_profile_does() -> None:
    called = soap_hub(profile="xroad-7.7")
    assert fault_of(post(called, "<x/>"))[0] == "Client.InvalidSoap"
    assert fault_of(post(called, message("none", "<none/>")))[0] == "Server.ServerProxy.UnknownService"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("own-gateway-conf-outdated", "server.clientproxy.global_conf_outdated"),
        ("provider-gateway-access-denied", "server.serverproxy.access_denied"),
        ("service-disabled", "server.serverproxy.service_disabled"),
        ("signature-failed", "server.serverproxy.signature_verification.invalid_signature_value"),
    ],
)
def test_faults_of_the_hub_strike_calls_by_soap(fault: str, code: str) -> None:
    called = soap_hub(faults={fault})
    assert fault_of(post(called, message("echo", ECHO, version="v1")))[0] == code
