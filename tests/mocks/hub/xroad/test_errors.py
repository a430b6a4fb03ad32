"""How an error of X-Road is written: JSON or XML, in the spelling of the profile, and SOAP for who misses `/r1/`."""

import json
import re
from xml.etree import ElementTree

import pytest

from mocks.hub.xroad.worlds import CALL, CONSUMER, STRANGER, add_system, hub
from ndxp_mocks.hub.transport.upstream import UpstreamReset, UpstreamTimeout, UpstreamUnreachable

UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}"
ACCEPTS = [
    ("application/json;charset=utf-8", "application/json"),
    ("foobarbaz", "application/json"),
    (None, "application/json"),
    ("application/xml", "application/xml;charset=utf-8"),
    ("text/xml", "text/xml;charset=utf-8"),
    ("application/xml, text/xml", "application/xml;charset=utf-8"),
    ("text/xml, application/xml", "text/xml;charset=utf-8"),
    ("text/xml-patch+xml", "application/json"),
    ("application/xml; q=0.2", "application/xml;charset=utf-8"),
    ("text/xml, application/xml, application/json", "text/xml;charset=utf-8"),
    ("text/*", "text/xml;charset=utf-8"),
]


@pytest.mark.parametrize(("accept", "media_type"), ACCEPTS)
def test_accept_decides_between_json_and_xml(accept: str | None, media_type: str) -> None:
    called = hub()
    answered = called.call("GET", CALL, {"X-Road-Client": STRANGER, "Accept": accept or "*/*"})
    assert answered.headers["Content-Type"] == media_type
    assert answered.headers["X-Road-Error"] == "server.serverproxy.access_denied"
    assert answered.status_code == 500


def test_json_has_three_members_and_no_blank() -> None:
    answered = hub().get(client=STRANGER)
    body = answered.json()
    assert list(body) == ["type", "message", "detail"]
    assert UUID.fullmatch(body["detail"])
    assert answered.text == json.dumps(body, separators=(",", ":"))


def test_xml_has_the_same_three_members() -> None:
    answered = hub().get("/r1/VN/GOV/%3C%26%3E/a/b", Accept="text/xml")
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="no"?><error><type>'
    assert answered.text.startswith(f"{declaration}server.clientproxy.unknown_member</type><message>")
    tree = ElementTree.fromstring(answered.text)
    assert [child.tag for child in tree] == ["type", "message", "detail"]
    assert tree.findtext("message") == 'Could not find addresses for service provider "SERVICE:VN/GOV/<&>/a/b"'


def first_words(profile: str, **given: object) -> dict[str, str]:
    """The body of a refusal, its UUID left out."""
    called = hub(profile=profile, **given)
    body = called.get(client="PNG_SG/PNG_MAIN/21609/Backend").json()
    return {name: value for name, value in body.items() if name != "detail"}


def test_the_captured_unknown_member() -> None:
    """github.com/nordic-institute/X-Road/issues/1137."""
    message = "Client 'SUBSYSTEM:PNG_SG/PNG_MAIN/21609/Backend' not found"
    assert first_words("xroad-7.7") == {"type": "Server.ClientProxy.UnknownMember", "message": message}
    assert first_words("xroad-7.8") == {"type": "server.clientproxy.unknown_member", "message": message}


def test_the_captured_missing_certificate() -> None:
    """github.com/nordic-institute/X-Road/issues/249."""
    called = hub(lambda world: add_system(world, "CAM/GOV/201902/TEST", "https"), profile="xroad-7.7")
    answered = called.get(client="CAM/GOV/201902/TEST")
    assert answered.status_code == 500
    assert answered.json()["type"] == "Server.ClientProxy.SslAuthenticationFailed"
    text = "Client (SUBSYSTEM:CAM/GOV/201902/TEST) specifies HTTPS but did not supply TLS certificate"
    assert answered.json()["message"] == text


def test_the_captured_body_over_the_limit() -> None:
    """github.com/nordic-institute/X-Road/issues/179."""
    called = hub(profile="xroad-7.7", largest_message=1)
    answered = called.call("POST", CALL, {"X-Road-Client": CONSUMER}, b"xx")
    assert (answered.status_code, answered.json()["type"]) == (500, "Server.ClientProxy.IOError")
    assert answered.json()["message"] == "LoggingFailed: Message size exceeds maximum loggable size"


def test_the_captured_read_timeout() -> None:
    """github.com/nordic-institute/X-Road/issues/526."""
    called = hub(profile="xroad-7.7")
    called.provider.failure = UpstreamTimeout("slow", "after-send")
    body = called.get().json()
    assert (body["type"], body["message"]) == ("Server.ServerProxy.IOError", "Read timed out")


def test_the_captured_pool_that_was_shut_down() -> None:
    """github.com/nordic-institute/X-Road/issues/567."""
    body = hub(profile="xroad-7.7", faults={"provider-gateway-internal-error"}).get().json()
    assert (body["type"], body["message"]) == ("Server.ServerProxy.InternalError", "Connection pool shut down")


@pytest.mark.parametrize(
    ("failure", "code", "message"),
    [
        (UpstreamUnreachable("no"), "network_error", "Connect to provider.example failed: Connection refused"),
        (
            UpstreamTimeout("no", "before-send"),
            "network_error",
            "Connect to provider.example failed: Connection timed out",
        ),
        (UpstreamTimeout("no", "after-send"), "io_error", "Read timed out"),
        (UpstreamReset("no"), "network_error", "Connection reset"),
    ],
)
def test_a_provider_that_does_not_answer(failure: Exception, code: str, message: str) -> None:
    called = hub()
    called.provider.failure = failure
    answered = called.get()
    assert answered.status_code == 500
    body = answered.json()
    assert (body["type"], body["message"]) == (f"server.serverproxy.{code}", message)


@pytest.mark.parametrize("profile", ["xroad-7.7", "xroad-7.8"])
@pytest.mark.parametrize("path", ["/", "/r1", "/r2/VN/GOV/G99/registry/points", "/R1/VN/GOV/G99/registry/points"])
def test_who_misses_the_protocol_gets_a_soap_fault(profile: str, path: str) -> None:
    answered = hub(profile=profile).get(path)
    code = "Client.InvalidHttpMethod" if profile == "xroad-7.7" else "client.invalid_http_method"
    assert (answered.status_code, answered.headers["Content-Type"]) == (200, "text/xml;charset=utf-8")
    assert answered.headers["SOAPAction"] == ""
    assert "X-Road-Error" not in answered.headers
    fault = ElementTree.fromstring(answered.text).find(f"{SOAP}Body/{SOAP}Fault")
    assert fault is not None
    assert fault.findtext("faultcode") == code
    assert fault.findtext("faultstring") == "Must use POST request method instead of GET"
    assert UUID.fullmatch(fault.findtext("detail/faultDetail") or "")


@pytest.mark.parametrize(
    ("content_type", "code"),
    [("application/json", "client.invalid_content_type"), ("text/xml; charset=utf-8", "client.invalid_soap")],
)
def test_a_post_that_is_no_soap_gets_a_soap_fault_too(content_type: str, code: str) -> None:
    answered = hub().call("POST", "/catalogue", {"Content-Type": content_type}, b"{}")
    fault = ElementTree.fromstring(answered.text).find(f"{SOAP}Body/{SOAP}Fault")
    assert fault is not None
    assert fault.findtext("faultcode") == code
