"""listMethods, allowedMethods and getWsdl by SOAP, as collectors read them."""

import re
from xml.etree import ElementTree as ET

import pytest

from mocks.hub.xroad.soap_calls import SPACES, body_of, fault_of, message, post, soap_hub
from mocks.hub.xroad.worlds import CONSUMER, PROVIDER, STRANGER, Hub
from ndxp_mocks.hub.exchange_app import ExchangeApp
from ndxp_mocks.hub.seeding import PORTAL, hub_world

ASKED = "<xrd:getWsdl><xrd:serviceCode>echo</xrd:serviceCode><xrd:serviceVersion>v1</xrd:serviceVersion></xrd:getWsdl>"


def listed(called: Hub, code: str, by: str = CONSUMER, of: str = PROVIDER) -> list[tuple[str | None, ...]]:
    body = body_of(post(called, message(code, f"<xrd:{code}/>", by=by, of=of)))
    assert body.tag == f"{{{SPACES['xrd']}}}{code}Response"
    services = body.findall("xrd:service", SPACES)
    assert {each.get(f"{{{SPACES['id']}}}objectType") for each in services} <= {"SERVICE"}
    names = ("memberCode", "subsystemCode", "serviceCode", "serviceVersion")
    return [tuple(each.findtext(f"id:{name}", namespaces=SPACES) for name in names) for each in services]


def test_list_methods_lists_soap_services_to_anyone() -> None:
    expected = [("G99", "registry", "echo", "v1"), ("G99", "registry", "secrets", None)]
    for by in (CONSUMER, STRANGER, "VN/GOV/EXAMPLE"):
        assert listed(soap_hub(), "listMethods", by) == expected
    assert listed(soap_hub(), "listMethods", of=CONSUMER) == []


def test_allowed_methods_lists_what_the_caller_may_call() -> None:
    assert listed(soap_hub(), "allowedMethods") == [("G99", "registry", "echo", "v1")]
    assert listed(soap_hub(), "allowedMethods", STRANGER) == []


def test_get_wsdl_attaches_the_description_and_hides_where_the_service_listens() -> None:
    answered = post(soap_hub(), message("getWsdl", ASKED))
    assert re.fullmatch(
        r'multipart/related; type="text/xml"; charset=UTF-8; boundary=xroad\w+', answered.headers["Content-Type"]
    )
    body = body_of(answered)
    assert (body.tag, body.findtext("xrd:serviceCode", namespaces=SPACES)) == (
        f"{{{SPACES['xrd']}}}getWsdlResponse",
        "echo",
    )
    pattern = (
        r"--xroad\w+\r\ncontent-type:text/xml\r\n\r\n.+?\r\n--xroad\w+\r\ncontent-type:text/xml\r\n.+?\r\n\r\n(.+)"
    )
    found = re.search(pattern + r"\r\n--xroad\w+--\r\n", answered.text, re.DOTALL)
    assert found is not None
    description = ET.fromstring(found.group(1).encode("utf-8"))
    (operation,) = description.findall(".//wsdl:binding/wsdl:operation", SPACES)
    assert (operation.get("name"), operation.findtext("xrd:version", namespaces=SPACES)) == ("echo", "v1")
    assert 'location="http://example.org/xroad-endpoint"' in found.group(1)
    assert "internal" not in answered.text


@pytest.mark.parametrize(
    ("body", "code", "text"),
    [
        ("<xrd:getWsdl/>", "invalid_request", "Missing serviceCode in message body"),
        (
            ASKED.replace("v1", "v2"),
            "unknown_service",
            f"Could not find wsdl URL for service SERVICE:{PROVIDER}/echo/v2",
        ),
        (
            "<xrd:getWsdl><xrd:serviceCode>points</xrd:serviceCode></xrd:getWsdl>",
            "service_type",
            "Service is a REST service and does not have a WSDL",
        ),
    ],
)
def test_what_get_wsdl_cannot_give_is_a_fault(body: str, code: str, text: str) -> None:
    assert fault_of(post(soap_hub(), message("getWsdl", body))) == (f"server.serverproxy.{code}", text)


def test_metaservices_are_logged() -> None:
    called = soap_hub()
    listed(called, "listMethods")
    assert [row["service"] for row in called.world.evidence.records] == [f"{PROVIDER}/listMethods"] * 2


def test_a_seeded_hub_has_a_soap_service_to_be_found() -> None:
    world = hub_world()
    called = Hub(world, None, ExchangeApp(world, None))  # type: ignore[arg-type]
    systems = [row["id"] for row in world.catalog.systems]
    found = {system: listed(called, "allowedMethods", PORTAL, str(system)) for system in systems}
    assert [services for services in found.values() if services] == [[("EXAMPLE", "operator", "echo", "v1")]]
